"""What the cards at links to terms say, put once per term into each page that has such links.

A link to a term is ``a.term``, wherever it came from; ``static/kunskapsbas-terms.js`` shows the card. Without the
script, and without links to terms, a page is as it always was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urljoin

from docutils import nodes

from ..content import Library, Term
from ..content.browser import data_block, writes_site
from ..content.extension import library_of
from ..content.model import Category
from .browser import add_script

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

SCRIPT = "kunskapsbas-terms.js"
DATA = "kb-terms"
LIST = "kb-az"  # the class of lists where the definition stands beside the link


def card_of(term: Term) -> dict[str, str | bool]:
    """Return what a card says: ``title``, ``definition``; if need be ``name`` (in a sentence) and ``unverified``."""
    said: dict[str, str | bool] = {"title": term.title, "definition": term.definition}
    if (name := within_sentence(term)) != term.title:
        said["name"] = name
    if not term.verified:
        said["unverified"] = True
    return said


def within_sentence(term: Term) -> str:
    """Return the title as it stands within a sentence: concepts without their capital, names as they are."""
    first, rest = term.title[:1], term.title[1:]
    return first.lower() + rest if term.category is Category.CONCEPT and rest[:1].islower() else term.title


def linked_terms(doctree: nodes.document, page: str, library: Library, suffix: str) -> Iterator[tuple[str, Term]]:
    """Yield (address as the page writes it, term) of each link to a term in a resolved page, in the page's order.

    ``page``: the address of the page below the site's root; ``suffix``: what addresses of pages end with. A term's link
    to its own page, and links that have the definition beside them, are left out.
    """
    for node in doctree.findall(nodes.reference):
        address = node.get("refuri", "").partition("#")[0]
        if "term" not in node["classes"] or not address or _in_list(node):
            continue
        target = unquote(urljoin(page, address)).removesuffix(suffix).removesuffix("/")
        term = library.pages.get(target)
        if isinstance(term, Term):
            yield node["refuri"], term


def _in_list(node: nodes.Element) -> bool:
    parent: nodes.Element | None = node.parent
    while parent is not None:
        if LIST in parent.get("classes", ()):
            return True
        parent = parent.parent
    return False


def add_cards(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the cards' texts last in the page's body, and let the page fetch the script."""
    if doctree is None or not writes_site(app):
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    links = linked_terms(doctree, builder.get_target_uri(pagename), library_of(app.env), builder.link_suffix)
    cards = {address: card_of(term) for address, term in links}
    if cards:
        context["body"] += data_block(DATA, cards)
        add_script(app, SCRIPT)


def setup(app: Sphinx) -> None:
    """Connect the cards to Sphinx."""
    app.connect("html-page-context", add_cards)

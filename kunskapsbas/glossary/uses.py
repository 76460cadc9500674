"""Where the terms are used: "Används på" last on a term's page, and which pages show something else than last time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..content import Kind, Library, Report, Term
from ..content.browser import writes_site
from ..content.extension import append_to_page, library_of, page_of
from ..content.nodes import NOT_SEARCHED, bullets, mark, paragraph, section
from ..content.remembering import remember, remembered
from ..swedish import sort_key
from .autolink import Use, pages_terms
from .card import card_of
from .running import sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ANCHOR = "anvands-pa"
TITLE = "Används på"
MEMORY = "glossary"
MOST = 10  # pages that are shown with a sentence: of a term that every report has, the newest
ORDER = (Kind.STRATEGY, Kind.SLUTRAPPORT, Kind.REPORT, Kind.INDEX, Kind.ABOUT)


class UsingPage(NamedTuple):
    """A page that uses a term: its docname and title, and the first place where it does."""

    docname: str
    title: str
    use: Use


@dataclass(frozen=True)
class Users:
    """Who uses a term: pages to show with their sentence, how many more there are, and other terms (docname, title)."""

    pages: tuple[UsingPage, ...] = ()
    more: int = 0
    terms: tuple[tuple[str, str], ...] = ()


def users_of(library: Library, uses: dict[str, dict[str, Use]]) -> dict[str, Users]:
    """Return who uses each term that is used, by the term's docname. ``uses``: page -> term -> first use."""
    found: dict[str, list[UsingPage]] = {}
    for docname in sorted(uses, key=lambda name: _rank(library, name)):
        page = library.pages.get(docname)
        for term, use in uses[docname].items():
            found.setdefault(term, []).append(UsingPage(docname, page.title if page else docname, use))
    return {term: _users(library, pages) for term, pages in found.items()}


def _rank(library: Library, docname: str) -> tuple[int, int, Any]:
    """Sort strategy first, then reports from the newest, then the rest by title."""
    page = library.pages.get(docname)
    if page is None:
        return len(ORDER), 0, sort_key(docname)
    kind = ORDER.index(page.kind) if page.kind in ORDER else len(ORDER)
    return kind, -page.compiled.toordinal() if isinstance(page, Report) else 0, sort_key(page.title)


def _users(library: Library, pages: list[UsingPage]) -> Users:
    texts = [page for page in pages if not isinstance(library.pages.get(page.docname), Term)]
    terms = [(page.docname, page.title) for page in pages if isinstance(library.pages.get(page.docname), Term)]
    return Users(tuple(texts[:MOST]), len(texts[MOST:]), tuple(terms))


class used_on(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """Where the pages come that use the term of the page."""


class UsedOn(SphinxTransform):
    """Give every term's page a last section for the pages that use it; they are known when it is written."""

    default_priority = 440

    def apply(self, **kwargs: Any) -> None:
        """Append the section."""
        if isinstance(page_of(self), Term):
            made = section(self.document, ANCHOR, TITLE, used_on())
            made["classes"].append(NOT_SEARCHED)
            append_to_page(self.document, [made])


class FillUsedOn(SphinxPostTransform):
    """Put the pages where they belong; in a file for print, where no link leads out, the section is left out."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Fill or remove the section."""
        for node in list(self.document.findall(used_on)):
            if writes_site(self.env._app):
                users = all_users(self.env).get(self.env.docname, Users())
                node.replace_self(list(self._blocks(users)))
            else:
                node.parent.parent.remove(node.parent)

    def _blocks(self, users: Users) -> Iterator[nodes.Node]:
        if not users.pages and not users.terms:
            yield paragraph("Inte på någon annan sida ännu.")
        if users.pages:
            yield bullets([self._item(page) for page in users.pages], "kb-uses")
        if users.more:
            yield paragraph(f"Dessutom på {users.more} {'sida' if users.more == 1 else 'sidor'} till.")
        if users.terms:
            links: list[nodes.Node | str] = []
            for docname, title in users.terms:
                links += [", "] * bool(links) + [self._link(docname, title)]
            yield paragraph("I ordlistan under ", *links, ".")

    def _item(self, page: UsingPage) -> list[nodes.Node]:
        before, words, after = sentence(page.use.text, page.use.start, page.use.end)
        told = paragraph(before, mark(words, "kb-used-word"), after, classes=["kb-use"])
        return [paragraph(self._link(page.docname, page.title, page.use.anchor)), told]

    def _link(self, docname: str, title: str, anchor: str = "") -> nodes.reference:
        uri = self.env._app.builder.get_relative_uri(self.env.docname, docname)
        return nodes.reference("", title, internal=True, refuri=f"{uri}#{anchor}" if anchor else uri)


def all_users(env: BuildEnvironment) -> dict[str, Users]:
    """Return who uses each term, as :func:`refresh` found it."""
    found: dict[str, Users] = getattr(env, "kb_term_users", {})
    return found


def refresh(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out who uses each term; name the pages that now show something else than this builder last wrote."""
    library = library_of(env)
    uses = {name: found.uses for name, found in pages_terms(env).items()}
    env.kb_term_users = users_of(library, uses)  # type: ignore[attr-defined]
    if not writes_site(app):
        return []
    nothing: dict[str, str] = {}
    before, now = remembered(app, MEMORY, nothing), _shown(env)
    return sorted(name for name, digest in now.items() if before.get(name) != digest and name in env.found_docs)


def _shown(env: BuildEnvironment) -> dict[str, str]:
    """Return a digest of what each page shows of the glossary besides its own text: links, cards, who uses it."""
    library, users = library_of(env), all_users(env)
    cards = {term.docname: card_of(term) for term in library.terms}
    shown: dict[str, str] = {}
    for name, found in sorted(pages_terms(env).items()):
        parts = [found.links, [cards.get(term) for term in found.linked], asdict(users.get(name, Users()))]
        shown[name] = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    return shown


def _remember(app: Sphinx, exception: Exception | None) -> None:
    """Note what was written."""
    if exception is None and writes_site(app):
        remember(app, MEMORY, _shown(app.env))


def setup(app: Sphinx) -> None:
    """Connect the section to Sphinx."""
    app.add_node(used_on)
    app.add_transform(UsedOn)
    app.add_post_transform(FillUsedOn)
    app.connect("env-updated", refresh, priority=600)  # after autolink has looked through all pages
    app.connect("build-finished", _remember)

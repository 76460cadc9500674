"""The field that filters the A-Ö list while the reader writes, and the forms it looks at besides what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..content import Term
from ..content.browser import FILTER_SCRIPT, SiteOnly, data_block, search_address, writes_site
from .browser import add_script

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "kunskapsbas-az.js"
FIELD = "kb-az-falt"
DATA = "kb-az-former"
LABEL = "Filtrera ordlistan"
NOTHING = "Inget ord i ordlistan passar. Ta bort några bokstäver, eller pröva ett annat ord för samma sak."
ELSEWHERE = "Du kan också {} i hela kunskapsbasen."


class AZFilter(SiteOnly):
    """The filter of one A-Ö list. Attribute: ``forms``, one string per term in the list's order."""


def hidden_forms(term: Term) -> str:
    """Return every form of a term that its row in the list does not show."""
    deprecated = (entry.form for entry in term.deprecated)
    shown = f"{term.title} {term.definition}".casefold()
    forms = dict.fromkeys((*term.linked_forms, *term.search_synonyms, *deprecated))
    return " ".join(form for form in forms if form.casefold() not in shown)


def az_filter(terms: Sequence[Term]) -> AZFilter:
    """Return the filter of a list with these terms in this order."""
    return AZFilter(forms=[hidden_forms(term) for term in terms])


def visit_html(translator: HTML5Translator, node: AZFilter) -> None:
    """Write the field. Style sheet and script see to it that it shows only where the script runs."""
    builder = translator.builder
    nothing = escape(NOTHING)
    if page := search_address(builder._app, builder.current_docname):
        nothing += " " + ELSEWHERE.format(f'<a href="{escape(page)}">söka efter det du har skrivit</a>')
    translator.body.append(
        f'<div class="kb-az-filter kb-screen-only"><label for="{FIELD}">{LABEL}</label>'
        f'<input type="search" id="{FIELD}" autocomplete="off" autocapitalize="off" spellcheck="false" />'
        f'<p role="status"></p><p class="kb-az-nothing" hidden>{nothing}</p>'
        f"{data_block(DATA, node['forms'])}</div>\n"
    )


def depart_html(translator: HTML5Translator, node: AZFilter) -> None:
    """Write nothing more."""


def _fetch_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if writes_site(app) and f'id="{FIELD}"' in context.get("body", ""):
        add_script(app, FILTER_SCRIPT, SCRIPT)


def setup(app: Sphinx) -> None:
    """Connect the filter to Sphinx."""
    app.add_node(AZFilter, html=(visit_html, depart_html))
    app.connect("html-page-context", _fetch_script)

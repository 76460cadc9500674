"""The directive ``{search-field}``: a labelled search form that leads to the search page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from kunskapsbas.content.browser import writes_site

from . import SEARCH_PAGE

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

LABEL = "Sök i kunskapsbasen"


class SearchField(nodes.General, nodes.Element):
    """A search form. Attributes: ``label``, the visible label; ``field_id``, unique on the page."""


class SearchFieldDirective(SphinxDirective):
    """``{search-field}`` with an optional ``:label:`` (default "Sök i kunskapsbasen")."""

    option_spec: ClassVar[dict[str, Any]] = {"label": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Give the node of one form."""
        number = self.env.new_serialno("search-field")
        field = SearchField(label=self.options.get("label", LABEL), field_id=f"sokfalt-{number + 1}")
        field["classes"].append("kb-screen-only")
        self.set_source_info(field)
        return [field]


class SearchFieldOnlyInHtml(SphinxPostTransform):
    """Takes the form out wherever no search page is written: a form on paper leads nowhere."""

    default_priority = 200

    def run(self, **kwargs: Any) -> None:
        """Remove every form unless the builder writes a search page."""
        if writes_site(self.env._app):
            return
        for field in list(self.document.findall(SearchField)):
            field.parent.remove(field)


def visit_html(translator: HTML5Translator, node: SearchField) -> None:
    """Write the form; everything in it is plain HTML that works without JavaScript."""
    builder = translator.builder
    page = builder.current_docname
    action = escape(builder.get_relative_uri(page, SEARCH_PAGE))
    field, label = escape(node["field_id"]), escape(node["label"])
    translator.body.append(
        f'<form class="kb-search-field kb-search kb-screen-only" role="search" aria-labelledby="{field}-namn" '
        f'action="{action}" method="get">'
        f'<label id="{field}-namn" for="{field}">{label}</label>'
        f'<div><input type="search" id="{field}" name="q" autocomplete="off" autocapitalize="off" spellcheck="false" />'
        f'<button type="submit">Sök</button></div></form>\n'
    )


def depart_html(translator: HTML5Translator, node: SearchField) -> None:
    """Write nothing more."""

"""Search: today Sphinx's own, mended for Swedish, and the directive ``{search-field}``.

Works alone in any Sphinx project, with any theme: ``extensions = ["kunskapsbas.search"]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kunskapsbas import __version__
from kunskapsbas.search.field import SearchField, SearchFieldDirective, SearchFieldOnlyInHtml, depart_html, visit_html

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
SCRIPT = "kunskapsbas-search.js"
SEARCH_PAGE = "search"


def add_static(app: Sphinx) -> None:
    """Let Sphinx copy the script into the site."""
    if app.builder.format == "html":
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script on the search page, and only there: after the translations (priority 500) it mends."""
    if pagename == SEARCH_PAGE:
        app.add_js_file(SCRIPT, priority=600)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to Sphinx."""
    app.add_node(SearchField, html=(visit_html, depart_html))
    app.add_directive("search-field", SearchFieldDirective)
    app.add_post_transform(SearchFieldOnlyInHtml)
    app.connect("builder-inited", add_static)
    app.connect("html-page-context", add_script)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

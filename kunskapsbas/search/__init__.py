"""Search that understands Swedish, in the reader's browser, from any server or straight from a folder.

Works alone in any Sphinx project, with any theme: ``extensions = ["kunskapsbas.search"]``. Takes the place of Sphinx's
own index. How it is built, and how it ranks, is told in docs/search.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.osutil import relative_uri

from kunskapsbas import __version__

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

SEARCH_PAGE = "search"
TEMPLATE = "kb-search-page.html"
STYLESHEET = "kunskapsbas-search.css"
TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
# Other ways to what a reader seeks, on the page of hits: those of these pages that the project has.
OTHER_WAYS = {
    "glossary/index": "Ordlistan från A till Ö",
    "strategy/index": "Frågor och svar",
    "reports/index": "Rapporterna",
    "reports/tidslinje": "Tidslinjen",
}


def add_templates(app: Sphinx, config: Config) -> None:
    """Let the search page's template be found, after the project's own."""
    config.templates_path = [*config.templates_path, str(TEMPLATES)]


def prepare(app: Sphinx) -> None:
    """Let Sphinx copy the style sheet, and write the script that fetches the search into every page."""
    from kunskapsbas.content.browser import writes_site

    from .boot import boot_script

    if writes_site(app):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
        app.add_js_file(None, body=boot_script(app.builder.get_target_uri(SEARCH_PAGE)))


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that shows hits. It stands in the theme's plainest frame, which every theme has."""
    from kunskapsbas.content.browser import writes_site

    from .boot import script_address

    if writes_site(app):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        up = relative_uri(builder.get_target_uri(SEARCH_PAGE), "")
        ways = {page: name for page, name in OTHER_WAYS.items() if page in app.env.found_docs}
        told = {
            "script": up + script_address(),
            "page": builder.get_target_uri(SEARCH_PAGE),
            "ways": [
                (builder.get_relative_uri(SEARCH_PAGE, page), name)
                for page, name in (ways or {app.config.root_doc: "Startsidan"}).items()
            ],
        }
        body = builder.templates.render(TEMPLATE, told)
        yield SEARCH_PAGE, {"title": "Sök", "body": body}, "page.html"


def style_search_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the page of hits have its style sheet from the start; other pages fetch it with the search."""
    from kunskapsbas.content.browser import writes_site

    if pagename == SEARCH_PAGE and writes_site(app):
        app.add_css_file(STYLESHEET, priority=800)  # after the theme's, as on the pages that fetch it


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to Sphinx."""
    from .boot import script_address
    from .collecting import Collector
    from .field import SearchField, SearchFieldDirective, SearchFieldOnlyInHtml, depart_html, visit_html

    # Not for anyone to set: a setting that has changed makes Sphinx write every page again, and with it the new script.
    app.add_config_value("kunskapsbas_search_script", script_address(), "html", (str,))
    collector = Collector()
    app.add_node(SearchField, html=(visit_html, depart_html))
    app.add_directive("search-field", SearchFieldDirective)
    app.add_post_transform(SearchFieldOnlyInHtml)
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", prepare)
    app.connect("builder-inited", collector.begin)
    app.connect("env-updated", collector.pages_to_write)
    app.connect("doctree-resolved", collector.collect, priority=900)  # when all others have put their parts in
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", style_search_page)
    app.connect("build-finished", collector.finish)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

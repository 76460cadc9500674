"""The files of the glossary that a reader's browser fetches: only on the pages that use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
STYLESHEET = "kunskapsbas-glossary.css"
# Builders that write one page of HTML per document. An e-book has no use for scripts.
BUILDERS = frozenset({"html", "dirhtml"})


def writes_pages(app: Sphinx) -> bool:
    """Tell whether the builder writes a site."""
    return app.builder.name in BUILDERS


def add_script(app: Sphinx, script: str) -> None:
    """Let the page that is being written fetch a script of ours and the style sheet; for html-page-context only."""
    app.add_css_file(STYLESHEET, priority=800)  # after the theme's
    app.add_js_file(script, priority=900, loading_method="defer")


def data_block(name: str, data: object) -> str:
    """Return data for a script as an element that no browser runs, whatever the texts in it hold.

    Without ``<`` the text cannot end the element or begin a comment. Rule: HTML, "Restrictions for contents of script
    elements".
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def _copy_files(app: Sphinx) -> None:
    if writes_pages(app):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]


def setup(app: Sphinx) -> None:
    """Let Sphinx copy the files."""
    app.connect("builder-inited", _copy_files)

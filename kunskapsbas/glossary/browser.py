"""The files of the glossary that a reader's browser fetches: only on the pages that use them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..content.browser import add_script as add_scripts
from ..content.browser import add_style, send_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
STYLESHEET = "kunskapsbas-glossary.css"


def add_script(app: Sphinx, *scripts: str) -> None:
    """Let the page that is being written fetch scripts and the style sheet; for html-page-context only."""
    add_style(app, STYLESHEET)
    add_scripts(app, *scripts)


def setup(app: Sphinx) -> None:
    """Let Sphinx copy the files."""
    send_files(app, STATIC)

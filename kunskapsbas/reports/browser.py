"""The files of the reports that a reader's browser fetches: only on the pages that use them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
# Builders that write one page of HTML per document. An e-book has no use for scripts.
BUILDERS = frozenset({"html", "dirhtml"})


def writes_pages(app: Sphinx) -> bool:
    """Tell whether the builder writes a site."""
    return app.builder.name in BUILDERS


def _copy_files(app: Sphinx) -> None:
    if writes_pages(app):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]


def setup(app: Sphinx) -> None:
    """Let Sphinx copy the files."""
    app.connect("builder-inited", _copy_files)

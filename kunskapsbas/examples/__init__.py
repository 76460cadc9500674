"""Examples for writers: ``{example}`` shows a piece of a page's text beside what readers see of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and its style sheet (see showing.py)."""
    from ..content.browser import send_files
    from . import showing

    send_files(app, STATIC)
    return dict(showing.setup(app))

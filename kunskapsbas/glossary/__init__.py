"""The glossary: terms as pages, links to them in any form, and the A to Ö list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register role, directive and page head (see pages.py and links.py)."""
    from . import links, pages

    links.setup(app)
    return dict(pages.setup(app))

"""The report series: page heads, the list by year, the timeline and the decision path, all from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register page heads (heads.py) and directives (lists.py)."""
    from . import heads, lists

    heads.setup(app)
    return dict(lists.setup(app))

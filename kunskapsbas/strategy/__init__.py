"""The strategy pages: the day their facts hold, and the questions that the sources leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register page heads (heads.py) and the directive (questions.py)."""
    from . import heads, questions

    heads.setup(app)
    return dict(questions.setup(app))

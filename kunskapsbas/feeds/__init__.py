"""What readers can subscribe to: Atom feeds of reports and changed pages, and a calendar of the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the files, the links to them and ``{subscribe}`` (subscribing.py)."""
    from . import subscribing

    subscribing.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

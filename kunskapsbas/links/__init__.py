"""Links: the register role, and checks of links in sources, in the built site and on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the role ``{link}`` and the pages at old addresses. Imported late: the checks need no Sphinx."""
    from . import redirects, register

    redirects.setup(app)
    return dict(register.setup(app))

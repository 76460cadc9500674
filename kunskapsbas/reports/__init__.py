"""The report series: page heads, lists, what has changed, the timeline and the decision path, all from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ENV_VERSION = 2  # another one when pages must be read again because the code puts something else on them


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all parts: each module that has something to do with Sphinx has its own ``setup``."""
    from . import (
        browser,
        drawing,
        events,
        extrapages,
        filtering,
        heads,
        lists,
        path,
        placing,
        subscribing,
        timeline,
        tracking,
    )

    for part in (
        browser,
        events,
        heads,
        timeline,
        drawing,
        path,
        tracking,
        placing,
        filtering,
        extrapages,
        subscribing,
    ):
        part.setup(app)
    return {**lists.setup(app), "env_version": ENV_VERSION}

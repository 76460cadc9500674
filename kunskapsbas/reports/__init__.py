"""The report series: page heads, lists, what has changed, the timeline and the decision path, all from the model.

Where to look:

- what stands on a report's page: heads.py; what of it depends on the rest of the series: placing.py, tracking.py
- the list by year: lists.py, series.py, filtering.py
- what has changed: points.py, changes.py, comparing.py
- pages that no file is written for: extrapages.py with changepages.py, yearpages.py and madepage.py
- events: events.py, timeline.py, path.py
- the timeline's picture: axis.py, labels.py, picture.py, layouts.py, drawing.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent / "static"
ENV_VERSION = 2  # another one when pages must be read again because the code puts something else on them


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all parts: each module that has something to do with Sphinx has its own ``setup``."""
    from ..content.browser import send_files
    from . import (
        drawing,
        events,
        extrapages,
        filtering,
        heads,
        lists,
        path,
        placing,
        timeline,
        tracking,
    )

    for part in (
        events,
        heads,
        timeline,
        drawing,
        path,
        tracking,
        placing,
        filtering,
        extrapages,
    ):
        part.setup(app)
    send_files(app, STATIC)
    return {**lists.setup(app), "env_version": ENV_VERSION}

"""The glossary: terms as pages, links to them in any form, and the A to Ö list."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..swedish.dictionary import PACKAGE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register role, directives, page head and open data (see pages.py, links.py and datafiles.py).

    Cards at links and the filter of the list are in card.py and filtering.py.
    """
    from . import autolink, browser, card, datafiles, filtering, links, pages, uses

    links.setup(app)
    datafiles.setup(app)
    browser.setup(app)
    card.setup(app)
    filtering.setup(app)
    autolink.setup(app)
    uses.setup(app)
    return {**pages.setup(app), "env_version": _version()}


def _version() -> int:
    """Return a number that changes with the code and the dictionary that find terms: pages are then read again."""
    package = Path(__file__).parent.parent
    files = sorted([*package.glob("glossary/*.py"), *package.glob("swedish/*.py")])
    digest = hashlib.sha256(version(PACKAGE).encode())
    for file in files:
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:4], "big")

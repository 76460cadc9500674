"""The glossary: terms as pages, links to them in any form, and the A to Ö list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    return {**pages.setup(app), "env_version": 1}

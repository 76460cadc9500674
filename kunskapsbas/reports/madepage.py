"""A page of the site that no file is written for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class MadePage(NamedTuple):
    """A page to make: its name and title, the document it stands under, and the template of its body.

    ``shown``: plain data that is other data when the page is another one. ``tell``: gives what the template needs.
    """

    name: str
    title: str
    parent: str
    template: str
    shown: object
    tell: Callable[[], dict[str, Any]]

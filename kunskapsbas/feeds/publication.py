"""What feeds and calendar have to know of the site they belong to, and which characters they may hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

#: The folder of the files, from the site's root: one level below it, which the relative addresses rest on.
FOLDER = "feeds"
AUTHORITY = "kunskapsbas,2025"
# RFC 4151, 2.1: a domain name or an e-mail address, and a day (or month, or year) on which it was the namer's own.
_AUTHORITY = re.compile(
    r"(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*,[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)?"
)
# What XML 1.0 (2.2, Char) has no place for, together with the control characters that RFC 5545 (3.1) forbids.
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Publication:
    """Whose site this is and where it lies.

    ``title``: the project's name. ``authority``: names the ids, see :func:`is_authority`. ``base``: the site's address,
    "" while it has none. ``addresses``: docname -> the page's address from the root; only these pages are linked to.
    """

    title: str
    authority: str = AUTHORITY
    base: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def tag(self, name: str) -> str:
        """Return the lasting id of a page (its docname) or of a feed: a ``tag:`` URI (RFC 4151), never an address."""
        return f"tag:{self.authority}:{quote(name, safe='/')}"

    def page(self, docname: str) -> str:
        """Return the address of a page: absolute when the site has an address, else from the folder of the feeds."""
        address = self.addresses[docname]
        return f"{self.base.rstrip('/')}/{address}" if self.base else f"../{address}"

    def file(self, name: str) -> str:
        """Return the address of a feed or a calendar, in the same manner."""
        return f"{self.base.rstrip('/')}/{name}" if self.base else posixpath.basename(name)


def is_authority(text: str) -> bool:
    """Tell whether the text can name ids: "kunskapsbas,2025", "example.org,2025-11" (RFC 4151, 2.1)."""
    return _AUTHORITY.fullmatch(text) is not None


def printable(text: str) -> str:
    """Return the text without the characters that neither XML nor iCalendar can hold."""
    return _NOT_TEXT.sub("", text)

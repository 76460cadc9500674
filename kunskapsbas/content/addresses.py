"""Which addresses a page may lead to. The rule stands here once, for the check of sources and for the build."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: Files that a browser may run code from when the reader opens them by a link (as an image, an SVG runs none).
ACTIVE_ENDINGS = frozenset({".htm", ".html", ".js", ".mht", ".mhtml", ".mjs", ".shtml", ".svg", ".svgz", ".xht"})
ACTIVE_ENDINGS |= {".xhtml", ".xml", ".xsl", ".xslt"}
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """Return the scheme that a browser reads in an address, in lower case; "" where there is none.

    A browser takes no notice of tabs and line breaks inside an address, or of blanks and control characters before
    it (WHATWG URL Standard, 4.4).
    """
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", address))
    return found[1].lower() if found else ""


def leads_elsewhere(address: str) -> bool:
    """Tell whether an address is one of another place than this site: it has a scheme, or names only a server."""
    return bool(scheme_of(address)) or address.strip().replace("\\", "/").startswith("//")


def is_active(path: str) -> bool:
    """Tell whether a file may run code when it is opened by a link."""
    return PurePosixPath(path).suffix.lower() in ACTIVE_ENDINGS

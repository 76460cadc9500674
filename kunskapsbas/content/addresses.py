"""Which addresses a page may lead to. The rule stands here once, for the check of sources and for the build."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: Files that a browser may run code from when the reader opens them by a link (as an image, an SVG runs none).
ACTIVE_ENDINGS = frozenset({".htm", ".html", ".js", ".mht", ".mhtml", ".mjs", ".shtml", ".svg", ".svgz", ".xht"})
ACTIVE_ENDINGS |= {".xhtml", ".xml", ".xsl", ".xslt"}
#: The addresses of the region, and of the care guide that it runs with the others.
OWN_DOMAINS = ("vgregion.se", "1177.se")
_LIKE = 0.9
_LOOKS = str.maketrans("il|o", "1110")
#: What looks like the name of a site in running text but is that of a file.
_FILE_ENDINGS = ACTIVE_ENDINGS | {
    ".csv",
    ".doc",
    ".docx",
    ".json",
    ".md",
    ".pdf",
    ".png",
    ".jpg",
    ".pptx",
    ".txt",
    ".xlsx",
}
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_TELEPHONE = re.compile(r"\+?[0-9](?:[ ().-]*[0-9]){2,}")
#: What is surely the name of a site, also where no https:// stands before it: a pattern, for small letters.
SITE_NAME = r"(?:[a-zåäö0-9-]+\.)+(?:se|nu|org|com|eu|net|dk|no|fi)"
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")


def lookalike(host: str) -> str:
    """Return which of the region's addresses a host's name resembles without being it; "" for none.

    A letter or two wrong or missing (difflib's ratio), letters that look alike (1l77.se), the right name in another
    country, with a word joined to it (vgregion-login.se), or as a part of another (vgregion.se.example.org).
    """
    name = _readable(host.lower().rstrip(".")).removeprefix("www.")
    label, _, end = (last_two := ".".join(name.split(".")[-2:])).partition(".")
    if f".{end}" in _FILE_ENDINGS:
        return ""
    for own in OWN_DOMAINS:
        if last_two == own:
            return ""
        alike = SequenceMatcher(None, last_two, own).ratio() > _LIKE or own.split(".")[0] in label.split("-")
        if alike or last_two.translate(_LOOKS) == own.translate(_LOOKS) or f"{own}." in f"{name}.":
            return own
    return ""


def _readable(host: str) -> str:
    """Return a host's name with the letters that a browser would show, not as xn--…"""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def scheme_of(address: str) -> str:
    """Return the scheme that a browser reads in an address, in lower case; "" where there is none.

    A browser takes no notice of tabs and line breaks inside an address, or of blanks and control characters before
    it (WHATWG URL Standard, 4.4).
    """
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", address))
    return found[1].lower() if found else ""


def host_of(address: str) -> str:
    """Return the name of the site that an address leads to, in lower case; "" where there is none to read."""
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""


def incomplete(address: str) -> str:
    """Return what an address of a safe scheme lacks, in Swedish, as the end of a sentence; "" for nothing.

    A web address needs a host, and no blanks; an e-mail address a name, @ and a host with a full stop (RFC 6068 allows
    headers after ?); a telephone number digits (RFC 3966).
    """
    scheme, _, rest = address.strip().partition(":")
    rest = unquote(rest)
    if scheme.lower() == "mailto":
        whole = all(_MAIL.fullmatch(one.strip()) for one in rest.partition("?")[0].split(","))
        return "" if whole else "är ingen hel e-postadress"
    if scheme.lower() == "tel":
        return "" if _TELEPHONE.fullmatch(rest) else "är inget helt telefonnummer"
    if not rest.startswith("//"):
        return f"saknar ett snedstreck efter {scheme}:"
    host = unquote(host_of(address))
    if host in ("", "http", "https"):
        return "har två början" if host else "saknar webbplatsens namn"
    return "har ett mellanslag i sig" if re.search(r"\s", host) else ""


def outside_hint(address: str) -> str:
    """Return how to write an address of another place that lacks its beginning; "" for one within the site."""
    if _MAIL.fullmatch(address):
        return f"Skriv mailto:{address}."
    host = address.partition("/")[0].lower()
    return f"Skriv https://{address}." if host.startswith("www.") or re.fullmatch(SITE_NAME, host) else ""


def leads_elsewhere(address: str) -> bool:
    """Tell whether an address is one of another place than this site: it has a scheme, or names only a server."""
    return bool(scheme_of(address)) or address.strip().replace("\\", "/").startswith("//")


def is_active(path: str) -> bool:
    """Tell whether a file may run code when it is opened by a link."""
    return PurePosixPath(path).suffix.lower() in ACTIVE_ENDINGS

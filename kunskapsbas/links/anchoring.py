"""Places on pages outside the site: what in an address names one, and whether the page has it. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

# What only a page's script understands: #/route and #!x, and lines of source code on GitHub and GitLab.
_FOR_SCRIPTS = re.compile(r"[/!]|L\d+(C\d+)?(-L?\d+(C\d+)?)?$")


def page_and_anchor(url: str) -> tuple[str, str]:
    """Return the page and the anchor of an address; no anchor where what follows # is not one to be found in HTML.

    What follows :~: is for the browser (URL Fragment Text Directives), and #top is on every page (HTML, 7.4.6.3).
    """
    page, _, anchor = url.partition("#")
    anchor = anchor.partition(":~:")[0]
    return page, "" if _FOR_SCRIPTS.match(anchor) or anchor.lower() == "top" else anchor


def anchors_of(page: bytes) -> frozenset[str] | None:
    """Return the anchors of an HTML page; None for a shell that its script fills in the browser."""
    tree = LexborHTMLParser(page)
    if tree.css_first("script") and not tree.css_first("h1, h2, h3, h4, h5, h6"):
        return None
    names = (node.attributes.get(name) for node in tree.css("[id], a[name]") for name in ("id", "name"))
    return frozenset(name for name in names if name)


def has_anchor(anchors: frozenset[str], anchor: str) -> bool:
    """Tell whether an anchor is among a page's. GitHub writes user-content- before those of a text's own headings."""
    wanted = {anchor, unquote(anchor)}
    return bool(anchors & (wanted | {f"user-content-{name}" for name in wanted}))

"""What a built page refers to, read with selectolax. Pure: text in, facts out."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Use(StrEnum):
    """What a browser does with an address."""

    LINK = "link"  # the reader may follow it
    LOAD = "load"  # the browser fetches it by itself
    SEND = "send"  # a form sends what the reader wrote
    MOVE = "move"  # the page sends the reader on (meta refresh)
    NAME = "name"  # it only says something about the page (link rel=canonical)


class Reference(NamedTuple):
    """One address on a page. ``navigation`` tells whether it stands in a menu, or leads to the top on purpose."""

    use: Use
    element: str
    target: str
    navigation: bool = False


class PageFacts(NamedTuple):
    """What the check needs to know of one page."""

    title: str
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def moves(self) -> bool:
        """Tell whether the page only sends the reader on to another."""
        return any(reference.use is Use.MOVE for reference in self.references)


_LOADED_ATTRIBUTES = (
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("frame", "src"), ("source", "src"), ("audio",
    "src"), ("video", "src"), ("video", "poster"), ("track", "src"), ("embed", "src"), ("input", "src"),
    ("object", "data"), ("image", "href"), ("use", "href"),
)  # fmt: skip
_LOADED = ", ".join(f"{tag}[{name}]" for tag, name in _LOADED_ATTRIBUTES)
_LOADING_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "prefetch",
    "modulepreload",  "preconnect", "dns-prefetch"}
)  # fmt: skip
_TOP_CLASSES = frozenset({"current", "headerlink", "skip-link", "back-to-top", "toc-backref"})
_TOP_PLACES = frozenset({"toctree-wrapper", "contents", "toc", "sphinxsidebar", "sidebar"})
_CSS_ADDRESS = re.compile(
    r"""/\*.*?\*/|(?:url\(|@import\s+(?!url\())\s*(?:"([^"]*)"|'([^']*)'|([^"'\s();]+))""", re.DOTALL | re.IGNORECASE
)
_REFRESH = re.compile(r"^\s*\d*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*$", re.IGNORECASE | re.DOTALL)


def read_page(html: str) -> PageFacts:
    """Return the facts of one page."""
    tree = LexborHTMLParser(html)
    ids = [value for node in tree.css("[id]") if (value := node.attributes["id"])]
    names = [value for node in tree.css("a[name]") if (value := node.attributes["name"])]
    title = tree.css_first("head title")
    return PageFacts(
        title=" ".join(title.text().split()) if title else "",
        ids=frozenset([*ids, *names]),
        repeated_ids=tuple(sorted(name for name, count in Counter(ids).items() if count > 1)),
        references=tuple(dict.fromkeys([*_links(tree), *_loaded(tree), *_described(tree), *_styled(tree)])),
    )


def css_addresses(css: str) -> list[str]:
    """Return the addresses in ``url(...)`` and ``@import`` of a style sheet, comments and empty ones left out."""
    found = ("".join(groups).strip() for groups in _CSS_ADDRESS.findall(css))
    return [address for address in found if address]


def _links(tree: LexborHTMLParser) -> list[Reference]:
    """Return what the reader may follow or send."""
    found: list[Reference] = []
    for node in tree.css("a[href], area[href]"):
        target = (node.attributes["href"] or "").strip()
        found.append(Reference(Use.LINK, "a", target, target in {"", "#"} and _leads_up_on_purpose(node)))
    for name, selector in (("action", "form[action]"), ("formaction", "[formaction]")):
        nodes = tree.css(selector)
        found += [Reference(Use.SEND, "form", (node.attributes[name] or "").strip()) for node in nodes]
    return found


def _leads_up_on_purpose(node: LexborNode) -> bool:
    """Tell whether ``href="#"`` means the top of this page: a menu's own entry, or a link made for that."""
    if "aria-current" in node.attributes or _TOP_CLASSES & set((node.attributes.get("class") or "").split()):
        return True
    place = node.parent
    while place is not None:
        classes = set((place.attributes.get("class") or "").split())
        role = place.attributes.get("role")
        if place.tag in {"nav", "header"} or role in {"navigation", "banner"} or classes & _TOP_PLACES:
            return True
        place = place.parent
    return False


def _loaded(tree: LexborHTMLParser) -> list[Reference]:
    """Return what the browser fetches for elements of the page."""
    found: list[Reference] = []
    for node in tree.css(_LOADED):
        tag, attributes = node.tag or "", node.attributes
        for name in ("src", "href", "data", "poster"):
            if name in attributes and (tag, name) in _LOADED_ATTRIBUTES:
                found.append(Reference(Use.LOAD, tag, (attributes[name] or "").strip()))
    for node in tree.css("[srcset], [imagesrcset]"):
        text = node.attributes.get("srcset") or node.attributes.get("imagesrcset") or ""
        # An address in srcset ends at white space; a comma ends a candidate (HTML, 4.8.4.2.1).
        found += [Reference(Use.LOAD, node.tag or "", part) for part in re.findall(r"(?:^|,)\s*([^\s,]\S*)", text)]
    return found


def _described(tree: LexborHTMLParser) -> list[Reference]:
    """Return the addresses in link and meta elements."""
    found: list[Reference] = []
    for node in tree.css("link[href]"):
        relations = set((node.attributes.get("rel") or "").lower().split())
        use = Use.LOAD if relations & _LOADING_RELATIONS else Use.NAME
        found.append(Reference(use, "link", (node.attributes["href"] or "").strip()))
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes["http-equiv"] or "").lower() == "refresh":
            match = _REFRESH.match(node.attributes.get("content") or "")
            found += [Reference(Use.MOVE, "meta", match[1])] if match and match[1] else []
    return found


def _styled(tree: LexborHTMLParser) -> list[Reference]:
    """Return the addresses in the page's own styles."""
    texts = [node.text() for node in tree.css("style")]
    texts += [node.attributes["style"] or "" for node in tree.css('[style*="url("]')]
    return [Reference(Use.LOAD, "style", address) for text in texts for address in css_addresses(text)]

"""HTML as a tree that can be read: without what is not shown, and with Outlook's lists marked as lists."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .decoding import normalise
from .document import words_of

LIST_MARK, LEVEL_MARK = "data-kb-list", "data-kb-level"
_SKIPPED = "script, style, head, title, meta, link, template, iframe, object, svg, noembed, noframes"
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden")
_OUTLOOK_LEVEL = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])")
_LEFT = re.compile(r"margin-left\s*:\s*([0-9.]+)(pt|cm|in|px)|margin\s*:\s*\S+\s+\S+\s+\S+\s+([0-9.]+)(pt|cm|in|px)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75}
_STEP = 36  # points that Word moves a level of a list to the right
_FAKE = re.compile(r"\s*(?:[·•o§▪-]|([0-9]{1,3}|[a-z])[.)])\s*")
_DEEPEST = 150  # elements inside each other that are followed; mail of any program has some thirty
_DEEPEST_READ = 2000  # elements inside each other; the parser's time grows with their square
_NESTS_NOT = frozenset("p li tr td th dt dd option br hr img input meta link col wbr area base source track".split())
# An element of a tree that begins a new line, so that its first word is not one with the word before.
_LINES = re.compile(
    r"<(/?)(p|div|br|li|ul|ol|td|th|tr|table|h[1-6]|pre|blockquote|hr|dt|dd|dl|section|article|header|footer|main|nav"
    r"|aside|address|center|figure|figcaption|fieldset|form|caption|details|summary|img)(?![a-z0-9])",
    re.IGNORECASE,
)


def tree_of(html: str) -> LexborNode | None:
    """Return a tree without what a reader does not see; a paragraph of an Outlook list has LIST_MARK and LEVEL_MARK."""
    html = html.replace("\0", "")
    if _nesting(html) > _DEEPEST_READ:
        html = re.sub(r"<[^<>]*>", " ", html)
    html = re.sub(r"(?is)<!\[if !supportLists\]>(.{0,2000}?)<!\[endif\]>", _fake_in_condition, html)
    root = LexborHTMLParser(html).root
    if root is None:
        return None
    for node in root.css(_SKIPPED):
        node.decompose()
    for node in root.css("[style], [hidden]"):
        if "hidden" in node.attributes or _HIDDEN.search(style_of(node)):
            node.decompose()
    for node in root.css("p[style*='mso-list'], p[class*='MsoListParagraph'], div[class*='MsoListParagraph']"):
        _mark_item(node)
    return root


def words_of_html(html: str) -> tuple[str, ...]:
    """Return every word that the HTML shows, in order, taken from its text and not from blocks."""
    root = tree_of(_LINES.sub(r"\n<\1\2", html))
    every = root.traverse(include_text=True) if root else ()
    texts = (node.text_content or "" for node in every if node.tag == "-text")
    return tuple(words_of(normalise("".join(texts))))


def _nesting(html: str) -> int:
    """Return about how deep elements lie inside each other; those that end by themselves are not counted."""
    depth = deepest = 0
    for found in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", html):
        if found[2].lower() not in _NESTS_NOT:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def too_deep(root: LexborNode) -> bool:
    """Tell whether elements lie deeper inside each other than a reader can follow."""
    level: list[LexborNode] = [root]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node.iter()]
        if not level:
            return False
    return True


def style_of(node: LexborNode) -> str:
    """Return an element's own style in lower case."""
    return (node.attributes.get("style") or "").lower()


def _fake_in_condition(found: re.Match[str]) -> str:
    """Keep Outlook's dot where it can be known as such, else leave it out: it is no word of the writer's."""
    return found[1] if "mso-list" in found[1].lower() else ""


def _mark_item(node: LexborNode) -> None:
    """Mark a paragraph as an item of a list, and leave out the dot or number that Outlook has written into it."""
    if LIST_MARK in node.attributes:
        return
    level = _OUTLOOK_LEVEL.search(style_of(node))
    spans = (span for span in node.css("span") if "mso-list" in style_of(span))
    fake = next((span for span in spans if "ignore" in style_of(span)), None)
    if fake is None and level is None:  # a mail program on the web has taken Outlook's own marks away
        first = next((span for span in node.css("span") if _FAKE.fullmatch(span.text() or "")), None)
        fake = first if first is not None and "\xa0" in (first.text() or "") else None
        if fake is None or (node.text() or "").strip().find((fake.text() or "").strip()) != 0:
            return
    found = _FAKE.fullmatch(fake.text() or "") if fake is not None else None
    node.attrs[LIST_MARK] = "ol" if found and found[1] else "ul"
    node.attrs[LEVEL_MARK] = level[1] if level else str(max(1, round(_left(node) / _STEP)))
    if fake is not None:
        fake.decompose()


def _left(node: LexborNode) -> float:
    found = _LEFT.search(style_of(node))
    return float((found[1] or found[3]).strip(".") or 0) * _POINTS[found[2] or found[4]] if found else 0.0

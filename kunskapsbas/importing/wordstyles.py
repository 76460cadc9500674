"""The styles and lists of a Word file: what a paragraph is because of its style, and the style that one rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = 6
LEVELS = 9  # of a list, as Word has it
_TITLES = frozenset({"title", "titel", "dokumenttitel", "dokumentrubrik", "rubrik"})
_HEADING = re.compile(r".*\b(?:heading|rubrik|överskrift)[ _]?([1-9])\b.*")
_LIST = re.compile(r"(list bullet|punktlista|list number|numrerad lista)(?: ([1-5]))?(?: .*)?")


def value(node: ET.Element, *path: str) -> str | None:
    """Return the value of a property of an element, or None where it is not there."""
    found = node.find("/".join(f"{W}{name}" for name in path))
    return None if found is None else found.get(f"{W}val")


def switched(properties: ET.Element | None, name: str) -> bool | None:
    """Return whether a property is on, or None where nothing is said of it."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off", "none")


class Styles:
    """The styles and lists of one file."""

    def __init__(self, trees: Mapping[str, ET.Element]) -> None:
        """Read styles.xml and numbering.xml, if they are there."""
        tree = trees.get("word/styles.xml")
        self._nodes: dict[str, ET.Element] = {}
        self._default = ""
        for node in tree.findall(f"{W}style") if tree is not None else ():
            key = node.get(f"{W}styleId") or ""
            self._nodes.setdefault(key, node)
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self._default = key
        self._names = {key: (value(node, "name") or "").strip().lower() for key, node in self._nodes.items()}
        self._lists = _lists_of(trees.get("word/numbering.xml"), self._nodes)

    def look(self, paragraph: ET.Element, run: ET.Element, name: str) -> bool:
        """Tell whether a run has a look (``b``, ``i``, ``vanish``), by itself or by its styles or its paragraph's."""
        own = switched(run.find(f"{W}rPr"), name)
        if own is not None:
            return own
        for key in (value(run, "rPr", "rStyle"), value(paragraph, "pPr", "pStyle") or self._default):
            for style in self._chain(key):
                if (said := switched(self._nodes[style].find(f"{W}rPr"), name)) is not None:
                    return said
        return False

    def heading(self, paragraph: ET.Element) -> int | None:
        """Return the level of the heading that a paragraph is, 0 for the title, or None."""
        outline = value(paragraph, "pPr", "outlineLvl")
        if outline is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < HEADINGS else None
        for style in self._chain(value(paragraph, "pPr", "pStyle")):
            name, outline = self._names[style], value(self._nodes[style], "pPr", "outlineLvl") or ""
            if name in _TITLES:
                return 0
            if outline == "9":  # says that it is no heading, whatever it rests on: "TOC Heading"
                return None
            if found := _HEADING.fullmatch(name):
                return min(int(found[1]), HEADINGS)
            if outline.isdigit():
                return min(int(outline) + 1, HEADINGS)
        return None

    def item(self, paragraph: ET.Element) -> tuple[int, bool] | None:
        """Return the level (from 0) and whether numbered of the item that a paragraph is, or None for none."""
        style = value(paragraph, "pPr", "pStyle")
        own, level = value(paragraph, "pPr", "numPr", "numId"), value(paragraph, "pPr", "numPr", "ilvl")
        named = next((found for key in self._chain(style) if (found := _LIST.fullmatch(self._names[key]))), None)
        depth = int(named[2] or 1) - 1 if named else 0
        number, at = (own, level or "0") if own is not None else self._numbered(style)
        if number == "0" or (number is None and named is None):
            return None
        shown = self._lists.get(number or "", {}).get(at)
        form = _form(shown) if shown is not None else ("decimal" if named and "num" in named[1] else "bullet")
        return (max(int(at) if at.isdigit() else 0, depth), form != "bullet") if form != "none" else None

    def _numbered(self, style: str | None) -> tuple[str | None, str]:
        for key in self._chain(style):
            number = value(self._nodes[key], "pPr", "numPr", "numId")
            if number is not None:
                return number, self._level_for(number, key)
        return None, "0"

    def _level_for(self, number: str, style: str) -> str:
        """Return a style's level in its list: the one that it gives, or that which names the style."""
        levels = self._lists.get(number, {})
        named = next((at for at, level in levels.items() if value(level, "pStyle") == style), "0")
        return value(self._nodes[style], "pPr", "numPr", "ilvl") or named

    def _chain(self, key: str | None) -> Iterator[str]:
        """Yield a style and those that it rests on."""
        seen: set[str] = set()
        while key and key in self._nodes and key not in seen:
            seen.add(key)
            yield key
            key = value(self._nodes[key], "basedOn")


def _lists_of(tree: ET.Element | None, styles: Mapping[str, ET.Element]) -> dict[str, dict[str, ET.Element]]:
    """Return the levels of each list of a file, by the list's number."""
    if tree is None:
        return {}
    kinds = {node.get(f"{W}abstractNumId"): node for node in tree.findall(f"{W}abstractNum")}
    numbers = {node.get(f"{W}numId") or "": node for node in tree.findall(f"{W}num")}
    made = {}
    for number, node in numbers.items():
        kind = kinds.get(value(node, "abstractNumId"))
        linked = value(kind, "numStyleLink") if kind is not None else None
        if linked and linked in styles:  # the list is defined at a style, which names another of the file's lists
            other = numbers.get(value(styles[linked], "pPr", "numPr", "numId") or "")
            kind = kinds.get(value(other, "abstractNumId")) if other is not None else kind
        levels = [*(kind.findall(f"{W}lvl") if kind is not None else ()), *node.findall(f"{W}lvlOverride/{W}lvl")]
        made[number] = {level.get(f"{W}ilvl") or "0": level for level in levels}
    return made


def _form(level: ET.Element) -> str:
    """Return how a level counts; "none" where it shows nothing before its paragraphs."""
    form = value(level, "numFmt") or "decimal"
    text = value(level, "lvlText")
    picture = level.find(f"{W}lvlPicBulletId") is not None
    return "none" if form == "none" or (text == "" and not picture) else form

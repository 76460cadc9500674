"""A Word file's own XML (ECMA-376, Part 1): its text in order, its styles, and what must be made plain for mammoth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT = "word/document.xml"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr"})
_TITLES = frozenset({"title", "titel", "dokumenttitel", "dokumentrubrik", "rubrik"})
_HEADING = re.compile(r"(?:heading|rubrik|överskrift|header) ?([1-6])\b.*")
_INSIDE = frozenset({f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{W}smartTag", f"{W}customXml"})
_LEVELS = 6


def text_of_part(node: ET.Element) -> str:
    """Return all text below a node, deleted text too, with a space for each tab, break and end of paragraph."""
    made = []
    for inner in node.iter():
        if inner.tag in (f"{W}t", f"{W}delText"):
            made.append(inner.text or "")
        elif inner.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}p", f"{W}tc"):
            made.append(" ")
    return "".join(made)


def walk_text(document: ET.Element, trees: Mapping[str, ET.Element]) -> Iterator[str]:
    """Yield the text of a document in order, a paragraph at a time; notes come last, in the order of their marks.

    What a text box holds comes after the paragraph it hangs on. Deleted text and instructions of fields are left out.
    """
    notes: list[tuple[str, str]] = []
    yield from _paragraphs(document, notes)
    for kind, number in dict.fromkeys(notes):
        tree = trees.get(f"word/{kind}s.xml")
        for note in tree.iter(f"{W}{kind}") if tree is not None else ():
            if note.get(f"{W}id") == number:
                yield from _paragraphs(note, [])


def _paragraphs(node: ET.Element, notes: list[tuple[str, str]]) -> Iterator[str]:
    text: list[str] = []
    boxes: list[ET.Element] = []

    def walk(inner: ET.Element) -> Iterator[str]:
        tag = inner.tag
        if tag in _DELETED or (tag == f"{W}tr" and inner.find(f"{W}trPr/{W}del") is not None):
            return
        if tag == f"{W}txbxContent":
            boxes.append(inner)
        elif tag == f"{MC}AlternateContent":
            yield from walk_all(_one_of(inner))
        elif tag == f"{W}t":
            text.append(inner.text or "")
        elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            text.append(" ")
        elif tag == f"{W}noBreakHyphen":
            text.append("\u2011")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            notes.append((tag.removeprefix(W).removesuffix("Reference"), inner.get(f"{W}id") or ""))
            text.append(" ")
        elif tag == f"{W}p":
            yield from walk_all(list(inner))
            if inner.find(f"{W}pPr/{W}rPr/{W}del") is None:
                yield from end()
        else:
            yield from walk_all(list(inner))

    def walk_all(children: list[ET.Element]) -> Iterator[str]:
        for child in children:
            yield from walk(child)

    def end() -> Iterator[str]:
        yield "".join(text)
        text.clear()
        waiting = boxes.copy()
        boxes.clear()
        for box in waiting:
            yield from _paragraphs(box, notes)

    yield from walk_all(list(node))
    yield from end()


def _one_of(alternative: ET.Element) -> list[ET.Element]:
    """Return what one of several ways to show a thing holds: the older way, which mammoth reads, if it has text."""
    fallback, choice = alternative.find(f"{MC}Fallback"), alternative.find(f"{MC}Choice")
    for part in (fallback, choice):
        if part is not None and any(True for _ in part.iter(f"{W}t")):
            return list(part)
    return list(fallback) if fallback is not None else list(choice) if choice is not None else []


class Styles:
    """The paragraph styles of a file: their names, which are headings (0: the title), and their lists."""

    def __init__(self, trees: Mapping[str, ET.Element]) -> None:
        """Read styles.xml and numbering.xml, if they are there."""
        tree = trees.get("word/styles.xml")
        nodes = [] if tree is None else [node for node in tree.iter(f"{W}style") if node.get(f"{W}type") == "paragraph"]
        self._nodes = {node.get(f"{W}styleId") or "": node for node in nodes}
        self.names = {key: (_val(node, "name") or "").strip().lower() for key, node in self._nodes.items()}
        levels = {key: self._level(key) for key in self._nodes}
        self.headings = {key: level for key, level in levels.items() if level is not None}
        self._formats = _number_formats(trees.get("word/numbering.xml"))

    def _level(self, key: str) -> int | None:
        seen: set[str] = set()
        while key in self._nodes and key not in seen:
            seen.add(key)
            name, node = self.names[key], self._nodes[key]
            if name in _TITLES:
                return 0
            if found := _HEADING.fullmatch(name):
                return int(found[1])
            outline = _val(node, "pPr", "outlineLvl")
            if outline and outline.isdigit() and int(outline) < _LEVELS:
                return int(outline) + 1
            key = _val(node, "basedOn") or ""
        return None

    def numbering(self, key: str) -> tuple[str, str] | None:
        """Return the list (id, level from 0) that a style puts its paragraphs in, or None."""
        seen: set[str] = set()
        while key in self._nodes and key not in seen:
            seen.add(key)
            number = _val(self._nodes[key], "pPr", "numPr", "numId")
            if number:
                return number, _val(self._nodes[key], "pPr", "numPr", "ilvl") or "0"
            key = _val(self._nodes[key], "basedOn") or ""
        return None

    def is_list(self, number: str, level: str) -> bool:
        """Tell whether a list shows a dot or number before its paragraphs."""
        return number != "0" and self._formats.get((number, level), "bullet") != "none"


def _number_formats(tree: ET.Element | None) -> dict[tuple[str, str], str]:
    if tree is None:
        return {}
    kinds = {
        node.get(f"{W}abstractNumId"): {
            level.get(f"{W}ilvl") or "0": _val(level, "numFmt") or "" for level in node.iter(f"{W}lvl")
        }
        for node in tree.iter(f"{W}abstractNum")
    }
    made = {}
    for node in tree.findall(f"{W}num"):
        for level, form in kinds.get(_val(node, "abstractNumId"), {}).items():
            made[node.get(f"{W}numId") or "", level] = form
    return made


def make_plain(document: ET.Element, styles: Styles) -> None:
    """Change a document such that mammoth finds all of it: it passes over some elements with all that is in them."""
    for parent in list(document.iter()):
        _children_plain(parent)
    for parent in list(document.iter()):
        _boxes_after(parent)
    for paragraph in document.iter(f"{W}p"):
        _paragraph_plain(paragraph, styles)


def _children_plain(parent: ET.Element) -> None:
    """Put in place of what mammoth passes over what is in it, and a break for the one it does not know."""
    changed = True
    while changed:
        changed = False
        for at, child in enumerate(list(parent)):
            if child.tag in _INSIDE or child.tag == f"{MC}AlternateContent":
                inner = _one_of(child) if child.tag == f"{MC}AlternateContent" else list(child)
                parent[at : at + 1] = [node for node in inner if node.tag not in (f"{W}smartTagPr", f"{W}customXmlPr")]
                changed = True
                break
            if child.tag == f"{W}cr":
                child.tag = f"{W}br"


def _boxes_after(parent: ET.Element) -> None:
    """Move what text boxes hold to after the paragraph that they hang on."""
    for paragraph in [child for child in parent if child.tag == f"{W}p"]:
        boxes = [box for box in _outermost_boxes(paragraph)]
        if not boxes:
            continue
        at = list(parent).index(paragraph) + 1
        for box, holder in boxes:
            holder.remove(box)
            for child in list(box):
                parent.insert(at, child)
                at += 1


def _outermost_boxes(node: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for child in list(node):
        if child.tag == f"{W}txbxContent":
            yield child, node
        else:
            yield from _outermost_boxes(child)


def _paragraph_plain(paragraph: ET.Element, styles: Styles) -> None:
    """Say at the paragraph what its style says: its list; and take away a list that shows nothing."""
    style = _val(paragraph, "pPr", "pStyle") or ""
    properties = paragraph.find(f"{W}pPr")
    own = paragraph.find(f"{W}pPr/{W}numPr")
    number = (_val(paragraph, "pPr", "numPr", "numId"), _val(paragraph, "pPr", "numPr", "ilvl") or "0")
    given = (number[0], number[1]) if number[0] else styles.numbering(style)
    if given is None or properties is None:
        return
    if own is not None:
        properties.remove(own)
    if style not in styles.headings and styles.is_list(*given):
        fresh = ET.SubElement(properties, f"{W}numPr")
        ET.SubElement(fresh, f"{W}ilvl", {f"{W}val": given[1]})
        ET.SubElement(fresh, f"{W}numId", {f"{W}val": given[0]})


def _val(node: ET.Element, *path: str) -> str | None:
    found = node.find("/".join(f"{W}{name}" for name in path))
    return None if found is None else found.get(f"{W}val")

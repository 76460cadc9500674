"""A Word file's own XML (ECMA-376, Part 1): its text in order, and what must be made plain for mammoth to find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from mammoth.docx.dingbats import dingbats

from .wordstyles import HEADINGS, LEVELS, Styles, W, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
# Word's "Strict Open XML" has other names for the same things.
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAME = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_GONE = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "sdtEndPr")}
)
_BREAKS = frozenset({f"{W}{name}" for name in ("tab", "ptab", "br", "cr")})
_WHOLE = frozenset({f"{W}{name}" for name in ("tbl", "tc", "body", "txbxContent")})
_KEPT = frozenset({f"{W}{name}" for name in ("t", "tab", "br", "fldChar", "instrText")})
_CONTAINERS = frozenset({f"{W}{name}" for name in ("body", "tc", "footnote", "endnote")})
_UNWRAPPED = frozenset(
    {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase", "rt")}
    | {f"{W}sdtContent", f"{W}fldSimple", f"{W}sdt", f"{M}oMathPara"}
)
_STRUCTURE = frozenset({f"{W}{name}" for name in ("document", "tbl", "tr", "footnotes", "endnotes")}) | _CONTAINERS
_TITLE, _HEADING = "KbTitle", "KbHeading"


class Unsafe(Exception):
    """XML that declares a document type, which may grow without end when it is read."""


class _NoDoctype(ET.TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Unsafe(name)


def parse(data: bytes) -> ET.Element:
    """Return a part of a Word file as a tree. Raises Unsafe, or ET.ParseError for XML that is not well formed."""
    if _STRICT in data:
        for strict, usual in _SAME.items():
            data = data.replace(_STRICT + strict, usual)
    parser = ET.XMLParser(target=_NoDoctype())
    parser.feed(data)
    root = parser.close()
    assert isinstance(root, ET.Element)
    return root


def text_of_part(node: ET.Element) -> str:
    """Return all text below a node, deleted text too, with a space for each tab, break and end of paragraph."""
    made = []
    for inner in node.iter():
        if inner.tag in (f"{W}t", f"{W}delText"):
            made.append(inner.text or "")
        elif inner.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}p", f"{W}tc"):
            made.append(" ")
    return "".join(made)


def symbol(node: ET.Element) -> str:
    """Return the sign that a w:sym shows, or nothing for a sign of a font that is not known."""
    font, char = node.get(f"{W}font"), node.get(f"{W}char") or ""
    code = int(char, 16) if char and all(sign in "0123456789abcdefABCDEF" for sign in char) else 0
    return chr(dingbats.get((font, code)) or dingbats.get((font, code - 0xF000)) or 0x20).strip()


class TextWalk:
    """The text of a document in order, a paragraph at a time, taken without mammoth.

    What a text box holds comes after the paragraph it hangs on, notes last, in the order of their marks. Deleted text
    and instructions of fields are left out.
    """

    def __init__(self, notes: Mapping[str, Mapping[str, ET.Element]]) -> None:
        """``notes``: see :func:`notes_of`."""
        self._notes = notes
        self._marks: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._boxes: list[ET.Element] = []
        self._made: list[str] = []

    def read(self, document: ET.Element) -> list[str]:
        """Return the text of each paragraph."""
        self._walk(document)
        self._end()
        for kind, number in dict.fromkeys(self._marks):
            note = self._notes[kind].get(number)
            if note is not None:
                self._walk(note)
                self._end()
        return self._made

    def _walk(self, node: ET.Element) -> None:
        tag = node.tag
        if tag in _GONE or is_deleted_row(node):
            return
        if tag == f"{W}txbxContent":
            self._boxes.append(node)
        elif tag in (f"{W}t", f"{M}t"):
            self._text.append(node.text or "")
        elif tag in _BREAKS:
            self._text.append(" ")
        elif tag == f"{W}noBreakHyphen":
            self._text.append("\u2011")
        elif tag == f"{W}sym":
            self._text.append(symbol(node))
        elif tag in _NOTES:
            self._marks.append((tag.removeprefix(W).removesuffix("Reference"), node.get(f"{W}id") or ""))
        elif tag == f"{W}p":
            self._inside(node)
            if not is_joined(node):
                self._end()
        elif tag in _WHOLE:
            self._end()
            self._inside(node)
            self._end()
        else:
            self._inside(node)

    def _inside(self, node: ET.Element) -> None:
        for child in shown(node) if node.tag == f"{MC}AlternateContent" else node:
            self._walk(child)

    def _end(self) -> None:
        self._made.append("".join(self._text))
        self._text = []
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._inside(box)
            self._end()


def notes_of(trees: Mapping[str, ET.Element]) -> dict[str, dict[str, ET.Element]]:
    """Return the notes of a document: "footnote" and "endnote" -> id -> element."""
    found: dict[str, dict[str, ET.Element]] = {}
    for kind in ("footnote", "endnote"):
        tree = trees.get(f"word/{kind}s.xml")
        nodes = tree.findall(f"{W}{kind}") if tree is not None else []
        found[kind] = {node.get(f"{W}id") or "": node for node in nodes if node.get(f"{W}type") in (None, "normal")}
    return found


def shown(alternative: ET.Element) -> list[ET.Element]:
    """Return what the first of several ways to show a thing holds, or the other one if only that has text."""
    choice, other = alternative.find(f"{MC}Choice"), alternative.find(f"{MC}Fallback")
    first = choice if choice is not None else other
    if other is not None and first is not None and not _has_text(first) and _has_text(other):
        first = other
    return list(first) if first is not None else []


def _has_text(node: ET.Element) -> bool:
    return next(node.iter(f"{W}t"), None) is not None


def is_deleted_row(node: ET.Element) -> bool:
    """Tell whether a node is a table's row that has been struck."""
    return node.tag == f"{W}tr" and node.find(f"{W}trPr/{W}del") is not None


def is_joined(paragraph: ET.Element) -> bool:
    """Tell whether a paragraph's end has been struck, so that it is one with the next."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


class Plain:
    """Makes documents plain: of styles, lists and links only what they come to, and nothing that mammoth passes over.

    ``pictures``: the alternative texts of the pictures that were left out. ``addresses``: by relationship id.
    """

    def __init__(self, styles: Styles, notes: Mapping[str, Mapping[str, ET.Element]]) -> None:
        """``notes``: see :func:`notes_of`."""
        self._styles, self._notes = styles, notes
        self._links: Mapping[str, str] = {}
        self._boxes: list[ET.Element] = []
        self._paragraph = ET.Element(f"{W}p")
        self.pictures: list[str] = []
        self.addresses: dict[str, str] = {}

    def make(self, root: ET.Element, links: Mapping[str, str]) -> ET.Element:
        """Return a part's root (document, footnotes or endnotes) made plain.

        ``links``: addresses by relationship id, as the part has them.
        """
        self._links = links
        made = ET.Element(root.tag)
        for child in root:
            if child.tag in _STRUCTURE:
                made.append(self._structure(child))
        return made

    def _structure(self, node: ET.Element) -> ET.Element:
        made = ET.Element(node.tag, {name: given for name, given in node.attrib.items() if name.startswith(W)})
        inner = self._all(node)
        made.extend(_joined(inner) if node.tag in _CONTAINERS else inner)
        if node.tag == f"{W}tc" and _has_text(made) and (merged := made.find(f"{W}tcPr/{W}vMerge")) is not None:
            merged.set(f"{W}val", "restart")  # a cell with words is one of its own, whatever it says
        return made

    def _all(self, nodes: Iterable[ET.Element]) -> list[ET.Element]:
        return [made for node in nodes for made in self._one(node)]

    def _one(self, node: ET.Element) -> list[ET.Element]:
        tag = node.tag
        if tag == f"{MC}AlternateContent":
            return self._all(shown(node))
        if tag == f"{W}fldSimple" and (node.get(f"{W}instr") or "").split()[:1] == ["HYPERLINK"]:
            words = (node.get(f"{W}instr") or "").split('"')
            return [self._link(words[1] if len(words) > 1 and "\\l" not in words[0] else None, node)]
        if tag in _UNWRAPPED:
            return self._all(node)
        if tag == f"{W}p":
            return self._whole_paragraph(node)
        if tag == f"{W}tcPr":
            return [_cell_properties(node)]
        if tag == f"{W}r":
            return [self._run(node)]
        if tag == f"{M}oMath":
            return [_run_of("".join(inner.text or "" for inner in node.iter(f"{M}t")))]
        if tag == f"{W}hyperlink":
            return [self._hyperlink(node)]
        return [self._structure(node)] if tag in _STRUCTURE and not is_deleted_row(node) else []

    def _whole_paragraph(self, node: ET.Element) -> list[ET.Element]:
        """Return a paragraph, and what the text boxes that hang on it hold."""
        outer, self._boxes = self._boxes, []
        above, self._paragraph = self._paragraph, node
        made = ET.Element(f"{W}p")
        made.append(_properties(self._styles.heading(node), self._styles.item(node), is_joined(node)))
        made.extend(self._all(node))
        boxes, self._boxes = self._boxes, outer
        inner = [piece for box in boxes for piece in _joined(self._all(box))]
        self._paragraph = above
        return [made, *inner]

    def _run(self, node: ET.Element) -> ET.Element:
        made = ET.Element(f"{W}r")
        properties = ET.SubElement(made, f"{W}rPr")
        for name in ("b", "i"):
            if self._styles.look(self._paragraph, node, name):
                ET.SubElement(properties, f"{W}{name}")
        self._fill(made, node)
        return made

    def _fill(self, made: ET.Element, nodes: Iterable[ET.Element]) -> None:
        for child in nodes:
            tag = child.tag
            if tag in _KEPT:
                made.append(_bare(child))
            elif tag in (f"{W}cr", f"{W}ptab"):
                ET.SubElement(made, f"{W}br" if tag == f"{W}cr" else f"{W}tab")
            elif tag == f"{W}noBreakHyphen":
                ET.SubElement(made, f"{W}t").text = "\u2011"
            elif tag == f"{W}sym":
                ET.SubElement(made, f"{W}t").text = symbol(child)
            elif tag in _NOTES:
                if child.get(f"{W}id") in self._notes[tag.removeprefix(W).removesuffix("Reference")]:
                    made.append(child)
            elif tag == f"{MC}AlternateContent":
                self._fill(made, shown(child))
            elif tag in (f"{W}ruby", f"{W}rt", f"{W}rubyBase"):
                for run in child.iter(f"{W}r"):
                    self._fill(made, run)
            else:
                self._drawing(child)

    def _drawing(self, node: ET.Element) -> None:
        """Keep the text boxes of a drawing, and what its pictures show in words."""
        frame = next((part for part in node.iter() if part.tag == f"{WP}docPr"), None)
        if next((part for part in node.iter() if part.tag in (f"{PIC}pic", f"{V}imagedata")), None) is not None:
            shape = next(node.iter(f"{V}shape"), None)
            told = (frame.get("descr") or frame.get("title")) if frame is not None else None
            self.pictures.append((told or (shape.get("alt") if shape is not None else None) or "").strip())
        self._boxes += _outermost(node, f"{W}txbxContent")

    def _hyperlink(self, node: ET.Element) -> ET.Element:
        anchor, key = node.get(f"{W}anchor"), node.get(f"{R}id")
        target = self._links.get(key or "", "")
        if anchor and target and "#" not in target:
            target = f"{target}#{anchor}"
        return self._link(None if anchor and not target else target, node)

    def _link(self, address: str | None, node: ET.Element) -> ET.Element:
        """Return a link; "" is one without an address, None leads to a place in the same document."""
        made = ET.Element(f"{W}hyperlink")
        if address is None:
            made.set(f"{W}anchor", "plats")
        else:
            key = f"kb{len(self.addresses) + 1}"
            self.addresses[key] = address.strip() or "#"
            made.set(f"{R}id", key)
        made.extend(self._all(node))
        return made


def _outermost(node: ET.Element, tag: str) -> Iterator[ET.Element]:
    for child in shown(node) if node.tag == f"{MC}AlternateContent" else node:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _joined(nodes: Sequence[ET.Element]) -> list[ET.Element]:
    """Return the paragraphs and tables of a container, each paragraph whose end is struck as one with the next."""
    made: list[ET.Element] = []
    held: list[ET.Element] = []
    for node in nodes:
        if node.tag == f"{W}p" and is_joined(node):
            held += list(node)[1:]
            continue
        if held and node.tag == f"{W}p":
            node[1:1] = held
        elif held:
            made.append(_paragraph_of(held))
        held = []
        made.append(node)
    return [*made, _paragraph_of(held)] if held else made


def _paragraph_of(content: Iterable[ET.Element]) -> ET.Element:
    made = ET.Element(f"{W}p")
    made.append(ET.Element(f"{W}pPr"))
    made.extend(content)
    return made


def _properties(heading: int | None, item: tuple[int, bool] | None, joined: bool) -> ET.Element:
    made = ET.Element(f"{W}pPr")
    if heading is not None:
        ET.SubElement(made, f"{W}pStyle", {f"{W}val": f"{_HEADING}{heading}" if heading else _TITLE})
    elif item is not None:
        numbers = ET.SubElement(made, f"{W}numPr")
        ET.SubElement(numbers, f"{W}ilvl", {f"{W}val": str(min(item[0], LEVELS - 1))})
        ET.SubElement(numbers, f"{W}numId", {f"{W}val": "2" if item[1] else "1"})
    if joined:
        ET.SubElement(ET.SubElement(made, f"{W}rPr"), f"{W}del")
    return made


def _cell_properties(node: ET.Element) -> ET.Element:
    made = ET.Element(f"{W}tcPr")
    span = value(node, "gridSpan") or "1"
    if span.isdigit() and 1 < int(span) < 64:
        ET.SubElement(made, f"{W}gridSpan", {f"{W}val": span})
    merged = node.find(f"{W}vMerge")
    if merged is not None:
        made.append(_bare(merged))
    return made


def _bare(node: ET.Element) -> ET.Element:
    """Return an element of a run with its text; of a break only that it is one, whatever it breaks."""
    made = ET.Element(node.tag, {} if node.tag == f"{W}br" else dict(node.attrib))
    made.text = node.text
    return made


def _run_of(text: str) -> ET.Element:
    made = ET.Element(f"{W}r")
    ET.SubElement(made, f"{W}t").text = text
    return made


def style_map(title_class: str) -> str:
    """Return mammoth's rules for what :class:`Plain` makes; ``title_class``: of the paragraph that is the title."""
    rules = [f"p.{_TITLE} => p.{title_class}:fresh"]
    rules += [f"p.{_HEADING}{level} => h{level}:fresh" for level in range(1, HEADINGS + 1)]
    kinds = (("unordered", "ul"), ("ordered", "ol"))
    for level in range(1, LEVELS + 1):
        outer = "ul|ol > li > " * (level - 1)
        rules += [f"p:{kind}-list({level}) => {outer}{tag} > li:fresh" for kind, tag in kinds]
    return "\n".join(rules)


def numbering() -> ET.Element:
    """Return the two lists that :class:`Plain` uses: 1 with dots, 2 with numbers."""
    made = ET.Element(f"{W}numbering")
    for number, form in (("1", "bullet"), ("2", "decimal")):
        kind = ET.SubElement(made, f"{W}abstractNum", {f"{W}abstractNumId": number})
        for level in range(LEVELS):
            ET.SubElement(ET.SubElement(kind, f"{W}lvl", {f"{W}ilvl": str(level)}), f"{W}numFmt", {f"{W}val": form})
    for number in ("1", "2"):
        ET.SubElement(ET.SubElement(made, f"{W}num", {f"{W}numId": number}), f"{W}abstractNumId", {f"{W}val": number})
    return made

"""Word files to blocks: made plain first (wordxml.py), then read by mammoth as HTML."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import mammoth

from ..content import Problem
from .decoding import normalise
from .document import Block, Document, Run, note, refuse, words_of
from .html import TITLE_CLASS, read_html
from .opening import image_problems
from .report import says_compiled
from .wordstyles import Styles, W, switched
from .wordxml import Plain, R, TextWalk, Unsafe, notes_of, numbering, parse, style_map, text_of_part

_DOCUMENT = "word/document.xml"
_READ = re.compile(r"word/(?:document|styles|numbering|footnotes|endnotes|comments|(?:header|footer)[0-9]*)\.xml")
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PAGE_WORDS = frozenset({"sida", "sidan", "sid", "av", "page", "of"})
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_SHOWN = 5  # places that a message shows


def read_word(parts: Mapping[str, bytes], shown: str) -> Document:
    """Return a Word file, given as its parts (name -> bytes), as blocks. ``shown``: its name in Problems.

    What is left out (comments, deleted text, images, heads and feet of pages) is told. Raises ImportRefused for a
    file whose parts cannot be read or hold entities of their own.
    """
    try:
        parts = _by_kind(parts)
        trees = {name: parse(data) for name, data in parts.items() if _READ.fullmatch(name)}
        document, notes = trees[_DOCUMENT], notes_of(trees)
        words = tuple(word for text in TextWalk(notes).read(document) for word in words_of(normalise(text)))
        told = list(_left_out(trees, parts, shown))
        plain = Plain(Styles(trees), notes)
        blocks, _ = read_html(_html(plain, trees, parts), layout=False, indents=True)
    except Unsafe:
        message = "Dokumentet innehåller något som inte hör hemma i ett Word-dokument och öppnas därför inte."
        refuse(shown, message, "Kontrollera vem det kommer från.")
    except Exception:  # whatever is wrong inside the file, the writer needs one sentence and no traceback
        message = "Dokumentet är skadat och går inte att läsa."
        refuse(shown, message, "Öppna det i Word och spara det på nytt.")
    told += image_problems(plain.pictures, shown)
    return _with_head(Document(blocks, words, tuple(told)), trees)


def _html(plain: Plain, trees: Mapping[str, ET.Element], parts: Mapping[str, bytes]) -> str:
    """Return what mammoth makes of the document, from a file that holds no more than what is read."""
    made = {"word/numbering.xml": numbering()}
    for name in (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml"):
        if name in trees:
            made[name] = plain.make(trees[name], _links(parts.get(_relations(name))))
    addresses = _as_relations(plain.addresses)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, tree in made.items():
            archive.writestr(name, ET.tostring(tree, encoding="utf-8"))
            archive.writestr(_relations(name), addresses)
    packed.seek(0)
    result = mammoth.convert_to_html(
        packed, style_map=style_map(TITLE_CLASS), ignore_empty_paragraphs=False, external_file_access=False
    )
    return str(result.value)


def _by_kind(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the parts by the names that Word usually gives them; Word on the web writes "document2.xml" and such."""
    renamed = dict(parts)
    for owner, kinds in (("", ("officeDocument",)), (_DOCUMENT, _KINDS)):
        data = renamed.get(_relations(owner) if owner else "_rels/.rels")
        for node in parse(data).iter(f"{{{_PACKAGE}}}Relationship") if data else ():
            kind = node.get("Type", "").rpartition("/")[2]
            name = posixpath.normpath(posixpath.join("/word" if owner else "/", node.get("Target", ""))).lstrip("/")
            if kind in kinds and name in parts:
                usual = f"word/{kind}.xml" if owner else _DOCUMENT
                for old, new in ((name, usual), (_relations(name), _relations(usual))):
                    if old in parts:
                        renamed[new] = parts[old]
    return renamed


def _relations(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _links(data: bytes | None) -> dict[str, str]:
    """Return the addresses of a part's links, by the names that the part has for them."""
    nodes = parse(data).iter(f"{{{_PACKAGE}}}Relationship") if data else ()
    return {node.get("Id", ""): node.get("Target", "") for node in nodes if node.get("Type", "").endswith("/hyperlink")}


def _as_relations(addresses: Mapping[str, str]) -> bytes:
    root = ET.Element(f"{{{_PACKAGE}}}Relationships")
    for key, address in addresses.items():
        name = f"{R[1:-1]}/hyperlink"
        ET.SubElement(root, f"{{{_PACKAGE}}}Relationship", {"Id": key, "Type": name, "Target": address})
    return bytes(ET.tostring(root, encoding="utf-8"))


def _left_out(trees: Mapping[str, ET.Element], parts: Mapping[str, bytes], shown: str) -> Iterator[Problem]:
    """Yield what to tell of the parts of a document that do not come along."""
    document = trees[_DOCUMENT]
    yield from _comments(document, trees.get("word/comments.xml"), shown)
    yield from _revisions(document, shown)
    hidden = [run for run in document.iter(f"{W}r") if switched(run.find(f"{W}rPr"), "vanish")]
    text = " ".join("".join(text_of_part(run) for run in hidden).split())
    if words_of(text):
        message = f"Dokumentet har dold text, som togs med: ”{text[:100]}”."
        yield note(shown, message, "Ta bort den från sidan om den inte ska synas.")
    drawn = [name for name in sorted(parts) if re.fullmatch(r"word/(?:charts/chart|diagrams/data)[0-9]*\.xml", name)]
    for name in drawn:
        text = " ".join(" ".join(node.text or "" for node in parse(parts[name]).iter(_DRAWN)).split())
        inside = f", med texten ”{text[:200]}”" if text else ""
        yield note(shown, f"Ett diagram togs inte med{inside}.", "Återge det som läsaren behöver i text eller tabell.")
    if next(document.iter(f"{W}altChunk"), None) is not None:
        hint = "Öppna dokumentet i Word och spara det på nytt."
        yield note(shown, "En infogad fil i dokumentet togs inte med.", hint)
    yield from _heads(trees, shown)


def _comments(document: ET.Element, tree: ET.Element | None, shown: str) -> Iterator[Problem]:
    """Yield how many comments there are and at which words; who wrote them is no one else's business."""
    number = len(list(tree.iter(f"{W}comment"))) if tree is not None else 0
    if not number:
        return
    open_spots: dict[str, list[str]] = {}
    spots: list[str] = []
    for node in document.iter():
        if node.tag == f"{W}commentRangeStart":
            open_spots[node.get(f"{W}id") or ""] = []
        elif node.tag == f"{W}commentRangeEnd":
            spots.append(" ".join("".join(open_spots.pop(node.get(f"{W}id") or "", [])).split()))
        elif node.tag in (f"{W}t", f"{W}p"):
            for texts in open_spots.values():
                texts.append((node.text or "") if node.tag == f"{W}t" else " ")
    at = ", ".join(f"”{spot[:60]}”" for spot in spots[:_SHOWN] if spot)
    count = "En kommentar" if number == 1 else f"{number} kommentarer"
    where = f" (vid {at})" if at else ""
    yield note(shown, f"{count} i dokumentets marginal togs inte med{where}.", "Läs dem i originalet.")


def _revisions(document: ET.Element, shown: str) -> Iterator[Problem]:
    def changed(*names: str) -> list[str]:
        nodes = (node for node in document.iter() if node.tag in {f"{W}{name}" for name in names})
        return [" ".join(text.split()) for text in map(text_of_part, nodes) if words_of(text)]

    struck = changed("del")
    if struck or changed("ins", "moveFrom", "moveTo"):
        lost = f" Struket: {', '.join(f'”{text[:60]}”' for text in struck[:_SHOWN])}." if struck else ""
        message = f"Dokumentet har ändringar som inte är godkända: tillagd text togs med, struken text inte.{lost}"
        yield note(shown, message, "Be om den slutliga versionen om du är osäker.")


def _heads(trees: Mapping[str, ET.Element], shown: str) -> Iterator[Problem]:
    said: set[str] = set()
    for name in sorted(trees):
        if not name.startswith(("word/header", "word/footer")):
            continue
        text = " ".join(text_of_part(trees[name]).split())
        telling = [word for word in words_of(text) if not word.isdigit() and word.lower() not in _PAGE_WORDS]
        if telling and text not in said and not says_compiled(text):
            said.add(text)
            where = "Sidhuvudet" if "header" in name else "Sidfoten"
            yield note(shown, f"{where} togs inte med: ”{text[:100]}”.")


def _with_head(document: Document, trees: Mapping[str, ET.Element]) -> Document:
    """Return the document with the line of when it was compiled, where that stands only in the head of its pages."""
    if any(says_compiled(block.text) for block in document.blocks[:25]):
        return document
    for name in sorted(trees):
        for node in trees[name].iter(f"{W}p") if name.startswith("word/header") else ():
            text = " ".join(text_of_part(node).split())
            if says_compiled(text):
                line = Block("paragraph", (Run(text),))
                at = 1 if document.blocks and "regional rapport" in document.blocks[0].text.lower() else 0
                before = sum(len(words_of(block.text)) for block in document.blocks[:at])
                words = (*document.words[:before], *words_of(text), *document.words[before:])
                return replace(document, blocks=(*document.blocks[:at], line, *document.blocks[at:]), words=words)
    return document

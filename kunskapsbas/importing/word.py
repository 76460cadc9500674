"""Word files to blocks: made plain first (wordxml.py), then read by mammoth as HTML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import mammoth

from ..content import Code, Problem
from .document import Block, Document, ImportRefused, Run, words_of
from .html import TITLE_CLASS, read_html
from .opening import image_problems
from .wordxml import DOCUMENT, Styles, W, make_plain, text_of_part, walk_text

_COMPILED = re.compile(r"samm?anst[äa]ll[a-zåäö]*\W.*[0-9]", re.IGNORECASE)
_LISTS = {
    "ul": ("list bullet", "punktlista"),
    "ol": ("list number", "numrerad lista"),
}


def read_word(parts: Mapping[str, bytes], shown: str) -> Document:
    """Return a Word file, given as its parts (name -> bytes), as blocks. ``shown``: its name in Problems.

    What is left out (comments, deleted text, images, heads and feet of pages) is told. Raises ImportRefused for a
    file whose parts cannot be read or hold entities of their own.
    """
    _refuse_entities(parts, shown)
    try:
        trees = {
            name: ET.fromstring(data)
            for name, data in parts.items()
            if name.startswith("word/") and name.endswith(".xml")
        }
        document = trees[DOCUMENT]
        words = tuple(word for text in walk_text(document, trees) for word in words_of(text))
        told = list(_left_out(document, trees, shown))
        styles = Styles(trees)
        make_plain(document, styles)
        html = _html({**parts, DOCUMENT: ET.tostring(document, encoding="utf-8")}, styles)
    except Exception:  # whatever is wrong inside the file, the writer needs one sentence and no traceback
        message, hint = "Dokumentet är skadat och går inte att läsa.", "Öppna det i Word och spara det på nytt."
        raise ImportRefused(Problem(shown, 1, 1, Code.IMPORT_FILE, message, hint)) from None
    blocks, images = read_html(html, layout=False, indents=True)
    told += image_problems(images, shown)
    return _with_head(Document(blocks, words, tuple(told)), trees)


def _html(parts: Mapping[str, bytes], styles: Styles) -> str:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    packed.seek(0)
    result = mammoth.convert_to_html(
        packed,
        style_map="\n".join(_style_map(styles)),
        convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ignore_empty_paragraphs=False,
        external_file_access=False,
    )
    return str(result.value)


def _style_map(styles: Styles) -> Iterator[str]:
    """Yield mammoth's rules for the styles of this file, which come before its own."""
    for style, level in styles.headings.items():
        name = re.sub(r"([^A-Za-z0-9_-])", r"\\\1", style)
        yield f"p.{name} => p.{TITLE_CLASS}:fresh" if level == 0 else f"p.{name} => h{level}:fresh"
    for tag, names in _LISTS.items():
        for style, name in styles.names.items():
            found = re.fullmatch(rf"(?:{'|'.join(names)}) ?([1-5]?)", name)
            if found:
                level = int(found[1] or 1)
                outer = "ul|ol > li > " * (level - 1)
                yield f"p.{re.sub(r'([^A-Za-z0-9_-])', chr(92) * 2 + r'1', style)} => {outer}{tag} > li:fresh"


def _refuse_entities(parts: Mapping[str, bytes], shown: str) -> None:
    """No part of a Word file declares a document type; one that does may grow without end when it is read."""
    for data in parts.values():
        if any(
            sign.encode(code) in data
            for sign in ("<!DOCTYPE", "<!ENTITY")
            for code in ("ascii", "utf-16-le", "utf-16-be")
        ):
            message = "Dokumentet innehåller något som inte hör hemma i ett Word-dokument och öppnas därför inte."
            raise ImportRefused(Problem(shown, 1, 1, Code.IMPORT_FILE, message, "Kontrollera vem det kommer från."))


def _left_out(document: ET.Element, trees: Mapping[str, ET.Element], shown: str) -> Iterator[Problem]:
    """Yield what to tell of the parts of a document that do not come along."""
    comments = len(list(trees["word/comments.xml"].iter(f"{W}comment"))) if "word/comments.xml" in trees else 0
    if comments:
        count = "En kommentar" if comments == 1 else f"{comments} kommentarer"
        yield _note(shown, f"{count} i dokumentets marginal togs inte med.", "Läs dem i originalet.")
    deleted = [text_of_part(node) for node in document.iter() if node.tag in (f"{W}del", f"{W}moveFrom")]
    deleted = [text for text in deleted if words_of(text)]
    inserted = [
        node for node in document.iter() if node.tag in (f"{W}ins", f"{W}moveTo") and words_of(text_of_part(node))
    ]
    if deleted or inserted:
        lost = f" Struket är bland annat ”{' '.join(deleted[0].split())[:60]}”." if deleted else ""
        message = f"Dokumentet har ändringar som inte är godkända: tillagd text togs med, struken text inte.{lost}"
        yield _note(shown, message, "Be om den slutliga versionen om du är osäker.")
    hidden = [run for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}vanish") is not None]
    if any(words_of(text_of_part(run)) for run in hidden):
        yield _note(shown, "Dokumentet har dold text, som togs med.", "Ta bort den från sidan om den inte ska synas.")
    for name, tree in trees.items():
        if re.fullmatch(r"word/(?:header|footer)[0-9]*\.xml", name):
            text = " ".join(text_of_part(tree).split())
            if [word for word in words_of(text) if not word.isdigit() and word.lower() not in ("sida", "av", "sid")]:
                where = "Sidhuvudet" if "header" in name else "Sidfoten"
                yield _note(shown, f"{where} togs inte med: ”{text[:100]}”.")


def _with_head(document: Document, trees: Mapping[str, ET.Element]) -> Document:
    """Return the document with the line of when it was compiled, where that stands only in the head of its pages."""
    if any(_COMPILED.match(block.text) for block in document.blocks[:25]):
        return document
    for name, tree in sorted(trees.items()):
        if not re.fullmatch(r"word/header[0-9]*\.xml", name):
            continue
        for node in tree.iter(f"{W}p"):
            text = " ".join(text_of_part(node).split())
            if _COMPILED.match(text):
                line = Block("paragraph", (Run(text),))
                at = 1 if document.blocks and "regional rapport" in document.blocks[0].text.lower() else 0
                before = sum(len(words_of(block.text)) for block in document.blocks[:at])
                words = (*document.words[:before], *words_of(text), *document.words[before:])
                return replace(document, blocks=(*document.blocks[:at], line, *document.blocks[at:]), words=words)
    return document


def _note(shown: str, message: str, hint: str = "") -> Problem:
    return Problem(shown, 1, 1, Code.IMPORT_NOTE, message, hint)

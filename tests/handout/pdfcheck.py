"""What a correct PDF is, as functions that give a list of faults; an empty list means a correct file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
from pikepdf import Array, Dictionary, Name, Object

PROFILES = ("ua1", "2a")
# The validator counts a stream whose data ends in a carriage return one byte short (design, section 4).
FALSE_ALARMS = frozenset({"PDFA2A-STREAM-LENGTH-001"})

# Tables of some thousand rows are allowed.
LIMITS = page.SafetyLimits(max_table_grid_rows=100_000, max_table_grid_cells=10_000_000)


def standard_faults(path: Path) -> list[str]:
    """Give what breaks PDF/UA-1 or PDF/A-2a: profile, rule and message."""
    return [
        f"{path.name}: {profile} {failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf(path, profile=profile, limits=LIMITS).failures
        if failure.rule_id not in FALSE_ALARMS
    ]


def link_faults(path: Path) -> list[str]:
    """Give links that lead nowhere in the file, have no address, or have no description."""
    with pikepdf.open(path) as pdf:
        sheets = {sheet.obj.objgen for sheet in pdf.pages}
        names = set(_named_destinations(pdf))
        return [
            f"{path.name}, sida {number}: {fault}"
            for number, annotation in _links(pdf)
            for fault in _faults_of(annotation, sheets, names)
        ]


def links(path: Path) -> list[str]:
    """Give the web addresses that the file links to, in order."""
    with pikepdf.open(path) as pdf:
        actions = [annotation.get("/A") for _, annotation in _links(pdf)]
        return [str(action.URI) for action in actions if action is not None and "/URI" in action]


def descriptions(path: Path) -> list[str]:
    """Give the descriptions of the file's links, in order."""
    with pikepdf.open(path) as pdf:
        return [str(annotation.get("/Contents", "")) for _, annotation in _links(pdf)]


def outline(path: Path) -> list[tuple[int, str]]:
    """Give the bookmarks with their levels (0 is the top)."""

    def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, str(item.title)
            yield from walk(list(item.children), level + 1)

    with pikepdf.open(path) as pdf, pdf.open_outline() as tree:
        return list(walk(list(tree.root), 0))


def tags(path: Path) -> list[str]:
    """Give the structure types of the file in reading order; a header cell as ``TH/Row`` or ``TH/Column``."""
    with pikepdf.open(path) as pdf:
        return [_tag(element) for element in _elements(pdf.Root.StructTreeRoot)]


def alternatives(path: Path) -> list[str]:
    """Give the alternative texts of the file's figures and formulas."""
    with pikepdf.open(path) as pdf:
        return [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot) if "/Alt" in element]


def text(path: Path) -> str:
    """Give the file's text as a reader that follows the marks gives it, with single spaces and no soft hyphens."""
    return " ".join(sheets(path))


def sheets(path: Path) -> list[str]:
    """Give the text of each page."""
    with pikepdf.open(path) as pdf:
        words = [_shown(sheet).replace("\u00ad", "").replace("\u200b", "") for sheet in pdf.pages]
    return [" ".join(text.split()) for text in words]


def sizes(path: Path) -> list[tuple[int, int]]:
    """Give the width and height of each page, in points."""
    with pikepdf.open(path) as pdf:
        return [(int(sheet.mediabox[2]), int(sheet.mediabox[3])) for sheet in pdf.pages]


def language(path: Path) -> str:
    """Give the language of the document."""
    with pikepdf.open(path) as pdf:
        return str(pdf.Root.get("/Lang", ""))


def title(path: Path) -> str:
    """Give the title of the document."""
    with pikepdf.open(path) as pdf:
        return str(pdf.docinfo.get("/Title", ""))


def _shown(sheet: pikepdf.Page) -> str:
    """Give the text of a page: what each string's font says it means, or the actual text around it."""
    fonts = {str(name): _meanings(font) for name, font in sheet.resources.get("/Font", Dictionary()).items()}
    made: list[str] = []
    font: dict[bytes, str] = {}
    replaced: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "Tf":
                font = fonts[str(operands[0])]
            case "BDC" | "BMC":
                actual = operands[1].get("/ActualText") if len(operands) > 1 else None
                made += [] if actual is None else [str(actual)]
                replaced.append(actual is not None)
            case "EMC":
                replaced.pop()
            case "Tj" | "TJ" if not any(replaced):
                made += [_decoded(bytes(part), font) for part in _strings(operands[0])]
            case "BT" if not any(replaced):
                made.append(" ")
    return "".join(made)


def _strings(operand: Object) -> list[Object]:
    parts = operand.as_list() if isinstance(operand, Array) else [operand]
    return [part for part in parts if isinstance(part, pikepdf.String)]


def _decoded(data: bytes, font: dict[bytes, str]) -> str:
    return "".join(font.get(data[place : place + 2], "?") for place in range(0, len(data), 2))


def _meanings(font: Object) -> dict[bytes, str]:
    lines = font.ToUnicode.read_bytes().decode("ascii", "replace")
    pairs = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", lines, flags=re.MULTILINE)
    return {bytes.fromhex(code): bytes.fromhex(meaning).decode("utf-16-be") for code, meaning in pairs}


def _links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Object]]:
    for number, sheet in enumerate(pdf.pages, start=1):
        for annotation in sheet.obj.get("/Annots", Array()).as_list():
            if annotation.get("/Subtype") == Name.Link:
                yield number, annotation


def _faults_of(annotation: Object, sheets: set[tuple[int, int]], names: set[str]) -> Iterator[str]:
    if not str(annotation.get("/Contents", "")).strip():
        yield "länk utan beskrivning"
    action = annotation.get("/A")
    if action is not None and action.get("/S") == Name.URI:
        if not str(action.get("/URI", "")).strip():
            yield "länk utan adress"
        return
    target = annotation.get("/Dest") if action is None else action.get("/D")
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if isinstance(target, Array):
        if target[0].objgen not in sheets:
            yield "länk till en sida som inte finns"
    elif target is None or str(target).lstrip("/") not in names:
        yield f"länk till ett ställe som inte finns: {target}"


def _named_destinations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key in pdf.Root.get("/Dests", Dictionary()):
        yield str(key).lstrip("/")
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is not None:
        yield from (str(key) for key in pikepdf.NameTree(tree))


def _elements(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    for child in kids.as_list() if isinstance(kids, Array) else [kids]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _tag(element: Object) -> str:
    name = str(element.S).lstrip("/")
    attributes = element.get("/A")
    owned = attributes.as_list() if isinstance(attributes, Array) else [attributes] if attributes else []
    scopes = [str(item.Scope).lstrip("/") for item in owned if isinstance(item, Dictionary) and "/Scope" in item]
    return "/".join([name, *scopes])

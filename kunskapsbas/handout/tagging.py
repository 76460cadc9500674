"""A pass over the finished PDF: links within it, row headers of tables, which Typst has no stable way to name, packing.

PDF/UA-1 (ISO 14289-1, 7.5) wants table headers tagged TH with a scope; Typst does it for header rows only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from kunskapsbas.handout.linking import Place, lead_links

RowHeaders = tuple[int, ...]


class TaggingError(ValueError):
    """The PDF's tag tree does not hold the tables that the source has."""


def finish(pdf: bytes, tables: Sequence[RowHeaders], places: Mapping[str, Place], language: str) -> tuple[bytes, int]:
    """Give the PDF with its links led and row headers tagged, packed to a third, and its number of pages.

    tables holds, for each table in reading order (an outer table before the tables in its cells), the
    running numbers of the body cells that head their rows. The result depends on the input alone.
    places says where links within the document lead (see linking.py). Raises TaggingError where the number of tables or
    cells is another, LinkError where a place is missing.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lead_links(document, places, language)
        if any(tables):
            _mark_all(list(_tables(document.Root.StructTreeRoot)), tables)
        pages = len(document.pages)
        target = io.BytesIO()
        document.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return target.getvalue(), pages


def _mark_all(found: Sequence[Object], tables: Sequence[RowHeaders]) -> None:
    if len(found) != len(tables):
        raise TaggingError(f"{len(found)} tables in the tag tree, {len(tables)} in the source")
    for table, headers in zip(found, tables, strict=True):
        _mark(table, headers)


def _mark(table: Object, headers: RowHeaders) -> None:
    cells = [
        cell
        for body in _children(table)
        if body.get("/S") == Name.TBody
        for row in _children(body)
        for cell in _children(row)
    ]
    if headers and headers[-1] >= len(cells):
        raise TaggingError(f"row header {headers[-1]} of {len(cells)} body cells")
    for number in headers:
        _as_row_header(cells[number])


def _as_row_header(cell: Object) -> None:
    attributes = cell.get("/A")
    owned = list(attributes.as_list()) if isinstance(attributes, Array) else [attributes] if attributes else []
    table = next((item for item in owned if item.get("/O") == Name.Table), None)
    if table is None:
        table = Dictionary(O=Name.Table)
        owned.append(table)
    table.Scope = Name.Row
    cell.S = Name.TH
    cell.A = Array(owned)


def _children(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    items = list(kids.as_list()) if isinstance(kids, Array) else [kids]
    return [item for item in items if isinstance(item, Dictionary) and "/S" in item]


def _tables(element: Object) -> Iterator[Object]:
    for child in _children(element):
        if child.get("/S") == Name.Table:
            yield child
        yield from _tables(child)

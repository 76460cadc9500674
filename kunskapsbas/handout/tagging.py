"""Row headers of tables, marked in the finished PDF: Typst has no stable way to name them.

PDF/UA-1 (ISO 14289-1, 7.5) wants table headers tagged TH with a scope; Typst does it for header rows only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

RowHeaders = tuple[int, ...]


class TaggingError(ValueError):
    """The PDF's tag tree does not hold the tables that the source has."""


def mark_row_headers(document: pikepdf.Pdf, tables: Sequence[RowHeaders]) -> None:
    """Tag the named body cells of a document as headers of their rows.

    tables holds, for each table in reading order (an outer table before the tables in its cells), the running numbers
    of the body cells that head their rows. Raises TaggingError where the number of tables or cells is another.
    """
    if not any(tables):
        return
    found = list(_tables(document.Root.StructTreeRoot))
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

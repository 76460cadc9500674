"""The open data as bytes: JSON-LD, Turtle and CSV. The same data gives the same bytes.

Written here and not by rdflib: a graph of ours needs no more of either form than what stands below, and a library for
all of RDF would cost every build more time than the whole glossary does (docs/open-data.md has the numbers). The tests
read the files with rdflib.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .opendata import COLUMNS, LANGUAGE, PREFIXES, PROPERTIES, Node, ValueKind

_BETWEEN = " | "  # between the values of a cell
_FORMULA = ("=", "+", "-", "@")
_SPLITS = re.compile(r"([,;])(?=[=+\-@])")


def to_jsonld(graph: Sequence[Node]) -> bytes:
    """Return the graph as JSON-LD 1.1 with its own context: nothing has to be fetched to read it.

    Without JSON-LD it is plain JSON with telling names: ``{"prefLabel": {"sv": "Modul"}, …}``.
    """
    document = {"@context": _context(), "@graph": [_json_node(node) for node in graph]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _context() -> dict[str, Any]:
    context: dict[str, Any] = {**PREFIXES, "id": "@id", "type": "@type"}
    for name, (iri, form) in PROPERTIES.items():
        kind: dict[str, str] = {}
        if form is ValueKind.TEXT:
            kind = {"@container": "@language"}
        elif form is not ValueKind.PLAIN:
            kind = {"@type": form.value}
        context[name] = {"@id": iri, **kind}
    return context


def _json_node(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"id": node["id"], "type": node["type"]}
    for name, (_, form) in PROPERTIES.items():
        if name in node:
            made[name] = {LANGUAGE: node[name]} if form is ValueKind.TEXT else node[name]
    return made


def to_turtle(graph: Sequence[Node]) -> bytes:
    """Return the graph as RDF 1.1 Turtle, a block for each node."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    for node in graph:
        lines += ["", f"<{node['id']}> a {node['type']} ;"]
        rows = [
            f"    {PROPERTIES[name][0]} {', '.join(_term(value, PROPERTIES[name][1]) for value in _values(node[name]))}"
            for name in PROPERTIES
            if name in node
        ]
        lines.append(" ;\n".join(rows) + " .")
    return ("\n".join(lines) + "\n").encode()


def _values(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _term(value: str, form: ValueKind) -> str:
    if form is ValueKind.IRI:
        return f"<{value}>"
    # The escapes of a JSON string are among those of Turtle (RDF 1.1 Turtle, 6.4: ECHAR and UCHAR).
    text = json.dumps(value, ensure_ascii=False)
    if form is ValueKind.TEXT:
        return f"{text}@{LANGUAGE}"
    return f"{text}^^{form.value}" if form is ValueKind.DAY else text


def to_csv(rows: Iterable[Sequence[Sequence[str]]]) -> bytes:
    """Return the table as CSV by RFC 4180, in UTF-8 with a byte order mark, without which Excel misreads å, ä and ö."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(list(_cells(row)) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Sequence[Sequence[str]]) -> Iterator[str]:
    for values in row:
        yield _harmless(_BETWEEN.join(" ".join(value.replace("|", "/").split()) for value in values))


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").

    An apostrophe stands before a sign that begins one. A program that splits at the wrong sign (Excel in Swedish at
    semicolons) may begin a cell inside this one: a space after the sign prevents it there.
    """
    cell = _SPLITS.sub(r"\1 ", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

"""The running text that stands in a page's front matter: title, summary, definition, what events and questions say."""

from __future__ import annotations

from collections.abc import Iterator

from ...content import Page
from ...content.frontmatter import Head, read_head
from ...content.prose import Passage, PassageKind, plain_passage

_TEXTS = ("title", "summary", "question", "definition")
_LISTED = {
    "events": ("title", "description", "outcome", "note"),
    "questions": ("question", "known", "missing", "answered_by", "how"),
}


def field_passages(page: Page, text: str) -> Iterator[Passage]:
    """Yield the fields of a page's front matter that readers read, as passages of the file's text."""
    head, _ = read_head(page.path, text)
    if head is None:
        return
    lines = text.split("\n")
    for name in _TEXTS:
        yield from _field(head, (name,), head.data.get(name), lines)
    for name, parts in _LISTED.items():
        entries = head.data.get(name)
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            for part in parts if isinstance(entry, dict) else ():
                yield from _field(head, (name, number, part), entry.get(part), lines)


def _field(head: Head, where: tuple[str | int, ...], value: object, lines: list[str]) -> Iterator[Passage]:
    if isinstance(value, str) and value.strip():
        line, column = head.place(where)
        source = "\n".join([lines[line - 1][column - 1 :], *lines[line : line + value.count("\n") + 8]])
        yield plain_passage(PassageKind.FIELD, value, source, line, column)

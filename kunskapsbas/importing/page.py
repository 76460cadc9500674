"""A parsed report as a page: front matter from the model, and its text as MyST with the original's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..content import Event, Report
from ..content.headwriting import front_matter, scalar
from ..content.sections import Section
from .document import Block, Run, Runs
from .escaping import escape, escape_line, inline, role
from .report import ParsedReport

#: Words that a writer had marked as terms in a section of an older page, each with its term's slug.
Marks = Mapping[Section, Sequence[tuple[str, str]]]


@dataclass
class Text:
    """The lines of a page as they are written, and on which line each block and part begins (by identity)."""

    lines: list[str] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    unmarked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def here(self) -> int:
        """The number of the next line."""
        return len(self.lines) + 1

    def place(self, thing: object) -> int:
        """Return the line of a block or part; 1 where it is not on the page."""
        return self.places.get(id(thing), 1)

    def event_line(self, event: Event) -> int:
        """Return the line of an event's id in the front matter."""
        wanted = f"- id: {scalar('id', event.id)}"
        return next((number for number, line in enumerate(self.lines, start=1) if line.strip() == wanted), 1)


def write_page(
    page: Report,
    report: ParsedReport,
    links: dict[tuple[str, str], str],
    marks: Marks,
    anchors: Mapping[Section, str],
) -> Text:
    """Return the whole file of a report.

    ``links``: see :func:`escaping.inline`. ``marks``: terms to mark again, the first time each stands in its section.
    ``anchors``: addresses that other pages use for a section whose heading has changed. Gives in ``unmarked`` the
    marks that had no place.
    """
    text = Text(list(front_matter(page)))
    for part in report.parts:
        if part.heading:
            text.lines.append("")
            if part.key and part.key in anchors and not part.depth:
                text.lines.append(f"({anchors[part.key]})=")
            text.lines.append(f"{'#' * (part.depth + 2)} {_heading(part.heading)}")
            text.places[id(part)] = len(text.lines)
        waiting = list(marks.get(part.key, ())) if part.key else []
        _write_blocks(text, part.blocks, links, waiting)
        text.unmarked += waiting
    return text


def _heading(words: str) -> str:
    made = escape_line(escape(words))
    return re.sub(r"(?<!\\)#+$", lambda found: "\\#" * len(found[0]), made)


def _write_blocks(
    text: Text, blocks: Sequence[Block], links: dict[tuple[str, str], str], waiting: list[tuple[str, str]]
) -> None:
    around: list[_Item] = []  # the items that the next may belong to, outermost first
    for block in blocks:
        level = min(block.level, len(around) + 1)
        same = len(around) >= level and around[level - 1].ordered == block.ordered
        if block.kind != "item" or not around or (level == 1 and not same):
            text.lines.append("")  # also between a list with dots and one with numbers
        text.places[id(block)] = text.here
        if block.kind == "item":
            number = _number(block, around[level - 1].number if same else 0)
            del around[level - 1 :]
            mark = f"{number}." if block.ordered else "-"
            blanks = " " * sum(item.width for item in around)
            text.lines.append(f"{blanks}{mark} {escape_line(_marked(block.runs, links, waiting))}")
            around.append(_Item(block.ordered, number, len(mark) + 1))
            continue
        around = []
        if block.kind == "table":
            text.lines += list(_table(block.rows, links))
        else:
            words = _marked(block.runs, links, waiting)
            text.lines.append(f"[^{block.note}]: {words}" if block.note else escape_line(words))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that has been written: whether it has a number, which, and how many signs stand before its words."""

    ordered: bool
    number: int
    width: int


def _number(block: Block, before: int) -> int:
    written = re.match(r"[0-9]+", block.label)
    return int(written[0]) if written and not before else before + 1


def _marked(runs: Runs, links: dict[tuple[str, str], str], waiting: list[tuple[str, str]]) -> str:
    """Return a block's words, with the terms that wait for their first place marked."""
    made: list[str] = []
    plain: list[Run] = []
    for run in _split(runs, waiting):
        if isinstance(run, Run):
            plain.append(run)
        else:
            made += [inline(plain, links), role("term", *run)]
            plain = []
    return "".join([*made, inline(plain, links)])


def _split(runs: Runs, waiting: list[tuple[str, str]]) -> Iterator[Run | tuple[str, str]]:
    for run in runs:
        rest = run.text
        if run.href is None and not run.note and not run.strong and not run.emphasis:
            while found := _first(rest, waiting):
                at, mark = found
                waiting.remove(mark)
                if at:
                    yield Run(rest[:at])
                yield rest[at : at + len(mark[0])], mark[1]
                rest = rest[at + len(mark[0]) :]
        if rest or run.note:
            yield Run(rest, run.strong, run.emphasis, run.href, run.note)


def _first(text: str, waiting: Sequence[tuple[str, str]]) -> tuple[int, tuple[str, str]] | None:
    found = []
    for mark in waiting:
        if hit := re.search(rf"(?<!\w){re.escape(mark[0])}(?!\w)", text):
            found.append((hit.start(), -len(mark[0]), mark))
    return (min(found)[0], min(found)[2]) if found else None


def _table(rows: Sequence[Sequence[Runs]], links: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield a table; its first row is the head, since a table without one cannot be read aloud."""
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows):
        cells = [inline(cell, links).replace("|", "\\|") for cell in row]
        cells += [""] * (width - len(cells))
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield f"| {' | '.join(['---'] * width)} |"

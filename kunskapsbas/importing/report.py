"""A document understood as a report of the series: title, when it was compiled, sections, links, people, actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..content import Code, Problem
from ..content.sections import Section, section_of
from ..swedish import parse_date
from ..swedish.dates import TIME_ZONE
from ..swedish.finding_dates import find_dates
from .document import Block, Document, ImportRefused, Run

_LONGEST_HEADING = 90  # datamodel, 3; the longest that is known has 78
_TITLE = re.compile(r"regional rapport\b[\s:,–-]*(.*)", re.IGNORECASE | re.DOTALL)
_SAYS_COMPILED = re.compile(r"samm?anst[äa]ll[a-zåäö]*\W.*[0-9]", re.IGNORECASE)
_COMPILED = re.compile(
    r"(?:rapporten (?:är |har )?)?samm?anst[äa]ll[a-zåäö]*[\s:]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_TIME = re.compile(
    r"(?:klockan|kl\.?)?[\s,]*([0-9]{1,2})[.:]([0-9]{2})\b|(?:klockan|kl\.?)\s*([0-9]{2})([0-9]{2})\b", re.IGNORECASE
)
_HOUR = re.compile(r"(?:klockan|kl\.?)\s*([0-9]{1,2})\b", re.IGNORECASE)
_WRONG_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_ACTION = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:[ -]?((?:19|20)[0-9]{2}))?\s*[:–-]\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading ("" for what stands before the first), which of the series' it is, and its blocks.

    ``depth``: 0 for a section, more for a heading inside one.
    """

    heading: str
    key: Section | None = None
    blocks: tuple[Block, ...] = ()
    depth: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Compiled:
    """When a report was compiled, and the line that says so. At 00:00 where the original gives no time."""

    moment: datetime
    raw: str


@dataclass(frozen=True, slots=True)
class Action:
    """A dated measure of communication: "14/11: prefix: [title](…)"."""

    day: date | None
    text: str
    block: Block


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report as the importer understands it.

    ``lifted``: the lines that stand first in the original, title and when it was compiled, which the page shows by its
    front matter and need not repeat in its text.
    """

    title: str
    compiled: Compiled | None
    parts: tuple[Part, ...]
    lifted: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What the title says that the report is about; the whole title where it is no "Regional rapport …"."""
        found = _TITLE.fullmatch(self.title)
        return (found[1].strip() if found else "") or self.title

    def section(self, key: Section) -> tuple[Block, ...]:
        """Return the blocks of one of the series' sections, with those below headings inside it."""
        made: list[Block] = []
        inside = False
        for part in self.parts:
            inside = part.key is key or (inside and part.depth > 0)
            made += part.blocks if inside else ()
        return tuple(made)

    @property
    def links(self) -> Iterator[Run]:
        """Every link in order, with repeats."""
        return (run for part in self.parts for block in part.blocks for run in runs_in(block) if run.href is not None)


def runs_in(block: Block) -> Iterator[Run]:
    """Yield the runs of a block, those of a table's cells row by row."""
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell


def says_compiled(text: str) -> bool:
    """Tell whether a line says when a report was compiled, and not only by whom."""
    return _SAYS_COMPILED.match(text) is not None


def is_report(document: Document) -> bool:
    """Tell whether a document has a report's title and says when it was compiled."""
    top = [block.text for block in document.blocks[:40]]
    return any(_TITLE.match(text) for text in top) and any(map(says_compiled, top))


def understand(document: Document, shown: str, given: datetime | None = None) -> ParsedReport:
    """Return the document as a report. ``given``: when it was compiled, if the writer says so.

    ``shown``: the file's name in Problems. Raises ImportRefused for a date or time that does not exist.
    """
    blocks = list(document.blocks)
    at = _title_at(blocks)
    title = blocks[at].text if at is not None else document.subject or "Regional rapport"
    compiled_at, compiled = _compiled(blocks, shown)
    for index in (at, compiled_at):
        if index is not None:
            blocks[index] = replace(blocks[index], kind="paragraph", level=1, gap=False)  # no heading of a section
    lifted: list[str] = []
    if at == 0:
        lifted.append(blocks.pop(0).text)
        if compiled_at == 1:
            lifted.append(blocks.pop(0).text)
    elif at is None and compiled_at == 0:
        lifted.append(blocks.pop(0).text)
    if given:
        compiled = Compiled(given, compiled.raw if compiled else "")
    blocks = [replace(block, level=1) if block.kind == "heading" and not block.level else block for block in blocks]
    return ParsedReport(title, compiled, _sections(blocks), tuple(lifted))


def _title_at(blocks: Sequence[Block]) -> int | None:
    """Return which block is the title: "Regional rapport …" near the top, a title's style, or the first short line."""
    top = list(enumerate(blocks[:20]))
    for index, block in top:
        if _TITLE.fullmatch(block.text) and len(block.text) <= 150 and block.kind in ("heading", "paragraph"):
            return index
    styled = next((index for index, block in top if block.kind == "heading" and block.level == 0), None)
    if styled is not None or not blocks:
        return styled
    first = blocks[0]
    short = first.kind in ("heading", "paragraph") and 0 < len(first.text) <= 150 and not first.text.endswith(".")
    return 0 if short and section_of(first.text) is None and not _COMPILED.fullmatch(first.text) else None


def _compiled(blocks: Sequence[Block], shown: str) -> tuple[int | None, Compiled | None]:
    """Return which block says when the report was compiled, and what it says."""
    for index, block in enumerate(blocks[:25]):
        found = _COMPILED.fullmatch(block.text)
        if not found or len(block.text) > 150 or block.kind == "table":
            continue
        moment = moment_of(found["rest"], shown, block.line)
        if moment:
            return index, Compiled(moment, block.text)
    return None, None


def moment_of(text: str, shown: str, line: int) -> datetime | None:
    """Return the date and time in a text, in any form that Swedes write; None where there is no whole date.

    The time is 00:00 where none is given. Raises ImportRefused where the date or the time does not exist.
    """
    for _, end, keys in find_dates(text.lower()):
        if len(keys[0]) == len("@2025-03-06") and keys[0][5] == "-":
            day = date.fromisoformat(keys[0][1:])
            return datetime(day.year, day.month, day.day, *_time(text[end:], shown, line), tzinfo=TIME_ZONE)
    if wrong := _WRONG_DATE.search(text):
        try:
            parse_date(wrong[0])
        except ValueError as error:
            message = f"Datumet då rapporten sammanställdes finns inte: ”{wrong[0]}”."
            hint = f"{str(error)[:1].upper()}{str(error)[1:]}. Ange rätt tid med --compiled."
            raise ImportRefused(Problem(shown, max(line, 1), 1, Code.WRONG_DATE, message, hint)) from None
    return None


def _time(text: str, shown: str, line: int) -> tuple[int, int]:
    found = _TIME.search(text)
    hour_alone = None if found else _HOUR.search(text)
    if found:
        hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    elif hour_alone:
        hour, minute = int(hour_alone[1]), 0
    else:
        return 0, 0
    if hour > 23 or minute > 59:
        message = f"Klockslaget då rapporten sammanställdes finns inte: ”{(found or hour_alone)[0].strip()}”."  # type: ignore[index]
        raise ImportRefused(Problem(shown, max(line, 1), 1, Code.WRONG_DATE, message, "Ange rätt tid med --compiled."))
    return hour, minute


def _sections(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Part the blocks at headings. What stands before the first is a part without a heading."""
    styled = [block.level for block in blocks if block.kind == "heading"]
    base = min(styled, default=1)
    parts: list[Part] = [Part("")]
    held: list[Block] = []
    for index, block in enumerate(blocks):
        level = _heading_level(blocks, index, base, bool(styled))
        if level is None:
            held.append(block)
            continue
        parts[-1] = replace(parts[-1], blocks=tuple(held))
        held = []
        above = parts[-1].depth if parts[-1].heading else -1
        parts.append(Part(block.text, section_of(block.text), (), min(level - base, above + 1), block.line))
    parts[-1] = replace(parts[-1], blocks=tuple(held))
    return tuple(parts if parts[0].blocks else parts[1:])


def _heading_level(blocks: Sequence[Block], index: int, base: int, styled: bool) -> int | None:
    """Return the level of the heading that a block is, or None when it is none (or might be: then a writer decides)."""
    block = blocks[index]
    if block.kind == "heading":
        return block.level
    if block.kind != "paragraph" or not looks_like_heading(block):
        return None
    if section_of(block.text) is not None:
        return base
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    alone = index > 0 and block.gap and after is not None and after.gap  # the first line below the title is none
    return base if alone and block.line and not styled and not block.bold and _has_body(blocks, index) else None


def _has_body(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether text follows, and not another short line: a row of such lines is no row of headings."""
    after = blocks[index + 1]
    return after.kind != "paragraph" or not looks_like_heading(after) or section_of(after.text) is not None


def looks_like_heading(block: Block) -> bool:
    """Tell whether a line has a heading's form: short, no full stop or comma last, no link (datamodel, 3)."""
    text = block.text
    linked = any(run.href is not None for run in block.runs)
    short = 0 < len(text) < _LONGEST_HEADING
    return short and not linked and (text[-1] not in ".,;:!?" or section_of(text) is not None)


def actions_of(report: ParsedReport) -> Iterator[Action]:
    """Yield the dated items of the section of measures; ``day`` is None for a date that does not exist.

    The year is the report's own, or the one before when that is within a month back (datamodel, 4).
    """
    if report.compiled is None:
        return
    today = report.compiled.moment.date()
    for block in report.section(Section.ACTIONS):
        found = _ACTION.match(block.text)
        if block.kind == "item" and found:
            yield Action(action_day(today, int(found[1]), int(found[2]), found[3]), block.text[found.end() :], block)


def action_day(today: date, day: int, month: int, year: str | None = None) -> date | None:
    """Return the date of "D/M" in a report of a day, or None when no such date exists.

    A date later in the year than the report belongs to the year before if that is at most 31 days back.
    """
    try:
        if year:
            return date(int(year), month, day)
        made = date(today.year, month, day)
        if made > today and (today - made.replace(year=today.year - 1)).days <= 31:
            return made.replace(year=today.year - 1)
    except ValueError:
        return None
    return made


def person_of(block: Block) -> tuple[str, str]:
    """Return name and role of "Name, role"; the first comma parts them. The role is "" where none stands."""
    name, _, role = block.text.partition(",")
    return name.strip(), role.strip()

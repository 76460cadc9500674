"""Dates in a report's text, proposed as events for a writer to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..content import Event, EventKind, Library
from ..content.sections import Section
from ..swedish import PartialDate, slug
from ..swedish.finding_dates import find_dates, months_alone
from .document import Block
from .report import Action, ParsedReport, actions_of

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"–-])")
_CLAUSE_END = re.compile(r",\s+|;\s+|\s(?:och|samt|men)\s(?=\S)")
_PLANNED = re.compile(r"\b(?:vänt(?:as|an)|planer\w*|kommande|kommer|ska|skall|väntar|inför|nästa)\b")
_KINDS = (
    (EventKind.MEETING, r"möte|möts|träff|besök|dialog"),
    (EventKind.DECISION, r"beslut(?!sfattar)|regionfullmäktige|regionstyrelsen (?:den|behandl)|ställning"),
    (EventKind.REFERRAL, r"utskott|bered"),
    (EventKind.REPORT, r"rapport|granskning"),
)
_LONGEST_TITLE = 120
_SILENT = (Section.LINKS, Section.SPOKESPERSONS, Section.REPORT, Section.ACTIONS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that a text seems to tell of, and the block it stands in."""

    event: Event
    block: Block


def proposals(report: ParsedReport, library: Library, source: str) -> list[Proposal]:
    """Return the events that the report's dated measures and sentences tell of, in the text's order.

    ``source``: the report's id in references.bib. Dates without a year are taken as the nearest to the report's own
    day (a dated measure: as :func:`actions_of` does). Each is to be confirmed. None where the day is not known.
    """
    if report.compiled is None:
        return []
    today = report.compiled.moment.date()
    taken = {event.id for page in library.pages.values() for event in page.events}
    made: list[Proposal] = []
    seen: set[tuple[str, EventKind]] = set()  # one proposal a day and kind: the text tells of most things twice
    for found in (*_told(report, today), *_measures(actions_of(report))):
        if (found.date.text, found.kind) in seen:
            continue
        seen.add((found.date.text, found.kind))
        event = _event(found, today, library, source, taken)
        taken.add(event.id)
        made.append(Proposal(event, found.block))
    return made


@dataclass(frozen=True, slots=True)
class _Found:
    date: PartialDate
    title: str
    kind: EventKind
    planned: bool
    guessed_year: bool
    block: Block


def _event(found: _Found, today: date, library: Library, source: str, taken: set[str]) -> Event:
    stem = "-".join(slug(found.title).split("-")[:5])
    name, number = f"{stem}-{found.date.text}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{found.date.text}-{number}"
    return Event(
        id=name,
        date=found.date,
        precision=found.date.precision,
        title=found.title,
        kind=found.kind,
        planned_as_of=today if found.planned else None,
        sources=(source,),
        note="Året är härlett: originalet skriver inte ut det." if found.guessed_year else None,
        follows=None if found.planned else _plan(found.date, found.kind, library),
        confirmed=False,
    )


def _plan(day: PartialDate, kind: EventKind, library: Library) -> str | None:
    """Return the planned event of the same day and kind, if there is exactly one: this may be its outcome."""
    same = [event.id for event, _ in library.events if event.planned and event.date == day and event.kind is kind]
    return same[0] if len(same) == 1 and day.precision == "day" else None


def _measures(actions: Iterable[Action]) -> Iterator[_Found]:
    for action in actions:
        if action.day and action.text:
            day = PartialDate(action.day.isoformat())
            title = _short(action.text, 0, len(action.text))
            yield _Found(day, title, EventKind.COMMUNICATION, False, True, action.block)


def _told(report: ParsedReport, today: date) -> Iterator[_Found]:
    silent = False
    for part in report.parts:
        silent = part.key in _SILENT or (silent and part.depth > 0)
        if silent:
            continue
        for block in part.blocks:
            text = " ".join("".join(run.text for run in block.runs if run.href is None).split())
            for sentence in _SENTENCE_END.split(text):
                yield from _in_sentence(sentence, today, block)


def _in_sentence(sentence: str, today: date, block: Block) -> Iterator[_Found]:
    lower = sentence.lower()
    for start, end, day, guessed in sorted(_dates(lower, today), key=lambda found: found[0]):
        title = _short(sentence, start, end)
        after = day.first > today
        planned = after or (day.last >= today and _PLANNED.search(lower) is not None)
        clause = title.lower()
        kind = next((kind for kind, words in _KINDS if re.search(words, clause)), EventKind.EVENT)
        yield _Found(day, title, kind, planned, guessed, block)


def _dates(lower: str, today: date) -> Iterator[tuple[int, int, PartialDate, bool]]:
    """Yield where dates and months stand, what they are, and whether the year had to be worked out."""
    for start, end, keys in find_dates(lower):
        key = keys[0].lstrip("@")
        if "w" in key:
            continue
        if key.startswith("--"):
            yield start, end, PartialDate(_nearest(key[2:], today).isoformat()), True
        else:
            yield start, end, PartialDate(key), False
    for start, end, month in months_alone(lower):
        day = _nearest(f"{month:02}-15", today)
        yield start, end, PartialDate(f"{day.year}-{day.month:02}"), True


def _nearest(month_and_day: str, today: date) -> date:
    """Return the date of a month and day that is nearest to a day; the later of two as near."""
    made = []
    for year in (today.year + 1, today.year, today.year - 1):
        try:
            made.append(date.fromisoformat(f"{year}-{month_and_day}"))
        except ValueError:
            continue  # 29 February
    return min(made, key=lambda day: abs((day - today).days)) if made else date(today.year, 2, 28)


def _short(sentence: str, start: int, end: int) -> str:
    """Return the sentence, or of a long one what has room before a place and to the end of its clause."""
    text = sentence
    if len(sentence) > _LONGEST_TITLE:
        text = sentence[: next((found.start() for found in _CLAUSE_END.finditer(sentence, end)), len(sentence))]
    text = text.strip().rstrip(".")
    if len(text) > _LONGEST_TITLE and end < _LONGEST_TITLE:
        text = f"{text[: _LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
    elif len(text) > _LONGEST_TITLE:
        kept = sentence[:end].split(" ")
        while len(" ".join(kept)) > _LONGEST_TITLE - 2 and len(kept) > 1:
            kept.pop(0)
        return f"… {' '.join(kept)}"[:_LONGEST_TITLE]
    return f"{text[:1].upper()}{text[1:]}"

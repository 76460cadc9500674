"""``kb new report``: a page for a new report of the series, with all its sections, and the report as a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from ..content import Event, EventKind, Kind, Library, Report, load_library
from ..content.files import write_all
from ..content.headwriting import front_matter
from ..content.registers import SOURCES_FILE
from ..content.reportsource import new_source_id, source_of_report, with_report_source
from ..content.sections import REQUIRED, Section
from ..swedish import PartialDate, date_words, parse_moment
from ..swedish.dates import TIME_ZONE
from ..swedish.finding_dates import read_day
from .newfile import NewFile, NewFileError, citation, refuse_path, refuse_title
from .rules.unfinished import TO_WRITE

FOLDER = "reports"
_FIRST_YEAR = 1900  # an earlier year is a slip of the hand
_WHAT = {
    Section.SUMMARY: "- {} det viktigaste som har hänt, en punkt för varje sak.",
    Section.COMMUNICATION: "- {} frågor från medier och allmänhet, och vad som väntar.",
    Section.OPERATIONS: "- {} hur verksamheten ser på läget.",
    Section.ACTIONS: "- {} dag och åtgärd, den nyaste först.",
    Section.LINKS: "- {} länkar till mer att läsa, ur länkregistret links.toml.",
    Section.SPOKESPERSONS: "- {} talespersonens namn och roll.",
    Section.GROUP: "{} vad samordningen är och vem som leder den.",
    Section.REPORT: "{} vem som sammanställer rapporten, på vems uppdrag och vilka den skickas till.",
}
_UNKNOWN = {
    "publisher": "vem som sammanställer rapporten",
    "subject": "vad rapporten handlar om",
}


@dataclass(frozen=True)
class ReportWish:
    """What the writer asked for: the day in any form, the time of day ("" when not known), and whose words it has."""

    day: str
    time: str = ""
    wording: Literal["original", "retold"] = "retold"


def new_report(root: Path, wish: ReportWish, today: date | None = None) -> NewFile:
    """Write ``reports/<day>.md``, and the report's entry in references.bib; return what was made.

    ``today``: no report is later; the clock's day otherwise. Raises NewFileError where the day cannot be or is taken,
    and OSError where nothing can be written. All is written or nothing, and no file is ever replaced.
    """
    compiled = _moment(wish)
    day = compiled.date()
    if day > (today or datetime.now(TIME_ZONE).date()):
        raise NewFileError(f"Den {date_words(day)} har inte varit än. Gör sidan när rapporten är sammanställd.")
    library, _ = load_library(root)
    path, title = f"{FOLDER}/{day.isoformat()}.md", f"Regional rapport {date_words(day)}"
    _refuse_taken(library, day)
    refuse_path(root, library, path, "Ändra i den filen.")
    refuse_title(library, title)
    if SOURCES_FILE in library.unread:
        raise NewFileError(f"{SOURCES_FILE} har fel som måste rättas först. Kör kb check {SOURCES_FILE}")
    known = source_of_report(library, day)
    key, before = known or new_source_id(day, library.sources), _before(library, day)
    page = _page(library, title, compiled, key, before, wish)
    files = {} if known else {root / SOURCES_FILE: _sources(root, key, page)}
    write_all({**files, root / path: page_text(page, key).encode()})
    changed = () if known else ((SOURCES_FILE, f"ny källa sist: {key}"),)
    return NewFile(path, changed, tuple(_steps(wish, key, known is not None)), tuple(_notes(before)))


def _moment(wish: ReportWish) -> datetime:
    if not wish.day.strip():
        raise NewFileError("Rapporten saknar datum. Skriv till exempel: kb new report 2026-01-15")
    try:
        day = read_day(wish.day)
        if day.year < _FIRST_YEAR:
            raise ValueError(f"år {day.year} kan inte stämma")
    except ValueError as error:
        raise NewFileError(f"”{wish.day.strip()[:60]}” går inte att använda som datum: {error}.") from None
    time = wish.time.strip().replace(".", ":")
    try:
        return parse_moment(f"{day.isoformat()}T{time:0>5}" if time else f"{day.isoformat()}T00:00")
    except ValueError:
        raise NewFileError(f"”{wish.time}” är inget klockslag. Skriv till exempel --time 08.30") from None


def _refuse_taken(library: Library, day: date) -> None:
    for report in library.reports:
        if report.compiled.date() == day:
            raise NewFileError(f"Det finns redan en rapport från {date_words(day)}: {report.path}.")


def _before(library: Library, day: date) -> Report | None:
    """Return the report before a day, whose head a new one most likely has; the first of all where there is none."""
    earlier = [report for report in library.reports if report.compiled.date() < day]
    return next(iter(earlier or library.reports[::-1]), None)


def _page(
    library: Library, title: str, compiled: datetime, key: str, before: Report | None, wish: ReportWish
) -> Report:
    day = compiled.date()
    subject = before.subject if before else f"{TO_WRITE} {_UNKNOWN['subject']}"
    return Report(
        kind=Kind.REPORT, title=title, compiled=compiled, wording=wish.wording, subject=subject,
        summary=f"{TO_WRITE} läget den {date_words(day)}, i en eller två meningar som sökningen visar.",
        publisher=before.publisher if before else f"{TO_WRITE} {_UNKNOWN['publisher']}",
        commissioner=before.commissioner if before else None, audience=before.audience if before else (),
        sources=(key,), events=tuple(_event(library, day, subject if before else "", key)),
    )  # fmt: skip  # type: ignore[call-arg]


def _event(library: Library, day: date, subject: str, key: str) -> Iterator[Event]:
    """Yield the event that the report came, unless a page tells of it already."""
    name = f"rapport-{day.isoformat()}"
    known = (event for page in library.pages.values() for event in page.events)
    if any(event.id == name or (event.kind, event.date.text) == (EventKind.REPORT, day.isoformat()) for event in known):
        return
    yield Event(
        id=name, date=PartialDate(day.isoformat()), precision="day", kind=EventKind.REPORT, sources=(key,),
        title=f"Regional rapport: {subject}" if subject else "Regional rapport",
    )  # fmt: skip  # type: ignore[call-arg]


def page_text(page: Report, key: str) -> str:
    """Return the file of a new report: every section of the series in order, each with what is to stand there."""
    cite = citation([key])
    lines = [*front_matter(page), "", f"Rapporten sammanställdes den {date_words(page.compiled.date())}.{cite}"]
    for section in Section:
        lines += ["", f"## {section.label}", ""]
        if section not in REQUIRED:
            lines += ["% Ta bort avsnittet om det inte behövs. Läsaren ser inte den här raden.", ""]
        lines.append(_WHAT[section].format(TO_WRITE) + cite)
    return "\n".join([*lines, ""])


def _sources(root: Path, key: str, page: Report) -> bytes:
    """Return references.bib with the new report last, with the line ends that the file has."""
    path = root / SOURCES_FILE
    text = path.read_bytes().decode() if path.exists() else ""
    day = page.compiled.date()
    title = f"Regional rapport: {page.subject}" if TO_WRITE not in page.subject else "Regional rapport"
    made = with_report_source(text.replace("\r\n", "\n"), key, title, page.publisher, day, "Adress saknas.")
    return (made.replace("\n", "\r\n") if "\r\n" in text else made).encode()


def _steps(wish: ReportWish, key: str, known: bool) -> Iterator[str]:
    yield f"Byt varje rad som börjar med ”{TO_WRITE}” mot rapportens text."
    yield "Kontrollera uppgifterna i sidhuvudet: vem som sammanställer rapporten och vad den handlar om."
    if not wish.time:
        yield "Skriv klockslaget i compiled om du vet det. T00:00 betyder att det inte är känt."
    if not known:
        yield f"Kontrollera källan {key} i {SOURCES_FILE}."


def _notes(before: Report | None) -> Iterator[str]:
    if before:
        yield f"Sidhuvudets uppgifter kommer från {before.path}."
    yield "Har du rapporten som fil? Ta hellre in den med kb import, så följer originalets ord med."

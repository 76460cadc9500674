"""The events as a calendar (RFC 5545): from the library to bytes. Why as it is: docs/feeds.md.

Written here and not by a library: this is all that a calendar of events needs. The tests read it with one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from ..content import Event, EventKind, Library, Page, Report, Slutrapport
from ..content.nodes import KIND_WORDS
from ..swedish import date_words, full_stop
from .history import knows_time, noon
from .publication import FOLDER, Publication, printable

CALENDAR = f"{FOLDER}/handelser.ics"
_ABOUT = "Det som har hänt och det som var planerat. Händelser där bara året är känt är inte med."
_ZONE = "Europe/Stockholm"
# The rule that has held since 1996 (directives 94/21/EC and 2000/84/EC). Only moments after that have a time here.
_TIME_ZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}",
    "BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
    "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
    "END:VTIMEZONE",
)  # fmt: skip


def calendar(library: Library, about: Publication) -> bytes:
    """Return the calendar; b"" when there is no event to put in it, since a calendar may not be empty."""
    events = list(calendar_events(library))
    if not events:
        return b""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kunskapsbas//Rapportserien//SV", "METHOD:PUBLISH",
        f"NAME:{escape(f'Händelser – {about.title}')}", f"X-WR-CALNAME:{escape(f'Händelser – {about.title}')}",
        f"X-WR-CALDESC:{escape(_ABOUT)}", f"X-WR-TIMEZONE:{_ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D",
        *([f"SOURCE;VALUE=URI:{printable(about.file(CALENDAR))}"] if about.base else []),
        *_TIME_ZONE,
    ]  # fmt: skip
    for event, docname in events:
        lines += ["BEGIN:VEVENT", *_event(event, docname, library, about), "END:VEVENT"]
    return b"".join(fold(line) for line in [*lines, "END:VCALENDAR"])


def calendar_events(library: Library) -> Iterator[tuple[Event, str]]:
    """Yield the events whose day or month is known, each with the page that tells of it, in order of time."""
    for event, docname in library.events:
        if "year" not in (event.precision, event.until and event.until.precision):
            yield event, docname


def _event(event: Event, docname: str, library: Library, about: Publication) -> Iterator[str]:
    yield f"UID:{event.id}@{about.authority.partition(',')[0]}"
    yield f"DTSTAMP:{_digits(noon(_known_on(event, docname, library)).astimezone(UTC))}Z"
    yield from _when(event, docname, library)
    yield f"SUMMARY:{escape(_summary(event))}"
    told = list(_description(event, library))
    address = printable(about.page(docname)) if about.base and docname in about.addresses else ""
    if address:
        told.append(f"Läs mer: {address}")
    yield f"DESCRIPTION:{escape(chr(10).join(told))}"
    yield f"CATEGORIES:{escape(KIND_WORDS[event.kind])}"
    yield f"STATUS:{'TENTATIVE' if event.planned else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # who subscribes is not busy then
    if address:
        yield f"URL:{address}"


def _known_on(event: Event, docname: str, library: Library) -> date:
    """Return the last day on which what is told here was known: of the event, or of what came of it."""
    tellers = [(event, docname), *library.followers.get(event.id, ())]
    return max(_told_on(teller, library.pages[name]) for teller, name in tellers)


def _told_on(event: Event, page: Page) -> date:
    """Return the day on which a page gives its state; without one the day of the plan, or the event's last."""
    days = [page.valid_on, page.reviewed, page.delivered if isinstance(page, Slutrapport) else None]
    return max((day for day in days if day), default=event.planned_as_of or event.date.last)


def _when(event: Event, docname: str, library: Library) -> Iterator[str]:
    """Yield the lines that say when: a report's own time, else whole days with the first day after them as the end."""
    page = library.pages[docname]
    if isinstance(page, Report) and knows_time(page) and _tells_of(page, event):
        yield f"DTSTART;TZID={_ZONE}:{_digits(page.compiled)}"
        return
    last = (event.until or event.date).last
    yield f"DTSTART;VALUE=DATE:{_digits(event.date.first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(last + timedelta(days=1))}"


def _tells_of(report: Report, event: Event) -> bool:
    """Tell whether an event on a report's page is that the report itself was compiled."""
    is_report = event.kind is EventKind.REPORT and not event.planned and not event.until
    return is_report and event.date.text == report.compiled.date().isoformat()


def _digits(when: date) -> str:
    """Return a day ("20251120") or a moment ("20251120T083000") as RFC 5545 writes it."""
    if isinstance(when, datetime):
        when = when.replace(tzinfo=None, microsecond=0)
    return when.isoformat().replace("-", "").replace(":", "")


def _summary(event: Event) -> str:
    words = f"Planerat: {event.title}" if event.planned else event.title
    if event.precision == "month":
        return f"{words} (dagen är inte känd)"
    return f"{words} (slutdagen är inte känd)" if event.until and event.until.precision == "month" else words


def _description(event: Event, library: Library) -> Iterator[str]:
    if event.description:
        yield event.description
    if event.until or event.precision == "month":
        yield f"Tid: {event.when}."
    if event.planned_as_of:
        yield f"Planen gäller läget den {date_words(event.planned_as_of)}."
        if event.outcome:
            yield f"Utfall: {event.outcome}{full_stop(event.outcome)}"
        for follower, _ in library.followers.get(event.id, ()):
            yield f"Så blev det: {follower.title}, {follower.when}."
        if library.lacks_outcome(event):
            yield "Utfallet saknas i källorna."
    if event.note:
        yield f"{event.note}{full_stop(event.note)}"
    titles = [library.sources[key].title for key in event.sources if key in library.sources]
    if titles:
        yield f"{'Källor' if len(titles) > 1 else 'Källa'}: {'; '.join(titles)}"


def escape(text: str) -> str:
    """Return a text as the value of a property (RFC 5545, 3.3.11)."""
    text = printable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def fold(line: str) -> bytes:
    """Return a content line with its end, folded so that no line is over 75 octets and no character is split.

    Rule: RFC 5545, 3.1. A folded line begins with a space, which counts.
    """
    data, parts, room = line.encode(), [], 75
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # an octet within a character of UTF-8
            cut -= 1
        parts.append(data[:cut])
        data, room = data[cut:], 74
    return b"\r\n ".join([*parts, data]) + b"\r\n"

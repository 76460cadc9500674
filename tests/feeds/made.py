"""Invented pages of the model, made without files, for tests of what is made from the library."""

from __future__ import annotations

from datetime import date, timedelta

from kunskapsbas.content import Event, Library, Page, Report, Source, SourceClass
from kunskapsbas.content.model import PAGE_MODELS, Kind

SUMMARY = "En sammanfattning som är lång nog för att duga som utdrag i sökningen."
SOURCE = Source(id="alfa", title="Källan", publisher="Nämnden", date="2025", source_class=SourceClass.GROUND)


def report(compiled: str = "2025-11-20T08:30", **facts: object) -> Report:
    """Return a report; its docname is its date."""
    day = compiled[:10]
    values = {"title": f"Rapport {day}", "summary": SUMMARY, "publisher": "Staben", "subject": "Läget", **facts}
    return Report.model_validate(
        {"docname": f"reports/{day}", "kind": "report", "compiled": compiled, "wording": "original", **values}
    )


def page(kind: str, docname: str, **facts: object) -> Page:
    """Return a page of any kind, with what the kind demands."""
    demanded: dict[str, dict[str, object]] = {
        "term": {"definition": f"Om {docname}.", "category": "begrepp", "sources": ["alfa"]},
        "strategy": {"summary": SUMMARY, "as_of": "2025-02-14", "question": "Vad?"},
        "slutrapport": {"summary": SUMMARY, "as_of": "2025-02-14", "publisher": "Gruppen", "delivered": "2025-02-20"},
    }
    given = demanded.get(kind, {"summary": SUMMARY})
    values = {"docname": docname, "kind": kind, "title": docname, **given, **facts}
    return PAGE_MODELS[Kind(kind)].model_validate(values)


def event(name: str = "mote", when: str = "2025-11-20", **facts: object) -> Event:
    """Return an event; its precision is that of its date."""
    precision = {10: "day", 7: "month", 4: "year"}[len(when)]
    values = {"title": "Ett möte", "kind": "meeting", "sources": ["alfa"], **facts}
    return Event.model_validate({"id": name, "date": when, "precision": precision, **values})


def library_of(*pages: Page) -> Library:
    """Return a library of the pages, with one source."""
    return Library(pages={page.docname: page for page in pages}, sources={"alfa": SOURCE})


def series(number: int) -> list[Report]:
    """Return that many reports, a day apart, the oldest first."""
    first = date(2025, 1, 1)
    return [report(f"{first + timedelta(days=i)}T08:30") for i in range(number)]

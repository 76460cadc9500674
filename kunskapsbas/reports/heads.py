"""What the model puts on a report's page: its head, its events and its place in the series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..content import Library, Page, Person, Report, Slutrapport
from ..content.extension import append_to_page, insert_after_title, library_of, page_of
from ..content.nodes import NOT_SEARCHED, bullets, cite, container, fields, section
from ..swedish import date_words, iso_week, join_words, moment_words
from .events import event_blocks
from .placing import part_of_series
from .tracking import note_outcomes

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
WORDINGS = {
    "retold": "Återberättad: kunskapsbasen har skrivit om texten. Originalet gäller.",
    "original": "Originalets ord.",
}
Facts = Iterator[tuple[str, Sequence[nodes.Node | str]]]


class ReportHead(SphinxTransform):
    """Put the head block on reports and the slutrapport, and events and series links at the end of a report."""

    default_priority = 430

    def apply(self, **kwargs: Any) -> None:
        """Insert the blocks when the page is a report or the slutrapport."""
        page, library = page_of(self), library_of(self.env)
        if isinstance(page, Report):
            note_outcomes(self.env, page)
            facts = fields(self._report_facts(page, library))
            facts += part_of_series("since", page)
            insert_after_title(self.document, [part_of_series("newer", page), container("kb-header", facts)])
            append_to_page(self.document, [*self._events(page, library), self._series(page)])
        elif isinstance(page, Slutrapport):
            told = fields(self._slutrapport_facts(page, library))
            insert_after_title(self.document, [container("kb-header", told)])

    def _report_facts(self, report: Report, library: Library) -> Facts:
        day = report.compiled.date()
        calendar = f"{moment_words(report.compiled)} ({WEEKDAYS[day.weekday()]} vecka {iso_week(day)})"
        yield "Sammanställd", [calendar]
        yield "Sammanställs av", [report.publisher]
        yield "På uppdrag av", [report.commissioner] if report.commissioner else []
        yield "Skickas till", [join_words(report.audience)] if report.audience else []
        yield "Ämne", [report.subject]
        persons = [person_words(person) for person in report.spokespersons]
        yield "Talespersoner" if len(persons) > 1 else "Talesperson", ["; ".join(persons)] if persons else []
        yield "Läget den", [date_words(day)]
        yield "Ordalydelse", [WORDINGS[report.wording]]
        yield "Källa", cite(self.document, self.env, library, report.sources)

    def _slutrapport_facts(self, page: Slutrapport, library: Library) -> Facts:
        yield "Upprättad av", [page.publisher]
        yield "Överlämnad", [date_words(page.delivered)]
        yield "Läget den", [date_words(page.as_of)]
        yield "Källor", cite(self.document, self.env, library, page.sources)

    def _events(self, page: Page, library: Library) -> list[nodes.Node]:
        if not page.shown_events:
            return []
        events = sorted(page.shown_events, key=lambda event: (event.date.first, event.date.last))
        items = [event_blocks(self.document, self.env, library, event) for event in events]
        return [section(self.document, "datum-i-rapporten", "Datum i rapporten", bullets(items, "kb-timeline"))]

    def _series(self, report: Report) -> nodes.section:
        place = part_of_series("place", report)
        made = section(self.document, "rapportens-plats-i-serien", "Rapportens plats i serien", place)
        made["classes"].append(NOT_SEARCHED)  # it leads to other pages
        return made


def person_words(person: Person) -> str:
    """Return who someone is: "Namn, roll"; only the name where the original gives no role."""
    return f"{person.name}, {person.role}" if person.role else person.name


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the page heads."""
    app.add_transform(ReportHead)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""What the model puts on a report's page: its head, its events and its place in the series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..content import Library, Page, Report, Slutrapport
from ..content.extension import append_to_page, insert_after_title, library_of, note_use, page_of
from ..content.nodes import bullets, cite, container, fields, page_link, paragraph, section
from ..swedish import date_words, iso_week, join_words, moment_words
from .events import event_blocks

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
            note_use(self.env, "reports")
            head = container("kb-header", fields(self._report_facts(page, library)))
            insert_after_title(self.document, [*self._newer(page, library), head])
            append_to_page(self.document, [*self._events(page, library), self._series(page, library)])
        elif isinstance(page, Slutrapport):
            facts = self._slutrapport_facts(page, library)
            insert_after_title(self.document, [container("kb-header", fields(facts))])

    def _report_facts(self, report: Report, library: Library) -> Facts:
        day = report.compiled.date()
        calendar = f"{moment_words(report.compiled)} ({WEEKDAYS[day.weekday()]} vecka {iso_week(day)})"
        yield "Sammanställd", [calendar]
        yield "Sammanställs av", [report.publisher]
        yield "På uppdrag av", [report.commissioner] if report.commissioner else []
        yield "Skickas till", [join_words(report.audience)] if report.audience else []
        yield "Ämne", [report.subject]
        yield "Läget den", [date_words(day)]
        yield "Ordalydelse", [WORDINGS[report.wording]]
        yield "Källa", cite(self.document, self.env, library, report.sources)

    def _slutrapport_facts(self, page: Slutrapport, library: Library) -> Facts:
        yield "Upprättad av", [page.publisher]
        yield "Överlämnad", [date_words(page.delivered)]
        yield "Läget den", [date_words(page.as_of)]
        yield "Källor", cite(self.document, self.env, library, page.sources)

    def _newer(self, report: Report, library: Library) -> list[nodes.Node]:
        newest = library.reports[0]
        if newest is report:
            return []
        link = page_link(self.env.docname, newest.docname, newest.title)
        words = paragraph("Läget kan ha ändrats sedan dess. Nyaste rapporten är ", link, ".")
        return [nodes.note("", words, classes=["kb-newer"])]

    def _events(self, page: Page, library: Library) -> list[nodes.Node]:
        if not page.shown_events:
            return []
        events = sorted(page.shown_events, key=lambda event: (event.date.first, event.date.last))
        items = [event_blocks(self.document, self.env, library, event) for event in events]
        return [section(self.document, "datum-i-rapporten", "Datum i rapporten", bullets(items, "kb-timeline"))]

    def _series(self, report: Report, library: Library) -> nodes.section:
        series = library.reports
        at = next(i for i, other in enumerate(series) if other.docname == report.docname)
        links: list[tuple[str, Sequence[nodes.Node | str]]] = []
        for words, index in (("Föregående rapport", at + 1), ("Nästa rapport", at - 1), ("Nyaste rapporten", 0)):
            if index < 0 or (index == 0 and at == 0):
                links.append((words, ["Det här är den nyaste rapporten i kunskapsbasen."] * (index == 0)))
            elif index >= len(series):
                links.append((words, ["Ingen äldre rapport finns i kunskapsbasen."]))
            else:
                links.append((words, [page_link(self.env.docname, series[index].docname, series[index].title)]))
        links.append(("Hela serien", [page_link(self.env.docname, "reports/index", "Regionala rapporter")]))
        return section(self.document, "rapportens-plats-i-serien", "Rapportens plats i serien", fields(links))


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the page heads."""
    app.add_transform(ReportHead)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

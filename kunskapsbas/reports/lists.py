"""Directives made from the model: the series by year, the newest report, the timeline and the decision path."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..content import Event, Library, Report
from ..content.extension import library_of, note_use
from ..content.nodes import bullets, cite, contents, event_marks, page_link, paragraph, section
from ..swedish import date_words, moment_words
from .events import event_blocks, mark_date

logger = logging.getLogger(__name__)


class ReportList(SphinxDirective):
    """``{report-list}``: the series, newest first, by year. Also the table of contents of the reports."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each year."""
        note_use(self.env, "reports")
        reports = library_of(self.env).reports
        if not reports:
            return [paragraph("Inga rapporter finns ännu i kunskapsbasen.")]
        order = contents(self.env, [report.docname for report in reports])
        years = groupby(reports, lambda report: report.compiled.year)
        return [order, *(self._year(year, list(group)) for year, group in years)]

    def _year(self, year: int, reports: Sequence[Report]) -> nodes.section:
        items = [report_blocks(self, report) for report in reports]
        return section(self.state.document, f"ar-{year}", str(year), bullets(items, "kb-report-list"))


class LatestReport(SphinxDirective):
    """``{latest-report}``: the newest report with its date and summary."""

    def run(self) -> list[nodes.Node]:
        """Return a list with one report."""
        note_use(self.env, "reports")
        reports = library_of(self.env).reports
        return [bullets([report_blocks(self, reports[0])], "kb-report-list")] if reports else []


def report_blocks(directive: SphinxDirective, report: Report) -> list[nodes.Node]:
    """Return the paragraphs that present a report in a list."""
    link = page_link(directive.env.docname, report.docname, report.title)
    head = paragraph(nodes.strong("", "", link))
    facts = paragraph(f"Sammanställd {moment_words(report.compiled)}. Ämne: {report.subject}.", classes=["kb-date"])
    return [head, facts, paragraph(report.summary)]


class Timeline(SphinxDirective):
    """``{timeline}``: every event of the model, what happened apart from what was planned, by year."""

    def run(self) -> list[nodes.Node]:
        """Return the two sections."""
        note_use(self.env, "events")
        library = library_of(self.env)
        happened = [pair for pair in library.events if not pair[0].planned]
        planned = [pair for pair in library.events if pair[0].planned]
        return [
            self._part(library, "det-som-har-hant", "Det som har hänt", happened),
            self._part(library, "det-som-var-planerat", "Det som var planerat", planned),
        ]

    def _part(self, library: Library, anchor: str, title: str, events: Sequence[tuple[Event, str]]) -> nodes.section:
        made = section(self.state.document, anchor, title)
        for year, group in groupby(events, lambda pair: pair[0].date.first.year):
            items = [self._item(library, event, docname) for event, docname in group]
            made += section(self.state.document, f"{anchor}-{year}", str(year), bullets(items, "kb-timeline"))
        return made

    def _item(self, library: Library, event: Event, docname: str) -> list[nodes.Node]:
        page = library.pages[docname]
        home = page_link(self.env.docname, docname, page.title) if docname != self.env.docname else None
        return event_blocks(self.state.document, self.env, library, event, home)


class DecisionPath(SphinxDirective):
    """``{decision-path}``: the steps that the slutrapport's front matter names, each with date and outcome."""

    def run(self) -> list[nodes.Node]:
        """Return the steps as an ordered list."""
        note_use(self.env, "events", "decision_path")
        library = library_of(self.env)
        events = {event.id: event for event, _ in library.events}
        rows = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["kb-decision-path"])
        for step in library.decision_path:
            if step in events:
                rows += nodes.list_item("", *self._step(library, events[step]))
            else:
                message = "Beslutsvägen nämner händelsen %s, som inte finns."
                logger.warning(message, step, type="kb", subtype="meta-fel-varde", location=self.get_location())
        return [rows] if library.decision_path else []

    def _step(self, library: Library, event: Event) -> list[nodes.Node]:
        title = nodes.strong(event.title, event.title)
        facts: list[nodes.Node | str] = []
        if event.planned_as_of:
            facts += [f"Så planerades det den {date_words(event.planned_as_of)}. "]
        if event.outcome:
            facts += [f"{event.outcome} "]
        facts += cite(self.state.document, self.env, library, event.sources)
        return [
            paragraph(title),
            paragraph(mark_date(event), " ", *event_marks(event, library)),
            paragraph(*facts),
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives."""
    app.add_directive("report-list", ReportList)
    app.add_directive("latest-report", LatestReport)
    app.add_directive("timeline", Timeline)
    app.add_directive("decision-path", DecisionPath)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

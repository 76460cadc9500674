"""Directives made from the model: the series by year, and the newest report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..content import Report
from ..content.extension import library_of, note_use
from ..content.nodes import bullets, contents, page_link, paragraph, section
from ..swedish import moment_words
from .filtering import filter_of
from .placing import part_of_series
from .series import Series
from .tracking import note_listed


class ReportList(SphinxDirective):
    """``{report-list}``: the series, newest first, by year. Also the table of contents of the reports.

    Of a long series the newest are shown, with a way to the pages of all years (``yearpages.py``).
    """

    def run(self) -> list[nodes.Node]:
        """Return the form that filters, and a section for each year."""
        note_use(self.env, "reports")
        series = Series(library_of(self.env).reports)
        if not series.reports:
            return [paragraph("Inga rapporter finns ännu i kunskapsbasen.")]
        note_listed(self.env, series.recent)
        made: list[nodes.Node] = [contents(self.env, [report.docname for report in series.reports])]
        if len(series.recent) > 1:
            covers = f"Filtret gäller de {len(series.recent)} nyaste rapporterna." if series.has_year_pages else ""
            made.append(filter_of(series.recent, covers))
        years = groupby(series.recent, lambda report: report.compiled.year)
        made += [self._year(year, list(group)) for year, group in years]
        if series.has_year_pages:
            made.append(section(self.state.document, "ar-for-ar", "Alla rapporter, år för år", part_of_series("years")))
        return made

    def _year(self, year: int, reports: Sequence[Report]) -> nodes.section:
        items = [[*report_blocks(self, report), part_of_series("changes", report)] for report in reports]
        return section(self.state.document, f"ar-{year}", str(year), bullets(items, "kb-report-list"))


class LatestReport(SphinxDirective):
    """``{latest-report}``: the newest report with its date and its summary."""

    def run(self) -> list[nodes.Node]:
        """Return a list with one report."""
        note_use(self.env, "reports")
        reports = library_of(self.env).reports[:1]
        return [bullets([report_blocks(self, report) for report in reports], "kb-report-list")] if reports else []


def report_blocks(directive: SphinxDirective, report: Report) -> list[nodes.Node]:
    """Return the paragraphs that present a report in a list."""
    link = page_link(directive.env.docname, report.docname, report.title)
    head = paragraph(nodes.strong("", "", link))
    facts = paragraph(f"Sammanställd {moment_words(report.compiled)}. Ämne: {report.subject}.", classes=["kb-date"])
    return [head, facts, paragraph(report.summary)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives."""
    app.add_directive("report-list", ReportList)
    app.add_directive("latest-report", LatestReport)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

"""The pages of a long series: each year's reports, in as many parts as keep every page light."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..content import Report
from ..content.browser import search_address
from ..swedish import moment_words
from ..swedish.dates import MONTHS
from .changes import short_words
from .comparing import Known
from .filtering import filter_html
from .madepage import MadePage
from .placing import INDEX
from .series import Series, changes_page, reports_words, year_page, year_parts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEMPLATE = "kb-report-year.html"


def year_pages(app: Sphinx, series: Series, known: Mapping[str, Known]) -> Iterator[MadePage]:
    """Yield the pages of every year, the newest first; none where the page of the series has room for all."""
    if not series.has_year_pages:
        return
    years = list(series.years)
    for at, (year, reports) in enumerate(series.years.items()):
        newer = years[at - 1] if at else None
        older = years[at + 1] if at + 1 < len(years) else None
        parts = year_parts(reports)
        for number, part in enumerate(parts, start=1):
            title = f"Rapporter {year}" + (f", del {number} av {len(parts)}" if len(parts) > 1 else "")
            entries = [_entry(report, known.get(report.docname)) for report in part]
            shown = [entries, len(reports), len(parts), newer, older]
            ways = [(f"Rapporter {other}", year_page(other)) for other in (newer, older) if other is not None]
            tell = partial(_told, app, year, (number, len(parts)), reports_words(len(reports)), part, entries, ways)
            yield MadePage(year_page(year, number), title, INDEX, TEMPLATE, shown, tell)


def _entry(report: Report, known: Known | None) -> dict[str, str]:
    return {
        "name": report.docname,
        "title": report.title,
        "facts": f"Sammanställd {moment_words(report.compiled)}. Ämne: {report.subject}.",
        "summary": report.summary,
        "month": MONTHS[report.compiled.month - 1],
        "news": short_words(known.tally) if known else "",
    }


def _told(
    app: Sphinx, year: int, place: tuple[int, int], count: str, reports: tuple[Report, ...],
    entries: list[dict[str, str]], ways: list[tuple[str, str]],
) -> dict[str, Any]:  # fmt: skip
    number, total = place
    here = year_page(year, number)

    def link(name: str) -> str:
        return str(app.builder.get_relative_uri(here, name))

    months = groupby(entries, lambda entry: entry["month"])
    covers = f"Filtret gäller de {len(reports)} rapporterna på den här sidan."
    search = search_address(app, here)
    return {
        "year": year,
        "count": count,
        "part": number,
        "parts": [(part, link(year_page(year, part))) for part in range(1, total + 1)] if total > 1 else [],
        "filter": filter_html([report.subject for report in reports], covers, search) if len(reports) > 1 else "",
        "months": [(month, [_linked(entry, link) for entry in group]) for month, group in months],
        "ways": [(words, link(name)) for words, name in ways],
        "index": link(INDEX),
    }


def _linked(entry: dict[str, str], link: Callable[[str], str]) -> dict[str, str]:
    changes = link(changes_page(entry["name"])) if entry["news"] else ""
    return {**entry, "link": link(entry["name"]), "changes": changes}

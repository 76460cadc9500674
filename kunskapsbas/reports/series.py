"""The series as a whole: each report's place in it, and on which pages of the site it is listed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from ..content import Report
from ..swedish import count_words

#: So many reports stand on the page of the whole series; when there are more, each year also gets a page of its own.
MOST_ON_INDEX = 40
#: A page of a year has no more entries than this, in number and in bytes: with its frame it is below 200 kB.
MOST_ON_PAGE = 100
MOST_BYTES = 120_000
_ENTRY_BYTES = 700  # the HTML of an entry besides its words


class Place(NamedTuple):
    """A report's place in the series. ``number`` counts from the oldest, 1."""

    number: int
    total: int
    newest: Report
    newer: Report | None
    older: Report | None


class Series:
    """The reports, newest first, and what follows from their order."""

    def __init__(self, reports: Sequence[Report] = ()) -> None:
        self.reports = tuple(reports)

    def __reduce__(self) -> tuple[type[Series], tuple[()]]:
        """Pickle as an empty series: it is made anew in every build, never kept in Sphinx's environment file."""
        return Series, ()

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Docname -> place."""
        every, total = self.reports, len(self.reports)
        return {
            report.docname: Place(
                total - i, total, every[0], every[i - 1] if i else None, every[i + 1] if i + 1 < total else None
            )
            for i, report in enumerate(every)
        }

    def pairs(self) -> Iterator[tuple[Report, Report]]:
        """Give (older, newer) for each report that has one before it, from the oldest on."""
        yield from pairwise(reversed(self.reports))

    @property
    def recent(self) -> tuple[Report, ...]:
        """The reports to show on the page of the whole series."""
        return self.reports[:MOST_ON_INDEX]

    @property
    def has_year_pages(self) -> bool:
        """Whether the series is too long for one page."""
        return len(self.reports) > MOST_ON_INDEX

    @cached_property
    def years(self) -> Mapping[int, tuple[Report, ...]]:
        """Year -> its reports, newest first."""
        return {year: tuple(group) for year, group in groupby(self.reports, lambda report: report.compiled.year)}


def year_parts(reports: Sequence[Report]) -> list[tuple[Report, ...]]:
    """Return a year's reports in as many parts as its pages must have."""
    parts: list[list[Report]] = [[]]
    size = 0
    for report in reports:
        entry = _bytes(report)
        if parts[-1] and (len(parts[-1]) == MOST_ON_PAGE or size + entry > MOST_BYTES):
            parts.append([])
            size = 0
        parts[-1].append(report)
        size += entry
    return [tuple(part) for part in parts if part]


def _bytes(report: Report) -> int:
    """Return about how many bytes an entry takes: its title stands twice, its subject also among those to choose."""
    words = 2 * report.title + 3 * report.subject + report.summary
    return _ENTRY_BYTES + len(escape(words).encode())


def changes_page(docname: str) -> str:
    """Return the name of the page that tells what has changed since the report before."""
    return f"{docname}-andringar"


def year_page(year: int, part: int = 1) -> str:
    """Return the name of the page of a year, or of a further part of it.

    >>> year_page(2025), year_page(2025, 2)
    ('reports/2025', 'reports/2025-2')
    """
    return f"reports/{year:04}" + (f"-{part}" if part > 1 else "")


def reports_words(count: int) -> str:
    """Return a number of reports in words."""
    return count_words(count, "rapport", "rapporter")

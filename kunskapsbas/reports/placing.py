"""What a page shows of the series, put in when the page is written: it changes with every new report.

The pages keep their places for it (``series_part``), and are written again, though not read again, when what belongs
there has become something else than this builder last wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..content import Report
from ..content.browser import writes_site
from ..content.extension import library_of
from ..content.nodes import NOT_SEARCHED, bullets, fields, mark, page_link, paragraph
from ..content.remembering import remember, remembered
from ..swedish import date_words
from .changes import long_words, short_words
from .comparing import FOLDER, Comparisons, Known
from .series import Place, Series, changes_page, reports_words, year_page
from .tracking import notes

MEMORY = "reports"
INDEX = "reports/index"


class series_part(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """Where something of the series comes. Attributes: ``part`` (a method below), ``report`` (a docname, or "")."""


def part_of_series(part: str, report: Report | None = None) -> series_part:
    """Return the place for a part: newer, since, place, changes or years."""
    return series_part(part=part, report=report.docname if report else "")


def series_of(env: BuildEnvironment) -> Series:
    """Return the series of this build, as :func:`refresh` made it."""
    found = getattr(env, "kb_series", None)
    return found if isinstance(found, Series) else Series()


def known_changes(env: BuildEnvironment) -> Mapping[str, Known]:
    """Return docname of a report -> what is known of what has changed since the one before."""
    found: dict[str, Known] = getattr(env, "kb_report_changes", {})
    return found


def comparisons_of(app: Sphinx) -> Comparisons:
    """Return the place where comparisons are made and kept."""
    return Comparisons(Path(app.srcdir), Path(app.doctreedir) / FOLDER, library_of(app.env))


def refresh(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Compare the reports that have changed; name the pages that now show something else of the series."""
    series = Series(library_of(env).reports)
    env.kb_series = series  # type: ignore[attr-defined]
    env.kb_report_changes = comparisons_of(app).refresh(series, known_changes(env))  # type: ignore[attr-defined]
    if not writes_site(app):
        return []
    nothing: dict[str, str] = {}
    before, now = remembered(app, MEMORY, nothing), _shown(env)
    return [name for name, digest in now.items() if before.get(name) != digest and name in env.found_docs]


def _shown(env: BuildEnvironment) -> dict[str, str]:
    """Return a digest of what each page shows of the series."""
    series, known = series_of(env), known_changes(env)
    marks = {name: pair.mark for name, pair in known.items()}
    shown = {
        name: [place.number, place.total, marks.get(name), *map(_named, place[2:])]
        for name, place in series.places.items()
    }
    for name, note in notes(env).items():
        if note.listed:
            shown[name] = [marks.get(report) for report in note.listed]
    return {name: hashlib.sha256(repr(parts).encode()).hexdigest() for name, parts in sorted(shown.items())}


def _named(report: Report | None) -> tuple[str, ...]:
    return (report.docname, report.title, report.compiled.isoformat()) if report else ()


def _remember(app: Sphinx, exception: Exception | None) -> None:
    """Note what was written."""
    if exception is None and writes_site(app):
        remember(app, MEMORY, _shown(app.env))


class FillSeriesParts(SphinxPostTransform):
    """Put in what the places are for; on paper without the links that lead nowhere there."""

    default_priority = 8  # before references are resolved (10)

    def run(self, **kwargs: Any) -> None:
        """Replace every place by its content."""
        for node in list(self.document.findall(series_part)):
            make = getattr(self, f"_{node['part']}")
            node.replace_self(list(make(node["report"])))

    def _newer(self, name: str) -> Iterator[nodes.Node]:
        place = self._find(name)
        if place and place.newer:
            day = date_words(place.newest.compiled.date())
            told = "." if day in place.newest.title else f", som sammanställdes den {day}."
            before = "Det här är en äldre rapport: läget kan ha ändrats. Nyast är "
            words = paragraph(before, self._page(place.newest), told)
            yield nodes.note("", words, classes=["kb-newer", NOT_SEARCHED])

    def _since(self, name: str) -> Iterator[nodes.Node]:
        place, known = self._find(name), known_changes(self.env).get(name)
        if place and place.older and known:
            told = f" är {long_words(known.tally)}."
            link = self._changes_link(name, "Se vad som har ändrats")
            yield from fields([("Ändringar", ["Jämfört med ", self._page(place.older), told, *link])]).children

    def _place(self, name: str) -> Iterator[nodes.Node]:
        place = self._find(name)
        if place is None:
            return
        older, newer = place.older, place.newer
        rows: list[tuple[str, Sequence[nodes.Node | str]]] = [
            ("Föregående rapport", [self._page(older) if older else "Ingen äldre rapport finns i kunskapsbasen."]),
            ("Nästa rapport", [self._page(newer)] if newer else []),
            ("Nyaste rapporten", [self._page(place.newest) if newer else "Det här är den nyaste i kunskapsbasen."]),
        ]
        if INDEX in self.env.found_docs:
            rows.append(("Hela serien", [page_link(self.env.docname, INDEX, "Regionala rapporter")]))
        yield paragraph(f"Rapport {place.number} av {place.total}, räknat från den äldsta.")
        yield fields(rows)

    def _changes(self, name: str) -> Iterator[nodes.Node]:
        known, report = known_changes(self.env).get(name), library_of(self.env).pages.get(name)
        if known and report:
            link = self._changes_link(name, "Se ändringarna", mark(f" i {report.title}", "kb-hidden"))
            yield paragraph(f"{short_words(known.tally)}.", *link, classes=["kb-report-news", NOT_SEARCHED])

    def _years(self, name: str) -> Iterator[nodes.Node]:
        series = series_of(self.env)
        rest = len(series.reports) - len(series.recent)
        if not self._writes_site:
            yield paragraph(f"Därutöver finns {rest} äldre rapporter i kunskapsbasen.")
            return
        yield paragraph(f"Här ovanför står de {len(series.recent)} nyaste rapporterna. Alla finns ordnade efter år:")
        items = []
        for year, reports in series.years.items():
            count = f" ({reports_words(len(reports))})"
            items.append([paragraph(self._made(year_page(year), [nodes.Text(str(year))]), count)])
        yield bullets(items, "kb-report-years")

    def _find(self, name: str) -> Place | None:
        return series_of(self.env).places.get(name)

    def _page(self, report: Report) -> nodes.Node:
        return page_link(self.env.docname, report.docname, report.title)

    def _changes_link(self, name: str, words: str, *more: nodes.Node) -> list[nodes.Node]:
        if not self._writes_site:
            return []
        return [nodes.Text(" "), self._made(changes_page(name), [nodes.Text(words), *more])]

    def _made(self, page: str, words: Sequence[nodes.Node]) -> nodes.reference:
        """Return a link to a page that is made besides the documents."""
        uri = self.env._app.builder.get_relative_uri(self.env.docname, page)
        return nodes.reference("", "", *words, internal=True, refuri=uri)

    @property
    def _writes_site(self) -> bool:
        return writes_site(self.env._app)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the parts to Sphinx."""
    app.add_node(series_part)
    app.add_post_transform(FillSeriesParts)
    app.connect("env-updated", refresh)
    app.connect("build-finished", _remember)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

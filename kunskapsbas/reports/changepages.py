"""The page "Vad har ändrats" of each report that has one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..content import Report
from ..swedish import slug
from .changes import Comparison, PartChanges, Run, counts_words, long_words, points_words
from .comparing import Comparisons, Known
from .madepage import MadePage
from .series import Series, changes_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEMPLATE = "kb-report-changes.html"
# (older, newer) -> what is to be said of the words that are compared
WORDINGS = {
    ("retold", "retold"): "Båda rapporterna är återberättade",
    ("retold", "original"): "Den äldre rapporten är återberättad",
    ("original", "retold"): "Den nyare rapporten är återberättad",
}


def change_pages(
    app: Sphinx, series: Series, known: Mapping[str, Known], comparisons: Comparisons
) -> Iterator[MadePage]:
    """Yield a page for each report that has an older one."""
    for older, newer in series.pairs():
        name, pair = changes_page(newer.docname), known[newer.docname]
        newest = series.places[newer.docname].newer
        after = changes_page(newest.docname) if newest else ""
        before = changes_page(older.docname) if older.docname in known else ""
        title = f"Vad har ändrats: {newer.title} jämfört med {older.title}"
        shown = [pair.mark, older.docname, older.wording, newer.docname, newer.wording, newer.title, before, after]
        tell = partial(_told, app, (older, newer), pair, comparisons, (before, after))
        yield MadePage(name, title, newer.docname, TEMPLATE, shown, tell)


def _told(
    app: Sphinx, pair: tuple[Report, Report], known: Known, comparisons: Comparisons, neighbours: tuple[str, str]
) -> dict[str, Any]:
    older, newer = pair
    here, comparison = changes_page(newer.docname), comparisons.of(older, newer, known)
    old_link, new_link = (app.builder.get_relative_uri(here, report.docname) for report in pair)
    links = [app.builder.get_relative_uri(here, name) if name else "" for name in neighbours]
    return {
        "older": {"title": older.title, "link": old_link},
        "newer": {"title": newer.title, "link": new_link},
        "before": links[0],
        "after": links[1],
        "summary": long_words(comparison.tally),
        "same": _same(comparison.tally.same),
        "wording": WORDINGS.get((older.wording, newer.wording), ""),
        "parts": _parts(comparison),
        "unchanged": [part.heading for part in comparison.parts if not _differs(part)],
    }


def _same(count: int) -> str:
    return f"{points_words(count)} är {'oförändrad' if count == 1 else 'oförändrade'}" if count else ""


def _parts(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the sections that differ for the template, each with an anchor of its own."""
    taken: Counter[str] = Counter()
    made = []
    for part in filter(_differs, comparison.parts):
        anchor = f"avsnitt-{slug(part.heading or part.before)}"
        taken[anchor] += 1
        number = f"-{taken[anchor]}" if taken[anchor] > 1 else ""
        made.append({**_part(part), "anchor": anchor + number})
    return made


def _differs(part: PartChanges) -> bool:
    return part.tally.differs or not part.heading or not part.before


def _part(part: PartChanges) -> dict[str, Any]:
    """Return a section for the template. Its heading is the newer report's, or the older's where that is the last."""
    note = ""
    if not part.heading:
        note = "Avsnittet finns inte längre."
    elif not part.before:
        note = "Avsnittet är nytt."
    elif part.before != part.heading:
        note = f"Avsnittet hette förut ”{part.before}”."
    return {
        "heading": part.heading or part.before,
        "note": note,
        "summary": counts_words(part.tally),
        "new": [point.text for point in part.new],
        "changed": [(_only(change.runs, "gone"), _only(change.runs, "new")) for change in part.changed],
        "gone": [point.text for point in part.gone],
        "moved": [(moved.point.text, moved.before) for moved in part.moved],
    }


def _only(runs: tuple[Run, ...], kind: str) -> list[Run]:
    return [run for run in runs if run.kind in ("same", kind)]

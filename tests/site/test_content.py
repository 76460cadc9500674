"""The repository's own pages keep the rules of the project."""

from __future__ import annotations

from kunskapsbas.content import Kind, Library, SourceClass
from kunskapsbas.swedish import sort_key
from kunskapsbas.writing import check_tree, format_problems
from tests.conftest import ROOT

REPORTS = ("2025-03-06", "2025-11-20", "slutrapport", "tidslinje")
STRATEGY = (
    "modular-strategi", "modul-vs-karnsystem", "fordelar-nackdelar", "beslutsprocess", "handlingsalternativ",
    "teknisk-grund", "forandringsledning", "samordningsgruppen", "stabsmetodik",
)  # fmt: skip
FIXED = (*(f"reports/{name}" for name in REPORTS), *(f"strategy/{name}" for name in STRATEGY))


def test_kb_check_finds_nothing_that_stops_and_little_to_advise() -> None:
    problems = check_tree(ROOT)
    assert not any(problem.stops for problem in problems), format_problems(problems, "text")
    assert len(problems) <= 25, format_problems(problems, "text")


def test_there_are_at_least_a_hundred_pages_and_all_terms(library: Library) -> None:
    assert len(library.pages) >= 100
    assert len(library.terms) >= 87


def test_addresses_that_others_link_to_stay(library: Library) -> None:
    assert [name for name in FIXED if name not in library.pages] == []


def test_terms_sort_as_swedish_sorts(library: Library) -> None:
    titles = [term.title for term in library.terms]
    assert titles == sorted(titles, key=sort_key)
    assert titles.index("Vårdskiftet") > titles.index("VGR")


def test_no_page_or_event_rests_on_weak_sources_alone(library: Library) -> None:
    def weak(keys: tuple[str, ...]) -> bool:
        return bool(keys) and all(library.sources[key].source_class is SourceClass.WEAK for key in keys)

    pages = [page.docname for page in library.pages.values() if weak(page.sources)]
    events = [event.id for event, _ in library.events if weak(event.sources)]
    assert pages + events == []


def test_the_outcome_in_regionfullmaktige_is_not_made_up(library: Library) -> None:
    decision = next(event for event, _ in library.events if event.date.text == "2026-02-17")
    assert decision.planned
    assert decision.outcome is None


def test_retold_reports_say_so_and_stay_in_order(library: Library) -> None:
    assert [report.compiled.date().isoformat() for report in library.reports][:2] == ["2025-11-20", "2025-03-06"]
    assert all(report.wording == "retold" for report in library.reports[:2])


def test_every_kind_of_page_is_in_use(library: Library) -> None:
    assert {page.kind for page in library.pages.values()} == set(Kind)

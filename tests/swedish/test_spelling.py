"""The nearest right spelling."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish import nearest


def test_a_slip_finds_its_word_first() -> None:
    assert nearest("sumary", ["title", "summary", "sources"])[0] == "summary"


def test_dots_and_case_do_not_matter() -> None:
    assert nearest("LAGET", ["Läget", "Mötet"]) == ["Läget"]


def test_what_resembles_nothing_finds_nothing() -> None:
    assert nearest("zzz", ["title", "summary"]) == []
    assert nearest("title", []) == []


def test_no_more_are_given_than_asked_for() -> None:
    assert len(nearest("modul", ["modul", "modulen", "moduler", "modulerna"], most=2)) == 2


@given(st.text(), st.lists(st.text()))
def test_only_candidates_are_given_each_once(word: str, candidates: list[str]) -> None:
    found = nearest(word, candidates)
    assert set(found) <= set(candidates)
    assert len(found) == len(set(found)) <= 3

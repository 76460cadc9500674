"""Stems by ending alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish.folding import fold
from kunskapsbas.swedish.stemming import differ_by_endings, stem

FAMILIES = {
    "modul": "modulen moduler modulerna modulernas moduls",
    "strategi": "strategin strategier strategiernas",
    "vecka": "veckan veckor veckornas",
    "miljö": "miljön miljöer miljöerna miljöns",
    "beslut": "beslutet besluten beslutens",
    "nyckel": "nyckeln nycklar nycklarna",
    "fönster": "fönstret fönstren",
    "program": "programmet programmen",
    "installera": "installerar installerade installerat",
    "funktion": "funktionen funktioner funktionernas",
}
APART = [("vård", "vara"), ("patient", "parti"), ("säker", "säkerhet"), ("lag", "lagring"), ("miljö", "mil")]


@pytest.mark.parametrize("word", FAMILIES)
def test_inflections_share_a_stem(word: str) -> None:
    assert {stem(fold(form)) for form in FAMILIES[word].split()} == {stem(fold(word))}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_do_not(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_a_stem_begins_the_word_and_keeps_three_letters(word: str) -> None:
    found = stem(word)
    assert word.startswith(found)
    assert len(found) >= min(3, len(word))


@pytest.mark.parametrize(("one", "other"), [("modulerna", "modulen"), ("vecka", "veckor"), ("modul", "modul")])
def test_forms_of_a_word_differ_by_endings(one: str, other: str) -> None:
    assert differ_by_endings(one, other)


@pytest.mark.parametrize(("one", "other"), [("skarmlasare", "skarm"), ("anvadare", "anvand"), ("modul", "mord")])
def test_other_words_do_not_differ_by_endings_alone(one: str, other: str) -> None:
    assert not differ_by_endings(one, other)

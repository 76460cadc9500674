"""Words of a text and their folded form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish.folding import fold, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vårdens it-stöd, del 2.", ["vårdens", "it", "stöd", "del", "2"]),
        ("vård_miljö", ["vård", "miljö"]),
        ("Vårdmiljön", ["vårdmiljön"]),  # letters written as two characters
        ("", []),
        ("… – !", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("word", "folded"),
    [("vårdmiljö", "vardmiljo"), ("idé", "ide"), ("plain", "plain"), ("bjørn", "bjorn"), ("straße", "strasse")],
)
def test_marks_over_letters_are_taken_away(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)

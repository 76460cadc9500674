"""Swedish alphabetical order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish import letter, sort_key

IN_ORDER = [
    "3R", "10", "a", "à la carte", "abc", "Abc", "e-tjänst", "EHDS", "modul", "modul B", "modulbas", "modulär strategi",
    "Müller", "tar", "Z", "zon", "Å", "åtgärd", "Ä", "ärta", "ärøn", "Ö", "ö-liv", "övrigt",
]  # fmt: skip


def test_words_sort_as_in_a_swedish_dictionary() -> None:
    words = ["Ö", "z", "Å", "a", "Ä", "övrigt", "ärta", "åtgärd", "zon", "b"]
    assert sorted(words, key=sort_key) == ["a", "b", "z", "zon", "Å", "åtgärd", "Ä", "ärta", "Ö", "övrigt"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("modul", "modulbas"),
        ("modul B", "modulbas"),  # word by word: space before letters
        ("idé", "ideal"),
        ("Müller", "munk"),
        ("e-tjänst", "EU"),  # hyphens are ignored
        ("3R", "arbete"),
        ("Z", "Å"),
        ("Å", "Ä"),
        ("Ä", "Ö"),
        ("ær", "ö"),
        ("z", "ø"),
    ],
)
def test_one_word_stands_before_another(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


def test_the_order_does_not_depend_on_the_order_given() -> None:
    words = IN_ORDER.copy()
    random.Random(1).shuffle(words)
    assert sorted(words, key=sort_key) == sorted(IN_ORDER, key=sort_key)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_and_only_equals_are_alike(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("modul", "M"),
        ("Åtgärd", "Å"),
        ("ärta", "Ä"),
        ("öl", "Ö"),
        ("élan", "E"),
        ("3R", "0–9"),
        ("–", "0–9"),
        ("", "0–9"),
    ],
)
def test_a_text_stands_under_a_letter(text: str, heading: str) -> None:
    assert letter(text) == heading


@given(st.text())
def test_every_text_has_a_letter_and_letters_follow_the_order(text: str) -> None:
    assert letter(text) in {"0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"}


@given(st.lists(st.text(st.sampled_from("abåäöz 1é"), max_size=6).map(str.strip)))
def test_sorted_texts_fall_into_one_group_a_letter(texts: list[str]) -> None:
    letters = [letter(text) for text in sorted(texts, key=sort_key)]
    runs = [name for i, name in enumerate(letters) if i == 0 or letters[i - 1] != name]
    assert len(runs) == len(set(runs))

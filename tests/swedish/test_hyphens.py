"""Soft hyphens: between the parts of a compound, else between syllables, and never near an end."""

from __future__ import annotations

import pytest

from kunskapsbas.swedish.hyphens import SOFT_HYPHEN, hyphenated

WORDS = {
    "samordningsgruppen": "samord|nings|gruppen",
    "undersökningarna": "under|sök|ning|arna",
    "Arbetsuppgifter": "Arbets|upp|gif|ter",
    "patientsäkerhet": "patient|säkerhet",
    "regionen": "regionen",
    "e-hälsomyndigheten": "e-hälsomyndigheten",
    "a" * 50: "a" * 50,
    "x1234567890": "x1234567890",
    "Ett ord, och beslutsunderlaget.": "Ett ord, och besluts|under|laget.",
}


@pytest.mark.parametrize("word", WORDS)
def test_where_a_word_may_be_cut(word: str) -> None:
    assert hyphenated(word).replace(SOFT_HYPHEN, "|") == WORDS[word]


def test_no_piece_is_shorter_than_three_letters() -> None:
    text = "informationssäkerhetsklassificeringarna implementeringsorganisationen tillgänglighetsredogörelsen"
    made = hyphenated(text)
    assert made.replace(SOFT_HYPHEN, "") == text
    assert min(len(piece) for word in made.split() for piece in word.split(SOFT_HYPHEN)) == 3

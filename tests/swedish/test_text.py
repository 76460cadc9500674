"""Addresses and small typographic helpers."""

from __future__ import annotations

import re
import unicodedata

import pytest
from docutils.nodes import make_id
from hypothesis import example, given
from hypothesis import strategies as st

from kunskapsbas.swedish import is_nfc, join_words, size_words, slug

SWEDISH = st.text(st.sampled_from("abcxyzåäöéüæøßÅÄÖ -–—.,!?&%()/_0123456789'”\t\n"), max_size=40)


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("Läget den 6 mars", "laget-den-6-mars"),
        ("Ångström, Ärta & Öl", "angstrom-arta-ol"),
        ("2025 års plan", "ars-plan"),
        ("Vad är 3R?", "vad-ar-3r"),
        ("A – B", "a-b"),
        ("Idé, Müller, Ærø, Łódź", "ide-muller-aero-lodz"),
        ("  två  ord ", "tva-ord"),
        ("2025", "avsnitt"),
        ("", "avsnitt"),
        ("–", "avsnitt"),
    ],
)
def test_a_heading_becomes_an_address(heading: str, address: str) -> None:
    assert slug(heading) == address


@given(st.text() | SWEDISH)
def test_an_address_has_only_plain_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug(text))


@given(st.text() | SWEDISH)
@example("İx")
@example("ßđł")
@example("a\x00b")
def test_an_address_is_the_id_that_docutils_gives_the_section(text: str) -> None:
    made = make_id(text)
    assert slug(text) == made or (not made and slug(text) == "avsnitt")


@given(SWEDISH)
def test_an_address_is_the_same_however_the_letters_are_stored(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


@given(st.text() | SWEDISH)
def test_an_address_is_its_own_address(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_letters_stored_as_two_characters_are_told_apart() -> None:
    assert is_nfc("läget")
    assert not is_nfc(unicodedata.normalize("NFD", "läget"))
    assert is_nfc("")


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_words_are_listed_as_in_swedish(words: list[str], text: str) -> None:
    assert join_words(words) == text
    assert join_words(words, "eller") == text.replace("och", "eller")


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (76_960, "77 kB"), (999_400, "999 kB"), (1_440_000, "1,4 MB")]
)
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert size_words(size) == words

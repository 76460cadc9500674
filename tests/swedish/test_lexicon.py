"""Which forms of a text are the same word."""

from __future__ import annotations

from collections import Counter

import pytest

from kunskapsbas.swedish.dictionary import load_dictionary
from kunskapsbas.swedish.lexicon import Lexicon

TEXT = """modul modulen modulerna fil filer filen data dator datorn datorer process processen processor processorer
    skriva skriver skrev skrivare skrivaren skrivarna böcker bok vård vården värd värden värdet värde
    vårdinformationsmiljö vårdinformationsmiljön millennium millenniums fhir plats platsen""".split()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_dictionary(), Counter(TEXT))


@pytest.mark.parametrize(
    "forms",
    [
        "modul modulen modulerna",
        "fil filer filen",
        "dator datorn datorer",
        "process processen",
        "processor processorer",
        "skriva skriver skrev",
        "skrivare skrivaren skrivarna",
        "bok böcker",
        "vård vården",
        "vårdinformationsmiljö vårdinformationsmiljön",
        "millennium millenniums",
        "plats platsen",
    ],
)
def test_forms_of_a_word_are_one_word(lexicon: Lexicon, forms: str) -> None:
    assert len({lexicon.word(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms", ["data dator", "process processor", "skriva skrivare", "vård värd", "vården värden", "fil fhir"]
)
def test_different_words_stay_apart(lexicon: Lexicon, forms: str) -> None:
    assert len({lexicon.word(form) for form in forms.split()}) == 2


def test_a_compound_holds_its_parts_alone_and_together(lexicon: Lexicon) -> None:
    parts = lexicon.parts("vårdinformationsmiljön")
    assert set(parts) == {"vård", "information", "miljö", "vårdinformation", "informationsmiljö"}
    assert lexicon.parts("modulerna") == ()


def test_a_form_that_the_text_lacks_has_a_word_too(lexicon: Lexicon) -> None:
    assert lexicon.word("modulernas") == "modul"
    assert lexicon.word("kravlfnask") == "kravlfnask"

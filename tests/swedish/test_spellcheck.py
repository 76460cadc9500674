"""Which words are spelt right, what is proposed instead, and which are two words that should be one."""

from __future__ import annotations

import pytest

from kunskapsbas.swedish.sentences import sentences
from kunskapsbas.swedish.spellcheck import Speller
from kunskapsbas.swedish.split_words import SplitWords

OWN = ("openEHR", "Millennium", "VGRfokus", "vårdinformationsmiljö", "Herlev og Gentofte")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(OWN)


@pytest.fixture(scope="module")
def split_words(speller: Speller) -> SplitWords:
    return SplitWords(speller.knows, {"slutrapport", "kärnsystem", "kärnsystemet", "vårdinformationsmiljö"})


@pytest.mark.parametrize(
    "word",
    """modulerna kärnsystemet sjuksköterskor Regionfullmäktige vårdinformationsmiljö vårdinformationsmiljös openEHR
    openehr openEHR:s VGR VGR:s EHDS-förordningen FVM-programmet hälso- mödra- sjuk- it-stöd Millenniumprogrammet
    breddinförande pilotdriftsättning gentofte och i""".split(),
)
def test_right_words_are_known(speller: Speller, word: str) -> None:
    assert speller.knows(word)


@pytest.mark.parametrize(
    "word",
    """upphandlngen samordningsgrupen regionfulmäktige sjuksöterska pasienter beslutsprocesen vårdinformationsmilö
    vårdinformativmiljö leverantörna journalsytem införandt hälso vregion qwerty""".split(),
)
def test_slips_are_not(speller: Speller, word: str) -> None:
    assert not speller.knows(word)


def test_what_is_too_long_to_be_a_word_is_left_alone(speller: Speller) -> None:
    assert speller.knows("x" * 500)


def test_words_in_use_are_proposed_first(speller: Speller) -> None:
    assert speller.suggestions("samordningsgrupen", ["samordningsgruppen", "rapporten"]) == ["samordningsgruppen"]
    assert "upphandlingen" in speller.suggestions("upphandlngen", [])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("en slut rapport kom", "slutrapport"),
        ("Kärn systemet är valt", "Kärnsystemet"),
        ("patient säkerhet först", "patientsäkerhet"),
        ("läkar besök i dag", "läkarbesök"),
        ("hälso data sparas", "hälsodata"),
        ("sjuk sköterskan kom", "sjuksköterskan"),
        ("utbildnings insatser behövs", "utbildningsinsatser"),
        ("ett press meddelande kom", "pressmeddelande"),
        ("på vård central", "vårdcentral"),
        ("en Vård informations miljö behövs", "Vårdinformationsmiljö"),
    ],
)
def test_a_compound_in_two_words_is_found(split_words: SplitWords, text: str, whole: str) -> None:
    assert [found.whole for part in sentences(text) for found in split_words.find(text, part)] == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "en organisations mål", "antal patienter ökar", "stora system", "modulär strategi", "fem års erfarenhet",
        "två äldre beslut", "vilken dag överenskommelsen slöts", "Södra Älvsborgs sjukhus", "sex händelser",
        "en sjuk sköterska", "små barn och stor stad", "ett stort system vårdens delar", "hälso- och sjukvård",
        "en kopp kaffe", "patient, säkerhet", "patient. Säkerhet", "det är hög tid", "sida vid sida",
        "en vård, informations miljö", "                   nu",
    ],
)  # fmt: skip
def test_two_words_that_are_two_words_are_left_alone(split_words: SplitWords, text: str) -> None:
    assert [found for part in sentences(text) for found in split_words.find(text, part)] == []

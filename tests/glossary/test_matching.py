"""Terms are found in whatever form they stand, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from kunskapsbas.content import load_library
from kunskapsbas.glossary.forms import Entry
from kunskapsbas.glossary.matching import Match, Matcher
from tests.conftest import ROOT
from tests.glossary.pairs import read_pairs, score

PAIRS = read_pairs()


@pytest.fixture(scope="module")
def titles() -> list[str]:
    library, _ = load_library(ROOT)
    return [term.title for term in library.terms]


@pytest.fixture(scope="module")
def judged(titles: list[str]) -> Matcher:
    """Knows nothing but titles: those of this glossary, and many others."""
    return Matcher.of(Entry(title) for title in dict.fromkeys([*titles, *(pair.term for pair in PAIRS)]))


def test_there_are_enough_sentences_and_a_third_of_them_are_false_friends() -> None:
    one = [pair for pair in PAIRS if pair.kind == "one"]
    many = [pair for pair in PAIRS if pair.kind == "many"]
    assert len(one) >= 250
    assert len(many) >= 45
    for pairs in (one, many):
        assert sum(not pair.is_term for pair in pairs) >= 0.3 * len(pairs)


def test_terms_of_one_word_are_found_with_precision_99_and_recall_97_per_cent(judged: Matcher) -> None:
    result = score(judged, [pair for pair in PAIRS if pair.kind == "one"])
    assert result.precision >= 0.99, result.wrong
    assert result.recall >= 0.97, result.missed


def test_terms_of_several_words_are_found_with_at_most_one_miss_and_one_false(judged: Matcher) -> None:
    result = score(judged, [pair for pair in PAIRS if pair.kind == "many"])
    assert len(result.missed) <= 1, result.missed
    assert len(result.wrong) <= 1, result.wrong


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    names = """Modul, Modulär strategi, Stab, IT, MDR, Oracle, Oracle Health, Oracle Health Millennium, Kärnsystem,
    Risk- och konsekvensanalys, openEHR, SÄS, Covid-19, 3R, KPMG:s granskning, Plan, E-hälsa, It-stöd,
    Vårdinformationssystem (VIS), Region Västra Götaland, Demonstration av Millennium, Millennium, Läge, Bild i text,
    Text och ljud, Mål"""
    return Matcher.of(Entry(" ".join(name.split())) for name in names.split(","))


def found(matcher: Matcher, text: str) -> list[str]:
    return [match.form for match in matcher.matches(text)]


def test_a_match_tells_the_form_as_it_stands_the_title_and_where(matcher: Matcher) -> None:
    text = "Den modulära strategins moduler."
    assert matcher.matches(text) == [
        Match("modulära strategins", "Modulär strategi", 4, 23),
        Match("moduler", "Modul", 24, 31),
    ]
    assert text[4:23] == "modulära strategins"


@pytest.mark.parametrize(
    "text",
    [
        "modulära strategin",
        "modulära\nstrategin",
        "modulära\u00a0strategin",
        "modulära \t\n  strategin",
        "Modulära strategin",
        "MODULÄRA STRATEGIN",
        "mo\u00addulära stra\u00adtegin",
        unicodedata.normalize("NFD", "modulära strategin"),
    ],
)
def test_white_space_soft_hyphens_marks_and_capitals_may_differ(matcher: Matcher, text: str) -> None:
    assert found(matcher, f"Den {text}, ja.") == [text]


@pytest.mark.parametrize("text", ["modulära\n\nstrategin", "modulära, strategin", "modulära. Strategin", "modulärt"])
def test_a_form_is_not_put_together_over_a_sign_or_an_empty_line(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://exempel.se/modul/stab?plan=modul",
        "www.exempel.se/modul",
        "modul@exempel.se",
        "modul.py",
        "a/b/modul",
        "/modul",
        "C:\\modul\\stab",
        "modul_test",
        "#modul",
        "plan=modul",
        "modul-1",
        "modul1",
        "MDR-2017",
        "modulhus",
        "modul- och planval",
        "plan- och stabsarbete",
        "e-modulerna",
        "pilot-moduler",
        "modul-tänket",
        "mOdul",
        "it",
        "3 mdr",
        "vis",
        "OpenEHR",
        "oracle",
        "millennium",
        "Oracle-Millennium",
        "region västra götaland",
    ],
)
def test_addresses_codes_compounds_and_other_words_are_no_match(matcher: Matcher, text: str) -> None:
    assert found(matcher, f"Se {text} här.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Millennium-införandet",
        "IT-avdelningen",
        "Oracle Health-avtalet",
        "Millennium\u2011införandet",
        "3R-samarbetet",
        "VIS-projektet",
        "openEHR-plattformen",
        "SÄS:s",
        "ORACLE",
        "covid-19",
        "e-hälsan",
        "it-stödet",
        "IT-stödet",
        "risk- och konsekvensanalyserna",
        "KPMG:s granskningar",
        "Region Västra Götalands",
    ],
)
def test_names_abbreviations_and_compounds_that_they_begin(matcher: Matcher, text: str) -> None:
    assert found(matcher, f"Se {text} här.") == [text]


def test_one_stroke_parts_two_words(matcher: Matcher) -> None:
    assert found(matcher, "En modul/plan, (kärnsystem/moduler).") == ["modul", "plan", "kärnsystem", "moduler"]


def test_the_longest_match_is_kept_then_the_first(matcher: Matcher) -> None:
    assert found(matcher, "Oracle Health Millennium") == ["Oracle Health Millennium"]
    assert found(matcher, "bild i text och ljud") == ["text och ljud"]
    assert found(matcher, "Demonstrationen av Millennium och Oracle") == ["Demonstrationen av Millennium", "Oracle"]


def test_a_short_word_in_capitals_is_an_abbreviation_unless_all_is_capitals(matcher: Matcher) -> None:
    assert found(matcher, "Enligt MÅL är det så.") == []
    assert found(matcher, "MÅL I VÄST") == ["MÅL"]
    assert found(matcher, "MÅL") == ["MÅL"]


def test_quotes_and_brackets_do_not_hide_a_term(matcher: Matcher) -> None:
    assert found(matcher, "(modul) ”modul” 'modul' *modul* _modul_ modul: modul… modul—modul") == ["modul"] * 9


def test_no_terms_and_no_text_give_no_match() -> None:
    assert Matcher.of([]).matches("modul") == []
    assert Matcher.of([Entry("Modul"), Entry("#"), Entry("C#")]).matches("") == []
    assert Matcher.of([Entry("C#")]).matches("Avsnitt C handlar om det.") == []


def test_this_glossary_matches_every_title_and_hand_written_form() -> None:
    library, _ = load_library(ROOT)
    matcher = Matcher.from_library(library)
    for term in library.terms:
        for form in (term.title.partition(" (")[0], *term.inflections, *term.link_forms):
            assert [(match.form, match.term) for match in matcher.matches(f"så {form} så")] == [(form, term.title)]


@pytest.mark.parametrize("piece", ["Modul-", "modul ", "modul/", "modulära ", "a:", "'", "\u00ad", "a"])
def test_a_long_text_of_one_piece_is_read_to_its_end(matcher: Matcher, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for match in matcher.matches(text):
        assert text[match.start : match.end] == match.form

"""The dictionary, and how compounds are split with it."""

from __future__ import annotations

from importlib import metadata

import pytest

from kunskapsbas.swedish import dictionary
from kunskapsbas.swedish.compounds import Splitter
from kunskapsbas.swedish.dictionary import DictionaryError, load_dictionary

SPLIT = {
    "vårdinformationsmiljön": "vård informations miljön",
    "samordningsgruppen": "samordnings gruppen",
    "slutrapport": "slut rapport",
    "kärnsystem": "kärn system",
    "patientdatalagen": "patient data lagen",
    "handlingsalternativen": "handlings alternativen",
    "säkerhetskopia": "säkerhets kopia",
    "lösenordsbyte": "lösenords byte",
    "presstöd": "press stöd",
    "hälsovård": "hälso vård",
}
WHOLE = ["internet", "program", "regionen", "användare", "modulerna", "inställningar", "abc", "", "2025"]


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return Splitter(load_dictionary())


@pytest.mark.parametrize("word", SPLIT)
def test_a_compound_is_split_at_its_joints(splitter: Splitter, word: str) -> None:
    assert " ".join(word[part.start : part.end] for part in splitter.parts(word)) == SPLIT[word]


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_is_none_stays_whole(splitter: Splitter, word: str) -> None:
    assert len(splitter.parts(word)) == 1


def test_parts_know_the_word_they_are_a_form_of(splitter: Splitter) -> None:
    assert [part.lemma for part in splitter.parts("vårdinformationsmiljön")] == ["vård", "information", "miljö"]


def test_a_word_of_hundreds_of_letters_takes_no_time(splitter: Splitter) -> None:
    assert len(splitter.parts("vård" * 200)) == 1


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("modulerna", "modul"), ("strategin", "strategi"), ("upphandlades", "upphandla"), ("nycklar", "nyckel")],
)
def test_the_dictionary_knows_the_word_of_a_form(form: str, lemma: str) -> None:
    assert load_dictionary().lemmas(form)[0][0] == lemma


def test_a_word_nobody_knows_has_no_lemma() -> None:
    assert load_dictionary().lemmas("kravlfnask") == ()


def test_without_the_package_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(dictionary.metadata, "files", missing)
    with pytest.raises(DictionaryError, match="hunspell-sv"):
        load_dictionary()

"""Which forms a term has, and who owns a form that two terms have."""

from __future__ import annotations

import pytest

from kunskapsbas.content.model import Term
from kunskapsbas.glossary.forms import Clash, Entry, Form, Origin, clashes, glossary_forms
from kunskapsbas.glossary.matching import Matcher


def texts(*entries: Entry) -> set[str]:
    return {form.text for form in glossary_forms(entries)}


def test_a_term_has_the_forms_of_its_title_of_its_link_forms_and_those_written_by_hand() -> None:
    found = texts(Entry("Driftstart", inflections=("driftstartandet",), link_forms=("driftsättning",)))
    assert {"driftstart", "driftstarten", "driftstartandet", "driftsättning", "driftsättningens"} <= found


def test_forms_that_are_refused_are_none_but_what_is_written_by_hand_stays() -> None:
    entry = Entry("Stab", inflections=("staberna",), refused=frozenset({"staber", "staberna", "stab"}))
    found = texts(entry)
    assert "staber" not in found
    assert {"stab", "staberna", "staben"} <= found


def test_a_hyphenated_compound_can_be_refused_too() -> None:
    matcher = Matcher.of([Entry("FVM", refused=frozenset({"fvm-frågan"}))])
    assert [match.form for match in matcher.matches("FVM-frågan och FVM-frågor")] == ["FVM-frågor"]


def test_a_page_of_the_library_keeps_its_search_words_deprecated_and_refused_forms_unlinked() -> None:
    term = Term.model_validate(
        {
            "docname": "glossary/koncernkontoret",
            "kind": "term",
            "title": "Koncernkontoret",
            "definition": "Kontoret.",
            "category": "organisation",
            "search_synonyms": ["koncernkontor"],
            "deprecated": [{"form": "koncernkontors", "reason": "Fel."}],
            "not_linked": ["Koncernkontoren"],
            "sources": ["a"],
        }
    )
    found = texts(Entry.of(term))
    assert {"koncernkontoret", "koncernkontorets"} <= found
    assert found.isdisjoint({"koncernkontor", "koncernkontors", "koncernkontoren"})
    assert Matcher.of([Entry.of(term)]).matches("Koncernkontorets")[0].key == "glossary/koncernkontoret"


@pytest.mark.parametrize(
    ("category", "lower"), [("kanal", False), ("egennamn", False), ("begrepp", True), ("organ", True)]
)
def test_the_category_tells_whether_a_title_is_a_name(category: str, lower: bool) -> None:
    term = Term.model_validate(
        {"kind": "term", "title": "Insidan", "definition": "En.", "category": category, "sources": ["a"]}
    )
    matcher = Matcher.of([Entry.of(term)])
    assert bool(matcher.matches("på insidan")) is lower
    assert matcher.matches("på Insidan")


def test_a_word_that_the_glossary_writes_with_a_capital_inside_its_sentences_is_a_name() -> None:
    alone, together = Entry("Millennium"), Entry("Demonstration av Millennium")
    assert Matcher.of([alone]).matches("ett millennium")
    assert not Matcher.of([alone, together]).matches("ett millennium")
    assert not Matcher.of([Entry("Millennium", text="Systemet Millennium.")]).matches("ett millennium")
    assert Matcher.of([alone, together, Entry("Slut på millennium")]).matches("ett millennium")
    assert Matcher.of([Entry("Samordningsgruppen"), Entry("Möte i Samordningsgruppen")]).matches("samordningsgruppen")


def test_where_titles_begin_with_small_letters_a_capital_tells_a_name() -> None:
    entries = [Entry("modul"), Entry("kärnsystem"), Entry("Millennium")]
    assert [match.form for match in Matcher.of(entries).matches("Moduler i ett millennium, Millenniums")] == [
        "Moduler",
        "Millenniums",
    ]


@pytest.mark.parametrize(
    ("entries", "form", "owner"),
    [
        ([Entry("Paus"), Entry("Pausen")], "pausen", "Pausen"),
        ([Entry("Nationellt register (NR)"), Entry("NR")], "NR", "NR"),
        ([Entry("Nationellt register (NR)"), Entry("NR")], "NR:er", "NR"),
        ([Entry("Alfa", link_forms=("modulen",)), Entry("Modul")], "modulen", "Alfa"),
        ([Entry("Alfa", link_forms=("modul",)), Entry("Modul")], "modulen", "Modul"),
        ([Entry("Beta", inflections=("modulen",)), Entry("Alfa", link_forms=("modulen",))], "modulen", "Beta"),
        ([Entry("Modul", "b"), Entry("Modul", "a")], "modulen", "Modul"),
    ],
)
def test_who_named_a_form_owns_it(entries: list[Entry], form: str, owner: str) -> None:
    for order in (entries, entries[::-1]):
        found = Matcher.of(order).matches(form)
        assert [(match.form, match.term) for match in found] == [(form, owner)]
        assert found[0].key in ("", "a")


def test_clashes_tell_both_terms_and_where_each_form_comes_from() -> None:
    forms = glossary_forms([Entry("Paus", "a"), Entry("Pausen", "b"), Entry("Stab", "c")])
    assert list(clashes(forms)) == [
        Clash(Form("pausen", "Pausen", "b", Origin.TITLE, True), Form("pausen", "Paus", "a", Origin.OF_TITLE)),
        Clash(Form("pausens", "Paus", "a", Origin.OF_TITLE), Form("pausens", "Pausen", "b", Origin.OF_TITLE)),
    ]
    assert [origin.label for origin in Origin][:2] == ["titeln", "förkortningen i titeln"]


def test_an_abbreviation_and_a_word_with_the_same_letters_do_not_clash() -> None:
    forms = glossary_forms([Entry("VIS"), Entry("Vis")])
    assert [clash for clash in clashes(forms) if clash.owner.text == "VIS"] == []


def test_the_order_of_the_terms_does_not_matter() -> None:
    entries = [Entry(title) for title in ("Modul", "Paus", "Pausen", "FVM", "Etisk stress", "Öga", "Ål")]
    assert glossary_forms(entries) == glossary_forms(entries[::-1])

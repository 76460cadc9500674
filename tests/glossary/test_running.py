"""Sentences and quotations in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.glossary.running import quoted, sentence


def around(text: str, words: str) -> tuple[str, str, str]:
    start = text.index(words)
    return sentence(text, start, start + len(words))


def test_a_sentence_begins_and_ends_where_its_neighbours_do() -> None:
    text = "Först kom en paus. Sedan valdes moduler i stället. Efteråt hände inget mer."
    assert around(text, "moduler") == ("Sedan valdes ", "moduler", " i stället.")


@pytest.mark.parametrize("text", ["Den 3 nov. 2025 kl. 08.30 kom en modul.", "T.ex. bl.a. en modul.", "En modul"])
def test_points_within_a_sentence_do_not_end_it(text: str) -> None:
    assert "".join(around(text, "modul")) == text


def test_white_space_is_single_and_what_is_left_out_leaves_no_gap() -> None:
    assert "".join(around("En\n  modul  är bra .", "modul")) == "En modul är bra."


def test_a_long_sentence_is_cut_at_words_around_the_term() -> None:
    before, words, after = around("ord " * 100 + "modul " + "ord " * 100, "modul")
    assert words == "modul"
    assert before.startswith("…ord ")
    assert after.endswith(" ord…")
    assert len(before + words + after) <= 250


@given(st.text(alphabet="ab. \nÅ!?”", max_size=600), st.data())
def test_the_words_of_the_place_are_never_lost(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, words, after = sentence(text, start, end)
    assert "".join(words.split()) == "".join(text[start:end].split())
    assert len(before) + len(after) <= max(240 - (end - start), 40) + 2


def test_words_between_quotation_marks_are_found() -> None:
    text = "Han sa ”en modul” och »två moduler» men inte moduler."
    assert [text[start:end] for start, end in quoted(text)] == ["”en modul”", "»två moduler»"]


def test_a_quotation_goes_over_a_line_but_not_over_paragraphs() -> None:
    text = "Han sa ”en\nmodul” och ”aldrig.\n\nEn modul” till."
    assert [text[start:end] for start, end in quoted(text)] == ["”en\nmodul”"]

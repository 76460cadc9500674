"""Plain text: lines, lists by indent, links, and lines that a mail program has broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Code
from kunskapsbas.importing.document import Document, words_of
from kunskapsbas.importing.plain import read_text
from tests.importing.originals import MARCH


def read(text: str) -> Document:
    return read_text(text, "rapport.txt")


def shape(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read(text).blocks]


def levels(text: str) -> list[int]:
    return [block.level for block in read(text).blocks if block.kind == "item"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n - b\n- c", [1, 2, 1]),
        ("- a\n  - b\n   - c\n    - d\n- e", [1, 2, 2, 2, 1]),
        ("- a\n  - b\n    - c\n  - d", [1, 2, 3, 2]),
        ("- a\n    - b\n        - c\n- d", [1, 2, 3, 1]),
        ("- a\n\t- b\n- c", [1, 2, 1]),
        ("  - a\n  - b\n    - c", [1, 1, 2]),
        ("• a\n– b\n* c\n\uf0b7 d", [1, 1, 1, 1]),
        ("1. a\n2) b", [1, 1]),
        ("• a\no\tb", [1, 1]),
    ],
    ids=[
        "one blank",
        "two to four blanks",
        "three levels",
        "by four",
        "by tab",
        "all indented",
        "dots",
        "numbers",
        "o",
    ],
)
def test_the_level_of_an_item_comes_from_its_indent(text: str, expected: list[int]) -> None:
    assert levels(text) == expected


def test_an_empty_line_in_a_list_is_remembered() -> None:
    gaps = [block.gap for block in read("- a:\n\n- b\n- c").blocks]
    assert gaps == [False, True, False]


def test_an_indented_item_with_none_above_is_an_orphan_only_where_others_have_no_indent() -> None:
    assert [block.orphan for block in read("Rad\n\n - a\n- b").blocks] == [False, True, False]
    assert levels("Rad\n\n - a\n- b") == [1, 1]
    assert not any(block.orphan for block in read("Rad\n\n - a\n - b").blocks)


def test_a_line_that_a_program_broke_goes_on_and_one_that_the_writer_broke_does_not() -> None:
    long = "Det här är en lång rad som ett e-postprogram har brutit mitt i en\nmening utan att fråga."
    assert shape(long) == [("paragraph", 1, long.replace("\n", " "))]
    assert len(shape("Anna Exempel, direktör\nBo Prov, chef")) == 2
    assert shape("- en punkt\n  som fortsätter") == [("item", 1, "en punkt som fortsätter")]


def test_a_heading_right_after_text_is_not_taken_as_its_next_line() -> None:
    text = "- Det här är en ganska lång punkt som fyller hela raden till slutet\nKommunikativ lägesbild\n- punkt"
    assert [kind for kind, _, _ in shape(text)] == ["item", "paragraph", "item"]


def test_links_keep_their_words_and_a_stand_in_is_no_address() -> None:
    text = "- 3/3: [Besök](#)\n- [Sida](https://exempel.se/a_(b))\n- [Tom]( )"
    runs = [[(run.text, run.href) for run in block.runs] for block in read(text).blocks]
    assert runs == [[("3/3: ", None), ("Besök", "")], [("Sida", "https://exempel.se/a_(b)")], [("Tom", "")]]


@pytest.mark.parametrize("line", ["- [Besök(#)", "- [Besök](#", "- Besök](#) mer [x", "- [Besök] (#)"])
def test_a_broken_link_is_told_with_its_line_and_kept_as_text(line: str) -> None:
    document = read(f"Rad\n\n{line}")
    assert [(p.code, p.line) for p in document.problems] == [(Code.BROKEN_LINK, 3)]
    assert "Besök" in document.blocks[-1].text


def test_dashes_between_words_are_no_items_and_rules_are_no_text() -> None:
    assert shape("hälso- och sjukvård\n\n-----\n\nEtt - två") == [
        ("paragraph", 1, "hälso- och sjukvård"),
        ("paragraph", 1, "Ett - två"),
    ]


def test_blocks_know_their_lines() -> None:
    blocks = read(MARCH).blocks
    lines = MARCH.split("\n")
    assert all(block.text.split()[0].lstrip("[") in lines[block.line - 1] for block in blocks)


ANY = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("\n\n- \t[](#)1.•å"))


@given(ANY)
def test_no_text_breaks_it_and_no_word_is_lost(text: str) -> None:
    document = read(text)
    words = [word for block in document.blocks for word in words_of(block.text)]
    assert words == list(document.words)

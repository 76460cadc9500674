"""What goes into a document, and in which order."""

from __future__ import annotations

import pytest

from kunskapsbas.handout.document import (
    Imprint,
    Part,
    Publication,
    lost_places,
    opening,
    page_address,
    parse_date,
    preamble,
    split_language,
    tree_parts,
)


def test_a_book_follows_the_table_of_contents() -> None:
    children = {"index": ["a", "b"], "a": ["a/1", "a/2"], "a/1": ["a/1/x"], "b": ["a"]}
    assert tree_parts("index", children, 1) == (
        Part("index", 1),
        Part("a", 1),
        Part("a/1", 2),
        Part("a/1/x", 3),
        Part("a/2", 2),
        Part("b", 1),
    )


def test_a_circle_of_pages_ends() -> None:
    assert tree_parts("index", {"index": ["a"], "a": ["index", "a"]}, 1) == (Part("index", 1), Part("a", 1))


def test_a_section_has_its_own_title_and_its_pages_below() -> None:
    children = {"index": ["a"], "a": ["a/1"], "a/1": ["a/1/x"]}
    assert tree_parts("a", children, 0) == (Part("a", 0), Part("a/1", 1), Part("a/1/x", 2))


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("", ""),
        ("https://exempel.se", "https://exempel.se/del/sida.html"),
        ("https://exempel.se/bas/", "https://exempel.se/bas/del/sida.html"),
    ],
)
def test_addresses_of_pages(base: str, address: str) -> None:
    assert page_address(base, "del/sida", ".html") == address


@pytest.mark.parametrize(
    ("language", "parts"),
    [("sv", ("sv", "SE")), ("pt_BR", ("pt", "BR")), ("en", ("en", "")), (None, ("en", ""))],
)
def test_languages(language: str | None, parts: tuple[str, str]) -> None:
    assert split_language(language) == parts


def test_dates() -> None:
    assert parse_date("") is None
    assert str(parse_date("2025-11-20")) == "2025-11-20"
    with pytest.raises(ValueError, match="2025"):
        parse_date("20/11 2025")


def test_links_to_places_without_anchor_lead_to_their_page() -> None:
    assert lost_places({"a#x", "a#y", "b#"}, {"a#y"}) == {"a": ["a#x"]}


def test_a_title_cannot_break_out_of_the_preamble() -> None:
    publication = Publication("bok", "book", 'T"]#panic()', (Part("index", 1),))
    head = preamble(publication, Imprint(language="sv"))
    assert 'title: "T\\"]#panic()"' in head
    assert head.endswith(")\n")
    assert "date: (2000, 1, 1, )" in head


def test_the_opening_of_a_page_holds_its_anchor() -> None:
    assert '#anchor("a#")#anchor("a#x")' in opening("book", Part("a", 1), 10, ["a#x"])


def test_contents_of_large_books_name_pages_only() -> None:
    parts = tuple(Part(str(number), 1) for number in range(9))
    assert not Publication("bok", "book", "T", parts).lists_sections
    assert Publication("bok", "book", "T", parts[:8]).lists_sections

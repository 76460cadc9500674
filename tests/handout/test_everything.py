"""A whole project: the book and the handouts are valid, with the right titles, bookmarks and links."""

from __future__ import annotations

import pytest

from tests.handout import pdfcheck
from tests.handout.support import Built

PAGES = ["index", "about", "pages/section", "pages/short", "constructs/index"]


def test_the_book_is_valid(book: Built) -> None:
    pdf = book.pdf("prov-pa-utskrift")
    assert pdfcheck.standard_faults(pdf) == []
    assert pdfcheck.link_faults(pdf) == []


@pytest.mark.parametrize("name", PAGES)
def test_each_handout_is_valid(handouts: Built, name: str) -> None:
    assert pdfcheck.standard_faults(handouts.pdf(name)) == []
    assert pdfcheck.link_faults(handouts.pdf(name)) == []


def test_only_the_constructs_that_should_give_warnings(book: Built, handouts: Built) -> None:
    for built in (book, handouts):
        assert [line for line in built.warnings.splitlines() if "/constructs/" not in line] == []


def test_title_and_language(book: Built, handouts: Built) -> None:
    assert pdfcheck.title(book.pdf("prov-pa-utskrift")) == "Prov på utskrift"
    assert pdfcheck.title(handouts.pdf("pages/short")) == "Kort sida"
    assert pdfcheck.language(book.pdf("prov-pa-utskrift")) == "sv-SE"


def test_bookmarks_follow_the_pages(book: Built) -> None:
    marks = pdfcheck.outline(book.pdf("prov-pa-utskrift"))
    assert marks[:4] == [(0, "Provets startsida"), (1, "Kort"), (0, "En avdelning"), (1, "Kort sida")]
    assert marks[-2:] == [(1, "Källor"), (0, "Länkar")]


def test_a_hidden_toctree_gives_nothing_and_a_visible_one_a_list(book: Built) -> None:
    source = book.source("prov-pa-utskrift")
    assert source.count('#goto("pages/short#")[Kort sida]') == 1


def test_links_out_of_a_handout_are_plain_text_without_an_address(handouts: Built) -> None:
    source = handouts.source("pages/short")
    assert "utanför" in source
    assert "#goto(" not in source
    assert "#web(" not in source

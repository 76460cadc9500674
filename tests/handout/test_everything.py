"""Every construct: valid PDF, the right tags, the right words."""

from __future__ import annotations

import pytest

from tests.handout import pdfcheck
from tests.handout.support import Built

PAGES = ["index", "about", "pages/section", "pages/everything", "pages/short"]


def test_the_book_is_valid(book: Built) -> None:
    pdf = book.pdf("prov-pa-utskrift")
    assert book.warnings == ""
    assert pdfcheck.standard_faults(pdf) == []
    assert pdfcheck.link_faults(pdf) == []


@pytest.mark.parametrize("name", PAGES)
def test_each_handout_is_valid(handouts: Built, name: str) -> None:
    assert pdfcheck.standard_faults(handouts.pdf(name)) == []
    assert pdfcheck.link_faults(handouts.pdf(name)) == []


def test_title_and_language(book: Built, handouts: Built) -> None:
    assert pdfcheck.title(book.pdf("prov-pa-utskrift")) == "Prov på utskrift"
    assert pdfcheck.title(handouts.pdf("pages/everything")) == "Alla konstruktioner"
    assert pdfcheck.language(book.pdf("prov-pa-utskrift")) == "sv-SE"


def test_bookmarks_follow_the_pages(book: Built) -> None:
    marks = pdfcheck.outline(book.pdf("prov-pa-utskrift"))
    assert marks[:5] == [
        (0, "Provets startsida"),
        (1, "Kort"),
        (0, "En avdelning"),
        (1, "Alla konstruktioner"),
        (2, "Listor"),
    ]
    assert marks[-1] == (1, "Källor")


def test_tables_have_column_and_row_headers(handouts: Built) -> None:
    tags = pdfcheck.tags(handouts.pdf("pages/everything"))
    assert tags.count("Table") == 5
    assert tags.count("TH/Row") == 4
    assert "TH/Column" in tags
    assert {"L", "LI", "Lbl", "LBody", "Note", "Figure", "Caption", "Formula", "Code"} <= set(tags)


def test_images_and_formulas_have_alternatives(handouts: Built) -> None:
    found = pdfcheck.alternatives(handouts.pdf("pages/everything"))
    assert {"En figur", "Blå ruta", "Orange ruta", "liten", "länkad bild"} <= set(found)


def test_what_is_for_the_screen_only_is_left_out(handouts: Built) -> None:
    source = handouts.source("pages/short")
    assert "Sökfält som inte ska synas" not in source
    assert "bara html" not in handouts.source("pages/everything")


def test_text_that_is_typst_code_is_escaped(handouts: Built) -> None:
    assert r"\#panic\(" in handouts.source("index")


def test_a_hidden_toctree_gives_nothing_and_a_visible_one_a_list(book: Built) -> None:
    source = book.source("prov-pa-utskrift")
    assert source.count('#goto("pages/short#")[Kort sida]') == 1


def test_links_out_of_a_handout_are_plain_text_without_an_address(handouts: Built) -> None:
    source = handouts.source("pages/short")
    assert "utanför" in source
    assert "#goto(" not in source
    assert "#web(" not in source

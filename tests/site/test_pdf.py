"""The PDF files of the repository's own content: valid by law's standards, and every link leads somewhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.content import Library
from tests.conftest import ROOT
from tests.handout import pdfcheck

SECTIONS = ("reports/index", "strategy/index", "glossary/index", "about/om")


def handouts(site: Path) -> list[Path]:
    return sorted((site / "_pdf").rglob("*.pdf"))


def test_the_book_is_valid_ua1_and_2a(book: Path) -> None:
    assert pdfcheck.standard_faults(book) == []


def test_every_link_of_the_book_leads_somewhere(book: Path) -> None:
    assert pdfcheck.link_faults(book) == []


def test_the_book_is_in_swedish_and_has_every_page_in_its_outline(book: Path, library: Library) -> None:
    assert pdfcheck.language(book).lower().startswith("sv")
    titles = {title for _, title in pdfcheck.outline(book)}
    assert {page.title for page in library.pages.values()} <= titles


def test_table_cells_of_the_book_have_row_and_column_headers(book: Path) -> None:
    tags = pdfcheck.tags(book)
    assert "TH/Column" in tags
    assert "TH/Row" in tags


def test_every_handout_is_valid_and_its_links_lead_somewhere(site: Path, book: Path) -> None:
    """The book is among them, byte for byte: the first test has validated it."""
    others = [path for path in handouts(site) if path.read_bytes() != book.read_bytes()]
    assert len(others) == len(handouts(site)) - 1
    with ThreadPoolExecutor(2) as threads:  # the validator lets go of Python's lock
        assert [fault for faults in threads.map(pdfcheck.standard_faults, others) for fault in faults] == []
    assert [fault for path in handouts(site) for fault in pdfcheck.link_faults(path)] == []


def test_every_page_has_a_handout_with_its_title(site: Path, library: Library) -> None:
    home = site / "_pdf"
    titles = {path.relative_to(home).with_suffix("").as_posix(): pdfcheck.title(path) for path in handouts(site)}
    pages = {name: page.title for name, page in library.pages.items()}
    named = {f"urval/{key}": handout.title for key, handout in library.handouts.items()}
    whole = {f"avsnitt/{name.replace('/index', '').replace('/', '-')}": pages[name] for name in SECTIONS}
    assert titles == pages | named | whole | {"kunskapsbas": "Kunskapsbas vårdinformationsmiljö"}


def test_a_handout_of_more_than_four_sheets_has_a_table_of_contents(site: Path) -> None:
    found = set()
    for path in sorted((site / "_pdf" / "strategy").glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            long = len(pdf.pages) > 4
        assert ("TOC" in pdfcheck.tags(path)) == long, path.name
        found.add(long)
    assert found == {True, False}


def test_a_term_that_is_a_link_by_itself_is_explained_on_the_last_pages(site: Path) -> None:
    source = (ROOT / "reports" / "2025-03-06.md").read_text(encoding="utf-8")
    assert "{term}`Vårdskiftet" not in source
    text = pdfcheck.text(site / "_pdf" / "reports" / "2025-03-06.pdf")
    assert "Vårdskiftet" in text.rpartition("Ordförklaringar")[2]


def test_the_summary_of_the_strategy_fits_two_sheets_of_paper(site: Path) -> None:
    for name in ("urval/modular-strategi-i-korthet", "strategy/i-korthet"):
        with pikepdf.open(site / "_pdf" / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == 2


@pytest.mark.parametrize("name", [*SECTIONS, "index", "strategy/kostnader"])
def test_a_page_leads_to_its_pdf_and_a_section_to_that_of_all_its_pages(site: Path, name: str) -> None:
    page = LexborHTMLParser((site / f"{name}.html").read_text(encoding="utf-8"))
    links = [(link.attributes.get("href") or "").rpartition("_pdf/")[2] for link in page.css("a.kb-pdf")]
    whole = {"index": ["kunskapsbas.pdf"], "strategy/kostnader": []}
    section = f"avsnitt/{name.replace('/index', '').replace('/', '-')}.pdf"
    assert links == [*whole.get(name, [section]), f"{name}.pdf"]


def test_the_list_of_handouts_leads_to_every_file_with_its_true_size(site: Path) -> None:
    page = LexborHTMLParser((site / "about" / "utskrifter.html").read_text(encoding="utf-8"))
    listed = {}
    for item in page.css(".kb-handouts li"):
        link = item.css_first("a[href]")
        assert link is not None
        listed[(link.attributes.get("href") or "").removeprefix("../_pdf/")] = item.text()
    assert set(listed) == {path.relative_to(site / "_pdf").as_posix() for path in handouts(site)}
    for name, text in listed.items():
        path = site / "_pdf" / name
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        assert (f"{pages} sidor" if pages > 1 else "1 sida") in text
        size = path.stat().st_size
        assert (f"{round(size / 1000)} kB" if size < 999_500 else f"{size / 1e6:.1f} MB".replace(".", ",")) in text
        assert "Läget den " in text or "Utgåva den " in text

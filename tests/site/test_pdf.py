"""The PDF files of the repository's own content: valid by law's standards, and every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

from kunskapsbas.content import Library
from tests.handout import pdfcheck


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


def test_every_handout_is_valid_and_its_links_lead_somewhere(site: Path) -> None:
    assert [fault for path in handouts(site) for fault in pdfcheck.standard_faults(path)] == []
    assert [fault for path in handouts(site) for fault in pdfcheck.link_faults(path)] == []


def test_every_handout_has_its_pages_title(site: Path, library: Library) -> None:
    home = site / "_pdf"
    titles = {path.relative_to(home).with_suffix("").as_posix(): pdfcheck.title(path) for path in handouts(site)}
    assert titles == {name: page.title for name, page in library.pages.items()}

"""How pages fall: what belongs together stays together, long tables break, wide tables turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handout import pdfcheck
from tests.handout.support import EVERYTHING, Built, build, write_project

FILLED = range(20, 32)  # numbers of lines that end near the foot of a page
_COLUMNS = "".join(f"| Lång kolumnrubrik{number} " for number in range(9)) + "|"
_RULE = "|---" * 9 + "|"
_WIDE = f"{_COLUMNS}\n{_RULE}\n" + ("| x " * 9 + "|\n") * 3

END = """## Rubrik

Leder till listan:

- Första punkten.
- Andra punkten.
"""
FIGURE = """Leder till bilden.

```{figure} bild.svg
:alt: En bild
:width: 8cm

Bildtexten
```
"""
PAGES = {
    "index": "# Start\n\nText.\n",
    "bred": f"# Bred\n\nFöre.\n\n## Med tabell\n\nLeder in.\n\n{_WIDE}\nEfter.\n",
    "ruta": f"# Ruta\n\n:::{{note}}\n{_WIDE}:::\n",
    "smal": "# Smal\n\n## Med tabell\n\n| A | B |\n|---|---|\n| x | y |\n",
    "lang": "# Lång\n\n| Nummer | Händelse |\n|---|---|\n" + "".join(f"| {row} | x |\n" for row in range(90)),
    "huvud": "# Huvud\n\n| [Startsidan](index.md) | Händelse |\n|---|---|\n"
    + "".join(f"| {row} | x |\n" for row in range(90)),
    "rader": "# Rader\n\n| Nummer | Händelse |\n|---|---|\n"
    + "".join(f"| {row} | Början{row}. {'Mitten. ' * 22} Slutet{row}. |\n" for row in range(40)),
    "ord": "# Ord\n\n:::{note}\n" + "| a " * 6 + "|\n" + "|---" * 6 + "|\n"
    + "| Informationssäkerhetsklassificeringarna " * 6 + "|\n:::\n",
    **{f"slut-{lines}": "# Slut\n\n" + "En rad text.\n\n" * lines + END for lines in FILLED},
    **{f"bild-{lines}": "# Bild\n\n" + "En rad text.\n\n" * lines + FIGURE for lines in FILLED},
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the handouts of all these pages."""
    folder = tmp_path_factory.mktemp("typografi")
    conf = 'myst_enable_extensions = ["colon_fence"]\nsuppress_warnings = ["toc.not_included"]\n'
    source = write_project(folder / "källa", {f"{name}.md": text for name, text in PAGES.items()}, conf)
    (source / "bild.svg").write_bytes((EVERYTHING / "images" / "figure.svg").read_bytes())
    built = build(source, folder / "ut", "handoutpdf")
    assert built.warnings == ""
    return built


def page_of(path: Path, words: str) -> int:
    """Give the number of the first page that holds the words, whatever spaces the file has."""
    found = ["".join(text.split()) for text in pdfcheck.sheets(path)]
    return next(number for number, text in enumerate(found) if "".join(words.split()) in text)


def test_a_wide_table_turns_with_what_leads_in_to_it(sheets: Built) -> None:
    pdf = sheets.pdf("bred")
    assert pdfcheck.sizes(pdf) == [(595, 841), (841, 595), (595, 841)]
    assert [page_of(pdf, words) for words in ("Före.", "Med tabell", "Leder in.", "kolumnrubrik8", "Efter.")] == [
        0, 1, 1, 1, 2,
    ]  # fmt: skip
    assert pdfcheck.standard_faults(pdf) == []


@pytest.mark.parametrize("name", ["ruta", "smal"])
def test_other_tables_do_not(sheets: Built, name: str) -> None:
    assert pdfcheck.sizes(sheets.pdf(name)) == [(595, 841)]


@pytest.mark.parametrize(("name", "first"), [("lang", "Nummer"), ("huvud", "Startsidan")])
def test_a_long_table_has_its_header_on_each_page(sheets: Built, name: str, first: str) -> None:
    texts = pdfcheck.sheets(sheets.pdf(name))
    assert len(texts) > 1
    assert all(first in text and "Händelse" in text for text in texts)


def test_a_low_row_is_not_broken(sheets: Built) -> None:
    pdf = sheets.pdf("rader")
    assert len(pdfcheck.sheets(pdf)) > 1
    assert [page_of(pdf, f"Början{row}.") for row in range(40)] == [page_of(pdf, f"Slutet{row}.") for row in range(40)]


def test_long_words_are_parted_where_they_are_put_together(sheets: Built) -> None:
    source = sheets.source("ord")
    assert "Infor\u00admations\u00adsäker\u00adhets\u00adklas" in source
    assert "Informationssäkerhetsklassificeringarna" in "".join(pdfcheck.text(sheets.pdf("ord")).split())


@pytest.mark.parametrize("lines", FILLED)
def test_headings_and_leads_stay_with_what_follows(sheets: Built, lines: int) -> None:
    pdf = sheets.pdf(f"slut-{lines}")
    assert page_of(pdf, "Rubrik") == page_of(pdf, "Leder till") == page_of(pdf, "Första punkten.")


@pytest.mark.parametrize("lines", FILLED)
def test_a_figure_stays_with_its_caption_and_its_lead(sheets: Built, lines: int) -> None:
    pdf = sheets.pdf(f"bild-{lines}")
    places = [page_of(pdf, words) for words in ("Leder till bilden.", "Modul åäö", "Bildtexten")]
    assert places == [places[0]] * 3

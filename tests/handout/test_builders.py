"""The builders: settings, warnings, repairs, reproducible and incremental output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handout import pdfcheck
from tests.handout.support import build, write_project

TINY = {
    "index.md": "# Start\n\nText.\n\n```{toctree}\nannan\n```\n",
    "annan.md": "# Annan\n\nSe [start](index.md).\n",
}

THEME = """#let face = (text: (), code: ())
#let page-start(..x) = none
#let anchor(name) = [#metadata(name)<kb-place>]
#let handout(title: "", date: (), ..x, body) = {
  set document(title: title, date: datetime(year: 2000, month: 1, day: 1))
  body
}
"""

STRANGE = """
from docutils import nodes
class strange(nodes.General, nodes.Element): pass
def change(app, doctree, docname):
    paragraph = next(iter(doctree.findall(nodes.paragraph)))
    paragraph.replace_self(strange("", paragraph.deepcopy()))
def setup(app): app.connect("doctree-resolved", change)
"""


def test_same_sources_same_bytes(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY)
    one, two = (build(source, tmp_path / name, "bookpdf").pdf("prov") for name in ("ett", "två"))
    assert one.read_bytes() == two.read_bytes()


def test_an_unchanged_page_is_not_typeset_again(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY)
    first = build(source, tmp_path / "ut", "handoutpdf")
    before = {name: first.pdf(name).stat().st_mtime_ns for name in ("index", "annan")}
    (source / "annan.md").write_text("# Annan\n\nNy text.\n", encoding="utf-8")
    build(source, tmp_path / "ut", "handoutpdf")
    after = {name: first.pdf(name).stat().st_mtime_ns for name in ("index", "annan")}
    assert after["index"] == before["index"]
    assert after["annan"] > before["annan"]


def test_the_handout_of_a_removed_page_goes_and_of_one_not_chosen_stays(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", {**TINY, "bort.md": "---\norphan: true\n---\n\n# Bort\n"})
    made = build(source, tmp_path / "ut", "handoutpdf")
    assert made.pdf("bort").exists()
    (source / "bort.md").unlink()
    build(source, tmp_path / "ut", "handoutpdf", "-D", "handout_pages=index")
    assert not made.pdf("bort").exists()
    assert made.pdf("annan").exists()


def test_the_words_of_the_theme_follow_the_language(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY, 'language = "en"\n')
    made = build(source, tmp_path / "ut", "bookpdf")
    assert made.warnings == ""
    assert pdfcheck.language(made.pdf("prov")) == "en"
    assert pdfcheck.standard_faults(made.pdf("prov")) == []


def test_a_removed_pdf_is_made_again(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY)
    made = build(source, tmp_path / "ut", "bookpdf").pdf("prov")
    made.unlink()
    build(source, tmp_path / "ut", "bookpdf")
    assert made.exists()


def test_chosen_pages_and_an_unknown_one(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY)
    made = build(source, tmp_path / "ut", "handoutpdf", "-D", "handout_pages=annan,saknas")
    assert [path.stem for path in made.out.glob("*.pdf")] == ["annan"]
    assert "sidan 'saknas' finns inte" in made.warnings


def test_name_title_and_date_of_the_book(tmp_path: Path) -> None:
    conf = 'handout_book_name = "boken"\nhandout_book_title = "Min bok"\nhandout_date = "2025-11-20"\n'
    made = build(write_project(tmp_path / "a", TINY, conf), tmp_path / "ut", "bookpdf")
    assert pdfcheck.title(made.pdf("boken")) == "Min bok"
    assert 'shown-date: "20 november 2025"' in made.source("boken")


def test_a_wrong_date_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = build(write_project(tmp_path / "a", TINY, 'handout_date = "i går"\n'), tmp_path / "ut", "bookpdf")
    assert made.code != 0
    assert not made.pdf("prov").exists()


def test_links_to_pages_outside_go_to_the_site(tmp_path: Path) -> None:
    conf = 'html_baseurl = "https://exempel.se/bas"\n'
    made = build(write_project(tmp_path / "a", TINY, conf), tmp_path / "ut", "handoutpdf")
    in_text, in_list = pdfcheck.links(made.pdf("annan"))
    assert in_text == in_list == "https://exempel.se/bas/index.html"


def test_a_skipped_heading_level_is_told_and_repaired(tmp_path: Path) -> None:
    page = "# Start\n\n:::{note}\n#### För djup\n\nText.\n:::\n"
    conf = 'myst_enable_extensions = ["colon_fence"]\n'
    made = build(write_project(tmp_path / "a", {"index.md": page}, conf), tmp_path / "ut", "bookpdf")
    assert "index.md:4: WARNING: Rubriken hoppar över en nivå" in made.warnings
    assert pdfcheck.standard_faults(made.pdf("prov")) == []


def test_a_missing_alternative_text_is_told_and_repaired(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", {"index.md": "# Start\n\n![](bild.svg)\n"})
    (source / "bild.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    made = build(source, tmp_path / "ut", "handoutpdf")
    assert "index.md:3: WARNING: Bilden bild.svg saknar alternativtext" in made.warnings
    assert pdfcheck.standard_faults(made.pdf("index")) == []
    assert pdfcheck.alternatives(made.pdf("index")) == ["Bild: bild.svg"]


def test_a_broken_image_gives_its_words_and_a_warning(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", {"index.md": "# Start\n\n![Kartan](bild.png)\n"})
    (source / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\nnej")
    made = build(source, tmp_path / "ut", "handoutpdf")
    assert "index.md:3: WARNING: Bilden bild.png kan inte användas" in made.warnings
    assert "Kartan" in made.source("index")
    assert pdfcheck.standard_faults(made.pdf("index")) == []


def test_a_sign_without_glyph_is_named(tmp_path: Path) -> None:
    page = "# Start\n\nHej 漢 och ａ.\n"
    made = build(write_project(tmp_path / "a", {"index.md": page}), tmp_path / "ut", "handoutpdf")
    assert "index.md:3: WARNING: Tecknet 漢 (U+6F22)" in made.warnings
    assert r"Hej \[cjk unified ideograph\-6f22\] och a\." in made.source("index")


def test_an_unknown_node_keeps_its_text(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", {"index.md": "# Start\n\nOkänd text.\n"}, STRANGE)
    made = build(source, tmp_path / "ut", "bookpdf")
    assert "index.md:3: WARNING: Noden <strange> har ingen form i PDF" in made.warnings
    assert "Okänd text" in made.source("prov")


def test_links_in_headings_and_in_repeated_table_heads(tmp_path: Path) -> None:
    rows = "".join(f"| {number} | x |\n" for number in range(80))
    page = f"# Start med [länk](index.md)\n\nText[^a].\n\n[^a]: Not.\n\n| [A](index.md) | B |\n|---|---|\n{rows}"
    made = build(write_project(tmp_path / "a", {"index.md": page}), tmp_path / "ut", "bookpdf")
    assert made.warnings == ""
    assert pdfcheck.standard_faults(made.pdf("prov")) == []


def test_pages_without_title_or_text(tmp_path: Path) -> None:
    files = {"index.md": "# Start\n", "tom.md": "", "text.md": "Bara text.\n"}
    made = build(write_project(tmp_path / "a", files), tmp_path / "ut", "handoutpdf")
    assert [pdfcheck.standard_faults(made.pdf(name)) for name in ("tom", "text")] == [[], []]


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    source = write_project(
        tmp_path / "a", {"index.md": "# Start\n\nText.\n", "tema.typ": THEME}, 'handout_theme = "tema.typ"\n'
    )
    made = build(source, tmp_path / "ut", "handoutpdf")
    assert made.warnings == ""
    assert made.pdf("index").exists()


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    source = write_project(tmp_path / "a", TINY)
    (tmp_path / "ut" / "index.pdf").mkdir(parents=True)
    made = build(source, tmp_path / "ut", "handoutpdf")
    assert "index.pdf kunde inte skrivas" in made.warnings
    assert made.pdf("annan").exists()

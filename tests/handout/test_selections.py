"""What the handouts of a knowledge base hold: pages, whole sections, named packages, and their last pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.content.project import CONF, SOURCES
from tests.content.small import make, write
from tests.handout import pdfcheck
from tests.handout.support import EVERYTHING, Built, build

SETTINGS = 'extensions += ["kunskapsbas.sources", "kunskapsbas.handout"]\nbibtex_cite_id = "kalla-{key}"\n'
SETTINGS += 'bibtex_default_style = "svenska"\nbibtex_reference_style = "svenska"\nrelease = "1.2"\n'
SETTINGS += 'handout_date = "2025-03-01"\n'
NAMED = """[paket]
title = "Paketet"
audience = "alla"
pages = ["strategy/fraga", "reports/2025-02-14"]
"""
LISTS = '---\nkind: about\ntitle: "Utskrifter"\nsummary: "{}"\n---\n\nHär är de.\n\n{}'
GROUPS = "".join(f"```{{handout-list}} {group}\n```\n\n" for group in ("named", "whole", "strategy/index"))


def project(root: Path, more: str = "") -> Path:
    """Write the small base with a register of handouts and a page that lists them."""
    make(root)
    write(root, "conf.py", CONF + SETTINGS + more)
    write(root, "handouts.toml", NAMED)
    write(root, "about/bild.png", (EVERYTHING / "images" / "blue.png").read_bytes())
    write(root, "about/kallor.md", SOURCES.format("Källorna, med utgivare och dag, som sidorna hänvisar till."))
    write(
        root,
        "about/utskrifter.md",
        LISTS.format("Alla utskrifter, med antal sidor, storlek och den dag de gäller.", GROUPS),
    )
    return root


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("bas") / "källa")


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(source, tmp_path_factory.mktemp("utskrifter") / "ut", "handoutpdf")


def titles(built: Built, name: str) -> list[str]:
    return [title for _, title in pdfcheck.outline(built.pdf(name))]


def sections(built: Built, name: str) -> dict[str, str]:
    """Give the Typst source of each of the last pages' sections by its title."""
    _, _, last = built.source(name).partition("#back-matter(")
    parts = re.split(r"#heading\(level: 1\)\[(.*?)\]", last)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_page_section_and_package_has_a_valid_handout(made: Built) -> None:
    files = sorted(path.relative_to(made.out).as_posix() for path in made.out.rglob("*.pdf"))
    assert made.warnings == ""
    assert {"avsnitt/glossary.pdf", "avsnitt/reports.pdf", "avsnitt/strategy.pdf", "urval/paket.pdf"} <= set(files)
    assert {"index.pdf", "strategy/index.pdf", "glossary/modul.pdf"} <= set(files)
    assert [fault for name in files for fault in pdfcheck.standard_faults(made.out / name)] == []
    assert [fault for name in files for fault in pdfcheck.link_faults(made.out / name)] == []


def test_a_section_holds_its_pages_in_order(made: Built) -> None:
    assert pdfcheck.title(made.pdf("avsnitt/reports")) == "Rapporter"
    found = [title for title in titles(made, "avsnitt/reports") if title.startswith(("Rapport ", "Slut", "Tids"))]
    assert found == ["Rapport 14 februari 2025", "Rapport 10 januari 2025", "Slutrapporten", "Tidslinje"]


def test_a_package_has_its_own_title_reader_and_order(made: Built) -> None:
    assert pdfcheck.title(made.pdf("urval/paket")) == "Paketet"
    assert 'audience: "alla"' in made.source("urval/paket")
    assert titles(made, "urval/paket")[:2] == ["En fråga", "Rapport 14 februari 2025"]


def test_the_head_tells_kind_day_and_version(made: Built) -> None:
    head = made.source("strategy/fraga").split("\n")[1]
    assert 'label: "Strategi"' in head
    assert 'as-of: ("14 februari 2025", )' in head
    assert 'version: "1.2"' in head
    assert 'shown-date: "1 mars 2025"' in head


def test_a_package_of_different_days_tells_the_first_and_the_last(source: Path, tmp_path: Path) -> None:
    pages = "handout_selection=reports/2025-01-10,strategy/fraga"
    both = build(source, tmp_path / "ut", "handoutpdf", "-D", pages, "-D", "handout_title=Två")
    assert 'as-of: ("10 januari 2025", "14 februari 2025", )' in both.source("selection")
    assert pdfcheck.title(both.pdf("selection")) == "Två"
    assert titles(both, "selection")[0] == "Rapport 10 januari 2025"
    assert [path.name for path in both.out.glob("*.pdf")] == ["selection.pdf"]


def test_a_selection_may_hold_whole_sections(source: Path, tmp_path: Path) -> None:
    chosen = "handout_selection=about/om,reports/index/,reports/tidslinje"
    made = build(source, tmp_path / "ut", "handoutpdf", "-D", chosen)
    found = [title for level, title in pdfcheck.outline(made.pdf("selection")) if level == 0]
    assert [title for title in found if title.startswith(("Om ", "Rapport", "Slut", "Tids"))] == [
        "Om sidorna", "Rapporter", "Rapport 14 februari 2025", "Rapport 10 januari 2025", "Slutrapporten", "Tidslinje",
    ]  # fmt: skip
    alone = build(source, tmp_path / "en", "handoutpdf", "-D", "handout_selection=reports/index/")
    assert pdfcheck.title(alone.pdf("selection")) == "Rapporter"


def test_terms_of_the_text_are_explained_and_their_sources_listed(made: Built) -> None:
    last = sections(made, "strategy/fraga")
    assert list(last) == ["Ordförklaringar", "Källor"]
    assert "En avgränsad del" in last["Ordförklaringar"]
    assert "Flera delar tillsammans" in last["Ordförklaringar"]
    assert "Första källan" in last["Källor"]
    assert "Andra källan" in last["Källor"]


def test_only_what_is_used_is_told(made: Built) -> None:
    last = sections(made, "reports/2025-02-14")
    assert "Ordförklaringar" not in last
    assert "Andra källan" in last["Källor"]
    assert "Första källan" not in last["Källor"]


def test_what_the_handout_holds_itself_is_not_told_again(made: Built) -> None:
    assert "Ordförklaringar" not in sections(made, "avsnitt/glossary")
    assert '#explained("glossary/modul#")' in made.source("avsnitt/glossary")


def test_a_list_of_links_uses_no_terms(made: Built) -> None:
    """The A-Ö page and a term's relations lead to terms; they would all be explained once more."""
    assert "Ordförklaringar" not in sections(made, "glossary/index")


def test_addresses_outside_are_printed(made: Built) -> None:
    assert "Startsidan" in sections(made, "about/om")["Länkar"]
    assert "https://example.org/start" in pdfcheck.links(made.pdf("about/om"))


def test_a_page_outside_is_named_in_words_once(source: Path, tmp_path: Path) -> None:
    text = (source / "index.md").read_text(encoding="utf-8")
    again = project(tmp_path / "bas")
    write(
        again,
        "index.md",
        text.replace("Läs [om sidorna]", "Läs [mer](about/om.md), [mer än så](about/om.md) och [om sidorna]"),
    )
    only = build(again, tmp_path / "ut", "handoutpdf", "-D", "handout_pages=index")
    assert only.source("index").count("#elsewhere()[Om sidorna]") == 1


def test_with_an_address_pages_outside_are_linked_and_listed(tmp_path: Path) -> None:
    again = project(tmp_path / "bas", 'html_baseurl = "https://bas.exempel/"\n')
    only = build(again, tmp_path / "ut", "handoutpdf", "-D", "handout_pages=index")
    assert "https://bas.exempel/about/om.html" in pdfcheck.links(only.pdf("index"))
    assert "Om sidorna" in sections(only, "index")["Länkar"]
    assert "#elsewhere" not in only.source("index")
    assert 'address: "https://bas.exempel/index.html"' in only.source("index")


def test_one_handout_reads_its_own_pages_only(source: Path, tmp_path: Path) -> None:
    """Nothing but the page's own doctree is there to be read."""
    first = build(
        source, tmp_path / "ut", "handoutpdf", "-d", str(tmp_path / "d"), "-D", "handout_pages=strategy/fraga"
    )
    before = first.pdf("strategy/fraga").read_bytes()
    for path in (tmp_path / "d").rglob("*.doctree"):
        if path.stem != "fraga":
            path.write_bytes(b"not to be read")
    first.pdf("strategy/fraga").unlink()
    second = build(
        source, tmp_path / "ut", "handoutpdf", "-d", str(tmp_path / "d"), "-D", "handout_pages=strategy/fraga"
    )
    assert second.warnings == ""
    assert second.pdf("strategy/fraga").read_bytes() == before


# The list of handouts


def listed(source: Path, out: Path, *options: str) -> str:
    html = build(source, out, "html", *options)
    assert html.warnings == ""
    return (html.out / "about" / "utskrifter.html").read_text(encoding="utf-8")


def test_the_list_tells_pages_size_and_day_and_leads_to_the_files(source: Path, made: Built, tmp_path: Path) -> None:
    told = made.out / ".handout" / "handoutpdf.json"
    facts = json.loads(told.read_text(encoding="utf-8"))["urval/paket"]
    page = listed(source, tmp_path / "ut", "-D", f"handout_made={told}")
    size = f"{round(facts['size'] / 1000)} kB"
    assert 'href="../_pdf/urval/paket.pdf"' in page
    assert 'href="../_pdf/avsnitt/strategy.pdf"' in page
    assert 'href="../_pdf/strategy/fraga.pdf"' in page
    assert "För: alla. Innehåll: En fråga; Rapport 14 februari 2025" in page
    assert f"PDF · 1 sida · {size} · Läget den 14 februari 2025" in page
    assert "Utgåva den 1 mars 2025" in page  # what holds no day of its own


def test_without_files_the_list_leads_nowhere(source: Path, tmp_path: Path) -> None:
    page = listed(source, tmp_path / "ut")
    assert "Paketet" in page
    assert "_pdf/" not in page


def test_an_unknown_group_is_told_with_its_line(tmp_path: Path) -> None:
    again = project(tmp_path / "bas")
    write(
        again,
        "about/utskrifter.md",
        LISTS.format("Alla utskrifter, med antal sidor, storlek och dag.", "```{handout-list} alla\n```\n"),
    )
    html = build(again, tmp_path / "ut", "html")
    assert "utskrifter.md:9: ERROR: {handout-list}: alla finns inte. Skriv named, whole eller" in html.warnings

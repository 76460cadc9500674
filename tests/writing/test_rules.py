"""Rules whose Problem stands elsewhere than the change, or that hold of the whole; and what they leave alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Problem, load_library
from kunskapsbas.content.addresses import lookalike
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.rules.addresses import publish
from tests.content.small import FILES, make, write

OM, ASKS, JAN = "about/om.md", "strategy/fraga.md", "reports/2025-01-10.md"


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))


def found(root: Path, code: Code) -> list[Problem]:
    return [problem for problem in check_tree(root) if problem.code is code]


def test_a_page_with_nothing_but_weak_sources_is_told_at_its_sources(tmp_path: Path) -> None:
    replace(make(tmp_path), "references.bib", "class        = {S}", "class        = {C}")
    places = [(problem.path, problem.line) for problem in found(tmp_path, Code.WEAK_SOURCE)]
    assert places == [("glossary/modul.md", 18), (JAN, 9), (ASKS, 7)]


def test_a_section_with_nothing_but_weak_sources_is_told_at_its_citation(tmp_path: Path) -> None:
    replace(make(tmp_path), "references.bib", "class        = {B}", "class        = {C}")
    replace(tmp_path, JAN, "sources:\n  - alfa\nevents", "sources:\n  - alfa\n  - beta\nevents")
    replace(tmp_path, JAN, "Inget nytt.", "Inget nytt. {cite:p}`beta`")
    assert (JAN, 26) in [(problem.path, problem.line) for problem in found(tmp_path, Code.WEAK_SOURCE)]


def test_a_report_of_the_series_has_all_its_sections(tmp_path: Path) -> None:
    replace(make(tmp_path), JAN, "## Läget", "## Sammanfattande lägesbild")
    told = [problem.message for problem in found(tmp_path, Code.MISSING_SECTION)]
    assert len(told) == 5
    assert "Avsnittet ”Om Regional rapport” saknas." in told


def test_two_files_may_not_differ_in_capitals_alone(tmp_path: Path) -> None:
    write(make(tmp_path), "about/OM.md", str(FILES[OM]).replace("Om sidorna", "Om igen"))
    assert [problem.path for problem in found(tmp_path, Code.NAME_CLASH)] == [OM]


def test_a_review_is_late_the_day_after(tmp_path: Path) -> None:
    replace(make(tmp_path), OM, "kind: about\n", 'kind: about\nreview_by: "2026-03-01"\n')
    assert check_tree(tmp_path, today=date(2026, 3, 1)) == []
    assert [problem.code for problem in check_tree(tmp_path, today=date(2026, 3, 2))] == [Code.REVIEW_DUE]


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("vgregion.se", ""), ("www.vgregion.se", ""), ("insidan.vgregion.se", ""), ("1177.se", ""),
        ("vregion.se", "vgregion.se"), ("vgregion.nu", "vgregion.se"), ("vgregoin.se", "vgregion.se"),
        ("vgregion.se.example.org", "vgregion.se"), ("1177.nu", "1177.se"), ("skane.se", ""), ("region.se", ""),
        ("regeringen.se", ""), ("inera.se", ""), ("example.org", ""), ("", ""),
    ],
)  # fmt: skip
def test_look_alikes_of_the_regions_addresses_are_known(host: str, own: str) -> None:
    assert lookalike(host) == own


@pytest.mark.parametrize(
    "text",
    [
        "[vägen till beslut](om.md)", "![Två grå rutor](bild.png)", "| | A |\n|---|---|\n| a | b |", "Röda korset.",
        "Beslutet fick grönt ljus.", "**Viktigt:** läs detta.", "VGR och SKR.", "**Läs detta.**", "a@vgregion.se",
        "## A\n\n### B\n\nText.", "`www.example.org`", "{term}`modul` och {term}`modul`",
        "Hon sade ”nej nej” två gånger.", "Det gäller oss. Oss alla.",
        "Hon skrev ”upphandlings processen” här.",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(tmp_path: Path, text: str) -> None:
    replace(make(tmp_path), OM, "Mer text.", f"Text.\n\n{text}")
    assert [problem for problem in check_tree(tmp_path) if problem.code is not Code.UNEXPLAINED] == []


@pytest.mark.parametrize(
    "text",
    [
        "Det hände den 14 februari 2025. {cite:p}`alfa`", "- Den 14 februari 2025.\n\nSå var det. {cite:p}`alfa`",
        "## Det källorna inte säger\n\nVad som hände den 14 februari 2025.", "Se [rapporten 14 februari 2025](om.md).",
        "Det finns två delar.",
    ],
)  # fmt: skip
def test_a_fact_may_be_covered_in_its_section(tmp_path: Path, text: str) -> None:
    replace(make(tmp_path), ASKS, "bildar ett {term}`systemet <system>`.", f"bildar allt.\n\n## Läget\n\n{text}")
    assert found(tmp_path, Code.NO_SOURCE) == []


def test_addresses_are_only_added_to_the_list_of_the_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make(tmp_path))
    assert main(["addresses"]) == 0
    assert "12 sidor" in capsys.readouterr().out
    (tmp_path / "glossary" / "system.md").unlink()
    replace(tmp_path, "glossary/modul.md", "related:\n  - system\n", "")
    assert publish(tmp_path, load_library(tmp_path)[0]) == []
    assert [problem.message for problem in found(tmp_path, Code.GONE_ADDRESS)] == [
        "Sidan glossary/system har publicerats men finns inte längre, och inget leder vidare därifrån."
    ]
    write(tmp_path, "redirects.toml", '[redirects]\n"glossary/system" = "glossary/modul"\n')
    assert found(tmp_path, Code.GONE_ADDRESS) == []

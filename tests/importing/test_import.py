"""``kb import`` as a writer meets it: what is written, what is never overwritten, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import load_library
from kunskapsbas.writing import check_tree
from tests.content.project import Project
from tests.content.small import make
from tests.importing.originals import MARCH, TITLE, with_line

APRIL = "reports/2025-04-03.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small knowledge base, which is the current folder, with an original beside it."""
    base = make(tmp_path / "bas")
    (base / "conf.py").touch()
    (tmp_path / "april.txt").write_text(MARCH, encoding="utf-8")
    monkeypatch.chdir(base)
    return base


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_writes_a_page_its_source_and_its_links_and_passes_the_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(root)
    assert main(["import", "../april.txt"]) == 0
    said = capsys.readouterr()
    changed = {path for path, data in snapshot(root).items() if before.get(path) != data}
    assert changed == {APRIL, "links.toml", "references.bib"}
    assert said.out.splitlines()[0] == APRIL
    assert said.err == ""
    assert [problem for problem in check_tree(root) if problem.stops] == []
    library, _ = load_library(root)
    assert library.reports[0].title == f"{TITLE}, 3 april 2025"
    assert library.sources["rapport-2025-04-03"].title == TITLE
    assert all(link.href == "" for name, link in library.links.items() if name.startswith("besok-pa-prov"))


def test_the_site_builds_with_an_imported_report(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "april.txt").write_text(MARCH, encoding="utf-8")
    monkeypatch.chdir(project.root / "src")
    assert main(["import", str(tmp_path / "april.txt")]) == 0
    project.build()
    assert project.told == ""
    body = project.body("reports/2025-04-03")
    assert len(body.css("section section")) >= 8
    assert ["<ul" in (item.html or "") for item in body.css("#sammanfattande-lagesbild > ul > li")] == [
        False, True, False,
    ]  # fmt: skip
    assert len(body.css(".kb-missing")) >= 4


def test_the_same_file_again_changes_nothing_and_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "../april.txt"])
    after = snapshot(root)
    capsys.readouterr()
    assert main(["import", "../april.txt"]) == 0
    assert "redan importerad" in capsys.readouterr().out
    assert snapshot(root) == after


def test_another_original_of_the_same_day_is_compared_and_not_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "../april.txt"])
    after = snapshot(root)
    capsys.readouterr()
    (root.parent / "april.txt").write_text(with_line("Få frågor", "Många frågor"), encoding="utf-8")
    assert main(["import", "../april.txt"]) == 1
    said = capsys.readouterr().out
    assert "-- Få frågor från medier." in said
    assert "+- Många frågor från medier." in said
    assert "[meta-samma-datum]" in said
    assert snapshot(root) == after
    assert main(["import", "--force", "../april.txt"]) == 0
    assert "Många frågor" in (root / APRIL).read_text(encoding="utf-8")
    assert (root / f"{APRIL}.bak").read_bytes() == after[APRIL]
    assert [problem for problem in check_tree(root) if problem.stops] == []


def test_an_original_takes_the_place_of_a_retold_page_and_keeps_what_a_writer_made(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    retold = (root / "reports" / "2025-01-10.md").read_text(encoding="utf-8")
    retold = retold.replace(
        "## Läget\n\nInget nytt.",
        "## Annat\n\nInget.\n\n## Om samordningen\n\n{term}`modulen <modul>`, {term}`Ordet <modul>`",
    )
    (root / "reports" / "2025-01-10.md").write_text(retold, encoding="utf-8")
    text = MARCH.replace("2025-04-03", "2025-01-10").replace("2/4", "9/1").replace("28/3", "20/12")
    text = text.replace("Arbetet sker", "Arbetet med modulen och modulen sker")
    (root.parent / "jan.txt").write_text(text, encoding="utf-8")
    assert main(["import", "../jan.txt"]) == 1
    assert "--replace" in capsys.readouterr().out
    assert (root / "reports" / "2025-01-10.md").read_text(encoding="utf-8") == retold
    assert main(["import", "--replace", "../jan.txt"]) == 0
    said = capsys.readouterr().out
    assert "följde med" in said
    assert "Ordet" in said
    page = (root / "reports" / "2025-01-10.md").read_text(encoding="utf-8")
    assert "Arbetet med {term}`modulen <modul>` och modulen sker" in page
    assert "(om-samordningen)=\n## Om Samordning vårdinformationssystem" in page
    library, _ = load_library(root)
    report = next(report for report in library.reports if report.docname == "reports/2025-01-10")
    assert (report.wording, report.sources) == ("original", ("alfa",))
    assert report.events[0].id == "mote-2025-01-09"
    assert report.events[0].confirmed
    assert "2025-01-09" not in [event.date.text for event in report.events[1:]]
    assert (root / "reports" / "2025-01-10.md.bak").read_text(encoding="utf-8") == retold


def test_two_files_of_one_day_are_one_report_too_many_and_the_rest_goes_on(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "kopia.txt").write_text(with_line("Få frågor", "Inga frågor"), encoding="utf-8")
    (root.parent / "maj.txt").write_text(MARCH.replace("2025-04-03", "2025-04-24"), encoding="utf-8")
    assert main(["import", "../april.txt", "../kopia.txt", "../maj.txt", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert [(p["path"], p["code"]) for p in problems if p["severity"] == "fel"] == [
        ("../kopia.txt", "meta-samma-datum")
    ]
    assert (root / "reports" / "2025-04-24.md").exists()
    assert "Få frågor" in (root / APRIL).read_text(encoding="utf-8")


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, real = snapshot(root), Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "2025-04-03.md":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert main(["import", "../april.txt"]) == 1
    assert "Inget har ändrats" in capsys.readouterr().err
    assert snapshot(root) == before


def test_out_is_a_folder_for_pages_or_a_whole_base(root: Path, tmp_path: Path) -> None:
    assert main(["import", "../april.txt", "--out", "../annan"]) == 0
    assert {path.name for path in (tmp_path / "annan").iterdir()} == {"2025-04-03.md", "links.toml", "references.bib"}
    other = make(tmp_path / "bas2")
    (other / "conf.py").touch()
    assert main(["import", "../april.txt", "--out", "../bas2"]) == 0
    assert (other / APRIL).exists()
    assert not (root / APRIL).exists()


def test_outside_every_base_a_file_can_be_looked_at_but_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(MARCH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["import", "a.txt"]) == 2
    assert "--out" in capsys.readouterr().err
    assert main(["import", "--dry-run", "a.txt"]) == 0
    assert "Talesperson VGR: 1 punkt" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def dry(capsys: pytest.CaptureFixture[str], *files: str) -> Any:
    capsys.readouterr()
    main(["import", "--dry-run", "--format", "json", *files])
    return json.loads(capsys.readouterr().out)


def test_the_parsed_model_has_sections_blocks_and_links_with_repeats(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(root)
    model = dry(capsys, "../april.txt")
    assert list(model) == ["title", "compiled", "sections", "links", "problems"]
    assert (model["title"], model["compiled"]) == (TITLE, "2025-04-03T08:30")
    assert len(model["sections"]) == 8
    assert model["sections"][0]["heading"] == "Sammanfattande lägesbild"
    blocks = model["sections"][0]["blocks"]
    assert [(block["type"], block["level"]) for block in blocks] == [("item", level) for level in (1, 1, 2, 2, 1)]
    assert model["sections"][-1]["blocks"][0]["type"] == "paragraph"
    assert [link["href"] for link in model["links"]] == [None] * 4
    assert all(set(problem) >= {"path", "line", "code", "severity"} for problem in model["problems"])
    assert snapshot(root) == before


def test_several_files_are_a_list_and_one_that_cannot_be_read_has_its_problem(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "utan.txt").write_text(
        with_line("Sammanställd: 2025-04-03 klockan 08.30", "Torsdag"), encoding="utf-8"
    )
    models = dry(capsys, "../april.txt", "../utan.txt", "../finns-inte.txt")
    assert [model["compiled"] for model in models] == ["2025-04-03T08:30", None, None]
    assert [problem["code"] for problem in models[1]["problems"]] == ["meta-sammanstalld-saknas"]
    assert [problem["code"] for problem in models[2]["problems"]] == ["struktur-importfil"]


def test_a_writer_may_say_when_a_report_was_compiled(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root.parent / "utan.txt").write_text(
        with_line("Sammanställd: 2025-04-03 klockan 08.30", "Torsdag"), encoding="utf-8"
    )
    assert main(["import", "../utan.txt", "--compiled", "2025-04-03T09:00"]) == 0
    assert 'compiled: "2025-04-03T09:00"' in (root / APRIL).read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["import", "../utan.txt", "--compiled", "3 april"])
    assert stop.value.code == 2

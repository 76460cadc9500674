"""``kb new report``: the page and the source it makes, that they pass the check, and every day it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Report, load_library
from kunskapsbas.content.sections import Section, section_of
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.newfile import NewFileError
from kunskapsbas.writing.newreport import ReportWish, new_report
from tests.content.small import make, write

TODAY = date(2026, 2, 1)
JUST_MADE = "reports/2026-01-15.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small, faultless knowledge base."""
    return make(tmp_path)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def made(root: Path, day: str = "2026-01-15", **wish: str) -> Report:
    """Make a report and return it as it is read."""
    path = new_report(root, ReportWish(day, **wish), TODAY).path  # type: ignore[arg-type]
    page = load_library(root)[0].pages[path.removesuffix(".md")]
    assert isinstance(page, Report)
    return page


def test_a_new_report_passes_the_check_which_asks_for_every_section(root: Path) -> None:
    new_report(root, ReportWish("2026-01-15"), TODAY)
    found = check_tree(root)
    assert {problem.code for problem in found} == {Code.TO_FILL_IN}
    assert {problem.path for problem in found} == {JUST_MADE}
    assert len(found) == 1 + len(Section)  # the summary, and each section


def test_its_sections_are_those_of_the_series_in_order(root: Path) -> None:
    new_report(root, ReportWish("2026-01-15"), TODAY)
    lines = (root / JUST_MADE).read_text(encoding="utf-8").split("\n")
    headings = [line.removeprefix("## ") for line in lines if line.startswith("#")]
    assert [section_of(heading) for heading in headings] == list(Section)


def test_the_head_is_that_of_the_report_before_and_says_so(root: Path) -> None:
    page = made(root, "2025-02-01")
    assert (page.publisher, page.subject, page.wording) == ("Staben", "Läget", "retold")
    assert page.compiled.isoformat() == "2025-02-01T00:00:00+01:00"
    advice = new_report(root, ReportWish("2026-01-15"), TODAY).advice("x.md")
    assert "Sidhuvudets uppgifter kommer från reports/2025-02-14.md." in advice
    assert "kb check x.md" in advice


def test_the_report_is_a_source_and_an_event_like_any_other_and_the_old_sources_stand_as_they_did(root: Path) -> None:
    before = (root / "references.bib").read_bytes()
    page = made(root)
    after = (root / "references.bib").read_bytes()
    assert after.startswith(before)
    library, problems = load_library(root)
    assert problems == []
    assert page.sources == ("rapport-2026-01-15",)
    source = library.sources["rapport-2026-01-15"]
    assert (source.date, source.publisher, source.source_class.value) == ("2026-01-15", "Staben", "S")
    assert [(event.id, event.kind.value, event.date.text) for event in page.events] == [
        ("rapport-2026-01-15", "report", "2026-01-15")
    ]


def test_a_report_that_is_a_source_already_is_not_put_there_twice(root: Path) -> None:
    bib = (root / "references.bib").read_text(encoding="utf-8")
    entry = "@misc{gammal, title = {Regional rapport X}, organization = {N}, date = {2026-01-15}, class = {S},}\n"
    write(root, "references.bib", bib + entry)
    result = new_report(root, ReportWish("2026-01-15"), TODAY)
    assert result.changed == ()
    assert load_library(root)[0].pages["reports/2026-01-15"].sources == ("gammal",)


def test_the_line_ends_of_the_register_stay(root: Path) -> None:
    text = (root / "references.bib").read_text(encoding="utf-8")
    write(root, "references.bib", text.replace("\n", "\r\n"))
    new_report(root, ReportWish("2026-01-15"), TODAY)
    data = (root / "references.bib").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > text.count("\n")


def test_the_first_report_of_a_series_asks_for_what_no_other_can_tell(root: Path) -> None:
    for path in (root / "reports").glob("2025-*.md"):
        path.unlink()
    page = made(root)
    assert page.publisher.startswith("Skriv här:")
    said = [problem.message for problem in check_tree(root) if problem.code is Code.TO_FILL_IN]
    assert "Kvar att skriva: vem som sammanställer rapporten." in said


@pytest.mark.parametrize(
    "day", ["2026-01-15", "15 januari 2026", "den 15 januari 2026", "20260115", "15/1 2026", " 15 JAN 2026 "]
)
def test_the_day_may_be_written_as_swedes_write_it(root: Path, day: str) -> None:
    assert new_report(root, ReportWish(day), TODAY).path == JUST_MADE


def test_the_time_and_the_original_s_words_can_be_told(root: Path) -> None:
    page = made(root, time="8.30", wording="original")
    assert (f"{page.compiled:%H:%M}", page.wording) == ("08:30", "original")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "saknar datum"),
        (["2026-02-30"], "den 30 februari 2026 finns inte"),
        (["20260230"], "den 30 februari 2026 finns inte"),
        (["30", "februari", "2026"], "februari 2026 har ingen dag 30"),
        (["2026-13-01"], "månad 13 finns inte"),
        (["15", "januari"], "med dag, månad och år"),
        (["januari", "2026"], "med dag, månad och år"),
        (["i", "går"], "ÅÅÅÅ-MM-DD"),
        (["2026-1-5"], "ÅÅÅÅ-MM-DD"),
        (["../../x"], "ÅÅÅÅ-MM-DD"),
        (["0026-01-15"], "år 26 kan inte stämma"),
        (["2999-01-01"], "har inte varit än"),
        (["2025-01-10"], "Det finns redan en rapport från 10 januari 2025: reports/2025-01-10.md."),
        (["2024-01-15", "--time", "25.00"], "inget klockslag"),
        (["2024-01-15", "--time", "halv nio"], "inget klockslag"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence_or_two_and_nothing_is_written(
    root: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    monkeypatch.chdir(root)
    assert main(["new", "report", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert (told.err.count("\n"), told.out) == (1, "")
    assert files(root) == before


def test_a_register_that_cannot_be_read_is_to_be_mended_first(root: Path) -> None:
    write(root, "references.bib", "@misc{alfa,\n  title = {Aldrig slut\n")
    before = files(root)
    with pytest.raises(NewFileError, match=r"references\.bib har fel som måste rättas först"):
        new_report(root, ReportWish("2026-01-15"), TODAY)
    assert files(root) == before


def test_a_file_or_title_that_is_there_is_never_replaced(root: Path) -> None:
    write(root, JUST_MADE, "Utkast.")
    before = files(root)
    with pytest.raises(NewFileError, match=r"reports/2026-01-15\.md finns redan"):
        new_report(root, ReportWish("2026-01-15"), TODAY)
    assert files(root) == before
    about = (root / "about/om.md").read_text(encoding="utf-8")
    write(root, "about/annan.md", about.replace("Om sidorna", "Regional rapport 16 januari 2026"))
    with pytest.raises(NewFileError, match=r"”Regional rapport 16 januari 2026” finns redan: about/annan\.md"):
        new_report(root, ReportWish("2026-01-16"), TODAY)


def test_all_is_written_or_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "reports").rename(root / "gammal")
    (root / "reports").write_text("en fil där mappen ska vara", encoding="utf-8")
    before = files(root)
    monkeypatch.chdir(root)
    assert main(["new", "report", "2024-01-15"]) == 1
    assert capsys.readouterr().err.endswith("Inget har ändrats.\n")
    assert files(root) == before


def test_the_command_takes_words_without_quotes_and_says_what_it_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root / "reports")
    assert main(["new", "report", "15", "januari", "2024"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2024-01-15.md\nreferences.bib (ny källa sist: rapport-2024-01-15)\n\nGör så här:\n1. ")
    assert "kb check 2024-01-15.md" in told

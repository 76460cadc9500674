"""The list of Problems as text and for code hosts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kunskapsbas.content import Code, Problem
from kunskapsbas.writing import FORMATS, format_problems

PLAIN = Problem("about/om.md", 3, 7, Code.NO_PAGE, "x.md finns inte.", "Menade du y.md?")
NASTY = Problem("a,b:c%d;e]f.md", 1, 2, Code.YAML, "Rad 1: 50 %, och\nrad 2\r.", "")
ADVICE = Problem("links.toml", 2, 1, Code.EXTERNAL_ADVICE, "Oviss.")
WARNING = Problem("links.toml", 1, 1, Code.BAD_EXTERNAL, "Borta.")


def test_json_has_the_agreed_keys() -> None:
    assert json.loads(format_problems([PLAIN], "json")) == [
        {
            "path": "about/om.md",
            "line": 3,
            "column": 7,
            "code": "lank-sida-saknas",
            "severity": "fel",
            "message": "x.md finns inte.",
            "hint": "Menade du y.md?",
        }
    ]


def test_json_of_no_problems_is_an_empty_list() -> None:
    assert json.loads(format_problems([], "json")) == []
    assert json.loads(format_problems([], "gitlab")) == []


@pytest.mark.parametrize("form", ["github", "azure"])
def test_no_problems_give_no_commands(form: str) -> None:
    assert format_problems([], form) == ""


def test_text_ends_with_a_count_by_severity() -> None:
    text = format_problems([PLAIN, PLAIN, WARNING, ADVICE], "text")
    assert text.splitlines()[-1] == "2 fel, 1 varning, 1 råd."
    assert format_problems([WARNING, WARNING], "text").splitlines()[-1] == "2 varningar."


@pytest.mark.parametrize("form", FORMATS)
def test_a_problem_without_a_hint_gets_the_cure_of_its_code(form: str) -> None:
    assert "Kontrollera indrag, kolon och citattecken på raden" in format_problems([NASTY], form)


def test_github_gets_one_command_a_problem() -> None:
    assert format_problems([PLAIN], "github") == (
        "::error file=about/om.md,line=3,col=7,title=lank-sida-saknas::x.md finns inte. Menade du y.md?"
    )


def test_github_commands_cannot_be_broken_by_a_file_name_or_a_message() -> None:
    line = format_problems([NASTY], "github")
    assert line.startswith("::error file=a%2Cb%3Ac%25d;e]f.md,line=1,col=2,")
    assert "::Rad 1: 50 %25, och%0Arad 2%0D. " in line
    assert "\n" not in line


def test_github_knows_three_levels() -> None:
    lines = format_problems([PLAIN, WARNING, ADVICE], "github").splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_gitlab_gets_a_code_quality_report() -> None:
    (entry,) = json.loads(format_problems([PLAIN], "gitlab"))
    assert entry.pop("fingerprint")
    assert entry == {
        "description": "x.md finns inte. Menade du y.md?",
        "check_name": "lank-sida-saknas",
        "severity": "major",
        "location": {"path": "about/om.md", "lines": {"begin": 3}},
    }


def test_gitlab_fingerprints_stay_when_lines_move_and_differ_between_problems() -> None:
    moved = Problem("about/om.md", 30, 1, PLAIN.code, PLAIN.message, PLAIN.hint)

    def marks(*problems: Problem) -> list[str]:
        return [entry["fingerprint"] for entry in json.loads(format_problems(problems, "gitlab"))]

    assert marks(PLAIN) == marks(moved)
    assert len(set(marks(PLAIN, moved, NASTY, WARNING))) == 4, "the same fault twice on a page is two"


def test_gitlab_severities_are_those_of_code_climate() -> None:
    entries = json.loads(format_problems([PLAIN, WARNING, ADVICE], "gitlab"))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info"]


def test_azure_gets_one_command_a_problem() -> None:
    assert format_problems([PLAIN], "azure") == (
        "##vso[task.logissue type=error;sourcepath=about/om.md;linenumber=3;columnnumber=7;code=lank-sida-saknas]"
        "x.md finns inte. Menade du y.md?"
    )


def test_azure_commands_cannot_be_broken_by_a_file_name_or_a_message() -> None:
    line = format_problems([NASTY], "azure")
    assert "sourcepath=a,b:c%AZP25d%3Be%5Df.md;" in line
    assert "]Rad 1: 50 %AZP25, och%0Arad 2%0D. " in line
    assert "\n" not in line


def shown(tmp_path: Path, line: str, column: int, message: str = "Fel.") -> list[str]:
    (tmp_path / "a.md").write_text(f"x\n{line}\n", encoding="utf-8")
    return format_problems([Problem("a.md", 2, column, Code.NO_PAGE, message)], "text", tmp_path).splitlines()


def test_text_shows_the_line_with_a_caret_under_the_spot(tmp_path: Path) -> None:
    assert shown(tmp_path, "Läs [här](oom.md).", 5)[1:3] == ["    2 | Läs [här](oom.md).", "      |     ^"]


@pytest.mark.parametrize("column", [1, 5, 60, 150, 299, 300, 301, 9999])
def test_a_long_line_is_shown_around_the_spot_within_80_columns(tmp_path: Path, column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(300))
    excerpt, caret = shown(tmp_path, line, column)[1:3]
    assert max(len(excerpt), len(caret)) <= 80
    if column <= 300:
        assert excerpt[caret.index("^")] == line[column - 1]


def test_no_line_of_the_text_is_wider_than_80_columns(tmp_path: Path) -> None:
    lines = shown(tmp_path, "kort", 1, "Ett långt meddelande om vad som är fel. " * 6)
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("a.md:2:1: fel: Ett långt")


def test_a_file_outside_the_tree_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "hemligt.md").write_text("hemligt\n", encoding="utf-8")
    (tmp_path / "b" / "a.md").symlink_to("../hemligt.md")
    problem = Problem("a.md", 1, 1, Code.OUTSIDE_TREE, "Fel.")
    assert "hemligt" not in format_problems([problem], "text", tmp_path / "b")

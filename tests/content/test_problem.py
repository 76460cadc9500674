"""Problems and their codes."""

from __future__ import annotations

import re

import pytest

from kunskapsbas.content import Code, Problem, Severity


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem("about/om.md", 3, 7, Code.NO_PAGE, "x.md finns inte.", "Menade du y.md?")
    assert str(problem) == "about/om.md:3: x.md finns inte. Menade du y.md? [lank-sida-saknas]"


def test_a_problem_without_a_hint_gives_the_cure_of_its_code() -> None:
    assert Code.TAB.mending in str(Problem("a", 1, 1, Code.TAB, "x"))
    assert Problem("a", 1, 1, Code.TAB, "x").as_dict()["hint"] == Code.TAB.mending


def test_only_advice_does_not_stop() -> None:
    stopping = {severity: Problem("a", 1, 1, code, "x").stops for code in Code for severity in [code.severity]}
    assert stopping == {Severity.ERROR: True, Severity.WARNING: True, Severity.ADVICE: False}


def test_problems_sort_by_path_line_and_column() -> None:
    places = [("a", 2, 1), ("a", 10, 1), ("a", 10, 2), ("b", 1, 1)]
    problems = [Problem(path, line, column, Code.TAB, "x") for path, line, column in reversed(places)]
    assert [p.place[:3] for p in sorted(problems, key=lambda p: p.place)] == places


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.name)
def test_a_code_is_a_stable_name_with_meaning_and_cure_in_sentences(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", str(code.value))
    for text in (code.meaning, code.mending):
        assert re.fullmatch(r"[A-ZÅÄÖ].*[.`]", text, re.DOTALL), text


def test_codes_have_different_names() -> None:
    assert len({code.value for code in Code}) == len(list(Code))

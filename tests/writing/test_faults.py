"""Every planted fault is found at its place, and said in Swedish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kunskapsbas.cli import main
from kunskapsbas.content import Code, Problem, Severity
from kunskapsbas.writing import check_tree
from tests.content.small import make
from tests.writing.faults import Fault
from tests.writing.planted import PLANTED

ENGLISH = re.compile(r"\b(the|should|must|invalid|expected|value|not|found|error|input|field|None|type)\b")

IMPORTED = {
    Code.IMPORT_FILE, Code.WORDS_LOST, Code.NOT_COMPILED, Code.FUTURE_REPORT,
    Code.UNKNOWN_HEADING, Code.MAYBE_HEADING, Code.COLON_ITEM, Code.ORPHAN_ITEM, Code.IMPORT_NOTE,
    Code.NO_ADDRESS, Code.ACTION_DATE, Code.OLD_ACTION, Code.NO_ROLE, Code.CHANGED_BOILERPLATE,
}  # fmt: skip

each_fault = pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.name)


def plant(root: Path, fault: Fault) -> Path:
    make(root)
    fault.plant(root)
    return root


def one_problem(root: Path, fault: Fault) -> Problem:
    found = check_tree(root)
    here = [problem for problem in found if problem.path == fault.path]
    wanted = [problem for problem in here if (problem.line, problem.column) == (fault.line, fault.column)]
    wanted = [problem for problem in wanted if problem.code is fault.code]
    assert len(wanted) == 1, "\n".join(f"{problem.column}: {problem}" for problem in here)
    rest = {problem.code for problem in found if problem is not wanted[0]}
    assert rest <= set(fault.also), f"what leans on the page or register is not called wrong: {found}"
    return wanted[0]


def test_the_base_without_a_fault_has_no_problem(tmp_path: Path) -> None:
    assert check_tree(make(tmp_path)) == []


@each_fault
def test_a_fault_is_found_once_at_its_place_and_said_in_swedish(tmp_path: Path, fault: Fault) -> None:
    problem = one_problem(plant(tmp_path, fault), fault)
    hint = str(problem.as_dict()["hint"])
    said = f"{problem.message} {hint}".casefold()
    assert [word for word in fault.says if word.casefold() not in said] == []
    assert len(problem.message.split()) >= 3
    assert len(hint.split()) >= 2
    assert hint[-1] in ".?`"
    for text in (re.sub(r"”.*?”|<.*", "", problem.message), hint):
        assert not ENGLISH.search(text), text
        assert not re.search(r"['\[\]{}]{2}|\\n", text), text


@each_fault
def test_kb_check_says_where_and_ends_with_1_but_for_advice(
    tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(plant(tmp_path, fault))
    stops = {code for code in (fault.code, *fault.also) if code.severity is not Severity.ADVICE}
    assert main(["check"]) == bool(stops)
    said = capsys.readouterr()
    assert f"{fault.path}:{fault.line}:{fault.column}: {fault.code.severity.value}: " in said.out
    assert f"[{fault.code.value}]" in said.out
    assert "Traceback" not in said.out + said.err


def test_the_faults_cover_every_code_that_stops_a_check() -> None:
    elsewhere = {
        Code.BUILD,  # found by Sphinx
        Code.BUILT,  # found in the finished site
        Code.BAD_EXTERNAL,  # found on the web
        Code.EXTERNAL_ADVICE,
        Code.NOT_ASKED,
        Code.GONE_ANCHOR,
        Code.MOVED,
        Code.NEEDS_LOGIN,
        Code.NO_ANSWER,
        Code.CERTIFICATE,
        Code.WEAK_SOURCE,
        Code.NAME_CLASH,  # found elsewhere than planted: see test_rules.py
        Code.UNUSED_TERM,  # advice, which stops nothing: see tests/glossary/test_checks.py
        Code.UNCONFIRMED_EVENT,  # advice too: see tests/content/test_library.py
        *IMPORTED,  # found in what kb import reads: see tests/importing
        Code.UNREADABLE,  # needs a file the user may not read: see test_check.py
    }
    assert set(Code) - {fault.code for fault in PLANTED} == elsewhere

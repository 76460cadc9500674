"""What is left to be written on a page is told at its place, as advice, and nothing else is called so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content import Code, Problem
from kunskapsbas.content.text import read_text
from kunskapsbas.writing import check_tree
from tests.content.small import make
from tests.writing.faults import OM, Fault, body
from tests.writing.faults_new import UNFINISHED


def unfinished(root: Path) -> list[Problem]:
    return [problem for problem in check_tree(root) if problem.code is Code.TO_FILL_IN]


@pytest.mark.parametrize("fault", UNFINISHED, ids=lambda fault: fault.name)
def test_what_is_left_to_write_is_told_once_at_its_place_and_stops_nothing(tmp_path: Path, fault: Fault) -> None:
    fault.plant(make(tmp_path))
    (problem,) = unfinished(tmp_path)
    assert (problem.path, problem.line, problem.column) == (fault.path, fault.line, fault.column)
    assert not problem.stops
    assert all(word in problem.message for word in fault.says)


@pytest.mark.parametrize(
    "text",
    [
        "Knappen heter Skriv här: så gör du.",
        "```text\nSkriv här: ett exempel.\n```",
        "`Skriv här:` betyder att något saknas.",
    ],
)
def test_words_in_a_sentence_and_code_are_no_such_thing(tmp_path: Path, text: str) -> None:
    body("x", f"¤{text}", Code.TO_FILL_IN).plant(make(tmp_path))
    assert read_text(tmp_path, OM)[0]
    assert unfinished(tmp_path) == []


def test_a_long_one_is_cut_at_a_word(tmp_path: Path) -> None:
    body("x", f"¤Skriv här: {'ord ' * 40}", Code.TO_FILL_IN).plant(make(tmp_path))
    (problem,) = unfinished(tmp_path)
    assert problem.message.endswith("ord …")
    assert len(problem.message) < 90

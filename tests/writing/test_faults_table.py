"""docs/faults.md: every planted fault is in it, and it says what its rows say."""

from __future__ import annotations

from pathlib import Path

from benchmarks.faults.table import AREAS, CRASH, NO, NOT_RUN, TOOLS, YES, Row, in_order, page, read
from tests.writing.planted import PLANTED

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
RUN = "run `make bench-faults`: it tries what is new"


def test_the_page_has_every_planted_fault_with_the_code_that_kb_check_gives() -> None:
    rows, _, _ = read(PAGE.read_text(encoding="utf-8"))
    assert [(row.name, row.code) for row in rows] == in_order(PLANTED), RUN


def test_the_page_is_the_one_that_its_rows_make() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(*read(text)) == text, RUN


def test_there_are_at_least_80_kinds_of_fault_and_several_in_each_group() -> None:
    rows = [Row(name, code, ()) for name, code in in_order(PLANTED)]
    assert len(rows) >= 80
    assert all(sum(row.area == area for row in rows) >= 8 for area in AREAS)


def test_the_counts_tell_what_was_not_run_from_what_was_not_caught() -> None:
    made = page(
        [Row("one | two", "lank-tom", (YES, NO, NOT_RUN)), Row("three", "lank-tom", (CRASH, NO, YES))],
        "2026-01-02",
        "x 1",
    )
    assert "| Links and addresses | 2 | 2 | 2 | 0 | 1 of 1 run |" in made
    assert "| one \\| two | `lank-tom` | yes | – | not run |" in made
    assert read(made)[0][0] == Row("one | two", "lank-tom", (YES, NO, NOT_RUN))
    assert read(made)[1:] == ("2026-01-02", "x 1")
    assert len(TOOLS) == 3
    assert read("# Another page\n") == ([], "", "")

"""Row headers in the tag tree."""

from __future__ import annotations

import datetime

import pytest
import typst

from kunskapsbas.handout.finishing import finish
from kunskapsbas.handout.tagging import TaggingError

SOURCE = """#set document(title: "T", date: datetime(year: 2000, month: 1, day: 1))
#table(columns: 2, table.header[A][B], [x], [1], [y], [2])"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    moment = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    made = typst.compile(SOURCE.encode(), pdf_standards=["ua-1", "a-2a"], timestamp=moment)
    assert isinstance(made, bytes)
    return made


def test_the_file_is_packed(pdf: bytes) -> None:
    packed, pages = finish(pdf, [()], {}, "sv")
    assert len(packed) < len(pdf)
    assert pages == 1


def test_the_same_input_gives_the_same_bytes(pdf: bytes) -> None:
    assert finish(pdf, [(0, 2)], {}, "sv") == finish(pdf, [(0, 2)], {}, "sv")


@pytest.mark.parametrize("tables", [[(0,), (0,)], [(9,)]])
def test_a_source_that_does_not_fit_is_refused(pdf: bytes, tables: list[tuple[int, ...]]) -> None:
    with pytest.raises(TaggingError):
        finish(pdf, tables, {}, "sv")

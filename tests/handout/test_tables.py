"""Tables as data."""

from __future__ import annotations

from kunskapsbas.handout.tables import Cell, Measure, measures, positions, row_header_cells

SPANS = [[Cell("a", rows=2), Cell("b", columns=2)], [Cell("c"), Cell("d")], [Cell("e"), Cell("f"), Cell("g")]]


def test_cells_know_their_column() -> None:
    assert positions(SPANS) == [[0, 1], [1, 2], [0, 1, 2]]


def test_row_headers_count_cells_that_reach_down() -> None:
    assert row_header_cells(SPANS, 1) == (0, 4)
    assert row_header_cells(SPANS, 2) == (0, 1, 2, 4, 5)
    assert row_header_cells(SPANS, 0) == ()


def test_columns_are_measured_without_cells_over_several() -> None:
    rows = [[Cell("ett långt ord"), Cell("x")], [Cell("mycket bredare än så", columns=2)]]
    assert measures(rows, 2) == [Measure(5, 13), Measure(1, 1)]


def test_an_empty_table_has_columns_of_one_letter() -> None:
    assert measures([], 2) == [Measure(1, 1), Measure(1, 1)]

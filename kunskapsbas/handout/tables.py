"""Tables as data: which body cells are row headers, and how wide the columns should be. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One cell: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Measure:
    """What one column holds, in characters: its longest word and its longest cell."""

    word: int
    cell: int


def positions(rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """Give the first column of every cell, row by row, counting cells that reach down from rows above."""
    taken: set[tuple[int, int]] = set()
    result: list[list[int]] = []
    for y, row in enumerate(rows):
        starts: list[int] = []
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            starts.append(x)
            taken |= {(y + down, x + right) for down in range(cell.rows) for right in range(cell.columns)}
            x += cell.columns
        result.append(starts)
    return result


def row_header_cells(rows: Sequence[Sequence[Cell]], stubs: int) -> tuple[int, ...]:
    """Give the running numbers of the body cells that lie in the first stub columns."""
    flat = (start for starts in positions(rows) for start in starts)
    return tuple(number for number, start in enumerate(flat) if start < stubs)


def measures(rows: Sequence[Sequence[Cell]], columns: int) -> list[Measure]:
    """Give each column's longest word and longest cell; cells over several columns do not count."""
    words = [1] * columns
    cells = [1] * columns
    for row, starts in zip(rows, positions(rows), strict=True):
        for cell, start in zip(row, starts, strict=True):
            if cell.columns == 1 and start < columns:
                words[start] = max([words[start], *_word_lengths(cell.text)])
                cells[start] = max(cells[start], len(cell.text))
    return [Measure(word, cell) for word, cell in zip(words, cells, strict=True)]


def _word_lengths(text: str) -> Iterable[int]:
    return (len(word) for word in text.replace("\u00ad", "").split())

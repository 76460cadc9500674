"""What has changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from .article import Block

_ALIKE = 0.45  # a block is a new wording of another where they share this part of their words; else one of its own
_MOST_PAIRS = 40_000  # pairs of blocks that are weighed against each other; more is a page written anew
_MOST_WORDS = 4_000  # words of a block that is compared word by word


class Mark(StrEnum):
    """What has happened to a piece of text."""

    SAME = "samma"
    GONE = "borttaget"
    NEW = "tillagt"


class Piece(NamedTuple):
    """A run of text and what has happened to it."""

    mark: Mark
    text: str


class Change(NamedTuple):
    """A block that is another: its pieces in reading order, and the heading it stands under ("" for none)."""

    section: str
    pieces: tuple[Piece, ...]

    @property
    def marks(self) -> frozenset[Mark]:
        """The kinds of pieces it has."""
        return frozenset(piece.mark for piece in self.pieces)


def compare_blocks(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Change]:
    """Yield every block that is another, in the order of the page."""
    old, new = [block.text for block in before], [block.text for block in after]
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _replaced(before[old_start:old_end], after[new_start:new_end])


def _replaced(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Change]:
    old_at = 0
    pairs = [*_pair([block.text for block in before], [block.text for block in after]), (len(before), len(after))]
    new_at = 0
    for old, new in pairs:
        yield from (Change(block.section, (Piece(Mark.GONE, block.text),)) for block in before[old_at:old])
        yield from (Change(block.section, (Piece(Mark.NEW, block.text),)) for block in after[new_at:new])
        if old < len(before) and new < len(after):
            yield Change(after[new].section, compare_words(before[old].text, after[new].text))
        old_at, new_at = old + 1, new + 1


def _pair(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return which blocks are new wordings of which, in order: the choice that shares most words."""
    if not before or not after or len(before) * len(after) > _MOST_PAIRS:
        return []
    old, new = [Counter(_words(text)) for text in before], [Counter(_words(text)) for text in after]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            likeness = _likeness(old[i], new[j])
            paired = likeness + best[i + 1][j + 1] if likeness >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one text to the other."""
    old, new = _tokens(before), _tokens(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return (Piece(Mark.GONE, before), Piece(Mark.NEW, after))
    pieces: list[Piece] = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Mark.SAME, "".join(old[i:i_end])))
            continue
        if i < i_end:
            pieces.append(Piece(Mark.GONE, "".join(old[i:i_end])))
        if j < j_end:
            pieces.append(Piece(Mark.NEW, "".join(new[j:j_end])))
    return _readable(pieces)


def _tokens(text: str) -> list[str]:
    """Return words, each with the blank after it, and other signs one by one; joined they are the text."""
    return re.findall(r"\w+(?:[-’']\w+)*\s*|\W", text)


def _readable(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join changes that only a sign or a blank keeps apart: many small marks are harder to read than one."""
    joined: list[Piece] = []
    gone = new = ""
    for place, piece in enumerate(pieces):
        between = piece.mark is Mark.SAME and (gone or new) and place + 1 < len(pieces)
        if piece.mark is Mark.GONE:
            gone += piece.text
        elif piece.mark is Mark.NEW:
            new += piece.text
        elif between and gone and new and not re.search(r"\w{3}", piece.text):
            gone, new = gone + piece.text, new + piece.text
        else:
            joined += _marked(gone, new)
            gone = new = ""
            joined.append(piece)
    return (*joined, *_marked(gone, new))


def _marked(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Mark.GONE, gone)
    if new:
        yield Piece(Mark.NEW, new)

"""What every kind of file becomes before it is understood: blocks of text, in the order of the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NoReturn

from ..content import Code, Problem

#: The signs that people and programs put before an item; the last two are Word's dots in a font of its own.
DASHES = "-–—•·▪‣◦●○■□➢►\uf0b7\uf0a7"
BlockKind = Literal["heading", "paragraph", "item", "table"]


class ImportRefused(Exception):
    """A file that cannot become a page; nothing is written. ``problems`` say why and what to do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def refuse(shown: str, message: str, hint: str, code: Code = Code.IMPORT_FILE) -> NoReturn:
    """Raise ImportRefused with one Problem of a file. ``shown``: its path as the writer gave it."""
    raise ImportRefused(Problem(shown, 1, 1, code, message, hint))


def note(shown: str, message: str, hint: str = "") -> Problem:
    """Return what to tell of how a file was read: advice, which stops nothing."""
    return Problem(shown, 1, 1, Code.IMPORT_NOTE, message, hint)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one look. ``href``: None where it is no link; "" for a link without an address.

    ``note``: the number of the footnote that a mark stands for; such a run has no text.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    note: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list or a table, of one line or more in the original.

    ``level``: of a heading from 1 (the title's style is 0), of an item from 1. ``ordered``: the item has a number;
    ``label`` is the number as the original *writes* it ("1."), empty where the program that made it counts by itself.
    ``rows``: a table's rows of cells. ``line``: where it begins in the original, 0 where that has no lines.
    ``gap``: an empty line stood before it. ``orphan``: an item deeper than the first level with no item above.
    ``note``: the number of the footnote whose text it is.
    """

    kind: BlockKind
    runs: Runs = ()
    level: int = 1
    ordered: bool = False
    label: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    line: int = 0
    gap: bool = False
    orphan: bool = False
    note: int = 0

    @property
    def text(self) -> str:
        """Its words, with single spaces. Cells are parted by " | ", rows by line breaks."""
        if self.kind == "table":
            return "\n".join(" | ".join(text_of(cell) for cell in row) for row in self.rows)
        return text_of(self.runs)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.strong for run in written)


@dataclass(frozen=True)
class Document:
    """A file as blocks.

    ``words``: every word of the original in order, taken from the file by another way than the blocks were, so that
    the two can be compared. ``problems``: what a writer should know of how it was read (paths are the file's).
    ``subject`` and ``sent``: what a mail's head says.
    """

    blocks: tuple[Block, ...]
    words: tuple[str, ...]
    problems: tuple[Problem, ...] = field(default=())
    subject: str = ""
    sent: datetime | None = None


def words_of(text: str) -> list[str]:
    """Return the words of a text: letters and digits, in Unicode form NFC; signs and spaces part them."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def text_of(runs: Iterable[Run]) -> str:
    """Return the words of runs with single spaces."""
    return " ".join("".join(run.text for run in runs).split())


def tidy(runs: Sequence[Run]) -> Runs:
    """Return runs with single spaces, none first or last, and neighbours of the same look as one."""
    made: list[Run] = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text)
        if made and not run.note and not made[-1].note and replace(made[-1], text="") == replace(run, text=""):
            text = re.sub(r" +", " ", made.pop().text + text)
        if made and made[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text or run.note:
            made.append(replace(run, text=text))
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip())
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return tuple(run for run in made if run.text or run.note)

"""The running text of a page: what readers read, passage by passage, and where each word stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from markdown_it.token import Token

#: Stands in a passage for what is no running text: code, a formula, a source, a registered link.
OBJECT = "\ufffc"
#: Directives whose argument is a title that readers see.
TITLED = frozenset(
    """admonition attention caution danger error hint important note tip warning seealso topic sidebar rubric table
    list-table csv-table card grid-item-card dropdown tab-item figure-title""".split()
)
#: Options of directives whose value readers see or hear.
SPOKEN_OPTIONS = ("alt", "img-alt", "caption", "title")
#: Roles whose content readers see; with ``words <target>`` they see the words.
_SEEN_ROLES = frozenset(
    "term doc ref numref download any abbr sub sup strong emphasis guilabel button-link button-ref std:term".split()
)
_OWN_WORDS = re.compile(r"(.*\S)\s*<[^<>]+>\s*", re.DOTALL)


class PassageKind(StrEnum):
    """What a passage is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a paragraph in a list
    HEADER = "header"  # a cell of a table's header row
    CELL = "cell"
    TITLE = "title"  # of a directive
    ALT = "alt"  # what a picture says to those who do not see it
    FIELD = "field"  # of the front matter


class Run(NamedTuple):
    """A stretch of a passage's text: where it begins and ends, and what it is: text, link, code, role or name.

    A name is what a role leads to by the words that readers see; a role has words of its own.
    """

    start: int
    end: int
    style: str
    target: str = ""


class Passage(NamedTuple):
    """A heading, a paragraph, a cell, a title or a field, as one line of text with single spaces at line breaks.

    ``text`` has OBJECT for what is no text; ``runs`` cover it whole. ``line`` is the first line in the file (from 1),
    ``source`` the lines as they are written, ``column`` where ``source`` begins on the first line. ``bold`` tells that
    all of it is emphasised strongly, ``quoted`` that it stands in a block quotation.
    """

    kind: PassageKind
    text: str
    line: int
    source: str
    runs: tuple[Run, ...] = ()
    column: int = 1
    bold: bool = False
    quoted: bool = False

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column in the file, from 1, of the character at ``at`` in ``text``."""
        cursor = 0
        for run in self.runs:
            words = self.text[run.start : run.end]
            found = self.source.find(words, cursor) if words.strip() and run.style != "code" else -1
            if run.start <= at < run.end:
                exact = found + at - run.start if found >= 0 else self._near(words, at - run.start, cursor)
                return self._where(exact)
            cursor = found + len(words) if found >= 0 else cursor
        return self._where(0)

    def _near(self, words: str, at: int, cursor: int) -> int:
        """Return the place of the word at ``at`` where the run is not written as it reads (escapes, entities)."""
        start = max(words.rfind(" ", 0, at + 1) + 1, 0)
        word = words[start:].split(" ")[0]
        found = self.source.find(word, cursor) if word else -1
        return found + at - start if found >= 0 else cursor

    def _where(self, at: int) -> tuple[int, int]:
        before = self.source.count("\n", 0, at)
        column = at - (self.source.rfind("\n", 0, at) + 1) + 1
        return self.line + before, column + (self.column - 1 if before == 0 else 0)

    def style_at(self, at: int) -> str:
        """Return what the character at ``at`` is a part of."""
        if len(self.runs) == 1:
            return self.runs[0].style
        return next((run.style for run in self.runs if run.start <= at < run.end), "text")


def passage_of(
    kind: PassageKind, children: Sequence[Token], source: str, line: int, *, quoted: bool = False
) -> Passage | None:
    """Return the passage of an inline token's children, or None where readers see no text."""
    if len(children) == 1 and children[0].type == "text":  # as most are
        text = children[0].content
        return Passage(kind, text, line, source, (Run(0, len(text), "text"),), quoted=quoted) if _seen(text) else None
    text, runs, bold = "", [], True
    strong = 0
    link: str | None = None
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong += child.nesting
        elif child.type == "link_open":
            link = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            link = None
        words, style = _words(child)
        if not words:
            continue
        if not strong and words.strip():
            bold = False
        style = "link" if link is not None and style == "text" else style
        runs.append(Run(len(text), len(text) + len(words), style, link or child.meta.get("name", "")))
        text += words
    return Passage(kind, text, line, source, tuple(runs), bold=bold, quoted=quoted) if _seen(text) else None


def _seen(text: str) -> bool:
    return bool(text.strip(f" {OBJECT}"))


def _words(child: Token) -> tuple[str, str]:
    """Return what readers see of an inline token, and what it is."""
    if child.type == "text":
        return child.content, "text"
    if child.type in ("softbreak", "hardbreak"):
        return " ", "text"
    if child.type == "myst_role":
        name = str(child.meta.get("name", "")).lower()
        if name not in _SEEN_ROLES:
            return OBJECT, "code"
        seen = seen_of_role(child.content)
        return seen, "name" if seen == child.content.strip() else "role"
    if child.type in ("code_inline", "math_inline", "html_inline", "image", "footnote_ref"):
        return OBJECT, "code"
    return "", "text"


def seen_of_role(content: str) -> str:
    """Return the words that readers see of a role: ``delarna <modul>`` shows delarna."""
    found = _OWN_WORDS.fullmatch(content)
    return found[1] if found else content.strip().lstrip("!~")


def alternative_texts(children: Sequence[Token], source: str, line: int) -> Iterator[Passage]:
    """Yield the alternative texts of the pictures among an inline token's children."""
    for child in children:
        if child.type == "image" and child.content.strip():
            yield plain_passage(PassageKind.ALT, child.content, source, line)


def plain_passage(kind: PassageKind, text: str, source: str, line: int, column: int = 1) -> Passage:
    """Return a passage without any markup: its text stands in ``source`` as it is, or nearly."""
    words = " ".join(text.split())
    return Passage(kind, words, line, source, (Run(0, len(words), "text"),), column)

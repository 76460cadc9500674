"""Quotation marks, dashes, and forms that the glossary advises against: mended one sign or word at a time, in place.

Only running text is touched, and only where the file has exactly the sign or word that a reader sees: never code,
roles, addresses, the front matter's keys, quotations, or a report that keeps its original's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...content import Code, Page, Problem, Report
from ...content.prose import Passage, PassageKind

_MARKS = '"“„”»«'
_RIGHT_MARK = "”"
_OPENS = re.compile(r"(?:^|[\s(\[–/-])$")
_CLOSES = re.compile(r"^(?:$|[\s.,;:!?)\]–/-])")
_DASH = re.compile(r"(?<=[^\s\d]) (-) (?=[^\s\d])")


class Edit(NamedTuple):
    """A change in a file: line and column, from 1, and the text there with what is to take its place."""

    line: int
    column: int
    old: str
    new: str


def edits(page: Page, passages: Sequence[Passage], problems: Sequence[Problem]) -> Iterator[Edit]:
    """Yield what to change in the words of a page. ``problems``: those left on it when excuses have had their say."""
    if isinstance(page, Report) and page.wording == "original":
        return
    for passage in passages:
        if passage.kind is not PassageKind.FIELD and not passage.quoted:
            yield from _marks(passage)
            yield from _dashes(passage)
    for problem in problems:
        if problem.code in (Code.DEPRECATED_FORM, Code.NAME_SPELLING):
            yield from _right_form(problem)


def _marks(passage: Passage) -> Iterator[Edit]:
    """Yield the quotation marks that are not Swedish ones, where each opens or closes and all are in pairs."""
    places = [at for at, sign in enumerate(passage.text) if sign in _MARKS and passage.style_at(at) != "code"]
    if len(places) % 2:
        return
    for number, at in enumerate(places):
        fits = _OPENS.search(passage.text[:at]) if number % 2 == 0 else _CLOSES.search(passage.text[at + 1 :])
        if fits is None:
            return
    for at in places:
        if passage.text[at] != _RIGHT_MARK:
            yield Edit(*passage.place(at), passage.text[at], _RIGHT_MARK)


def _dashes(passage: Passage) -> Iterator[Edit]:
    for found in _DASH.finditer(passage.text):
        if passage.style_at(found.start(1)) != "code":
            yield Edit(*passage.place(found.start(1)), "-", "–")


def _right_form(problem: Problem) -> Iterator[Edit]:
    """Yield the form that the message names, and the right one that the hint gives ("Skriv modulerna.")."""
    wrong, right = re.search(r"”(.+?)”", problem.message), re.fullmatch(r"Skriv (.+)\.", problem.hint)
    if wrong and right:
        yield Edit(problem.line, problem.column, wrong[1], right[1])


def apply(text: str, changes: Sequence[Edit]) -> str:
    """Return the text with each change made whose old words stand exactly at its place; others are left out."""
    lines = text.split("\n")
    for change in sorted(set(changes), reverse=True):
        line = lines[change.line - 1] if change.line <= len(lines) else ""
        at = change.column - 1
        escaped = line[:at].endswith("\\")
        if line.startswith(change.old, at) and not escaped:
            lines[change.line - 1] = line[:at] + change.new + line[at + len(change.old) :]
    return "\n".join(lines)

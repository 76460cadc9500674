"""Quotation marks, dashes, and spellings that the glossary advises against: mended one sign or word at a time.

Only running text is touched, and only where the file has exactly the sign or word that a reader sees: never code,
addresses, tables of values, quotations, or a report that keeps its original's words. Marks and dashes in the front
matter stay too. Signs and spacing as in Svenska skrivregler (Språkrådet, 2017): ”…” and, for a dash, – with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ...content import Code, Markdown, Page, Problem, Report
from ...content.prose import Passage
from ...swedish import fold_form
from .meaning import DATA_DIRECTIVES

_MARKS = '"“„”»«'
_RIGHT_MARK = "”"
_OPENS = re.compile(r"(?:^|[\s(\[–/-])$")
_CLOSES = re.compile(r"^(?:$|[\s.,;:!?)\]–/-])")
# Between two words; not between figures or single letters (a sum), nor in "in- och utpasser" with a space too much.
_DASH = re.compile(r"(?<=[^\s\d]) +(-) +(?!(?:och|eller|samt|respektive)\b)(?=[^\s\d])")
_LETTER_BEFORE, _LETTER_AFTER = re.compile(r"(?:^|\s)\S\s+$"), re.compile(r"^\s+\S(?:\s|$)")
# Next to these a word is a part of an address, a file name or a code.
_CODE_BEFORE, _CODE_AFTER = re.compile(r"[./@:_=&?#\\-]$"), re.compile(r"^(?:[/@_=]|[.:]\w)")
_LAST = 10**9
_NEAR = 0.8  # of spelling; what is less alike is another word, with a grammar of its own around it


class Edit(NamedTuple):
    """A change in a file: line and column, from 1, and the text there with what is to take its place."""

    line: int
    column: int
    old: str
    new: str


def edits(
    page: Page, facts: Markdown, problems: Sequence[Problem], forms: Callable[[], Mapping[str, str]]
) -> Iterator[Edit]:
    """Yield what to change in the words of a page.

    ``problems``: those left on it when excuses have had their say; ``forms``: gives the glossary's forms, by how
    they are folded.
    """
    if isinstance(page, Report) and page.wording == "original":
        return
    data = list(_data_lines(facts))
    for passage in facts.passages:
        if not passage.quoted and not any(first <= passage.line <= last for first, last in data):
            yield from _marks(passage)
            yield from _dashes(passage)
    for problem in problems:
        if any(first <= problem.line <= last for first, last in data):
            continue
        if problem.code is Code.DEPRECATED_FORM:
            yield from _right_form(problem, forms())
        elif problem.code is Code.NAME_SPELLING:
            yield from _right_name(problem)


def _data_lines(facts: Markdown) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of the blocks that hold values and no prose."""
    for spot in facts.spots:
        if spot.name in DATA_DIRECTIVES:
            around = [(one.first, one.last) for one in facts.blocks if one.first <= spot.line <= one.last]
            yield min(around, key=lambda lines: lines[1] - lines[0], default=(spot.line, _LAST))


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
        at = found.start(1)
        letter = _LETTER_BEFORE.search(passage.text[:at]) or _LETTER_AFTER.search(passage.text[at + 1 :])
        if not letter and passage.style_at(at) != "code":
            yield Edit(*passage.place(at), "-", "–")


def _right_form(problem: Problem, forms: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the form that the message names and the term's own, where they differ in spelling only."""
    for edit in _right_name(problem):
        right = forms.get(fold_form(edit.new), "")
        if SequenceMatcher(None, edit.old.casefold(), right.casefold()).ratio() >= _NEAR:
            yield edit._replace(new=f"{right[0].upper()}{right[1:]}" if edit.old[0].isupper() else right)


def _right_name(problem: Problem) -> Iterator[Edit]:
    """Yield the word that the message names, and the right one that the hint gives ("Skriv modulerna.")."""
    wrong, right = re.search(r"”(.+?)”", problem.message), re.fullmatch(r"Skriv (.+)\.", problem.hint)
    if wrong and right:
        yield Edit(problem.line, problem.column, wrong[1], right[1])


def apply(text: str, changes: Sequence[Edit]) -> str:
    """Return the text with each change made whose old words stand exactly at its place; others are left out."""
    lines = text.split("\n")
    for change in sorted(set(changes), reverse=True):
        line = lines[change.line - 1] if change.line <= len(lines) else ""
        before, after = line[: change.column - 1], line[change.column - 1 :].removeprefix(change.old)
        is_word = change.old[0].isalpha()
        in_code = is_word and (_CODE_BEFORE.search(before) or _CODE_AFTER.search(after))
        if f"{before}{change.old}{after}" == line and not before.endswith("\\") and not in_code:
            lines[change.line - 1] = f"{before}{change.new}{after}"
    return "\n".join(lines)


def alike(changes: Sequence[Edit]) -> Callable[[str], str]:
    """Return what makes two texts equal that differ by such changes only."""
    words = {change.old: change.new for change in changes if change.old[0].isalpha()}

    def same(text: str) -> str:
        text = re.sub(f"[{_MARKS}]", _RIGHT_MARK, text)
        text = re.sub(r"(?<=\S)( +)-( +)(?=\S)", r"\1–\2", text)
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    return same

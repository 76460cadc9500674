"""Blanks, quotation marks, dashes, and spellings that the glossary advises against: mended one by one, in place.

Only running text is touched, and only where the file has exactly the sign or word that a reader sees: never code,
addresses or tables of values. In quotations and in a report that keeps its original's words only blanks are, and in
the front matter only words. Signs as in Svenska skrivregler (Språkrådet, 2017): ”…” and, for a dash, – with spaces.
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
_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
_OPENS = re.compile(r"(?:^|[\s(\[–/-])$")
_CLOSES = re.compile(r"^(?:$|[\s.,;:!?)\]–/-])")
# Between two words; not between figures or single letters (a sum), nor in "in- och utpasser" with a space too much.
_DASH = re.compile(r"(?<=[^\s\d]) +(-) +(?!(?:och|eller|samt|respektive)\b)(?=[^\s\d])")
_LETTER_BEFORE, _LETTER_AFTER = re.compile(r"(?:^|\s)\S\s+$"), re.compile(r"^\s+\S(?:\s|$)")
# Next to these a word is a part of an address, a file name or a code.
_CODE_BEFORE, _CODE_AFTER = re.compile(r"(?:[./@:=&?#\\-]|[^\W_]_)$"), re.compile(r"^(?:[/@=]|[.:_][^\W_])")
_LAST = 10**9
_NEAR = 0.8  # of spelling; what is less alike is another word, with a grammar of its own around it


class Edit(NamedTuple):
    """A change in a file: line and column, from 1, and the text there with what is to take its place."""

    line: int
    column: int
    old: str
    new: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word, and no sign."""
        return self.old[0].isalpha()

    def holds(self, other: Edit) -> bool:
        """Whether the other stands inside this one's word."""
        return self.line == other.line and self.column < other.column < self.column + len(self.old)


#: What is done as a whole or not at all: a word, a dash, or all quotation marks of a passage.
Change = tuple[Edit, ...]


def changes_in(
    page: Page, facts: Markdown, problems: Sequence[Problem], forms: Callable[[], Mapping[str, str]]
) -> Iterator[Change]:
    """Yield what to change in the words of a page.

    ``problems``: those left on it when excuses have had their say; ``forms``: gives the glossary's forms, by how
    they are folded.
    """
    original = isinstance(page, Report) and page.wording == "original"
    data = list(_data_lines(facts))
    for passage in facts.passages:
        if any(first <= passage.line <= last for first, last in data):
            continue
        yield from _blanks(passage)
        if not passage.quoted and not original:
            yield from _marks(passage)
            yield from _dashes(passage)
    for problem in problems:
        if original or any(first <= problem.line <= last for first, last in data):
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


def _blanks(passage: Passage) -> Iterator[Change]:
    for found in _BLANKS.finditer(passage.text):
        if passage.style_at(found.start()) != "code":
            yield (Edit(*passage.place(found.start()), found[0], " "),)


def _marks(passage: Passage) -> Iterator[Change]:
    """Yield the quotation marks that are not Swedish ones, where each opens or closes and all are in pairs."""
    places = [at for at, sign in enumerate(passage.text) if sign in _MARKS and passage.style_at(at) != "code"]
    if len(places) % 2:
        return
    for number, at in enumerate(places):
        fits = _OPENS.search(passage.text[:at]) if number % 2 == 0 else _CLOSES.search(passage.text[at + 1 :])
        if fits is None:
            return
    signs = ((at, passage.text[at]) for at in places)
    if wrong := tuple(Edit(*passage.place(at), sign, _RIGHT_MARK) for at, sign in signs if sign != _RIGHT_MARK):
        yield wrong


def _dashes(passage: Passage) -> Iterator[Change]:
    for found in _DASH.finditer(passage.text):
        at = found.start(1)
        letter = _LETTER_BEFORE.search(passage.text[:at]) or _LETTER_AFTER.search(passage.text[at + 1 :])
        if not letter and passage.style_at(at) != "code":
            yield (Edit(*passage.place(at), "-", "–"),)


def _right_form(problem: Problem, forms: Mapping[str, str]) -> Iterator[Change]:
    """Yield the form that the message names and the term's own, where they differ in spelling only."""
    for (edit,) in _right_name(problem):
        right = forms.get(fold_form(edit.new), "")
        if SequenceMatcher(None, edit.old.casefold(), right.casefold()).ratio() >= _NEAR:
            yield (edit._replace(new=f"{right[0].upper()}{right[1:]}" if edit.old[0].isupper() else right),)


def _right_name(problem: Problem) -> Iterator[tuple[Edit]]:
    """Yield the word that the message names, and the right one that the hint gives ("Skriv modulerna.")."""
    wrong, right = re.search(r"”(.+?)”", problem.message), re.fullmatch(r"Skriv (.+)\.", problem.hint)
    if wrong and right:
        yield (Edit(problem.line, problem.column, wrong[1], right[1]),)


def apply(text: str, changes: Sequence[Change]) -> str:
    """Return the text with each change made whose old signs or words all stand at their places; others are left out."""
    lines = text.split("\n")
    fitting = {edit for change in changes if all(_fits(lines, edit) for edit in change) for edit in change}
    words = [edit for edit in fitting if edit.is_word]
    fitting -= {edit for edit in fitting if any(word.holds(edit) for word in words)}
    for line, column, old, new in sorted(fitting, reverse=True):
        whole = lines[line - 1]
        lines[line - 1] = f"{whole[: column - 1]}{new}{whole[column - 1 + len(old) :]}"
    return "\n".join(lines)


def _fits(lines: Sequence[str], edit: Edit) -> bool:
    line = lines[edit.line - 1] if edit.line <= len(lines) else ""
    before, rest = line[: edit.column - 1], line[edit.column - 1 :]
    if not rest.startswith(edit.old) or before.endswith("\\"):
        return False
    after = rest.removeprefix(edit.old)
    return not (edit.is_word and (_CODE_BEFORE.search(before) or _CODE_AFTER.search(after)))


def alike(changes: Sequence[Change]) -> Callable[[str], str]:
    """Return what makes two texts equal that differ by such changes only."""
    words = {edit.old: edit.new for change in changes for edit in change if edit.is_word}

    def same(text: str) -> str:
        text = re.sub(f"[{_MARKS}]", _RIGHT_MARK, text)
        text = re.sub(r"(?<=\S)( +)-( +)(?=\S)", r"\1–\2", text)
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    return same

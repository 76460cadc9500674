"""The rules of language, gathered: which of them hold on which page, and what they say of an original's words.

Words within quotation marks and in block quotations are someone else's: the rules that ask a writer to choose another
word leave them alone. So they do with a report that keeps its original's words: there all that is found is advice, to
compare with the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...content import Code, Kind, Page, Problem, Report
from ...content.prose import Passage, PassageKind
from .clarity import check_clarity
from .spelling import check_spelling
from .times import check_times
from .wording import check_wording
from .words import Words

_QUOTED = re.compile(r"”[^”]*”|“[^”“]*[”“]|\"[^\"]*\"|»[^«»]*[«»]")
_DATED_KINDS = (Kind.REPORT, Kind.SLUTRAPPORT, Kind.STRATEGY)
# What is said of an original instead, and of what nothing is said: its sentences are as long as they are.
_OF_ORIGINAL = {
    Code.DEPRECATED_FORM: Code.SPELLING_VARIANT,
    Code.TIME_WITHOUT_DATE: Code.RELATIVE_TIME,
    Code.SPELLING: Code.ORIGINAL_WORD,
    Code.SPLIT_WORD: Code.ORIGINAL_WORD,
    Code.DOUBLED_WORD: Code.ORIGINAL_WORD,
    Code.NAME_SPELLING: Code.ORIGINAL_WORD,
    Code.IMPOSSIBLE_DATE: Code.ORIGINAL_WORD,
    Code.LONG_SENTENCE: None,
    Code.READABILITY: None,
    Code.UNEXPLAINED: None,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A page as the rules of language see it: its passages, and in each which stretches are another's words."""

    page: Page
    passages: tuple[Passage, ...]

    @property
    def dated(self) -> bool:
        """Whether the page tells of a time that must be said: a report, the final report or a page of strategy."""
        return self.page.kind in _DATED_KINDS

    def own(self, passage: Passage) -> str:
        """Return a passage's text with another's words blanked out, letter for letter."""
        if passage.quoted:
            return " " * len(passage.text)
        return _QUOTED.sub(lambda found: " " * len(found[0]), passage.text)


def check_language(page: Page, passages: Sequence[Passage], words: Words) -> Iterator[Problem]:
    """Yield what the rules of language find on a page. ``passages``: its running text and the fields of its head."""
    text = Text(page, tuple(passages))
    original = isinstance(page, Report) and page.wording == "original"
    for check in (check_spelling, check_wording, check_times, check_clarity):
        for problem in check(text, words):
            if not original:
                yield problem
            elif code := _OF_ORIGINAL.get(problem.code):
                yield Problem(problem.path, problem.line, problem.column, code, problem.message)


def is_read_aloud(passage: Passage) -> bool:
    """Tell whether a passage is whole sentences: a paragraph, an item, or a field that is more than a title."""
    return passage.kind in (PassageKind.PARAGRAPH, PassageKind.ITEM, PassageKind.FIELD)

"""The rules of language, gathered: which of them hold on which page, and what they say of an original's words.

Words within quotation marks and in block quotations are someone else's: the rules that ask a writer to choose another
word leave them alone. So they do with a report that keeps its original's words: there all that is found is advice, to
compare with the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...content import Code, Kind, Page, Problem, Report
from ...content.prose import Passage
from ...swedish.sentences import Sentence, sentences
from .clarity import check_clarity
from .spelling import check_spelling
from .times import check_times
from .wording import check_wording
from .words import Words

_QUOTED = re.compile(r"”[^”]*”|“[^”“]*[”“]|\"[^\"]*\"|»[^«»]*[«»]")
_DATED_KINDS = (Kind.REPORT, Kind.SLUTRAPPORT, Kind.STRATEGY)
# What is said of an original instead.
_OF_ORIGINAL = {
    Code.DEPRECATED_FORM: Code.SPELLING_VARIANT,
    Code.TIME_WITHOUT_DATE: Code.RELATIVE_TIME,
    Code.SPELLING: Code.ORIGINAL_WORD,
    Code.SPLIT_WORD: Code.ORIGINAL_WORD,
    Code.DOUBLED_WORD: Code.ORIGINAL_WORD,
    Code.NAME_SPELLING: Code.ORIGINAL_WORD,
    Code.IMPOSSIBLE_DATE: Code.ORIGINAL_WORD,
}


class Spoken(NamedTuple):
    """A passage, its text with another's words blanked out letter for letter, and its sentences."""

    passage: Passage
    own: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A page as the rules of language see it. ``original``: its words are to stay as they are. ``words``: each word
    of its sentences once, as it is written: what a rule need not ask of every word, it asks of these.
    """

    page: Page
    original: bool
    passages: tuple[Spoken, ...]
    words: frozenset[str]

    @property
    def dated(self) -> bool:
        """Whether the page tells of a time that must be said: a report, the final report or a page of strategy."""
        return self.page.kind in _DATED_KINDS


def _spoken(passage: Passage, original: bool) -> Spoken:
    text = passage.text
    if original:  # all of it is another's
        return Spoken(passage, text, tuple(sentences(text)))
    quoted = passage.quoted or any(mark in text for mark in '”“"»')
    own = _QUOTED.sub(lambda found: " " * len(found[0]), text) if quoted else text
    return Spoken(passage, " " * len(text) if passage.quoted else own, tuple(sentences(text)))


def check_language(page: Page, passages: Sequence[Passage], words: Words) -> Iterator[Problem]:
    """Yield what the rules of language find on a page. ``passages``: its running text and the fields of its head."""
    original = isinstance(page, Report) and page.wording == "original"
    spoken = tuple(_spoken(passage, original) for passage in passages)
    words_used = frozenset(word for one in spoken for sentence in one.sentences for _, word in sentence.words)
    text = Text(page, original, spoken, words_used)
    for check in (check_spelling, check_wording, check_times, check_clarity):
        for problem in check(text, words):
            if not original:
                yield problem
            else:
                yield replace(problem, code=_OF_ORIGINAL[problem.code], hint="")

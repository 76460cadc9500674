"""Words that neither the dictionary, the glossary nor the list of own words knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...content.prose import Passage
from ...swedish import join_words, nearest
from ...swedish.finding_dates import SHORT
from .words import Words

if TYPE_CHECKING:
    from .language import Text

_SHORTEST_NAME = 6  # letters: short names are often one letter from another
_BEFORE_NAME = re.compile(r" [A-ZÅÄÖ][^\W\d_]")  # the first word of a sentence is a name too before another name
_DAY = re.compile(r"[0-9](?::?e)? $")
_BEFORE_FIRST = ' ”"“’(–-—\ufffc'


def check_spelling(text: Text, words: Words) -> Iterator[Problem]:
    """Yield each word that is spelt wrong, once a page.

    A capital inside a sentence makes a name: one that nobody knows is not wrong, unless it is nearly a known one.
    """
    told: set[str] = set()
    knows = words.speller.knows
    unknown = {word for word in text.words if not knows(word)}
    for passage, own, sentences in text.passages:
        for sentence in sentences if unknown else ():
            for at, word in sentence.words:
                if word not in unknown or word in told:
                    continue
                at, word = at + len(word) - len(word.lstrip("-")), word.lstrip("-")
                if (
                    knows(word)
                    or _is_short_month(passage.text, at, word)
                    or own[at] == " "
                    or passage.style_at(at) in ("code", "name")
                ):
                    continue
                told.add(word)
                first = not passage.text[sentence.start : at].strip(_BEFORE_FIRST)
                problem = _judge(text, passage, at, word, first, words)
                if problem:
                    yield problem


def _is_short_month(text: str, at: int, word: str) -> bool:
    """Tell whether a word is a month in a date: 1 jan."""
    return word in SHORT and _DAY.search(text, max(0, at - 5), at) is not None


def _judge(text: Text, passage: Passage, at: int, word: str, first: bool, words: Words) -> Problem | None:
    """Return the Problem of a word that nobody knows, or None where it must be a name, or is told by other rules."""
    if words.is_deprecated(word):
        return None
    is_name = word[0].isupper() and (
        not first or _BEFORE_NAME.match(passage.text, at + len(word)) is not None or _is_name_elsewhere(text, word)
    )
    near = _near_name(word, words) if is_name else []
    if is_name and not near:
        return None
    if not is_name and not text.original:
        near = words.speller.suggestions(word, words.in_use())
    hint = f"Menade du {join_words(near, 'eller')}?" if near else ""
    more = "" if is_name else f"Är ”{word}” rätt skriver du det i words.txt, med skälet."
    message = f"”{word}” finns inte i ordboken eller ordlistan."
    return Problem(text.page.path, *passage.place(at), Code.SPELLING, message, f"{hint} {more}".strip())


def _is_name_elsewhere(text: Text, word: str) -> bool:
    """Tell whether a word that begins a sentence stands with its capital inside another sentence of the page."""
    inside = re.compile(rf"[^\W\d_,;] {re.escape(word)}\b")
    return any(inside.search(spoken.passage.text) for spoken in text.passages)


def _near_name(word: str, words: Words) -> list[str]:
    """Return the known name that a name is a letter or two from."""
    if len(word) < _SHORTEST_NAME:
        return []
    near = nearest(word, (name for name in words.spelt_names.values() if abs(len(name) - len(word)) <= 1), most=1)
    return [name for name in near if _letters_apart(word, name) <= 1]


def _letters_apart(one: str, two: str) -> int:
    """Return how many letters must be put in, taken out or changed to make one word the other; case counts not."""
    before = list(range(len(two) + 1))
    for i, letter in enumerate(one.casefold(), start=1):
        now = [i]
        for j, other in enumerate(two.casefold(), start=1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (letter != other)))
        before = now
    return before[-1]

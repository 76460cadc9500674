"""Words that neither the dictionary, the glossary nor the list of own words knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...content.prose import Passage
from ...swedish import join_words, nearest
from ...swedish.sentences import WORD, sentences
from .words import Words

if TYPE_CHECKING:
    from .language import Text

_SHORTEST_NAME = 6  # letters: short names are often one letter from another
_BEFORE_NAME = re.compile(r" [A-ZÅÄÖ][^\W\d_]")  # the first word of a sentence is a name too before another name
_BEFORE_FIRST = ' ”"“’(–-—\ufffc'


def check_spelling(text: Text, words: Words) -> Iterator[Problem]:
    """Yield each word that is spelt wrong, once a page.

    A capital inside a sentence makes a name: one that nobody knows is not wrong, unless it is nearly a known one.
    """
    told: set[str] = set()
    names = _names(text.passages)
    for passage in text.passages:
        own = text.own(passage)
        for at, word, first in _words(passage, own):
            if word in told or words.speller.knows(word) or words.is_deprecated(word):
                continue  # what the glossary advises against is told by the rules of wording
            told.add(word)
            is_name = word[0].isupper() and (not first or word in names)
            near = _near_name(word, words) if is_name else words.speller.suggestions(word, words.in_use())
            if is_name and not near:
                continue
            hint = f"Menade du {join_words(near, 'eller')}?" if near else ""
            more = "" if is_name else f" Är ”{word}” rätt skriver du det i words.txt, med skälet."
            message = f"”{word}” finns inte i ordboken eller ordlistan."
            yield Problem(text.page.path, *passage.place(at), Code.SPELLING, message, f"{hint}{more}".strip())


def _words(passage: Passage, own: str) -> Iterator[tuple[int, str, bool]]:
    """Yield place, word and whether it begins a sentence, for the words of a passage that are its writer's."""
    for sentence in sentences(passage.text):
        for found in WORD.finditer(passage.text, sentence.start, sentence.end):
            word = found[0].lstrip("-")
            at = found.end() - len(word)
            if word and not own[at].isspace() and passage.style_at(at) not in ("code", "name"):
                first = not passage.text[sentence.start : at].strip(_BEFORE_FIRST)
                yield at, word, first and not _BEFORE_NAME.match(passage.text, found.end())


def _names(passages: tuple[Passage, ...]) -> set[str]:
    """Return the words that stand with a capital inside a sentence somewhere on the page."""
    found = (word for passage in passages for word in _words(passage, passage.text))
    return {word for _, word, first in found if not first and word[0].isupper()}


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

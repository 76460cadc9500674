"""Compounds written apart (särskrivning): "samordnings grupp", "slut rapport", "patient säkerhet"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from .adjectives import Adjectives
from .common import COMMON
from .dictionary import load_dictionary
from .nouns import Nouns
from .sentences import Sentence

# A noun may stand before another by itself: so many of something, a kind of something, a title before a name.
_MEASURES = frozenset(
    """antal antalet bit byte del delar doktor dussin fall fru grad grupp gånger halv herr kilo klass kopp krona kronor
    liter majoritet massa meter miljard miljarder miljon miljoner minut minuter månad månader mängd nummer par
    procent promille punkt rad region sida slags sort sorts steg styck stycken summa svensk systrar tack tal tid timmar
    timme tusen typ vecka veckor version år ton nivå artikel kapitel paragraf bilaga lag kommun län tidning""".split()
)
# After these a word in the genitive stands before what it owns: "en organisations mål" is no compound written apart.
_BEFORE_GENITIVE = frozenset(
    """en ett varje någon något någons ingen inget vilken vilket sin sitt vår vårt min mitt din ditt hans hennes dess
    deras denna detta den det viss visst annan annat""".split()
)
# "fem års erfarenhet": a stretch of time owns what comes after it.
_TIME = frozenset("års dags dygns månads veckas timmars minuters kvarts halvårs ögonblicks världs sekels tids".split())
_SHORTEST = 3
_LIKE_ADJECTIVE = re.compile(r"(?:isk|lig|ig|bar|sam|lös|full|ad|ande|ende)[at]?$|are$|^äldre$")


class Apart(NamedTuple):
    """Two words that should be one: where they begin and end in the text, and the whole word."""

    start: int
    end: int
    whole: str


class SplitWords:
    """Finds compounds written apart. Raises DictionaryError where no dictionary is installed."""

    def __init__(self, known: Callable[[str], bool], own: Collection[str]) -> None:
        """Take what tells whether a word is spelt right, and ``own``: whole words that texts use, in small letters."""
        self._known, self._own = known, own
        self._dictionary = load_dictionary()
        self._nouns = Nouns(self._dictionary)
        self._adjectives = Adjectives(self._dictionary, self._nouns)
        self._tails: dict[str, bool] = {}  # last part -> whether an own word ends in it
        self._firsts: dict[str, dict[str, bool] | None] = {}  # last part -> the words before it, as they were judged

    def find(self, text: str, sentence: Sentence) -> Iterator[Apart]:
        """Yield the compounds written apart in a sentence. Words that the text has blanks for are left alone."""
        words = sentence.words
        for at, ((start, one), (next_start, last)) in enumerate(pairwise(words)):
            if last not in self._firsts:
                self._firsts[last] = {} if _may_be_part(last) else None
            firsts = self._firsts[last]
            if firsts is None:
                continue
            first = one if at else one.lower()
            if first not in firsts:
                firsts[first] = _may_be_part(first) and self._judge(first, last)
            if text[start] == " " or text[start + len(one) : next_start] != " ":  # blanks stand for another's words
                continue
            begin, before = words[at - 1] if at else (start, "")
            if before and self._is_three(before, one, last) and text[begin:start] == f"{before} ":
                yield Apart(begin, next_start + len(last), before + one + last)
                continue
            if not firsts[first]:
                continue
            preceding = {word.lower() for _, word in words[max(0, at - 3) : at]}
            owns = first.endswith("s") and self._dictionary.begins.get(first) != first
            if owns and preceding & _BEFORE_GENITIVE and first + last not in self._own:
                continue
            yield Apart(start, next_start + len(last), one + last)

    def _is_three(self, first: str, middle: str, last: str) -> bool:
        """Tell whether three words are one that the texts use: "vård informations miljö"."""
        if last not in self._tails:
            self._tails[last] = any(whole.endswith(last) for whole in self._own)
        return self._tails[last] and f"{first}{middle}{last}".lower() in self._own

    def _judge(self, first: str, last: str) -> bool:
        whole = first + last
        if whole in self._own:
            return not self._is_adjective(first)
        if len(last) <= _SHORTEST or not self._is_noun(last) or not self._known(whole):
            return False
        begins = self._dictionary.begins.get(first)
        if begins and not self._known(first):
            return True  # "hälso data"
        if first.endswith("s") and begins and begins != first:
            return first not in _TIME and not self._is_verb(first)  # "besluts underlag"
        if not self._dictionary.lemmas(whole):  # the rest needs a whole word that the dictionary lists
            return False
        if self._adjectives.is_entry(first):
            return self._cannot_agree(last)  # "sjuk hus", "sjuk sköterskan"
        return first not in _MEASURES and bool(begins) and self._is_bare_noun(first)

    def _cannot_agree(self, noun: str) -> bool:
        """Tell whether an adjective without ending cannot stand before this form of a noun."""
        if self._nouns.is_definite(noun):
            return True
        return self._nouns.base(noun) == noun and "C" in self._dictionary.words.get(noun, "")

    def _is_noun(self, word: str) -> bool:
        known = self._nouns.is_entry(self._nouns.base(word)) or not self._is_adjective(word)
        return known and self._nouns.find(word) is not None

    def _is_bare_noun(self, word: str) -> bool:
        return self._nouns.is_entry(word) or (self._nouns.base(word) == word and not self._is_adjective(word))

    def _is_adjective(self, word: str) -> bool:
        return self._adjectives.find(word) is not None or _LIKE_ADJECTIVE.search(word) is not None

    def _is_verb(self, word: str) -> bool:
        """Tell whether a word may be a form of a verb: the dictionary has it with -a, and not as a noun."""
        lemmas = (lemma for lemma, _ in self._dictionary.lemmas(word))
        return any(lemma != word and lemma.endswith("a") and not self._nouns.base(lemma) for lemma in lemmas)


def _may_be_part(word: str) -> bool:
    return word.islower() and "-" not in word and len(word) >= _SHORTEST and word not in COMMON

"""Soft hyphens in long Swedish words, for narrow places: where the word is put together, else between syllables.

Ordinary hyphenation leaves ends of two letters ("ändring-ar"). Here no end is shorter than three. Without the
dictionary's say a long part is cut as Swedish allows for any word: one consonant begins the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from .compounds import VOWELS, Splitter
from .dictionary import load_dictionary

SOFT_HYPHEN = "\u00ad"
_SHORTEST = 8  # letters of a word, or of its part, that may be cut
_END = 3  # letters that at least stand on each line
# What is longer is no word.
_WORD = re.compile(rf"(?<![\w-])[^\W\d_]{{{_SHORTEST},44}}(?![\w-])")
_ONE_SOUND = ("ng", "ck")  # are not parted: ning-ar


def hyphenated(text: str) -> str:
    """Give a text with soft hyphens in its long words."""
    return _WORD.sub(lambda found: _cut(found.group()), text)


@cache
def _splitter() -> Splitter:
    return Splitter(load_dictionary())


@lru_cache(maxsize=10_000)
def _cut(word: str) -> str:
    low, kept = word.lower(), [0]
    for start, end in pairwise([0, *_joints(low), len(word)]):
        for place in _cuts(low, start, end):
            if kept[-1] + _END <= place <= len(word) - _END:
                kept.append(place)
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise([*kept, len(word)]))


def _joints(word: str) -> Iterator[int]:
    """Give where the parts of a compound meet; an s that no first part is known to have may begin the next part."""
    parts, known = _splitter().parts(word), _splitter().dictionary.begins
    for before, after in pairwise(parts):
        unsure = word[after.start - 1] == "s" and word[before.start : before.end] not in known
        if before.end == after.start and not (unsure and word[after.start] in VOWELS):
            yield after.start


def _cuts(word: str, start: int, end: int) -> Iterator[int]:
    """Give where a part begins, and where it can be cut if it is long."""
    if start:
        yield start
    if end - start > _SHORTEST:
        yield from (place for place in range(start + _END, end - _END + 1) if _between_syllables(word, place))


def _between_syllables(word: str, place: int) -> bool:
    """Say whether one consonant follows, and then a vowel: in-for-ma-tion. The sound ng stays with what is before."""
    last, first, second = word[place - 1], word[place], word[place + 1]
    if word[place - 2 : place] in _ONE_SOUND:
        return first in VOWELS
    return first not in VOWELS | {"x"} and second in VOWELS and last + first not in _ONE_SOUND

"""Sentences and words of running text, and how hard it is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: A word: letters, joined by hyphens, colons and apostrophes (vårdval, it-stöd, VGR:s), perhaps ending in a hyphen
#: (hälso- och sjukvård). Not a part of an address, a file name or a code with digits.
WORD = re.compile(r"(?<![\w@/#&.:-])-?[^\W\d_]+(?:[-:’'\u00ad][^\W\d_]+)*-?(?![\w@/]|\.\w|:/)")
# A full stop after these ends no sentence. They are written without their last full stop, and in small letters.
_SHORTENED = frozenset(
    """t.ex t ex bl.a bl a m.m m m m.fl m fl d.v.s dvs o.d osv etc s.k s k p.g.a pga f.d f d f.n f n e.d ev
    fr.o.m t.o.m from tom kl nr ca c:a st s sid kap resp jfr inkl exkl tel mån tis ons tors fre lör sön jan feb mar
    apr jun jul aug sep sept okt nov dec prof dr fil art § mom st:t mn o""".split()
)
_END = re.compile(r"[.!?…]+[”\"’')\]]*(?=\s+[\"”’'(\[]*[A-ZÅÄÖÉ0-9\ufffc]|\s*$)|:(?=\s+[A-ZÅÄÖ])")
_LAST_WORD = re.compile(r"[^\s(]+$")
LONG_WORD = 7  # letters: LIX counts words of more than six as long


class Sentence(NamedTuple):
    """Where a sentence begins and ends in its text, and its words, each with its place."""

    start: int
    end: int
    words: tuple[tuple[int, str], ...]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a passage, in order. What is left after the last end mark is a sentence too."""
    start = 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and found.end() < len(text) and _is_shortened(text[: found.start()]):
            continue
        yield _sentence(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield _sentence(text, start, len(text))


def _is_shortened(before: str) -> bool:
    """Tell whether a full stop after this text belongs to a shortened word, an initial or a number with a stop."""
    last = _LAST_WORD.search(before)
    word = last[0].lower().strip("”\"’'") if last else ""
    return word in _SHORTENED or (len(word) == 1 and word.isalpha())


def _sentence(text: str, start: int, end: int) -> Sentence:
    while start < end and text[start] == " ":
        start += 1
    return Sentence(start, end, tuple((found.start(), found[0]) for found in WORD.finditer(text, start, end)))


def lix(read: Iterable[Sentence]) -> tuple[int, int]:
    """Return the readability index LIX of some sentences, rounded, and how many words they have.

    LIX is words per sentence plus the share of words longer than six letters, in per cent (C.-H. Björnsson,
    Läsbarhet, 1968): 30-40 is easy, 40-50 middling, 50-60 hard, above 60 very hard. No words: 0.
    """
    lengths = [[len(word) for _, word in sentence.words] for sentence in read if sentence.words]
    words = sum(map(len, lengths))
    if not words:
        return 0, 0
    long = sum(length >= LONG_WORD for sentence in lengths for length in sentence)
    return round(words / len(lengths) + 100 * long / words), words

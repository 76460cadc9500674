"""Which words are spelt right: Hunspell with the Swedish dictionary, and the words that a knowledge base adds.

Hunspell knows how Swedish words are put together, but not every joint: a compound that the splitter finds, of parts
that are long enough to be no accident, is right too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

from hunspell import Hunspell

from .compounds import Splitter
from .dictionary import dictionary_folder, load_dictionary
from .sentences import WORD

_SHORTEST_PART = 4
_LONGEST_ACRONYM = 6
_LONGEST = 60  # letters: what is longer is no word, and Hunspell takes long to say so
_CLOSE = 0.8  # of difflib: one or two letters wrong, missing or too many


@cache
def _hunspell(folder: Path) -> Hunspell:
    return Hunspell("sv_SE", hunspell_data_dir=str(folder))


class Speller:
    """Knows the dictionary's words, and ``own``: words in any case, with their compounds and their genitive.

    Raises DictionaryError where no dictionary is installed.
    """

    def __init__(self, own: Iterable[str]) -> None:
        self._hunspell = _hunspell(dictionary_folder())
        self._dictionary = load_dictionary()
        self._splitter = Splitter(self._dictionary)
        self._own = {word.casefold() for words in own for word in (words, *WORD.findall(words))}
        self._longest = max(map(len, self._own), default=0)
        self._known: dict[str, bool] = {}
        self._suggested: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a word, as it is written in a text, is spelt right."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = len(word) > _LONGEST or self._judge(word.replace("\u00ad", ""))
        return known

    def is_common(self, word: str) -> bool:
        """Tell whether the dictionary itself has the word as it is written, own words apart."""
        return word == word.lower() and bool(self._dictionary.lemmas(word))

    def _judge(self, word: str) -> bool:
        lower = word.casefold()
        if lower in self._own or is_acronym(word):
            return True
        if ":" in word:  # VGR:s, AT:n
            return self._judge(word.partition(":")[0])
        if "-" in word:
            parts = word.split("-")
            return all(self._is_part(part, at < len(parts) - 1) for at, part in enumerate(parts) if part)
        return bool(self._spelt(word)) or self._genitive(lower) or self._compound(lower)

    def _spelt(self, word: str) -> bool:
        return bool(self._hunspell.spell(word.replace("’", "'")))

    def _genitive(self, lower: str) -> bool:
        return lower.endswith("s") and lower[:-1] in self._own

    def _is_part(self, part: str, first: bool) -> bool:
        lower = part.casefold()
        return self._judge(part) or (first and (lower in self._dictionary.begins or self._begins_some(lower)))

    def _begins_some(self, part: str) -> bool:
        """Tell whether the dictionary has a word that is this part and another word: mödra- in mödravård."""
        at = bisect_left(self._listed, part)
        longer = takewhile(lambda word: word.startswith(part), self._listed[at : at + 50])
        return len(part) >= _SHORTEST_PART and any(self._ends(word[len(part) :]) for word in longer)

    @cached_property
    def _listed(self) -> list[str]:
        return sorted(self._dictionary.words)

    def _compound(self, lower: str) -> bool:
        """Tell whether the word is a compound: of own words with others, or of long parts that the splitter finds."""
        for end in range(3, min(len(lower) - 2, self._longest + 1)):
            first, last = lower[:end], lower[end:]
            if first in self._own and any(self._ends(rest) for rest in {last, last.removeprefix("s")}):
                return True
            if last in self._own and (first in self._dictionary.begins or self._spelt(first.removesuffix("s"))):
                return True
        parts = self._splitter.parts(lower)
        return len(parts) > 1 and all(
            part.end - part.start >= _SHORTEST_PART and self._may_stand(lower, part.start, part.end, len(lower))
            for part in parts
        )

    def _ends(self, rest: str) -> bool:
        return len(rest) >= _SHORTEST_PART and (rest in self._own or self._spelt(rest))

    def _may_stand(self, word: str, start: int, end: int, length: int) -> bool:
        part = word[start:end]
        if end == length:
            return self._spelt(part)
        return part in self._dictionary.begins or self._spelt(part)

    def suggestions(self, word: str, vocabulary: Collection[str], most: int = 3) -> list[str]:
        """Return the likeliest right spellings: first those among ``vocabulary`` (words in use), then Hunspell's."""
        found = self._suggested.get(word)
        if found is None:
            used = [*_alike(word, vocabulary)]
            more = self._hunspell.suggest(word) if not used and len(word) <= _LONGEST else ()
            found = self._suggested[word] = tuple(dict.fromkeys([*used, *more]))
        return list(found[:most])


def _alike(word: str, vocabulary: Collection[str]) -> Iterator[str]:
    """Yield the words that are like a word, the likest first. Most are ruled out by their length and first letters."""
    lower = word.casefold()
    near: dict[str, str] = {}
    for other in vocabulary:
        if abs(len(other) - len(lower)) <= 2:
            folded = other.casefold()
            if folded != lower and (folded[:1] == lower[:1] or folded[-4:] == lower[-4:]):
                near[folded] = max(near.get(folded, ""), other)  # a small letter before a capital, in any order
    matcher = SequenceMatcher(None, "", lower)
    scored = []
    for folded, other in near.items():
        matcher.set_seq1(folded)
        if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE:
            scored.append((-matcher.ratio(), other))
    return (other for _, other in sorted(scored))


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals only, as shortened names are: VGR, EHDS, NPÖ."""
    return word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM

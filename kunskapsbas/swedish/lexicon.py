"""Which forms of a text are the same word, and which words a compound holds.

The dictionary knows most forms. It says nothing of many names and compounds, lists some inflected forms as if they were
words, and leaves most irregular forms without a word. The texts themselves settle those: a form joins a word that they
use and that has the same stem.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from .compounds import Splitter
from .dictionary import Dictionary
from .folding import fold
from .irregular import IRREGULAR
from .stemming import differ_by_endings, stem

AGENT_ENDINGS = ("are", "ares", "aren", "arens", "arna", "arnas")
SHORTEST_COMPOUND = 6


class Lexicon:
    """The words of one body of text.

    ``counts``: how often each lower-case form occurs. Forms that are not counted are handled too, by the dictionary
    and by their stem.
    """

    def __init__(self, dictionary: Dictionary, counts: Mapping[str, int]) -> None:
        self._dictionary = dictionary
        self._splitter = Splitter(dictionary)
        self._counts = counts
        self._words: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._by_stem: dict[str, Counter[str]] = defaultdict(Counter)
        self._loose_by_stem: dict[str, list[str]] = defaultdict(list)
        self._settle()

    def word(self, form: str) -> str:
        """Return the word that a lower-case form belongs to: "modulerna" -> "modul", "böcker" -> "bok"."""
        known = self._words.get(form)
        if known is None:
            known = self._words[form] = self._known_word(form) or self._joined(form)
        return known

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the words that a compound holds, without itself; nothing when it is no compound.

        Besides each part, neighbouring parts together: vårdinformationsmiljö has vård, information, miljö,
        vårdinformation and informationsmiljö.
        """
        known = self._parts.get(form)
        if known is None:
            known = self._parts[form] = tuple(self._find_parts(form))
        return known

    def _find_parts(self, form: str) -> list[str]:
        if len(form) < SHORTEST_COMPOUND:
            return []
        cut = self._splitter.parts(form)
        if len(cut) < 2:
            return []
        found = [part.lemma if part is not cut[-1] else self.word(form[part.start :]) for part in cut]
        for size in range(2, len(cut)):
            for at in range(len(cut) - size + 1):
                found.append(self.word(form[cut[at].start : cut[at + size - 1].end].removesuffix("s")))
        return [word for word in dict.fromkeys(found) if word != self.word(form)]

    def _settle(self) -> None:
        """Give every counted form its word: first those the dictionary knows, then the others by stem."""
        loose = []
        for form in sorted(self._counts):
            word = self._known_word(form)
            if word:
                self._words[form] = word
                self._by_stem[_stem_with_marks(word)][word] += self._counts[form]
            else:
                loose.append(form)
        for form in loose:
            self._loose_by_stem[_stem_with_marks(form)].append(form)
        for form in loose:
            self._words[form] = self._joined(form)

    def _known_word(self, form: str) -> str:
        """Return the word by the dictionary, or "" when the dictionary alone does not settle it."""
        if form in IRREGULAR:
            return IRREGULAR[form]
        lemmas = [lemma for lemma, _ in self._dictionary.lemmas(form)]
        bare = self._dictionary.is_bare(form)
        if bare and lemmas:
            lemmas = [lemma for lemma in lemmas if lemma != form and lemma in self._counts]
        if not lemmas:
            return self._compound_word(form)
        used = [lemma for lemma in lemmas if lemma in self._counts] or lemmas
        best = max(used, key=lambda lemma: (lemma == form, self._counts.get(lemma, 0)))
        return _agent(form, best)

    def _compound_word(self, form: str) -> str:
        if len(form) < SHORTEST_COMPOUND or (form in self._dictionary.words and not self._dictionary.is_bare(form)):
            return ""
        cut = self._splitter.parts(form)
        if len(cut) < 2:
            return ""
        start = cut[-1].start
        head = self._known_word(form[start:]) or self._other_lemma(form[start:])
        return form[:start] + head if head else ""

    def _joined(self, form: str) -> str:
        """Return the used word with the form's stem, or else the dictionary's, or the shortest form with that stem."""
        key, folded = _stem_with_marks(form), fold(form)
        words = self._by_stem.get(key, Counter())
        alike = sorted(word for word in words if differ_by_endings(folded, fold(word)))
        if alike:
            return max(alike, key=lambda word: (len(word) if form.startswith(word) else 0, words[word]))
        loose = [other for other in self._loose_by_stem.get(key, ()) if differ_by_endings(folded, fold(other))]
        return self._other_lemma(form) or min(loose or [form], key=lambda other: (len(other), other))

    def _other_lemma(self, form: str) -> str:
        """Return the dictionary's word for the form where that is not the form itself, or ""."""
        return next((lemma for lemma, _ in self._dictionary.lemmas(form) if lemma != form), "")


def _stem_with_marks(form: str) -> str:
    """Return the stem with the marks of å, ä and ö, which tell vård from värd."""
    folded = fold(form)
    return form[: len(stem(folded))] if len(folded) == len(form) else stem(folded)


def _agent(form: str, verb: str) -> str:
    """Return "skrivare" for skrivaren and skrivarna, which the dictionary calls forms of skriva."""
    if verb.endswith("a") and form.removeprefix(verb[:-1]) in AGENT_ENDINGS and form.startswith(verb[:-1]):
        return f"{verb[:-1]}are"
    return verb

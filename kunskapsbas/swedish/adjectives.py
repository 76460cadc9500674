"""How adjectives and participles agree with a noun: modulär, modulärt, modulära.

The rules are those of Svenska Akademiens grammatik, volume 2; the dictionary tells what is an adjective.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .dictionary import Dictionary
from .nouns import Nouns

VOWELS = "aeiouyåäö"
FLAGS = frozenset("OPQ")  # after a word in -a they are a verb's
# What words that the dictionary does not have end in when they are adjectives.
ENDINGS = tuple("isk ig ell är iv ös sam bar fri lös ad ande ende nära mässig bel".split())
IRREGULAR = {
    "liten": (("liten", "litet"), ("lilla", "lille", "små")),
    "gammal": (("gammal", "gammalt"), ("gamla", "gamle")),
    "egen": (("egen", "eget"), ("egna", "egen", "eget")),
    "bra": (("bra",), ("bra",)),
    "nära": (("nära",), ("nära",)),
    "allmän": (("allmän", "allmänt"), ("allmänna", "allmänne")),
    "god": (("god", "gott"), ("goda", "gode")),
    "hög": (("hög", "högt"), ("höga", "höge")),
    "intern": (("intern", "internt"), ("interna", "interne")),
    "modern": (("modern", "modernt"), ("moderna", "moderne")),
    "extern": (("extern", "externt"), ("externa", "externe")),
}


@dataclass(frozen=True)
class Adjective:
    """Forms before a noun without article (common gender, neuter), and those after one or in the plural."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]

    def form(self, weak: bool, place: int) -> str:
        """Return one of the forms; the last where there are not so many."""
        forms = self.weak if weak else self.strong
        return forms[min(place, len(forms) - 1)]


@dataclass
class Adjectives:
    """What a dictionary knows of adjectives. All words are in lower case."""

    dictionary: Dictionary
    nouns: Nouns

    def find(self, word: str) -> Adjective | None:
        """Return the adjective or participle that a word is a form of, or None."""
        for base in _bases(word):
            if base in IRREGULAR or self.is_entry(base) or self._is_participle(base):
                return agree(base)
        known = word in self.dictionary.words or self.nouns.base(word)
        if known and (self.nouns.is_entry(word) or not _looks_like_one(word)):
            return None
        return next((agree(base) for base in _bases(word) if _looks_like_one(base)), None)

    def is_entry(self, word: str) -> bool:
        """Tell whether the dictionary has the word as an adjective."""
        flags = self.dictionary.words.get(word, "")
        if word.endswith("a"):
            return False
        by_ending = "M" in flags and "E" not in flags and word.endswith(("en", "el", "er", "m"))
        return by_ending or not FLAGS.isdisjoint(flags)

    def _is_participle(self, word: str) -> bool:
        """Tell whether a word such as samordnad, modulbaserad, utförd or köpt comes from a verb."""
        if not word.endswith(("d", "t")) or self.nouns.is_entry(word):
            return False
        if not word.endswith("ad"):
            lemmas = (lemma for lemma, _ in self.dictionary.lemmas(word) if lemma.endswith("a"))
            return any("O" in self.dictionary.words[lemma] for lemma in lemmas)
        verbs = (word[at:-1] for at in range(len(word) - 3) if at not in (1, 2))
        return any(not {"m", "P"}.isdisjoint(self.dictionary.words.get(verb, "")) for verb in verbs)


def agree(base: str) -> Adjective:
    """Return the forms of an adjective or participle in its base form."""
    if base in IRREGULAR:
        return Adjective(*IRREGULAR[base])
    if base.endswith(("a", "e", "o")):
        return Adjective((base,), (base,))
    neuter, weak = _neuter(base), _weak(base)
    if base[-1] in VOWELS:
        return Adjective((base, neuter), (weak, base))
    masculine = () if weak.endswith("e") else (f"{weak[:-1]}e",)
    return Adjective((base, neuter), (weak, *masculine))


def _neuter(base: str) -> str:
    if base.endswith("ad") or _loses_vowel(base, "en"):
        return f"{base[:-1]}t"
    if base.endswith("dd"):
        return f"{base[:-2]}tt"
    if base.endswith("d"):
        return f"{base[:-1]}{'tt' if base[-2] in VOWELS else 't'}"
    if base.endswith("t"):
        return base
    if base.endswith("nn"):
        return f"{base[:-1]}t"
    return f"{base}tt" if base[-1] in VOWELS else f"{base}t"


def _weak(base: str) -> str:
    if base.endswith("ad"):
        return f"{base}e"
    if _loses_vowel(base, "en", "el", "er"):
        stem = base[:-3] if base.endswith("mmen") else base[:-2]
        return f"{stem}{base[-1]}a"
    return f"{base}ma" if base.endswith("m") else f"{base}a"


def _loses_vowel(base: str, *endings: str) -> bool:
    return len(base) > 3 and base.endswith(endings) and base[-3] not in VOWELS


def _bases(word: str) -> Iterator[str]:
    """Give the base forms that a word may be a form of, itself first."""
    yield word
    for base in _candidates(word):
        if len(base) > 1:
            forms = agree(base)
            if word in forms.strong or word in forms.weak:
                yield base
    yield from (base for base, (strong, weak) in IRREGULAR.items() if word in (*strong, *weak) and word != base)


def _candidates(word: str) -> Iterator[str]:
    if word.endswith(("a", "e")):
        yield word[:-1]
        if word[-2:-1] in ("n", "l", "r"):
            yield f"{word[:-2]}e{word[-2]}"
        if word.endswith("mma"):
            yield word[:-2]
    if word.endswith("t"):
        yield word[:-1]
        yield f"{word[:-1]}d"
        if word.endswith("et"):
            yield f"{word[:-1]}n"
        if word.endswith("tt"):
            yield from (word[:-2], f"{word[:-2]}d", word[:-1])
        if word.endswith("nt"):
            yield f"{word[:-1]}n"


def _looks_like_one(word: str) -> bool:
    return word.endswith(ENDINGS) and len(word) > 5

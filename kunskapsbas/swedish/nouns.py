"""The forms of Swedish nouns, by the rules of the dictionary.

The dictionary has one row of flags for all words of a spelling, so that hälsa has the endings of the noun and of the
verb; only those of nouns are used here. What it leaves out though it is regular is added (Svenska Akademiens grammatik,
volume 2), and a word that it does not have is inflected as its last part is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .compounds import Splitter
from .dictionary import END, NEEDS_AFFIX, Dictionary
from .irregular import IRREGULAR, IRREGULAR_NOUNS, MORE_NOUNS

FLAGS = frozenset("BCDEFGHIJ")  # A is the genitive, which nearly every word has
AFTER_A = FLAGS - frozenset("BDFJ")  # after a word in -a the others are of a verb: söka, sökande, sök
PLURAL_FLAGS = frozenset("GHIJ")
VERB_FLAGS = frozenset("mKMNP")
VOWELS = "aeiouyåäöé"
AR, ER = ("ar", "ars", "arna", "arnas"), ("er", "ers", "erna", "ernas")
# Plurals that nearly always are something else: a verb (vårdar), or one who works with the subject (politiker).
REFUSED_PLURALS = {"vård": AR, "hjälp": ER}
COUNTED_IK = ("klinik", "rubrik", "fabrik", "butik", "replik", "republik", "taktik", "metodik")
UNCOUNTED = ("ik", *REFUSED_PLURALS)
# Endings with the flags that such nouns have: for words that the dictionary does not know at all.
GUESSED = (
    ("itet", "ADH"), ("het", "ADH"), ("ning", "ADG"), ("ing", "ADG"), ("ion", "ADH"), ("else", "AEI"), ("are", "AEJ"),
    ("ist", "ADH"), ("ism", "ADH"), ("logi", "AEH"), ("grafi", "AEH"), ("ik", "AD"), ("skap", "ABD"), ("ment", "ABD"),
    ("eri", "ACEF"), ("dom", "A"), ("ium", "AJ"), ("eum", "AJ"),
)  # fmt: skip
_SHORTEST_HEAD = 4  # letters of a known word that may end a word which the splitter cannot part
_SHORT_FIRST = frozenset("in ut om av på ny ur".split())  # first parts of two letters


@dataclass(frozen=True)
class Noun:
    """A noun's forms: in the singular without article (``bare``, with its genitive), and all others."""

    bare: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The form that the others come from."""
        return self.bare[0]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form, the base first."""
        return (*self.bare, *self.others)


@dataclass
class Nouns:
    """What a dictionary knows of nouns. All words are in lower case."""

    dictionary: Dictionary

    @cached_property
    def _splitter(self) -> Splitter:
        return Splitter(self.dictionary)

    def find(self, word: str) -> Noun | None:
        """Return the noun that a word is a form of, or None when it is a form of no known noun."""
        base = self.base(word)
        return self._noun(base) if base else None

    def base(self, word: str) -> str:
        """Return the base form of the noun that a word is a form of (itself first), or ""."""
        if word in MORE_NOUNS:
            return word
        if IRREGULAR.get(word) in IRREGULAR_NOUNS:
            return IRREGULAR[word]
        if self.is_entry(word) or self._is_verbal(word):
            return word
        for lemma, _ in self.dictionary.lemmas(word):
            may_be = lemma != word and lemma not in IRREGULAR and self.is_entry(lemma)
            if may_be and word in self._noun(lemma).forms:
                return lemma
        if head := self.head(word):
            base = self.base(head)
            return word[: len(word) - len(head)] + base if base else ""
        if word in self.dictionary.words:
            return word if self._is_bare(word) else ""
        return word if guess(word) else ""

    def is_entry(self, word: str) -> bool:
        """Tell whether the dictionary has the word as a noun with forms of its own."""
        flags = self.dictionary.words.get(word, "")
        return not (NEEDS_AFFIX in flags and END not in flags) and not _flags_for(word).isdisjoint(flags)

    def head(self, word: str) -> str:
        """Return the last part of a word that is inflected as that part is, or "" for a word of its own.

        By the splitter; else the longest word that the dictionary knows.
        """
        known = word in self.dictionary.words
        if known and not self.dictionary.is_bare(word):
            return ""
        if last := self.last_part(word):
            return last
        if known:
            return ""
        first = 2 if word[:2] in _SHORT_FIRST else 3
        ends = (word[at:] for at in range(first, len(word) - _SHORTEST_HEAD + 1))
        return next((end for end in ends if self._ends_well(end)), "")

    def last_part(self, word: str) -> str:
        """Return the last part of a compound, known or not, where it is a noun or an adjective; else ""."""
        cut = self._splitter.parts(word)
        last = word[cut[-1].start :]
        return last if len(cut) > 1 and self._ends_well(last) else ""

    def is_compound(self, word: str) -> bool:
        """Tell whether a word is put together of others, as far as the dictionary knows."""
        return bool(self.head(word)) or len(self._splitter.parts(word)) > 1

    def is_particular(self, word: str) -> bool:
        """Tell whether a word with its article can name one thing only: pausen can, samordningsgruppen need not.

        A compound says by itself what it names; of a simple word, only the article tells this pause from any other.
        """
        return self.is_definite(word) and not self.is_compound(self.base(word))

    def is_definite(self, word: str) -> bool:
        """Tell whether a form has the article as its ending: pausen has, möten, kostnader and gemen have not."""
        base = self.base(word)
        if base in ("", word) or not word.endswith(("n", "t", "na")):
            return False
        neuter = "C" in self.dictionary.words.get(base, "")
        return not (neuter and word == f"{base}n") and word not in ("ögon", "öron")

    def _noun(self, base: str) -> Noun:
        bare = (base, *genitive(base))
        return Noun(bare, tuple(form for form in self._others(base) if form not in bare))

    def _is_bare(self, word: str) -> bool:
        """Tell whether the dictionary has the word as a noun, but none of its forms (anmälan, lärare)."""
        if not self.dictionary.is_bare(word):
            return False
        return word.endswith("are") or "A" in self.dictionary.words[word] or self._has_ning(word)

    def _is_verbal(self, word: str) -> bool:
        """Tell whether a word in -an is a noun of its own: ansökan, or påverkan, that is found under påverka."""
        if not word.endswith("an"):
            return False
        flags = self.dictionary.words.get(word[:-1], "")
        under_verb = "E" in flags and not VERB_FLAGS.isdisjoint(flags) and PLURAL_FLAGS.isdisjoint(flags)
        return under_verb or self._is_bare(word)

    def _has_ning(self, word: str) -> bool:
        return word.endswith("an") and f"{word[:-2]}ning" in self.dictionary.words

    def _ends_well(self, word: str) -> bool:
        if IRREGULAR.get(word) in IRREGULAR_NOUNS:
            return True
        return any(
            may_end and (self.is_entry(lemma) or self._is_bare(lemma) or "O" in self.dictionary.words[lemma])
            for lemma, may_end in self.dictionary.lemmas(word)
        )

    def _others(self, base: str) -> list[str]:
        flags = self.dictionary.words.get(base)
        if (flags is None or FLAGS.isdisjoint(flags)) and (head := self.head(base)):
            return [base[: len(base) - len(head)] + form for form in self._noun(head).forms]
        flags = (flags or "") + guess(base)  # the dictionary has too little of many rare words
        irregular = self._irregular(base)
        forms = list(self._by_rules(base, flags))
        if not irregular:
            forms += self._left_out(base, flags)
        for form in (*irregular, *MORE_NOUNS.get(base, ())):
            forms += [form, *genitive(form)]
        return list(dict.fromkeys(forms))

    def _irregular(self, base: str) -> tuple[str, ...]:
        """Return the irregular forms of a noun that is or ends in one of the list: riksdagsman, but not roman."""
        if base in IRREGULAR_NOUNS:
            return IRREGULAR_NOUNS[base]
        if not PLURAL_FLAGS.isdisjoint(self.dictionary.words.get(base, "")):
            return ()
        for at in range(2, len(base) - 2):
            if base[at:] in IRREGULAR_NOUNS:
                return tuple(base[:at] + form for form in IRREGULAR_NOUNS[base[at:]])
        return ()

    def _by_rules(self, base: str, flags: str) -> Iterator[str]:
        """Give the forms that the dictionary's flags make, as far as they are a noun's."""
        nouns = "".join(flag for flag in dict.fromkeys(flags) if flag in _flags_for(base))
        if base in IRREGULAR_NOUNS and not {"D", "F"}.isdisjoint(nouns):
            nouns = nouns.replace("B", "")  # manet is no form of man
        refused = next((endings for head, endings in REFUSED_PLURALS.items() if base.endswith(head)), ())
        persons = base.endswith("ik") and not base.endswith(COUNTED_IK)
        for ending, form in self.dictionary.forms(base, nouns):
            if form[-1].isalpha() and ending not in refused and not (persons and ending in ER):
                yield form

    def _left_out(self, base: str, flags: str) -> Iterator[str]:
        """Give regular forms that the dictionary does not have."""
        nouns = {flag for flag in flags if flag in _flags_for(base)}
        if base.endswith("are") and nouns.isdisjoint("IH"):
            yield from (base[:-1] + ending for ending in ("en", "ens", "na", "nas"))
        elif base.endswith(("ande", "ende")) and (base[:-3] in self.dictionary.words or "C" in nouns):
            yield from (base + ending for ending in ("t", "ts", "n", "ns", "na", "nas"))
        elif base[-1] in VOWELS and {"C", "E"} <= nouns:  # möten, mötena; scheman, schemana
            yield from (base + ending for ending in ("na", "nas"))
        elif base[-1] in VOWELS and {"E", "F"} <= nouns and not base.endswith("nde"):  # vitet
            yield from (base + ending for ending in ("t", "ts"))
        elif base.endswith(("trum", "ium", "eum")):
            yield from (base[:-2] + ending for ending in ("et", "ets"))
        elif PLURAL_FLAGS.isdisjoint(nouns):
            yield from self._plural(base, nouns)
        elif nouns <= PLURAL_FLAGS and (last := self.last_part(base)):  # many rare compounds have a wrong flag alone
            yield from (base[: len(base) - len(last)] + form for form in self._noun(last).others)
        elif nouns <= PLURAL_FLAGS:
            yield from (base + ending for ending in (("n", "ns") if base[-1] in VOWELS else ("en", "ens")))
        if "B" in nouns and "D" not in nouns and not base.endswith("um"):  # samfunden; partit beside partiet
            yield from (base + ending for ending in (("t", "ts") if base[-1] in VOWELS else ("en", "ens")))
        if base.endswith("ör"):  # direktörn beside direktören
            yield from (base + ending for ending in ("n", "ns"))
        if self._has_ning(base) and self._is_bare(base):  # ansökan, ansökningar
            yield from (f"{base[:-2]}ning{ending}" for ending in AR)

    def _plural(self, base: str, nouns: set[str]) -> Iterator[str]:
        """Give the plural of a noun that the dictionary has none for. After a consonant a neuter noun needs none."""
        if listed := self._listed_plural(base):
            yield from (listed + ending for ending in ("", "s", "na", "nas"))
        elif "B" in nouns or base.endswith(UNCOUNTED):
            return
        elif last := self.last_part(base):
            yield from (base[: len(base) - len(last)] + form for form in self._noun(last).others)
        elif "D" in nouns:
            verb = self.dictionary.words.get(f"{base}a", "")  # without article svälter and hissar are most likely verbs
            endings = AR if base.endswith(("ing", "dom")) else ER[2:] if "K" in verb else ER  # remisser
            yield from (base + ending for ending in endings)
            if sum(letter in VOWELS for letter in base) == 1:  # hissarna
                yield from (base + ending for ending in (AR if VERB_FLAGS.isdisjoint(verb) else AR[2:]))
        elif "E" in nouns and "C" not in nouns:
            yield from _plural_after(base)

    def _listed_plural(self, base: str) -> str:
        """Return a plural that the dictionary has as an entry of its own, as it has vänner."""
        starts = (base[:-1],) if base[-1] in "ae" else (base, base + base[-1])
        plurals = (start + ending for start in starts for ending in ("er", "ar", "or"))
        return next((plural for plural in plurals if "J" in self.dictionary.words.get(plural, "")), "")


def genitive(form: str) -> tuple[str, ...]:
    """Return the genitive of a form; there is none of its own after s, x and z."""
    return () if form[-1:] in "sxzSXZ" else (f"{form}s",)


def guess(word: str) -> str:
    """Return the flags that a noun with the word's ending has, or "" where the ending tells nothing."""
    return next((flags for end, flags in GUESSED if word.endswith(end) and len(word) >= len(end) + 3), "")


def _flags_for(word: str) -> frozenset[str]:
    return AFTER_A if word.endswith("a") else FLAGS


def _plural_after(base: str) -> Iterator[str]:
    """Give the plural of a noun of common gender that has -n for its article: nyttor, afasier, tekniker, timmar."""
    if base.endswith("a"):
        yield from (base[:-1] + ending for ending in ("or", "ors", "orna", "ornas"))
    elif base.endswith("else"):
        yield from (base + ending for ending in ("r", "rs", "rna", "rnas"))
    elif base.endswith("e"):
        yield from (base[:-1] + ending for ending in AR)
    elif base.endswith("i"):
        yield from (base + ending for ending in ER)
    elif base.endswith("er"):
        yield from (base + ending for ending in ("na", "nas"))

"""All forms of a word or a phrase: modulär strategi -> modulära strategin, modulär strategis, modulära strategier …

Forms are made with the rules of the dictionary, never by taking endings from words: modul gives modulerna, and nothing
gives modulerar. On agreement in the noun phrase see Svenska Akademiens grammatik, volume 3.

A form is written as it stands inside a sentence, and that says which letters it may be written with: a lower-case word
may have capitals, the first capital of a name and the capitals of an abbreviation must stand (see
``glossary/matching.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from .adjectives import Adjective, Adjectives
from .dictionary import Dictionary, load_dictionary
from .irregular import IRREGULAR
from .nouns import Noun, Nouns, genitive, guess

PREPOSITIONS = frozenset(
    """av för i om med på till från vid under mot över enligt utan inom per som hos kring efter bland genom via
    mellan åt ur utanför innanför utifrån""".split()
)
CONJUNCTIONS = frozenset("och eller samt".split())
ABBREVIATION_ENDINGS = tuple(
    "s en ens et ets n ns t ts er ers erna ernas ar ars arna arnas na nas or ors orna ornas".split()
)
# A word that no dictionary has is inflected in every way: no other word can be meant (chatboten, chatbottar).
UNKNOWN_ENDINGS = tuple("s en ens et ets n ns er ers erna ernas ar ars arna arnas".split())
# In speech and loose writing a name gets an article: Millenniumet, Cosmicen. Not where it would look like another name
# (Jansen), or has one already.
_NO_ARTICLE = (*"aeiouyåäönst", "é")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True)
class Paradigm:
    """The forms of one word or phrase, as they are written inside a sentence; ``base`` is the first of them."""

    forms: tuple[str, ...]

    @property
    def base(self) -> str:
        """The form that the others come from, as the writer put it."""
        return self.forms[0]


@dataclass
class Inflector:
    """Makes forms with the help of a dictionary.

    ``names``: words (as written) that are names here whatever the dictionary says (Millennium). A compound is none of
    them: in small letters, too, samordningsgruppen can be nothing else.
    """

    dictionary: Dictionary = field(default_factory=load_dictionary)
    names: Collection[str] = frozenset()

    @cached_property
    def _nouns(self) -> Nouns:
        return Nouns(self.dictionary)

    @cached_property
    def _adjectives(self) -> Adjectives:
        return Adjectives(self.dictionary, self._nouns)

    def paradigms(self, title: str, name: bool | None = None) -> list[Paradigm]:
        """Return the paradigms of a title: what stands before a parenthesis, and an abbreviation in it.

        "Nationell patientöversikt (NPÖ)" has two, and so has "NPÖ (Nationell patientöversikt)". Other words in a
        parenthesis only say what is meant, as in "Beslutsfattare (i samordningsgruppen)".
        """
        found = _PARENTHESIS.search(title)
        if not found or not found.start():
            return [self.paradigm(title, name)]
        outside, inside = title[: found.start()], found[1].strip()
        paradigms = [self.paradigm(outside, name)]
        spelled_out = (
            is_abbreviation(outside) and len(inside) > len(outside) and inside[0].lower() == outside[0].lower()
        )
        if is_abbreviation(inside) or spelled_out:
            paradigms.append(self.paradigm(inside))
        return paradigms

    def paradigm(self, text: str, name: bool | None = None) -> Paradigm:
        """Return the paradigm of a word or phrase, written as a title or as in a sentence.

        ``name``: whether a single word is known to be a name, so that it keeps its capital and has few forms;
        None leaves that to the dictionary, where a word that it does not have is a name if it has a capital.
        """
        tokens = unicodedata.normalize("NFC", text).split()
        if not tokens:
            return Paradigm((text,))
        forms = self._word(tokens[0], name) if len(tokens) == 1 else self._phrase(tokens)
        return Paradigm(tuple(dict.fromkeys(forms)))

    def is_common(self, word: str) -> bool:
        """Tell whether a word is an ordinary one, or a compound of such, so that its capital is only a title's."""
        low = word.lower()
        if is_abbreviation(word) or (word in self.names and not self._nouns.is_compound(low)):
            return False
        if "-" in low:
            return all(len(part) < 2 or self.is_common(part) for part in low.split("-"))
        lemmas = self.dictionary.lemmas(low)
        if not lemmas:
            known = low in IRREGULAR or self._nouns.head(low) or guess(low) or self._adjectives.find(low)
            return bool(known)
        if any(lemma not in self.dictionary.names for lemma, _ in lemmas):
            return True
        # Läkemedelsverket is listed as a name, and written läkemedelsverket too: a compound with its article.
        last = self._nouns.last_part(low)
        return bool(last) and self._nouns.is_definite(last)

    # One word

    def _word(self, token: str, name: bool | None) -> Sequence[str]:
        if "-" in token.strip("-"):
            return self._hyphenated(token)
        if is_abbreviation(token):
            return list(_of_abbreviation(token))
        low = token.lower()
        common = self.is_common(token) and not self._is_verb(low)
        if name or (name is None and token != low and not common):
            articles = () if low.endswith(_NO_ARTICLE) else ("et", "ets", "en", "ens")
            return (token, *genitive(token), *(token + article for article in articles))
        if self._nouns.is_particular(low):
            return (low, *genitive(low))
        if noun := self._nouns.find(low):
            return (low, *noun.forms)
        if adjective := self._adjectives.find(low):
            return (low, *adjective.strong, *adjective.weak, *genitive(low))
        if common or low in self.dictionary.words:
            return (low, *genitive(low))
        return (low, *(low + ending for ending in UNKNOWN_ENDINGS if ending != "s" or genitive(low)))

    def _is_verb(self, word: str) -> bool:
        """Tell whether a word is a verb and nothing else: no term is one, so that "Sussa" is a name."""
        return "m" in self.dictionary.words.get(word, "") and not self._nouns.base(word)

    def _hyphenated(self, token: str) -> Sequence[str]:
        """Inflect the last part: EHDS-förordningen, SITHS-kort, e-hälsa. IT-system is written it-system as well."""
        first, _, last = token.rpartition("-")
        if not last.isalpha():
            base = token if is_abbreviation(token) else token.lower()
            return (base, f"{base}:s", f"{base}s")
        abbreviated = is_abbreviation(first)
        common = len(first) == 1 or (not abbreviated and self.is_common(first.rpartition("-")[2]))
        starts = [first.lower() if common else first] + [first.lower()] * (abbreviated and first.isupper())
        noun = self._nouns.find(last) if last == last.lower() else None
        forms = (last, *(noun.forms if noun else genitive(last)))
        return [f"{start}-{form}" for start in starts for form in forms]

    # Phrases

    def _phrase(self, tokens: list[str]) -> Iterator[str]:
        """Give the forms of a phrase: the adjectives before its head agree with it, what follows the head is fixed."""
        words = [token.lower() if self._may_be_lowered(token, at) else token for at, token in enumerate(tokens)]
        yield " ".join(words)
        head = self._head(words)
        noun = self._nouns.find(words[head]) if head is not None else None
        if head is None or noun is None:
            yield from (" ".join((*words[:-1], form)) for form in _last(words[-1]))
            return
        before = [None if self._is_adverb(words, at) else self._adjectives.find(words[at]) for at in range(head)]
        if self._nouns.is_particular(words[head]):  # Högsta domstolen: of its forms only the genitive names the same
            noun, before = Noun((words[head], *genitive(words[head]))), [None] * head
        owned = any(self._is_genitive(word) for word in words[:head])
        rest = words[head + 1 :]
        for start, form in _agreeing(words[:head], before, noun, owned):
            yield " ".join((*start, form, *rest))
        yield from self._with_rest(words, head, noun, rest)

    def _with_rest(self, words: list[str], head: int, noun: Noun, rest: list[str]) -> Iterator[str]:
        """Give the forms where what follows the head is inflected too: målen och budgeten, Region Skånes."""
        if len(rest) == 2 and rest[0] in CONJUNCTIONS and head == 0 and (other := self._nouns.find(rest[1])):
            yield from (f"{one} {rest[0]} {two}" for one, two in product(noun.forms, other.forms))
        elif rest and PREPOSITIONS.isdisjoint(rest):
            yield from (" ".join((*words[:-1], form)) for form in _last(words[-1]))

    def _may_be_lowered(self, token: str, place: int) -> bool:
        """Tell whether a word of a phrase has its capital only because it is the first."""
        return place == 0 and self.is_common(token.rstrip(",.;:"))

    def _head(self, words: list[str]) -> int | None:
        """Return where the head of a phrase stands: the first noun that is nothing else there."""
        for at, word in enumerate(words):
            last = at == len(words) - 1
            if word in PREPOSITIONS and at:
                return None
            if word.endswith("-") or word in CONJUNCTIONS or word != word.lower():
                continue
            if not last and (self._is_genitive(word) or self._stands_before_noun(words, at)):
                continue
            if self._nouns.base(word):
                return at
        return None

    def _stands_before_noun(self, words: list[str], at: int) -> bool:
        return words[at + 1] not in PREPOSITIONS and self._adjectives.find(words[at]) is not None

    def _is_adverb(self, words: list[str], at: int) -> bool:
        """Tell whether a word says more of the adjective after it: medicinskt ansvarig, where that is not neuter."""
        first, second = self._adjectives.find(words[at]), self._adjectives.find(words[at + 1])
        if first is None or second is None or words[at] not in first.strong[1:]:
            return False
        return words[at + 1] not in second.strong[1:] or len(set(second.strong)) == 1

    def _is_genitive(self, word: str) -> bool:
        """Tell whether a word before the head owns it: verksamhetens, KPMG:s, Skånes."""
        if not word.endswith("s") or len(word) < 4:
            return False
        if word != word.lower():
            return word.endswith(":s") or not is_abbreviation(word)
        base = self._nouns.base(word)
        return base not in ("", word) and not base.endswith("s")


def _agreeing(
    words: list[str], before: list[Adjective | None], noun: Noun, owned: bool
) -> Iterator[tuple[list[str], str]]:
    """Give the words before a head in each form, with the form of the head that they agree with.

    Without article the strong form stands (modulär strategi); else the weak, also before a noun without article of its
    own (regionens modulära strategi), and always after an owner.
    """

    def in_form(weak: bool, place: int) -> list[str]:
        return [one.form(weak, place) if one else word for word, one in zip(words, before, strict=True)]

    if not any(before):
        yield from ((words, form) for form in noun.forms)
        return
    for place in (0, 1):
        if not owned:
            yield from ((in_form(False, place), form) for form in noun.bare)
        yield from ((in_form(True, place), form) for form in noun.forms)


def is_abbreviation(token: str) -> bool:
    """Tell whether a word is written with capitals that must stand: FVM, openEHR, HL7, 3R, KPMG:s."""
    if " " in token or not any(letter.isupper() for letter in token):
        return False
    return token[0].isdigit() or any(letter.isupper() for letter in token[1:].partition("-")[0])


def _of_abbreviation(token: str) -> Iterator[str]:
    """Give an abbreviation with the endings it takes after a colon, and with the genitive's s written close."""
    yield token
    if ":" not in token:
        yield from (f"{token}:{ending}" for ending in ABBREVIATION_ENDINGS)
        yield from genitive(token)


def _last(token: str) -> tuple[str, ...]:
    """Return the genitives that the last word of a name or fixed phrase may have."""
    return (f"{token}:s", *genitive(token)) if is_abbreviation(token) else genitive(token)

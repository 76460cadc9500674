"""What the rules of language know besides the page at hand: the glossary's forms, the writers' own words, a speller."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...content import Library
from ...glossary.forms import Form
from ...swedish import fold_form
from ...swedish.sentences import WORD
from ...swedish.spellcheck import Speller, is_acronym
from ...swedish.split_words import SplitWords

# Shortened names that need no explanation, in any text of the public sector.
KNOWN_SHORT = frozenset("AB EU IT TV USA UK PDF HTML CSV VD OK FN ÅÅÅÅ MM DD TIFF SVT SR DN TT GP AI ID NR".split())


class Deprecated(NamedTuple):
    """A form that should not be written: a pattern of it and its endings, a part of it in small letters (a text without
    that needs no look), itself, the right form, and the page that says so.
    """

    pattern: re.Pattern[str]
    part: str
    form: str
    title: str
    home: str


@dataclass(frozen=True)
class Words:
    """The vocabulary of a knowledge base. ``in_use`` gives the words of all pages, for the nearest right spelling."""

    library: Library
    forms: tuple[Form, ...]
    own: Mapping[str, str]
    in_use: Callable[[], Collection[str]]

    @cached_property
    def speller(self) -> Speller:
        """What tells right from wrong spelling."""
        return Speller([*(form.text for form in self.forms), *self.own, *self.names])

    def needless(self) -> list[str]:
        """Return the own words that are spelt right without being listed: in the dictionary, or in the glossary."""
        without = Words(self.library, self.forms, {}, self.in_use)
        return [word for word in self.own if all(map(without._explains, word.split()))]

    def _explains(self, word: str) -> bool:
        """Tell whether no rule asks about a word: it is spelt right, and explained where it is a shortened name."""
        return word in self.short_names if is_acronym(word) else self.speller.knows(word)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that the library itself holds: spokespersons, and who published the sources."""
        people = {person.name for report in self.library.reports for person in report.spokespersons}
        return frozenset(people | {source.publisher for source in self.library.sources.values()})

    @cached_property
    def split_words(self) -> SplitWords:
        """What finds compounds written apart."""
        whole = {fold_form(text) for text in (*self.own, *(form.text for form in self.forms)) if " " not in text}
        return SplitWords(self.speller.knows, whole)

    @cached_property
    def deprecated(self) -> tuple[Deprecated, ...]:
        """Each form that should not be written."""
        found = []
        for term in self.library.terms:
            for entry in term.deprecated:
                form = re.escape(entry.form).replace("\\ ", " +")
                pattern = re.compile(rf"\b{form}(?P<end>[^\W\d_]{{0,4}})\b", re.IGNORECASE)
                part = max(entry.form.lower().split(), key=len)
                found.append(Deprecated(pattern, part, entry.form, term.title, term.docname))
        return tuple(found)

    def is_deprecated(self, word: str) -> bool:
        """Tell whether a word is a form that should not be written."""
        return any(form.pattern.fullmatch(word) for form in self.deprecated)

    @cached_property
    def spelt_names(self) -> Mapping[str, str]:
        """Folded form -> the form with its capitals, for names that no common word is like (openEHR, Millennium)."""
        found: dict[str, str] = {}
        for form in self.forms:
            if form.text != form.text.lower() and " " not in form.text and len(form.text) > 3:
                found.setdefault(fold_form(form.text), form.text)
        return found

    @cached_property
    def short_names(self) -> frozenset[str]:
        """Shortened names that readers can look up or need no explanation: the glossary's, own and common ones."""
        texts = [*self.own, *(form.text for form in self.forms), *self.names]
        return KNOWN_SHORT | {word for text in texts for word in WORD.findall(text) if is_acronym(word)}

    @property
    def fingerprint(self) -> str:
        """All that the rules' answers depend on, besides the page: when it changes, what is remembered is worthless."""
        return repr(([*self.forms], sorted(self.own.items()), [row[1:] for row in self.deprecated], sorted(self.names)))

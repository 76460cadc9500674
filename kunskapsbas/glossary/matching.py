"""Finds the terms of a glossary in a text, in whatever form they stand.

The forms make one trie, word by word; a text is read once. Where matches overlap the longest is kept, then the first.
What a match must be:

* whole words: letters with marks, digits and soft hyphens are of the word, so a closed compound (modulhus) is no match;
* written as the form is: see :mod:`kunskapsbas.swedish.inflecting` on capitals. A short word in capitals alone (VIS)
  is taken for an abbreviation and not for the word;
* with white space between the words of a form, line breaks and hard spaces too, but no empty line;
* not in an address, a file name, a path or a code; one stroke between two words (modul/system) is no path;
* no half of a compound that another half follows later (modul- och systemval).

A hyphenated compound that begins with a term as its title or link form has it is a match as a whole, if that part is
written with a capital and the rest in small letters: Millennium-införandet, FVM-programmet. That is how names and
abbreviations are joined; a hyphen in another word is most likely the end of a line or a range (process-orer). A term
that ends such a compound is no match (IT-modulerna): the whole is a word of its own, as in a closed compound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..swedish.dictionary import Dictionary
from .forms import Entry, Form, glossary_forms

if TYPE_CHECKING:
    from ..content import Library

# Invisible characters that a word may hold: soft hyphen, places to break a line, joiners.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_IN_WORD = rf"[^\W_]|[\u0300-\u036f{_UNSEEN}]"
_HYPHENS = "-\u2010\u2011"
# A word is joined by these to what follows close: FVM:s, IT-modul, modul.py, namn@exempel.se, x=modul.
_JOINING = rf"[{_HYPHENS}'’:.@=&?#+~%\\]"
_TOKEN = re.compile(rf"(?:{_IN_WORD})+(?:{_JOINING}(?:{_IN_WORD})+)*(?:[{_HYPHENS}](?!{_IN_WORD}))?")
# The same for text without marks and unseen characters, which is nearly all text: twice as fast.
_PLAIN_TOKEN = re.compile(rf"[^\W_]+(?:{_JOINING}[^\W_]+)*(?:[{_HYPHENS}](?![^\W_]))?")
_CLEANED = re.compile(rf"[{_UNSEEN}]")
_MENDED = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})
_ODD = re.compile(rf"[\u0300-\u036f{_UNSEEN}\u2010\u2011’]")
_NOT_BEFORE = frozenset("\\#@~-\u2010\u2011")
_NOT_AFTER = frozenset("\\@=")
_STROKE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*/[^\W\d_]+(?:-[^\W\d_]+)*")
_EDGES = ".,;:!?()[]{}\"'”’»«*…"
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LONGEST = 100  # letters; a longer word is no compound
_SHORT = 4  # letters of a word in capitals that is taken for an abbreviation where no other capitals stand beside it


class Match(NamedTuple):
    """A term in a text: the form as it stands there, the term's title and key, and where (``text[start:end]``)."""

    form: str
    term: str
    start: int
    end: int
    key: str = ""


@dataclass(slots=True)
class _Node:
    """A place in the trie: what may follow, and the forms that end here with their words, the owner first."""

    next: dict[str, _Node] = field(default_factory=dict)
    forms: list[tuple[Form, tuple[str, ...]]] = field(default_factory=list)


class Matcher:
    """All forms of a glossary, ready to be found. Made once; never changed."""

    def __init__(self, forms: Iterable[Form]) -> None:
        """Take the forms with the owner of a form first (see ``glossary_forms``)."""
        self._root = _Node()
        for form in forms:
            node = self._root
            words = _Words(form.text)
            for key in words.row():
                below = node.next.get(key)
                if below is None:
                    below = node.next[key] = _Node()
                node = below
            if node is not self._root:
                node.forms.append((form, tuple(map(words.written, range(len(words.keys))))))

    @classmethod
    def of(cls, entries: Iterable[Entry], dictionary: Dictionary | None = None) -> Matcher:
        """Return the matcher of some terms. Raises DictionaryError where the dictionary is not installed."""
        return cls(glossary_forms(entries, dictionary))

    @classmethod
    def from_library(cls, library: Library) -> Matcher:
        """Return the matcher of a knowledge base's glossary."""
        return cls.of(map(Entry.of, library.terms))

    def matches(self, text: str) -> list[Match]:
        """Return every match in the order of the text; none overlaps another."""
        words = _Words(text)
        first = self._root.next
        found = [
            (at, end, form)
            for at, key in enumerate(words.keys)
            if key in first or "-" in key
            for end, form in self._from(words, at)
        ]
        matches = []
        for at, end, form in _kept(found, words):
            start, stop = words.spans[at][0], words.spans[end][1]
            matches.append(Match(text[start:stop], form.title, start, stop, form.key))
        return matches

    def _from(self, words: _Words, at: int) -> Iterator[tuple[int, Form]]:
        """Give the last word and the form of each match that begins with a word."""
        node, end = self._root, at
        while end < len(words.keys):
            joined = _joined(node, words.between(end)) if end > at else node
            if joined is None:
                return
            below = joined.next.get(words.keys[end])
            if below is None or not below.forms:
                form = _in_compound(joined, words, at, end)
            else:
                form = next((form for form, wanted in below.forms if _written(wanted, words, at, end)), None)
            if form and words.stand_free(at, end):
                yield end, form
            if below is None:
                return
            node, end = below, end + 1


class _Words:
    """The words of a text: ``keys`` as they are compared, ``spans`` where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        low = text.lower()
        if len(low) != len(text):  # a few letters are two in lower case
            low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
        self._plain = text.isascii() or (not _ODD.search(text) and unicodedata.is_normalized("NFC", text))
        found = list((_PLAIN_TOKEN if self._plain else _TOKEN).finditer(low))
        self.spans = [one.span() for one in found]
        self.keys = [one.group() if self._plain else _seen(one.group()) for one in found]

    def written(self, place: int) -> str:
        """Return a word with its capitals."""
        start, end = self.spans[place]
        word = self.text[start:end]
        return word if self._plain else _seen(word)

    def row(self) -> list[str]:
        """Return the words of a form with the signs between them; none where a sign begins or ends the form."""
        if not self.spans or self.spans[0][0] or self.spans[-1][1] < len(self.text):
            return []
        row = self.keys[:1]
        for place in range(1, len(self.keys)):
            sign = self.between(place).strip()
            row += [sign, self.keys[place]] if sign else [self.keys[place]]
        return row

    def between(self, place: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.spans[place - 1][1] : self.spans[place][0]]

    def stand_free(self, first: int, last: int) -> bool:
        """Tell whether nothing of a path, an address or another compound stands close to a row of words."""
        text, start, end = self.text, self.spans[first][0], self.spans[last][1]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in _NOT_BEFORE or after in _NOT_AFTER:
            return False
        if (before == "_" and text[start - 2 : start - 1].isalnum()) or (
            after == "_" and text[end + 1 : end + 2].isalnum()
        ):
            return False
        if before == "." and text[start - 2 : start - 1] in ("", " ", "\n"):  # the name of a hidden file
            return False
        return "/" not in (before, after) or self._is_stroke(start, end)

    def _is_stroke(self, start: int, end: int) -> bool:
        """Tell whether the stroke at a word parts two words, and is not of a path: modul/system."""
        left = re.split(r"\s", self.text[max(0, start - _LONGEST) : start])[-1]
        right = re.split(r"\s", self.text[end : end + _LONGEST], maxsplit=1)[0]
        return _STROKE.fullmatch((left + self.text[start:end] + right).strip(_EDGES)) is not None


def _seen(token: str) -> str:
    return unicodedata.normalize("NFC", _CLEANED.sub("", token)).translate(_MENDED)


def _joined(node: _Node, between: str) -> _Node | None:
    """Return where a form goes on after what stands between two words: white space, or the form's own sign."""
    if between == " ":
        return node
    sign = between.strip()
    if _EMPTY_LINE.search(between):
        return None
    return node.next.get(sign) if sign else node if between else None


def _in_compound(node: _Node, words: _Words, at: int, end: int) -> Form | None:
    """Return the form that a compound such as FVM-programmet begins with, the longest first."""
    key, word = words.keys[end], words.written(end)
    cut = key.rfind("-") if len(key) <= _LONGEST else 0
    while cut > 0:
        below, rest = node.next.get(key[:cut]), word[cut + 1 :]
        if below and word[:cut] != key[:cut] and _is_small(rest):
            whole = " ".join((*words.keys[at:end], key))
            for form, wanted in below.forms:
                if form.begins and whole not in form.refused and _written(wanted, words, at, end, word[:cut]):
                    return form
        cut = key.rfind("-", 0, cut)
    return None


def _is_small(rest: str) -> bool:
    return len(rest) > 1 and rest[0].islower() and rest.replace("-", "").isalpha()


def _written(wanted: tuple[str, ...], words: _Words, at: int, end: int, last: str = "") -> bool:
    """Tell whether words have the letters that a form may be written with. ``last``: of the last, only this part."""
    for place, want in enumerate(wanted, at):
        word = last if last and place == end else words.written(place)
        if word != want and not _may_be(word, want, words, place):
            return False
    return True


def _may_be(word: str, wanted: str, words: _Words, place: int) -> bool:
    """Tell whether a word of the text, alike but for capitals, is the word of a form."""
    shouted = len(word) > 1 and word.isupper()
    if wanted != wanted.lower():  # a name may stand in capitals, an abbreviation only as it is
        return shouted and wanted[1:] == wanted[1:].lower()
    if shouted:
        return len(word) > _SHORT or _among_capitals(words, place)
    return all(part[1:] == part[1:].lower() or part.isupper() for part in word.split("-"))


def _among_capitals(words: _Words, place: int) -> bool:
    """Tell whether the nearest word of more than one letter, on either side, is in capitals, or there is none."""
    last = len(words.keys)
    sides = (range(place - 1, max(place - 4, -1), -1), range(place + 1, min(place + 4, last)))
    near = [next((word for word in map(words.written, side) if len(word) > 1), "") for side in sides]
    return not any(near) or any(word.isupper() for word in near)


def _kept(found: list[tuple[int, int, Form]], words: _Words) -> Iterator[tuple[int, int, Form]]:
    """Give the matches without overlaps: of those that do the longest (in letters) is kept, then the first."""
    group: list[tuple[int, int, Form]] = []
    reach = -1
    for match in found:
        if match[0] > reach:
            yield from _best(group, words)
            group = []
        group.append(match)
        reach = max(reach, match[1])
    yield from _best(group, words)


def _best(group: list[tuple[int, int, Form]], words: _Words) -> list[tuple[int, int, Form]]:
    if len(group) < 2:
        return group
    chosen: list[tuple[int, int, Form]] = []
    for match in sorted(group, key=lambda one: (words.spans[one[0]][0] - words.spans[one[1]][1], one[0])):
        if all(match[1] < other[0] or other[1] < match[0] for other in chosen):
            chosen.append(match)
    return sorted(chosen, key=lambda one: one[0])

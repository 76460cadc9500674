"""Makes the index: from pages to weighted postings, by BM25F over title, headings and text. Pure, no Sphinx.

Ranking (explained with its sources in docs/search.md). For a word in a page, the occurrences in each field are added
with the field's weight (BM25F: Robertson, Zaragoza and Taylor, 2004), and the sum is saturated and set in relation to
the page's length (BM25: Robertson and Walker, 1994). The result, the word's impact on the page, is all the browser
needs; it multiplies it by the word's rarity and adds up. Every section has impacts of its own, by the same formula.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from ..swedish.common import COMMON
from ..swedish.dictionary import load_dictionary
from ..swedish.finding_dates import KEY_MARK, date_keys, find_dates
from ..swedish.folding import words
from ..swedish.lexicon import Lexicon
from .passages import SearchPage
from .postings import (
    NOT_IN_TITLE,
    PAGE_LEVELS,
    PART_IN_TITLE,
    SECTION_LEVELS,
    WORD_IN_TITLE,
    PostingList,
)

TITLE, HEADING, NAME = 6.0, 2.0, 4.0  # weights of the fields; the text has 1
PART, JOINED_PARTS = 0.45, 0.6  # of a compound's occurrence: for each part, and for parts together
K1, B = 1.4, 0.6  # saturation, and how much the length of a page matters
B_SECTION = 0.4  # the same for a section
LONGEST_HYPHENED = 40  # letters; a longer run is an address
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@dataclass
class Index:
    """Everything the files are written from.

    ``forms``: every form in the texts -> (its word, number of pages that have it); words that only occur as parts of
    compounds stand there with 0 pages. ``postings``: word -> where it occurs. ``title_words``: for each page, how many
    words its title has that say something.
    """

    forms: dict[str, tuple[str, int]] = field(default_factory=dict)
    postings: dict[str, PostingList] = field(default_factory=dict)
    title_words: list[int] = field(default_factory=list)


def build_index(pages: Iterable[SearchPage]) -> Index:
    """Return the index of the pages, which are numbered in the order they come."""
    texts = _Texts()
    read = [texts.read(page) for page in pages]
    lengths = [page.length for page in read]
    average = max(1.0, sum(lengths) / max(1, len(lengths)))
    section = max(1.0, sum(lengths) / max(1, sum(len(page.sections) for page in read)))
    weights = _Weights(texts)
    postings: dict[int, PostingList] = defaultdict(PostingList)
    spread = [0] * len(weights.of)
    index = Index()
    for number, page in enumerate(read):
        index.title_words.append(page.title_words)
        _add_page(postings, number, page, page.length / average, section, weights.of)
        for form in page.forms():
            spread[form] += 1
    for form, text in enumerate(texts.forms):
        index.forms[text] = (weights.words[weights.of[form][0][0]], spread[form])
    for word in sorted(postings):
        index.postings[weights.words[word]] = postings[word]
        index.forms.setdefault(weights.words[word], (weights.words[word], 0))
    return index


def forms_of(text: str) -> list[str]:
    """Return the words of a text, the keys of its dates, and hyphened words also as one ("it-stöd" -> itstöd)."""
    found = words(text)
    for keys in date_keys(text.lower()):
        found += keys
    if "-" in text:
        hyphened = _HYPHENED.findall(" ".join(run for run in text.split() if "-" in run))
        found += [run.replace("-", "").lower() for run in hyphened if len(run) <= LONGEST_HYPHENED]
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as numbers of forms: the title, the names, and for each section its heading and its text.

    ``title_words``: how many words of the title say something; a date is one.
    """

    title: array[int]
    title_words: int
    names: array[int]
    sections: tuple[tuple[array[int], array[int]], ...]

    @property
    def length(self) -> float:
        """The number of words, the title's counted twice."""
        return 2.0 * len(self.title) + sum(len(heading) + len(text) for heading, text in self.sections)

    def forms(self) -> set[int]:
        found = set(self.title) | set(self.names)
        for heading, text in self.sections:
            found.update(heading, text)
        return found


class _Texts:
    """Gives every form of the texts a number, and counts it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = defaultdict(count().__next__)
        self.counts: Counter[int] = Counter()

    @property
    def forms(self) -> list[str]:
        """The forms in the order of their numbers."""
        return list(self._numbers)

    def read(self, page: SearchPage) -> _Read:
        sections: list[tuple[array[int], array[int]]] = []
        for passage in page.passages:
            heading = self._number(" \n ".join((passage.heading, *passage.keywords)))
            text = passage.text if sections else f"{page.summary} \n {passage.text}"
            sections.append((heading, self._number(text)))
        names = self._number(" \n ".join(page.names))
        return _Read(self._number(page.title), _telling(page.title), names, tuple(sections))

    def _number(self, text: str) -> array[int]:
        made = array("I", map(self._numbers.__getitem__, forms_of(text)))
        self.counts.update(made)
        return made


def _telling(title: str) -> int:
    """Return how many words of a title are not among the commonest; a date counts as one."""
    lower, dates = title.lower(), 0
    for start, end, _ in find_dates(lower):
        lower = lower[:start] + " " * (end - start) + lower[end:]
        dates += 1
    return dates + len(set(words(lower)) - COMMON)


class _Weights:
    """Which words an occurrence of each form counts for, and how much.

    ``words``: number -> word. ``of``: number of a form -> ((number of a word, weight), …), its own word first.
    """

    def __init__(self, texts: _Texts) -> None:
        counts = {form: texts.counts[number] for number, form in enumerate(texts.forms) if form[0] != KEY_MARK}
        self._lexicon = Lexicon(load_dictionary(), counts)
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.of = [self._weigh(form) for form in texts.forms]

    def _weigh(self, form: str) -> tuple[tuple[int, float], ...]:
        if form[0] == KEY_MARK:
            return ((self._number(form), 1.0),)
        weighed = [(self._number(self._lexicon.word(form)), 1.0)]
        for part in self._lexicon.parts(form):
            weighed.append((self._number(part), JOINED_PARTS if self._lexicon.parts(part) else PART))
        return tuple(weighed)

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number


Weights = list[tuple[tuple[int, float], ...]]


def _add_page(
    postings: dict[int, PostingList], number: int, page: _Read, length: float, section: float, weights: Weights
) -> None:
    """Add a page's postings. ``length`` is relative to the average page; ``section`` is an average section's words."""
    whole: dict[int, float] = defaultdict(float)
    _tally(whole, page.title, TITLE, weights)
    _tally(whole, page.names, NAME, weights)
    title: dict[int, int] = {}
    for form in page.title:
        for place, (word, _) in enumerate(weights[form]):
            title[word] = max(title.get(word, 0), PART_IN_TITLE if place else WORD_IN_TITLE)
    divided = len(page.sections) > 1
    inside: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for place, (heading, text) in enumerate(page.sections):
        tallied = defaultdict(float) if divided else whole
        _tally(tallied, heading, HEADING, weights)
        headed = set(tallied)
        _tally(tallied, text, 1.0, weights)
        if not divided:  # a page that is one section needs no section's impact
            break
        norm = K1 * (1 - B_SECTION + B_SECTION * (len(heading) + len(text)) / section)
        for word, occurrences in tallied.items():
            whole[word] += occurrences
            level = int(SECTION_LEVELS * occurrences / (occurrences + norm) + 0.5) or 1
            inside[word].append((place, level, word in headed))
    norm = K1 * (1 - B + B * length)
    for word, occurrences in whole.items():
        impact = int(PAGE_LEVELS * occurrences / (occurrences + norm) + 0.5) or 1
        postings[word].add(number, impact, title.get(word, NOT_IN_TITLE), inside.get(word, ()))


def _tally(into: dict[int, float], forms: array[int], weight: float, weights: Weights) -> None:
    """Add a field's weighted occurrences, of words and of the parts of compounds."""
    for form, times in Counter(forms).items():
        for word, share in weights[form]:
            into[word] += weight * share * times

"""What has changed between two reports: new, changed, gone and moved points, section by section. Pure functions.

How points are matched, in this order, so that the result is always the same:

1. Sections with the same key are pairs. Of the rest, two are a pair when at least half of their points are the same:
   the section has got another heading.
2. The same words (apart from case and spaces) in a pair of sections are the same point, wherever in it they stand.
3. The same words in two sections that are no pair are a point that has moved.
4. Of what is left in a pair, the two points that are most alike are one point that has changed, then the next two,
   down to ALIKE. How alike they are is 2·M/T (difflib): M words in common in the same order, of T words in all.
5. What is left is new or gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from ..swedish import count_words, fold_form, join_words
from ..swedish.folding import words
from .points import Part, Point

ALIKE = 0.5
#: Sections with more pairs of points than this are compared near the diagonal only, so that time stays in proportion.
MANY_PAIRS = 10_000
NEAR = 20
#: Texts with more words than this are compared by their beginnings and ends only: difflib may take cubic time.
MANY_WORDS = 1500


class Tally(NamedTuple):
    """How many points are new, changed, gone, moved and the same."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    moved: int = 0
    same: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything has changed."""
        return any(self[:4])


class Run(NamedTuple):
    """A run of words that both texts have, or only one: ``same``, ``gone`` (only the older) or ``new``."""

    kind: str
    text: str


class Changed(NamedTuple):
    """A point that says something else now, with the difference word by word."""

    old: Point
    new: Point
    runs: tuple[Run, ...]


class Moved(NamedTuple):
    """A point that stood under another heading before."""

    point: Point
    before: str


@dataclass
class PartChanges:
    """What has changed in one section. ``before``: its heading in the older report, "" where it was not there.

    ``heading`` is "" where the newer report has no such section.
    """

    heading: str = ""
    before: str = ""
    new: list[Point] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    gone: list[Point] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    same: int = 0

    @property
    def tally(self) -> Tally:
        """The numbers."""
        return Tally(len(self.new), len(self.changed), len(self.gone), len(self.moved), self.same)


@dataclass(frozen=True)
class Comparison:
    """All that has changed: the newer report's sections in its order, then those that only the older one had."""

    parts: tuple[PartChanges, ...] = ()

    @property
    def tally(self) -> Tally:
        """The numbers of the whole."""
        return Tally(*map(sum, zip(*(part.tally for part in self.parts), strict=True))) if self.parts else Tally()


class _Left(NamedTuple):
    """What is left to match of a pair of sections: indexes into their points."""

    old: list[int]
    new: list[int]


def compare(older: Sequence[Part], newer: Sequence[Part]) -> Comparison:
    """Return what has changed from the older report's sections to the newer's."""
    pairs = _pairs(older, newer)
    found = [PartChanges(new.heading if new else "", old.heading if old else "") for old, new in pairs]
    left = [_same(old, new, changes) for (old, new), changes in zip(pairs, found, strict=True)]
    _find_moved(pairs, left, found)
    for (old, new), rest, changes in zip(pairs, left, found, strict=True):
        olds, news = old.points if old else (), new.points if new else ()
        for i, j in _most_alike(olds, news, rest):
            changes.changed.append(Changed(olds[i], news[j], word_runs(olds[i].text, news[j].text)))
        changes.gone += [olds[i] for i in rest.old]
        changes.new += [news[j] for j in rest.new]
    return Comparison(tuple(found))


def _pairs(older: Sequence[Part], newer: Sequence[Part]) -> list[tuple[Part | None, Part | None]]:
    by_key = {part.key: part for part in older}
    partner = {new.key: by_key[new.key] for new in newer if new.key in by_key}
    renamed = [
        (-_share(old, new), i, j)
        for i, old in enumerate(older)
        for j, new in enumerate(newer)
        if old.key not in partner and new.key not in partner and _share(old, new) >= 0.5
    ]
    taken: set[str] = set(partner)
    for _, i, j in sorted(renamed):
        if older[i].key not in taken and newer[j].key not in partner:
            partner[newer[j].key] = older[i]
            taken.add(older[i].key)
    gone = [(old, None) for old in older if old.key not in taken]
    return [*((partner.get(new.key), new) for new in newer), *gone]


def _share(old: Part, new: Part) -> float:
    """Return how many of the points of two sections are the same, as a part of those in the larger one."""
    texts = [Counter(fold_form(point.text) for point in part.points) for part in (old, new)]
    return (texts[0] & texts[1]).total() / max(len(old.points), len(new.points), 1)


def _same(old: Part | None, new: Part | None, changes: PartChanges) -> _Left:
    """Count the points that are the same; return the rest."""
    places = _places(old.points if old else ())
    left = []
    for j, point in enumerate(new.points if new else ()):
        if waiting := places[fold_form(point.text)]:
            waiting.popleft()
            changes.same += 1
        else:
            left.append(j)
    return _Left(sorted(i for waiting in places.values() for i in waiting), left)


def _places(points: Iterable[Point]) -> defaultdict[str, deque[int]]:
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for i, point in enumerate(points):
        places[fold_form(point.text)].append(i)
    return places


def _find_moved(
    pairs: Sequence[tuple[Part | None, Part | None]], left: Sequence[_Left], found: Sequence[PartChanges]
) -> None:
    """Take the points that stand under another heading now out of what is left."""
    homes: defaultdict[str, deque[tuple[int, int]]] = defaultdict(deque)
    for number, (old, _) in enumerate(pairs):
        for i in left[number].old if old else ():
            homes[fold_form(old.points[i].text)].append((number, i))  # type: ignore[union-attr]
    for number, (_, new) in enumerate(pairs):
        for j in list(left[number].new) if new else ():
            point = new.points[j]  # type: ignore[union-attr]
            if waiting := homes[fold_form(point.text)]:
                home, i = waiting.popleft()
                left[home].old.remove(i)
                left[number].new.remove(j)
                found[number].moved.append(Moved(point, found[home].before))


def _most_alike(olds: Sequence[Point], news: Sequence[Point], left: _Left) -> list[tuple[int, int]]:
    """Take pairs of points that are alike out of what is left; give them in the newer report's order."""
    old_words = {i: words(olds[i].text) for i in left.old}
    new_words = {j: words(news[j].text) for j in left.new}
    rated = []
    for i, j in _candidates(left):
        rating = likeness(old_words[i], new_words[j])
        if rating >= ALIKE:
            rated.append((-rating, abs(i - j), j, i))
    pairs: list[tuple[int, int]] = []
    taken_old, taken_new = set[int](), set[int]()
    for _, _, j, i in sorted(rated):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    left.old[:] = [i for i in left.old if i not in taken_old]
    left.new[:] = [j for j in left.new if j not in taken_new]
    return sorted(pairs, key=lambda pair: pair[1])


def _candidates(left: _Left) -> Iterator[tuple[int, int]]:
    """Give the pairs of points to rate: all, or in a big section those that stand at about the same place."""
    many = len(left.old) * len(left.new) > MANY_PAIRS
    for at, i in enumerate(left.old):
        middle = at * len(left.new) // len(left.old)
        near = left.new[max(0, middle - NEAR) : middle + NEAR] if many else left.new
        for j in near:
            yield i, j


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Return how alike two sequences of words are, from 0 to 1; 0 where they cannot reach ALIKE."""
    total = len(old) + len(new)
    if not total or 2 * min(len(old), len(new)) < ALIKE * total:
        return 0.0
    most = 2 * (Counter(old) & Counter(new)).total() / total  # no order of words gives more
    if most < ALIKE or max(len(old), len(new)) > MANY_WORDS:
        return most if most >= ALIKE else 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def word_runs(old: str, new: str) -> tuple[Run, ...]:
    """Return two texts as runs of words. A lone word in common between two changes is shown as changed with them."""
    a, b = old.split(), new.split()
    runs: list[Run] = []
    i = j = 0
    for start, other, size in (*_blocks(a, b), (len(a), len(b), 0)):
        parts = (("gone", a[i:start]), ("new", b[j:other]), ("same", a[start : start + size]))
        runs += [Run(kind, " ".join(part)) for kind, part in parts if part]
        i, j = start + size, other + size
    return tuple(runs)


def _blocks(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (start in a, start in b, length) of the runs that both texts have."""
    if max(len(a), len(b)) > MANY_WORDS:
        first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        ends = zip(reversed(a[first:]), reversed(b[first:]), strict=False)
        last = next((i for i, (x, y) in enumerate(ends) if x != y), min(len(a), len(b)) - first)
        return [(0, 0, first), (len(a) - last, len(b) - last, last)]
    found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()[:-1]
    return [
        (i, j, size) for i, j, size in found if size > 1 or (i, j) == (0, 0) or (i + size, j + size) == (len(a), len(b))
    ]


def points_words(count: int) -> str:
    """Return a number of points in words."""
    return count_words(count, "punkt", "punkter")


def short_words(tally: Tally) -> str:
    """Return the numbers for a list: "Nytt: 3 punkter, ändrat: 1". Nothing that is none is mentioned."""
    named = zip(("nytt", "ändrat", "borttaget", "flyttat"), tally[:4], strict=True)
    told = [(name, count) for name, count in named if count]
    if not told:
        return "Inga ändringar sedan den förra rapporten"
    first = f"{told[0][0].capitalize()}: {points_words(told[0][1])}"
    return ", ".join([first, *(f"{name}: {count}" for name, count in told[1:])])


def long_words(tally: Tally) -> str:
    """Return the numbers for a sentence that has its verb already: "(är) 3 punkter nya, 1 ändrad och 2 borttagna"."""
    if not tally.differs:
        return "inga punkter ändrade"
    (count, form), *rest = _counts(tally)
    return join_words([f"{points_words(count)} {form}", *(f"{number} {word}" for number, word in rest)])


def counts_words(tally: Tally) -> str:
    """Return the numbers alone: "3 nya, 1 ändrad och 2 borttagna"; "" where nothing has changed."""
    return join_words([f"{count} {form}" for count, form in _counts(tally)])


def _counts(tally: Tally) -> list[tuple[int, str]]:
    """Return each number that is not none, with its word."""
    forms = (("ny", "nya"), ("ändrad", "ändrade"), ("borttagen", "borttagna"), ("flyttad", "flyttade"))
    counts = zip(tally[:4], forms, strict=True)
    return [(count, one if count == 1 else many) for count, (one, many) in counts if count]

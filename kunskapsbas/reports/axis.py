"""The time axis of the timeline's picture, and how things are placed along it without overlap. Pure functions."""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..content import Event

_MOST_FOR_NAMES = 0.6  # of the axis; the rest is shared by the events


@dataclass(frozen=True)
class Band:
    """A year on the axis, or a run of years in which nothing happens; ``start`` and ``end`` in units of the picture."""

    first: int
    last: int
    start: float
    end: float

    @property
    def name(self) -> str:
        """What the band is called."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Axis:
    """An axis of years, each as long as its events need."""

    bands: tuple[Band, ...]

    @property
    def length(self) -> float:
        """Where it ends; it begins at 0."""
        return self.bands[-1].end

    def place(self, day: date) -> float:
        """Return where a day begins. Days before and after the axis are at its ends."""
        for band in self.bands:
            if day.year <= band.last:
                days = (date(band.last, 12, 31) - date(band.first, 1, 1)).days + 1
                share = (day - date(band.first, 1, 1)).days / days
                return band.start + max(share, 0) * (band.end - band.start)
        return self.length

    def span(self, event: Event) -> tuple[float, float]:
        """Return from where to where an event may have been, as far as its date is known."""
        last = (event.until or event.date).last
        return self.place(event.date.first), self.place(min(last, date.max - timedelta(1)) + timedelta(1))


def make_axis(events: Iterable[Event], name: float, digit: float, event: float, length: float = 0) -> Axis:
    """Return the axis of some events (at least one). Years after one another without any are one band.

    A band gets room for its name (``name``, and ``digit`` for each of its signs) and ``event`` for each event that
    begins in it. If a ``length`` is given, all of it is used.
    """
    dates = [(one.date.first.year, (one.until or one.date).last.year) for one in events]
    count = Counter(first for first, _ in dates)
    busy = {year for first, last in dates for year in (first, last)}
    years = range(min(busy), max(busy) + 1)
    runs = _runs(sorted(busy), years)
    names = [name + digit * (4 if first == last else 9) for first, last in runs]
    shares = [event * count[first] for first, _ in runs]
    if length:
        scale = min(1, length * _MOST_FOR_NAMES / sum(names))
        names = [size * scale for size in names]
        rest = (length - sum(names)) / sum(shares)
        shares = [size * rest for size in shares]
    ends = [0.0]
    for size, share in zip(names, shares, strict=True):
        ends.append(ends[-1] + size + share)
    return Axis(tuple(Band(*run, *place) for run, place in zip(runs, pairwise(ends), strict=True)))


def _runs(busy: Sequence[int], years: range) -> list[tuple[int, int]]:
    """Return the years with events one by one, and the runs of years between them."""
    runs = [(busy[0], busy[0])]
    for year in busy[1:]:
        before = runs[-1][1]
        if year > before + 1:
            runs.append((before + 1, year - 1))
        runs.append((year, year))
    return runs


def stack(spans: Sequence[tuple[float, float]], gap: float, limits: Sequence[int]) -> list[int | None]:
    """Return a level for each span, the lowest where it keeps the gap to those before it in the sequence.

    None where that level is not below the span's own limit; such a span takes no room from others.
    """
    taken: list[list[tuple[float, float]]] = []  # in order along the axis
    levels: list[int | None] = []
    for span, limit in zip(spans, limits, strict=True):
        level = next((i for i, others in enumerate(taken) if _has_room(others, span, gap)), len(taken))
        levels.append(level if level < limit else None)
        if level < limit:
            if level == len(taken):
                taken.append([])
            insort(taken[level], span)
    return levels


def _has_room(others: Sequence[tuple[float, float]], span: tuple[float, float], gap: float) -> bool:
    at = bisect(others, span)
    after = at == len(others) or span[1] + gap <= others[at][0]
    return after and (at == 0 or others[at - 1][1] + gap <= span[0])


def spread(wanted: Sequence[float], sizes: Sequence[float], length: float) -> list[float]:
    """Return where things of these sizes begin, in order, without overlap, from 0 to ``length``.

    Each is as near to having its middle where it is ``wanted`` as the others allow (least squares: things that push
    each other move as one block, whose place is the mean of their wishes). Raises ValueError where they do not fit.
    """
    if sum(sizes) > length + 1e-6:
        raise ValueError("they do not fit")
    blocks: list[tuple[float, list[int]]] = []  # where a block wants to begin, and what is in it
    offsets = [sum(sizes[:i]) for i in range(len(sizes))]
    for i in range(len(wanted)):
        # With the sizes of all before it taken away, it is enough that no thing begins before the one before it.
        start, members = wanted[i] - sizes[i] / 2 - offsets[i], [i]
        while blocks and blocks[-1][0] >= start:
            other, theirs = blocks.pop()
            start = (start * len(members) + other * len(theirs)) / (len(members) + len(theirs))
            members = theirs + members
        blocks.append((start, members))
    spare = max(length - sum(sizes), 0)
    return [offsets[i] + min(max(start, 0), spare) for start, members in blocks for i in members]


def names_shown(bands: Sequence[Band], sizes: Sequence[float], *, centred: bool) -> list[Band]:
    """Return the bands whose names have room, from the first on; ``sizes``: what the names take along the axis."""
    shown, free = [], 0.0
    for band, size in zip(bands, sizes, strict=True):
        start = (band.start + band.end - size) / 2 if centred else band.start
        if free <= start and start + size <= bands[-1].end:
            shown.append(band)
            free = start + size
    return shown


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events in order of time."""
    return sorted(events, key=lambda event: (event.date.first, event.date.last, event.id))

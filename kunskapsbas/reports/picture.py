"""What the timeline's picture is made of: signs on the two sides of an axis, and names. Pure; layouts.py places it.

What happened is a filled sign, what was planned an open one, each on its own side. A day is a round sign; what is known
only to the month or the year, or went on, is a bar, as long as that time. The events that matter most have their names
beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..content import Event
from .axis import Axis, in_order, stack
from .labels import middle, set_lines, text_width

TEXT = 15  # type size
LINE = 19  # from one line of text to the next
BAR = 0.58  # how thick a bar is, in parts of a round sign's width
APART = 2  # between signs
PLANNED = "Planerat"
MOST_LINES = 4  # of a title
_BOLD = 1.07  # how much wider bold letters are


@dataclass(frozen=True)
class Sign:
    """The sign of an event: from where to where along the axis, and its middle across it."""

    event: Event
    start: float
    end: float
    across: float


@dataclass(frozen=True)
class Label:
    """The name of an event: lines of text from (x, y), its top left corner, and the way from there to its sign."""

    event: Event
    x: float
    y: float
    dates: int  # how many of the lines tell the date
    lines: tuple[str, ...]
    way: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Picture:
    """Everything that is to be drawn.

    ``line``: where the axis is across; ``along``: where it begins along it; ``sign``: how wide a round sign is;
    ``keys``: where the two kinds of sign are explained (x, y, planned); ``crowded``: whether some signs had no room.
    """

    upright: bool
    width: float
    height: float
    axis: Axis
    line: float
    along: float
    sign: float
    signs: tuple[Sign, ...]
    labels: tuple[Label, ...]
    keys: tuple[tuple[float, float, bool], ...]
    crowded: bool

    @property
    def named(self) -> list[Event]:
        """The events that have their names beside them, in the order of their signs."""
        along = 1 if self.upright else 0
        return [label.event for label in sorted(self.labels, key=lambda label: (label.way[-1][along], label.event.id))]


@dataclass(frozen=True)
class Side:
    """One side of the axis. ``spans``: signs from where to where along it, and the middle of each, counted from it.

    ``named``: the events to name, in order along the axis, with their names in ``texts``; see :func:`lines_of`.
    ``depth``: how much room the signs need across the axis. ``crowded``: whether some had none.
    """

    named: tuple[Event, ...]
    spans: tuple[tuple[Event, float, float, float], ...]
    texts: tuple[tuple[int, tuple[str, ...]], ...]
    depth: float
    crowded: bool

    @property
    def height(self) -> float:
        """How high the highest name is."""
        return max((len(lines) for _, lines in self.texts), default=0) * LINE

    @property
    def targets(self) -> list[float]:
        """Where the middles of the named events' signs are along the axis."""
        places = {event.id: middle((start, end)) for event, start, end, _ in self.spans}
        return [places[event.id] for event in self.named]

    def signs(self, along: float, edge: float, way: int) -> list[Sign]:
        """Return the signs, where the axis begins ``along`` and they go from the ``edge`` in the ``way`` (1 or -1)."""
        return [Sign(event, along + start, along + end, edge + way * out) for event, start, end, out in self.spans]


def make_side(
    events: Sequence[Event], named: Sequence[Event], axis: Axis, sign: float, most: int, width: float
) -> Side:
    """Return a side with round signs of a width, and names in lines of a width.

    Round signs come nearest to the axis, then bars, the shortest first. Where more than ``most`` would stand beside
    each other only those that are named have a place.
    """
    spans = {event.id: _span(event, axis, sign) for event in events}
    known = {event.id for event in named}
    order = sorted(
        events,
        key=lambda one: (is_bar(one), one.id not in known, spans[one.id][1] - spans[one.id][0], spans[one.id], one.id),
    )
    limits = [len(events) if event.id in known else most for event in order]
    levels = stack([spans[event.id] for event in order], APART, limits)
    placed = [(event, level) for event, level in zip(order, levels, strict=True) if level is not None]
    middles, depth = _middles(placed, sign)
    shown = sorted(((event, *spans[event.id], middles[level]) for event, level in placed), key=lambda item: item[1:])
    names = sorted(named, key=lambda event: (middle(spans[event.id]), event.id))
    texts = tuple(lines_of(event, width) for event in names)
    return Side(tuple(names), tuple(shown), texts, depth, len(placed) < len(order))


def _middles(placed: Sequence[tuple[Event, int]], sign: float) -> tuple[list[float], float]:
    """Return the middle of each level, and how much room all of them need: one with bars alone needs less."""
    sizes: list[float] = [sign * BAR] * (1 + max((level for _, level in placed), default=-1))
    for event, level in placed:
        if not is_bar(event):
            sizes[level] = sign
    starts = [sum(sizes[:i]) + i * APART for i in range(len(sizes) + 1)]
    return [start + size / 2 for start, size in zip(starts, sizes, strict=False)], starts[-1]


def is_bar(event: Event) -> bool:
    """Tell whether an event's day is not known, or it went on for more than a day."""
    return event.precision != "day" or event.until is not None


def _span(event: Event, axis: Axis, sign: float) -> tuple[float, float]:
    """Return from where to where along the axis the sign of an event goes; a bar is longer than a round sign."""
    first, last = axis.span(event)
    size = max(last - first, sign * 1.5) if is_bar(event) else sign
    at = min(max(middle((first, last)), size / 2), max(axis.length - size / 2, size / 2))
    return at - size / 2, at + size / 2


def lines_of(event: Event, width: float) -> tuple[int, tuple[str, ...]]:
    """Return an event's name in lines, its date first, and how many lines the date takes."""
    parts = [day.words for day in (event.date, event.until) if day]
    parts[0] = parts[0] if event.planned else parts[0].capitalize()
    when = " – ".join(_kept(part, width / _BOLD) for part in parts)
    dates = set_lines(f"{PLANNED} {when}" if event.planned else when, width / _BOLD, TEXT, 3)
    return len(dates), (*dates, *set_lines(event.title, width, TEXT, MOST_LINES))


def _kept(date: str, width: float) -> str:
    """Return a date that stays on one line if it has room there."""
    return date.replace(" ", "\N{NO-BREAK SPACE}") if text_width(date, TEXT) <= width else date


def in_short(events: Sequence[Event]) -> str:
    """Return in a sentence how many the events are, and when the first and the last of them are."""
    ordered = in_order(events)
    planned = sum(event.planned for event in ordered)
    last = max(ordered, key=lambda event: (event.until or event.date).last)
    return (
        f"Tidslinjen har {len(ordered)} händelser från {ordered[0].date.words} till {(last.until or last.date).words}: "
        f"{len(ordered) - planned} som har inträffat och {planned} som är angivna som planerade."
    )


def named_words(event: Event) -> str:
    """Return an event that is named in the picture, as words."""
    when = f"planerat {event.when}" if event.planned else event.when
    return f"{when}: {event.title}"

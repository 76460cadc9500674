"""Where everything stands in the timeline's picture: wide (time goes to the right) or narrow (downwards). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..content import Event
from .axis import Axis, make_axis, spread
from .labels import important, middle
from .picture import LINE, Label, Picture, Side, Sign, make_side

DIGIT = 8.5  # how wide a digit is
# Wide
WIDTH, MARGIN = 1200.0, 118.0  # of the picture; before the axis, for the words that explain the signs
ROOM = 170.0  # for a name
LEAD = 34.0  # between names and signs
WIDE_SIGN, WIDE_LEVELS, WIDE_NAMES = 12.0, 9, 10
# Narrow
COLUMN, TOP = 340.0, 64.0  # the picture's width; above the axis, for the words that explain the signs
LONGEST = 900.0  # of the axis, unless the names need more
YEARS = 44.0  # for the names of the years
GAP, AISLE, BESIDE = 10.0, 14.0, 6.0  # between names; between signs and names; between the sides, and years and signs
LEAST_ROOM = 130.0  # for a name
NARROW_SIGN, NARROW_LEVELS, NARROW_NAMES = 10.0, 9, 8


def wide_picture(events: Sequence[Event], path: Sequence[str]) -> Picture:
    """Return the picture for wide screens: names of what happened above the axis, of what was planned below it."""
    axis = make_axis(events, name=14, digit=DIGIT, event=6, length=WIDTH - MARGIN)
    named = important(events, path, axis, WIDE_NAMES)
    each = int(WIDTH // ROOM)
    chosen = [
        event
        for planned in (False, True)
        for event in important([one for one in named if one.planned is planned], path, axis, each)
    ]
    above, below = _sides(events, chosen, axis, WIDE_SIGN, WIDE_LEVELS, ROOM - 14)
    line = above.height + LEAD * bool(above.named) + above.depth + LINE
    half = LINE / 2 + 4  # from the middle of the axis to the signs
    upper, lower = above.signs(MARGIN, line - half, -1), below.signs(MARGIN, line + half, 1)
    foot = line + half + below.depth
    labels = (*_across(above, upper, above.height, -1), *_across(below, lower, foot + LEAD, 1))
    bottom = foot + (LEAD + below.height if below.named else 0) + 8
    keys = ((0.0, line - half - WIDE_SIGN / 2, False), (0.0, line + half + WIDE_SIGN / 2, True))
    crowded = above.crowded or below.crowded
    return Picture(False, WIDTH, bottom, axis, line, MARGIN, WIDE_SIGN, (*upper, *lower), labels, keys, crowded)


def _sides(
    events: Sequence[Event], named: Sequence[Event], axis: Axis, sign: float, most: int, width: float
) -> tuple[Side, Side]:
    """Return what happened, and what was planned."""
    happened, planned = (
        make_side(
            [event for event in events if event.planned is is_plan],
            [event for event in named if event.planned is is_plan],
            axis, sign, most, width,
        )
        for is_plan in (False, True)
    )  # fmt: skip
    return happened, planned


def _across(side: Side, signs: Sequence[Sign], edge: float, way: int) -> Iterator[Label]:
    """Yield the names of a side, side by side, with the edge that is turned to the axis at ``edge``."""
    across = {sign.event.id: sign.across for sign in signs}
    targets = [MARGIN + place for place in side.targets]
    places = spread(targets, [ROOM] * len(targets), WIDTH)
    for event, (dates, lines), x, target in zip(side.named, side.texts, places, targets, strict=True):
        y = edge if way > 0 else edge - len(lines) * LINE
        start = min(max(target, x + 4), x + ROOM - 18)
        begin = edge - way * 4
        turns = ((start, begin), (start, begin - way * 6), (target, edge - way * (LEAD - 4)))
        yield Label(event, x, y, dates, lines, (*turns, (target, across[event.id])))


def narrow_picture(events: Sequence[Event], path: Sequence[str]) -> Picture:
    """Return the picture for narrow screens: years down the left side, and all names in one column."""
    axis = make_axis(events, name=13, digit=3.2, event=10)
    if axis.length > LONGEST:
        axis = make_axis(events, name=13, digit=3.2, event=10, length=LONGEST)
    named = important(events, path, axis, NARROW_NAMES)
    while True:  # the names may need a longer axis; then the signs may need less room, and the names have more
        sides, x = _fitting(events, named, axis)
        high = sum(len(lines) * LINE + GAP for side in sides for _, lines in side.texts)
        if high <= axis.length + 1:
            break
        axis = make_axis(events, name=13, digit=3.2, event=10, length=high + 1)
    happened, planned = sides
    first = YEARS + BESIDE
    signs = (*happened.signs(TOP, first, 1), *planned.signs(TOP, first + happened.depth + BESIDE, 1))
    labels = tuple(_down(sides, signs, axis, x))
    keys = ((0.0, 14.0, False), (0.0, 14.0 + LINE * 1.3, True))
    crowded = happened.crowded or planned.crowded
    high = TOP + axis.length + 8
    return Picture(True, COLUMN, high, axis, YEARS, TOP, NARROW_SIGN, signs, labels, keys, crowded)


def _fitting(events: Sequence[Event], named: Sequence[Event], axis: Axis) -> tuple[tuple[Side, Side], float]:
    """Return both sides with as many signs as leave room for names, and where the names begin."""
    for most in range(NARROW_LEVELS, 0, -1):
        sides = _sides(events, named, axis, NARROW_SIGN, most, LEAST_ROOM)
        x = YEARS + 2 * BESIDE + sum(side.depth for side in sides) + AISLE
        if COLUMN - x >= LEAST_ROOM:
            break
    return _sides(events, named, axis, NARROW_SIGN, most, COLUMN - x), x


def _down(sides: Sequence[Side], signs: Sequence[Sign], axis: Axis, x: float) -> Iterator[Label]:
    """Yield the names of both sides, one below the other."""
    found = {sign.event.id: sign for sign in signs}
    rows = [(found[event.id], *text) for side in sides for event, text in zip(side.named, side.texts, strict=True)]
    rows.sort(key=lambda row: (middle((row[0].start, row[0].end)), row[0].event.id))
    targets = [middle((sign.start, sign.end)) for sign, *_ in rows]
    sizes = [len(lines) * LINE + GAP for *_, lines in rows]
    places = spread([target - TOP for target in targets], sizes, axis.length + 1)
    for (sign, dates, lines), target, place in zip(rows, targets, places, strict=True):
        y = TOP + place + GAP / 2
        begin = y + LINE / 2
        turns = ((x - 3, begin), (x - 6, begin), (x - AISLE + 2, target), (sign.across, target))
        yield Label(sign.event, x, y, dates, lines, turns)

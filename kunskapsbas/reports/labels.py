"""Which events of the timeline's picture are named in it, and how their names are set in lines. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from ..content import Event, EventKind
from ..swedish.hyphens import SOFT_HYPHEN, hyphenated
from .axis import Axis, in_order

# How wide letters are, in parts of the type size: rather too wide, for the typeface may be another than ours.
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’!|()[]- "), frozenset("mwMWÄÅÖ@%&—…")
WIDTHS = {"narrow": 0.36, "wide": 0.92, "capital": 0.7, "other": 0.57}


def important(events: Sequence[Event], path: Sequence[str], axis: Axis, most: int) -> list[Event]:
    """Return at most so many events to name: the steps to a decision first, then decisions, then reports.

    Among equals the one that is farthest along the axis from those already chosen: so the whole of it gets names.
    """
    ranks: list[list[Event]] = [[], [], []]
    for event in in_order(events):
        if event.id in path:
            ranks[0].append(event)
        elif event.kind in (EventKind.DECISION, EventKind.REPORT):
            ranks[1 if event.kind is EventKind.DECISION else 2].append(event)
    places = {event.id: middle(axis.span(event)) for rank in ranks for event in rank}
    nearest = dict.fromkeys(places, axis.length)  # how far it is from each to the nearest that is chosen
    chosen: list[Event] = []
    for rank in ranks:
        while rank and len(chosen) < most:
            best = max(rank, key=lambda event: nearest[event.id])
            rank.remove(best)
            chosen.append(best)
            nearest = {name: min(far, abs(places[name] - places[best.id])) for name, far in nearest.items()}
    return in_order(chosen)


def middle(span: tuple[float, float]) -> float:
    """Return the middle of a span."""
    return (span[0] + span[1]) / 2


def text_width(text: str, size: float) -> float:
    """Return how wide a text surely is at most, at a type size."""
    return size * sum(WIDTHS[_kind(sign)] for sign in text)


def _kind(sign: str) -> str:
    if sign in _NARROW:
        return "narrow"
    return "wide" if sign in _WIDE or ord(sign) > 0x24F else "capital" if sign.isupper() else "other"


def set_lines(text: str, width: float, size: float, most: int) -> list[str]:
    """Return a text in lines no wider than ``width``, long words hyphenated; after ``most`` lines it ends in "…".

    Lines end at ordinary spaces only.
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for part in _parts(word, width, size):
            if lines[-1] and text_width(f"{lines[-1]}{part}-", size) > width:
                lines[-1] += "-"
                lines.append("")
            lines[-1] += part
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,.-–')}…"]


def _parts(word: str, width: float, size: float) -> list[str]:
    """Return a word as it is where it has room on a line, else in the parts that a hyphen may stand between."""
    if text_width(word, size) <= width:
        return [word]
    parts = hyphenated(word).split(SOFT_HYPHEN)
    return parts if all(text_width(f"{part}-", size) <= width for part in parts) else list(word)

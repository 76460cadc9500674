"""The nearest right spelling, for messages to writers, and the letters that readers mistake, for the search."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from .text import slug

# Letters that Swedes take for each other, in pairs.
CONFUSED = ("ao", "ae", "eo", "ij", "sc", "sz", "ck", "kq", "vw", "fv", "gj", "dt", "bp", "iy", "uo", "gk")


def nearest(word: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """Return up to ``most`` candidates that look like the word, the likeliest first; none when nothing is near.

    Case and the dots of å, ä and ö are disregarded when comparing (difflib's ratio, at least .6).
    """
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(slug(candidate), candidate)
    return [folded[found] for found in get_close_matches(slug(word), folded, n=most, cutoff=0.6)]

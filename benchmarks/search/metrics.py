"""Measures of relevance: pure functions, no files, no browser.

A *hit* is where a result leads: ``docname`` or ``docname#anchor``. The *judgements* of a query say which pages or
sections answer it and how well: ``{"docname": 3, "docname#anchor": 2}`` with grades 1 to 3.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Judgements = Mapping[str, int]

DEPTH = 10  # nDCG looks at this many results
RESAMPLES = 2000
SEED = 20261122


def page_of(hit: str) -> str:
    """The page a hit leads to, without its anchor."""
    return hit.partition("#")[0]


def best_entry(hit: str, judged: Judgements) -> tuple[str, int]:
    """What a hit answers (a judged page or section, else its own page) and the grade it earns there.

    A hit is as good as the better of its page's entry and its section's entry. Where only sections of its page
    are judged, a hit elsewhere on that page (or on the page as a whole) earns one grade less than the best of them.
    """
    page = page_of(hit)
    if page in judged:
        return page, max(judged[page], judged.get(hit, 0))
    if hit in judged:
        return hit, judged[hit]
    grade, section = max(((grade, name) for name, grade in judged.items() if page_of(name) == page), default=(0, page))
    return (section, grade - 1) if grade > 1 else (page, 0)


def grades(hits: Sequence[str], judged: Judgements) -> list[int]:
    """The grades of a ranked list, each answer counted once, where it comes first.

    A further hit on the same page (or, where sections are judged apart, the same section) takes no place: an engine
    that shows several sections of a page is judged as if it showed the first of them.
    """
    seen: set[str] = set()
    result = []
    for hit in hits:
        answer, grade = best_entry(hit, judged)
        if answer not in seen:
            seen.add(answer)
            result.append(grade)
    return result


def success(ranked: Sequence[int], judged: Judgements, k: int) -> float:
    """1.0 where one of the first ``k`` results has grade 2 or more, or the best grade the query has; else 0.0."""
    enough = min(2, max(judged.values(), default=2))
    return float(any(grade >= enough for grade in ranked[:k]))


def dcg(ranked: Sequence[int], k: int = DEPTH) -> float:
    """Discounted cumulative gain with gain 2^grade - 1."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ranked[:k]))


def ideal(judged: Judgements) -> list[int]:
    """The grades of the best list there is, best first: every judged page once, and sections of unjudged pages."""
    return sorted(grades(sorted(judged, key=lambda name: -judged[name]), judged), reverse=True)


def ndcg(ranked: Sequence[int], judged: Judgements, k: int = DEPTH) -> float:
    """DCG as a share of the best possible, at most 1."""
    best = dcg(ideal(judged), k)
    return min(1.0, dcg(ranked, k) / best) if best else 0.0


@dataclass(frozen=True)
class Score:
    """How one engine did on one query."""

    success1: float
    success3: float
    ndcg10: float
    empty: float


def score(hits: Sequence[str], judged: Judgements) -> Score:
    """Every measure of one ranked list."""
    ranked = grades(hits, judged)
    return Score(success(ranked, judged, 1), success(ranked, judged, 3), ndcg(ranked, judged), float(not hits))


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the values do not exceed: nearest rank, no interpolation."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def bootstrap_difference(
    ours: Sequence[float],
    theirs: Sequence[float],
    statistic: Callable[[Sequence[float]], float] = mean,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float, float]:
    """``theirs`` minus ``ours`` over the same queries, and its 95 % interval by paired bootstrap."""
    if len(ours) != len(theirs):
        raise ValueError("the two lists are not over the same queries")
    differences = [their - our for our, their in zip(ours, theirs, strict=True)]
    if not differences:
        return 0.0, 0.0, 0.0
    chance = random.Random(seed)
    drawn = sorted(statistic(chance.choices(differences, k=len(differences))) for _ in range(resamples))
    return statistic(differences), drawn[int(0.025 * resamples)], drawn[int(0.975 * resamples) - 1]

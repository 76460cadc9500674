"""The judged sentences of pairs.txt, and how many of them a matcher gets right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kunskapsbas.glossary.matching import Matcher

FILE = Path(__file__).parent / "pairs.txt"


class Pair(NamedTuple):
    """A sentence with a marked form, and whether that is the term."""

    part: str
    term: str
    is_term: bool
    text: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """Terms of several words are counted apart."""
        return "many" if " " in self.term else "one"


class Score(NamedTuple):
    """How many marked forms were found and rightly so, and what went wrong."""

    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def read_pairs() -> list[Pair]:
    """Return the sentences in the file's order; ``\\n`` in one is a line break."""
    pairs: list[Pair] = []
    part = term = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        if line.startswith("== "):
            part = line[3:]
        elif line[:2] in ("+ ", "- "):
            text = line[2:].replace("\\n", "\n")
            start, end = text.index("["), text.index("]") - 1
            pairs.append(Pair(part, term, line[0] == "+", text.replace("[", "").replace("]", ""), start, end))
        else:
            term = line
    return pairs


def score(matcher: Matcher, pairs: Iterable[Pair]) -> Score:
    """Count: a form that another term takes is both missed and wrong."""
    right: Counter[bool] = Counter()
    missed: list[str] = []
    wrong: list[str] = []
    for pair in pairs:
        found = [match for match in matcher.matches(pair.text) if match.start < pair.end and match.end > pair.start]
        shown = f"{pair.term}: {pair.text} -> {[(match.form, match.term) for match in found]}"
        if not pair.is_term:
            wrong += [shown] * any(match.term == pair.term for match in found)
            continue
        hit = [(match.term, match.start, match.end) for match in found] == [(pair.term, pair.start, pair.end)]
        right[hit] += 1
        missed += [shown] * (not hit)
        wrong += [shown] * (not hit and bool(found))
    return Score(right[True], tuple(missed), tuple(wrong))

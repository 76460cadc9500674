"""Times that say no date, and dates that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...swedish.finding_dates import find_dates, impossible_dates
from ...swedish.loose_times import find_loose_times
from .words import Words

_BESIDE = 20  # letters
_YEAR = re.compile(r"@[12][0-9]{3}-")

if TYPE_CHECKING:
    from .language import Text


def check_times(text: Text, words: Words) -> Iterator[Problem]:
    """Yield the times of a page that its readers cannot place, and the dates that no calendar has."""
    path = text.page.path
    for passage, own, parts in text.passages:
        for start, _, reason in impossible_dates(passage.text.lower()):
            message = f"Datumet eller klockslaget kan inte stämma: {reason}."
            yield Problem(path, *passage.place(start), Code.IMPOSSIBLE_DATE, message)
        if not text.dated:
            continue
        loose = list(find_loose_times(own))
        for sentence in parts if loose else ():
            if _says_when(own[sentence.start : sentence.end]):
                continue
            for start, end in loose:
                if sentence.start <= start < sentence.end and not _said_beside(own[end : sentence.end]):
                    message = f"”{own[start:end]}” säger inte vilken tid som menas."
                    yield Problem(path, *passage.place(start), Code.TIME_WITHOUT_DATE, message)


def _said_beside(after: str) -> bool:
    """Tell whether a date or week comes right after the words: "under veckan (vecka 47)"."""
    return any(start <= _BESIDE for start, _, _ in find_dates(after.lower()))


def _says_when(sentence: str) -> bool:
    """Tell whether a sentence has a date or month with its year, by which its other times are understood."""
    return any(_YEAR.match(keys[0]) for _, _, keys in find_dates(sentence.lower()))

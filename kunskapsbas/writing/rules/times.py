"""Times that say no date, and dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...content import Code, Problem
from ...swedish.finding_dates import find_dates, impossible_dates
from ...swedish.loose_times import find_loose_times
from .words import Words

if TYPE_CHECKING:
    from .language import Text

_BESIDE = 12  # letters: a date so near after the words says what they mean, as in "förra veckan (den 3 mars)"


def check_times(text: Text, words: Words) -> Iterator[Problem]:
    """Yield the times of a page that its readers cannot place, and the dates that no calendar has."""
    path = text.page.path
    for passage in text.passages:
        for start, _, reason in impossible_dates(passage.text.lower()):
            message = f"Datumet eller klockslaget kan inte stämma: {reason}."
            yield Problem(path, *passage.place(start), Code.IMPOSSIBLE_DATE, message)
        if not text.dated:
            continue
        own = text.own(passage)
        for start, end in find_loose_times(own):
            if not any(first <= _BESIDE for first, _, _ in find_dates(own[end:].lower())):
                message = f"”{own[start:end]}” säger inte vilken tid som menas."
                yield Problem(path, *passage.place(start), Code.TIME_WITHOUT_DATE, message)

"""Finds dates in running text, in the forms that Swedes write, for the search.

The patterns are plain strings that mean the same to Python and to JavaScript: the search in the browser is sent this
very table, so that a date in a query and a date on a page always become the same keys.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from .dates import MONTHS, parse_date

# The first three letters of a month tell which it is; "sept" is common too, and only a shortened name has a full stop.
SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "okt", "nov", "dec")
MONTH = f"({'|'.join(MONTHS)}|(?:{'|'.join(SHORT)})(?:\\.|(?![a-zåäö])))"
DAY = "([0-3]?[0-9])"
YEAR = "((?:19|20)[0-9]{2})"
START, STOP = "(?<![0-9a-zåäö/.:-])", "(?![0-9])"
# (pattern, what its groups are: y year, m month, n name of a month, d day, w week, s short year), the longest first
PATTERNS: tuple[tuple[str, str], ...] = (
    (f"{START}{YEAR}-([01][0-9])-([0-3][0-9]){STOP}", "ymd"),
    (f"{START}{DAY}(?::?e)? {MONTH}(?: {YEAR}{STOP})?", "dny"),
    (f"{START}{DAY}/([01]?[0-9])[ -]([0-9]{{2}}){STOP}", "dms"),
    (f"{START}{DAY}/([01]?[0-9])(?:[ -]?{YEAR})?{STOP}", "dmy"),
    (f"{START}{DAY}\\.([01]?[0-9])\\.{YEAR}{STOP}", "dmy"),
    (f"{START}{YEAR}([01][0-9])([0-3][0-9]){STOP}", "ymd"),
    (f"{START}([0-9]{{2}})([01][0-9])([0-3][0-9]){STOP}", "smd"),
    (f"{START}{MONTH} {YEAR}{STOP}", "ny"),
    (f"{START}{YEAR}-([01][0-9]){STOP}(?!-)", "ym"),
    (f"{START}(?:v\\. ?|v ?(?=[0-9]{{2}})|vecka )([0-5]?[0-9])(?:[ ,]+{YEAR})?{STOP}", "wy"),
)
# What every one of them has, from the first or a later digit: a cheap look at a text that most likely has no date.
_LIKELY = re.compile(
    rf"[0-9](?:[-/.][0-9]|[0-9]{{5}}|(?::?e)? (?:{'|'.join(SHORT)}|maj)"
    r"|(?<=v[0-9])|(?<=v[ .][0-9])|(?<=v\. [0-9])|(?<=vecka [0-9])|(?<= [12])[09][0-9]{2})"
)
_COMPILED = tuple((re.compile(pattern), groups) for pattern, groups in PATTERNS)
_SHORT_MONTHS = [name[:3] for name in MONTHS]
KEY_MARK = "@"
_WHOLE = 5  # keys of a date with day, month and year
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_DAY_OF_MONTH = re.compile(rf"[0-9](?::?e)? (?:{'|'.join(name[:3] for name in MONTHS)})")  # quicker than the next
_BEFORE_DAY = len("torsdagen den 3")  # the most that the next has before the last digit of the day
_NAMED_DAY = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)})(?:en|s)? (?:den )?)?"
    rf"(?<![0-9.,:/-])([0-9]{{1,2}})(?::?e)? {MONTH}(?: {YEAR}(?![0-9]))?"
)
_ISO_DAY = re.compile(rf"(?<![0-9/.-]){YEAR}-([0-9]{{2}})-([0-9]{{2}})(?![0-9-])")
_CLOCK = re.compile(r"\b(?:kl\.?|klockan) ?([0-9]{1,2})(?:[.:]([0-9]{2}))?(?![0-9]|[.:][0-9])")
_STROKE_DAY = re.compile(rf"{START}([0-9]{{1,2}})/([0-9]{{1,2}}) {YEAR}{STOP}")
_WEEK = re.compile(r"\b(?:vecka|v\.) ?([0-9]{2})(?![0-9.,:/-]*[0-9])")
# Most names of months are other words too, or part of them: what stands before or after must say that time is meant.
_MONTH_ALONE = re.compile(
    rf"\b(?:(?:i|under|sedan|till|från|för)\s+({'|'.join(MONTHS)})|({'|'.join(MONTHS)})\s+månad)\b(?!\s+[0-9])"
)


def date_keys(text: str) -> Iterator[list[str]]:
    """Yield the keys of each date in a lower-case text (see :func:`find_dates`)."""
    return (keys for _, _, keys in find_dates(text))


def find_dates(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where each date in a lower-case text begins and ends, and its keys, the most exact first.

    A full date has five: the date, the day of any year, the month, the week and the week of any year ("@2025-03-13",
    "@--03-13", "@2025-03", "@2025-w11", "@w11"); less exact dates have those that they tell.
    """
    if not _LIKELY.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern, groups in _COMPILED:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            keys = _keys({group: value for group, value in zip(groups, found.groups(), strict=True) if value})
            if keys:
                taken.append((start, end))
                yield start, end, keys


def read_day(text: str) -> date:
    """Return the day that a text is, in any of the forms that are found in running text: "15 januari 2026", 20260115.

    Raises ValueError, in Swedish, where it is no date, lacks the year, or is a day that does not exist.
    """
    asked = " ".join(text.lower().split()).removeprefix("den ")
    if found := re.fullmatch(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})", asked):
        return parse_date(f"{found[1]}-{found[3]}-{found[4]}")
    for start, end, keys in find_dates(asked):
        if (start, end) == (0, len(asked)):
            if len(keys) == _WHOLE:
                return parse_date(keys[0].removeprefix(KEY_MARK))
            raise ValueError("skriv hela datumet, med dag, månad och år")
    for start, end, reason in impossible_dates(asked):
        if (start, end) == (0, len(asked)):
            raise ValueError(reason)
    raise ValueError("skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2025-11-20")


def months_alone(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each month that stands without day or year begins and ends in a lower-case text, and which it is."""
    for found in _MONTH_ALONE.finditer(text):
        yield found.start(), found.end(), MONTHS.index(found[1] or found[2]) + 1


def impossible_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each date, week or time of day that cannot be begins and ends in a lower-case text, and the reason.

    A date without a year may be the 29th of February. A weekday beside a whole date must be that day's.
    """
    for found in _named_days(text):
        weekday, day, month, year = found[1], int(found[2]), _SHORT_MONTHS.index(found[3][:3]) + 1, found[4]
        yield from _impossible(found, day, month, int(year) if year else None, weekday)
    for found in _ISO_DAY.finditer(text) if "-" in text else ():
        yield from _impossible(found, int(found[3]), int(found[2]), int(found[1]), None)
    for found in _STROKE_DAY.finditer(text) if "/" in text else ():
        yield from _impossible(found, int(found[1]), int(found[2]), int(found[3]), None)
    for found in _WEEK.finditer(text) if "v" in text else ():
        if not 1 <= int(found[1]) <= 53:
            yield *found.span(), f"vecka {int(found[1])} finns inte"
    for found in _CLOCK.finditer(text) if "kl" in text else ():
        if int(found[1]) > 24 or int(found[2] or 0) > 59 or (int(found[1]) == 24 and int(found[2] or 0)):
            yield *found.span(), "klockslaget finns inte"


def _named_days(text: str) -> Iterator[re.Match[str]]:
    """Yield what _NAMED_DAY finds, looking only where a day and a month may stand."""
    done = 0
    for day in _DAY_OF_MONTH.finditer(text):
        found = _NAMED_DAY.search(text, max(done, day.start() - _BEFORE_DAY))
        if found:
            yield found
            done = found.end()


def _impossible(
    found: re.Match[str], day: int, month: int, year: int | None, weekday: str | None
) -> Iterator[tuple[int, int, str]]:
    if not 1 <= month <= 12:
        yield *found.span(), f"månad {month} finns inte"
    elif not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        yield *found.span(), f"{MONTHS[month - 1]} {year or ''}".strip() + f" har ingen dag {day}"
    elif year and weekday and WEEKDAYS[date(year, month, day).weekday()][:3] != weekday[:3]:
        yield *found.span(), f"dagen var en {WEEKDAYS[date(year, month, day).weekday()]}"


def _keys(told: dict[str, str]) -> list[str]:
    year = int(told.get("y") or ("20" + told["s"] if "s" in told else 0))
    if "w" in told:
        week = int(told["w"])
        if not 1 <= week <= 53:
            return []
        return [f"@{year}-w{week}", f"@w{week}"] if year else [f"@w{week}"]
    month = _SHORT_MONTHS.index(told["n"][:3]) + 1 if "n" in told else int(told["m"])
    if not 1 <= month <= 12:
        return []
    if "d" not in told:
        return [f"@{year}-{month:02}"]
    day = int(told["d"])
    if not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return []
    if not year:
        return [f"@--{month:02}-{day:02}"]
    week_year, week, _ = date(year, month, day).isocalendar()
    return [
        f"@{year}-{month:02}-{day:02}",
        f"@--{month:02}-{day:02}",
        f"@{year}-{month:02}",
        f"@{week_year}-w{week}",
        f"@w{week}",
    ]

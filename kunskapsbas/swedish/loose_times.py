"""Words for time that say no day or month by themselves: "under veckan", "inom kort"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SEASON = r"(?:våren|sommaren|hösten|vintern)"
_UNIT = r"(?:vecka|månad|vår|sommar|höst|vinter|helg|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)"
_SOME = r"(?:en|ett|två|tre|fyra|fem|sex|några|ett par)"
_STRETCH = r"(?:dag|dagar|vecka|veckor|månad|månader|år)"
_LOOSE = re.compile(
    rf"\b(?:under (?:{_SEASON}|veckan|månaden|året|helgen)|(?:till|i) {_SEASON}"
    rf"|(?:nästa|förra|denna|kommande|föregående) {_UNIT}(?:e?n)?|i veckan"
    r"|i (?:dag|går|förrgår|morgon|kväll|våras|höst|höstas|sommar|somras|vinter|vintras|år|fjol|helgen)"
    r"|(?:idag|igår|imorgon)"
    r"|i vår(?=[.,;:!?)]|$| (?:ska|kommer|är|har|blir|och|eller|då|men|väntas|börjar|startar|planeras|fattas))"
    r"|på (?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)"
    rf"|om {_SOME} {_STRETCH}(?! (?:gammal|gamla|efter|före|innan))|för {_SOME} {_STRETCH} sedan"
    r"|i (?:slutet|början|mitten) av (?:veckan|månaden|året|sommaren|hösten|vintern|våren)"
    r"|(?:den senaste (?:tiden|veckan|månaden)|de senaste (?:dagarna|veckorna|månaderna|åren)|just nu)"
    r"|inom kort|nyligen|häromdagen|i dagsläget|för närvarande|i skrivande stund"
    r"|(?:till|vid|efter|före) årsskiftet|nästa år|förra året)\b(?! (?:(?:den )?[0-9]|(?:19|20)[0-9]{2}))",
    re.IGNORECASE,
)
# One of these stands in each of them: a cheap look at a text that most likely has none ("vård" is in most of ours).
_HINTS = (
    "år", "dag", "veck", "månad", "helg", "sommar", "somras", "höst", "vint", "morgon", "kväll", "fjol", "inom kort",
    "nyligen", "närvarande", "skrivande", "senaste tiden", "just nu",
)  # fmt: skip


def loose_times(text: str) -> Iterator[str]:
    """Yield each such expression in a text, as it is written there."""
    return (text[start:end] for start, end in find_loose_times(text))


def find_loose_times(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each such expression begins and ends. One that a date or a year follows is not loose."""
    low = text.lower().replace("vård", "")
    return (found.span() for found in _LOOSE.finditer(text)) if any(hint in low for hint in _HINTS) else iter(())

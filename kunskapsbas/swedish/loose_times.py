"""Words for time that say no day or month by themselves: "under veckan", "inom kort"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOSE = re.compile(
    r"\b(?:under (?:våren|sommaren|hösten|vintern|veckan|månaden|året)"
    r"|(?:i|nästa|förra|denna|kommande) (?:vecka|månad)n?"
    r"|i (?:dag|går|morgon|vår|våras|höst|höstas|sommar|somras|vinter|vintras|år|fjol)|inom kort|nyligen"
    r"|(?:till|vid|efter|före) årsskiftet|nästa år|förra året)\b",
    re.IGNORECASE,
)


def loose_times(text: str) -> Iterator[str]:
    """Yield each such expression in a text, as it is written there."""
    return (found[0] for found in _LOOSE.finditer(text))

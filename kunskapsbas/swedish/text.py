"""Folding of Swedish text into addresses, and small typographic helpers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_FOLD = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})


def slug(text: str) -> str:
    """Return the ASCII address of a heading or title: "Läget den 6 mars" -> "laget-den-6-mars".

    The result equals the id that docutils gives a section with this title (``docutils.nodes.make_id``: lower case,
    NFKD without marks, other characters to hyphens, no leading digits), so that an anchor in Markdown is the anchor
    in the address field. A text without any letter gives "avsnitt".
    """
    lowered = " ".join(text.lower().split()).translate(_FOLD)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain)) or "avsnitt"


def is_nfc(text: str) -> bool:
    """Tell whether the text is in Unicode form NFC, where å, ä and ö are one character each."""
    return unicodedata.is_normalized("NFC", text)


def join_words(words: Sequence[str], conjunction: str = "och") -> str:
    """Return the words as a Swedish enumeration: "a", "a och b", "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"

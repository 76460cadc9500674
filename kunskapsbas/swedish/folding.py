"""Words of a text, and the form in which they are compared: lower case, without marks over the letters.

The search in the browser does the same (search/client); a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})
_MARKS = re.compile(r"[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """Return the runs of letters and digits in a text, in lower case (NFC)."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def fold(word: str) -> str:
    """Return a lower-case word without marks: "vårdmiljö" -> "vardmiljo", "idé" -> "ide"."""
    if word.isascii():
        return word
    return _MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_ALIKE)

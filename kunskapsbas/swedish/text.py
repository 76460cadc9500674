"""Folding of Swedish text into addresses, and small typographic helpers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from docutils.nodes import make_id


@lru_cache(maxsize=4096)  # the same headings stand in every report
def slug(text: str) -> str:
    """Return the ASCII address of a heading or title: "Läget den 6 mars" -> "laget-den-6-mars".

    It is the id that docutils gives a section with this title (lower case, no marks, other characters to hyphens, no
    leading digits), so that an anchor in Markdown is the anchor in the address field. A text without any letter gives
    "avsnitt".
    """
    return make_id(text) or "avsnitt"


def is_nfc(text: str) -> bool:
    """Tell whether the text is in Unicode form NFC, where å, ä and ö are one character each."""
    return unicodedata.is_normalized("NFC", text)


def full_stop(text: str) -> str:
    """Return the full stop that a sentence ending with the text needs: none where the text has an end mark itself."""
    return "" if text.endswith((".", "!", "?")) else "."


def fold_form(text: str) -> str:
    """Return the form in which words and titles are compared: lower case, single spaces."""
    return " ".join(text.casefold().split())


def size_words(size: int, decimal: str = ",") -> str:
    """Return a number of bytes in words: "77 kB", "1,4 MB". ``decimal``: the sign of another language."""
    kilobytes = max(1, round(size / 1000))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{size / 1e6:.1f} MB".replace(".", decimal)


def count_words(count: int, one: str, many: str) -> str:
    """Return a number with what there is so many of: "1 punkt", "3 punkter"."""
    return f"{count} {one if count == 1 else many}"


def join_words(words: Sequence[str], conjunction: str = "och") -> str:
    """Return the words as a Swedish enumeration: "a", "a och b", "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"

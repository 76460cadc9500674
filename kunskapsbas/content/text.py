"""Reading a source file safely: bytes on disk to text, or Problems."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ..swedish import is_nfc
from .problem import Code, Problem

_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)


def read_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of ``root/path`` (UTF-8, LF) and what is wrong with it; None when it cannot be read."""
    try:
        raw = (root / path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [Problem(path, 1, 1, Code.UNREADABLE, f"Filen går inte att läsa ({reason}).")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = "Filen är inte sparad i UTF-8, så ett tecken på raden går inte att läsa."
        return None, [Problem(path, line, column, Code.ENCODING, message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<<<<<<< " in text and (found := _CONFLICT.search(text)):  # as Git leaves a file that two have changed
        line = text.count("\n", 0, found.start()) + 1
        message = "Två versioner av samma rader står kvar här, mellan <<<<<<< och >>>>>>>."
        return None, [Problem(path, line, 1, Code.CONFLICT, message)]
    return text, _normal_form(path, text)


def _normal_form(path: str, text: str) -> list[Problem]:
    if is_nfc(text):
        return []
    for number, line in enumerate(text.split("\n"), start=1):
        if not is_nfc(line):
            column = next((i for i, c in enumerate(line) if unicodedata.combining(c)), 1)
            word = next((w for w in line.split() if not is_nfc(w)), line.strip())
            shown = unicodedata.normalize("NFC", word)
            message = f"Ordet ”{shown}” är skrivet med lösa prickar (NFD), så att sökning och länkar inte hittar det."
            return [Problem(path, number, max(column, 1), Code.NORMAL_FORM, message)]
    return []

"""Writes an index as small files that a browser loads with ``<script>``, from any server or straight from a folder.

Every file is one call, ``kbSearchData(kind, number, data)``. docs/search.md describes the format.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..swedish.folding import fold
from .index import Index
from .passages import SearchPage

SUBFOLDERS = ("v", "r", "p", "t")
FORMS_A_FILE = 900  # about 4 kB compressed
POSTINGS_A_FILE = 6000  # characters, about 4 kB compressed
TEXT_A_FILE = 6000  # characters, about 2.5 kB compressed
LONGEST_TEXT = 20_000  # characters of one section that are kept for the excerpts
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write_shards(index: Index, pages: Iterable[SearchPage], kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (path below the search folder, content) of every file; ``meta.js`` last.

    ``kinds``: kind of page -> what readers call it.
    """
    forms = sort_forms(index.forms)
    numbers = {word: number for number, word in enumerate(sort_forms(index.postings))}
    digest = hashlib.sha256()
    meta: dict[str, Any] = {}
    for name, files in (
        ("v", list(_vocabulary(forms, index, numbers))),
        ("r", list(_reversed(forms, index))),
        ("p", list(_postings(index, numbers))),
    ):
        meta[name] = [first for first, _ in files]
        for number, (_, data) in enumerate(files):
            content = script(name, number, data)
            digest.update(content.encode())
            yield f"{name}/{number}.js", content
    described = _Pages(kinds)
    for number, page in enumerate(pages):
        for part, block in enumerate(described.add(number, page)):
            content = script("t", f"{number}-{part}" if part else number, block)
            digest.update(content.encode())
            yield f"t/{number}{f'-{part}' if part else ''}.js", content
    meta |= described.meta(index)
    digest.update(json.dumps(meta).encode())
    meta["version"] = digest.hexdigest()[:8]
    yield "meta.js", script("meta", 0, meta)


def sort_forms(forms: Iterable[str]) -> list[str]:
    """Return forms in the order of the vocabulary's files: by their folded form."""
    return sorted(forms, key=lambda form: (fold(form), form))


def script(kind: str, number: int | str, data: object) -> str:
    """Return a file's content. JSON is JavaScript; "<" is escaped so that no text can end a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'kbSearchData("{kind}",{json.dumps(number)},{text})\n'


def _vocabulary(forms: list[str], index: Index, numbers: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield (first folded form, text) of each file: a line a form.

    A line is the number of letters shared with the line before (base 36), the rest of the form, ":", the number of
    pages as a power of two, and the step from the word number of the line before ("" for none, base 36).
    """
    for start in range(0, len(forms), FORMS_A_FILE):
        lines, before, last = [], "", 0
        for form in forms[start : start + FORMS_A_FILE]:
            word, pages = index.forms[form]
            number = numbers[word]
            lines.append(f"{_shared(before, form)}:{_power(pages)}{base36(number - last) if number != last else ''}")
            before, last = form, number
        yield fold(forms[start]), "\n".join(lines)


def _reversed(forms: list[str], index: Index) -> Iterator[tuple[str, str]]:
    """Yield (first form, text) of each file of forms written backwards: for mistakes early in a word."""
    backwards = sorted((fold(form)[::-1], form[::-1]) for form in forms if form[0] != "@" and len(form) > 3)
    for start in range(0, len(backwards), FORMS_A_FILE):
        lines, before = [], ""
        for _, form in backwards[start : start + FORMS_A_FILE]:
            lines.append(f"{_shared(before, form)}:{_power(index.forms[form[::-1]][1])}")
            before = form
        yield backwards[start][0], "\n".join(lines)


def _postings(index: Index, numbers: dict[str, int]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first word, postings of each word in base 64) of each file."""
    first, size = 0, 0
    held: list[str] = []
    for word, number in numbers.items():
        text = base64.b64encode(index.postings[word].to_bytes()).decode().rstrip("=")
        if held and size + len(text) > POSTINGS_A_FILE:
            yield first, held
            first, held, size = number, [], 0
        held.append(text)
        size += len(text) + 3
    if held:
        yield first, held


class _Pages:
    """Describes pages: their texts for the excerpts, and what ranking and filters need to know of all of them."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self._labels = kinds
        self._kinds: list[str] = []
        self._days: list[str] = []
        self._names: list[list[object]] = []
        self._blocks: dict[int, list[int]] = {}
        self._listings: list[int] = []

    def add(self, number: int, page: SearchPage) -> list[dict[str, Any]]:
        """Return the page's files of text: its sections in order, as many in each as fit."""
        self._kinds.append(page.kind)
        self._days.append(page.day)
        self._listings += [number] * page.listing
        self._names += [[name, number, 1] if name in page.deprecated else [name, number] for name in page.names]
        head: dict[str, Any] = {"u": page.address, "t": page.title, "k": page.kind, "d": page.day}
        if page.summary:
            head["a"] = page.summary
        if page.definition:
            head |= {"f": page.definition, "s": page.source}
        if page.names:
            head["n"] = list(page.names)
        parts: list[list[object]] = [[]]
        starts, size = [0], 0
        for place, passage in enumerate(page.passages):
            if size and size + len(passage.text) > TEXT_A_FILE:
                parts.append([])
                starts.append(place)
                size = 0
            parts[-1].append([passage.heading, passage.anchor, passage.text[:LONGEST_TEXT], list(passage.path)])
            size += len(passage.text)
        if len(parts) > 1:
            self._blocks[number] = starts
        return [{**head, "p": part} for part in parts]

    def meta(self, index: Index) -> dict[str, Any]:
        """Return what is known of all pages together."""
        kinds = sorted(set(self._kinds) - {""})
        told: dict[str, Any] = {
            "pages": len(self._kinds),
            "titles": "".join(DIGITS[min(35, count)] for count in index.title_words),
            "blocks": self._blocks,
        }
        if kinds:
            told["kinds"] = [[kind, self._labels.get(kind, kind)] for kind in kinds]
            told["kindOf"] = "".join(DIGITS[kinds.index(kind) + 1] if kind else "0" for kind in self._kinds)
        if any(self._days):
            told["days"] = self._days
        if self._listings:
            told["listings"] = self._listings
        if self._names:
            told["names"] = self._names
        return told


def _shared(before: str, form: str) -> str:
    """Return how many first letters two forms share, and the rest of the second."""
    count = 0
    while count < min(len(before), len(form), 35) and before[count] == form[count]:
        count += 1
    return DIGITS[count] + form[count:]


def _power(pages: int) -> str:
    return DIGITS[pages.bit_length()]


def base36(number: int) -> str:
    """Return a whole number in base 36, as JavaScript's ``parseInt(text, 36)`` reads it."""
    sign, number, text = ("-" if number < 0 else ""), abs(number), ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return sign + text

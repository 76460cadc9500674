"""Where a word occurs, as bytes: written page by page, in the form the browser reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

PAGE_LEVELS, SECTION_LEVELS = 63, 7  # steps of an impact; 0 is no occurrence
NOT_IN_TITLE, PART_IN_TITLE, WORD_IN_TITLE = 0, 1, 2


class InSection(NamedTuple):
    """A word in a section: which one, its impact there (1 to 7), and whether the heading has it."""

    number: int
    impact: int
    in_heading: bool


class Posting(NamedTuple):
    """A word in a page: its impact (1 to 63), how the title has it, and the sections that have it, in order."""

    page: int
    impact: int
    title: int
    sections: tuple[InSection, ...]


@dataclass
class PostingList:
    """A word's postings, added in order of page.

    For each page: the step from the page before and, in the lowest bit, whether sections follow; a byte with how the
    title has the word (two bits) and the impact (six). Then the number of sections, and for each the step from the
    section before, whether the heading has the word, and the impact (three bits). Sections are left out where the word
    is in no section or in the first alone. Numbers are written seven bits at a time, the lowest first.
    """

    count: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _last: int = -1

    def add(self, page: int, impact: int, title: int, sections: Sequence[tuple[int, int, bool]]) -> None:
        """Add one page; a ValueError where it does not come after the last."""
        if page <= self._last:
            raise ValueError(f"page {page} after page {self._last}")
        out = self._bytes
        told = bool(sections) and (len(sections) > 1 or sections[0][0] > 0)
        step = (page - self._last - 1) << 1 | told
        if step < 128:
            out.append(step)
        else:
            _write(out, step)
        out.append(title << 6 | impact)
        self._last = page
        self.count += 1
        if told:
            _write(out, len(sections))
            before = -1
            for number, level, in_heading in sections:
                packed = (number - before - 1) << 4 | in_heading << 3 | level
                if packed < 128:
                    out.append(packed)
                else:
                    _write(out, packed)
                before = number

    def to_bytes(self) -> bytes:
        """Return the number of pages, and the postings."""
        head = bytearray()
        _write(head, self.count)
        return bytes(head + self._bytes)


def read_postings(data: bytes) -> Iterator[Posting]:
    """Yield what a PostingList holds, from its bytes: what the browser does, for those who want to look."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    page = -1
    for _ in range(number()):
        step, byte = number(), data[at]
        at += 1
        page += (step >> 1) + 1
        sections, section = [], -1
        for _ in range(number() if step & 1 else 0):
            packed = number()
            section += (packed >> 4) + 1
            sections.append(InSection(section, packed & 7, bool(packed >> 3 & 1)))
        yield Posting(page, byte & 63, byte >> 6, tuple(sections))


def _write(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)

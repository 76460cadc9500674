"""Plain text to blocks: lines without headings marked, lists by dash and indent, links as [words](address)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..content import Code, Problem
from ..content.sections import section_of
from .document import DASHES, Block, Document, Run, Runs, tidy, words_of

# A dash or a dot before the words of an item; a lone "o" is Word's dot of the second level when a tab follows.
_ITEM = re.compile(rf"^([ \t]*)(?:([*{DASHES}][ \t]+|o\t)|([0-9]{{1,3}}[.)])[ \t]+)(?=\S)(.*)$")
_MARKED_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_RULE = re.compile(r"^[ \t]*([-=_*~])(?:[ \t]*\1){2,}[ \t]*$")
_LINK = re.compile(r"\[([^\[\]]+)\]\(\s*((?:[^()\s]|\([^()\s]*\))*)\s*\)")
_BROKEN = re.compile(r"\[?[^\[\]]*(?:\]\(|\]\s+\(#\)|\(#\)|\]#\))")  # what is left of a link that lacks a sign
_TAB = 4  # columns
_NARROW, _WIDE = 45, 100  # a line that a program has broken has a length between these
_USUAL = 65  # what no program breaks lines much below, where the text itself does not tell


def read_text(text: str, shown: str) -> Document:
    """Return a plain text (NFC, line breaks LF) as blocks. ``shown``: the file's name in Problems.

    The variants are those of docs/importing.md. Broken links are told and their signs kept as text.
    """
    source = text.split("\n")
    written = list(_blocks(source))
    blocks = tuple(replace(block, runs=runs_of(line)) for block, line in written)
    problems = tuple(found for block, line in written for found in broken_links([line], shown, block.line))
    return Document(blocks, tuple(_words(text)), problems)


def broken_links(lines: Sequence[str], shown: str, first: int = 1) -> Iterator[Problem]:
    """Yield a Problem for every line with a link that lacks a bracket or parenthesis. ``first``: the first's number."""
    for number, line in enumerate(lines, start=first):
        rest = _LINK.sub(lambda found: " " * len(found[0]), line)
        if found := _BROKEN.search(rest):
            start = found.start() + len(found[0]) - len(found[0].lstrip(" -"))
            message = f"Länken går inte att tolka: ”{line[start:][:60].strip()}”."
            yield Problem(shown, number, start + 1, Code.BROKEN_LINK, message)


def runs_of(text: str) -> Runs:
    """Return a line's words and links as runs. An address of "#" or nothing is a link without an address."""
    made: list[Run] = []
    at = 0
    for found in _LINK.finditer(text):
        before, after = text[at : found.start()], text[found.end() : found.end() + 1]
        made += [Run(f"{before}{' ' * before[-1:].isalnum()}"), Run(found[1], href=address_of(found[2]))]
        made.append(Run(" " * after.isalnum()))
        at = found.end()
    return tidy([*made, Run(text[at:])])


def address_of(written: str) -> str:
    """Return a link's address; "" for the stand-ins "#" and nothing at all."""
    address = written.strip()
    return "" if address in ("", "#") else address


def wraps(before: str, after: str, width: int = _USUAL) -> bool:
    """Tell whether a line break between two lines was made by a program that breaks lines at a width.

    It was when the next word had no room on the first line; short lines were broken by the writer, and so were those
    that end a sentence where the next begins one.
    """
    if before.rstrip()[-1:] in (".", "!", "?", ":") and after.lstrip()[:1].isupper():
        return False
    first = after.split(maxsplit=1)[0] if after.split() else ""
    return _NARROW <= len(before) <= _WIDE and len(before) + 1 + len(first) > width and section_of(after) is None


def _words(text: str) -> list[str]:
    """Every word of the text as it stands, without list numbers and the addresses of links."""
    bare = re.sub(r"^[ \t]*(?:[0-9]{1,3}[.)]|o(?=\t))[ \t]+(?=\S)", "", text, flags=re.MULTILINE)
    return words_of(_LINK.sub(lambda found: f" {found[1]} ", bare))


@dataclass(slots=True)
class _Open:
    """An item that deeper ones may belong to."""

    indent: int
    level: int


def _blocks(lines: Sequence[str]) -> Iterator[tuple[Block, str]]:
    """Yield each block, without its words, and these as one line."""
    width = _width(lines)
    flush = any((found := _ITEM.match(line)) and not found[1] for line in lines)
    current: list[str] = []  # the lines of the block being read
    kept: Block | None = None
    stack: list[_Open] = []
    gap = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _RULE.match(line):
            gap = True
            continue
        item, heading = _ITEM.match(line), _MARKED_HEADING.match(line)
        if kept and not (item or heading or gap) and _continues(kept, current[-1], line, width):
            current.append(line)
            continue
        if kept:
            yield kept, _joined(current)
        if heading:
            kept, current, stack = Block("heading", level=len(heading[1]), line=number, gap=gap), [heading[2]], []
        elif item:
            kept, current = _item(item, stack, number, gap, flush), [item[4]]
        else:
            kept, current, stack = Block("paragraph", line=number, gap=gap), [line], []
        gap = False
    if kept:
        yield kept, _joined(current)


def _width(lines: Sequence[str]) -> int:
    """Return the width that a text's lines were broken at, or a width below which no program breaks them."""
    longest = max(map(len, lines), default=0)
    return min(longest, _USUAL) if _NARROW < longest <= _WIDE else _USUAL


def _continues(block: Block, before: str, line: str, width: int) -> bool:
    if block.kind == "heading" or section_of(line) is not None:
        return False
    if block.kind == "item" and line[0] in " \t":
        return True
    return wraps(before, line, width)


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _item(found: re.Match[str], stack: list[_Open], number: int, gap: bool, flush: bool) -> Block:
    """Return the item; its level is that of datamodel: one to four blanks are the second level.

    A third level is two blanks or more deeper than a second. ``flush``: the text has items without indent, so that
    an indented one with none above it lacks its parent.
    """
    indent = len(found[1].expandtabs(_TAB))
    orphan = not stack and indent > 0 and flush
    while stack and indent < stack[-1].indent:
        stack.pop()
    if not stack:
        stack.append(_Open(indent, 1))
    elif indent >= stack[-1].indent + (1 if stack[-1].level == 1 else 2):
        stack.append(_Open(indent, stack[-1].level + 1))
    else:
        stack[-1].indent = max(indent, stack[-1].indent)
    if orphan:
        stack[-1].indent = 0  # so that the next item, at the margin, is its equal
    label = found[3] or ""
    return Block("item", level=stack[-1].level, ordered=bool(label), label=label, line=number, gap=gap, orphan=orphan)

"""Plain text that was pasted into a mail or a Word file: dashes for items, and links written out as [words](#)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .document import DASHES, Block, Run, Runs, tidy

_DASH = re.compile(rf"[{DASHES}]\s+(?=\S)")
_STAND_IN = re.compile(r"\[([^\[\]]+)\]\(\s*#?\s*\)")
_NOTE = re.compile("\ue000([0-9]+)\ue001")


def pasted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with such items and links as what they are.

    A paragraph's ``level`` is one more than the blanks that it began with; those that are left paragraphs get 1.
    """
    indents: list[int] = []
    for block in blocks:
        if block.kind != "paragraph" or block.note or not begins_item(block.text):
            if block.kind != "item":
                indents = []
            yield _linked(replace(block, level=1) if block.kind == "paragraph" else block)
            continue
        blanks = block.level - 1
        while indents and blanks < indents[-1]:
            indents.pop()
        if not indents or blanks > indents[-1]:
            indents.append(blanks)
        yield _linked(replace(block, kind="item", level=len(indents), runs=without_dash(block.runs)))


def begins_item(text: str) -> bool:
    """Tell whether a text, without blanks first, begins with a sign of an item and a space."""
    return _DASH.match(text) is not None


def without_dash(runs: Runs) -> Runs:
    """Return the runs of such a text without the sign."""
    return tidy([replace(runs[0], text=re.sub(rf"^\s*[{DASHES}]\s*", "", runs[0].text)), *runs[1:]])


def _linked(block: Block) -> Block:
    rows = tuple(tuple(_links(cell) for cell in row) for row in block.rows)
    return replace(block, runs=_links(block.runs), rows=rows)


def _links(runs: Runs) -> Runs:
    made: list[Run] = []
    for run in runs:
        at = 0
        for found in re.finditer(f"{_STAND_IN.pattern}|{_NOTE.pattern}", run.text):
            before, after = run.text[at : found.start()], run.text[found.end() : found.end() + 1]
            at = found.end()
            if found[2]:
                made += [replace(run, text=before), Run("", note=int(found[2]))]
            elif run.href is not None:
                made.append(replace(run, text=before + found[0]))
            else:
                made += [
                    replace(run, text=f"{before}{' ' * (before[-1:] or 'a').isalnum()}"),
                    replace(run, text=found[1], href=""),
                ]
                made.append(replace(run, text=" " * (after or "a").isalnum()))
        made.append(replace(run, text=run.text[at:]))
    return tidy(made)

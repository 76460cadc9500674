"""Words as Markdown: whatever signs they hold, MyST shows the same words and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import Run

# Signs that begin something wherever they stand in a line.
_ANYWHERE = re.compile(r"[\\`*\[\]{}<~]|&(?=[#A-Za-z0-9]|$)|(?<![^\W_])_|_(?![^\W_])")
# Signs that begin something first in a line: headings, items, quotations, tables, comments, targets, fields.
_FIRST = re.compile(
    r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\||%|:|\+{3}|(?:-\s*){3,}$|=+\s*$|-+\s*$|~{3}|\((?=[^()]+\)=\s*$)|@|\.\.(?=\s))"
)
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """Return text for the inside of a line."""
    return _ANYWHERE.sub(lambda found: "\\" + "\\".join(found[0]), text)


def escape_line(line: str) -> str:
    """Return a line, whose inside is escaped already, such that nothing in it begins a block."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if _FIRST.match(line) else line


def inline(runs: Sequence[Run], links: dict[tuple[str, str], str]) -> str:
    """Return runs as one line of MyST.

    ``links``: (words, address) of a link -> its id in the link register, which becomes ``{link}``; mail and telephone
    addresses are links as they are; other links without an id are only their words.
    """
    made: list[str] = []
    for index, run in enumerate(runs):
        if run.note:
            made.append(f"[^{run.note}]")
            continue
        text = _linked(run, links, _parted(runs, index))
        if made and made[-1].endswith("!") and text.startswith("["):
            made[-1] = f"{made[-1][:-1]}\\!"
        made.append(text)
    return "".join(made)


def _parted(runs: Sequence[Run], index: int) -> bool:
    """Tell whether spaces or signs part a run from its neighbours, so that stars round it can be told apart."""
    before = runs[index - 1].text[-1:] if index else ""
    after = runs[index + 1].text[:1] if index + 1 < len(runs) else ""
    own = runs[index].text
    return (not before or before.isspace() or own[:1].isspace()) and (
        not after or not after.isalnum() or own[-1:].isspace()
    )


def _linked(run: Run, links: dict[tuple[str, str], str], parted: bool) -> str:
    if run.href is None:
        return _styled(run) if parted else escape(run.text)
    key = links.get((run.text, run.href))
    if key is not None:
        return role("link", run.text, key)
    if run.href.startswith(("mailto:", "tel:")) and not re.search(r"[\s<>\\]", run.href):
        return f"[{escape(run.text.strip())}](<{run.href}>)"
    return escape(run.text)


def role(name: str, words: str, target: str) -> str:
    """Return ``{name}`words <target>` ``; spaces round the words stand outside, angle brackets become single quotes."""
    text = words.strip()
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    shown = text.replace("<", "‹").replace(">", "›").lstrip("!~")
    ticks = "`" * (1 + max((len(found) for found in re.findall("`+", shown)), default=0))
    space = " " if shown.startswith("`") else ""
    return f"{before}{{{name}}}{ticks}{space}{shown} <{target}>{ticks}{after}"


def _styled(run: Run) -> str:
    """Return a run's words with its look; only words that begin and end with a letter or digit can have one."""
    text, mark = run.text, "**" * run.strong + "*" * run.emphasis
    inner = text.strip()
    if not mark or not inner or not (inner[0].isalnum() and inner[-1].isalnum()):
        return escape(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{escape(inner)}{mark[::-1]}{after}"

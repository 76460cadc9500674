"""The day of the last good answer, kept in links.toml (``checked``).

An address that is silent today can then be told from one that has been silent for long. Nothing else in the file
changes, not a comment nor a blank.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..content import is_inside, load_library
from ..content.files import write_atomic
from ..content.registers import LINKS_FILE
from .web import Answers, answered

_CHECKED = re.compile(r"""(\s*checked\s*=\s*)(["']?)[0-9-]+\2(?=\s|#|$)""")
_ACCESS = re.compile(r"""\s*access\s*=\s*(["'])\w+\1\s*(#.*)?$""")


def remember_answers(root: Path, answers: Answers, today: date) -> list[str]:
    """Write today in ``checked`` for each registered link that answered; return the ids of those that were changed.

    The file is read anew, so that what has been written in it meanwhile stays. A register with faults is left alone,
    and so is a link whose address is no longer the one that answered. Raises OSError where the file cannot be written.
    """
    library, problems = load_library(root)
    good = {result.place.url for result in answers.results if result.place.path == LINKS_FILE and answered(result)}
    due = [link.id for link in library.links.values() if link.href in good and link.checked != today]
    if not due or not is_inside(root, LINKS_FILE) or any(problem.path == LINKS_FILE for problem in problems):
        return []
    text = (root / LINKS_FILE).read_bytes().decode()
    made, dated = with_dates(text, due, today)
    if dated:
        write_atomic(root / LINKS_FILE, made.encode())
    return dated


def with_dates(text: str, ids: Sequence[str], day: date) -> tuple[str, list[str]]:
    """Return the text of links.toml with the day in these entries, and which of them could be given it.

    Lines are changed one by one, which TOML allows to mean something else (a long text that looks like an entry):
    what comes of it is read again, and what differs in anything but the day is not taken.
    """
    made = _with_dates(text, ids, day)
    if _is_right(text, made, ids, day):
        return made, list(ids)
    dated = []
    for key in ids:
        made = _with_dates(text, [key], day)
        if _is_right(text, made, [key], day):
            text = made
            dated.append(key)
    return text, dated


def _with_dates(text: str, ids: Sequence[str], day: date) -> str:
    lines = text.splitlines(keepends=True)
    for key in ids:
        head = re.compile(rf"""\ufeff?\s*\[\s*(["']?){re.escape(key)}\1\s*\]""")
        start = next((number for number, line in enumerate(lines) if head.match(line)), None)
        if start is not None:
            _date_entry(lines, start, day)
    return "".join(lines)


def _date_entry(lines: list[str], start: int, day: date) -> None:
    """Put the day into the entry whose head is at ``start``: in its line ``checked``, or in one after ``access``."""
    end = next((at for at in range(start + 1, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    for at in range(start + 1, end):
        if found := _CHECKED.match(lines[at]):
            lines[at] = f"{found[1]}{found[2]}{day.isoformat()}{found[2]}{lines[at][found.end() :]}"
            return
    after = next((at for at in range(start + 1, end) if _ACCESS.match(lines[at].rstrip("\r\n"))), start)
    ending = "\r\n" if lines[start].endswith("\r\n") else "\n"
    if not lines[after].endswith("\n"):
        lines[after] += ending
    lines.insert(after + 1, f"checked = {day.isoformat()}{ending}")


def _is_right(old: str, new: str, ids: Collection[str], day: date) -> bool:
    """Tell whether a changed text says the same as before, but for the day in these entries."""
    try:
        before, after = _plain(old), _plain(new)
    except tomllib.TOMLDecodeError:
        return False
    return after == {
        key: {**table, "checked": day.isoformat()} if key in ids else table for key, table in before.items()
    }


def _plain(text: str) -> dict[str, Any]:
    """Return the entries of a register, with the day of ``checked`` as text whichever way it is written."""
    entries = tomllib.loads(text.removeprefix("\ufeff"))
    return {
        key: {name: str(value) if name == "checked" else value for name, value in table.items()}
        for key, table in entries.items()
    }

"""Problems as text for people: the place, what is wrong, the line with a caret under the spot, and what to do.

Readable without colour and on 80 columns. The first line of each begins ``path:line:column: severity:``, so that a
terminal or an editor can lead to the place.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from ..content import Problem, Severity
from ..content.text import read_text

WIDTH = 80
_INDENT = "    "
_MORE = "Varje kod förklaras på en egen sida i docs/problems/."


def text_of(problems: Sequence[Problem], root: Path | None = None) -> str:
    """Return the list, with a count last. ``root``: where the files are, to show their lines; None shows none."""
    files: dict[str, list[str]] = {}
    parts = [_one(problem, _line(root, problem, files)) for problem in problems]
    more = [_MORE] if problems and root is not None and (root / "docs" / "problems").is_dir() else []
    return "\n".join([*parts, summary(problems), *more])


def summary(problems: Sequence[Problem]) -> str:
    """Return one line that counts the Problems by severity."""
    if not problems:
        return "Inga fel."
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    words = {severity: severity.value for severity in Severity}
    if counts[Severity.WARNING] > 1:
        words[Severity.WARNING] = "varningar"
    return ", ".join(f"{count} {words[severity]}" for severity, count in counts.items() if count) + "."


def _one(problem: Problem, line: str) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    hint = problem.hint or problem.code.mending
    parts = [_wrap(f"{place}: {problem.severity.value}: {problem.message}", "")]
    if line.strip():
        parts += _excerpt(line, problem.line, problem.column)
    return "\n".join([*parts, _wrap(f"{hint} [{problem.code.value}]", _INDENT)])


def _wrap(text: str, indent: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(
            line, WIDTH, initial_indent=indent, subsequent_indent=_INDENT, break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )  # fmt: skip


def _line(root: Path | None, problem: Problem, files: dict[str, list[str]]) -> str:
    """Return the line of a Problem as it is written; "" where there is none to show."""
    if root is None:
        return ""
    if problem.path not in files:
        inside = (root / problem.path).resolve().is_relative_to(root.resolve())
        text, _ = read_text(root, problem.path) if inside else (None, [])
        files[problem.path] = (text or "").split("\n")
    lines = files[problem.path]
    return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""


def _excerpt(line: str, number: int, column: int) -> list[str]:
    """Return the line and, under the spot, a caret: a part of the line where it is longer than the width."""
    before = f"{_INDENT}{number} | "
    room = WIDTH - len(before)
    shown = "".join(" " if character < " " else character for character in unicodedata.normalize("NFC", line))
    at = max(0, min(column - 1, len(shown)))
    start = 0 if len(shown) <= room else max(0, min(at - room // 2, len(shown) - room + 1))
    left = "…" if start else ""
    part = left + shown[start + len(left) : start + room]
    if start + room < len(shown):
        part = part[: room - 1] + "…"
    caret = " " * (at - start) + "^"
    return [f"{before}{part}".rstrip(), f"{' ' * (len(before) - 2)}| {caret}"]

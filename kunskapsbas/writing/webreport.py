"""The answers of ``kb check --external`` as Markdown, for the one issue that a scheduled job keeps up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content import Code, Problem
from .web import Answers

# In the order in which they deserve a look, with what to do once for all of a kind.
_ORDER = (
    Code.BAD_EXTERNAL, Code.GONE_ANCHOR, Code.MOVED, Code.CERTIFICATE, Code.NO_ANSWER, Code.EXTERNAL_ADVICE,
    Code.NEEDS_LOGIN,
)  # fmt: skip
_TITLES = {
    Code.BAD_EXTERNAL: "Borta",
    Code.GONE_ANCHOR: "Stället på sidan är borta",
    Code.MOVED: "Har flyttat",
    Code.CERTIFICATE: "Certifikatet går inte att lita på",
    Code.NO_ANSWER: "Svarar inte just nu",
    Code.EXTERNAL_ADVICE: "Gick inte att avgöra",
    Code.NEEDS_LOGIN: "Kräver inloggning",
}


def web_report(answers: Answers) -> str:
    """Return the report. What pages and servers have written is shown as code, so that none of it is markup."""
    problems = answers.problems
    checked = len({result.url for result in answers.results})
    parts = ["# Länkar ut från kunskapsbasen", ""]
    if not problems:
        return "\n".join([*parts, f"Alla {checked} adresser svarar.", ""])
    parts += [f"{checked} adresser prövades. Det här behöver någon titta på.", ""]
    for code in _ORDER:
        found = [problem for problem in problems if problem.code is code]
        if found:
            parts += [f"## {_TITLES[code]} ({len(found)})", "", code.mending, "", *map(_line, found), ""]
    return "\n".join(parts)


def _line(problem: Problem) -> str:
    return f"- {_code(f'{problem.path}:{problem.line}')}: {' '.join(_shown(problem))}"


def _shown(problem: Problem) -> Iterator[str]:
    yield _code(problem.message)
    if problem.hint:
        yield _code(problem.hint)


def _code(text: str) -> str:
    """Return a text as code, whatever it holds: on one line, with more backquotes around it than are in it."""
    line = " ".join(text.split())
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"

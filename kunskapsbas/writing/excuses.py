"""Excuses: a rule that a page or a block need not follow, with the reason. An excuse is itself checked.

A page's stand in its front matter (``excuses``). A block's stands on the line above it, as a comment:
``% undantag sprak-stavning: leverantörens eget ord``. A word's stands in words.txt. What is simply wrong (fel) cannot
be excused: it would stop the build all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..content import Code, Library, Markdown, Problem, Severity
from ..content.library import load_page
from ..content.markdown import Comment
from ..content.problem import CODES
from ..swedish import nearest

_EXCUSE = re.compile(r"\s*undantag\b(?P<codes>[^:]*)(?::(?P<reason>.*))?", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_REASON = 10  # letters, as in the model
_LAST = 10**9


@dataclass(frozen=True, slots=True)
class _Excuse:
    """Which Problems are let pass: of a code, on a page, from a line to another."""

    path: str
    line: int
    column: int
    code: Code
    first: int = 0
    last: int = _LAST

    def covers(self, problem: Problem) -> bool:
        """Tell whether a Problem is one of those."""
        same = problem.code is self.code and problem.path == self.path
        return same and self.first <= problem.line <= self.last


def excuse(
    root: Path, library: Library, texts: Mapping[str, Markdown], problems: Iterable[Problem], *, all_tried: bool = True
) -> list[Problem]:
    """Return the Problems without those that are excused, and with what is wrong with the excuses.

    ``all_tried``: whether the Problems are those of all rules, so that an excuse without any is needless.
    """
    everything = list(_all(root, library, texts))
    excuses = [one for one in everything if isinstance(one, _Excuse)]
    wrong = [one for one in everything if isinstance(one, Problem)]
    by_page: dict[tuple[str, Code], list[_Excuse]] = {}
    for one in excuses:
        by_page.setdefault((one.path, one.code), []).append(one)
    used: set[_Excuse] = set()
    left: list[Problem] = []
    for problem in problems:
        covering = [one for one in by_page.get((problem.path, problem.code), ()) if one.covers(problem)]
        used.update(covering)
        if not covering:
            left.append(problem)
    for one in excuses if all_tried else ():
        if one not in used:
            message = f"Undantaget från {one.code.value} behövs inte: kontrollen säger inget här."
            wrong.append(Problem(one.path, one.line, one.column, Code.NEEDLESS_EXCUSE, message))
    return left + wrong


def _all(root: Path, library: Library, texts: Mapping[str, Markdown]) -> Iterator[_Excuse | Problem]:
    for docname, page in sorted(library.pages.items()):
        if page.excuses:
            _, head, _ = load_page(root, page.path)
            for number, entry in enumerate(page.excuses):
                line, column = head.place(("excuses", number, "code")) if head else (1, 1)
                yield from _read(page.path, line, column, entry.code, 0, _LAST)
        for comment in texts[docname].comments if docname in texts else ():
            yield from _comment(page.path, comment)


def _comment(path: str, comment: Comment) -> Iterator[_Excuse | Problem]:
    for number, line in enumerate(comment.text.split("\n")):
        found = _EXCUSE.match(line)
        if not found:
            continue
        at = comment.line + number
        if len((found["reason"] or "").strip()) < _SHORTEST_REASON:
            yield Problem(path, at, 1, Code.EXCUSE, "Undantaget säger inte varför.")
            continue
        codes = re.split(r"[,\s]+", found["codes"].strip())
        for code in codes:
            yield from _read(path, at, 1, code, *comment.covers)


def _read(path: str, line: int, column: int, code: str, first: int, last: int) -> Iterator[_Excuse | Problem]:
    known = CODES.get(code)
    if known is None:
        near = nearest(code, CODES, most=1) if code else []
        hint = f"Menade du {near[0]}?" if near else "Koden står sist på raden som kb check visar."
        message = f"Koden {code} finns inte." if code else "Undantaget nämner ingen kod."
        yield Problem(path, line, column, Code.EXCUSE, message, hint)
        return
    if known.severity is Severity.ERROR:
        message = f"{code} är ett fel och kan inte undantas."
        yield Problem(path, line, column, Code.EXCUSE, message, known.mending)
        return
    yield _Excuse(path, line, column, known, first, last)


def needless_words(library: Library, texts: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield the own words of words.txt that no page uses, or that the dictionary and the glossary know themselves.

    ``texts``: all pages; ``known``: those of the own words that need no excuse.
    """
    unused = _unused({part.casefold() for word in library.words for part in LETTERS.findall(word)}, texts)
    needless = set(known)
    for word, entry in library.words.items():
        if word in needless:
            message = f"Ordet {word} finns redan i ordboken eller ordlistan."
        elif any(part.casefold() in unused for part in LETTERS.findall(word)):
            message = f"Ordet {word} står inte på någon sida."
        else:
            continue
        yield Problem("words.txt", entry.line, 1, Code.NEEDLESS_EXCUSE, message, "Ta bort raden.")


def _unused(words: set[str], texts: Iterable[str]) -> set[str]:
    """Return those of some folded words that stand in none of the texts."""
    left = set(words)
    for text in texts if left else ():
        folded = text.casefold()
        if any(word in folded for word in left):  # perhaps as a part of another
            left.difference_update(LETTERS.findall(folded))
        if not left:
            break
    return left

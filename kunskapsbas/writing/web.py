"""``kb check --external``: the addresses outside the site, within a hard limit of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..content import Code, Library, Problem, load_library
from ..content.files import write_atomic
from ..content.model import Access
from ..content.registers import LINKS_FILE, SOURCES_FILE
from ..content.text import read_text
from ..links.external import ExternalResult, Limits, Outcome, check_external
from ..links.networks import is_public
from ..links.pages import outside_spots
from ..swedish import date_words
from .check import read_texts, within

_CODES = {
    Outcome.GONE: Code.BAD_EXTERNAL,
    Outcome.NO_ANCHOR: Code.GONE_ANCHOR,
    Outcome.LOGIN: Code.NEEDS_LOGIN,
    Outcome.INSIDE: Code.NEEDS_LOGIN,
    Outcome.NOT_NOW: Code.NO_ANSWER,
    Outcome.MOVED: Code.MOVED,
    Outcome.CERTIFICATE: Code.CERTIFICATE,
    Outcome.UNCLEAR: Code.EXTERNAL_ADVICE,
    Outcome.UNCHECKED: Code.EXTERNAL_ADVICE,
}
_ANSWERED = (Outcome.OK, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a check of the outside found: the results, and for registered addresses the day they last answered."""

    results: tuple[ExternalResult, ...]
    last: dict[str, date]

    @property
    def problems(self) -> list[Problem]:
        """What to tell the writer, by place. Only what is gone for certain stops one; the rest is advice."""
        found = {self._problem(result) for result in self.results if result.outcome is not Outcome.OK}
        return sorted(found, key=lambda problem: problem.place)

    def _problem(self, result: ExternalResult) -> Problem:
        hint = f"Byt till {result.new_address}." if result.new_address else ""
        message = f"{result.url}: {result.outcome.value}. {result.detail}".strip()
        if (day := self.last.get(result.url)) and result.outcome not in _ANSWERED:
            message += f" Adressen svarade senast den {date_words(day)}."
        return Problem(result.path, result.line, 1, _CODES[result.outcome], message, hint)


def ask_web(
    root: Path,
    seconds: float,
    only: Iterable[str] = (),
    *,
    public: Callable[[str], bool] = is_public,
    limits: Limits | None = None,
) -> Answers:
    """Ask for every outside address of pages, references.bib and links.toml, and return what was found.

    ``only`` narrows it to these paths. Links that the register says are for an intranet are not asked for, nor are
    addresses that ``public`` says belong to a closed network. Ends within ``seconds`` and a moment. Uses the network:
    to be called only when the writer asks for it.
    """
    library, _ = load_library(root)
    wanted = list(only)
    inside = {link.href for link in library.links.values() if link.access is Access.INTRANET}
    found = [place for place in addresses(root, library) if within(place[0], wanted) and place[2] not in inside]
    results = check_external(
        found, may_request=lambda url: True, is_public=public, limits=limits or Limits(deadline=seconds)
    )
    last = {link.href: link.checked for link in library.links.values() if link.href and link.checked}
    return Answers(tuple(results), last)


def addresses(root: Path, library: Library) -> Iterator[tuple[str, int, str]]:
    """Yield (path, line, address) for every http and https address in the sources of the site."""
    for source in library.sources.values():
        if source.url:
            yield SOURCES_FILE, source.line, source.url
    for link in library.links.values():
        if link.href.startswith("http"):
            yield LINKS_FILE, link.line, link.href
    for docname, text in read_texts(root, library).items():
        for spot, address in outside_spots(text):
            yield f"{docname}.md", spot.line, address


def remember_answers(root: Path, answers: Answers, today: date) -> list[str]:
    """Write today in ``checked`` for each registered link that answered; return the ids of those that were changed.

    Only those lines of links.toml change. A register with faults is left alone. Raises OSError where the file cannot
    be written.
    """
    library, problems = load_library(root)
    good = {result.url for result in answers.results if result.path == LINKS_FILE and result.outcome in _ANSWERED}
    due = [link for link in library.links.values() if link.href in good and link.checked != today]
    text, _ = read_text(root, LINKS_FILE)
    if not due or text is None or any(problem.path == LINKS_FILE for problem in problems):
        return []
    lines = text.split("\n")
    for link in sorted(due, key=lambda link: link.line, reverse=True):
        _date_entry(lines, link.line, today)
    old = (root / LINKS_FILE).read_bytes()
    made = "\n".join(lines)
    write_atomic(root / LINKS_FILE, (made.replace("\n", "\r\n") if b"\r\n" in old else made).encode())
    return [link.id for link in due]


def _date_entry(lines: list[str], start: int, today: date) -> None:
    """Put the day into the entry whose head is on line ``start`` (from 1): in its line ``checked``, or in a new one."""
    last = start - 1
    for at in range(start, len(lines)):
        if lines[at].lstrip().startswith("["):
            break
        if found := re.match(r'(\s*checked\s*=\s*)("[^"]*"|[0-9-]+)(.*)', lines[at]):
            quote = '"' if found[2].startswith('"') else ""
            lines[at] = f"{found[1]}{quote}{today.isoformat()}{quote}{found[3]}"
            return
        if "=" in lines[at] and not lines[at].lstrip().startswith("#"):
            last = at
    lines.insert(last + 1, f"checked = {today.isoformat()}")

"""``kb check --external``: the addresses outside the site, within a hard limit of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..content import Code, Library, Problem, load_library, read_markdown
from ..content.model import Access
from ..content.registers import LINKS_FILE, SOURCES_FILE
from ..links.external import ExternalResult, Limits, Outcome, Place, check_external
from ..links.networks import is_public
from ..links.pages import outside_spots
from ..swedish import date_words
from .check import within

CODES = {
    Outcome.GONE: Code.BAD_EXTERNAL,
    Outcome.NO_ANCHOR: Code.GONE_ANCHOR,
    Outcome.LOGIN: Code.NEEDS_LOGIN,
    Outcome.INSIDE: Code.NEEDS_LOGIN,
    Outcome.NOT_NOW: Code.NO_ANSWER,
    Outcome.MOVED: Code.MOVED,
    Outcome.CERTIFICATE: Code.CERTIFICATE,
    Outcome.UNCLEAR: Code.EXTERNAL_ADVICE,
    Outcome.UNCHECKED: Code.NOT_ASKED,
}


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

    @property
    def silent(self) -> bool:
        """Whether nothing answered at all, from several servers: it is rather this machine that has no network."""
        mute = all(result.outcome in (Outcome.NOT_NOW, Outcome.UNCHECKED) for result in self.results)
        return mute and len({urlsplit(result.place.url).netloc for result in self.results}) > 1

    def since(self, result: ExternalResult) -> str:
        """Return a sentence that says when an address last answered that does not now; "" where nobody knows."""
        day = self.last.get(result.place.url)
        quiet = day and not answered(result) and result.outcome is not Outcome.MOVED
        return f"Adressen svarade senast den {date_words(day)}." if day and quiet else ""

    def _problem(self, result: ExternalResult) -> Problem:
        place, new = result.place, result.new_address
        parts = [f"{place.url}: {result.outcome.value}.", result.detail]
        hint = ""
        if new and answered(result):
            hint = f"Byt till {new}."
        elif new:
            parts.append(f"Den leder till {new}")  # no full stop, which would become a part of the address
        parts.insert(2, self.since(result))
        return Problem(
            place.path, place.line, place.column, CODES[result.outcome], " ".join(part for part in parts if part), hint
        )


def answered(result: ExternalResult) -> bool:
    """Tell whether an address leads a reader right. A move is told with a detail where it may have lost the page."""
    return result.outcome is Outcome.OK or (result.outcome is Outcome.MOVED and not result.detail)


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
    texts: dict[str, str] = {}
    library, _ = load_library(root, texts)
    wanted = list(only)
    inside = {link.href for link in library.links.values() if link.access is Access.INTRANET}
    found = [place for place in addresses(library, texts) if within(place.path, wanted) and place.url not in inside]
    results = check_external(
        found, may_request=lambda url: url not in inside, is_public=public, limits=limits or Limits(deadline=seconds)
    )
    last = {link.href: link.checked for link in library.links.values() if link.href and link.checked}
    return Answers(tuple(results), last)


def addresses(library: Library, texts: Mapping[str, str]) -> Iterator[Place]:
    """Yield every http and https address in the sources of the site, with where it stands. ``texts``: of all pages."""
    for source in library.sources.values():
        if source.url:
            yield Place(SOURCES_FILE, source.line, source.url)
    for link in library.links.values():
        if link.href.startswith("http"):
            yield Place(LINKS_FILE, link.line, link.href)
    for docname, text in texts.items():
        for spot, address in outside_spots(read_markdown(text)):
            yield Place(f"{docname}.md", spot.line, address, spot.column)

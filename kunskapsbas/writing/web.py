"""``kb check --external``: the addresses outside the site, within a hard limit of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..content import Code, Library, Problem, load_library
from ..content.registers import LINKS_FILE, SOURCES_FILE
from ..links.external import ExternalResult, Limits, Outcome, check_external
from .check import read_texts, within


def check_web(root: Path, seconds: float, only: Iterable[str] = ()) -> list[Problem]:
    """Return a Problem for every outside address that is gone, moved or not to be confirmed.

    Looks at links on pages, in references.bib and in links.toml; ``only`` narrows it to these paths. Ends within
    ``seconds`` and a moment. Uses the network: to be called only when the writer asks for it.
    """
    library, _ = load_library(root)
    wanted = list(only)
    found = [place for place in addresses(root, library) if within(place[0], wanted)]
    results = check_external(found, may_request=lambda url: True, limits=Limits(deadline=seconds))
    problems = {problem for result in results for problem in _problems(result)}
    return sorted(problems, key=lambda problem: problem.place)


def addresses(root: Path, library: Library) -> Iterator[tuple[str, int, str]]:
    """Yield (path, line, address) for every http and https address in the sources of the site."""
    for source in library.sources.values():
        if source.url:
            yield SOURCES_FILE, source.line, source.url
    for link in library.links.values():
        if link.href:
            yield LINKS_FILE, link.line, link.href
    for docname, text in read_texts(root, library).items():
        for spot in text.spots:
            if spot.kind == "link" and spot.target.startswith(("http://", "https://")):
                yield f"{docname}.md", spot.line, spot.target


def _problems(result: ExternalResult) -> Iterator[Problem]:
    """Only what is gone for certain stops a writer; the rest is advice (a site may be down, or ask for a login)."""
    if result.outcome is Outcome.OK:
        return
    certain = result.outcome in (Outcome.GONE, Outcome.NO_ANCHOR)
    code = Code.BAD_EXTERNAL if certain else Code.EXTERNAL_ADVICE
    hint = f"Byt till {result.new_address}." if result.new_address else ""
    message = f"{result.url}: {result.outcome.value}. {result.detail}".strip()
    yield Problem(result.path, result.line, 1, code, message, hint)

"""Facts and their sources: what is said without one, what rests on a weak one, lists that do not agree with the text.

What states a fact, and which citation covers it, is told in facts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...content import Code, Markdown, Page, Problem, Report, Slutrapport, SourceClass, Strategy, Term, cited_keys
from ...content.library import load_page
from ...content.registers import SOURCES_FILE
from ...links.pages import Site
from ...swedish import PartialDate, date_words, join_words
from ...swedish.finding_dates import find_dates
from .facts import cited_together, is_citation, uncovered

# The dates of sources are free text: "datum saknas i utdraget", "mars–april 2026 (år härlett)", "våren 2025".
_NO_DAY = ("datum saknas", "före", "omkring", "cirka", "senast", "okän")
_MONTHS_LONG = re.compile(r"\b([a-zåäö]+)\s*[–-]\s*[a-zåäö]+ ([12][0-9]{3})\b")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def check_sources(site: Site, docname: str) -> Iterator[Problem]:
    """Yield what is wrong between a page's facts, its citations and the sources in its front matter."""
    page, text = site.library.pages.get(docname), site.texts[docname]
    if page is None or SOURCES_FILE in site.library.unread:
        return
    cited = dict(_cited(text))
    if _must_cite(page):
        yield from _uncovered(page, text)
    yield from _weak(site, page, text)
    yield from _lists(site, page, cited)
    yield from _newer(site, page)


def _must_cite(page: Page) -> bool:
    """Tell whether each fact of a page needs a source: an original is its own."""
    return isinstance(page, Strategy | Slutrapport) or (isinstance(page, Report) and page.wording != "original")


def _cited(text: Markdown) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each cited key with the place of its first citation, from the last to the first."""
    for spot in reversed(text.spots):
        if is_citation(spot):
            for key in cited_keys(spot.target):
                yield key, (spot.line, spot.column)


def _uncovered(page: Page, text: Markdown) -> Iterator[Problem]:
    for passage, start, end in uncovered(text):
        message = f"Uppgiften ”{passage.text[start:end].strip()}” saknar källa."
        yield Problem(page.path, *passage.place(start), Code.NO_SOURCE, message)


def _weak(site: Site, page: Page, text: Markdown) -> Iterator[Problem]:
    """Yield where a page, an event, a question or a paragraph has no better source than one of class C."""
    if page.sources and _all_weak(site, page.sources):
        line, column = _place(site, page, "sources")
        yield Problem(page.path, line, column, Code.WEAK_SOURCE, "Sidans alla källor är av klass C.")
        return
    entries = [("events", number, event.sources) for number, event in enumerate(page.events)]
    entries += [("questions", number, question.sources) for number, question in enumerate(page.questions)]
    for name, number, sources in entries:
        if _all_weak(site, sources):
            line, column = _place(site, page, name, number, "sources")
            yield Problem(page.path, line, column, Code.WEAK_SOURCE, "Alla källor till uppgiften är av klass C.")
    for spots in cited_together(text):
        keys = [key for spot in spots for key in cited_keys(spot.target)]
        if _all_weak(site, keys):
            message = f"Stycket vilar bara på {join_words(sorted(set(keys)))}, av klass C."
            yield Problem(page.path, spots[0].line, spots[0].column, Code.WEAK_SOURCE, message)


def _all_weak(site: Site, keys: tuple[str, ...] | list[str]) -> bool:
    known = [site.library.sources[key] for key in keys if key in site.library.sources]
    return bool(known) and all(source.source_class is SourceClass.WEAK for source in known)


def _lists(site: Site, page: Page, cited: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    """Yield sources that the text cites and the front matter lacks, and the other way round."""
    if isinstance(page, Term) or not (page.sources or _must_cite(page)):
        return
    for key, (line, column) in sorted(cited.items(), key=lambda pair: pair[1]):
        if key in site.library.sources and key not in page.sources:
            message = f"Källan {key} står i texten men inte under sources."
            yield Problem(page.path, line, column, Code.UNLISTED_SOURCE, message)
    if not cited or not _must_cite(page):
        return  # a page without facts of its own may still name what it is about
    used = {*cited, *_of_entries(page)}
    for number, key in enumerate(page.sources):
        if key not in used and key in site.library.sources:
            line, column = _place(site, page, "sources", number)
            message = f"Källan {key} står under sources men används inte på sidan."
            yield Problem(page.path, line, column, Code.UNCITED_SOURCE, message)


def _of_entries(page: Page) -> set[str]:
    """Return the sources of a page's events and questions."""
    found = {key for event in page.events for key in event.sources}
    return found | {key for question in page.questions for key in question.sources}


def _newer(site: Site, page: Page) -> Iterator[Problem]:
    """Yield a source that came after the day the page says it holds."""
    if page.as_of is None:
        return
    dated = [(day, key) for key in page.sources if (day := _earliest(site, key)) and day > page.as_of]
    if dated:
        day, key = max(dated)
        line, column = _place(site, page, "as_of")
        message = f"Källan {key} är från {date_words(day)} eller senare, men as_of är {date_words(page.as_of)}."
        yield Problem(page.path, line, column, Code.NEWER_SOURCE, message)


def _earliest(site: Site, key: str) -> date | None:
    """Return the earliest day that a source's date can mean, or None where its words do not say one."""
    source = site.library.sources.get(key)
    words = source.date.partition("(")[0].lower() if source else ""
    if words.startswith(_NO_DAY):
        return None
    words = _MONTHS_LONG.sub(r"\1 \2", words)
    keys = [
        first[0].removeprefix("@") for _, _, first in find_dates(words) if re.match(r"@[12][0-9]{3}-[0-9]", first[0])
    ]
    keys += _YEAR.findall(words)
    return PartialDate.parse(keys[0]).first if keys else None


def _place(site: Site, page: Page, *where: str | int) -> tuple[int, int]:
    _, head, _ = load_page(site.root, page.path)
    return head.place(where) if head else (1, 1)


def check_unused_sources(site: Site) -> Iterator[Problem]:
    """Yield the sources of references.bib that no page uses.

    Those of class C are left out: that no page rests on them is how it should be, and the list tells why they are weak.
    """
    library = site.library
    if library.lacks_pages:
        return
    used = {key for page in library.pages.values() for key in page.sources}
    for page in library.pages.values():
        used |= _of_entries(page)
    used |= {key for text in site.texts.values() for key, _ in _cited(text)}
    for key, source in library.sources.items():
        if key not in used and source.source_class is not SourceClass.WEAK:
            message = f"Källan {key} används inte på någon sida."
            yield Problem(SOURCES_FILE, source.line, 1, Code.UNUSED_SOURCE, message)

"""The library: every page, source and registered link of a knowledge base, read and checked as one whole."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TypeVar

from ..swedish import date_words, fold_form, join_words, nearest, slug, sort_key
from .frontmatter import Head, read_head, read_page
from .model import Event, Handout, Link, OpenQuestion, Page, Report, Slutrapport, Source, Term
from .problem import Code, Problem
from .registers import (
    REGISTERS,
    SOURCES_FILE,
    OwnWord,
    is_built_page,
    read_handouts,
    read_links,
    read_redirects,
    read_sources,
    read_words,
)
from .text import read_text

PAGE_PATTERNS = ("index.md", "reports/**", "strategy/**", "glossary/**", "about/**")
_P = TypeVar("_P", bound=Page)


@dataclass(frozen=True)
class Library:
    """All that is known before a word of any page is rendered. Made by :func:`load_library`; never changed.

    ``unread`` holds the paths of pages and registers that could not be read: what they would have held is unknown,
    so that a reference to it is not called wrong. ``more_forms`` are forms of terms that nobody has written down,
    folded -> docname: kunskapsbas.glossary knows them by the dictionary.
    """

    pages: Mapping[str, Page] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    handouts: Mapping[str, Handout] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    more_forms: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, OwnWord] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Library], tuple[()]]:
        """Pickle as an empty library: it is read anew at every start, never kept in Sphinx's environment file."""
        return Library, ()

    def fingerprint(self, part: str) -> str:
        """Return a digest of one part (the name of an attribute), to tell whether it has changed since last time."""
        return hashlib.sha256(repr(getattr(self, part)).encode()).hexdigest()

    def may_hold_term(self, text: str) -> bool:
        """Tell whether a term that is not known may stand in a glossary page that could not be read."""
        stems = (path.rpartition("/")[2].removesuffix(".md") for path in self.unread if path.startswith("glossary/"))
        return any(slug(text).startswith(stem) for stem in stems)

    @property
    def lacks_pages(self) -> bool:
        """Whether a page could not be read: an event or a question that is not known may stand there."""
        return any(path.endswith(".md") for path in self.unread)

    def of_type(self, model: type[_P]) -> list[_P]:
        """Return the pages of one class, by docname."""
        return [page for _, page in sorted(self.pages.items()) if isinstance(page, model)]

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The series, newest first."""
        return tuple(sorted(self.of_type(Report), key=lambda report: report.compiled, reverse=True))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary in Swedish alphabetical order."""
        return tuple(sorted(self.of_type(Term), key=lambda term: sort_key(term.title)))

    @cached_property
    def events(self) -> tuple[tuple[Event, str], ...]:
        """Every event that readers see, with the docname of the page that tells of it, in order of time."""
        found = [(event, page.docname) for _, page in sorted(self.pages.items()) for event in page.shown_events]
        return tuple(sorted(found, key=lambda pair: (pair[0].date.first, pair[0].date.last, pair[0].id)))

    @cached_property
    def followers(self) -> Mapping[str, tuple[tuple[Event, str], ...]]:
        """Id of a planned event -> the events that tell what came of it, each with its page, in order of time."""
        found: dict[str, tuple[tuple[Event, str], ...]] = {}
        for event, docname in self.events:
            if event.follows:
                found[event.follows] = (*found.get(event.follows, ()), (event, docname))
        return found

    @cached_property
    def events_by_id(self) -> Mapping[str, tuple[Event, str]]:
        """Id -> the event, with the docname of the page that tells of it."""
        return {event.id: (event, docname) for event, docname in self.events}

    def knows_outcome(self, event: Event) -> bool:
        """Tell whether a source says what came of a planned event."""
        return event.outcome is not None or event.id in self.followers

    def lacks_outcome(self, event: Event) -> bool:
        """Tell whether an outcome is missing: of a plan for a day that the sources reach, and no source says it."""
        return event.planned and not self.knows_outcome(event) and event.date.first <= self.known_until

    @cached_property
    def questions(self) -> tuple[tuple[OpenQuestion, str], ...]:
        """Every open question with the docname of the page that owns it, by page."""
        return tuple((question, name) for name, page in sorted(self.pages.items()) for question in page.questions)

    @cached_property
    def decision_path(self) -> tuple[str, ...]:
        """The ids of the events that are the steps to a decision, in order."""
        return tuple(step for page in self.of_type(Slutrapport) for step in page.decision_path)

    @cached_property
    def known_until(self) -> date:
        """The last day the content knows anything of: later plans have no outcome to be missing."""
        days = [day for page in self.pages.values() for day in (page.valid_on, page.reviewed) if day]
        days += [event.date.last for event, _ in self.events if not event.planned]
        return max(days, default=date.min)

    @cached_property
    def term_forms(self) -> Mapping[str, str]:
        """Folded form -> docname of the term that owns it. Titles and linked forms go before search synonyms."""
        owners: dict[str, str] = {}
        for term in self.terms:
            for form in (term.slug, *term.linked_forms):
                owners.setdefault(fold_form(form), term.docname)
        for term in self.terms:
            for form in term.search_synonyms:
                owners.setdefault(fold_form(form), term.docname)
        return owners

    def term_for(self, text: str) -> Term | None:
        """Return the term that a slug, title or any known form names, or None."""
        form = fold_form(text)
        found = self.pages.get(self.term_forms.get(form) or self.more_forms.get(form, ""))
        return found if isinstance(found, Term) else None

    def nearest_terms(self, text: str) -> list[str]:
        """Return the titles of the terms whose name or forms look most like the text."""
        owners = dict.fromkeys(self.term_forms[form] for form in nearest(text, self.term_forms, most=5))
        return [self.pages[owner].title for owner in owners][:3]


def page_paths(root: Path) -> list[str]:
    """Return the paths of all pages below the root, relative, with forward slashes, in order."""
    found = [root / "index.md"] if (root / "index.md").exists() else []
    for pattern in PAGE_PATTERNS:
        if pattern.endswith("/**"):
            found += (root / pattern.removesuffix("/**")).rglob("*.md")
    relative = (path.relative_to(root) for path in found if path.is_file())
    return sorted(path.as_posix() for path in relative if not any(part[0] in "._" for part in path.parts))


def load_library(root: Path, texts: dict[str, str] | None = None) -> tuple[Library, list[Problem]]:
    """Read every page and register below the root.

    Gives the library of all that could be read, and every Problem found in metadata, registers and between pages,
    sorted by place. ``texts`` is given the text of every page that can be read, by docname, also of those whose front
    matter is wrong. Never raises for bad content.
    """
    unread: set[str] = set()
    sources, problems = read_sources(root)
    links, wrong = read_links(root)
    problems += wrong
    words, wrong = read_words(root)
    problems += wrong
    pages: dict[str, Page] = {}
    heads: dict[str, Head] = {}
    for path in page_paths(root):
        text, wrong = _page_text(root, path)
        problems += wrong
        page, head, wrong_head = _read(path, text) if text is not None else (None, None, ())
        problems += wrong_head
        if texts is not None and text is not None:
            texts[path.removesuffix(".md")] = text
        if page and head:
            pages[page.docname], heads[page.docname] = page, head
        else:
            unread.add(path)
    redirects, wrong = read_redirects(root, pages)
    problems += wrong
    handouts, wrong = read_handouts(root, {*pages, *(path.removesuffix(".md") for path in unread)})
    problems += wrong
    unread |= {problem.path for problem in problems if problem.path in REGISTERS}
    library = Library(pages, sources, links, redirects, handouts, frozenset(unread), words=words)
    problems += check_library(library, heads)
    return library, sorted(set(problems), key=lambda problem: problem.place)


def is_inside(root: Path, path: str) -> bool:
    """Tell whether a path, followed through links of the file system, stays below the root."""
    plain = PurePath(path)
    if not plain.anchor and ".." not in plain.parts:
        places = itertools.accumulate((str(root), *plain.parts), os.path.join)
        if not any(_leads_on(place) for place in itertools.islice(places, 1, None)):
            return True  # nothing to follow, as for nearly every path
    return PurePath(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def _leads_on(path: str) -> bool:
    """Tell whether a file or folder only points to another (a symbolic link, or a junction in Windows)."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    reparse = getattr(found, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT
    return stat.S_ISLNK(found.st_mode) or bool(reparse)


def load_page(root: Path, path: str) -> tuple[Page | None, Head | None, list[Problem]]:
    """Return one page, its front matter and its Problems. A path that leaves the tree is not read."""
    text, problems = _page_text(root, path)
    if text is None:
        return None, None, problems
    page, head, wrong = _read(path, text)
    return page, head, [*problems, *wrong]


def _page_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    if not is_inside(root, path):
        return None, [Problem(path, 1, 1, Code.OUTSIDE_TREE, "Filen är en genväg till en plats utanför mappen.")]
    return read_text(root, path)


@lru_cache(maxsize=4096)  # the checks ask again for the same page, and a preview reads all pages after each save
def _read(path: str, text: str) -> tuple[Page | None, Head | None, tuple[Problem, ...]]:
    head, problems = read_head(path, text)
    page, wrong = read_page(path, head) if head else (None, [])
    return page, head, (*problems, *wrong)


def check_library(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    """Yield what is wrong between pages: dates, titles, ids, forms, sources and related terms."""
    yield from _file_names(library)
    yield from _shared(library, heads, Code.SAME_TITLE, "Titeln", lambda page: [(page.title, ("title",))])
    yield from _same_dates(library, heads)
    yield from _shared(
        library, heads, Code.SAME_EVENT, "Händelsens id",
        lambda page: [(event.id, ("events", i, "id")) for i, event in enumerate(page.events)],
    )  # fmt: skip
    yield from _shared(
        library, heads, Code.SAME_QUESTION, "Frågans id",
        lambda page: [(question.id, ("questions", i, "id")) for i, question in enumerate(page.questions)],
    )  # fmt: skip
    yield from _shared(library, heads, Code.SHARED_FORM, "Formen", _forms)
    yield from _sources(library, heads)
    yield from _related(library, heads)
    yield from _decision_path(library, heads)
    yield from _events(library, heads)


Where = tuple[str | int, ...]


def _forms(page: Page) -> list[tuple[str, Where]]:
    if not isinstance(page, Term):
        return []
    found: dict[str, tuple[str, Where]] = {fold_form(page.title): (page.title, ("title",))}
    for name in ("inflections", "link_forms"):
        for i, form in enumerate(getattr(page, name)):
            found.setdefault(fold_form(form), (form, (name, i)))
    return list(found.values())


def _shared(
    library: Library,
    heads: Mapping[str, Head],
    code: Code,
    what: str,
    values: Callable[[Page], Iterable[tuple[str, Where]]],
) -> Iterator[Problem]:
    """Yield a Problem for every value that stands in two places where it may stand in one."""
    owners: dict[str, Page] = {}
    for docname, page in sorted(library.pages.items()):
        seen: set[str] = set()
        for value, where in values(page):
            first = owners.setdefault(fold_form(value), page)
            if first is not page or (code in (Code.SAME_EVENT, Code.SAME_QUESTION) and value in seen):
                line, column = heads[docname].place(where)
                message = f"{what} ”{value}” finns redan i {first.path}."
                yield Problem(page.path, line, column, code, message)
            seen.add(value)


def _same_dates(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    by_date = defaultdict(list)
    for report in library.of_type(Report):
        by_date[report.compiled.date()].append(report)
    for day, reports in by_date.items():
        for report in reports[1:]:
            line, column = heads[report.docname].place(("compiled",))
            message = f"Det finns redan en rapport från {date_words(day)}: {reports[0].path}."
            yield Problem(report.path, line, column, Code.SAME_DATE, message)


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _file_names(library: Library) -> Iterator[Problem]:
    for docname, page in sorted(library.pages.items()):
        folder, _, name = docname.rpartition("/")
        wrong = next((part for part in folder.split("/") if part and not _SLUG.fullmatch(part)), None)
        if wrong is not None:
            message = f"Mappen heter {wrong} men ska heta {slug(wrong)}."
            yield Problem(page.path, 1, 1, Code.FILE_NAME, message)
        if isinstance(page, Report):
            right = page.compiled.date().isoformat()
        else:
            right = name if _SLUG.fullmatch(name) else slug(name)
        if name != right:
            message = f"Filen heter {name}.md men ska heta {right}.md."
            yield Problem(page.path, 1, 1, Code.FILE_NAME, message)
        elif is_built_page(docname):
            message = f"Filen heter {name}.md, men en sida med den adressen gör webbplatsen själv."
            yield Problem(page.path, 1, 1, Code.FILE_NAME, message, "Ge filen ett annat namn.")


def _sources(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    if SOURCES_FILE in library.unread:
        return
    for docname, page in sorted(library.pages.items()):
        named: list[tuple[str, Where]] = [(key, ("sources", i)) for i, key in enumerate(page.sources)]
        for number, event in enumerate(page.events):
            named += [(key, ("events", number, "sources", i)) for i, key in enumerate(event.sources)]
        for number, question in enumerate(page.questions):
            named += [(key, ("questions", number, "sources", i)) for i, key in enumerate(question.sources)]
        for key, where in named:
            if key not in library.sources:
                line, column = heads[docname].place(where)
                yield unknown_source(library, page.path, line, column, key)


def unknown_source(library: Library, path: str, line: int, column: int, key: str) -> Problem:
    """Return the Problem of a source id that references.bib lacks, with the nearest id."""
    near = nearest(key, library.sources, most=1)
    hint = f"Menade du {near[0]}?" if near else f"Lägg till källan i {SOURCES_FILE}."
    return Problem(path, line, column, Code.UNKNOWN_SOURCE, f"Källan {key} finns inte i {SOURCES_FILE}.", hint)


_CITED = re.compile(r"(?:\s*\{[^{}]+\})?\s*([^{}\s,]+)\s*(?:\{[^{}]+\}\s*)?(?:,|$)")


def cited_keys(text: str) -> list[str]:
    """Return the source ids of a citation, "{se}alfa{s. 3}, beta"; none when it is not one.

    The grammar is that of sphinxcontrib-bibtex: ids parted by commas, each with words in braces before or after.
    """
    keys, at = [], 0
    while found := _CITED.match(text, at):
        keys.append(found[1])
        at = found.end()
        if at == len(text):
            return [] if text.endswith(",") else keys
    return []


def wrong_citation(path: str, line: int, column: int, text: str) -> Problem:
    """Return the Problem of a citation that cannot be read."""
    hint = "Skriv källans id. Flera id skiljs åt med komma."
    return Problem(path, line, column, Code.UNKNOWN_SOURCE, f"Källhänvisningen ”{text}” går inte att tolka.", hint)


def unknown_term(library: Library, path: str, line: int, column: int, text: str) -> Problem:
    """Return the Problem of a word that no term of the glossary has, with the nearest terms."""
    near = library.nearest_terms(text)
    hint = f"Menade du {join_words(near, 'eller')}?" if near else ""
    return Problem(path, line, column, Code.UNKNOWN_TERM, f"Begreppet ”{text}” finns inte i ordlistan.", hint)


def unknown_link(library: Library, path: str, line: int, column: int, key: str) -> Problem:
    """Return the Problem of a link id that links.toml lacks, with the nearest id."""
    near = nearest(key, library.links, most=1)
    hint = f"Menade du {near[0]}?" if near else ""
    return Problem(path, line, column, Code.UNKNOWN_REGISTERED, f"Länken {key} finns inte i länkregistret.", hint)


def unknown_question(library: Library, path: str, line: int, column: int, key: str) -> Problem:
    """Return the Problem of a question id that no page has, with the nearest id."""
    near = nearest(key, [question.id for question, _ in library.questions], most=1)
    hint = f"Menade du {near[0]}?" if near else ""
    message = f"Frågan {key} finns inte bland de obesvarade frågorna."
    return Problem(path, line, column, Code.UNKNOWN_QUESTION, message, hint)


def _related(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    terms = {term.slug: term for term in library.terms}
    for term in library.terms:
        for i, name in enumerate(entry.term for entry in term.related):
            if (name not in terms and not library.may_hold_term(name)) or terms.get(name) is term:
                line, column = heads[term.docname].place(("related", i))
                near = nearest(name, [slug for slug in terms if slug != term.slug], most=1)
                hint = f"Menade du {near[0]}?" if near else ""
                reason = "är samma begrepp" if name in terms else "finns inte i glossary/"
                message = f"Det närliggande begreppet {name} {reason}."
                yield Problem(term.path, line, column, Code.UNKNOWN_RELATED, message, hint)


def _events(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    """Yield events that wait for a writer, and those that follow from something that was never planned."""
    every = {event.id: event for page in library.pages.values() for event in page.events}
    for docname, page in sorted(library.pages.items()):
        for i, event in enumerate(page.events):
            if not event.confirmed:
                line, column = heads[docname].place(("events", i, "confirmed"))
                message = f"Händelsen ”{event.title}” ({event.date.text}) är ett förslag och visas inte för läsarna."
                yield Problem(page.path, line, column, Code.UNCONFIRMED_EVENT, message)
            named = event.follows
            if named is None or (named not in every and library.lacks_pages):
                continue
            planned = [name for name, other in every.items() if other.planned and name != event.id]
            if named not in planned:
                line, column = heads[docname].place(("events", i, "follows"))
                near = nearest(named, planned, most=1)
                hint = f"Menade du {near[0]}?" if near else "Skriv id för en händelse som har planned_as_of."
                message = f"Ingen planerad händelse har id {named}."
                yield Problem(page.path, line, column, Code.WRONG_VALUE, message, hint)


def _decision_path(library: Library, heads: Mapping[str, Head]) -> Iterator[Problem]:
    known = [event.id for event, _ in library.events]
    for page in library.of_type(Slutrapport):
        for i, step in enumerate(page.decision_path):
            if step not in known and not library.lacks_pages:
                line, column = heads[page.docname].place(("decision_path", i))
                near = nearest(step, known, most=1)
                hint = f"Menade du {near[0]}?" if near else "Skriv id för en händelse som står i events på någon sida."
                yield Problem(page.path, line, column, Code.WRONG_VALUE, f"Ingen händelse har id {step}.", hint)

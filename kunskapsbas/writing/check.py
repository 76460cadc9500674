"""One check of everything a writer can get wrong, without Sphinx.

What leads elsewhere (links, forms, addresses) is checked anew every time. What depends on one page and the vocabulary
only is remembered (see memory.py), and so are the facts of a page that has not changed.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..content import Markdown, Page, Problem, load_library, read_markdown
from ..content.frontmatter import outline_page
from ..glossary.checks import check_definitions, check_forms, check_used, terms_in
from ..glossary.forms import Entry, Form, Origin, forms_by_key, glossary_forms
from ..glossary.matching import Matcher
from ..links.pages import Site, check_contents, check_page
from .excuses import excuse, needless_words
from .memory import (
    PLACE,
    Memory,
    digest,
    markdown_from_data,
    markdown_to_data,
    problems_from_data,
    problems_to_data,
)
from .rules.accessibility import check_accessibility
from .rules.addresses import check_addresses, check_bare
from .rules.constructs import check_constructs
from .rules.fields import field_passages
from .rules.freshness import check_reviews
from .rules.language import check_language
from .rules.markup import check_markup
from .rules.sourcing import check_sources, check_unused_sources
from .rules.structure import check_headings, check_sections
from .rules.unfinished import check_unfinished
from .rules.words import Words

SKIPPED = ("_build", "node_modules")
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Rules for one page by its own facts, running text included: their answers are remembered.
PAGE_RULES: tuple[Callable[[Site, str], Iterator[Problem]], ...] = (
    check_unfinished,
    check_accessibility,
    check_headings,
    check_constructs,
    check_markup,
    check_sources,
    check_bare,
)
#: Rules for the whole. The facts they see may lack the running text.
SITE_RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    check_sections,
    check_unused_sources,
    check_addresses,
)


def may_remember() -> bool:
    """Tell whether what was found last time can be trusted: not on a build server, where a change may bring its own."""
    return not os.environ.get("CI")


def check_tree(
    root: Path, only: Iterable[str] = (), *, remember: bool = False, language: bool = True, today: date | None = None
) -> list[Problem]:
    """Return every Problem in the knowledge base at ``root``, sorted by place.

    ``only``: paths of files or folders, relative to the root; with these, Problems elsewhere are left out, though
    the whole tree is read (links lead everywhere). ``remember``: use and write what was found last time, below
    _build. ``language``: whether the rules that read the text word by word are tried too. ``today``: the
    day by which reviews are late; the clock's otherwise.
    """
    with _without_collector():
        run = _Run(root, Memory(root / PLACE if remember else None))
        found = _check(run, language, today or date.today())
    wanted = [path.rstrip("/") for path in only]
    return sorted({p for p in found if within(p.path, wanted)}, key=lambda problem: problem.place)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the garbage collector rest: what a check makes lasts to its end, and looking it through takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check(run: _Run, language: bool, today: date) -> list[Problem]:
    found = [*run.problems, *check_contents(run.site)]
    found += [problem for docname in run.site.texts for problem in check_page(run.site, docname)]
    found += [problem for rule in SITE_RULES for problem in rule(run.site)]
    found += check_reviews(run.site, today)
    if language:
        found += run.of_text()
    found = excuse(run.root, run.library, run.site.texts, found, all_tried=language)
    run.memory.save()
    return found


@dataclass
class _Run:
    """One run of the check: the tree as it is read, and what is known of it already."""

    root: Path
    memory: Memory

    def __post_init__(self) -> None:
        """Read all pages and registers."""
        self.texts: dict[str, str] = {}
        library, self.problems = load_library(self.root, self.texts)
        self.library = library
        self.library = replace(library, more_forms=_Late(lambda: forms_by_key(self.forms)))
        self._recalled: set[str] = set()
        self.site = Site(self.root, self.library, self._facts(), _files(self.root))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every form of every term; they take a dictionary, so they are made when first asked for."""
        entries = [Entry.of(term) for term in self.library.terms]
        known, mark = self.memory.recall("forms", "all", repr([*map(_entry_print, entries)]))
        if known is None:
            found = glossary_forms(entries)
            self.memory.keep("forms", "all", mark, [[*form[:5], list(form.refused)] for form in found])
            return tuple(found)
        return tuple(
            Form(text, title, key, Origin(origin), begins, tuple(refused))
            for text, title, key, origin, begins, refused in known
        )

    def _facts(self) -> dict[str, Markdown]:
        facts = {}
        for docname, text in self.texts.items():
            title = self._title(docname)
            known, mark = self.memory.recall("facts", docname, title, self._text_prints[docname])
            if known is None:
                facts[docname] = read_markdown(text, title)
                if self.memory.lasts:
                    self.memory.keep("facts", docname, mark, markdown_to_data(facts[docname]))
            else:
                facts[docname] = markdown_from_data(known)
                self._recalled.add(docname)
        return facts

    def _title(self, docname: str) -> str:
        page = self.library.pages.get(docname)
        return page.title if page else ""

    @cached_property
    def words(self) -> Words:
        """The vocabulary."""
        own = {word: entry.reason for word, entry in self.library.words.items()}
        return Words(self.library, self.forms, own, lambda: self.words_in_use)

    @cached_property
    def words_in_use(self) -> frozenset[str]:
        """Every word of the pages that is spelt right, as it is written."""
        found = {word for text in self.texts.values() for word in _WORD.findall(text)}
        return frozenset(word for word in found if self.words.speller.knows(word))

    @cached_property
    def _words_print(self) -> str:
        return digest([self.words.fingerprint, repr(sorted(self.library.sources.items()))])

    @cached_property
    def _text_prints(self) -> dict[str, str]:
        return {docname: digest([text]) for docname, text in self.texts.items()}

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.forms)

    def of_text(self) -> Iterator[Problem]:
        """Yield what the rules find that read the text word by word."""
        yield from check_forms(self.root, self.library, self.forms)
        yield from self.definitions()
        yield from check_used(self.root, self.library, self.used_terms())
        for docname in self.texts:
            yield from self.page_problems(docname)
        yield from self.needless_words()

    def definitions(self) -> list[Problem]:
        """Return what is wrong with the terms' definitions."""
        texts = [self._text_prints.get(term.docname, "") for term in self.library.terms]
        known, mark = self.memory.recall("definitions", "all", self._words_print, *texts)
        if known is not None:
            return problems_from_data(known)
        found = list(check_definitions(self.root, self.library, self._matcher))
        self.memory.keep("definitions", "all", mark, problems_to_data(found))
        return found

    def used_terms(self) -> set[str]:
        """Return the docnames of the terms that some other page speaks of."""
        used: set[str] = set()
        for docname, text in self.texts.items():
            known, mark = self.memory.recall("terms", docname, self._words_print, self._text_prints[docname])
            if known is None:
                known = sorted(terms_in(self.library, docname, text, self.site.texts[docname], self._matcher))
                self.memory.keep("terms", docname, mark, known)
            used.update(known)
        return used

    def page_problems(self, docname: str) -> list[Problem]:
        """Return what the rules for one page find on it."""
        page = self.library.pages.get(docname) or outline_page(f"{docname}.md", self.texts[docname])
        if page is None:
            return []
        known, mark = self.memory.recall("problems", docname, self._words_print, self._text_prints[docname])
        if known is not None:
            return problems_from_data(known)
        found = list(self._apply(page, self.texts[docname]))
        self.memory.keep("problems", docname, mark, problems_to_data(found))
        return found

    def _apply(self, page: Page, text: str) -> Iterator[Problem]:
        facts = self.site.texts[page.docname]
        if page.docname in self._recalled:  # without its running text
            facts = read_markdown(text, page.title)
        passages = (*field_passages(page, text), *facts.passages)
        yield from check_language(page, passages, self.words)
        site = replace(self.site, texts={**self.site.texts, page.docname: facts})
        for rule in PAGE_RULES:
            yield from rule(site, page.docname)

    def needless_words(self) -> Iterator[Problem]:
        """Yield the own words that are no longer needed."""
        if not self.library.words:
            return iter(())
        known, mark = self.memory.recall("needless", "all", self._words_print)
        if known is None:
            known = self.words.needless()
            self.memory.keep("needless", "all", mark, known)
        return needless_words(self.library, self.texts.values(), known)


class _Late(Mapping[str, str]):
    """A mapping that is made when it is first looked into."""

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, str]:
        return self._make()

    def __getitem__(self, key: str) -> str:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _entry_print(entry: Entry) -> list[Any]:
    return [*(getattr(entry, name) for name in entry.__slots__ if name != "refused"), sorted(entry.refused)]


def _files(root: Path) -> frozenset[str]:
    found = set()
    for top in root.iterdir():
        if top.name[0] in "._" or top.name in SKIPPED:
            continue
        for path in [top] if top.is_file() else top.rglob("*"):
            found.add(path.relative_to(root).as_posix())
    return frozenset(found)


def within(path: str, wanted: list[str]) -> bool:
    """Tell whether a path is one of the wanted files or lies in one of the wanted folders (none: all are)."""
    return not wanted or any(name in (".", path) or path.startswith(f"{name}/") for name in wanted)

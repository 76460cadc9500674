"""``kb new page``: a page that answers a question, or one about the knowledge base, in its place among the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..content import Kind, Library, Page, Strategy, load_library
from ..content.files import write_all
from ..content.headwriting import front_matter
from ..content.model import About
from ..swedish import join_words, nearest
from ..swedish.dates import TIME_ZONE
from .contents import with_page
from .newfile import (
    NewFile,
    NewFileError,
    Thing,
    citation,
    clean_title,
    file_name,
    known_sources,
    refuse_path,
    refuse_title,
)
from .rules.unfinished import TO_WRITE

PAGE = Thing("Sidan", "Sidans titel", 'kb new page "Vad är en modul?"')
KINDS = (Kind.STRATEGY, Kind.ABOUT)
_FOLDER = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
_LONGEST_QUESTION = 300


@dataclass(frozen=True)
class PageWish:
    """What the writer asked for besides the title; "" leaves folder, file name and question to the kind and title."""

    kind: str = Kind.STRATEGY
    folder: str = ""
    file: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()


def new_page(root: Path, name: str, wish: PageWish = PageWish(), today: date | None = None) -> NewFile:
    """Write a new page and its line in the table of contents; return what was made.

    ``today``: the day by which its facts hold; the clock's otherwise. Raises NewFileError where the page cannot be
    or is there already, and OSError where nothing can be written. All is written or nothing, nothing is replaced.
    """
    title = clean_title(name, PAGE)
    kind = _kind(wish.kind)
    folder = _folder(root, wish.folder.strip().strip("/") or kind.value)
    path = f"{folder}/{file_name(title, wish.file, PAGE)}.md"
    library, _ = load_library(root)
    refuse_title(library, title)
    refuse_path(root, library, path, "Ändra i den filen, eller ange ett annat filnamn med --file.")
    sources = known_sources(library, wish.sources)
    page = _page(kind, title, _question(wish.question, title), sources, today or datetime.now(TIME_ZONE).date())
    files = {root / path: page_text(page).encode()}
    listed = with_page(root, path.removesuffix(".md"))
    if listed:
        files[root / listed[0]] = listed[1]
    write_all(files)
    changed = ((listed[0], "sidan står nu sist i innehållslistan"),) if listed else ()
    return NewFile(path, changed, tuple(_steps(page, library)))


def _kind(given: str) -> Kind:
    allowed = [kind.value for kind in KINDS]
    if given not in allowed:
        near = nearest(given, allowed, most=1)
        hint = f"Menade du {near[0]}?" if near else f"Välj {join_words(allowed, 'eller')}."
        raise NewFileError(f"En sida kan inte vara av sorten ”{given}”. {hint}")
    return Kind(given)


def _folder(root: Path, folder: str) -> str:
    tops = [kind.value for kind in KINDS]
    if not _FOLDER.fullmatch(folder) or folder.split("/")[0] not in tops:
        allowed = join_words(tops, "eller")
        raise NewFileError(f"En sida kan inte ligga i ”{folder}”. Välj {allowed}, eller en mapp i någon av dem.")
    if not (root / folder).is_dir():
        raise NewFileError(f"Mappen {folder}/ finns inte. Gör den först, med en index.md som har en {{toctree}}.")
    return folder


def _question(given: str, title: str) -> str:
    question = " ".join(given.split())
    if len(question) > _LONGEST_QUESTION or not question.isprintable():
        raise NewFileError(f"Frågan ska vara högst {_LONGEST_QUESTION} tecken lång, och alla tecken ska synas.")
    return question or (title if title.endswith("?") else f"{TO_WRITE} läsarens fråga, som sidan svarar på.")


def _page(kind: Kind, title: str, question: str, sources: tuple[str, ...], today: date) -> Page:
    summary = f"{TO_WRITE} vad sidan säger, i en eller två meningar som sökningen visar."
    if kind is Kind.ABOUT:
        return About(kind=kind, title=title, summary=summary, sources=sources)
    return Strategy(kind=Kind.STRATEGY, title=title, question=question, summary=summary, as_of=today, sources=sources)


def page_text(page: Page) -> str:
    """Return the file of a new page, with words that say what is to be written."""
    what = "svaret på frågan, i två eller tre meningar." if isinstance(page, Strategy) else "det viktigaste."
    more = "% Fortsätt med mellanrubriker, som börjar med ##. Läsaren ser inte den här raden."
    return "\n".join([*front_matter(page), "", f"{TO_WRITE} {what}{citation(page.sources)}", "", more, ""])


def _steps(page: Page, library: Library) -> Iterator[str]:
    yield f"Byt varje rad som börjar med ”{TO_WRITE}” mot sidans text."
    if isinstance(page, Strategy):
        if not page.sources and library.sources:
            yield "Skriv källornas id under sources, och {cite:p}`id` efter det som var och en styrker."
        yield "Ändra as_of om uppgifterna gäller en annan dag än i dag."
    yield "Länka till sidan därifrån läsaren kommer, till exempel från avsnittets första sida."

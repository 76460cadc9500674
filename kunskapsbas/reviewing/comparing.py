"""Two built sites compared: which pages readers will find changed, new or gone, and which handouts."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from ..content.handouts import HANDOUT_FOLDER
from ..content.registers import BUILT_PAGES, is_built_page
from .article import Article, read_article
from .wording import Change, compare_blocks, compare_words

_ENDING = ".html"
_AROUND = BUILT_PAGES  # no page of anyone's: the search, the page for missing addresses


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is another. ``name``: its address without .html. ``notes``: what words alone do not show."""

    name: str
    title: str
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    before: str = ""  # the file in the site before, "" for none
    after: str = ""


@dataclass(frozen=True, slots=True)
class GonePage:
    """An address that no page has any more, and where it leads readers now ("" for nowhere)."""

    name: str
    title: str
    before: str  # the file in the site before
    leads_to: str = ""
    goal: str = ""  # the title of the page it leads to


@dataclass(frozen=True, slots=True)
class HandoutChange:
    """A PDF file that is another, new or gone: its path in the site, what it is called, and what has happened."""

    path: str
    title: str
    before: bool
    after: bool


@dataclass(frozen=True)
class Review:
    """All that a change does to the site. ``compared`` is False where there was nothing to compare with."""

    pages: int = 0
    compared: bool = True
    changed: tuple[PageChange, ...] = ()
    followed: tuple[PageChange, ...] = ()
    new: tuple[PageChange, ...] = ()
    gone: tuple[GonePage, ...] = ()
    handouts: tuple[HandoutChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether readers will find everything as it was."""
        return not (self.changed or self.followed or self.new or self.gone or self.handouts)


@dataclass(frozen=True)
class _Site:
    """A built site: its files, and its pages when they are asked for."""

    root: Path
    read: dict[str, Article] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        found: set[str] = set()
        for folder, _, names in os.walk(self.root):
            prefix = Path(folder).relative_to(self.root).as_posix()
            found.update(names if prefix == "." else (f"{prefix}/{name}" for name in names))
        return frozenset(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """The addresses of its pages, without .html."""
        names = (name.removesuffix(_ENDING) for name in self.files if name.endswith(_ENDING))
        return frozenset(name for name in names if not _is_inner(name) and name not in _AROUND)

    def page(self, name: str) -> Article:
        if name not in self.read:
            text = (self.root / f"{name}{_ENDING}").read_text(encoding="utf-8", errors="replace")
            self.read[name] = read_article(text)
        return self.read[name]

    def bytes(self, path: str) -> bytes:
        try:
            return (self.root / path).read_bytes()
        except OSError:
            return b""

    def title(self, name: str) -> str:
        return self.page(name).title or name


def _is_inner(path: str) -> bool:
    """Tell whether a path is one of the files behind the pages, which no reader has the address of."""
    return any(part.startswith(("_", ".")) for part in path.split("/"))


def compare_sites(
    before: Path | None, after: Path, edited: Collection[str] | None = None, pdf_title: Callable[[Path], str] = str
) -> Review:
    """Compare two folders of built HTML; ``before`` None: there is nothing to compare with.

    ``edited``: the pages (addresses without .html) whose own sources are others; None where that is not known. A page
    that is another though nobody has edited it has followed. ``pdf_title`` gives what a PDF file is called.
    """
    new_site = _Site(after)
    if before is None:
        return Review(len(_pages(new_site)), compared=False)
    old_site = _Site(before)
    old, new = _pages(old_site), _pages(new_site)
    changed: list[PageChange] = []
    followed: list[PageChange] = []
    for name in sorted(old & new):
        if found := _compare(old_site, new_site, name, name):
            own = bool(found.changes or found.notes) and (edited is None or name in edited)
            (changed if own and not is_built_page(name) else followed).append(found)
    moved = dict(_moved(old_site, new_site, old, new))
    fresh = [_new(old_site, new_site, name, moved.get(name, "")) for name in sorted(new - old)]
    followed += [page for page in fresh if is_built_page(page.name)]
    return Review(
        pages=len(new),
        changed=tuple(changed),
        followed=tuple(followed),
        new=tuple(page for page in fresh if not is_built_page(page.name)),
        gone=(*_gone(old_site, new_site, old, new), *_gone_files(old_site, new_site)),
        handouts=tuple(_handouts(old_site, new_site, pdf_title)),
    )


def _pages(site: _Site) -> set[str]:
    return {name for name in site.names if not site.page(name).moves_to}


def _compare(old_site: _Site, new_site: _Site, old_name: str, new_name: str) -> PageChange | None:
    """Return what is another on a page; None where nothing that readers see is."""
    old, new = old_site.page(old_name), new_site.page(new_name)
    pictures = tuple(_pictures(old_site, new_site, old_name, new_name))
    if (old.html, old.title, old.summary) == (new.html, new.title, new.summary) and not pictures:
        return None
    changes = tuple(compare_blocks(old.blocks, new.blocks))
    if old.summary != new.summary:
        changes = (Change("Sammanfattning i listor och sökning", compare_words(old.summary, new.summary)), *changes)
    notes = (*_links(old, new), *_anchors(old, new), *pictures)
    if not changes and not notes and old.others == new.others:
        return None  # only markup: a class, an address of a file
    files = f"{old_name}{_ENDING}", f"{new_name}{_ENDING}"
    return PageChange(new_name, new.title or new_name, changes, notes, *files)


def _links(old: Article, new: Article) -> Iterator[str]:
    """Tell of links that lead out of the site: a text can stay the same and lead somewhere else."""
    for before, after, words in ((old, new, "Ny länk ut"), (new, old, "Borttagen länk ut")):
        for text, address in dict.fromkeys(link for link in after.outside if link not in before.outside):
            yield f"{words}: ”{text}” till {address}" if text != address else f"{words}: {address}"


def _anchors(old: Article, new: Article) -> Iterator[str]:
    for anchor in sorted(old.anchors - new.anchors):
        yield f"Rubrikens adress #{anchor} finns inte längre. Länkar dit leder till sidans början."


def _pictures(old_site: _Site, new_site: _Site, old_name: str, new_name: str) -> Iterator[str]:
    """Tell of pictures whose file is another though the page speaks of it as before."""
    old, new = old_site.page(old_name), new_site.page(new_name)
    known = {_beside(old_name, image.address): image for image in old.images}
    for image in dict.fromkeys(new.images):
        path = _beside(new_name, image.address)
        if path in known and path and old_site.bytes(path) != new_site.bytes(path):
            yield f"Bilden ”{image.alt or posixpath.basename(path)}” är en annan."


def _beside(name: str, address: str) -> str:
    """Return the path in the site of an address on a page; "" for one that leads out of it."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address.partition("?")[0])))
    return "" if not address or ":" in address or path.startswith(("..", "/")) else path


def _goal(site: _Site, name: str) -> str:
    """Return the page that an old address leads to; "" where it leads nowhere."""
    goal = ""
    seen: set[str] = set()
    while name in site.names and name not in seen and (moves := site.page(name).moves_to):
        seen.add(name)
        name = goal = _beside(name, moves.partition("#")[0]).removesuffix(_ENDING)
    return goal if goal in site.names and not site.page(goal).moves_to else ""


def _moved(old_site: _Site, new_site: _Site, old: set[str], new: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (new address, old address) of pages that have moved: the old one leads to a page that was not there."""
    for name in sorted(old - new):
        goal = _goal(new_site, name)
        if goal and goal not in old:
            yield goal, name


def _new(old_site: _Site, new_site: _Site, name: str, moved_from: str) -> PageChange:
    if not moved_from:
        return PageChange(name, new_site.title(name), after=f"{name}{_ENDING}")
    note = f"Sidan har flyttat hit från {moved_from}."
    found = _compare(old_site, new_site, moved_from, name)
    changes, notes = (found.changes, found.notes) if found else ((), ())
    files = f"{moved_from}{_ENDING}", f"{name}{_ENDING}"
    return PageChange(name, new_site.title(name), changes, (note, *notes), *files)


def _gone(old_site: _Site, new_site: _Site, old: set[str], new: set[str]) -> Iterator[GonePage]:
    for name in sorted(old - new):
        goal = _goal(new_site, name)
        yield GonePage(name, old_site.title(name), f"{name}{_ENDING}", goal, new_site.title(goal) if goal else "")
    for name in sorted(old_site.names - old - new_site.names):  # an address that led on, and does not any more
        yield GonePage(name, old_site.title(name), f"{name}{_ENDING}")


def _gone_files(old_site: _Site, new_site: _Site) -> Iterator[GonePage]:
    """Yield files that readers may have the address of, such as feeds and open data."""
    for path in sorted(old_site.files - new_site.files):
        if not path.endswith(_ENDING) and not _is_inner(path):
            yield GonePage(path, path, path)


def _handouts(old_site: _Site, new_site: _Site, title: Callable[[Path], str]) -> Iterator[HandoutChange]:
    """Yield the PDF files that are others. Same sources give the same bytes, so bytes tell."""
    old, new = _digests(old_site), _digests(new_site)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            where = new_site if path in new else old_site
            yield HandoutChange(path, title(where.root / path), path in old, path in new)


def _digests(site: _Site) -> Mapping[str, str]:
    folder = f"{HANDOUT_FOLDER}/"
    paths = (path for path in site.files if path.startswith(folder) and path.endswith(".pdf"))
    return {path: hashlib.sha256(site.bytes(path)).hexdigest() for path in paths}

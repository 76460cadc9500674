"""Putting an imported report in its place, with what it adds to the registers. Nothing is ever overwritten unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from ..content import Code, Library, Problem, Report, load_library
from ..content.files import write_all
from ..content.registers import LINKS_FILE, SOURCES_FILE
from ..content.reportsource import with_report_source
from ..swedish import date_words
from .document import ImportRefused
from .drafting import Draft, Original, draft
from .registering import with_links
from .retold import carry

FOLDER = "reports"
_SHOWN = 60  # lines of a difference


@dataclass(frozen=True)
class Place:
    """Where reports go: ``folder`` for pages, ``root`` for the registers beside them, ``name`` to show a path by."""

    root: Path
    folder: Path
    name: Callable[[Path], str]


@dataclass(frozen=True)
class Wish:
    """What the writer asked for besides: to overwrite, to take the place of a retold page."""

    force: bool = False
    replace: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one file: the path written ("" for none), the copy kept of what stood there, and the Problems.

    ``difference``: what sets the page that stands there apart from the one that would be written.
    """

    problems: tuple[Problem, ...]
    path: str = ""
    copy: str = ""
    difference: str = ""

    @property
    def stops(self) -> bool:
        """Whether anything of it is wrong."""
        return any(problem.stops for problem in self.problems)


def place_report(original: Original, place: Place, wish: Wish, now: datetime) -> Outcome:
    """Write an original's page, or say why not. Raises ImportRefused, and OSError where nothing can be written."""
    library, _ = load_library(place.root)
    if original.report.compiled is None:
        draft(original, library, "", now)  # says what is wrong
    compiled = original.report.compiled
    assert compiled is not None
    target = place.folder / f"{compiled.moment.date().isoformat()}.md"
    standing = _standing(library, place, target, original)
    there = standing is not None or target.exists()
    if standing and standing.source_sha256 == original.sha256 and not wish.force:
        message = "Rapporten är redan importerad från samma fil. Inget har skrivits."
        return Outcome(
            (
                Problem(
                    place.name(target), 1, 1, Code.IMPORT_NOTE, message, "Skriv --force för att importera den på nytt."
                ),
            )
        )
    carried = None
    if standing and wish.replace and standing.wording == "retold":
        carried = carry(standing, target.read_text(encoding="utf-8"))
    made = draft(original, _without(library, standing), place.name(target), now, carried)
    if there and not (wish.force or carried):
        return _refused(made, standing, target, place)
    copy = _free_copy(target) if target.exists() else None
    files = _files(made, place, target)
    if copy:
        files = {copy: target.read_bytes(), **files}
    write_all(files)
    return Outcome(made.problems, place.name(target), place.name(copy) if copy else "")


def _standing(library: Library, place: Place, target: Path, original: Original) -> Report | None:
    """Return the report that has the day already. Raises ImportRefused where it lies in another file."""
    compiled = original.report.compiled
    assert compiled is not None
    for report in library.reports:
        path = place.root / report.path
        if path.resolve() == target.resolve():
            return report
        if report.compiled.date() == compiled.moment.date() and place.folder.resolve() == path.parent.resolve():
            message = f"Det finns redan en rapport från {date_words(report.compiled.date())}: {report.path}."
            raise ImportRefused(Problem(original.shown, 1, 1, Code.SAME_DATE, message))
    return None


def _without(library: Library, standing: Report | None) -> Library:
    """Return the library without the page whose place is to be taken, so that its ids and links are free."""
    if standing is None:
        return library
    pages = {name: page for name, page in library.pages.items() if page is not standing}
    return Library(pages, library.sources, library.links, library.redirects, library.handouts)


def _refused(made: Draft, standing: Report | None, target: Path, place: Place) -> Outcome:
    """Say that a page stands there, and how it differs from the one that would be written."""
    day = date_words(made.page.compiled.date())
    if standing is not None and standing.wording == "retold":
        message = f"Det finns redan en återberättad rapport från {day}: {place.name(target)}."
        hint = "Skriv --replace för att låta originalet ta dess plats. Händelser och länkar till ordlistan följer med."
    else:
        message = f"Det finns redan en rapport från {day}: {place.name(target)}. Inget har skrivits."
        hint = "Skriv --force för att ersätta den. Då sparas den gamla som en kopia."
    before = target.read_text(encoding="utf-8", errors="replace").splitlines()
    lines = list(
        unified_diff(before, made.text.splitlines(), place.name(target), made.original.shown, n=1, lineterm="")
    )
    if len(lines) > _SHOWN:
        lines = [*lines[:_SHOWN], f"… och {len(lines) - _SHOWN} rader till"]
    problem = Problem(made.original.shown, 1, 1, Code.SAME_DATE, message, hint)
    return Outcome((problem,), difference="\n".join(lines))


def _free_copy(target: Path) -> Path:
    """Return the name of a copy that no file has: 2025-03-06.md.bak, .bak2 …"""
    number = 1
    while (copy := target.with_name(f"{target.name}.bak{number if number > 1 else ''}")).exists():
        number += 1
    return copy


def _files(made: Draft, place: Place, target: Path) -> dict[Path, bytes]:
    """Return the files to write: the registers first, so that a page never names what they lack."""
    files: dict[Path, bytes] = {}
    links, sources = place.root / LINKS_FILE, place.root / SOURCES_FILE
    compiled = made.original.report.compiled
    if made.links.added or made.links.found:
        files[links] = with_links(_text(links), made.links).encode()
    if made.new_source and compiled:
        key = made.page.sources[0]
        note = f"Importerad från filen {made.original.name}. Adress saknas."
        text = with_report_source(
            _text(sources), key, made.original.report.title, made.page.publisher, compiled.moment.date(), note
        )
        files[sources] = text.encode()
    return {**files, target: made.text.encode()}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""

"""``kb import``: one file after the other; a file that cannot be imported does not stop the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..content import Code, Library, Problem, load_library
from ..swedish import count_words, date_words, join_words
from ..swedish.dates import TIME_ZONE
from .document import ImportRefused
from .drafting import Original, as_data, draft, read_original
from .placing import FOLDER, Outcome, Place, Wish, place_report

_COUNTED = (("item", "punkt", "punkter"), ("paragraph", "stycke", "stycken"), ("table", "tabell", "tabeller"))
_NOTHING: dict[str, Any] = {"title": "", "compiled": None, "sections": [], "links": []}


@dataclass(frozen=True)
class Request:
    """What the writer asked for: files, where they go, and when the report was compiled if its file does not say."""

    files: tuple[Path, ...]
    place: Place | None
    wish: Wish
    compiled: datetime | None = None


def place_for(here: Path, root: Path | None, out: Path | None) -> Place | None:
    """Return where reports go. ``here``: the current folder; ``root``: its knowledge base, if it lies in one.

    ``out`` is a folder for pages, or the folder of a whole knowledge base. Outside any, its registers are made in it.
    None where there is neither.
    """
    if out is None and root is None:
        return None
    folder = (here / out).resolve() if out else root / FOLDER  # type: ignore[operator]
    home = next((part for part in (folder, *folder.parents) if (part / "conf.py").is_file()), folder)
    if home == folder and (folder / "conf.py").is_file():
        folder = home / FOLDER

    def name(path: Path) -> str:
        if path.is_relative_to(home) and home == root:
            return path.relative_to(home).as_posix()
        return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)

    return Place(home, folder, name)


def import_files(request: Request) -> Iterator[Outcome]:
    """Import each file and yield what came of it. Raises OSError where nothing can be written."""
    now, days = datetime.now(TIME_ZONE), dict[date, str]()
    assert request.place is not None
    for path in request.files:
        try:
            original = read_original(path, str(path), request.compiled)
            _refuse_twins(original, days)
            outcome = place_report(original, request.place, request.wish, now)
        except ImportRefused as refused:
            outcome = Outcome(refused.problems)
        yield outcome


def _refuse_twins(original: Original, days: dict[date, str]) -> None:
    """Remember the report's day. Raises ImportRefused where another of the files has it."""
    if original.report.compiled is None:
        return
    day = original.report.compiled.moment.date()
    other = days.setdefault(day, original.shown)
    if other != original.shown:
        message = f"Två av filerna är rapporter från {date_words(day)}: den här och {other}."
        hint = "Importera den som är rätt. Är det två versioner avgör du vilken som gäller."
        raise ImportRefused(Problem(original.shown, 1, 1, Code.SAME_DATE, message, hint))


def look_at(request: Request, library_root: Path | None) -> Iterator[tuple[dict[str, Any], list[Problem]]]:
    """Read each file and yield its parsed model as plain data, and its Problems; nothing is written."""
    now = datetime.now(TIME_ZONE)
    library = load_library(library_root)[0] if library_root else Library()
    for path in request.files:
        try:
            original = read_original(path, str(path), request.compiled)
        except ImportRefused as refused:
            problems = list(refused.problems)
            yield {**_NOTHING, "problems": [problem.as_dict() for problem in problems]}, problems
            continue
        try:
            problems = list(draft(original, library, "", now).problems)
        except ImportRefused as refused:
            problems = list(refused.problems)
        yield as_data(original, problems), problems


def models_as_json(models: Sequence[dict[str, Any]]) -> str:
    """Return one model as an object, several as a list."""
    return json.dumps(models[0] if len(models) == 1 else list(models), ensure_ascii=False, indent=2)


def outline(model: dict[str, Any]) -> str:
    """Return a parsed model as lines for the writer: title, when it was compiled, and how much is in each part."""
    lines = [str(model["title"]) or "(ingen titel)", f"Sammanställd: {model['compiled'] or 'framgår inte'}", ""]
    for section in model["sections"]:
        blocks = section["blocks"]
        counts = [
            count_words(number, one, many)
            for kind, one, many in _COUNTED
            if (number := sum(block["type"] == kind for block in blocks))
        ]
        lines.append(f"{section['heading'] or '(före första rubriken)'}: {join_words(counts) or 'tomt'}")
    missing = sum(link["href"] is None for link in model["links"])
    return "\n".join([*lines, "", f"{count_words(len(model['links']), 'länk', 'länkar')}, {missing} utan adress"])


def told(outcome: Outcome) -> str:
    """Return what came of a file, but for its Problems, as lines for the writer."""
    lines = [outcome.difference] if outcome.difference else []
    if outcome.path:
        lines.append(outcome.path)
    if outcome.copy:
        lines.append(f"Den gamla sidan finns kvar som {outcome.copy}. Ta bort kopian när du är klar.")
    return "\n".join(lines)

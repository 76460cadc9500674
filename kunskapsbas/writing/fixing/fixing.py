"""Mends pages: first their words, then their formatting, each only where nothing but that changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...content import Page, Problem, is_inside, load_library, page_paths, read_markdown
from ...content.files import write_atomic
from ..check import check_tree, may_remember, within
from .formatting import format_texts
from .words import apply, edits

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page that would be another: its path below the root, and its text before and after (LF, without BOM)."""

    path: str
    before: str
    after: str


def fix_tree(root: Path, only: Iterable[str] = ()) -> list[Fixed]:
    """Return what would be mended on the pages below the root, or of ``only``; nothing is written.

    A page that cannot be read, or is a link of the file system, is left alone. Raises FixError where the formatter
    cannot be run.
    """
    wanted = [path.rstrip("/") for path in only]
    library, _ = load_library(root)
    problems: dict[str, list[Problem]] = {}
    for problem in check_tree(root, wanted, remember=may_remember()):
        problems.setdefault(problem.path, []).append(problem)
    texts = dict(_texts(root, wanted))
    mended: dict[str, str] = {}
    for path, text in texts.items():
        page = library.pages.get(path.removesuffix(".md"))
        mended[path] = _mend_words(page, text, problems.get(path, [])) if page else text
    formatted = format_texts(mended) if mended else {}
    return [Fixed(path, text, formatted[path]) for path, text in texts.items() if formatted[path] != text]


def _texts(root: Path, wanted: list[str]) -> Iterator[tuple[str, str]]:
    for path in page_paths(root):
        if within(path, wanted) and is_inside(root, path) and not (root / path).is_symlink():
            try:
                text = (root / path).read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue  # kb check says so
            if "\r" not in text.replace("\r\n", ""):
                yield path, text.removeprefix(_BOM).replace("\r\n", "\n")


def _mend_words(page: Page, text: str, problems: Sequence[Problem]) -> str:
    """Return the text with its words mended; as it was where the page would then be put together otherwise."""
    facts = read_markdown(text, page.title)
    changed = apply(text, list(edits(page, facts.passages, problems)))
    if changed == text:
        return text
    again = read_markdown(changed, page.title)
    shape = [(passage.kind, passage.line) for passage in facts.passages]
    same = shape == [(passage.kind, passage.line) for passage in again.passages]
    links = [(spot.kind, spot.target, spot.line) for spot in facts.spots]
    return changed if same and links == [(spot.kind, spot.target, spot.line) for spot in again.spots] else text


def show_difference(fixed: Sequence[Fixed]) -> str:
    """Return the changes as a unified diff, file by file; "" for none."""
    parts = []
    for one in fixed:
        before, after = (text.split("\n") for text in (one.before, one.after))
        lines = difflib.unified_diff(before, after, one.path, f"{one.path} (rättad)", lineterm="", n=1)
        parts.append("\n".join(lines))
    return "\n".join(parts)


def write_fixed(root: Path, fixed: Sequence[Fixed]) -> None:
    """Write the mended pages, each in one step, with the line ends, BOM and rights of the file.

    Raises OSError where a file cannot be written: those before it are mended, it and the rest are as they were.
    """
    for one in fixed:
        place = root / one.path
        old, mode = place.read_bytes().decode(), place.stat().st_mode
        text = one.after.replace("\n", "\r\n") if "\r\n" in old else one.after
        write_atomic(place, f"{_BOM if old.startswith(_BOM) else ''}{text}".encode())
        place.chmod(mode)

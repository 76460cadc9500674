"""Mends pages: first their words, then their formatting, each only where nothing but that changes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...content import Library, Page, Problem, is_inside, load_library, page_paths, read_markdown
from ...content.files import write_atomic
from ...content.frontmatter import read_head
from ...glossary.forms import Entry, glossary_forms
from ...swedish import fold_form, slug
from ..check import check_tree, may_remember, within
from .formatting import format_texts
from .meaning import says_the_same
from .words import Change, alike, apply, changes_in

_BOM = "\ufeff"
# Shown on a screen these could do something: all control characters but the tab.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page that would be another: its path below the root, and its text before and after (LF, without BOM)."""

    path: str
    before: str
    after: str


class Mending(NamedTuple):
    """What would be mended, and the paths of pages whose formatting would change what they say: left, or in part."""

    fixed: list[Fixed]
    left: list[str]


def fix_tree(root: Path, only: Iterable[str] = (), *, remember: bool = True) -> Mending:
    """Return what would be mended on the pages below the root, or of ``only``; nothing is written to them.

    A page that cannot be read, or is a link of the file system, is left alone. ``remember``: whether what kb check
    found last time may be used. Raises FixError where the formatter cannot be run.
    """
    wanted = [path.rstrip("/") for path in only]
    library, _ = load_library(root)
    problems: dict[str, list[Problem]] = {}
    for problem in check_tree(root, wanted, remember=remember and may_remember()):
        problems.setdefault(problem.path, []).append(problem)
    texts = dict(_texts(root, wanted))
    forms = cache(lambda: _forms(library))

    def words_of(path: str, text: str, found: Sequence[Problem] = ()) -> str:
        page = library.pages.get(path.removesuffix(".md"))
        return _mend_words(page, text, found, forms) if page else text

    made, left = format_texts({path: words_of(path, text, problems.get(path, [])) for path, text in texts.items()})
    again = {path: text for path, text in made.items() if text != texts[path]}
    while again:  # formatting may lay signs bare that could not be reached
        signs = {path: words_of(path, text) for path, text in again.items()}
        again = {path: text for path, text in signs.items() if text != again[path]}
        made |= format_texts(again).texts
        again = {path: made[path] for path in again}
    return Mending([Fixed(path, text, made[path]) for path, text in texts.items() if made[path] != text], list(left))


def _texts(root: Path, wanted: list[str]) -> Iterator[tuple[str, str]]:
    for path in page_paths(root):
        if within(path, wanted) and is_inside(root, path) and not (root / path).is_symlink():
            try:
                text = (root / path).read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue  # kb check says so
            if "\r" not in text.replace("\r\n", ""):
                yield path, text.removeprefix(_BOM).replace("\r\n", "\n")


def _forms(library: Library) -> Mapping[str, str]:
    """Return every form of the terms, as it is written inside a sentence, by how it is folded."""
    found = glossary_forms([Entry.of(term) for term in library.terms])
    return {fold_form(form.text): form.text for form in reversed(found)}  # of two, the first has its way


def _mend_words(page: Page, text: str, problems: Sequence[Problem], forms: Callable[[], Mapping[str, str]]) -> str:
    """Return the text with its words mended, where nothing else and no address of a heading changes."""
    facts = read_markdown(text, page.title)
    changes = list(changes_in(page, facts, problems, forms))
    if not changes:
        return text
    same = alike(changes)

    def is_safe(changed: str) -> bool:
        head, _ = read_head(page.path, changed)
        if head is None or slug(str(head.data.get("title"))) != slug(page.title):
            return False
        return read_markdown(changed, page.title).anchors == facts.anchors and says_the_same(text, changed, same)

    # first what is as long as before, then the rest from the end, so that all places stay right
    changes.sort(key=lambda change: (len(change[0].old) == len(change[0].new), change), reverse=True)
    return _settled(text, changes, is_safe)


def _settled(text: str, changes: Sequence[Change], is_safe: Callable[[str], bool]) -> str:
    """Return the text with the changes that are safe: all together, or else those of each half."""
    tried = apply(text, changes)
    if tried == text or is_safe(tried):
        return tried
    if len(changes) == 1:
        return text
    half = len(changes) // 2
    return _settled(_settled(text, changes[:half], is_safe), changes[half:], is_safe)


def show_difference(fixed: Sequence[Fixed]) -> str:
    """Return the changes as a unified diff, page by page; "" for none. Control characters are shown as �."""
    parts: list[str] = []
    for one in fixed:
        before, after = (text.split("\n") for text in (one.before, one.after))
        names = f"{one.path} (nu)", f"{one.path} (rättad)"
        parts += difflib.unified_diff(before, after, *names, lineterm="", n=1)
    return "\n".join(_CONTROLS.sub("�", line) for line in parts)


def write_fixed(root: Path, fixed: Sequence[Fixed]) -> None:
    """Write the mended pages, each in one step, with the line ends, BOM and rights of the file.

    Raises OSError where a file cannot be written: those before it are mended, it and the rest are as they were.
    """
    for one in fixed:
        place = root / one.path
        old, mode = place.read_bytes().decode(), place.stat().st_mode
        mostly_crlf = old.count("\r\n") * 2 > old.count("\n")
        text = one.after.replace("\n", "\r\n") if mostly_crlf else one.after
        write_atomic(place, f"{_BOM if old.startswith(_BOM) else ''}{text}".encode())
        place.chmod(mode)

"""Putting a new page into the table of contents that lists its neighbours by name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ..content import is_inside, page_paths, read_markdown, read_text
from ..content.markdown import role_target
from .newfile import NewFileError

_LINE_END = re.compile(r"(\r\n|\r|\n)")  # as content/text.py counts lines
_FENCE = re.compile(r"\s*(`{3,}|:{3,}|~{3,})")


@dataclass(frozen=True)
class _Listing:
    """A {toctree}: the page it stands on, its line, and what it lists, as docnames or patterns."""

    docname: str
    line: int
    entries: tuple[str, ...]

    def names(self, docname: str) -> bool:
        return any(fnmatchcase(docname, entry) for entry in self.entries)

    def neighbours(self, folder: str) -> int:
        """Return how many pages of a folder it lists by name; the folder's own first page is none of them."""
        named = (entry for entry in self.entries if posixpath.dirname(entry) == folder and "*" not in entry)
        return sum(entry != f"{folder}/index" for entry in named)

    def rank(self, folder: str) -> tuple[bool, bool, int, str]:
        """Return how likely it is the list for a folder's pages, the likeliest first."""
        outside = posixpath.dirname(self.docname) != folder
        return self.docname != f"{folder}/index", outside, -self.neighbours(folder), self.docname


def with_page(root: Path, docname: str) -> tuple[str, bytes] | None:
    """Return the page whose {toctree} is to list a new page, and its file with the new line; None where none has to.

    Raises NewFileError where no list is fit for it.
    """
    folder = posixpath.dirname(docname)
    texts = dict(_texts(root))
    listings = [listing for name, text in texts.items() for listing in _listings(name, text)]
    if any(listing.names(docname) for listing in listings):
        return None
    fit = [listing for listing in listings if listing.docname == f"{folder}/index" or listing.neighbours(folder)]
    if not fit:
        told = f"Ingen innehållslista tar upp sidorna i {folder}/."
        raise NewFileError(f"{told} Lägg till en {{toctree}} på {folder}/index.md först.")
    chosen = min(fit, key=lambda listing: listing.rank(folder))
    entry = posixpath.relpath(docname, posixpath.dirname(chosen.docname) or ".")
    data = (root / f"{chosen.docname}.md").read_bytes().decode()
    made = _inserted(data, chosen.line, entry)
    if not any(listing.names(docname) for listing in _listings(chosen.docname, _LINE_END.sub("\n", made))):
        told = f"Innehållslistan på {chosen.docname}.md går inte att ändra automatiskt."
        raise NewFileError(f"{told} Lägg till raden {entry} i den för hand och kör kommandot igen.")
    return f"{chosen.docname}.md", made.encode()


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in page_paths(root):
        text, _ = read_text(root, path) if is_inside(root, path) else (None, [])
        if text is not None and "toctree" in text:
            yield path.removesuffix(".md"), text


def _listings(docname: str, text: str) -> Iterator[_Listing]:
    here = posixpath.dirname(docname)
    for spot in read_markdown(text).spots:
        if spot.kind == "directive" and spot.name == "toctree":
            named = (role_target(line).removesuffix(".md") for line in spot.body.split("\n") if line.strip())
            full = (name.lstrip("/") if name.startswith("/") else posixpath.join(here, name) for name in named)
            yield _Listing(docname, spot.line, tuple(map(posixpath.normpath, full)))


def _inserted(text: str, line: int, entry: str) -> str:
    """Return a text with an entry last in the {toctree} that begins on a line (from 1); the file's line ends stay."""
    parts = _LINE_END.split(text)
    lines, ends = parts[0::2], [*parts[1::2], ""]
    opening, line_end = lines[line - 1], ends[line - 1]
    fence = _FENCE.match(opening)
    mark = fence[1] if fence else "```"
    end = line
    while end < len(lines) and not _closes(lines[end], mark):
        end += 1
    last = end - 1
    while last >= line and not lines[last].strip():
        last -= 1
    blank = opening[: len(opening) - len(opening.lstrip())]
    after_options = last >= line and lines[last].strip().startswith((":", "---"))
    new = f"{line_end if after_options else ''}{blank}{entry}{line_end}"
    whole = [words + line_break for words, line_break in zip(lines, ends, strict=True)]
    return "".join([*whole[: last + 1], new, *whole[last + 1 :]])


def _closes(line: str, mark: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(mark) and set(bare) == {mark[0]}

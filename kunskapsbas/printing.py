"""``kb handout``: the pages that someone names, in one PDF file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .build import BuildError, in_this_process, run_sphinx
from .content import Problem, page_paths
from .content.files import write_atomic
from .content.registers import read_handouts, unknown_page


class UnknownPage(ValueError):
    """No page has the name; the text says so in Swedish, with the nearest that there is."""


@dataclass(frozen=True)
class Selection:
    """The pages of a handout in order, by docname, and its title (empty: the page's own, or the project's).

    A slash after a docname means the page and all pages below it in the tables of contents.
    """

    pages: tuple[str, ...]
    title: str = ""


def choose(root: Path, here: Path, names: Sequence[str]) -> Selection:
    """Return the pages that names mean, each once.

    A name is a page ("strategy/kostnader"), its file, seen from ``here`` or from the root, a folder ("strategy": the
    whole section, given as "strategy/index/"), or the id of a handout in handouts.toml, which gives its title too when
    it stands alone. Raises UnknownPage.
    """
    known = [path.removesuffix(".md") for path in page_paths(root)]
    named = read_handouts(root, known)[0]
    found: list[str] = []
    for name in names:
        if name in named and name not in known:
            found += named[name].pages
        else:
            found.append(_page(root, here, name, known, named))
    alone = named[names[0]].title if len(names) == 1 and names[0] in named else ""
    return Selection(tuple(dict.fromkeys(found)), alone)


def _page(root: Path, here: Path, name: str, known: Collection[str], named: Collection[str]) -> str:
    for docname in _candidates(root, here, name):
        if docname in known:
            return docname
        if f"{docname}/index" in known:
            return f"{docname}/index/"
    problem = unknown_page("", 0, name.removesuffix(".md"), [*known, *named])
    raise UnknownPage(f"{problem.message} {problem.hint}")


def _candidates(root: Path, here: Path, name: str) -> Iterator[str]:
    """Yield the docnames that a name may mean, the likeliest first."""
    for folder in (root, here):
        path = Path(os.path.normpath(folder / name.removesuffix(".md")))
        if path.is_relative_to(root):
            yield path.relative_to(root).as_posix()


def print_pages(root: Path, selection: Selection, target: Path) -> list[Problem]:
    """Make the PDF and put it at ``target`` in one step; return the Problems that stopped it, if any did.

    What ``kb build`` has read is used again. Raises BuildError where the file cannot be written or Sphinx breaks; what
    stood at the target is then untouched.
    """
    if target.is_dir():
        raise BuildError(f"{target} är en mapp. Ange ett filnamn, till exempel {target / 'paket.pdf'}.")
    work = root / "_build" / ".work"
    settings = {"handout_selection": ",".join(selection.pages), "handout_title": selection.title}
    try:
        work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=work, prefix="utskrift-") as folder:
            problems = run_sphinx(root, "handoutpdf", work, Path(folder), 1, settings, in_this_process)
            if not any(problem.stops for problem in problems):
                write_atomic(target, (Path(folder) / "selection.pdf").read_bytes())
    except OSError as error:
        raise BuildError(
            f"{target} kunde inte skrivas: {error.strerror or error}. Ange en annan plats med -o."
        ) from None
    return problems

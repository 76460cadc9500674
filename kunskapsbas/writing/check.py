"""One check of everything a writer can get wrong, without Sphinx."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..content import Library, Markdown, Problem, is_inside, load_library, page_paths, read_markdown, read_text
from ..glossary.checks import check_glossary
from ..glossary.forms import Entry, forms_by_key, glossary_forms
from ..links.pages import Site, check_contents, check_page

SKIPPED = ("_build", "node_modules")


def check_tree(root: Path, only: Iterable[str] = ()) -> list[Problem]:
    """Return every Problem in the knowledge base at ``root``, sorted by place.

    ``only``: paths of files or folders, relative to the root; with these, Problems elsewhere are left out, though
    the whole tree is read (links lead everywhere).
    """
    library, problems = load_library(root)
    forms = glossary_forms(map(Entry.of, library.terms))
    library = replace(library, more_forms=forms_by_key(forms))
    site = Site(root, library, read_texts(root, library), _files(root))
    found = [*problems, *check_contents(site)]
    found += [problem for docname in site.texts for problem in check_page(site, docname)]
    found += check_glossary(root, library, forms, site.texts)
    wanted = [path.rstrip("/") for path in only]
    return sorted({p for p in found if within(p.path, wanted)}, key=lambda problem: problem.place)


def read_texts(root: Path, library: Library) -> dict[str, Markdown]:
    """Return the facts of every page's Markdown, by docname."""
    texts = {}
    for path in page_paths(root):
        docname = path.removesuffix(".md")
        text, _ = read_text(root, path) if is_inside(root, path) else (None, [])
        if text is not None:
            page = library.pages.get(docname)
            texts[docname] = read_markdown(text, page.title if page else "")
    return texts


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

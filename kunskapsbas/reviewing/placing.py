"""The review on disk: a folder with both sites, the page that compares them and the summary."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..content.files import write_atomic
from ..content.library import page_paths
from .comparing import Review, compare_sites
from .page import AFTER, BEFORE, review_page
from .summary import summary

PAGE, SUMMARY = "index.html", "sammanfattning.md"
MARKER = ".granskning"  # stands in every folder made here: only such a folder is ever replaced


class ReviewError(Exception):
    """There is nothing to review, or nowhere to put it; the text says why and what to do, in Swedish."""


def built_site(folder: Path) -> Path:
    """Return the folder of built HTML that a folder means: itself, or ``_build/html`` of a folder of sources.

    Raises ReviewError where there is no built site.
    """
    for place in (folder, folder / "_build" / "html"):
        if (place / PAGE).is_file():
            return place
    raise ReviewError(f"{folder} innehåller ingen byggd webbplats. Kör kb build där först.")


def place_review(before: Path | None, after: Path, out: Path) -> Review:
    """Compare two sites and write the review into ``out``, which is replaced as a whole.

    ``before`` and ``after`` are folders of built HTML, or of sources with a built site in them; where both are of
    sources, pages that somebody has edited are told apart from those that follow. ``before`` None: nothing to
    compare with. Raises ReviewError for folders that hold no site, and OSError where nothing can be written.
    """
    new = built_site(after)
    old = built_site(before) if before is not None else None
    _refuse(out, [folder for folder in (old, new) if folder])
    edited = None
    if before is not None and _has_sources(before) and _has_sources(after):
        edited = frozenset(_edited(before, after))
    review = compare_sites(old, new, edited, pdf_title)
    fresh = out.with_name(f".{out.name}-ny")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for folder, name in ((old, BEFORE), (new, AFTER)):
        if folder:
            shutil.copytree(folder, fresh / name, ignore=shutil.ignore_patterns(".*"))
    write_atomic(fresh / PAGE, review_page(review).encode())
    write_atomic(fresh / SUMMARY, summary(review).encode())
    write_atomic(fresh / MARKER, "Den här mappen ersätts av kb review.\n".encode())
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    return review


def _has_sources(folder: Path) -> bool:
    return (folder / "conf.py").is_file()


def _edited(before: Path, after: Path) -> Iterator[str]:
    """Yield the pages whose own file is another."""
    old, new = set(page_paths(before)), set(page_paths(after))
    for path in sorted(old | new):
        if path not in old or path not in new or not filecmp.cmp(before / path, after / path, shallow=False):
            yield path.removesuffix(".md")


def _refuse(out: Path, sites: list[Path]) -> None:
    if out.exists() and not out.is_dir():
        raise ReviewError(f"{out} är en fil, inte en mapp. Välj en annan plats med --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise ReviewError(f"Mappen {out} finns redan men är inte gjord av kb review. Välj en annan plats med --out.")
    for site in sites:
        if Path(os.path.commonpath([site.resolve(), out.resolve()])) in {site.resolve(), out.resolve()}:
            raise ReviewError(f"{out} ligger i en av webbplatserna, eller tvärtom. Välj en annan plats med --out.")


def pdf_title(path: Path) -> str:
    """Return the title that a PDF file gives itself; its name where it gives none."""
    import pikepdf  # slow to load, and only needed where a PDF file has changed

    try:
        with pikepdf.open(path) as pdf:
            title = str(pdf.docinfo.get("/Title", "")) or str(pdf.open_metadata().get("dc:title", ""))
    except (pikepdf.PdfError, OSError, ValueError):
        title = ""
    return title.strip() or path.stem

"""Measures what the PDF files cost, beside other engines, and prints the tables: ``python -m benchmarks.handouts``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.handouts import corpus, ours, peers, report, size, standards
from benchmarks.search.corpus import ROOT, WORK

PLACE = WORK / "handouts"
RESULTS = Path(__file__).with_name("RESULTS.md")
HANDOUT_PAGES, BOOK_PAGES, QUICK_PAGES = 250, 300, 30
TIMES = 3
PDF_PACKAGES = ("typst", "pikepdf", "font")  # what the names hold of that which is installed for PDF alone


def arguments() -> argparse.Namespace:
    """What the user wants measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.handouts", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few pages and one repetition, to try it out")
    parser.add_argument("--no-peers", action="store_true", help="only our own numbers")
    parser.add_argument("--output", type=Path, help="file for the tables (default: RESULTS.md, after a whole run)")
    return parser.parse_args()


def progress(text: str) -> None:
    """Tell what is going on, apart from the tables."""
    print(text, file=sys.stderr, flush=True)


def measure_site(name: str, source: Path, place: Path, times: int) -> report.Site:
    """The HTML of a knowledge base from nothing, then its PDF files from what was read."""
    progress(f"{name} …")
    doctrees = place / "doctrees"
    shutil.rmtree(doctrees, ignore_errors=True)
    html = ours.build("html", source, place / "html", doctrees)
    book, handouts = (
        ours.typical(partial(ours.build, builder, source, place / builder, doctrees), times)
        for builder in ("bookpdf", "handoutpdf")
    )
    pages, files = len(list(doctrees.rglob("*.doctree"))), len(list((place / "handoutpdf").rglob("*.pdf")))
    return report.Site(name, pages, files, html, book, handouts)


def measure_each(source: Path, place: Path, times: int) -> tuple[ours.Build, list[float]]:
    """A handout of each page, from what was read: the whole builder, and Typst alone for each."""
    progress("A handout for each page …")
    doctrees, output = place / "doctrees", place / "handoutpdf"
    shutil.rmtree(doctrees, ignore_errors=True)
    ours.build("dummy", source, place / "dummy", doctrees)
    pages = {"handout_pages": [str(path.relative_to(source).with_suffix("")) for path in source.rglob("*.md")]}
    each = ours.typical(partial(ours.build, "handoutpdf", source, output, doctrees, pages), times)
    return each, ours.compile_seconds(output / ".handout", times)


def own_book(source: Path, times: int) -> tuple[peers.Printed, float]:
    """Our book of the plain pages, from nothing and from what was read; and its setting part."""
    progress("The book, by engine …")
    place = PLACE / "plain"
    doctrees = place / "doctrees"
    printing = partial(ours.build, "bookpdf", source, place / "bookpdf", doctrees, ours.PLAIN_SETTINGS)

    def whole() -> ours.Build:
        shutil.rmtree(doctrees, ignore_errors=True)
        return printing()

    from_nothing, from_doctrees = ours.typical(whole, times), ours.typical(printing, times)
    pdf = next((place / "bookpdf").glob("*.pdf"))
    return peers.Printed("Ours", from_nothing.cost, from_doctrees.cost, pdf), from_doctrees.setting


def own_sizes() -> dict[str, float]:
    """What pyproject.toml asks for because of PDF alone, with all that it brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"]
    for_pdf = [text for text in wanted if any(part in Requirement(text).name for part in PDF_PACKAGES)]
    return size.sizes(for_pdf, [text for text in wanted if text not in for_pdf])


def peer_sizes(environment: Path) -> dict[str, float]:
    """The same for the peers that pip installs: what they add to Sphinx."""
    python = next(environment.glob("*/python"), None)
    found = {}
    for name in ("weasyprint", "sphinx-simplepdf") if python else ():
        command = [str(python), size.__file__, name, "--beyond", *peers.SHARED]
        done = subprocess.run(command, capture_output=True, text=True)
        if not done.returncode:
            found[name] = sum(json.loads(done.stdout).values())
    return found


def conditions(quick: bool) -> list[str]:
    """When and with what it was measured."""
    packages = [f"{name} {version(name.lower())}" for name in ("Sphinx", "Typst", "pikepdf")]
    told = [str(date.today()), f"Python {platform.python_version()}", *packages, f"{os.cpu_count()} cores"]
    return [*told, "a quick run: few pages, one repetition"] if quick else told


def judge(books: list[peers.Printed]) -> dict[str, standards.Verdict]:
    """The verdict on every book, and on all that was made of the knowledge bases."""
    progress("Standards …")
    files = {printed.engine: [printed.pdf] for printed in books if printed.pdf}
    for name, folder in {"Made up": "book", "This repository": "own"}.items():
        for what, builder in {"book": "bookpdf", "handouts": "handoutpdf"}.items():
            files[f"{name}: {what}"] = sorted((PLACE / folder / builder).rglob("*.pdf"))
    return {name: standards.judge(paths) for name, paths in files.items()}


def measure(quick: bool, with_peers: bool) -> report.Outcome:
    """Everything, one after the other."""
    times = 1 if quick else TIMES
    few, many = (QUICK_PAGES, QUICK_PAGES) if quick else (HANDOUT_PAGES, BOOK_PAGES)
    handouts = corpus.write(PLACE / "handouts" / "source", few, corpus.OWN)
    large = corpus.write(PLACE / "book" / "source", many, corpus.OWN)
    plain = corpus.write(PLACE / "plain" / "source", many, corpus.PLAIN)
    sites = {
        "made up": measure_site("Made up", large, PLACE / "book", times),
        "own": measure_site("This repository", ROOT, PLACE / "own", times),
    }
    each, compiled = measure_each(handouts, PLACE / "handouts", times)
    progress("One handout …")
    one = ours.one_handout(handouts, f"strategy/{corpus.names(few)['strategy'][1]}", PLACE / "one", times)
    book, setting = own_book(plain, times)
    others = peers.print_all(PLACE / "peers", plain, PLACE / "plain" / "peers") if with_peers else []
    sizes = own_sizes()
    return report.Outcome(
        conditions(quick), sites, each, compiled, one, book, others, judge([book, *others]), sizes,
        peer_sizes(PLACE / "peers"), size.libraries_of_the_machine(sizes), setting,
    )  # fmt: skip


def main() -> None:
    """Measure, print, write."""
    options = arguments()
    text = report.report(measure(options.quick, not options.no_peers))
    print(text)
    whole = not (options.quick or options.no_peers)
    if target := options.output or (RESULTS if whole else None):
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

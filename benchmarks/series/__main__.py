"""Measures what a long series of reports costs a build and its readers: ``python -m benchmarks.series N``."""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.search.child import Cost, run
from benchmarks.search.corpus import ROOT, WORK
from benchmarks.series import corpus

PLACE = WORK / "series"
RESULTS = Path(__file__).with_name("RESULTS.md")
LIST_LIMIT = 200_000  # bytes of a list page
SIZES = (100, 1000)
_LIST_PAGES = re.compile(r"index|\d{4}(-\d{1,2})?")


def build(source: Path) -> Cost:
    """Build HTML with one job, in a process of its own."""
    print("sphinx-build …", file=sys.stderr, flush=True)
    command = ["-m", "sphinx", "-b", "html", "-q", "-d", PLACE / "doctrees", source, PLACE / "html"]
    return run([sys.executable, *command], cwd=ROOT)


def measure(count: int) -> list[str]:
    """Build from nothing, again without changes, and again with one report more; give the row of the table."""
    source = corpus.write(PLACE / "source", count)
    for folder in ("html", "doctrees"):
        shutil.rmtree(PLACE / folder, ignore_errors=True)
    clean, still = build(source), build(source)
    new = corpus.add_one(source)
    more, html = build(source), PLACE / "html"
    lists = [path for path in sorted((html / "reports").glob("*.html")) if _LIST_PAGES.fullmatch(path.stem)]
    largest = max(lists, key=lambda path: path.stat().st_size)
    page = (html / f"{new}.html").read_text(encoding="utf-8")
    sidebar = re.search(r'<nav class="kb-sidebar.*?</nav>', page, re.DOTALL)
    feeds = sorted((html / "feeds").glob("rapporter*.atom"))
    size = largest.stat().st_size
    return [
        f"{count:,}", f"{len(list(html.rglob('*.html'))):,}", f"{clean.cpu_seconds:.0f}", f"{clean.peak_mb:.0f}",
        f"{still.cpu_seconds:.1f}", f"{more.cpu_seconds:.0f}", f"{len(lists)}", f"{largest.stem}: {size / 1000:.0f}",
        "yes" if size < LIST_LIMIT else "**no**", f"{len(sidebar[0]) if sidebar else 0:,}",
        f"{feeds[0].stat().st_size / 1000:.0f} ({len(feeds)} files)" if feeds else "",
    ]  # fmt: skip


def main() -> None:
    """Measure and print; a run with the sizes of SIZES also writes RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.series", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=list(SIZES), help="how many reports (default: 100 1000)")
    options = parser.parse_args()
    columns = (
        "reports", "pages", "clean build, CPU s", "peak MB", "nothing changed, CPU s", "one report more, CPU s",
        "list pages", "largest, kB", "under 200 kB", "sidebar, bytes", "feed file, kB",
    )  # fmt: skip
    lines = [
        "# Long series: results", "",
        "Written by `make bench-series`; what it means stands in README.md beside this file.", "",
        f"{date.today()}; Python {platform.python_version()}; Sphinx {version('sphinx')}; one job.", "",
        f"| {' | '.join(columns)} |", "| --: " * len(columns) + "|",
    ]  # fmt: skip
    lines += [f"| {' | '.join(measure(count))} |" for count in options.counts]
    text = "\n".join(lines) + "\n"
    print(text)
    if set(SIZES) <= set(options.counts):
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

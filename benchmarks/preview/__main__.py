"""Measures the time from a save to the refreshed page: ``python -m benchmarks.preview N``."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.preview.preview import Preview, preview
from benchmarks.search.corpus import WORK
from benchmarks.series import corpus

PLACE = WORK / "preview"
RESULTS = Path(__file__).with_name("RESULTS.md")
LIMITS = {100: 2.0, 1000: 3.0}  # seconds from a save to the refreshed page
SIZES = tuple(LIMITS)
SAVES = 7
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
Edit = Callable[[str, str], str]


@dataclass(frozen=True)
class Times:
    """Seconds of each save until the browser showed it, processor seconds until then, and the same for the site."""

    shown: list[float]
    shown_cpu: list[float]
    site: float
    site_cpu: float


def text_of(page: str, mark: str) -> str:
    """Add a paragraph."""
    return f"{page}\nDet här är nytt: {mark}.\n"


def title_of(page: str, mark: str) -> str:
    """Change the title, which lists, neighbours and the search show too."""
    lines = page.splitlines(keepends=True)
    return "".join(f'title: "Rapport {mark}"\n' if line.startswith("title:") else line for line in lines)


def forms_of(page: str, mark: str) -> str:
    """Give a term another form that is linked, which every page is looked through for; and show that it is saved."""
    return text_of(page.replace("link_forms: []", f'link_forms: ["{mark}en"]', 1), mark)


EDITS: tuple[tuple[str, str, Edit], ...] = (
    ("text of a report", "reports/2025-03-06", text_of),
    ("title of a report", "reports/2025-03-06", title_of),
    ("text of a question", "strategy/kostnader", text_of),
    ("a form of a term", "glossary/upphandling", forms_of),
)


def measure(site: Preview, page: Page, place: Path, edit: Edit) -> Times:
    """Save a page several times in a row, as a writer does; then wait for the whole site."""
    before, builds = place.read_text(encoding="utf-8"), site.builds()
    shown, cost = [], []
    start = time.monotonic()
    first = site.spent
    for number in range(SAVES):
        mark = f"prov{number}x{int(time.time() * 1000)}"
        spent, start = site.spent, time.monotonic()
        place.write_text(edit(before, mark), encoding="utf-8")
        page.wait_for_function("mark => document.body?.textContent?.includes(mark)", arg=mark, timeout=120_000)
        shown.append(time.monotonic() - start)
        cost.append(site.spent - spent)
    site.settle(builds)
    times = Times(shown, cost, time.monotonic() - start, site.spent - first)
    place.write_text(before, encoding="utf-8")
    site.settle(site.builds())
    print(f"  shown after {max(shown):.1f} s at the most", file=sys.stderr, flush=True)
    return times


def rows(count: int, page: Page) -> list[list[str]]:
    """Give the rows of the table for so many reports."""
    source = corpus.write(PLACE / f"source-{count}", count)
    found = []
    with preview(source) as site:
        begun = time.monotonic()
        site.settle(0)
        first = time.monotonic() - begun
        for name, docname, edit in EDITS:
            print(f"{count} reports: {name}", file=sys.stderr, flush=True)
            page.goto(f"{site.address}/{docname}.html")
            warm(site, page, source / f"{docname}.md")
            times = measure(site, page, source / f"{docname}.md", edit)
            limit, worst = LIMITS.get(count, 3.0), max(times.shown)
            found.append([
                f"{count:,}", name, f"{statistics.median(times.shown):.1f}", f"{worst:.1f}",
                f"{statistics.median(times.shown_cpu):.1f}", "yes" if worst <= limit else "**no**",
                f"{times.site:.0f}", f"{times.site_cpu:.0f}", f"{first:.0f}",
            ])  # fmt: skip
    return found


def warm(site: Preview, page: Page, place: Path) -> None:
    """Save once and wait for all that follows, so that what is measured is a writer at work and not a start."""
    before, builds = place.read_text(encoding="utf-8"), site.builds()
    place.write_text(text_of(before, "uppvärmning"), encoding="utf-8")
    page.wait_for_function("document.body?.textContent?.includes('uppvärmning')", timeout=120_000)
    builds = site.settle(builds)
    place.write_text(before, encoding="utf-8")
    page.wait_for_function("document.body && !document.body.textContent.includes('uppvärmning')", timeout=120_000)
    site.settle(builds)


def main() -> None:
    """Measure and print; a run with the sizes of SIZES also writes RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=list(SIZES), help="how many reports (default: 100 1000)")
    counts = parser.parse_args().counts
    columns = (
        "reports", "what was saved", "median, s", "slowest, s", "CPU s", "within the limit", "whole site right, s",
        "CPU s in all", "first build, s",
    )  # fmt: skip
    lines = [
        "# Preview: results", "",
        "Written by `make bench-preview`; what it means stands in README.md beside this file.", "",
        f"{date.today()}; Python {platform.python_version()}; Sphinx {version('sphinx')}; {os.cpu_count()} processors;"
        f" {SAVES} saves of each.", "",
        f"| {' | '.join(columns)} |", "| --: | :-- " + "| --: " * (len(columns) - 2) + "|",
    ]  # fmt: skip
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["KB_CHROMIUM"], args=QUIET)
        page = chromium.new_page()
        page.add_init_script("sessionStorage.setItem('kb-follow', 'no')")  # it goes where this script leads it
        lines += [f"| {' | '.join(row)} |" for count in counts for row in rows(count, page)]
        chromium.close()
    text = "\n".join(lines) + "\n"
    print(text)
    if set(SIZES) <= set(counts):
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

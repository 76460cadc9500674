"""Measures what the glossary's links cost a build: ``python -m benchmarks.glossary`` prints a table of Markdown."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.glossary import corpus
from benchmarks.search.child import run
from benchmarks.search.corpus import ROOT, WORK

PLACE = WORK / "glossary"
RESULTS = Path(__file__).with_name("RESULTS.md")
# Terms -> the largest part of a build that links may take.
TARGETS = {100: 0.05, 2000: 0.08}


def measure(reports: int, terms: int) -> dict[str, float]:
    """Build from nothing in a process of its own, with links and without; give what it took."""
    source = corpus.write(PLACE / "source", reports, terms)
    found, without = build(source, {}), build(source, {"glossary_link_terms": False})
    return found | {"without": without["whole"]}


def build(source: Path, settings: dict[str, bool]) -> dict[str, float]:
    """Build once and give what it took."""
    print(f"sphinx-build {settings} …", file=sys.stderr, flush=True)
    note = PLACE / "note.json"
    for folder in ("html", "doctrees"):
        shutil.rmtree(PLACE / folder, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.glossary.probe", note, source, PLACE / "html", PLACE / "doctrees"]
    run([*command, json.dumps(settings)], cwd=ROOT)
    found: dict[str, float] = json.loads(note.read_text(encoding="utf-8"))
    return found


def row(terms: int, cost: dict[str, float]) -> str:
    """Give a row of the table."""
    part, target = cost["links"] / (cost["whole"] - cost["collector"]), TARGETS.get(terms)
    holds = "" if target is None else ("yes" if part <= target else "**no**")
    cells = [
        f"{terms:,}", f"{cost['pages']:,}", f"{cost['made']:,}", f"{cost['whole']:.0f}", f"{cost['collector']:.0f}",
        f"{cost['links']:.2f}", f"{part:.1%}", f"≤ {target:.0%}" if target else "", holds, f"{cost['uses']:.2f}",
        f"{cost['without']:.0f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print; a whole run also writes RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.glossary", description=__doc__)
    parser.add_argument("--reports", type=int, default=1000, help="how many reports (default: 1,000)")
    parser.add_argument(
        "--terms", type=int, nargs="+", default=list(TARGETS), help="how many terms, one build for each"
    )
    options = parser.parse_args()
    columns = (
        "terms", "pages", "links made", "build, CPU s", "its collector", "links, CPU s", "of the build", "target",
        "holds", "used on, CPU s", "build without links",
    )  # fmt: skip
    told = (
        f"{date.today()}; Python {platform.python_version()}; Sphinx {version('sphinx')}; {options.reports:,} reports."
    )
    lines = [
        "# Links to terms: results", "",
        "Written by `make bench-glossary`; what it means stands in README.md beside this file.", "", told, "",
        f"| {' | '.join(columns)} |", "| --: " * len(columns) + "|",
    ]  # fmt: skip
    lines += [row(terms, measure(options.reports, terms)) for terms in options.terms]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.reports == 1000 and options.terms == list(TARGETS):
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

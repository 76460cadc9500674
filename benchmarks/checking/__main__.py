"""Measures what ``kb check`` costs on a long series of reports: ``python -m benchmarks.checking N``."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.search.child import run
from benchmarks.search.corpus import WORK
from benchmarks.series import corpus

PLACE = WORK / "checking"
RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (100, 1000)
RUNS = 3  # the least counts: other work on the machine only adds
# All that the command does, but for the rules of language: it has no option for that.
STRUCTURE = """
import gc
from pathlib import Path
gc.disable()
from kunskapsbas.writing import check_tree
check_tree(Path.cwd(), language=False)
gc.freeze()
"""
# The whole tree is read, but only what is said of one page is printed: on invented words there is far too much to say.
COMMAND = ("-m", "kunskapsbas.cli", "check", "index.md")


def cpu(source: Path, *arguments: str) -> float:
    """Return the CPU seconds of one check in a process of its own, start included."""
    return run([sys.executable, *arguments], cwd=source, env={"CI": ""}).cpu_seconds


def measure(count: int) -> str:
    """Check without the language rules, with them, and again with what was remembered; give the row of the table."""
    source = corpus.write(PLACE / "source", count)
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in (source / "reports").glob("*.md"))
    page = sorted((source / "reports").glob("2*.md"))[-1]
    costs = []
    for _ in range(RUNS):
        shutil.rmtree(source / "_build", ignore_errors=True)
        structure = cpu(source, "-c", STRUCTURE)
        whole, again = cpu(source, *COMMAND), cpu(source, *COMMAND)
        page.write_text(page.read_text(encoding="utf-8") + "\nEn rad till.\n", encoding="utf-8")
        costs.append((structure, whole, again, cpu(source, *COMMAND)))
    structure, whole, again, edited = map(min, zip(*costs, strict=True))
    cells = (f"{count:,}", f"{words:,}", *(f"{cost:.1f}" for cost in (structure, whole - structure, again, edited)))
    return f"| {' | '.join(cells)} |"


def yardstick() -> float:
    """Return the CPU seconds of ten million additions, by which runs on different machines can be compared."""
    costs = []
    for _ in range(RUNS):
        begun, total = time.process_time(), 0
        for number in range(10_000_000):
            total += number
        costs.append(time.process_time() - begun)
    return min(costs)


def main() -> None:
    """Measure and print; a run with the sizes of SIZES also writes RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=list(SIZES), help="how many reports (default: 100 1000)")
    options = parser.parse_args()
    columns = (
        "reports",
        "words in them",
        "structure and links",
        "language besides",
        "nothing changed",
        "one page edited",
    )
    lines = [
        "# kb check: results", "",
        "Written by `make bench-check`; what it means stands in README.md beside this file. CPU seconds.", "",
        f"{date.today()}; Python {platform.python_version()}; ten million additions: {yardstick():.2f} s.", "",
        f"| {' | '.join(columns)} |", "| --: " * len(columns) + "|",
    ]  # fmt: skip
    lines += [measure(count) for count in options.counts]
    text = "\n".join(lines) + "\n"
    print(text)
    if set(SIZES) <= set(options.counts):
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

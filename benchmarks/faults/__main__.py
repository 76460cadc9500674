"""Tries every planted fault on Sphinx, its linkcheck and lychee: ``python -m benchmarks.faults`` writes docs/faults.md.

Faults that stand in the page already are not tried again while the tools' versions are the same; ``--all`` tries all.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.faults.stock import build, stock
from benchmarks.faults.table import CRASH, NO, NOT_RUN, YES, Row, in_order, page, read
from benchmarks.search.corpus import ROOT, WORK
from kunskapsbas.writing import check_tree
from tests.content.small import make
from tests.writing.faults import Fault
from tests.writing.planted import PLANTED

PLACE = WORK / "faults"
RESULT = ROOT / "docs" / "faults.md"
PEERS = Path(__file__).with_name("peers.txt")
PRELOADED = ("sphinx.application", "sphinx.builders.html", "sphinx.builders.linkcheck", "myst_parser.sphinx_ext.main")


def lychee() -> Path | None:
    """Return the program lychee, installed where it is missing; None where it cannot be had here."""
    folder = PLACE / "peers"
    program = folder / ("Scripts/lychee.exe" if os.name == "nt" else "bin/lychee")
    if not program.exists():
        venv.create(folder, with_pip=True)
        pip = [program.with_name("python"), "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-r", PEERS]
        if subprocess.run(pip).returncode or not program.exists():
            print("lychee cannot be installed here: its column will say so.", file=sys.stderr)
            return None
    return program


def versions(program: Path | None) -> str:
    """Return what was run, with versions."""
    names = ("sphinx", "myst-parser", "sphinx-design", "sphinxcontrib-bibtex")
    own = [f"{name} {version(name)}" for name in names]
    if program is None:
        return ", ".join([*own, "without lychee, which could not be installed here"])
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return ", ".join([*own, told])


def errors(program: Path, root: Path) -> list[str]:
    """Return the addresses that lychee calls wrong, in the Markdown and in what Sphinx made of it."""
    pages = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))
    found: list[str] = []
    for what in (pages, ["_html"]):
        if what == ["_html"] and not (root / "_html").is_dir():
            continue
        options = ["--offline", "--no-progress", "--include-fragments", "--format", "json"]
        done = subprocess.run([program, *options, *what], cwd=root, capture_output=True, text=True)
        if done.returncode not in (0, 2):  # 2: links that fail
            sys.exit(f"lychee failed:\n{done.stderr[-3000:]}")
        found += [error["url"] for errors in json.loads(done.stdout)["error_map"].values() for error in errors]
    return found


def tried(fault: Fault | None, program: Path | None) -> tuple[str, ...]:
    """Plant a fault (None: none) and return the cells of its row."""
    root = Path(tempfile.mkdtemp(dir=PLACE))
    told = build(stock(root, fault))
    wrong = errors(program, root) if program else []
    shutil.rmtree(root)
    warned = any(re.search(r": (WARNING|ERROR|CRITICAL): ", line) for line in told["sphinx"])
    sphinx = YES if warned else CRASH if told["sphinx"] else NO
    return sphinx, YES if told["linkcheck"] else NO, NOT_RUN if program is None else YES if wrong else NO


def ours(fault: Fault) -> None:
    """Stop where our own check does not find the fault: the tests would too."""
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        fault.plant(make(Path(folder)))
        if fault.code not in {problem.code for problem in check_tree(Path(folder))}:
            sys.exit(f"kb check does not find {fault.name}")


def measure(faults: Sequence[Fault], known: dict[tuple[str, str], Row], program: Path | None) -> list[Row]:
    """Return the rows of all faults in order; only those that are not known are tried."""
    by_name = {fault.name: fault for fault in faults}
    rows = []
    for name, code in in_order(faults):
        row = known.get((name, code))
        if row is None:
            ours(by_name[name])
            row = Row(name, code, tried(by_name[name], program))
            print(f"{name}: {', '.join(row.cells)}", flush=True)
        rows.append(row)
    return rows


def main() -> None:
    """Try the faults and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--all", action="store_true", help="try all faults again")
    options = parser.parse_args()
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in PRELOADED:  # once, before each fault gets a process of its own
        import_module(name)
    program = lychee()
    told = versions(program)
    rows, day, before = read(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else ([], "", "")
    if options.all or before != told:
        rows, day = [], date.today().isoformat()
    if any(cell not in (NO, NOT_RUN) for cell in tried(None, program)):
        sys.exit("The base without a fault is not faultless to all.")
    rows = measure(PLANTED, {(row.name, row.code): row for row in rows}, program)
    RESULT.write_text(page(rows, day, told), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What our own path costs: the builders, Typst alone, and one handout from the command line.

Every build is a process of its own with one job; Python's start and all imports count.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, median_low

from benchmarks.search.child import Cost, run
from benchmarks.search.corpus import ROOT

PROBE = [sys.executable, "-m", "benchmarks.handouts.probe"]
NO_SETTINGS: Mapping[str, list[str]] = {}
PLAIN_SETTINGS = {"extensions": ["myst_parser", "kunskapsbas.handout"]}


@dataclass(frozen=True)
class Build:
    """What a build cost, and how many of its CPU seconds lie after everything was read."""

    cost: Cost
    setting: float


def build(
    builder: str, source: Path, output: Path, doctrees: Path, settings: Mapping[str, list[str]] = NO_SETTINGS
) -> Build:
    """Run a builder into an empty folder. What has been read before is in ``doctrees``."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    note = output.with_suffix(".json")
    cost = run([*PROBE, "build", note, builder, source, output, doctrees, json.dumps(settings)], cwd=ROOT)
    return Build(cost, json.loads(note.read_text(encoding="utf-8"))["seconds"])


def typical(make: Callable[[], Build], times: int) -> Build:
    """The build whose CPU seconds lie in the middle of some repetitions, with the highest memory of them all."""
    builds = [make() for _ in range(times)]
    middle = median_low(built.cost.cpu_seconds for built in builds)
    chosen = next(built for built in builds if built.cost.cpu_seconds == middle)
    return Build(Cost(middle, max(built.cost.peak_mb for built in builds)), chosen.setting)


def compile_seconds(work: Path, times: int) -> list[float]:
    """The CPU seconds of Typst's compilation of each handout: for each the median of some repetitions."""
    note = work / "compile.json"
    rounds = []
    for _ in range(times):
        run([*PROBE, "compile", note, work], cwd=ROOT)
        rounds.append(json.loads(note.read_text(encoding="utf-8"))["seconds"])
    return [median(each) for each in zip(*rounds, strict=True)]


@dataclass(frozen=True)
class OneHandout:
    """The command that was measured, and its CPU seconds: nothing changed since last time, and the page edited."""

    command: str
    unchanged: float
    edited: float


def has_handout_command() -> bool:
    """Whether ``kb handout`` exists."""
    command = [sys.executable, "-m", "kunskapsbas.cli", "handout", "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0


def one_handout(project: Path, page: str, output: Path, times: int) -> OneHandout:
    """One handout as a whole command in a project that has been read before; the PDF is made anew each time."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    if has_handout_command():
        name, pdf = f"kb handout {page} -o FILE.pdf", output / "one.pdf"
        command = [sys.executable, "-m", "kunskapsbas.cli", "handout", page, "-o", str(pdf)]
    else:
        name, pdf = f"sphinx-build -b handoutpdf -D handout_pages={page}", output / f"{page}.pdf"
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "handoutpdf", f"-Dhandout_pages={page}"]
        command += ["-d", str(output / "doctrees"), str(project), str(output)]
    source = project / f"{page}.md"
    once(command, project, pdf)  # reads all pages: from here on the project is warm
    unchanged = [once(command, project, pdf) for _ in range(times)]
    edited = []
    for number in range(times):
        with source.open("a", encoding="utf-8") as file:
            file.write(f"\nEn mening till, nummer {number + 1}.\n")
        edited.append(once(command, project, pdf))
    return OneHandout(name, median(unchanged), median(edited))


def once(command: Sequence[str], project: Path, pdf: Path) -> float:
    """The CPU seconds of a command that makes a PDF; stops where it does not."""
    pdf.unlink(missing_ok=True)
    cost = run(command, cwd=project)
    if not pdf.is_file():
        sys.exit(f"{' '.join(command)} made no {pdf.name}")
    return cost.cpu_seconds

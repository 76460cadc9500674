"""The other ways from Sphinx to PDF: WeasyPrint, sphinx-simplepdf and LuaLaTeX, over the same plain pages.

WeasyPrint and sphinx-simplepdf are installed with pip into an environment of their own. LuaLaTeX is used where it is
on PATH: TeX is no Python package. An engine that cannot be installed or run is in the table with the reason.

What an engine cost is kept beside its file, with a checksum of the pages and the versions: a peer takes minutes and
is run again only when one of them has changed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import venv
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks.search.child import Cost, run
from benchmarks.search.sites import checksum

REQUIREMENTS = Path(__file__).with_name("peers.txt")
SHARED = ("sphinx", "myst-parser")
LATEX_RUNS = 3
NO_COST = Cost(0, 0)


@dataclass(frozen=True)
class Printed:
    """One engine's book: what it cost from nothing, what of that was printing, and the file."""

    engine: str
    whole: Cost = NO_COST
    printing: Cost | None = None  # None where printing is no step of its own
    pdf: Path | None = None
    missing: str = ""  # why there is no file


def install(folder: Path, peer: str) -> Path:
    """Install a peer into the environment, which is made where it is missing; give the folder of programs."""
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not programs.is_dir():
        venv.create(folder, with_pip=True)
    pins = [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line.startswith(f"{peer}==")]
    pip: list[str | Path] = [programs / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    run([*pip, *(f"{name}=={version(name)}" for name in SHARED), *pins], cwd=folder)
    return programs


def together(*costs: Cost) -> Cost:
    """The cost of several steps: their seconds added, the highest of their peaks."""
    return Cost(sum(cost.cpu_seconds for cost in costs), max(cost.peak_mb for cost in costs))


def sphinx(programs: Path, builder: str, source: Path, output: Path, *settings: str) -> Cost:
    """A peer's Sphinx from nothing."""
    shutil.rmtree(output, ignore_errors=True)
    path = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}  # simplepdf calls the program weasyprint
    command: list[str | Path] = [programs / "python", "-m", "sphinx", "-q", "-E", "-b", builder]
    return run([*command, *(f"-D{setting}" for setting in settings), source, output], cwd=source, env=path)


def weasyprint(programs: Path, source: Path, output: Path, theme: str = "basic", variant: str = "") -> Printed:
    """Sphinx's singlehtml, printed by WeasyPrint."""
    label = " ".join(filter(None, ["WeasyPrint", variant, "" if theme == "basic" else f"theme {theme}"]))
    made = sphinx(programs, "singlehtml", source, output / "singlehtml", f"html_theme={theme}")
    pdf = output / f"{label.replace('/', '-')}.pdf"
    options = ["--pdf-variant", variant] if variant else []
    printing = run([programs / "weasyprint", "-q", *options, output / "singlehtml" / "index.html", pdf], cwd=output)
    return Printed(label, together(made, printing), printing, pdf)


def simplepdf(programs: Path, source: Path, output: Path) -> Printed:
    """sphinx-simplepdf, which reads, writes and prints in one go (with WeasyPrint)."""
    whole = sphinx(programs, "simplepdf", source, output / "simplepdf", "extensions=myst_parser,sphinx_simplepdf")
    pdf = next((output / "simplepdf").glob("*.pdf"), None)
    return Printed("sphinx-simplepdf", whole, None, pdf, "" if pdf else "it made no PDF")


def lualatex(programs: Path, source: Path, output: Path) -> Printed:
    """Sphinx's LaTeX, run three times through LuaLaTeX. Its font cache is filled before."""
    if not shutil.which("lualatex"):
        return Printed("LuaLaTeX", missing="lualatex is not on PATH")
    made = sphinx(programs, "latex", source, output / "latex")
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error"]
    warm = output / "latex" / "warm"
    warm.mkdir()
    run([*command, f"-output-directory={warm}", "korpus.tex"], cwd=output / "latex")
    runs = [run([*command, "korpus.tex"], cwd=output / "latex") for _ in range(LATEX_RUNS)]
    printing = together(*runs)
    return Printed("LuaLaTeX", together(made, printing), printing, output / "latex" / "korpus.pdf")


@dataclass(frozen=True)
class Peer:
    """An engine: the Python package it is, if it is one, and what makes its book."""

    package: str
    make: Callable[[Path, Path, Path], Printed]


PEERS = {
    "WeasyPrint": Peer("weasyprint", weasyprint),
    "WeasyPrint pdf/ua-1": Peer("weasyprint", partial(weasyprint, variant="pdf/ua-1")),
    "WeasyPrint theme alabaster": Peer("weasyprint", partial(weasyprint, theme="alabaster")),
    "sphinx-simplepdf": Peer("sphinx-simplepdf", simplepdf),
    "LuaLaTeX": Peer("", lualatex),
}


def print_all(environment: Path, source: Path, output: Path) -> list[Printed]:
    """The book of every engine; one that fails says why and lets the others be."""
    output.mkdir(parents=True, exist_ok=True)
    versions = [f"{name} {version(name)}" for name in SHARED]
    pages = [path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.md"))]
    key = checksum([*versions, *pages, (source / "conf.py").read_text(encoding="utf-8"), REQUIREMENTS])
    printed = []
    for name, peer in PEERS.items():
        note = output / f"{name.replace('/', '-')}.json"
        print(f"  {name} …", file=sys.stderr, flush=True)
        try:
            made = kept(note, key) or peer.make(install(environment, peer.package), source, output)
        except SystemExit as failure:  # child.run stops with the command's own words
            made = Printed(name, missing=last_line(failure))
        if made.pdf:
            note.write_text(json.dumps({"key": key, **asdict(made)}, default=str), encoding="utf-8")
        printed.append(made)
    return printed


def kept(note: Path, key: str) -> Printed | None:
    """What a peer cost the last time, where it printed the same with the same."""
    told = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    if told.pop("key", None) != key or not Path(told["pdf"]).is_file():
        return None
    whole, printing = (Cost(**told[name]) if told[name] else None for name in ("whole", "printing"))
    return Printed(told["engine"], whole or NO_COST, printing, Path(told["pdf"]))


def last_line(failure: SystemExit) -> str:
    """What a failed command said last, short enough for a table."""
    lines = [line.strip() for line in str(failure.code).splitlines() if line.strip()]
    return lines[-1].replace("|", "/")[:120] if lines else "it failed"

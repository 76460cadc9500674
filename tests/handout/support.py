"""Small Sphinx projects for tests: written to a folder, built in this process, with their warnings."""

from __future__ import annotations

import io
import re
import shutil
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from sphinx import locale
from sphinx.cmd.build import build_main

from tests.handout.constructs import write_pages

EVERYTHING = Path(__file__).parent / "project"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CONF = 'project = "Prov"\nlanguage = "sv"\nextensions = ["myst_parser", "kunskapsbas.handout"]\n'


@dataclass(frozen=True)
class Built:
    """What a build left: the exit code, the output folder and the warnings."""

    code: int
    out: Path
    warnings: str

    def pdf(self, name: str) -> Path:
        """Give the path of a PDF."""
        return self.out / f"{name}.pdf"

    def source(self, name: str) -> str:
        """Give the Typst source of a PDF."""
        return (self.out / ".handout" / "source" / f"{name}.typ").read_text(encoding="utf-8")


def write_project(folder: Path, files: dict[str, str], conf: str = "") -> Path:
    """Write a project with MyST pages; conf is added to its settings."""
    for name, text in {"conf.py": _CONF + conf, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def copy_everything(folder: Path) -> Path:
    """Copy the project and write a page for each construct into it."""
    shutil.copytree(EVERYTHING, folder)
    write_pages(folder)
    return folder


def build(source: Path, out: Path, builder: str, *options: str) -> Built:
    """Build a project."""
    log = out.with_suffix(".log")
    locale.translators.clear()  # Sphinx keeps the words of every project that this process has built
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        # myst-parser and sphinxcontrib-bibtex use names that Sphinx is about to drop.
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        code = build_main(["-q", "-N", "-b", builder, "-w", str(log), *options, str(source), str(out)])
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    return Built(code, out, _COLOUR.sub("", text))

"""``kb build``: the site and the PDF files."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, positive, say, show, shown, tell

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb build``."""
    build = commands.add_parser("build", help="bygg webbplatsen och PDF-filerna")
    build.add_argument("--out", type=Path, help="mappen som html/ och pdf/ hamnar i (annars _build)")
    build.add_argument("--jobs", type=positive, default=os.cpu_count() or 1, help="antal parallella processer")
    build.add_argument("--html-only", action="store_true", help="bygg bara webbplatsen")
    build.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Build, and say where it lies and how long each step took."""
    from ..build import BuildError, build
    from ..content.handouts import HANDOUT_FOLDER
    from ..writing import format_problems

    out = (Path.cwd() / options.out).resolve() if options.out else root / "_build"
    try:
        result = build(root, out, options.jobs, options.html_only, tell)
    except BuildError as error:
        return say(str(error), FOUND)
    if result.problems:
        show(format_problems(result.problems, "text", root))
    if result.failed:
        return say("Bygget avbröts. Det som redan var byggt är orört.", FOUND)
    show("")
    for name, seconds in result.steps:
        show(f"{name:<24}{seconds:6.1f} s".replace(".", ","))
    for note in result.notes:
        show(note)
    show(f"\nWebbplatsen: {shown(result.html)}")
    if result.pdf and result.html:
        show(f"Boken:       {shown(result.pdf)}")
        show(f"Utskrifter:  {shown(result.html.parent / HANDOUT_FOLDER)}")
    return OK

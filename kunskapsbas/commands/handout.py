"""``kb handout``: one PDF file of chosen pages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, USAGE, say, show, shown

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb handout``."""
    handout = commands.add_parser("handout", help="gör en PDF-fil av en eller flera sidor")
    which = "en sida (strategy/kostnader), ett helt avsnitt (strategy) eller ett paket ur handouts.toml"
    handout.add_argument("pages", nargs="+", metavar="SIDA", help=f"{which}; flera i den ordning du vill")
    handout.add_argument("-o", "--out", type=Path, required=True, metavar="FIL.pdf", help="filen som ska skrivas")
    handout.add_argument("--title", default="", metavar="TITEL", help="annars sidans, eller kunskapsbasens")
    handout.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Make the PDF file, or say which page there is none of."""
    from ..build import BuildError
    from ..printing import Selection, UnknownPage, choose, print_pages
    from ..writing import format_problems

    target = Path.cwd() / options.out
    try:
        chosen = choose(root, Path.cwd(), options.pages)
        problems = print_pages(root, Selection(chosen.pages, options.title or chosen.title), target)
    except UnknownPage as error:
        return say(str(error), USAGE)
    except BuildError as error:
        return say(str(error), FOUND)
    if problems:
        show(format_problems(problems, "text", root))
    if any(problem.stops for problem in problems):
        return say(f"Ingen fil gjordes. Det som redan fanns i {shown(target)} är orört.", FOUND)
    show(shown(target))
    return OK

"""``kb import``: originals to pages."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, USAGE, find_root, say, show

if TYPE_CHECKING:
    from ..content import Problem
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb import``."""
    bring = commands.add_parser("import", help="gör sidor av rapporter i Word, text, e-post eller Markdown")
    bring.add_argument(
        "files", nargs="+", type=Path, metavar="FIL", help="en eller flera: .docx, .txt, .eml, .md, .html"
    )
    bring.add_argument("--out", type=Path, metavar="MAPP", help="mappen som sidorna hamnar i (annars reports)")
    bring.add_argument("--dry-run", action="store_true", help="visa vad filen innehåller utan att skriva något")
    bring.add_argument("--format", choices=("text", "json"), default="text", help="hur resultatet skrivs ut")
    bring.add_argument("--force", action="store_true", help="ersätt en sida som finns; den gamla sparas som en kopia")
    bring.add_argument("--replace", action="store_true", help="låt originalet ta en återberättad sidas plats")
    bring.add_argument(
        "--compiled", type=_moment, metavar="TID", help="när rapporten sammanställdes, om filen inte säger det"
    )
    bring.set_defaults(run=run, anywhere=True)


def _moment(text: str) -> datetime:
    from ..swedish import parse_moment

    try:
        return parse_moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(here: Path, options: argparse.Namespace) -> int:
    """Import, or show what the files hold."""
    from ..importing.placing import Wish
    from ..importing.running import Request, import_files, look_at, models_as_json, outline, place_for, told
    from ..writing import format_problems

    root = find_root(Path.cwd())
    place = place_for(Path.cwd(), root, options.out)
    if place is None and not options.dry_run:
        return say("Ingen kunskapsbas här. Ange mappen som sidorna ska hamna i: --out MAPP", USAGE)
    if options.compiled and len(options.files) > 1:
        return say("--compiled gäller en rapport. Importera filerna en i taget.", USAGE)
    request = Request(tuple(options.files), place, Wish(options.force, options.replace), options.compiled)
    problems: list[Problem] = []
    if options.dry_run:
        models = []
        for model, found in look_at(request, place.root if place else None):
            models.append(model)
            problems += found
        text = "\n\n".join([*map(outline, models), format_problems(problems, "text")])
        show(models_as_json(models) if options.format == "json" else text)
        return FOUND if any(problem.stops for problem in problems) else OK
    try:
        for outcome in import_files(request):
            problems += outcome.problems
            if options.format == "text":
                listed = format_problems(outcome.problems, "text", place.root if place else None)
                show("\n".join(filter(None, [told(outcome), listed])))
    except OSError as error:
        return say(f"Det gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    if options.format == "json":
        show(format_problems(problems, "json"))
    return FOUND if any(problem.stops for problem in problems) else OK

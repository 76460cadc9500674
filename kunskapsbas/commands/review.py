"""``kb review``: what a change does to the site, page by page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, USAGE, say, show, shown

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb review``."""
    review = commands.add_parser("review", help="jämför webbplatsen före och efter en ändring")
    site = "en mapp med den byggda webbplatsen, eller med källor och en byggd webbplats i _build/html"
    review.add_argument("--before", type=Path, metavar="MAPP", help=f"webbplatsen före: {site}")
    review.add_argument("--after", type=Path, metavar="MAPP", help="webbplatsen efter (annars den här kunskapsbasen)")
    review.add_argument("--out", type=Path, metavar="MAPP", help="mappen som ska göras (annars _build/granskning)")
    review.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Compare, write the folder, and say what was found and where it lies."""
    from ..reviewing import ReviewError, place_review
    from ..reviewing.placing import PAGE, SUMMARY
    from ..reviewing.telling import total_words

    here = Path.cwd()
    before = here / options.before if options.before else None
    after = here / options.after if options.after else root
    out = here / options.out if options.out else root / "_build" / "granskning"
    try:
        review = place_review(before, after, out)
    except ReviewError as error:
        return say(str(error), USAGE)
    except OSError as error:
        reason = error.strerror or error
        return say(f"Granskningen gick inte att skriva ({reason}).", FOUND)
    show(total_words(review))
    show(f"Öppna i webbläsaren: {shown(out / PAGE)}")
    show(f"Sammanfattning:      {shown(out / SUMMARY)}")
    return OK

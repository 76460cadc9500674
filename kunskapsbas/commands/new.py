"""``kb new``: a new file to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, USAGE, say, show, shown

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb new`` with the kinds of file it makes."""
    new = commands.add_parser("new", help="gör en ny fil att fylla i")
    kinds = new.add_subparsers(required=True, metavar="SLAG")
    term = kinds.add_parser("term", help="ett begrepp i ordlistan")
    term.add_argument("name", nargs="+", metavar="NAMN", help='begreppet, till exempel "Modulär strategi"')
    term.add_argument(
        "--file", default="", metavar="FILNAMN", help="filens namn utan .md, annars görs det av begreppet"
    )
    term.set_defaults(run=_term)


def _term(root: Path, options: argparse.Namespace) -> int:
    from ..swedish.dictionary import DictionaryError
    from ..writing.newterm import NewTermError, new_term

    try:
        made = new_term(root, " ".join(options.name), options.file)
    except NewTermError as error:
        return say(str(error), USAGE)
    except DictionaryError as error:
        return say(str(error), FOUND)
    except OSError as error:
        return say(f"Filen gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    show(made.advice(shown(root / made.path)))
    return OK

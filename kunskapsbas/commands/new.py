"""``kb new``: a new file to fill in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FOUND, OK, USAGE, say, show, shown

if TYPE_CHECKING:
    from ..writing.newfile import NewFile
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb new`` with the kinds of file it makes."""
    new = commands.add_parser("new", help="gör en ny rapport, ett nytt begrepp eller en ny sida att fylla i")
    kinds = new.add_subparsers(required=True, metavar="SLAG")
    report = kinds.add_parser("report", help="en regional rapport, med alla avsnitt")
    report.add_argument("day", nargs="*", metavar="DATUM", help="till exempel 2026-01-15 eller 15 januari 2026")
    report.add_argument("--time", default="", metavar="TID", help="klockslaget då den sammanställdes, om det är känt")
    report.add_argument(
        "--original", action="store_true", help="texten är rapportens egna ord (annars räknas den som återberättad)"
    )
    report.set_defaults(run=_report)
    term = kinds.add_parser("term", help="ett begrepp i ordlistan")
    term.add_argument("name", nargs="*", metavar="NAMN", help='begreppet, till exempel "Modulär strategi"')
    term.add_argument("--category", default="begrepp", metavar="SLAG", help="begrepp, organisation, roll … (begrepp)")
    _add_common(term, "begreppet")
    term.set_defaults(run=_term)
    page = kinds.add_parser("page", help="en sida som svarar på en fråga, eller en sida om kunskapsbasen")
    page.add_argument("title", nargs="*", metavar="TITEL", help='titeln, till exempel "Vad är en modul?"')
    page.add_argument("--kind", default="strategy", metavar="SORT", help="strategy eller about (strategy)")
    page.add_argument("--folder", default="", metavar="MAPP", help="mappen, om det inte är den som heter som sorten")
    page.add_argument("--question", default="", metavar="FRÅGA", help="frågan, om titeln inte är det")
    _add_common(page, "titeln")
    page.set_defaults(run=_page)


def _add_common(parser: argparse.ArgumentParser, named: str) -> None:
    parser.add_argument(
        "--file", default="", metavar="FILNAMN", help=f"filens namn utan .md, annars görs det av {named}"
    )
    parser.add_argument(
        "--source", action="append", default=[], metavar="ID", help="en källa ur references.bib; får anges flera gånger"
    )


def _report(root: Path, options: argparse.Namespace) -> int:
    from ..writing.newreport import ReportWish, new_report

    wish = ReportWish(" ".join(options.day), options.time, "original" if options.original else "retold")
    return _make(root, lambda: new_report(root, wish))


def _term(root: Path, options: argparse.Namespace) -> int:
    from ..writing.newterm import TermWish, new_term

    wish = TermWish(options.file, options.category, tuple(options.source))
    return _make(root, lambda: new_term(root, " ".join(options.name), wish))


def _page(root: Path, options: argparse.Namespace) -> int:
    from ..writing.newpage import PageWish, new_page

    wish = PageWish(options.kind, options.folder, options.file, options.question, tuple(options.source))
    return _make(root, lambda: new_page(root, " ".join(options.title), wish))


def _make(root: Path, make: Callable[[], NewFile]) -> int:
    from ..swedish.dictionary import DictionaryError
    from ..writing.newfile import NewFileError

    try:
        made = make()
    except NewFileError as error:
        return say(str(error), USAGE)
    except DictionaryError as error:
        return say(str(error), FOUND)
    except OSError as error:
        return say(f"Filen gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    show(made.advice(shown(root / made.path)))
    return OK

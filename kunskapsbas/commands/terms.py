"""``kb terms``: the glossary tried on a text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import OK, USAGE, find_root, say, show, tell

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb terms``."""
    terms = commands.add_parser("terms", help="pröva ordlistan")
    actions = terms.add_subparsers(required=True, metavar="VAD")
    match = actions.add_parser("match", help="visa vilka begrepp som finns i en text (JSON)")
    match.add_argument("text", metavar="TEXT", help="texten, eller - för att läsa den från standard in (UTF-8)")
    match.add_argument("--glossary", type=Path, metavar="MAPP", help="annars mappen glossary i kunskapsbasen")
    match.set_defaults(run=run, anywhere=True)


def run(here: Path, options: argparse.Namespace) -> int:
    """Print the terms found in the text, as JSON."""
    from ..glossary.lookup import GlossaryError, match_text, read_entries

    folder = options.glossary
    if folder is None:
        root = find_root(here)
        if root is None:
            return say("Ingen kunskapsbas här. Ange ordlistans mapp: --glossary MAPP", USAGE)
        folder = root / "glossary"
    try:
        text = sys.stdin.buffer.read().decode("utf-8") if options.text == "-" else options.text
        entries, told = read_entries(folder)
        found = match_text(entries, text)
    except UnicodeDecodeError:
        return say("Texten från standard in är inte skriven i UTF-8.", USAGE)
    except GlossaryError as error:
        return say(str(error), USAGE)
    for line in told:
        tell(line)
    show(found)
    return OK

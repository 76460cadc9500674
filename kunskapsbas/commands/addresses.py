"""``kb addresses``: the pages that have been published, so that none disappears unseen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..swedish import count_words
from .common import FOUND, OK, say, show

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb addresses``."""
    addresses = commands.add_parser("addresses", help="skriv in nya sidor i addresses.txt när webbplatsen publiceras")
    addresses.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Add the pages that the list lacks, and say which."""
    from ..content import load_library
    from ..writing.rules.addresses import ADDRESSES_FILE, publish

    try:
        added = publish(root, load_library(root)[0])
    except OSError as error:
        return say(f"Det gick inte att skriva ({error.strerror or error}). Inget har ändrats.", FOUND)
    for name in added:
        show(name)
    show(f"{count_words(len(added), 'sida', 'sidor')} skrevs in i {ADDRESSES_FILE}." if added else "Inga nya sidor.")
    return OK

"""``kb docs``: the reference pages that are made from the code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .common import OK, show, shown

if TYPE_CHECKING:
    from .common import Commands


def add(commands: Commands) -> None:
    """Add ``kb docs``."""
    docs = commands.add_parser("docs", help="skriv om docs/model.md och docs/problems.md från koden")
    docs.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Write docs/model.md and docs/problems.md anew."""
    from ..writing.reference import write_reference

    for path in write_reference(root / "docs"):
        show(shown(path))
    return OK

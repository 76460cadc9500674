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
    docs = commands.add_parser("docs", help="skriv om det som görs av koden i docs/ och .vscode/")
    docs.set_defaults(run=run)


def run(root: Path, options: argparse.Namespace) -> int:
    """Write anew the pages in docs/, the schemas that editors use, and their snippets."""
    from ..writing import problempages, schema, snippets, tasks
    from ..writing.reference import write_reference

    written = [*write_reference(root / "docs"), problempages.write_problem_pages(root / problempages.FOLDER)]
    written += schema.write_schemas(root / schema.FOLDER)
    written += [*snippets.write_snippets(root / snippets.FOLDER), *tasks.write_tasks(root / tasks.FOLDER)]
    for path in written:
        show(shown(path))
    return OK

"""What the commands share: exit codes, where the knowledge base is, and how they speak."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = argparse._SubParsersAction[ArgumentParser]

OK, FOUND, USAGE = 0, 1, 2


def find_root(start: Path) -> Path | None:
    """Return the nearest folder with a conf.py, from ``start`` upwards, or None."""
    return next((folder for folder in (start, *start.parents) if (folder / "conf.py").is_file()), None)


def positive(text: str) -> int:
    """Return a whole number from 1 that was written on the command line."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("ska vara ett heltal från 1")
    return int(text)


def shown(path: Path | None) -> str:
    """Return a path as short as it can be said where the command was run; "" for none."""
    if path is None:
        return ""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def show(text: str) -> None:
    """Write a line of the result."""
    print(text)


def tell(line: str) -> None:
    """Write a line about what goes on, apart from the result."""
    print(line, file=sys.stderr, flush=True)


def say(text: str, code: int) -> int:
    """Write why the command ends, and return its exit code."""
    print(text, file=sys.stderr)
    return code

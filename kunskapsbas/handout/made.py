"""What a builder writes down of the PDF files it has made, for the next build and for the list of handouts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Made:
    """One PDF that a builder has made: what it was made from (a digest), its title and last day, pages and bytes."""

    digest: str
    title: str
    as_of: str
    pages: int
    size: int


def read_made(path: Path) -> dict[str, Made]:
    """Read what a builder has made, by name; nothing where the file is missing or damaged."""
    try:
        return {name: Made(**item) for name, item in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}

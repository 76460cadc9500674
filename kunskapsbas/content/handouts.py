"""Where the handouts lie: what builds them and what links to them agree on it here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The folder of the built site that holds them. A page's own handout is ``<folder>/<docname>.pdf``.
HANDOUT_FOLDER = "_pdf"
#: The folder in a builder's output where it keeps what it needs itself.
WORK_FOLDER = ".handout"


def made_file(folder: Path, builder: str) -> Path:
    """Return the file in a builder's output folder that tells which PDF files it has made."""
    return folder / WORK_FOLDER / f"{builder}.json"


def section_handout(docname: str) -> str:
    """Return the name of a whole section's handout: "avsnitt/strategy" for the page "strategy/index"."""
    return f"avsnitt/{docname.removesuffix('/index').replace('/', '-')}"


def named_handout(key: str) -> str:
    """Return the name of a handout that handouts.toml defines."""
    return f"urval/{key}"


def book_handout(name: str, project: str) -> str:
    """Return the name of the book's file: the one given, else the project's, in ASCII with hyphens; or "book"."""
    plain = unicodedata.normalize("NFKD", name.removesuffix(".pdf") or project).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "book"


def sections(root: str, children: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the pages that head a section: those with pages below them, but not the start page.

    ``children`` maps a page to the pages of its tables of contents, as Sphinx's ``env.toctree_includes`` does.
    """
    return sorted(name for name, below in children.items() if below and name != root)

"""What each builder last wrote, as plain data: which pages show something else now than then.

It lies beside Sphinx's environment and not in it, which is saved before the pages are written, and shared by builders.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from sphinx.application import Sphinx

from .files import write_atomic

_T = TypeVar("_T")


def remember(app: Sphinx, what: str, data: Any) -> None:
    """Keep plain data (as JSON has it) under a name, for this builder's next run."""
    write_atomic(_place(app, what), json.dumps(data, ensure_ascii=False).encode())


def remembered(app: Sphinx, what: str, nothing: _T) -> _T:
    """Return what this builder kept under a name; ``nothing`` when that is not known, or is of another kind."""
    try:
        found = json.loads(_place(app, what).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return nothing
    return found if isinstance(found, type(nothing)) else nothing


def _place(app: Sphinx, what: str) -> Path:
    return Path(app.doctreedir) / f"{what}-{app.builder.name}.json"

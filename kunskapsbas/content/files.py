"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# In an output folder: what a builder has to tell whoever ran kb build, a sentence a line. It is not published.
NOTES_FILE = ".kb-notes.txt"


def write_atomic(path: Path, data: bytes) -> None:
    """Write data to path in one step: a new file beside it takes its place when it is whole.

    Missing folders are made. Raises OSError where the file cannot be written; the old file is then intact.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise

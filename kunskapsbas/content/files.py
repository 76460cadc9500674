"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

# In an output folder: what a builder has to tell whoever ran kb build, a sentence a line. It is not published.
NOTES_FILE = ".kb-notes.txt"


def write_atomic(path: Path, data: bytes) -> None:
    """Write data to path in one step: a new file beside it takes its place when it is whole.

    Missing folders are made. Raises OSError where the file cannot be written; the old file is then intact.
    """
    temporary = _stage(path, data)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _stage(path: Path, data: bytes) -> Path:
    """Write data to a new, hidden file in the folder of ``path``, ready to take its place; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files as one change: all are written beside their places first, and then take them one by one.

    Raises OSError where any of them cannot be written; those that had taken their places are put back as they were.
    A crash between two of the last steps leaves whole files, some of them still the old ones; the first named are
    written first.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    staged: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, data in files.items():
            staged[path] = _stage(path, data)
        for path, temporary in staged.items():
            temporary.replace(path)
            done.append(path)
    except OSError:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        for path in done:
            old = before[path]
            if old is None:
                path.unlink(missing_ok=True)
            else:
                write_atomic(path, old)
        raise

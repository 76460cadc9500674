"""Which page a preview begins with: the one that was changed last."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from ..content import page_paths
from .places import docname_of

SECONDS = 10
COMMITS = 200


def last_changed(root: Path) -> str:
    """Return the docname of the page that was changed last; "index" where there is no page.

    First what is not committed, by the files' time; then git's history, since a fresh clone gives all files one time;
    then the files' time.
    """
    pages = page_paths(root)
    unsaved = [path for path in _uncommitted(root) if path in pages]
    if unsaved:
        return docname_of(_newest(root, unsaved))
    known = next((path for path in _committed(root) if path in pages), "")
    return docname_of(known or _newest(root, pages)) or "index"


def _newest(root: Path, paths: Collection[str]) -> str:
    return max(paths, key=lambda path: _time(root / path), default="")


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _uncommitted(root: Path) -> Iterator[str]:
    yield from _git(root, "diff", "--name-only", "--relative", "-z", "HEAD")
    yield from _git(root, "ls-files", "--others", "--exclude-standard", "-z")


def _committed(root: Path) -> Iterator[str]:
    """Yield the paths that commits touched, from the newest."""
    yield from _git(root, "log", "--name-only", "--relative", "--format=", "-z", f"-{COMMITS}", "--", "*.md")


def _git(root: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return [part.strip() for part in done.stdout.decode(errors="replace").split("\0") if part.strip()]
    return []

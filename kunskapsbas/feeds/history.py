"""When each page last changed: by the history in git, or by the dates that the page itself gives.

Nothing here can fail a build. Without git, without a repository, or where the history does not reach, the dates of the
model are what there is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from ..content import Library, Page, Report, Slutrapport, Term
from ..swedish.dates import TIME_ZONE

#: How many commits back a change is news. 1,000 of them take git half a second where a folder holds 10,000 pages.
MOST_COMMITS = 1000
TIME_LIMIT = 10.0  # seconds
#: A commit that touches more terms than this is a sweep through the glossary (forms, layout): it is news of none.
MOST_TERMS = 20
_MARK = "\x01"  # before a commit's line; no path begins so
_COMMAND = (
    # Whatever the user's settings: no signature is checked and no monitor asked, which would start other programs;
    # the first commit and merges tell their files; file names are told in UTF-8 and not in codes.
    "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "log.showRoot=true", "-c", "log.diffMerges=separate", "-c", "log.follow=false",
    # First parents: a page that came with a merge changed when it was merged, which is when readers could see it.
    "log", "--first-parent", "-m", "--name-only", "--no-renames", "--relative", "--no-color", "--decorate=full",
    f"--max-count={MOST_COMMITS}", f"--format={_MARK}%ct%d",
)  # fmt: skip


@dataclass(frozen=True)
class Commit:
    """A change that has been committed: when, and the files it touched, relative to the source folder."""

    moment: datetime
    paths: tuple[str, ...]


def commits(root: Path, limit: float = TIME_LIMIT) -> tuple[Commit, ...]:
    """Return the last commits on the way to the one that is checked out, newest first; none when git cannot tell.

    The oldest commit of a shallow clone is left out: to git it has made every file anew.
    """
    program = shutil.which("git")
    if program is None:
        return ()
    # GIT_DIR and its like may point elsewhere (in a hook, say); no partial clone is to fetch what it lacks.
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [program, *_COMMAND], cwd=root, env=own, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", errors="replace", timeout=limit, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(_read(done.stdout))


def _read(said: str) -> Iterator[Commit]:
    for block in said.split(_MARK)[1:]:
        first, *paths = block.split("\n")
        seconds, _, named = first.partition(" ")
        try:
            moment = datetime.fromtimestamp(int(seconds), TIME_ZONE)
        except (ValueError, OverflowError, OSError):
            continue  # a clock that was wrong by ages
        if "grafted" not in named.strip("()").split(", "):
            yield Commit(moment, tuple(path for path in paths if path))


def changed(library: Library, history: Iterable[Commit]) -> dict[str, datetime]:
    """Return docname -> when the page last changed; a page of which nothing is known is left out.

    ``history``: commits, newest first. A page that has been committed changed when it last was, whatever dates it
    gives itself. Where nothing is committed the latest of its own dates counts.
    """
    pages = {page.path: page for page in library.pages.values()}
    found: dict[str, datetime] = {}
    for commit in history:
        touched = [pages[path] for path in commit.paths if path in pages]
        sweep = sum(isinstance(page, Term) for page in touched) > MOST_TERMS
        for page in touched:
            if not (sweep and isinstance(page, Term)):
                found.setdefault(page.docname, commit.moment)
    for page in library.pages.values():
        if page.docname not in found and (own := dated(page)):
            found[page.docname] = own
    return found


def dated(page: Page) -> datetime | None:
    """Return the latest of the dates that a page gives itself: reviewed, as_of, compiled or delivered."""
    days = [page.reviewed, page.as_of, page.delivered if isinstance(page, Slutrapport) else None]
    moments = [noon(day) for day in days if day]
    if isinstance(page, Report):
        moments.append(compiled(page))
    return max(moments, default=None)


def compiled(report: Report) -> datetime:
    """Return when a report was compiled; noon when the model (by midnight) says that the time is not known."""
    return report.compiled if knows_time(report) else noon(report.compiled.date())


def knows_time(report: Report) -> bool:
    """Tell whether it is known at what time of the day a report was compiled."""
    return report.compiled.time() != time.min


def noon(day: date) -> datetime:
    """Return the moment that stands for a day: noon in Sweden, which is the same day in most of the world."""
    return datetime.combine(day, time(12), TIME_ZONE)

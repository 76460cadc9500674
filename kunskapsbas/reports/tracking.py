"""What each page shows that other pages decide, kept with Sphinx's environment: reports in lists, outcomes of plans.

A report's page is read again when the outcome of one of its own plans changes, and not when the series gets a new
report: what it shows of the series is put in when it is written (``placing.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..content import Event, Library, Page, Report
from ..content.extension import library_of


@dataclass
class Note:
    """What is noted of a page: the reports whose changes it lists, and a digest of its events' surroundings."""

    listed: tuple[str, ...] = ()
    outcomes: str = ""


def notes(env: BuildEnvironment) -> dict[str, Note]:
    """Return what is noted of each page, by docname."""
    if not hasattr(env, "kb_report_notes"):
        env.kb_report_notes = {}  # type: ignore[attr-defined]
    found: dict[str, Note] = env.kb_report_notes  # type: ignore[attr-defined]
    return found


def note_listed(env: BuildEnvironment, reports: Sequence[Report]) -> None:
    """Say that the page being read lists these reports, with what is new in each."""
    notes(env).setdefault(env.docname, Note()).listed = tuple(report.docname for report in reports)


def note_outcomes(env: BuildEnvironment, page: Page) -> None:
    """Say that the page being read tells what came of its own plans."""
    notes(env).setdefault(env.docname, Note()).outcomes = outcomes(library_of(env), page)


def outcomes(library: Library, page: Page) -> str:
    """Return a digest of what other pages say of a page's events; "" where it has no event that others speak of."""
    told = [list(_around(library, event)) for event in page.shown_events if event.planned or event.follows]
    return hashlib.sha256(repr(told).encode()).hexdigest() if told else ""


def _around(library: Library, event: Event) -> Iterator[object]:
    """Give what is shown of an event besides what its own page says of it."""
    yield library.knows_outcome(event), library.lacks_outcome(event)
    plan = library.events_by_id.get(event.follows) if event.follows else None
    for other, docname in (*([plan] if plan else []), *library.followers.get(event.id, ())):
        yield other, docname, library.pages[docname].title


def _outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    library = library_of(env)
    known = [(name, note, library.pages.get(name)) for name, note in sorted(notes(env).items())]
    return [
        name
        for name, note, page in known
        if isinstance(page, Report) and name in env.found_docs and note.outcomes != outcomes(library, page)
    ]


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    notes(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    theirs = notes(other)
    notes(env).update({name: theirs[name] for name in docnames if name in theirs})


def setup(app: Sphinx) -> dict[str, Any]:
    """Keep the notes through parallel reading, and name the pages to be read again."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

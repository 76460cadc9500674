"""Runs in a process of its own: builds a site and tells how much of the work was the glossary's links.

``python -m benchmarks.glossary.probe NOTE SOURCE OUTPUT DOCTREES SETTINGS`` builds HTML with one job (SETTINGS is a
JSON object). Every function through which Sphinx comes into ``kunskapsbas.glossary.autolink`` and ``uses`` is timed;
the answer is written to NOTE, as JSON. Python's garbage collector runs wherever the next object happens to be made, so
its time is kept apart, and told as a part of its own.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from kunskapsbas.glossary import autolink, uses

# Who is timed: owner, name, and which part of the work it is.
LINKS = ((autolink.AutoLinks, ("prepare", "read", "update", "tell")), (autolink.InsertLinks, ("run",)))
USES = ((uses, ("refresh", "_remember")), (uses.UsedOn, ("apply",)), (uses.FillUsedOn, ("run",)))


def watch_collector(seconds: dict[str, float]) -> None:
    """Add up what the garbage collector takes."""
    began = [0.0]

    def note(phase: str, _: object) -> None:
        if phase == "start":
            began[0] = time.process_time()
        else:
            seconds["collector"] += time.process_time() - began[0]

    gc.callbacks.append(note)


def timed(function: Callable[..., Any], seconds: dict[str, float], part: str) -> Callable[..., Any]:
    """Give the function with its CPU seconds, without the collector's, added to a part."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        start, before = time.process_time(), seconds["collector"]
        try:
            return function(*args, **kwargs)
        finally:
            seconds[part] += time.process_time() - start - (seconds["collector"] - before)

    return run


def main() -> None:
    """Build, and write down what it took."""
    note, source, output, doctrees, settings = sys.argv[1:]
    seconds = {"links": 0.0, "uses": 0.0, "collector": 0.0}
    watch_collector(seconds)
    for part, owners in (("links", LINKS), ("uses", USES)):
        for owner, names in owners:
            for name in names:
                setattr(owner, name, timed(getattr(owner, name), seconds, part))
    from sphinx.application import Sphinx

    app = Sphinx(source, source, output, doctrees, "html", json.loads(settings), status=None, warning=sys.stderr)
    app.build()
    found = autolink.pages_terms(app.env)
    told = seconds | {
        "whole": time.process_time(),
        "made": sum(len(page.links) for page in found.values()),
        "pages": len(app.env.found_docs),
    }
    Path(note).write_text(json.dumps(told), encoding="utf-8")
    sys.exit(app.statuscode)


if __name__ == "__main__":
    main()

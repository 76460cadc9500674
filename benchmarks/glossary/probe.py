"""Runs in a process of its own: builds a site and tells how much of the work was the glossary's links.

``python -m benchmarks.glossary.probe NOTE SOURCE OUTPUT DOCTREES`` builds HTML with one job. Every function through
which Sphinx comes into ``kunskapsbas.glossary.autolink`` and ``uses`` is timed; the answer is written to NOTE, as JSON.
"""

from __future__ import annotations

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


def timed(function: Callable[..., Any], seconds: dict[str, float], part: str) -> Callable[..., Any]:
    """Give the function with its CPU seconds added to a part."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            seconds[part] += time.process_time() - start

    return run


def main() -> None:
    """Build, and write down what it took."""
    note, source, output, doctrees = sys.argv[1:]
    seconds = {"links": 0.0, "uses": 0.0}
    for part, owners in (("links", LINKS), ("uses", USES)):
        for owner, names in owners:
            for name in names:
                setattr(owner, name, timed(getattr(owner, name), seconds, part))
    from sphinx.application import Sphinx

    app = Sphinx(source, source, output, doctrees, "html", {}, status=None, warning=sys.stderr)
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

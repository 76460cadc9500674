"""A process that keeps the whole project in memory and makes single pages of it, fast.

The library is loaded anew for each page. The page is then made in a fork of the process, which is thrown away: what has
been read of the others stays as it was, and nothing can go stale or break it. Where there are no forks (Windows), the
page waits for the build of the whole site.

One request a line on standard input, ``{"docname", "desk"}``; one answer a line: ``{"docname", "made"}``.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..content.extension import reload_library


def main() -> None:
    """Load the project, say so, and answer requests until standard input ends."""
    source, output, doctrees = map(Path, sys.argv[1:4])
    warnings.simplefilter("ignore")
    app = Sphinx(source, source, output, doctrees, "html", status=None, warning=io.StringIO())
    # The build of the whole site writes the search index, perhaps just now, and looks for new forms in all pages.
    _leave_to_the_site(app, "doctree-resolved", "kunskapsbas.search")
    _leave_to_the_site(app, "env-updated", "kunskapsbas.glossary.autolink")
    with tempfile.TemporaryDirectory() as folder:  # one for practice: what it loads is then there for every fork
        make_page(app, str(app.config.root_doc), Path(folder))
    gc.freeze()
    gc.disable()  # a fork is thrown away before there is anything to collect
    _answer({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        _answer({"docname": request["docname"], "made": _in_fork(app, str(request["docname"]), Path(request["desk"]))})


def _answer(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def _in_fork(app: Sphinx, docname: str, desk: Path) -> bool:
    """Make a page in a fork, and tell whether it came to be. What goes wrong is told by the build of the whole site."""
    desk.mkdir(parents=True, exist_ok=True)
    try:
        reload_library(app)  # not in the fork, where all that is touched is copied first
    except SystemExit:
        return False
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.chdir(app.srcdir)
            code = 0 if make_page(app, docname, desk) else 1
        except Exception:
            code = 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _leave_to_the_site(app: Sphinx, event: str, module: str) -> None:
    """Take away what a module does on an event."""
    heard = app.events.listeners[event]
    heard[:] = [one for one in heard if not getattr(one.handler, "__module__", "").startswith(module)]


def make_page(app: Sphinx, docname: str, desk: Path) -> bool:
    """Read one page anew, with the library as it was last loaded, and write its HTML and pictures to ``desk``."""
    env, builder = app.env, app.builder
    builder.outdir, builder.doctreedir = type(builder.outdir)(desk), type(builder.doctreedir)(desk / ".doctrees")
    env.find_files(app.config, builder)
    app.emit("env-before-read-docs", env, [docname])
    builder._read_serial([docname])
    app.emit("env-updated", env)
    builder.prepare_writing({docname})
    builder._write_serial([docname])
    builder.copy_image_files()  # type: ignore[attr-defined]
    return (desk / f"{docname}.html").is_file()


if __name__ == "__main__":
    main()

"""A process that keeps the whole project in memory and makes single pages of it, fast.

Each page is made in a fork of the process, which is thrown away: what has been read stays as it was, and nothing can go
stale or break it. Where there are no forks (Windows), the page waits for the build of the whole site.

One request a line on standard input, ``{"docname", "desk"}``; one answer a line: ``{"docname", "made", "said"}``.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..content.extension import reload_library

RESULT = "result.json"


def main() -> None:
    """Load the project, say so, and answer requests until standard input ends."""
    source, output, doctrees = map(Path, sys.argv[1:4])
    said = io.StringIO()
    warnings.simplefilter("ignore")
    app = Sphinx(source, source, output, doctrees, "html", status=None, warning=said)
    app.builder.templates.environment.get_template("page.html")  # the first takes long
    gc.freeze()
    _answer({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        _answer(_in_fork(app, said, str(request["docname"]), Path(request["desk"])))


def _answer(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def _in_fork(app: Sphinx, said: io.StringIO, docname: str, desk: Path) -> dict[str, Any]:
    desk.mkdir(parents=True, exist_ok=True)
    result = desk / RESULT
    result.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        made = False
        try:
            os.chdir(app.srcdir)
            made = make_page(app, docname, desk)
        except (Exception, SystemExit) as error:
            said.write(f"{error}\n")
        finally:
            data = {"docname": docname, "made": made, "said": said.getvalue()}
            result.write_text(json.dumps(data), encoding="utf-8")
            os._exit(0)
    os.waitpid(child, 0)
    try:
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {"docname": docname, "made": False, "said": ""}
    return found


def make_page(app: Sphinx, docname: str, desk: Path) -> bool:
    """Read one page anew, with the library as it is now, and write its HTML and pictures to ``desk``."""
    env, builder = app.env, app.builder
    reload_library(app)
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

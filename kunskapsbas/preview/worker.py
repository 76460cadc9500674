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
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..content import Page, load_library
from ..content.extension import library_of
from ..content.registers import REGISTERS

RESULT = "result.json"
#: As kb build makes a site without PDF files, so that a preview shows what readers will see.
SETTINGS: dict[str, Any] = {"front_pdf_links": False, "nitpicky": True}


def main() -> None:
    """Load the project, say so, and answer requests until standard input ends.

    Arguments: the sources, the built site, what Sphinx has read (a copy that is this process's own), and the desk.
    """
    source, output, doctrees, desk = map(Path, sys.argv[1:5])
    said = io.StringIO()
    warnings.simplefilter("ignore")
    app = Sphinx(source, source, output, doctrees, "html", dict(SETTINGS), status=None, warning=said)
    # Templates, dictionary and formatted sources are made ready once, by the first page, and not in every fork.
    warm(app, output, desk)
    said.truncate(said.seek(0))
    gc.freeze()
    _answer({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        _answer(_in_fork(app, said, str(request["docname"]), Path(request["desk"])))


def warm(app: Sphinx, output: Path, desk: Path) -> None:
    """Make the first page, and leave no trace of it in the pages to come."""
    builder: Any = app.builder
    desk.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # pages tell the checksums of these files
        (desk / "_static").symlink_to(output / "_static", target_is_directory=True)
    asked = (builder._css_files, builder._js_files, app.registry.css_files, app.registry.js_files)
    before = [[*files] for files in asked]
    make_page(app, app.config.root_doc, desk)
    (desk / f"{app.config.root_doc}.html").unlink(missing_ok=True)
    for files, at_first in zip(asked, before, strict=True):  # one page asks for files that the next does not
        files[:] = at_first  # type: ignore[index]


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
    if not refresh_library(app, docname):
        return False
    builder.outdir, builder.doctreedir = type(builder.outdir)(desk), type(builder.doctreedir)(desk / ".doctrees")
    env.find_files(app.config, builder)
    app.emit("env-before-read-docs", env, [docname])
    builder._read_serial([docname])
    app.emit("env-updated", env)
    builder.prepare_writing({docname})
    builder._write_serial([docname])
    builder.copy_image_files()  # type: ignore[attr-defined]
    return (desk / f"{docname}.html").is_file()


def refresh_library(app: Sphinx, docname: str) -> bool:
    """Let the library be what the sources now say; False where the page or a register has faults.

    Another page with faults keeps what it said before: it is not to stand in the way of the page at work.
    """
    library, problems = load_library(Path(app.srcdir))
    wrong = {problem.path for problem in problems if problem.stops}
    if f"{docname}.md" in wrong or wrong & REGISTERS:
        return False
    before = library_of(app.env).pages.values()
    pages: dict[str, Page] = {**library.pages, **{page.docname: page for page in before if page.path in wrong}}
    ordered = {page.docname: page for page in sorted(pages.values(), key=lambda page: page.path)}
    app.env.kb_library = replace(library, pages=ordered)  # type: ignore[attr-defined]
    return True


if __name__ == "__main__":
    main()

"""``kb build``: check, build HTML and PDF in a work copy, check the result, and only then put it in place.

A build that fails leaves the published folders as they were. The work copy stays between builds, so that an unchanged
page costs nothing.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from .content import Code, Problem
from .content.files import NOTES_FILE
from .content.handouts import HANDOUT_FOLDER, made_file
from .links.built import check_site
from .writing import check_tree, may_remember

MARKER = ".kunskapsbas"  # stands in every published folder: only such a folder is ever replaced
Tell = Callable[[str], None]


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do, in Swedish."""


@dataclass
class Result:
    """What came of a build: the Problems (none when all is well), each step's seconds, and where to look."""

    problems: list[Problem] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    html: Path | None = None
    pdf: Path | None = None

    @property
    def failed(self) -> bool:
        """Whether anything stops it from being published."""
        return any(problem.stops for problem in self.problems)


def build(root: Path, out: Path, jobs: int, html_only: bool = False, tell: Tell = lambda _: None) -> Result:
    """Build the knowledge base at ``root`` into ``out/html`` and ``out/pdf``.

    ``jobs``: parallel processes for Sphinx. ``tell`` gets a line as each step begins. Raises BuildError when the
    output folder is not one to write in, or Sphinx itself breaks.
    """
    _refuse_foreign(out)
    result = Result()
    try:
        _run(root, out, jobs, html_only, tell, result)
    except OSError as error:
        reason = f"Det gick inte att läsa eller skriva en fil: {error.strerror or error}"
        where = f" ({error.filename})" if error.filename else ""
        raise BuildError(f"{reason}{where}. Det som redan var byggt är orört.") from None
    return result


def _run(root: Path, out: Path, jobs: int, html_only: bool, tell: Tell, result: Result) -> None:
    work = out / ".work"
    with _step(result, "Kontroll av källorna", tell):
        result.problems = check_tree(root, remember=may_remember())
    if result.failed:
        return
    settings = {"front_pdf_links": "0"}
    if not html_only:
        settings = {"front_pdf_links": "1", "handout_made": str(_build_pdf(root, work, jobs, result, tell))}
    if result.failed:
        return
    with _step(result, "Webbplatsen", tell):
        shutil.rmtree(work / "html" / HANDOUT_FOLDER, ignore_errors=True)
        result.problems += run_sphinx(root, "html", work, work / "html", jobs, settings)
    if result.failed:
        return
    if not html_only:
        _copy_pdf([work / "pdf", work / "handouts"], work / "html" / HANDOUT_FOLDER)
    if (notes := work / "html" / NOTES_FILE).exists():
        result.notes += notes.read_text(encoding="utf-8").splitlines()
    with _step(result, "Länkar i det byggda", tell):
        result.problems += _check_output(root, work / "html")
    if not result.failed:
        with _step(result, "På plats", tell):
            _publish(out, work, html_only, result)


def _build_pdf(root: Path, work: Path, jobs: int, result: Result, tell: Tell) -> Path:
    """Make the book and the handouts; return the file that tells what was made, for the page that lists them."""
    every: dict[str, object] = {}
    steps = (("Boken som PDF", "bookpdf", work / "pdf"), ("Utskrifterna som PDF", "handoutpdf", work / "handouts"))
    for name, builder, folder in steps:
        if not result.failed:
            with _step(result, name, tell):
                result.problems += run_sphinx(root, builder, work, folder, jobs, {})
        if (told := made_file(folder, builder)).exists():
            every |= json.loads(told.read_text(encoding="utf-8"))
    made = work / "made.json"
    made.write_text(json.dumps(every), encoding="utf-8")
    return made


def _copy_pdf(folders: Sequence[Path], target: Path) -> None:
    for folder in folders:
        for source in sorted(folder.rglob("*.pdf")):
            place = target / source.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, place)


@contextmanager
def _step(result: Result, name: str, tell: Tell) -> Iterator[None]:
    tell(f"{name} …")
    start = time.monotonic()
    yield
    result.steps.append((name, time.monotonic() - start))


def in_own_process(arguments: Sequence[str]) -> tuple[int, str]:
    """Run Sphinx's build command in a process of its own; return its exit code and what it said."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
    )
    return done.returncode, (done.stderr or done.stdout).strip()


def in_this_process(arguments: Sequence[str]) -> tuple[int, str]:
    """Run Sphinx's build command here, which saves a second start of Python; for a single, short run."""
    from sphinx.cmd.build import build_main

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other packages have to say to their developers
        try:
            code = build_main(arguments)
        except SystemExit as stop:  # faults in the content, told one by one
            code = 1 if stop.code else 0
    return code, said.getvalue().strip()


def run_sphinx(
    root: Path,
    builder: str,
    work: Path,
    out: Path,
    jobs: int,
    settings: Mapping[str, str],
    run: Callable[[Sequence[str]], tuple[int, str]] = in_own_process,
) -> list[Problem]:
    """Run Sphinx with settings besides those of conf.py; return its warnings as Problems."""
    out.mkdir(parents=True, exist_ok=True)
    told, doctrees = work / f"warnings-{builder}.txt", work / "doctrees"
    code, said = run([
        "-b", builder, "-n", "-W", "-q", "--no-color", "-j", str(jobs), "-d", str(doctrees), "-w", str(told),
        *(f"-D{name}={value}" for name, value in settings.items()), str(root), str(out),
    ])  # fmt: skip
    problems = read_warnings(root, told.read_text(encoding="utf-8") if told.exists() else "")
    if code:
        # A page whose warning has been told once is not read again: forget what was read, so that it is told again.
        (doctrees / "environment.pickle").unlink(missing_ok=True)
        if not problems:
            raise BuildError(f"Sphinx stannade utan att säga varför på en rad:\n{said}")
    return problems


def read_warnings(root: Path, text: str) -> list[Problem]:
    """Return Sphinx's warnings (its ``-w`` file) as Problems, with paths relative to the root."""
    found: list[Problem] = []
    for line in text.splitlines():
        parts = re.match(r"(?:(.+?):(?:(\d+)?:)? )?(?:WARNING|ERROR|CRITICAL|SEVERE): (.*?)(?: \[([\w.-]+)\])?$", line)
        if parts:
            place, number, message, kind = parts.groups()
            path = _relative(root, place or "")
            code = next((code for code in Code if kind == f"kb.{code.value}"), Code.BUILD)
            shown = f"{message} [{kind}]" if kind and code is Code.BUILD else message.removesuffix(f" {code.mending}")
            found.append(Problem(path, int(number or 1), 1, code, shown))
    return sorted(set(found), key=lambda problem: problem.place)


def _relative(root: Path, place: str) -> str:
    place = place.split(":docstring of")[0]
    path = Path(place)
    if path.is_absolute() and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return place or "conf.py"


def _check_output(root: Path, html: Path) -> list[Problem]:
    """Return what is wrong in the built pages, placed on the page's source where there is one."""
    problems = []
    for finding in check_site(html):
        source = f"{finding.page.removesuffix('.html')}.md"
        path = source if (root / source).exists() else finding.page
        problems.append(Problem(path, 1, 1, Code.BUILT, finding.message, finding.hint))
    return sorted(set(problems), key=lambda problem: problem.place)


def _refuse_foreign(out: Path) -> None:
    for name in ("html", "pdf"):
        folder = out / name
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
            raise BuildError(
                f"Mappen {folder} finns redan men är inte gjord av kb build. Välj en annan plats med --out."
            )
        if folder.exists() and not folder.is_dir():
            raise BuildError(f"{folder} är en fil, inte en mapp. Välj en annan plats med --out.")
    try:
        (out / ".work").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"Det går inte att skriva i {out} ({error.strerror})."
        raise BuildError(f"{reason} Välj en annan plats med --out.") from None


def _publish(out: Path, work: Path, html_only: bool, result: Result) -> None:
    names: Sequence[str] = ("html",) if html_only else ("html", "pdf")
    for name in names:
        fresh = out / f".{name}-ny"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(work / name, fresh, ignore=_not_published)
        (fresh / MARKER).write_text("Den här mappen ersätts av kb build.\n", encoding="utf-8")
    for name in names:
        _swap(out / name, out / f".{name}-ny", out / f".{name}-gammal")
    result.html = out / "html" / "index.html"
    result.pdf = None if html_only else next(iter(sorted((out / "pdf").glob("*.pdf"))), None)


def _not_published(folder: str, names: list[str]) -> list[str]:
    internal = {".buildinfo", ".doctrees", "objects.inv.tmp"}
    return [name for name in names if name in internal or (name.startswith(".") and name != ".nojekyll")]


def _swap(place: Path, fresh: Path, old: Path) -> None:
    """Put ``fresh`` in ``place`` by two renames; what stood there is removed last."""
    if not place.exists() and old.exists():
        old.rename(place)  # an earlier swap was cut off between its two renames
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)

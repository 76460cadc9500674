"""Runs in a process of its own: a builder, or Typst alone, and tells how much of the work was setting.

``python -m benchmarks.handouts.probe build NOTE BUILDER SOURCE OUTPUT DOCTREES SETTINGS`` builds like sphinx-build
(SETTINGS is a JSON object);
``python -m benchmarks.handouts.probe compile NOTE WORK`` compiles each Typst source that handoutpdf has left in WORK.
The answer is written to the file NOTE, as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def cpu_seconds() -> float:
    """What this process and its children have used so far."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def build(builder: str, source: str, output: str, doctrees: str, settings: str) -> tuple[float, int]:
    """Run a builder; give the seconds from where it begins to write to its end, and the exit code."""
    from sphinx.application import Sphinx

    app = Sphinx(source, source, output, doctrees, builder, json.loads(settings), status=None, warning=sys.stderr)
    marks: dict[str, float] = {}
    app.connect("write-started", lambda *_: marks.update(start=cpu_seconds()))
    app.connect("build-finished", lambda *_: marks.update(end=cpu_seconds()))
    app.build()
    return marks["end"] - marks["start"], app.statuscode


def compile_each(work: str) -> list[float]:
    """Compile every source that a builder has left, with its fonts and standards; give the CPU seconds of each."""
    import typst

    from kunskapsbas.handout.typesetting import STANDARDS, font_folders

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in font_folders()])
    seconds = []
    for path in sorted(Path(work, "source").rglob("*.typ")):
        start = time.process_time()  # of all threads
        compiler = typst.Compiler(str(path), root=work, font_paths=fonts, ignore_system_fonts=True)
        compiler.compile(format="pdf", pdf_standards=list(STANDARDS))
        seconds.append(time.process_time() - start)
    return seconds


def main() -> None:
    """Do what the arguments say; a build that found faults ends with its exit code."""
    task, note, *rest = sys.argv[1:]
    code = 0
    if task == "build":
        seconds, code = build(*rest)
        told: dict[str, object] = {"seconds": seconds}
    else:
        told = {"seconds": compile_each(*rest)}
    Path(note).write_text(json.dumps(told), encoding="utf-8")
    sys.exit(code)


if __name__ == "__main__":
    main()

"""The small base as a Sphinx project without the package kunskapsbas, and what Sphinx and its linkcheck say of it.

A writer's constructs that only the package knows are given the nearest that Sphinx has: the glossary and the list of
reports become a ``{glossary}`` and a ``{toctree}``, and the other directives and roles are there but do nothing. So the
base builds without a warning, and every warning is about the fault.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import resource
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from tests.content.small import make, write
from tests.writing.faults import Fault

SECONDS, MEMORY = 60, 3 * 2**30
CONF = """
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

project = "Prov"
language = "sv"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex"]
include_patterns = ["index.md", "reports/**", "strategy/**", "glossary/**", "about/**"]
nitpicky = True
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_title_to_header = True
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"


class Nothing(SphinxDirective):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        return []


def shown(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.inline(rawtext, text)], []


def setup(app):
    for name in (
        "latest-report", "timeline", "timeline-picture", "decision-path", "open-questions", "glossary-data",
        "handout-list", "search-field", "subscribe", "example",
    ):
        app.add_directive(name, Nothing)
    for name in ("link", "question"):
        app.add_role(name, shown)
"""
SOURCES = '---\ntitle: "Källor"\n---\n\nAlla källor.\n\n```{bibliography}\n:all:\n```\n'
GLOSSARY = """```{toctree}
:hidden:
:glob:

*
```

```{glossary}
modul
modulen
modulerna
byggdel
  En avgränsad del.

system
systemet
  Flera delar tillsammans.
```
"""
INSTEAD = (
    ("```{glossary-az}\n```\n", GLOSSARY),
    ("```{report-list}\n```\n", "```{toctree}\n:hidden:\n:glob:\n\n2*\n```\n"),
)


def stock(root: Path, fault: Fault | None = None) -> Path:
    """Write the base, with a fault or without, as a stock Sphinx project, and return its folder."""
    make(root)
    if fault:
        fault.plant(root)
    write(root, "conf.py", CONF)
    write(root, "about/kallor.md", SOURCES)
    for path in sorted(root.rglob("*.md")):
        data = path.read_bytes()
        for old, new in INSTEAD:
            data = data.replace(old.encode(), new.encode())
        path.write_bytes(data)
    return root


def build(root: Path) -> dict[str, Any]:
    """Build the project with ``-n`` to HTML in root/_html, and let linkcheck look at it, in a process of its own.

    Gives ``sphinx``: its warnings, or why it stopped, and ``linkcheck``: the addresses it calls broken. Addresses of
    other hosts are taken to answer, without the network.
    """
    answer = Path(tempfile.mkdtemp(prefix="kb-faults-")) / "answer.json"
    child = multiprocessing.get_context("fork").Process(target=_child, args=(root, answer))
    child.start()
    child.join(SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
    told: dict[str, Any] = {"sphinx": [], "linkcheck": []}
    with suppress(OSError, ValueError):  # a child that ran out of memory may have left nothing, or half of it
        told |= json.loads(answer.read_text(encoding="utf-8"))
    shutil.rmtree(answer.parent)
    if child.exitcode != 0:
        told["sphinx"] = [*told["sphinx"], f"stopped with {child.exitcode}"]
    return told


def _child(root: Path, answer: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    told: dict[str, Any] = {}
    for name, work in (("sphinx", _html), ("linkcheck", _linkcheck)):
        try:
            with _everyone_answers():
                told[name] = work(root)
        except BaseException as error:
            told[name] = [f"{type(error).__name__}: {error}"] if name == "sphinx" else []
        answer.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _html(root: Path) -> list[str]:
    return _run(root, "html")


def _linkcheck(root: Path) -> list[str]:
    """Give the addresses that linkcheck calls broken; what it says while it reads is Sphinx's, and counted there."""
    _run(root, "linkcheck")
    lines = (root / "_linkcheck" / "output.json").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [f"{row['uri']}: {row['info']}" for row in rows if row["status"] in ("broken", "timeout")]


def _run(root: Path, builder: str) -> list[str]:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    stream = io.StringIO()
    with warnings.catch_warnings(), patch_docutils(root), docutils_namespace():
        warnings.simplefilter("ignore")
        app = Sphinx(
            root, root, root / f"_{builder}", root / "_doctrees", builder, {}, status=None, warning=stream,
            freshenv=builder == "html",
        )  # fmt: skip
        app.build()
    return [line for line in stream.getvalue().splitlines() if line.strip()]


@contextmanager
def _everyone_answers() -> Iterator[None]:
    """While it lasts, every web server answers 200 with an empty page."""
    from docutils.parsers.rst.directives import tables
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter

    def send(adapter: HTTPAdapter, request: PreparedRequest, **_: Any) -> Response:
        response = Response()
        response.status_code, response.url, response.request = 200, request.url or "", request
        response.raw = io.BytesIO(b"")
        return response

    with mock.patch.object(HTTPAdapter, "send", send), mock.patch.object(tables, "urlopen", _opened):
        yield


def _opened(*_: Any, **__: Any) -> io.BytesIO:
    return io.BytesIO(b"a,b\n")

"""The Sphinx side of the model: the library is loaded once, before any page is read.

Other capabilities ask :func:`library_of` for it, and say with :func:`note_use` which part of it a page shows, so that
the page is read again when that part changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .. import __version__
from .library import Library, load_library
from .model import Page
from .telling import tell

logger = logging.getLogger(__name__)
PARTS = (
    "pages", "sources", "links", "handouts", "reports", "terms", "events", "term_forms", "questions", "decision_path",
    "redirects", "known_until",
)  # fmt: skip


class ContentError(SystemExit):
    """The metadata has faults; they have been reported one by one. Nothing is written.

    A way out of the process, not a SphinxError: Sphinx shows those with a traceback and asks for a bug report, which
    tells a writer with a misspelt date nothing.
    """

    def __init__(self) -> None:
        super().__init__(1)


def library_of(env: BuildEnvironment) -> Library:
    """Return the library of this build; an empty one where kunskapsbas.content is not in use."""
    found = getattr(env, "kb_library", None)
    return found if isinstance(found, Library) else Library()


def note_use(env: BuildEnvironment, *parts: str) -> None:
    """Say that the page being read shows these parts (names of Library's attributes, such as "reports")."""
    _uses(env).setdefault(env.docname, set()).update(parts)


def _uses(env: BuildEnvironment) -> dict[str, set[str]]:
    if not hasattr(env, "kb_uses"):
        env.kb_uses = {}  # type: ignore[attr-defined]
    found: dict[str, set[str]] = env.kb_uses  # type: ignore[attr-defined]
    return found


def reload_library(app: Sphinx) -> None:
    """Read the library again in a build that goes on. Raises ContentError where it has faults."""
    _load(app)


def _load(app: Sphinx) -> None:
    library, problems = load_library(Path(app.srcdir))
    for problem in problems:
        tell(problem, f"{Path(app.srcdir) / problem.path}:{problem.line}")
    faults = [problem for problem in problems if problem.stops]
    if faults:
        logger.error("%s fel i sidhuvuden och register. Inget har skrivits.", len(faults), type="kb")
        raise ContentError
    env = app.env
    prints = {part: library.fingerprint(part) for part in PARTS}
    changed = {part for part in PARTS if getattr(env, "kb_fingerprints", {}).get(part) != prints[part]}
    env.kb_outdated = {name for name, parts in _uses(env).items() if parts & changed}  # type: ignore[attr-defined]
    env.kb_fingerprints = prints  # type: ignore[attr-defined]
    env.kb_library = library  # type: ignore[attr-defined]


def _outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> set[str]:
    stale: set[str] = getattr(env, "kb_outdated", set())
    return {name for name in stale if name in env.found_docs}


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _uses(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    theirs = _uses(other)
    _uses(env).update({name: theirs[name] for name in docnames if name in theirs})


class PageFacts(SphinxTransform):
    """Put the summary in the page's head, where it serves as description."""

    default_priority = 420

    def apply(self, **kwargs: Any) -> None:
        """Insert the nodes; a page outside the library is left alone."""
        page = page_of(self)
        if page is None:
            return
        if page.summary:
            self.document.insert(0, nodes.meta(name="description", content=page.summary))


def page_of(transform: SphinxTransform) -> Page | None:
    """Return the page a transform is working on, or None when it is not one of the library's."""
    return library_of(transform.env).pages.get(transform.env.docname)


def insert_after_title(document: nodes.document, made: Sequence[nodes.Node]) -> None:
    """Put nodes right under the page's main heading."""
    home = next(iter(document.findall(nodes.section)), None)
    if home is not None:
        at = next((i for i, child in enumerate(home.children) if isinstance(child, nodes.title)), -1) + 1
        home.insert(at, list(made))


def append_to_page(document: nodes.document, made: Sequence[nodes.Node]) -> None:
    """Put nodes last on the page, inside its main section."""
    home = next(iter(document.findall(nodes.section)), None)
    if home is not None:
        home.extend(list(made))


def _refuse_raw(app: Sphinx) -> None:
    """No raw HTML, and no file pulled in by a page, whatever the page says (contributors are untrusted)."""
    app.env.settings["raw_enabled"] = False
    app.env.settings["file_insertion_enabled"] = False


def _model_version() -> int:
    """Return a number that changes with the model, so that a page read with an older one is read again."""
    source = Path(__file__).with_name("model.py").read_bytes()
    return int.from_bytes(hashlib.sha256(source).digest()[:4], "big")


def setup(app: Sphinx) -> dict[str, Any]:
    """Load the library before reading, and keep pages that show it fresh."""
    app.connect("builder-inited", _load, priority=100)
    app.connect("builder-inited", _refuse_raw)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.add_transform(PageFacts)
    return {
        "version": __version__,
        "env_version": _model_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

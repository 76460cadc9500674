"""Collects what the search knows of each page while Sphinx writes it, and writes the index when all is written."""

from __future__ import annotations

import gc
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import ExtensionError

from kunskapsbas.content import Kind, Library, Page, Source, Term
from kunskapsbas.content.browser import writes_site
from kunskapsbas.content.extension import library_of
from kunskapsbas.swedish.dictionary import DictionaryError

from .client import client_script
from .index import build_index
from .passages import Passage, SearchPage, read_passages
from .shards import SUBFOLDERS, write_shards
from .store import Store

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FOLDER = "_search"  # below the site's root
SCRIPT = "search.js"
LABELS = {kind.value: kind.label for kind in Kind}
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Sphinx's own search. Some themes ask for these on every page, so they are emptied and not taken away.
STOCK = ("_static/searchtools.js", "_static/language_data.js", "searchindex.js")


class Collector:
    """The search's part of one Sphinx application, from reading to the finished index."""

    def __init__(self) -> None:
        self._store: Store | None = None

    def begin(self, app: Sphinx) -> None:
        """Switch Sphinx's own index off and open what was kept of the last build."""
        if not writes_site(app):
            return
        app.builder.search = False  # type: ignore[attr-defined]
        self._store = Store(Path(app.doctreedir) / "kunskapsbas-search.sqlite")

    def pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Name the pages of which nothing is kept: they are resolved only when they are written."""
        if self._store is None:
            return []
        self._store.keep_only(env.found_docs)
        return sorted(env.found_docs - self._store.names())

    def collect(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Keep a page that is about to be written."""
        if self._store is not None:
            self._store.put(describe(app, doctree, docname))

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the index where it has changed, and take away what nothing asks for."""
        if self._store is None:
            return
        try:
            if exception is None:
                _write(app, self._store)
        finally:
            self._store.close()
            self._store = None


def describe(app: Sphinx, doctree: nodes.document, docname: str) -> SearchPage:
    """Return what the search is to know of a page; no text where its metadata says ``nosearch``."""
    library = library_of(app.env)
    metadata = app.env.metadata[docname]
    title, passages = read_passages(doctree)
    if "nosearch" in metadata or "no-search" in metadata:
        title, passages = "", ()
    page = library.pages.get(docname)
    described = SearchPage(
        name=docname,
        address=app.builder.get_target_uri(docname),
        title=title or (docname if passages else ""),
        passages=_with_keywords(passages, library),
        kind=page.kind.value if page else str(metadata.get("kind", "")),
        day=day_of(page, library) if page else "",
        summary=(page.summary if page else "") or "",
        listing=2 * sum(1 for _ in doctree.findall(nodes.citation)) > len(passages),
    )
    if not isinstance(page, Term):
        return described
    return replace(
        described,
        names=names_of(page),
        deprecated=deprecated_of(page),
        definition=page.definition,
        source=source_of(page, library),
    )


def names_of(term: Term) -> tuple[str, ...]:
    """Return every form under which readers may look a term up, its title first."""
    return tuple(dict.fromkeys((*term.linked_forms, *term.search_synonyms, *deprecated_of(term))))


def deprecated_of(term: Term) -> tuple[str, ...]:
    """Return the forms of a term that should not be written."""
    return tuple(entry.form for entry in term.deprecated)


def day_of(page: Page, library: Library) -> str:
    """Return the ISO day when a page's facts hold, or "". A term without one has its first source's."""
    if page.valid_on:
        return page.valid_on.isoformat()
    source = first_source(page, library) if isinstance(page, Term) else None
    return source.date if source and _ISO_DAY.fullmatch(source.date) else ""


def source_of(term: Term, library: Library) -> str:
    """Return a term's first source in words, with its date."""
    source = first_source(term, library)
    return f"{source.title} ({source.publisher}, {source.date})" if source else ""


def first_source(term: Term, library: Library) -> Source | None:
    """Return the first of a term's sources that the library has."""
    return next((library.sources[key] for key in term.sources if key in library.sources), None)


def _with_keywords(passages: tuple[Passage, ...], library: Library) -> tuple[Passage, ...]:
    """Give the section of each open question the words that readers use for it."""
    words = {question.id: question.search_words for question, _ in library.questions}
    return tuple(
        Passage(part.heading, part.anchor, part.text, part.path, words[part.anchor]) if words.get(part.anchor) else part
        for part in passages
    )


def _write(app: Sphinx, store: Store) -> None:
    out, stamp = Path(app.outdir), Path(app.doctreedir) / "kunskapsbas-search.stamp"
    folder = out / FOLDER
    for name in STOCK:
        if (path := out / name).parent.is_dir():
            path.write_text("", encoding="utf-8")
    wanted = _fingerprint(store, out)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and (folder / "meta.js").is_file():
        return
    stamp.unlink(missing_ok=True)
    try:
        write_index(store, folder)
    except DictionaryError as error:
        raise ExtensionError(f"Sökningen kan inte byggas. {error}") from None
    stamp.write_text(wanted, encoding="utf-8")


def write_index(pages: Store, folder: Path) -> None:
    """Write the index of the pages, and the script that reads it, into a folder in place of what was there.

    Raises DictionaryError where the package with the Swedish dictionary is not installed.
    """
    with _uncollected():
        index = build_index(pages)
        shutil.rmtree(folder, ignore_errors=True)
        for subfolder in SUBFOLDERS:
            (folder / subfolder).mkdir(parents=True)
        for name, content in (*write_shards(index, pages, LABELS), (SCRIPT, client_script())):
            (folder / name).write_text(content, encoding="utf-8", newline="\n")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stop the search for garbage in cycles: an index has none, and all that Sphinx holds would be looked through."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _fingerprint(store: Store, out: Path) -> str:
    """Return a digest of all that the index is made from: the pages, and the code that makes it."""
    digest = hashlib.sha256(str(out).encode())
    package = Path(__file__).parent
    for path in sorted(
        (*package.glob("*.py"), *package.glob("client/*.js"), *(package.parent / "swedish").glob("*.py"))
    ):
        digest.update(path.read_bytes())
    for page in store.texts():
        digest.update(page.encode())
    return digest.hexdigest()

"""Links that the glossary makes by itself: the first time a term stands in a section, in whatever form it stands.

Which words are terms is found when a page is read (``matching.py``) and kept with Sphinx's environment. The links are
put in when the page is written, by any builder. When the forms of a term change, the texts of all pages are looked
through again, but only those pages are written anew whose links are others than before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from ..content.browser import writes_site
from ..content.extension import library_of
from ..content.files import NOTES_FILE, write_atomic
from ..swedish.dictionary import DictionaryError
from .forms import Entry, Form, Origin, forms_by_key, glossary_forms
from .matching import Matcher
from .running import Paragraph, Piece, RunningText, quoted, texts_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class TermLink(NamedTuple):
    """A link to make: the number of the text node on the page, where in it, the words there, and the term's docname."""

    number: int
    start: int
    end: int
    words: str
    term: str


class Use(NamedTuple):
    """Where a page first speaks of a term: the section's anchor, the text around, and where the words stand in that.

    The sentence is made of it where it is shown (see ``sentence``), which few are of all that are kept.
    """

    anchor: str
    text: str
    start: int
    end: int


@dataclass
class PageTerms:
    """The terms on one page, in its order: the links to make, the first use of each term (by docname), and all terms
    that it links to, also from headings and lists.
    """

    links: list[TermLink] = field(default_factory=list)
    uses: dict[str, Use] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)


def find_terms(document: nodes.document, matcher: Matcher, own: str, automatic: bool = True) -> PageTerms:
    """Return the terms in a page's running text.

    ``own``: the page's docname, which no link of its own leads to. ``automatic``: whether links are made; the writer's
    own are found in any case.
    """
    running = RunningText(document)
    found = PageTerms()
    linked: set[tuple[int, str]] = set()
    unlinked = quoted(running.text)
    for start, end, term, piece in _candidates(running, matcher if automatic else None):
        if term == own or (not piece.term and _within(unlinked, start, end)):
            continue
        if term not in found.uses:
            found.uses[term] = _use(running, piece.paragraph, start, end)
        if (piece.paragraph.section, term) in linked:
            continue
        linked.add((piece.paragraph.section, term))
        if not piece.term:
            words = running.text[start:end]
            found.links.append(TermLink(piece.number, start - piece.start, end - piece.start, words, term))
    found.linked = list(dict.fromkeys([*running.linked, *(link.term for link in found.links)]))
    return found


def _candidates(running: RunningText, matcher: Matcher | None) -> list[tuple[int, int, str, Piece]]:
    """Return in order where terms stand, linked by hand or not: start, end, the term's docname, and the text node."""
    found = [(piece.start, piece.end, piece.term, piece) for piece in running.by_hand()]
    for match in matcher.matches(running.text) if matcher else ():
        piece = running.piece(match.start, match.end)
        if piece is not None and piece.number >= 0:
            found.append((match.start, match.end, match.key, piece))
    return sorted(found)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _use(running: RunningText, paragraph: Paragraph, start: int, end: int) -> Use:
    text, first = running.around(paragraph, start, end)
    return Use(paragraph.anchor, text, start - first, end - first)


def forms_fingerprint(entries: Iterable[Entry]) -> str:
    """Return a digest of what decides the forms of a glossary's terms."""
    known = [(e.title, e.key, e.inflections, e.link_forms, sorted(e.refused), e.name, e.text) for e in entries]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


class AutoLinks:
    """The glossary's part in one build. The matcher is made once, before pages are read, if it is needed at all."""

    def __init__(self) -> None:
        self._matcher: Matcher | None = None
        self._read: frozenset[str] = frozenset()
        self._changed = False

    def prepare(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Get ready for the pages that will be read, or for all where the glossary's forms have changed."""
        library = library_of(env)
        entries = [Entry.of(term) for term in library.terms] if app.config.glossary_link_terms else []
        fingerprint = forms_fingerprint(entries)
        known: tuple[str, list[tuple[Any, ...]]] = getattr(env, "kb_term_forms", ("", []))
        self._matcher, self._read, self._changed = None, frozenset(docnames), fingerprint != known[0]
        if not docnames and not self._changed:
            return
        if self._changed:
            forms = _all_forms(entries)
            env.kb_term_forms = (fingerprint, [(*form[:3], int(form.origin), *form[4:]) for form in forms])  # type: ignore[attr-defined]
        else:
            forms = [Form(text, title, key, Origin(origin), *more) for text, title, key, origin, *more in known[1]]
        self._matcher = Matcher(forms)
        env.kb_library = replace(library, more_forms=forms_by_key(forms))  # type: ignore[attr-defined]

    def read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Find the terms of a page that has just been read."""
        if self._matcher is not None:
            pages_terms(app.env)[app.env.docname] = self._find(app.env, doctree, app.env.docname)

    def _find(self, env: BuildEnvironment, doctree: nodes.document, docname: str) -> PageTerms:
        page = library_of(env).pages.get(docname)
        automatic = page is None or page.link_terms
        return find_terms(doctree, self._matcher or Matcher([]), docname, automatic)

    def update(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Look through the pages that were not read, where forms have changed; name those that are to be written."""
        if not self._changed:
            return []
        known, stale = pages_terms(env), []
        for docname in sorted(env.found_docs - self._read):
            found = self._find(env, env.get_doctree(docname), docname)
            if found != known.get(docname):
                known[docname] = found
                stale.append(docname)
        return stale

    def tell(self, app: Sphinx, exception: Exception | None) -> None:
        """Say how many links there are, to whoever looks on and to ``kb build``."""
        if exception is not None or not library_of(app.env).terms or not writes_site(app):
            return
        found = pages_terms(app.env)
        pages = {name: page.links for name, page in found.items() if page.links}
        terms = {link.term for links in pages.values() for link in links}
        told = f"Ordlistan länkade {sum(map(len, pages.values()))} ord till {len(terms)} begrepp på {len(pages)} sidor."
        logger.info(told)
        write_atomic(Path(app.outdir) / NOTES_FILE, f"{told}\n".encode())


def _all_forms(entries: Sequence[Entry]) -> list[Form]:
    try:
        return glossary_forms(entries) if entries else []
    except DictionaryError as error:
        raise ExtensionError(f"{error} Installera det, eller skriv glossary_link_terms = False i conf.py.") from None


def pages_terms(env: BuildEnvironment) -> dict[str, PageTerms]:
    """Return what is known of each page's terms, by docname."""
    if not hasattr(env, "kb_page_terms"):
        env.kb_page_terms = {}  # type: ignore[attr-defined]
    found: dict[str, PageTerms] = env.kb_page_terms  # type: ignore[attr-defined]
    return found


class InsertLinks(SphinxPostTransform):
    """Make the links that were found, before any other change of the page's texts."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Replace the text nodes that hold terms."""
        found = pages_terms(self.env).get(self.env.docname)
        if found is None or not found.links:
            return
        texts = texts_of(self.document)
        builder, here = self.env._app.builder, self.env.docname
        uris = {term: builder.get_relative_uri(here, term) for term in {link.term for link in found.links}}
        wanted: dict[int, list[TermLink]] = {}
        for link in found.links:
            wanted.setdefault(link.number, []).append(link)
        for number, links in wanted.items():
            text = texts[number]
            text.parent.replace(text, list(_parted(str(text), links, uris)))


def _parted(text: str, links: Sequence[TermLink], uris: Mapping[str, str]) -> Iterator[nodes.Node]:
    """Yield a text with its links, and the words between them as texts."""
    done = 0
    for link in sorted(links):
        if link.start > done:
            yield nodes.Text(text[done : link.start])
        yield nodes.reference("", link.words, internal=True, refuri=uris[link.term], classes=["term"])
        done = link.end
    if done < len(text):
        yield nodes.Text(text[done:])


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    pages_terms(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    theirs = pages_terms(other)
    pages_terms(env).update({name: theirs[name] for name in docnames if name in theirs})


def setup(app: Sphinx) -> None:
    """Connect the links to Sphinx."""
    links = AutoLinks()
    app.add_config_value("glossary_link_terms", True, "", (bool,))
    app.add_post_transform(InsertLinks)
    app.connect("env-before-read-docs", links.prepare)
    app.connect("doctree-read", links.read, priority=900)  # after all that changes the page
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", links.update)
    app.connect("build-finished", links.tell)

"""What stands last in a handout: the terms it uses, the sources it cites and the addresses it links to.

Someone who holds a paper cannot follow a link. What a link leads to outside the handout is therefore told on its last
pages, and only what the handout uses: the terms of its text, the sources of the text and of the terms, and the
addresses. Terms come from the library (kunskapsbas.content), sources from sphinxcontrib-bibtex; without them there is
nothing to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from kunskapsbas.content import Term
from kunskapsbas.content.extension import library_of
from kunskapsbas.content.nodes import NOT_SEARCHED, bullets, paragraph
from kunskapsbas.handout.markup import label
from kunskapsbas.swedish import sort_key

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_TITLES = {"sv": ("Ordförklaringar", "Källor", "Länkar"), "en": ("Terms", "Sources", "Links")}


class landing(nodes.Part, nodes.Element):  # node classes are lower case in docutils
    """A place that links lead to, by the names that the translator gives places (``names``)."""


class BackMatter:
    """Collects what one handout uses while its pages are translated, and then gives the last pages."""

    def __init__(self, env: BuildEnvironment, scope: frozenset[str], language: str) -> None:
        """``scope``: the pages of the handout. ``language``: Sphinx's name of it, "sv"."""
        self._library = library_of(env)
        self._citations = _citations(env)
        self._scope = scope
        self._titles = _TITLES.get(language[:2], _TITLES["en"])
        self._terms: dict[str, Term] = {}
        self._sources: dict[str, Any] = {}
        self._addresses: dict[str, str] = {}
        self._named: set[str] = set()

    def place_of(self, docname: str, ident: str, node: nodes.Node) -> str:
        """Give the place in the last pages that a link out of the handout leads to, and note it; "" if none does.

        ``node`` is the link: one in a list of links, such as related terms, does not use what it leads to.
        """
        term = self._library.pages.get(docname)
        if isinstance(term, Term) and not _in_list(node):
            self._use_term(term)
            return label(docname)
        name = label(docname, ident)
        if self.is_source(name):
            self._use_source(name)
            return name
        return ""

    def is_source(self, name: str) -> bool:
        """Say whether a place is that of a source."""
        return name in self._citations

    def note_address(self, words: str, address: str) -> None:
        """Note an address that a reader on paper cannot see."""
        if words and words != address:
            self._addresses.setdefault(address, words)

    def is_new(self, docname: str) -> bool:
        """Say whether a page outside is met for the first time; a handout names each once."""
        new = docname not in self._named
        self._named.add(docname)
        return new

    def sections(self, page: nodes.document) -> nodes.document | None:
        """Give the last pages as a document of sections, or None where there is nothing to tell.

        ``page``: a page of the handout.
        """
        made = nodes.document(page.settings, page.reporter)  # of its own they would cost more than all the rest
        terms, sources, links = self._titles
        for title, content in ((terms, self._explanations()), (sources, self._bibliography()), (links, self._links())):
            if content is not None:
                made += nodes.section("", nodes.title(title, title), *content)
        return made if made.children else None

    def _use_term(self, term: Term) -> None:
        """Note a term, and the sources of its definition."""
        if term.docname not in self._terms:
            self._terms[term.docname] = term
            for name, _ in self._of(term.sources):
                self._use_source(name)

    def _use_source(self, name: str) -> None:
        """Note a source by its place; it is listed unless the handout has the page it stands on."""
        if name.partition("#")[0] not in self._scope:
            self._sources[name] = self._citations[name]

    def _of(self, keys: Sequence[str]) -> list[tuple[str, Any]]:
        """Give the places and citations of sources by their ids."""
        return [(name, citation) for name, citation in self._citations.items() if citation.key in keys]

    def _explanations(self) -> list[nodes.Node] | None:
        rows = nodes.definition_list()
        for term in sorted(self._terms.values(), key=lambda term: sort_key(term.title)):
            head = nodes.term("", "", landing(names=[label(term.docname)]), nodes.Text(term.title))
            said = paragraph(term.definition, *self._cited(term.sources))
            rows += nodes.definition_list_item("", head, nodes.definition("", said))
        return [rows] if rows.children else None

    def _cited(self, keys: Sequence[str]) -> Iterator[nodes.Node]:
        """Give " [VGR 2025a; EFN 2025]", each a link to its source."""
        found = self._of(keys)
        for number, (name, citation) in enumerate(found):
            yield nodes.Text("; " if number else " [")
            words = citation.formatted_entry.label
            yield nodes.reference("", words, internal=True, refuri=f"%{name}")
        if found:
            yield nodes.Text("]")

    def _bibliography(self) -> list[nodes.Node] | None:
        from pybtex.plugin import find_plugin

        if not self._sources:
            return None
        backend = find_plugin("pybtex.backends", "docutils")()
        entries: list[nodes.Node] = []
        for name, citation in sorted(self._sources.items(), key=lambda pair: sort_key(pair[1].formatted_entry.label)):
            words = citation.formatted_entry.label
            text = backend.paragraph(citation.formatted_entry)
            text.insert(0, landing(names=[name]))
            entries.append(nodes.citation("", nodes.label("", words), text))
        return entries

    def _links(self) -> list[nodes.Node] | None:
        items = [
            [paragraph(f"{words}: ", nodes.reference("", address, internal=False, refuri=address))]
            for address, words in self._addresses.items()
        ]
        return [bullets(items)] if items else None


def _citations(env: BuildEnvironment) -> dict[str, Any]:
    """Give every citation of sphinxcontrib-bibtex by its place; a source has one, in the first list that holds it."""
    if "cite" not in env.domains:
        return {}
    found: dict[str, Any] = {}
    seen: set[str] = set()
    for citation in env.get_domain("cite").citations:  # type: ignore[attr-defined]
        if citation.key not in seen:
            found[label(citation.bibliography_key.docname, citation.citation_id)] = citation
            seen.add(citation.key)
    return found


def _in_list(node: nodes.Node) -> bool:
    while node is not None:
        if isinstance(node, nodes.Element) and NOT_SEARCHED in node.get("classes", ()):
            return True
        node = node.parent
    return False

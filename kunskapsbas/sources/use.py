"""On which pages each source is used, and which written pages a change of sources makes out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from docutils import nodes
from pybtex.backends.plaintext import Backend
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.nodes import bibliography

from kunskapsbas.content.nodes import NOT_SEARCHED, page_link
from kunskapsbas.content.remembering import remember, remembered
from kunskapsbas.swedish import sort_key

from . import words

MEMORY = "sourceuse"
#: (page of the bibliography, key) -> what pages show of that source
Shown = dict[tuple[str, str], list[str]]


def bibtex(env: BuildEnvironment) -> BibtexDomain:
    """Return the citation domain of sphinxcontrib-bibtex."""
    return cast(BibtexDomain, env.get_domain("cite"))


def pages_using(domain: BibtexDomain) -> dict[str, set[str]]:
    """Return key -> names of the pages that cite it, however the citation was made."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for reference in domain.citation_refs:
        for target in reference.targets:
            pages[target.key].add(reference.docname)
    return dict(pages)


def _page_titles(env: BuildEnvironment, docnames: Iterable[str]) -> list[tuple[str, str]]:
    """Return (page name, title) in Swedish order of titles."""
    found = [(name, env.titles[name].astext() if name in env.titles else name) for name in docnames]
    return sorted(found, key=lambda page: (sort_key(page[1]), page[0]))


def label_sources(app: Sphinx) -> None:
    """Give each source its unique label, from the whole of the .bib files, as soon as they have been read."""
    entries = bibtex(app.env).bibdata.data.entries
    labels = words.unique_labels((key, entry.fields) for key, entry in entries.items())
    for entry, label in zip(entries.values(), labels, strict=True):
        entry.fields[words.LABEL_FIELD] = label


def _shown(env: BuildEnvironment) -> Shown:
    """Return everything that pages show of each citation. The first two parts are what citing pages show."""
    domain, used, plaintext = bibtex(env), pages_using(bibtex(env)), Backend()
    shown: Shown = {}
    for citation in domain.citations:
        entry, tooltip = citation.formatted_entry, citation.tooltip_entry
        tip = tooltip.text.render(plaintext) if tooltip else ""
        titles = [part for page in _page_titles(env, used.get(citation.key, ())) for part in page]
        parts = [entry.label, f"{citation.citation_id}\n{tip}", entry.text.render(plaintext), *titles]
        shown[citation.bibliography_key.docname, citation.key] = parts
    return shown


def _last_shown(app: Sphinx) -> Shown:
    """Return what was shown when this builder last finished; nothing when that is not known."""
    nothing: list[tuple[str, str, list[str]]] = []
    return {(docname, key): parts for docname, key, parts in remembered(app, MEMORY, nothing)}


def note_shown(app: Sphinx, exception: Exception | None) -> None:
    """Note what was written."""
    if exception is None:
        remember(app, MEMORY, [[docname, key, parts] for (docname, key), parts in _shown(app.env).items()])


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again: bibliographies whose entries or users changed, pages whose labels changed.

    Runs after sphinxcontrib-bibtex has formatted all citations. Sphinx itself rewrites only pages that were read.
    """
    return sorted(_changed(_last_shown(app), _shown(env), pages_using(bibtex(env))) & env.found_docs)


def _changed(before: Shown, now: Shown, used: Mapping[str, set[str]]) -> set[str]:
    """Return the pages that show something else now than before."""
    pages: set[str] = set()
    for docname, key in before.keys() | now.keys():
        old, new = before.get((docname, key)), now.get((docname, key))
        if old != new:
            pages.add(docname)
            if old is None or new is None or old[:2] != new[:2]:
                pages |= used.get(key, set())
    return pages


class FreshCitations(SphinxPostTransform):
    """Gives each bibliography new, empty citation nodes before they are filled.

    sphinxcontrib-bibtex fills the nodes kept in the environment, so a page resolved twice in one process (a
    page and a handout of it) would show every entry twice.
    """

    default_priority = 4  # BibliographyTransform has 5

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of every bibliography in this document."""
        here = {node["docname"] for node in self.document.findall(bibliography)}
        for key, value in bibtex(self.env).bibliographies.items():
            if key.docname in here:
                for name, node in value.citation_nodes.items():
                    value.citation_nodes[name] = type(node)(ids=list(node["ids"]), names=list(node["names"]))


class SourceUse(SphinxPostTransform):
    """Adds "Används på: …" to each entry of a bibliography, as nodes, so that every builder shows it."""

    default_priority = 6  # after BibliographyTransform (5), before references are resolved (10)

    def run(self, **kwargs: Any) -> None:
        """Add one paragraph to each citation in this document."""
        here = [node for node in self.document.findall(_is_entry) if isinstance(node, nodes.Element)]
        if not here:  # nearly every page: nothing to work out
            return
        domain = bibtex(self.env)
        keys = {
            (citation.bibliography_key.docname, citation.citation_id): citation.key for citation in domain.citations
        }
        users = pages_using(domain)
        for node in here:
            key = keys.get((node["docname"], node["ids"][0]))
            if key is not None:
                node.append(self._paragraph(node["docname"], users.get(key, set())))

    def _paragraph(self, docname: str, users: Iterable[str]) -> nodes.paragraph:
        """Return the paragraph with a link to each page that uses the source."""
        pages = _page_titles(self.env, users)
        if not pages:
            text = "Används inte på någon sida ännu."
            return nodes.paragraph("", text, classes=["kb-source-use", "kb-source-unused", NOT_SEARCHED])
        paragraph = nodes.paragraph("", "Används på: ", classes=["kb-source-use", NOT_SEARCHED])
        for number, (name, title) in enumerate(pages):
            paragraph += [nodes.Text("; ")] if number else []
            paragraph += page_link(docname, name, title)
        return paragraph


def _is_entry(node: nodes.Node) -> bool:
    """Tell whether a node is an entry that sphinxcontrib-bibtex has put into a bibliography."""
    return isinstance(node, nodes.citation | nodes.list_item) and "docname" in node and bool(node["ids"])

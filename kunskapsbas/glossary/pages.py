"""A term's page gets its definition and facts from the front matter; ``{glossary-az}`` lists every definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..content import Library, SourceClass, Term
from ..content.extension import insert_after_title, library_of, note_use, page_of
from ..content.model import Relation
from ..content.nodes import (
    NOT_SEARCHED,
    bullets,
    cite,
    container,
    contents,
    fields,
    missing,
    paragraph,
    section,
    term_link,
)
from ..swedish import join_words, letter, slug, sort_key
from .filtering import az_filter

RELATIONS = {
    Relation.BROADER: "Vidare begrepp",
    Relation.NARROWER: "Snävare begrepp",
    Relation.PART_OF: "Ingår i",
    Relation.HAS_PART: "Delar",
    Relation.CONTRAST: "Skilj från",
    Relation.RELATED: "Se även",
}


class TermHead(SphinxTransform):
    """Put definition, forms, related terms and sources under a term's title."""

    default_priority = 430

    def apply(self, **kwargs: Any) -> None:
        """Insert the head when the page is a term's."""
        term = page_of(self)
        if not isinstance(term, Term):
            return
        note_use(self.env, "terms", "sources")
        definition = paragraph(term.definition, classes=["kb-definition"])
        facts = fields(self._facts(term, library_of(self.env)))
        insert_after_title(self.document, [definition, container("kb-header", facts, searched=False)])

    def _facts(self, term: Term, library: Library) -> Iterator[tuple[str, Sequence[nodes.Node | str]]]:
        yield "Slag", [str(term.category).capitalize()]
        yield "Kallas också", [", ".join(sorted(term.link_forms, key=sort_key))] * bool(term.link_forms)
        yield "Böjning", [", ".join(term.inflections)] * bool(term.inflections)
        yield "Skriv inte", [" ".join(f"{bad.form}: {bad.reason}" for bad in term.deprecated)] * bool(term.deprecated)
        yield from self._related(term, library)
        yield "Källor", cite(self.document, self.env, library, term.sources)
        yield "Betydelse", list(self._confirmed(term, library))

    def _confirmed(self, term: Term, library: Library) -> Iterator[nodes.Node | str]:
        """Say how the meaning is confirmed: by sources of which classes, or not yet."""
        if not term.verified:
            yield missing("Ska verifieras")
            yield ": definitionen bygger delvis på allmän kunskap."
            return
        found = {library.sources[key].source_class for key in term.sources if key in library.sources}
        classes = [f"{each.label} (klass {each.value})" for each in SourceClass if each in found]
        if classes:
            yield f"Bekräftad av {join_words(classes)}"

    def _related(self, term: Term, library: Library) -> Iterator[tuple[str, Sequence[nodes.Node | str]]]:
        found = relations(term, library)
        for relation, words in RELATIONS.items():
            parts: list[nodes.Node | str] = []
            for other in library.terms:
                if found.get(other.slug) is relation:
                    parts += [", "] * bool(parts) + [term_link(self.env, other)]
            yield words, parts


def relations(term: Term, library: Library) -> dict[str, Relation]:
    """Return slug -> relation of every term near this one: its own words first, then what others say of it."""
    found = {
        other.slug: entry.relation.inverse
        for other in library.terms
        for entry in other.related
        if entry.term == term.slug
    }
    return found | {entry.term: entry.relation for entry in term.related}


class GlossaryAZ(SphinxDirective):
    """``{glossary-az}``: a filter, letters to jump to, then every definition, sorted as Swedish sorts.

    It is also the table of contents of the terms: a new file is in it at once.
    """

    def run(self) -> list[nodes.Node]:
        """Return the jump list and a section for each letter."""
        note_use(self.env, "terms")
        groups = [(name, list(terms)) for name, terms in groupby(library_of(self.env).terms, lambda t: letter(t.title))]
        jumps = [[paragraph(nodes.reference("", name, internal=True, refid=_anchor(name)))] for name, _ in groups]
        sections = [self._letter(name, terms) for name, terms in groups]
        order = contents(self.env, [term.docname for _, terms in groups for term in terms])
        found = az_filter([term for _, terms in groups for term in terms])
        return [order, found, bullets(jumps, "kb-letters"), *sections]

    def _letter(self, name: str, terms: Sequence[Term]) -> nodes.section:
        rows = nodes.definition_list(classes=["kb-az", NOT_SEARCHED])
        for term in terms:
            head = nodes.term("", "", term_link(self.env, term))
            rows += nodes.definition_list_item("", head, nodes.definition("", paragraph(term.definition)))
        return section(self.state.document, _anchor(name), name, rows)


def _anchor(name: str) -> str:
    """Return the anchor of a letter's section; å, ä and ö must not fold into a and o."""
    return f"bokstav-{ {'Å': 'aa', 'Ä': 'ae', 'Ö': 'oe', '0–9': 'siffra'}.get(name, slug(name)) }".replace(" ", "")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the page head and the directive."""
    app.add_transform(TermHead)
    app.add_directive("glossary-az", GlossaryAZ)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

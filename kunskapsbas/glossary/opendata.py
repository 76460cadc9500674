"""The glossary as open data: what is said of every term, in SKOS and in a table. Why: docs/open-data.md.

A graph is a list of nodes, each with property names of :data:`PROPERTIES`. That is all the two forms of RDF need
(see serialising.py), and the vocabulary stands in one place.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from ..content import Library, Source, Term
from ..content.model import Category, Relation
from ..swedish import full_stop, join_words

LANGUAGE = "sv"
#: Identifiers of projects without a namespace of their own are made from the project's name, in this one.
_PROJECTS = uuid.UUID("5f0c4a0e-93a5-4d8e-8f44-6f0b2d7c1a39")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')  # what an IRIREF of Turtle may not hold

Node = dict[str, str | list[str]]


class ValueKind(Enum):
    """What the values of a property are."""

    IRI = "@id"
    TEXT = "@language"  # words of the glossary, in its language
    PLAIN = "plain"  # codes, names, and titles whose language is not known
    DAY = "xsd:date"


PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Name in a node -> property and the form of its values, in the order in which they are written.
PROPERTIES: Mapping[str, tuple[str, ValueKind]] = {
    "title": ("dcterms:title", ValueKind.TEXT),
    "prefLabel": ("skos:prefLabel", ValueKind.TEXT),
    "altLabel": ("skos:altLabel", ValueKind.TEXT),
    "hiddenLabel": ("skos:hiddenLabel", ValueKind.TEXT),
    "notation": ("skos:notation", ValueKind.PLAIN),
    "definition": ("skos:definition", ValueKind.TEXT),
    "scopeNote": ("skos:scopeNote", ValueKind.TEXT),
    "note": ("skos:note", ValueKind.TEXT),
    "editorialNote": ("skos:editorialNote", ValueKind.TEXT),
    "broader": ("skos:broader", ValueKind.IRI),
    "narrower": ("skos:narrower", ValueKind.IRI),
    "related": ("skos:related", ValueKind.IRI),
    "isPartOf": ("dcterms:isPartOf", ValueKind.IRI),
    "hasPart": ("dcterms:hasPart", ValueKind.IRI),
    "inScheme": ("skos:inScheme", ValueKind.IRI),
    "topConceptOf": ("skos:topConceptOf", ValueKind.IRI),
    "member": ("skos:member", ValueKind.IRI),
    "replaces": ("dcterms:replaces", ValueKind.IRI),
    "source": ("dcterms:source", ValueKind.IRI),
    "identifier": ("dcterms:identifier", ValueKind.PLAIN),
    "sourceTitle": ("dcterms:title", ValueKind.PLAIN),
    "publisher": ("dc:publisher", ValueKind.PLAIN),  # a name; dcterms:publisher wants the publisher itself
    "date": ("dcterms:date", ValueKind.PLAIN),  # as the source gives it, such as "våren 2025"
    "valid": ("dcterms:valid", ValueKind.DAY),
    "language": ("dcterms:language", ValueKind.PLAIN),
    "license": ("dcterms:license", ValueKind.IRI),
    "page": ("foaf:page", ValueKind.IRI),
    "hasTopConcept": ("skos:hasTopConcept", ValueKind.IRI),
}


@dataclass(frozen=True)
class Publication:
    """What the data cannot know of itself: whose glossary it is, on what terms, and where its pages are.

    ``namespace``: a UUID chosen once ("": made from the title). ``licence``: an address ("": none is stated).
    ``addresses``: docname -> address on the web; empty while the site has none.
    """

    title: str
    namespace: str = ""
    licence: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def identifier(self, name: str) -> str:
        """Return the lasting identifier of a term (its file's name) or of something else ("scheme:", "source:key").

        A UUID of version 5 (RFC 9562), from the namespace and the name alone: the same wherever the site lies.
        """
        return uuid.uuid5(self._space, name).urn

    @cached_property
    def _space(self) -> uuid.UUID:
        return uuid.UUID(self.namespace) if self.namespace else uuid.uuid5(_PROJECTS, self.title)

    def term(self, docname: str) -> str:
        """Return the lasting identifier of the term whose page this is."""
        return self.identifier(term_key(docname))


def term_key(docname: str) -> str:
    """Return what names a term among the others: its file, without the glossary's folder."""
    return docname.removeprefix("glossary/")


class Relations:
    """How the terms relate, complete and free of contradictions, whoever of two terms said it.

    SKOS wants inverses (S25: broader and narrower), symmetry (S23) and that ``related`` and broader, however many
    steps, never hold between the same two (S27). Where two terms contradict each other (each calls the other the
    broader one) neither is believed, and they are only related.
    """

    def __init__(self, library: Library) -> None:
        self._terms = {term.docname: term for term in library.terms}
        self._order = {name: number for number, name in enumerate(self._terms)}
        self._found = _settle(_stated(library.terms))

    def of(self, term: Term, relation: Relation) -> list[Term]:
        """Return the terms that are this to the term, in alphabetical order."""
        near = [name for name, found in self._found.get(term.docname, {}).items() if relation in found]
        return [self._terms[name] for name in sorted(near, key=self._order.__getitem__)]

    def tops(self) -> list[Term]:
        """Return terms from which every term is reached by way of narrower ones, in alphabetical order.

        They are those that have no broader one. In a circle there is none: then the first of it, alphabetically.
        """
        rootless = [name for name, term in self._terms.items() if not self.of(term, Relation.BROADER)]
        chosen: list[str] = []
        reached: set[str] = set()
        for name in (*rootless, *self._terms):
            if name not in reached:
                chosen.append(name)
                reached |= {name, *_reach(name, self._found, Relation.NARROWER)}
        return [self._terms[name] for name in sorted(chosen, key=self._order.__getitem__)]


Stated = dict[str, dict[str, set[Relation]]]


def _stated(terms: Sequence[Term]) -> Stated:
    """Return what the terms say of each other, seen from both sides."""
    names: dict[str, str] = {}
    for term in terms:
        names.setdefault(term.slug, term.docname)
    stated: Stated = {}
    for term in terms:
        for entry in term.related:
            other = names.get(entry.term, term.docname)
            if other != term.docname:
                stated.setdefault(term.docname, {}).setdefault(other, set()).add(entry.relation)
                stated.setdefault(other, {}).setdefault(term.docname, set()).add(entry.relation.inverse)
    return stated


def _settle(stated: Stated) -> Stated:
    """Return the relations that hold: RELATED between all that are near each other but not in one line of broader."""
    kept = {one: {other: _agreed(said) for other, said in others.items()} for one, others in stated.items()}
    above = {one: _reach(one, kept, Relation.BROADER) for one in kept}
    for one, others in kept.items():
        for other, found in others.items():
            found.discard(Relation.RELATED)
            if other not in above[one] and one not in above[other]:
                found.add(Relation.RELATED)
    return kept


def _agreed(said: set[Relation]) -> set[Relation]:
    """Return what is said of two terms without what contradicts itself."""
    pairs = ({Relation.BROADER, Relation.NARROWER}, {Relation.PART_OF, Relation.HAS_PART})
    return said - {relation for pair in pairs if pair <= said for relation in pair}


def _reach(start: str, found: Stated, relation: Relation) -> set[str]:
    """Return all that is reached from a term by one relation in any number of steps."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        near = found.get(waiting.pop(), {})
        new = [other for other, relations in near.items() if relation in relations and other not in seen]
        seen.update(new)
        waiting += new
    return seen


def graph(library: Library, about: Publication) -> list[Node]:
    """Return the glossary as a SKOS concept scheme: the scheme, its concepts, their kinds and their sources."""
    relations = Relations(library)
    tops = relations.tops()
    top_names = {term.docname for term in tops}
    replaced = _replaced(library, about)
    nodes = [_scheme(library, about, tops)]
    for term in library.terms:
        node = _concept(term, relations, about)
        _put(node, "topConceptOf", [about.identifier("scheme:")] * (term.docname in top_names))
        _put(node, "replaces", replaced.get(term.docname, []))
        nodes.append(node)
    nodes += _collections(library.terms, about)
    nodes += [_source(source, about) for source in used_sources(library)]
    return nodes


def _scheme(library: Library, about: Publication, tops: Iterable[Term]) -> Node:
    node: Node = {"id": about.identifier("scheme:"), "type": "skos:ConceptScheme"}
    node |= {"title": f"{about.title}: ordlista", "language": LANGUAGE}
    if library.known_until > date.min:
        node["valid"] = library.known_until.isoformat()
    if about.licence:
        node["license"] = iri(about.licence)
    _put(node, "page", _page("glossary/index", about))
    _put(node, "hasTopConcept", [about.term(term.docname) for term in tops])
    return node


def _concept(term: Term, relations: Relations, about: Publication) -> Node:
    node: Node = {"id": about.term(term.docname), "type": "skos:Concept"}
    node |= {"prefLabel": term.title, "notation": term_key(term.docname), "definition": term.definition}
    alternative, hidden = labels(term)
    _put(node, "altLabel", alternative)
    _put(node, "hiddenLabel", hidden)
    _put(node, "note", [f"Skriv inte ”{bad.form}”. {bad.reason}" for bad in term.deprecated])
    contrasts = [other.title for other in relations.of(term, Relation.CONTRAST)]
    if contrasts:
        words = join_words(contrasts)
        node["scopeNote"] = f"Skilj från {words}{full_stop(words)}"
    if not term.verified:
        node["editorialNote"] = "Ska verifieras: definitionen bygger delvis på allmän kunskap."
    for name, relation in _RELATION_NAMES.items():
        _put(node, name, [about.term(other.docname) for other in relations.of(term, relation)])
    node["inScheme"] = about.identifier("scheme:")
    _put(node, "source", list(dict.fromkeys(about.identifier(f"source:{key}") for key in term.sources)))
    if term.valid_on:
        node["valid"] = term.valid_on.isoformat()
    _put(node, "page", _page(term.docname, about))
    return node


_RELATION_NAMES = {
    "broader": Relation.BROADER,
    "narrower": Relation.NARROWER,
    "related": Relation.RELATED,
    "isPartOf": Relation.PART_OF,
    "hasPart": Relation.HAS_PART,
}


def labels(term: Term) -> tuple[list[str], list[str]]:
    """Return a term's alternative and hidden labels. No label is two things at once (S13): the first holds."""
    alternative = list(dict.fromkeys(form for form in term.link_forms if form != term.title))
    rest = (*term.inflections, *term.search_synonyms, *(bad.form for bad in term.deprecated))
    return alternative, [form for form in dict.fromkeys(rest) if form not in (term.title, *alternative)]


def _collections(terms: Sequence[Term], about: Publication) -> Iterator[Node]:
    for category in Category:
        members = [about.term(term.docname) for term in terms if term.category is category]
        if members:
            name = about.identifier(f"category:{category.value}")
            label = category.value.capitalize()
            yield {"id": name, "type": "skos:Collection", "prefLabel": label, "member": members}


def used_sources(library: Library) -> list[Source]:
    """Return the sources that the terms name and the library has, by id."""
    used = {key for term in library.terms for key in term.sources}
    return [library.sources[key] for key in sorted(used) if key in library.sources]


def _source(source: Source, about: Publication) -> Node:
    node: Node = {"id": about.identifier(f"source:{source.id}"), "type": "dcterms:BibliographicResource"}
    node |= {"identifier": source.id, "sourceTitle": source.title, "publisher": source.publisher, "date": source.date}
    if source.url:
        node["page"] = [iri(source.url)]
    return node


def _replaced(library: Library, about: Publication) -> dict[str, list[str]]:
    """Return the identifiers a term had under earlier names of its file, as redirects.toml tells, by docname."""
    found: dict[str, list[str]] = {}
    for old, new in sorted(library.redirects.items()):
        if old.startswith("glossary/") and isinstance(library.pages.get(new), Term):
            found.setdefault(new, []).append(about.term(old))
    return found


def _page(docname: str, about: Publication) -> list[str]:
    return [iri(about.addresses[docname])] if docname in about.addresses else []


def _put(node: Node, name: str, values: list[str]) -> None:
    if values:
        node[name] = values


def iri(address: str) -> str:
    """Return an address with the characters that no IRI may hold written as percent codes (RFC 3987)."""
    return _NOT_IN_IRI.sub(lambda found: f"%{ord(found[0]):02X}", address)


COLUMNS = (
    "id", "nyckel", "begrepp", "definition", "slag", "kallas_ocksa", "bojning", "sokord", "skriv_inte",
    "vidare", "snavare", "ingar_i", "delar", "skilj_fran", "se_aven", "kallor", "ska_verifieras", "sida",
)  # fmt: skip


def table(library: Library, about: Publication) -> Iterator[list[list[str]]]:
    """Yield a row for each term; every cell is a list of values (see COLUMNS), often of one or none."""
    relations = Relations(library)
    for term in library.terms:
        near = {relation: [other.title for other in relations.of(term, relation)] for relation in Relation}
        told = {title for relation, titles in near.items() if relation is not Relation.RELATED for title in titles}
        yield [
            [about.term(term.docname)],
            [term_key(term.docname)],
            [term.title],
            [term.definition],
            [term.category.value],
            list(term.link_forms),
            list(term.inflections),
            list(term.search_synonyms),
            [bad.form for bad in term.deprecated],
            near[Relation.BROADER],
            near[Relation.NARROWER],
            near[Relation.PART_OF],
            near[Relation.HAS_PART],
            near[Relation.CONTRAST],
            [title for title in near[Relation.RELATED] if title not in told],
            [_source_words(library.sources[key]) for key in term.sources if key in library.sources],
            ["nej" if term.verified else "ja"],
            _page(term.docname, about),
        ]


def _source_words(source: Source) -> str:
    words = f"{source.title}{full_stop(source.title)} {source.publisher}, {source.date}."
    return f"{words} {source.url}".strip()

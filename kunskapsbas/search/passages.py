"""What the search knows of a page: its sections as plain text, each with the address that leads there.

A source in a list of sources, a term in a glossary of Sphinx's and a documented object are sections too: they have an
address and a name of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from docutils import nodes
from sphinx import addnodes

from kunskapsbas.content.nodes import NOT_SEARCHED

# What a reader does not see as text of the page, or sees somewhere else on it.
SILENT = (nodes.comment, nodes.substitution_definition, nodes.raw, nodes.meta, addnodes.toctree, addnodes.index,
          nodes.math_block, nodes.problematic, nodes.system_message)  # fmt: skip
# Classes of what is left out: citations stand on most pages, and would make them all alike.
LEFT_OUT = frozenset({NOT_SEARCHED, "bibtex-citation"})
# What names an entry: its text is the entry's heading.
NAMES = (nodes.label, nodes.term, addnodes.desc_signature)
ALL_LINKS = 0.9  # a section ("Läs vidare") with a greater share of links says nothing that the pages it leads to do not
_SPACES = re.compile(r"\s+")
_SCHEME = re.compile(r"https?://(?:www\.)?")  # of an address the rest tells more
_UNENDED = re.compile(r"[^\s.:;,!?…·–][)”\"’]*(?=\n)")  # a block that ends without a stop, before another one


@dataclass(frozen=True)
class Passage:
    """A section without its subsections. ``anchor`` is its id on the page, "" for the top of the page.

    ``path``: the headings above it, from below the page's title. ``keywords``: words that readers use for it although
    the text does not have them.
    """

    heading: str
    anchor: str
    text: str
    path: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchPage:
    """A page as the search knows it.

    ``address`` is relative to the site's root. ``day`` is an ISO date or "". ``names``: every form under which a
    glossary's reader may look the page up; ``deprecated``: those of them that should not be written. ``definition`` is
    shown on a card when one of them is what was sought. ``summary`` says what the page says, in a sentence or two,
    without standing on it. ``listing``: most of the page is a list of sources. They have addresses of their own,
    but an answer should come before its source, so the page is ranked as a whole.
    """

    name: str
    address: str
    title: str
    passages: tuple[Passage, ...]
    kind: str = ""
    day: str = ""
    names: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    summary: str = ""
    definition: str = ""
    source: str = ""
    listing: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the page as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SearchPage:
        """Return the page that :meth:`to_json` wrote."""
        passages = tuple(
            Passage(part["heading"], part["anchor"], part["text"], tuple(part["path"]), tuple(part["keywords"]))
            for part in data["passages"]
        )
        names = {key: tuple(data[key]) for key in ("names", "deprecated")}
        return cls(**{**data, **names, "passages": passages})


@dataclass
class _Open:
    """A section that is being read."""

    heading: str
    anchor: str
    path: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    linked: int = 0  # letters of the text that are links

    def add(self, block: nodes.Node) -> None:
        self.words += _texts(block)
        self.linked += sum(len(link.astext()) for link in _links(block))

    def close(self) -> Passage:
        blocks = filter(None, (_SPACES.sub(" ", text).strip() for text in self.words))
        text = _UNENDED.sub(r"\g<0> ·", "\n".join(blocks)).replace("\n", " ")
        text = _SCHEME.sub("", text)
        if self.heading and self.linked > ALL_LINKS * len(text):
            text = ""
        return Passage(self.heading, self.anchor, text, self.path)


def read_passages(document: nodes.document) -> tuple[str, tuple[Passage, ...]]:
    """Return a resolved page's title and its sections in order, the first for what stands before any heading."""
    made: list[_Open] = [_Open("", "", ())]
    title = _read(document, made, 0)
    return title, tuple(part.close() for part in made if part.words or part.heading or part is made[0])


def _read(parent: nodes.Element, made: list[_Open], depth: int) -> str:
    """Add an element's text to the last open section, opening a new one for each heading; give the page's title."""
    title, own = "", made[-1]
    for child in parent.children:
        if isinstance(child, nodes.section):
            title = _read_section(child, made, depth) or title
        elif not (isinstance(parent, nodes.section) and isinstance(child, nodes.title)):
            own.add(child)
            _read_entries(child, made, own)
    return title


def _read_entries(block: nodes.Node, made: list[_Open], above: _Open) -> None:
    """Open a section for each entry in a block, and for those in it in turn."""
    if _is_silent(block):
        return
    if found := _entry(block):
        names, anchor = found
        heading = _SPACES.sub(" ", ", ".join(name.astext() for name in names)).strip()
        above = _Open(heading, anchor, (*above.path, above.heading) if above.heading else above.path)
        made.append(above)
    for child in block.children:
        if found and child not in found[0]:
            above.add(child)
        _read_entries(child, made, above)


def _entry(node: nodes.Node) -> tuple[list[nodes.Element], str] | None:
    """Return what names an entry, and its address on the page; None where the node is no entry or has no address."""
    if not isinstance(node, (nodes.citation, nodes.definition_list_item, addnodes.desc)):
        return None
    names: list[nodes.Element] = [child for child in node.children if isinstance(child, NAMES)]
    anchor = next((element["ids"][0] for element in (*names, node) if element["ids"]), "")
    return (names, anchor) if anchor else None


def _read_section(section: nodes.section, made: list[_Open], depth: int) -> str:
    heading_node = next((child for child in section.children if isinstance(child, nodes.title)), None)
    heading = "" if heading_node is None else _SPACES.sub(" ", heading_node.astext()).strip()
    if depth:
        anchor = section["ids"][0] if section["ids"] else ""
        made.append(_Open(heading, anchor, _path(made, depth)))
    _read(section, made, depth + 1)
    return "" if depth else heading


def _path(made: list[_Open], depth: int) -> tuple[str, ...]:
    """Return the headings above a section at this depth: those of the last section, as far up as they are shared."""
    last = made[-1]
    return (*last.path, last.heading)[: depth - 1] if last.heading else ()


def _is_silent(node: nodes.Node) -> bool:
    return isinstance(node, SILENT) or (isinstance(node, nodes.Element) and not LEFT_OUT.isdisjoint(node["classes"]))


def _texts(node: nodes.Node) -> Iterator[str]:
    """Yield the texts of a block in order."""
    if _is_silent(node) or _entry(node):
        return
    if isinstance(node, (nodes.Text, nodes.image, nodes.TextElement)):
        yield "".join(_inline(node))
    else:
        for child in node.children:
            yield from _texts(child)


def _links(node: nodes.Node) -> Iterator[nodes.reference]:
    """Yield the links of a block, without those of entries in it."""
    if isinstance(node, nodes.reference):
        yield node
    elif not _is_silent(node) and not _entry(node):
        for child in node.children:
            yield from _links(child)


def _inline(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.image):
        yield f" {node.get('alt', '')} "
    elif not _is_silent(node) and not isinstance(node, nodes.footnote_reference):
        for child in node.children:
            yield from _inline(child)

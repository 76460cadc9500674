"""What the search knows of a page: its sections as plain text, each with the address that leads there.

A source in a list of sources, a term in a glossary of Sphinx's and a documented object are sections too: they have an
address and a name of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx import addnodes

from kunskapsbas.content.nodes import EXAMPLE, NOT_SEARCHED

# What a reader does not see as text of the page, or sees somewhere else on it.
SILENT = (nodes.comment, nodes.substitution_definition, nodes.raw, nodes.meta, addnodes.toctree, addnodes.index,
          nodes.math_block, nodes.problematic, nodes.system_message)  # fmt: skip
# Classes of what is left out: citations stand on most pages, and would make them all alike.
LEFT_OUT = frozenset({NOT_SEARCHED, EXAMPLE, "bibtex-citation"})
# What stands for itself, in a list of such: a source, a term, a documented object. And what names it: its heading.
ENTRIES = (nodes.citation, nodes.definition_list_item, addnodes.desc)
NAMES = (nodes.label, nodes.term, addnodes.desc_signature)
ALL_LINKS = 0.9  # a section ("Läs vidare") with a greater share of links says nothing that the pages it leads to do not
_SCHEME = re.compile(r"https?://(?:www\.)?")  # of an address the rest tells more


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
        return {**vars(self), "passages": [tuple(vars(part).values()) for part in self.passages]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SearchPage:
        """Return the page that :meth:`to_json` wrote."""
        passages = tuple(
            Passage(heading, anchor, text, tuple(path), tuple(keywords))
            for heading, anchor, text, path, keywords in data["passages"]
        )
        names = {key: tuple(data[key]) for key in ("names", "deprecated")}
        return cls(**{**data, **names, "passages": passages})


@dataclass
class _Open:
    """A section that is being read. ``entries``: those in it that are sections of their own, with names and address."""

    heading: str
    anchor: str
    path: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    linked: int = 0  # letters of the text that are links
    entries: list[tuple[nodes.Element, list[nodes.Element], str]] = field(default_factory=list)

    def add(self, node: nodes.Node) -> None:
        """Take the texts of a block in order."""
        if _is_silent(node):
            return
        if isinstance(node, nodes.TextElement | nodes.Text | nodes.image):
            self.words.append(self._inline(node))
        elif isinstance(node, ENTRIES) and (found := _names_of(node)):
            self.entries.append((node, *found))
        else:
            for child in node.children:
                self.add(child)

    def _inline(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return node.astext()
        if isinstance(node, nodes.image):
            return f" {node.get('alt', '')} "
        if _is_silent(node) or isinstance(node, nodes.footnote_reference):
            return ""
        text = "".join([self._inline(child) for child in node.children])
        if isinstance(node, nodes.reference):
            self.linked += len(text)
        return text

    def close(self) -> Passage:
        blocks = [block for block in map(_one_line, self.words) if block]
        text = " ".join([*map(_stopped, blocks[:-1]), *blocks[-1:]])
        if "://" in text:
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
    own = made[-1]
    sections = [child for child in parent.children if isinstance(child, nodes.section) and not _is_silent(child)]
    for child in parent.children:
        if not isinstance(child, nodes.section | nodes.title):
            own.add(child)
    _read_entries(own, made)
    # A page has one title: a second heading of the highest level is a section like any other.
    titles = [_read_section(section, made, depth or min(at, 1)) for at, section in enumerate(sections)]
    return titles[0] if titles else ""


def _read_entries(above: _Open, made: list[_Open]) -> None:
    """Open a section for each entry in a section, and for those in it in turn."""
    path = (*above.path, above.heading) if above.heading else above.path
    while above.entries:
        entry, names, anchor = above.entries.pop(0)
        opened = _Open(_one_line(", ".join(name.astext() for name in names)), anchor, path)
        made.append(opened)
        for child in entry.children:
            if child not in names:
                opened.add(child)
        _read_entries(opened, made)


def _names_of(entry: nodes.Element) -> tuple[list[nodes.Element], str] | None:
    """Return what names an entry, and its address on the page; None where it has no address."""
    names: list[nodes.Element] = [child for child in entry.children if isinstance(child, NAMES)]
    anchor = next((element["ids"][0] for element in (*names, entry) if element["ids"]), "")
    return (names, anchor) if anchor else None


def _read_section(section: nodes.section, made: list[_Open], depth: int) -> str:
    heading_node = next((child for child in section.children if isinstance(child, nodes.title)), None)
    heading = "" if heading_node is None else _one_line(heading_node.astext())
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
    if not isinstance(node, nodes.Element):
        return False
    return isinstance(node, SILENT) or not LEFT_OUT.isdisjoint(node.attributes["classes"])


def _stopped(block: str) -> str:
    """Return a block that another may follow: a dot keeps them apart where it does not end with a stop."""
    return block if block.rstrip(')”"’')[-1:] in ".:;,!?…·–" else f"{block} ·"


def _one_line(text: str) -> str:
    return " ".join(text.split())

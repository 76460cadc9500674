"""The running text of a page, where a term may become a link: what may not is left out, or kept as context only.

Left out: headings, quotations, code, lists that are made from the model, cards that are links as a whole, and what the
writer has marked. Links, code and marks within a paragraph are context: a word beside them is still a whole word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from ..content.nodes import NOT_SEARCHED, UNLINKED

_LEFT_OUT = (
    nodes.Titular, nodes.term, nodes.field_name, nodes.block_quote, nodes.attribution, nodes.FixedTextElement,
    nodes.raw, nodes.Invisible, nodes.topic, nodes.citation, nodes.thead, nodes.label, addnodes.toctree,
    addnodes.desc_signature, addnodes.index,
)  # fmt: skip
# Inline nodes without words of their own: what is shown in their place comes later, or is no word.
_SILENT = (nodes.footnote_reference, nodes.image, nodes.raw, addnodes.index, nodes.Invisible)
_CONTEXT = (nodes.reference, addnodes.pending_xref, addnodes.download_reference, nodes.literal, nodes.math)
_QUOTED = re.compile(r"”[^”\n]*”|»[^«»\n]*[»«]|“[^”\n]*”|\"[^\"\n]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”)]?\s+(?=[”(]?[A-ZÅÄÖ])")
_LONGEST_SENTENCE = 240  # characters; a longer one is cut around the term


class Piece(NamedTuple):
    """A text node in a paragraph: its number among the page's texts, or -1 where no link may be, and where it stands.

    ``term``: the docname of the term that a link of the writer's leads to.
    """

    number: int
    start: int
    end: int
    term: str = ""


@dataclass
class Paragraph:
    """A paragraph: the number of its section on the page, that section's anchor ("": the page's top), and its text."""

    section: int
    anchor: str
    start: int
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)


class RunningText:
    """The paragraphs of one page, and their texts as one (``text``), with empty lines between."""

    def __init__(self, document: nodes.document) -> None:
        self.paragraphs: list[Paragraph] = []
        self._numbers = {id(text): number for number, text in enumerate(document.findall(nodes.Text))}
        self._sections = 0
        self._length = 0
        self._walk(document, 0, "")
        self.text = "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def at(self, place: int) -> Paragraph:
        """Return the paragraph that holds a place of :attr:`text`."""
        return self.paragraphs[bisect_right(self.paragraphs, place, key=lambda paragraph: paragraph.start) - 1]

    def _walk(self, node: nodes.Element, section: int, anchor: str) -> None:
        for child in node.children:
            if not isinstance(child, nodes.Element) or isinstance(child, _LEFT_OUT) or _is_unlinked(child):
                continue
            if isinstance(child, nodes.section):
                self._sections += 1
                inner = "" if isinstance(node, nodes.document) else next(iter(child["ids"]), "")
                self._walk(child, self._sections, inner)
            elif isinstance(child, nodes.paragraph):
                self._add(child, section, anchor)
            else:
                self._walk(child, section, anchor)

    def _add(self, node: nodes.paragraph, section: int, anchor: str) -> None:
        made = Paragraph(section, anchor, self._length)
        parts: list[str] = []
        length = 0
        for text, linkable, term in _texts(node, True, ""):
            number = self._numbers[id(text)] if linkable else -1
            made.pieces.append(Piece(number, self._length + length, self._length + length + len(text), term))
            parts.append(str(text))
            length += len(text)
        made.text = "".join(parts)
        if made.text.strip():
            self.paragraphs.append(made)
            self._length += length + 2


def _is_unlinked(node: nodes.Element) -> bool:
    classes = node.get("classes", ())
    if UNLINKED in classes or NOT_SEARCHED in classes:
        return True
    # The link of a card lies over all of it: nothing in it can be pressed by itself.
    return node.get("design_component") == "card" and any(
        "sd-stretched-link" in inner.get("classes", ()) for inner in node.findall(nodes.Element)
    )


def _texts(node: nodes.Element, linkable: bool, term: str) -> Iterator[tuple[nodes.Text, bool, str]]:
    """Yield the text nodes of a paragraph with whether a link may be made there, and the term a link leads to."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child, linkable, term
        elif isinstance(child, _SILENT) or _is_citation(child):
            continue
        elif isinstance(child, nodes.Element):
            leads_to = child["reftarget"] if child.get("reftype") == "kb-term" else term
            plain = not isinstance(child, _CONTEXT) and not (isinstance(child, nodes.inline) and child["classes"])
            yield from _texts(child, linkable and plain, leads_to)


def _is_citation(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite"


def quoted(text: str) -> list[tuple[int, int]]:
    """Return where words stand between quotation marks, in order: they are somebody's, or spoken of as words."""
    return [found.span() for found in _QUOTED.finditer(text)]


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence around a place, in three: before, the words of the place themselves, and after.

    White space is single; a long sentence is cut at words, with an ellipsis.
    """
    cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    before, after = _single(text[first:start]).lstrip(), _single(text[end:last]).rstrip()
    room = max(_LONGEST_SENTENCE - (end - start), 40)
    if len(before) + len(after) > room:
        before = _last_words(before, max(room // 2, room - len(after)))
        after = _first_words(after, room - len(before))
    return before, _single(text[start:end]), after


def _single(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace(" .", ".").replace(" ,", ",")


def _last_words(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:].partition(" ")[2]


def _first_words(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + "…"


def piece_of(pieces: Sequence[Piece], start: int, end: int) -> Piece | None:
    """Return the piece that holds a stretch of the text whole, or None."""
    return next((piece for piece in pieces if piece.start <= start and end <= piece.end), None)

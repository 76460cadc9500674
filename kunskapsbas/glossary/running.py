"""The running text of a page, where a term may become a link: what may not is left out, or kept as context only.

Left out: headings, quotations, code, lists that are made from the model, cards that are links as a whole, and what the
writer has marked. Links, code and marks within a paragraph are context: a word beside them is still a whole word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
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
# Words between quotation marks, over line breaks but not over paragraphs.
_MARKS = (("”", "”"), ("»", "»«"), ("“", "”"), ('"', '"'))
_QUOTED = re.compile("|".join(rf"{start}(?:[^{ends}\n]|\n(?!\n))*[{ends}]" for start, ends in _MARKS))
_SENTENCE_END = re.compile(r"[.!?…][”)]?\s+(?=[”(]?[A-ZÅÄÖ])")
_BETWEEN = "\n\n"  # two paragraphs: no term reaches over an empty line
_LONGEST_SENTENCE = 240  # characters; a longer one is cut around the term


class Paragraph(NamedTuple):
    """A paragraph: the number of its section on the page, the section's anchor ("": the page's top), and its place."""

    section: int
    anchor: str
    start: int


class Piece(NamedTuple):
    """A text node in a paragraph: its number among the page's texts (-1: no link may be there), and where it begins.

    ``term``: the docname of the term that a link of the writer's leads to.
    """

    number: int
    start: int
    end: int
    term: str
    paragraph: Paragraph


def every_node(document: nodes.document) -> Iterator[nodes.Node]:
    """Yield every node in the order of the page; a third of the time that docutils' own findall takes."""
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        yield node
        if node.children:
            waiting.extend(reversed(node.children))


def texts_of(document: nodes.document) -> list[nodes.Text]:
    """Return the text nodes of a page in order; a link is told by the number of its text among them."""
    return [node for node in every_node(document) if type(node) is nodes.Text]


class RunningText:
    """The paragraphs of one page as one text (``text``), with empty lines between them.

    ``linked``: the terms that the page links to by hand, wherever the link stands. What there is of each text node is
    kept in lists side by side, because a page has hundreds of them and few hold a term.
    """

    def __init__(self, document: nodes.document) -> None:
        self.linked: list[str] = []
        self._ids: dict[int, int] = {}
        for node in every_node(document):
            if type(node) is nodes.Text:
                self._ids[id(node)] = len(self._ids)
            elif type(node) is addnodes.pending_xref and node["reftype"] == "kb-term":
                self.linked.append(node["reftarget"])
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._terms: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._parts: list[str] = []
        self._sections = 0
        self._length = 0
        self._walk(document, 0, "")
        self.text = "".join(self._parts)

    def piece(self, start: int, end: int) -> Piece | None:
        """Return the text node that holds a stretch of :attr:`text` whole, or None."""
        at = bisect_right(self._starts, start) - 1
        found = self._piece(at) if at >= 0 else None
        return found if found is not None and end <= found.end else None

    def by_hand(self) -> Iterator[Piece]:
        """Yield the text nodes in links of the writer's to terms."""
        return (self._piece(at) for at, term in enumerate(self._terms) if term)

    def around(self, paragraph: Paragraph, start: int, end: int) -> tuple[str, int]:
        """Return as much of a paragraph around a place as a sentence may have, and where that begins."""
        first = max(paragraph.start, start - _LONGEST_SENTENCE)
        last = self.text.find(_BETWEEN, end, end + _LONGEST_SENTENCE)
        return self.text[first : last if last >= 0 else end + _LONGEST_SENTENCE], first

    def _piece(self, at: int) -> Piece:
        paragraph = self._paragraphs[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text)
        if at + 1 < len(self._starts) and self._paragraphs[at + 1] is not paragraph:
            end -= len(_BETWEEN)
        return Piece(self._numbers[at], self._starts[at], end, self._terms[at], paragraph)

    def _walk(self, node: nodes.Element, section: int, anchor: str) -> None:
        for child in node.children:
            if not isinstance(child, nodes.Element) or isinstance(child, _LEFT_OUT) or _is_unlinked(child):
                continue
            if isinstance(child, nodes.section):
                self._sections += 1
                inner = "" if isinstance(node, nodes.document) else next(iter(child["ids"]), "")
                self._walk(child, self._sections, inner)
            elif isinstance(child, nodes.paragraph):
                if self._parts:
                    self._parts.append(_BETWEEN)
                    self._length += len(_BETWEEN)
                self._add(child, Paragraph(section, anchor, self._length), True, "")
            else:
                self._walk(child, section, anchor)

    def _add(self, node: nodes.Element, paragraph: Paragraph, linkable: bool, term: str) -> None:
        """Take the text nodes of a paragraph, or of what is in it. ``term``: what a link around them leads to."""
        for child in node.children:
            if type(child) is nodes.Text:
                self._starts.append(self._length)
                self._numbers.append(self._ids[id(child)] if linkable else -1)
                self._terms.append(term)
                self._paragraphs.append(paragraph)
                self._parts.append(child)
                self._length += len(child)
            elif isinstance(child, nodes.Element) and not isinstance(child, _SILENT) and not _is_citation(child):
                leads_to = child["reftarget"] if child.get("reftype") == "kb-term" else term
                plain = not isinstance(child, _CONTEXT) and not (isinstance(child, nodes.inline) and child["classes"])
                self._add(child, paragraph, linkable and plain, leads_to)


def _is_unlinked(node: nodes.Element) -> bool:
    classes = node.get("classes", ())
    if UNLINKED in classes or NOT_SEARCHED in classes:
        return True
    # The link of a card lies over all of it: nothing in it can be pressed by itself.
    return node.get("design_component") == "card" and any(
        "sd-stretched-link" in inner.get("classes", ()) for inner in node.findall(nodes.Element)
    )


def _is_citation(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite"


def quoted(text: str) -> list[tuple[int, int]]:
    """Return where words stand between quotation marks, in order: they are somebody's, or spoken of as words."""
    return [found.span() for found in _QUOTED.finditer(text)]


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence around a place, in three: before, the words of the place themselves, and after.

    White space is single; a long sentence is cut at words, with an ellipsis.
    """
    first, last = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if found.end() >= end:
            last = found.end()
            break
        if found.end() <= start:
            first = found.end()
    before, after = _single(text[first:start]).lstrip(), _single(text[end:last]).rstrip()
    room = max(_LONGEST_SENTENCE - (end - start), 40)
    if len(before) + len(after) > room:
        before = _last_words(before, max(room // 2, room - len(after)))
        after = _first_words(after, room - len(before))
    return before, _single(text[start:end]), after


def _single(text: str) -> str:
    if "\n" in text or "  " in text:
        text = re.sub(r"\s+", " ", text)
    return text.replace(" .", ".").replace(" ,", ",")


def _last_words(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:].partition(" ")[2]


def _first_words(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + "…"

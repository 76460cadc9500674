"""HTML to blocks: that of mail programs, and what mammoth makes of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from .decoding import normalise
from .document import Block, Run, Runs, text_of, tidy
from .htmltree import LEVEL_MARK, LIST_MARK, style_of, too_deep, tree_of, words_of_html
from .pasted import begins_item, pasted, without_dash

__all__ = ["TITLE_CLASS", "read_html", "words_of_html"]

TITLE_CLASS = "kb-title"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "main", "nav", "p", "pre",
        "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
    }
)  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)")
_PLAIN_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre")
_FOOTNOTE = re.compile(r"#?(?:.*-)?(footnote|endnote)-(ref-)?(.+)")


@dataclass
class _Look:
    """How the text being read looks and what it is part of."""

    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    heading: int | None = None
    pre: bool = False


@dataclass
class _Reader:
    """Walks the tree and gathers blocks. ``layout``: tables may be there for the look alone, as in mail."""

    layout: bool
    indents: bool
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)
    item: tuple[int, bool] | None = None  # level, numbered; of an item that has no words yet
    inside: bool = False  # the last block is an item that more text may belong to
    level: int = 0  # of the last item in the list that is being read
    gap: bool = False
    notes: dict[str, int] = field(default_factory=dict)
    note: int = 0
    images: list[str] = field(default_factory=list)

    def walk(self, node: LexborNode, look: _Look) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(normalise(node.text_content or ""), look)
        elif tag == "br":
            self._break(look)
        elif tag == "img":
            self.images.append((node.attributes.get("alt") or "").strip())
            self.runs.append(Run(" "))
        elif tag in _HEADINGS:
            self._block(node, replace(look, heading=int(tag[1]), strong=False))
        elif tag in ("ul", "ol"):
            self._list(node, look, tag == "ol")
        elif tag == "li":
            self._item(node, look)
        elif tag == "table":
            self._table(node, look)
        elif tag in _BLOCKS:
            self._block(node, self._paragraph(node, look))
        else:
            self._children(node, self._styled(node, look))

    def flush(self, heading: int | None = None) -> None:
        """End the block being read, if it has any words."""
        made, indent = tidy(self.runs), self._indent()
        self.runs = []
        if not made:
            return
        if heading is not None and self.item is None:
            self._add(Block("heading", made, heading))
        elif self.item is not None:
            self._add(Block("item", made, *self.item))
            self.item, self.inside = None, True
        elif self.inside and begins_item(text_of(made)):
            self._add(Block("item", without_dash(made), self.level + 1))
            self.inside = True
        elif self.inside:  # an item is one block: a paragraph of its own would end the list
            last = self.blocks.pop()
            self.blocks.append(replace(last, runs=tidy([*last.runs, Run(" "), *made])))
        else:
            self._add(Block("paragraph", made, 1 + indent, note=self.note))

    def _add(self, block: Block) -> None:
        self.blocks.append(replace(block, gap=self.gap))
        self.gap = self.inside = False

    def _indent(self) -> int:
        text = "".join(run.text for run in self.runs) if self.indents else ""
        return len(text) - len(text.lstrip())

    def _text(self, text: str, look: _Look) -> None:
        pieces = text.split("\n") if look.pre else [text.replace("\n", " ")]
        for number, piece in enumerate(pieces):
            if number:
                self.flush(look.heading)
            self.runs.append(Run(piece, look.strong, look.emphasis, look.href))

    def _break(self, look: _Look) -> None:
        if look.heading is not None:
            self.runs.append(Run(" "))
        else:
            self.gap = self.gap or not text_of(self.runs)
            self.flush()

    def _children(self, node: LexborNode, look: _Look) -> None:
        for child in node.iter(include_text=True):
            self.walk(child, look)

    def _block(self, node: LexborNode, look: _Look) -> None:
        self.flush()
        before = len(self.blocks)
        outlook = LIST_MARK in node.attributes
        if outlook:
            self.level = int(node.attributes.get(LEVEL_MARK) or 1)
            self.item = (self.level, node.attributes[LIST_MARK] == "ol")
        self._children(node, look)
        empty = len(self.blocks) == before and not text_of(self.runs)
        self.flush(look.heading)
        self.gap = self.gap or (empty and not self.inside)
        if outlook:
            self.item, self.inside = None, False

    def _paragraph(self, node: LexborNode, look: _Look) -> _Look:
        keeps = look.pre or node.tag == "pre" or bool(_KEEPS_LINES.search(style_of(node)))
        look = self._styled(node, replace(look, pre=keeps))
        return replace(look, heading=0) if TITLE_CLASS in (node.attributes.get("class") or "") else look

    def _styled(self, node: LexborNode, look: _Look) -> _Look:
        tag, style = node.tag or "", style_of(node)
        bold = look.strong or tag in ("b", "strong") or _BOLD.search(style) is not None
        strong = bold and not _PLAIN_WEIGHT.search(style)
        emphasis = look.emphasis or tag in ("i", "em") or "font-style:italic" in style.replace(" ", "")
        href = _address(node.attributes["href"] or "") if tag == "a" and "href" in node.attributes else look.href
        return replace(look, strong=strong and look.heading is None, emphasis=emphasis, href=href)

    def _list(self, node: LexborNode, look: _Look, ordered: bool) -> None:
        self.flush(look.heading)
        if not self.lists:
            self.level = 0
        self.lists.append(ordered)
        self.inside = False
        self._children(node, replace(look, heading=None))
        self.lists.pop()
        self.flush()
        self.inside = False

    def _item(self, node: LexborNode, look: _Look) -> None:
        self.flush()
        self.inside = False
        if note := _FOOTNOTE.fullmatch(node.attributes.get("id") or ""):
            self.note = self.notes.setdefault(f"{note[1]}-{note[3]}", len(self.notes) + 1)
            self._children(node, replace(look, heading=None))
            self.flush()
            self.note = 0
            return
        self.level = min(max(len(self.lists), 1), self.level + 1)
        self.item = (self.level, self.lists[-1] if self.lists else False)
        self._children(node, replace(look, heading=None))
        self.flush()
        self.item, self.inside = None, False

    def _table(self, node: LexborNode, look: _Look) -> None:
        self.flush(look.heading)
        rows = list(_rows(node))
        if self._is_layout(node, rows):
            for child in node.css("caption"):
                if _table_of(child) == node.mem_id:
                    self._block(child, replace(look, heading=None))
            for row in rows:
                for cell in row:
                    self._block(cell, self._paragraph(cell, replace(look, heading=None)))
            return
        for child in node.css("caption"):
            self._block(child, replace(look, heading=None))
        grid = _grid([[self._cell(cell, look) for cell in row] for row in rows])
        self._add(Block("table", rows=tuple(grid)))

    def _is_layout(self, node: LexborNode, rows: Sequence[Sequence[LexborNode]]) -> bool:
        if (node.attributes.get("role") or "") in ("presentation", "none"):
            return True
        if any(inner.mem_id != node.mem_id for inner in node.css("table")):
            return True
        if max((len(row) for row in rows), default=0) < 2:
            return True
        return bool(node.css(", ".join(_HEADINGS))) or (self.layout and bool(node.css("ul, ol")))

    def _cell(self, node: LexborNode, look: _Look) -> tuple[Runs, int, int]:
        """Return a cell's runs, and how many columns and rows it takes."""
        inner = _Reader(False, False, notes=self.notes, images=self.images)
        inner._block(node, replace(look, heading=None, strong=False))
        made = tidy([run for block in inner.blocks for run in (*block.runs, Run(" "))])
        return made, _number(node, "colspan"), _number(node, "rowspan")


def read_html(html: str, layout: bool = True, indents: bool = False) -> tuple[tuple[Block, ...], list[str]]:
    """Return the blocks of an HTML text, and the alternative texts of its images, which are left out.

    ``layout``: whether a table may be there for its look alone, as in mail; its cells are then read one by one.
    ``indents``: whether blanks first in a paragraph count, for lists that were pasted as text. Never raises: what lies
    too deep inside other elements to be followed is one paragraph.
    """
    root = tree_of(re.sub("[\ue000\ue001]", "", html))
    reader = _Reader(layout, indents)
    if root is None:
        return (), []
    if too_deep(root):
        return (Block("paragraph", tidy([Run(" ".join(words_of_html(html)))])),), []
    _mark_notes(root, reader)
    reader.walk(root, _Look())
    reader.flush()
    return tuple(_with_parents(list(pasted(reader.blocks)))), reader.images


def _with_parents(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with items at most one level deeper than the item above, so that each has the one it belongs to.

    One that lacks it is an orphan if there are items of a higher level in its section; else the whole list was written
    at a deeper level, for its look.
    """
    open_levels: list[int] = []  # of the item right before and those that it belongs to, as they were written
    earlier = False  # an item stands before, under the same heading
    for index, block in enumerate(blocks):
        if block.kind != "item":
            open_levels, earlier = [], earlier and block.kind != "heading"
            yield block
            continue
        orphan = not open_levels and block.level > 1 and (earlier or _rises(blocks, index))
        while open_levels and block.level <= open_levels[-1]:
            open_levels.pop()
        open_levels.append(block.level)
        yield replace(block, level=len(open_levels), orphan=orphan)
        earlier = True


def _rises(blocks: Sequence[Block], start: int) -> bool:
    """Tell whether a list comes to a higher level than that of its first item."""
    items = takewhile(lambda block: block.kind == "item", (blocks[at] for at in range(start, len(blocks))))
    return any(item.level < blocks[start].level for item in items)


def _mark_notes(tree: LexborNode, reader: _Reader) -> None:
    """Turn mammoth's marks of footnotes into runs' notes: the link becomes a text that pasted.py understands."""
    for link in tree.css("a[href]"):
        found = _FOOTNOTE.fullmatch(link.attributes.get("href") or "")
        if found and found[2] and (link.text() or "") == "↑":
            link.decompose()  # the arrow back
        elif found and "note-ref-" in (link.attributes.get("id") or ""):
            number = reader.notes.setdefault(f"{found[1]}-{found[3]}", len(reader.notes) + 1)
            link.replace_with(f"\ue000{number}\ue001")


def _table_of(node: LexborNode) -> int:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else 0


def _rows(table: LexborNode) -> Iterator[list[LexborNode]]:
    for node in table.iter():
        if node.tag == "tr":
            yield [cell for cell in node.iter() if cell.tag in ("td", "th")]
        elif node.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(node)


def _grid(rows: Sequence[Sequence[tuple[Runs, int, int]]]) -> Iterator[tuple[Runs, ...]]:
    """Yield rows of as many cells as the table has columns: a cell that takes several is followed by empty ones."""
    below: dict[int, int] = {}  # column -> rows that a cell above still takes
    for row in rows:
        made: list[Runs] = []
        waiting = list(row)
        while waiting or below.get(len(made), 0):
            if below.get(len(made), 0):
                below[len(made)] -= 1
                made.append(())
                continue
            runs, columns, height = waiting.pop(0)
            for number in range(columns):
                if height > 1:
                    below[len(made)] = height - 1
                made.append(runs if not number else ())
        if any(made):
            yield tuple(made)


def _number(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or ""
    return min(int(value), 50) if re.fullmatch("[0-9]{1,5}", value) and int(value) else 1


def _address(written: str) -> str | None:
    """Return a link's address: "" for a stand-in, None for a place in the same document."""
    address = re.sub(r"[\x00-\x1f]", "", written.partition('"')[0]).strip()  # a Word field may have more after a quote
    if address in ("", "#") or address.lower().startswith("about:blank"):
        return ""
    if address.startswith("#"):
        return None
    if re.match(r"https?://[a-z0-9.]*\bsafelinks\.protection\.outlook\.com/", address, re.IGNORECASE):
        inner = parse_qs(urlsplit(address).query).get("url", [""])[0]
        return inner if inner.startswith(("http://", "https://", "mailto:")) else address
    return address

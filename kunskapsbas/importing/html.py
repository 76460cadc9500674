"""HTML to blocks: that of mail programs, and what mammoth makes of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .decoding import normalise
from .document import Block, Run, Runs, tidy, words_of
from .pasted import pasted

TITLE_CLASS = "kb-title"
_SKIPPED = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "iframe", "object", "svg", "-comment"}
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "header", "hr", "html", "main", "nav", "p", "pre", "section", "tbody",
        "td", "tfoot", "th", "thead", "tr",
    }
)  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)")
_PLAIN_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden")
_OUTLOOK_LEVEL = re.compile(r"mso-list\s*:\s*\S+\s+level([0-9])")
_FOOTNOTE = re.compile(r"#?(?:.*-)?(footnote|endnote)-(ref-)?(.+)")


@dataclass
class _Look:
    """How the text being read looks and what it is part of."""

    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    heading: int | None = None
    item: tuple[int, bool] | None = None  # level, numbered; taken by the first block of the item
    pre: bool = False


@dataclass
class _Reader:
    """Walks the tree and gathers blocks. ``layout``: tables may be there for the look alone, as in mail."""

    layout: bool
    indents: bool
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)
    item: tuple[int, bool] | None = None
    level: int = 0  # of the last item in the list that is being read
    gap: bool = False
    notes: dict[str, int] = field(default_factory=dict)
    note: int = 0
    images: list[str] = field(default_factory=list)

    def walk(self, node: LexborNode, look: _Look) -> None:
        tag = node.tag or ""
        if tag == "-text":
            text = (
                normalise(node.text_content or "")
                if look.pre
                else normalise(node.text_content or "").replace("\n", " ")
            )
            self._text(text, look)
        elif tag in _SKIPPED or _hidden(node):
            return
        elif tag == "br":
            self._break(look)
        elif tag == "img":
            self.images.append((node.attributes.get("alt") or "").strip())
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
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
        indent = "".join(run.text for run in self.runs) if self.indents else ""
        made = tidy(self.runs)
        self.runs = []
        if not made:
            self.gap = True
            return
        if heading is not None and self.item is None:
            self.blocks.append(Block("heading", made, heading, gap=self.gap))
        elif self.item is not None:
            level, ordered = self.item
            self.blocks.append(Block("item", made, level, ordered, gap=self.gap))
            self.item = None
        else:
            blanks = len(indent) - len(indent.lstrip())
            self.blocks.append(Block("paragraph", made, gap=self.gap, note=self.note, level=1 + blanks))
        self.gap = False

    def _text(self, text: str, look: _Look) -> None:
        pieces = text.split("\n") if look.pre else [text]
        for number, piece in enumerate(pieces):
            if number:
                self.flush(look.heading)
            self.runs.append(Run(piece, look.strong, look.emphasis, look.href))

    def _break(self, look: _Look) -> None:
        if look.heading is None:
            self.flush()
        else:
            self.runs.append(Run(" "))

    def _children(self, node: LexborNode, look: _Look) -> None:
        for child in node.iter(include_text=True):
            self.walk(child, look)

    def _block(self, node: LexborNode, look: _Look) -> None:
        self.flush()
        outlook = _OUTLOOK_LEVEL.search(_style(node)) if node.tag == "p" else None
        if outlook:
            self.item = (int(outlook[1]), bool(re.match(r"\s*[0-9]+[.)]", node.text() or "")))
        self._children(node, look)
        self.flush(look.heading)
        if outlook:
            self.item = None

    def _paragraph(self, node: LexborNode, look: _Look) -> _Look:
        look = self._styled(node, replace(look, pre=look.pre or node.tag == "pre"))
        return replace(look, heading=0) if TITLE_CLASS in (node.attributes.get("class") or "") else look

    def _styled(self, node: LexborNode, look: _Look) -> _Look:
        tag, style = node.tag or "", _style(node)
        strong = (look.strong or tag in ("b", "strong") or bool(_BOLD.search(style))) and not _PLAIN_WEIGHT.search(
            style
        )
        emphasis = look.emphasis or tag in ("i", "em") or "font-style:italic" in style.replace(" ", "")
        href = _address(node.attributes["href"] or "") if tag == "a" and "href" in node.attributes else look.href
        look = replace(look, strong=strong, emphasis=emphasis, href=href)
        return look

    def _list(self, node: LexborNode, look: _Look, ordered: bool) -> None:
        self.flush(look.heading)
        if not self.lists:
            self.level = 0
        self.lists.append(ordered)
        self._children(node, replace(look, heading=None))
        self.lists.pop()
        self.flush()

    def _item(self, node: LexborNode, look: _Look) -> None:
        self.flush()
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
        self.item = None

    def _table(self, node: LexborNode, look: _Look) -> None:
        self.flush(look.heading)
        rows = [row for row in _rows(node)]
        if self._is_layout(node, rows):
            for row in rows:
                for cell in row:
                    self._block(cell, replace(look, heading=None))
            return
        self.blocks.append(
            Block("table", rows=tuple(_grid([[self._cell(cell, look) for cell in row] for row in rows])), gap=self.gap)
        )

    def _is_layout(self, node: LexborNode, rows: Sequence[Sequence[LexborNode]]) -> bool:
        if (node.attributes.get("role") or "") in ("presentation", "none") or node.css("table table"):
            return True
        if max((len(row) for row in rows), default=0) < 2:
            return True
        return self.layout and bool(node.css("ul, ol, h1, h2, h3, h4, h5, h6"))

    def _cell(self, node: LexborNode, look: _Look) -> tuple[Runs, int, int]:
        """Return a cell's runs, and how many columns and rows it takes."""
        inner = _Reader(False, False, notes=self.notes, images=self.images)
        inner._block(node, replace(look, heading=None, strong=False))
        made = tidy([run for block in inner.blocks for run in (*block.runs, Run(" "))])
        return made, _number(node, "colspan"), _number(node, "rowspan")


def read_html(html: str, layout: bool = True, indents: bool = False) -> tuple[tuple[Block, ...], list[str]]:
    """Return the blocks of an HTML text, and the alternative texts of its images, which are left out.

    ``layout``: whether a table may be there for its look alone, as in mail; its cells are then read one by one.
    ``indents``: whether blanks first in a paragraph count, for lists that were pasted as text. Never raises.
    """
    tree = LexborHTMLParser(re.sub("[\ue000\ue001]", "", _without_outlook_bullets(html))).root
    reader = _Reader(layout, indents)
    if tree is not None:
        _mark_notes(tree, reader)
        reader.walk(tree, _Look())
        reader.flush()
    return tuple(pasted(reader.blocks)), reader.images


def words_of_html(html: str) -> tuple[str, ...]:
    """Return every word that the HTML shows, in order, taken from its text and not from blocks."""
    text = re.sub(
        r"(?is)<!--.*?-->|<(script|style|head|title|template|iframe|object|svg)\b.*?</\1\s*>",
        " ",
        _without_outlook_bullets(html),
    )
    text = re.sub(r"(?i)<(/?)(p|div|br|li|ul|ol|td|th|tr|table|h[1-6]|pre|blockquote|hr|dt|dd)\b", r"\n<\1\2", text)
    tree = LexborHTMLParser(text).root
    if tree is None:
        return ()
    for node in tree.css("[hidden], [style]"):
        if _hidden(node):
            node.decompose()
    return tuple(words_of(normalise(tree.text(deep=True))))


def _without_outlook_bullets(html: str) -> str:
    """Return HTML without the dots and numbers that Outlook writes out for its lists, and with its o:p as nothing."""
    html = re.sub(r"(?is)<!\[if !supportLists\]>.*?<!\[endif\]>", "", html)
    return re.sub(r"(?is)<span[^>]*mso-list:\s*Ignore[^>]*>.*?</span>(?:\s*</span>)*", "", html)


def _mark_notes(tree: LexborNode, reader: _Reader) -> None:
    """Turn mammoth's marks of footnotes into runs' notes: the link becomes a span that the walk understands."""
    for link in tree.css("a[href]"):
        found = _FOOTNOTE.fullmatch(link.attributes.get("href") or "")
        if found and found[2]:
            link.decompose()  # the arrow back
        elif found and (link.attributes.get("id") or "").find("note-ref-") >= 0:
            number = reader.notes.setdefault(f"{found[1]}-{found[3]}", len(reader.notes) + 1)
            link.replace_with(f"\ue000{number}\ue001")


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
    return min(int(value), 50) if value.isdigit() and int(value) else 1


def _style(node: LexborNode) -> str:
    return (node.attributes.get("style") or "").lower()


def _hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(_style(node)))


def _address(written: str) -> str | None:
    """Return a link's address: "" for a stand-in, None for a place in the same document."""
    address = written.strip()
    if address in ("", "#"):
        return ""
    if address.startswith("#"):
        return None
    if "safelinks.protection.outlook" in address:
        inner = parse_qs(urlsplit(address).query).get("url")
        return inner[0] if inner else address
    return address

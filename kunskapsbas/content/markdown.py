"""What stands in a page's Markdown, with line and column: read by myst-parser's own parser, never by patterns.

Only what checks need is kept: headings, anchors, links, images, roles, directives, raw HTML, comments and running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import dedent
from typing import NamedTuple
from urllib.parse import unquote

from docutils.parsers.rst.languages import sv
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import TokenizeError, options_to_items

from ..swedish import slug
from .addresses import scheme_of
from .plain_blocks import add_shortcuts
from .prose import SPOKEN_OPTIONS, TITLED, Passage, PassageKind, alternative_texts, passage_of, plain_passage

MYST_EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist")
LITERAL_DIRECTIVES = frozenset(
    {"code", "code-block", "sourcecode", "literalinclude", "math", "raw", "parsed-literal", "eval-rst", "toctree"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in the text that points elsewhere or needs a look.

    ``kind`` is link, image, role, directive or html; ``name`` is the role's or directive's name; ``target`` the
    address or the role's content; ``text`` the link text or alternative text.
    """

    kind: str
    target: str
    line: int
    column: int
    name: str = ""
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def option(self, name: str) -> str | None:
        """Return the value of a directive's option, or None."""
        return dict(self.options).get(name)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the text: level 1 to 6, its words, its anchor and its line."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment (a line that begins with %): its words, its line, and the lines of the block that follows it."""

    text: str
    line: int
    covers: tuple[int, int]


class Block(NamedTuple):
    """Something that stands between a page's headings: its kind, as the parser names it, and its lines in the file."""

    kind: str
    first: int
    last: int


class Table(NamedTuple):
    """A table of pipes: its line, and what its header row says, cell by cell."""

    line: int
    header: tuple[str, ...]


class Mark(NamedTuple):
    """A mark of the text that a rule looks at: its kind, the words in it, and its line.

    ``code``: a fence that is no directive (all after the marks); ``unclosed``: a fence without its last line (the
    first); ``reference`` and ``footnote``: a footnote's number in the text and at its foot; ``target``: a name given to
    a place; ``row``: a row of a table with more cells than its header.
    """

    kind: str
    text: str
    line: int


@dataclass
class Markdown:
    """The facts of one page's text.

    ``anchors``: all that a link with # may name on this page; ``targets``: those that any page may name as #target.
    ``passages`` is the running text, in order, and ``blocks`` what it stands in: paragraphs, lists and their items,
    tables, and directives with the blocks inside them.
    """

    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    spots: list[Spot] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@lru_cache(maxsize=64)
def _parser(needless: tuple[str, ...] = ()) -> MarkdownIt:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # javascript: is to be found, not left as text
    add_shortcuts(parser)
    parser.core.ruler.disable("wordcount")  # counts words that no one asks for, at a tenth of the time
    parser.block.ruler.disable(needless)
    return parser


# The marks without which the parser's rules for blocks find nothing: a text needs one of them. Each rule is tried on
# every line, so those that a text can do without are left out. hr and lheading look at how lines end.
_ENDS = ("-\n", " \n", "\t\n", "\r")
_MARKS = {
    "table": ("|",), "colon_fence": (":::",), "attr": ("{",), "fence": ("```", "~~~"), "myst_line_comment": ("%",),
    "blockquote": (">",), "myst_block_break": ("+",), "myst_target": (")=",), "footnote_def": ("[^",),
    "reference": ("]:",), "html_block": ("<",), "hr": ("*\n", "_\n", *_ENDS), "lheading": ("=\n", *_ENDS),
}  # fmt: skip
_HEAD = re.compile(r"---[ \t]*\n(?:(?!\s*(?:\.\.\.|--)).*\n)*---[ \t]*(?:\n|\Z)")


def read_markdown(text: str, title: str = "") -> Markdown:
    """Return the facts of a page's whole text (front matter included, so that lines are the file's own).

    ``title`` is the front matter's title, whose heading also has an anchor.
    """
    page = Markdown()
    if title:
        page.anchors.add(slug(title))
    _walk(page, text, 0)
    return page


def role_target(content: str) -> str:
    """Return what a role leads to, also where words of its own stand before: ``delarna <modul>`` leads to modul."""
    found = re.fullmatch(r".*<([^<>]+)>", content.strip(), re.DOTALL)
    return (found[1] if found else content).strip().lstrip("!~")


def _walk(page: Markdown, text: str, offset: int) -> None:
    lines = text.split("\n")
    tokens = parse(text)
    around = _Around()
    for index, token in enumerate(tokens):
        kind = token.type
        if kind in _AROUND:
            around.step(token)
        if token.nesting < 0:
            continue
        start, end = token.map or (0, len(lines))
        if token.level < 2 and token.map and _is_block(token):
            page.blocks.append(Block(kind.removesuffix("_open"), start + offset + 1, end + offset))
        if kind == "inline":
            children, source = token.children or [], "\n".join(lines[start:end])
            found = passage_of(around.passage, children, source, start + offset + 1, quoted=around.quotes > 0)
            if found:
                page.passages.append(found)
            if len(children) > 1 or (children and children[0].type != "text"):  # more than plain text
                page.marks += _references(children, source, start + offset + 1)
                page.passages += alternative_texts(children, source, start + offset + 1)
                page.spots += _inline(children, source, start + offset)
        elif kind == "heading_open":
            _heading(page, token, tokens[index + 1], start + offset + 1)
        elif kind == "myst_target":
            _target(page, token.content, start + offset + 1)
        elif kind == "html_block":
            page.spots.append(Spot("html", "", start + offset + 1, 1, text=token.content.strip()))
        elif kind == "myst_line_comment":
            page.comments.append(Comment(token.content, start + offset + 1, _covered(tokens, index, offset)))
        elif kind in ("fence", "colon_fence"):
            if end == start + 1 or not _closes(lines[end - 1], token.markup):
                page.marks.append(Mark("unclosed", f"{token.markup}{token.info.strip()}", start + offset + 1))
            _fence(page, token, start + offset)
        elif kind == "footnote_reference_open":
            page.marks.append(Mark("footnote", str(token.meta["label"]), start + offset + 1))
        elif kind == "thead_open":
            header = tuple(cell.content.strip() for cell in _until(tokens, index, "thead_close") if not cell.nesting)
            page.tables.append(Table(start + offset + 1, header))
        elif kind == "tr_open" and len(_cells(lines[start])) > len(page.tables[-1].header):
            page.marks.append(Mark("row", lines[start].strip(), start + offset + 1))
        if token.attrs and token.attrs.get("id"):
            _target(page, str(token.attrs["id"]), start + offset + 1)


def _is_block(token: Token) -> bool:
    """Tell whether a token, no closing one, begins a block that stands by itself, or an item of an outermost list."""
    alone = token.level == 0 and token.type not in _NO_BLOCKS
    return alone or (token.level == 1 and token.type == "list_item_open")


_NO_BLOCKS = frozenset({"inline", "myst_line_comment", "myst_target", "myst_block_break", "front_matter"})


@dataclass
class _Around:
    """What the token at hand stands in: how many lists and block quotations, and which kind of passage it is."""

    lists: int = 0
    quotes: int = 0
    kind: PassageKind | None = None

    def step(self, token: Token) -> None:
        """Take in the next token."""
        if token.type in ("list_item_open", "list_item_close"):
            self.lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type in _PASSAGES:
            self.kind = _PASSAGES[token.type]

    @property
    def passage(self) -> PassageKind:
        """The kind of a passage here."""
        in_list = self.kind in (None, PassageKind.PARAGRAPH) and self.lists
        return PassageKind.ITEM if in_list else self.kind or PassageKind.PARAGRAPH


_PASSAGES = {
    "heading_open": PassageKind.HEADING,
    "paragraph_open": PassageKind.PARAGRAPH,
    "dt_open": PassageKind.PARAGRAPH,
    "th_open": PassageKind.HEADER,
    "td_open": PassageKind.CELL,
    "fieldlist_name_open": PassageKind.PARAGRAPH,
}
_AROUND = frozenset({"list_item_open", "list_item_close", "blockquote_open", "blockquote_close", *_PASSAGES})


def _covered(tokens: Sequence[Token], index: int, offset: int) -> tuple[int, int]:
    """Return the first and last line of the block after a comment; no line where the text ends."""
    for token in tokens[index + 1 :]:
        if token.map and token.type != "myst_line_comment":
            return token.map[0] + offset + 1, token.map[1] + offset
    return 0, 0


def _target(page: Markdown, name: str, line: int) -> None:
    page.anchors.add(name)
    page.targets.add(name)
    page.marks.append(Mark("target", name, line))


def _references(children: Sequence[Token], source: str, line: int) -> Iterator[Mark]:
    for child in children:
        if child.type == "footnote_ref":
            at = max(source.find(f"[^{child.meta['label']}]"), 0)
            yield Mark("reference", str(child.meta["label"]), line + source.count("\n", 0, at))


def _closes(line: str, markup: str) -> bool:
    """Tell whether a line closes a fence that began with some marks: as many of them or more, and nothing else."""
    marks = line.strip(" \t>")
    return len(marks) >= len(markup) and set(marks) == {markup[0]}


def _cells(row: str) -> list[str]:
    """Return the cells of a table's row as it is written."""
    return re.split(r"(?<!\\)\|", re.sub(r"^[\s>]*\||(?<!\\)\|\s*$", "", row))


def _heading(page: Markdown, token: Token, inline: Token, line: int) -> None:
    words = "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline"))
    anchor, number = slug(words), 0
    while anchor in page.anchors:
        number += 1
        anchor = f"{slug(words)}-{number}"
    page.anchors.add(anchor)
    page.headings.append(Heading(int(token.tag[1]), words, anchor, line))


def _inline(children: Sequence[Token], source: str, before: int) -> Iterator[Spot]:
    cursor = 0
    for index, child in enumerate(children):
        spot, needles = _spot(children, index, child)
        if spot is None:
            continue
        found = next((at for at in (source.find(needle, cursor) for needle in needles if needle) if at >= 0), -1)
        cursor = max(cursor, found + 1)
        at = max(found, 0)
        line = source.count("\n", 0, at)
        column = at - (source.rfind("\n", 0, at) + 1) + 1
        kind, target, name, text = spot
        yield Spot(kind, target, before + line + 1, column, name=name, text=text)


def _spot(
    children: Sequence[Token], index: int, child: Token
) -> tuple[tuple[str, str, str, str] | None, tuple[str, ...]]:
    """Return (kind, target, name, text) of an inline token that matters, and strings by which to find it."""
    if child.type == "link_open":
        target = _readable(str(child.attrs.get("href", "")))
        text = "".join(inner.content for inner in _until(children, index, "link_close"))
        needles = (
            f"[{text}]({target}",
            f"[{text}](<{target}",
            f"]({target}",
            f"](<{target}",
            f"<{target}",
            f"[{text}",
            text,
        )
        return ("link", target, child.markup or "", text), needles
    if child.type == "image":
        target = unquote(str(child.attrs.get("src", "")))
        return ("image", target, "", child.content), (f"![{child.content}](", "![")
    if child.type == "myst_role":
        name = str(child.meta.get("name", ""))
        return ("role", child.content, name.lower(), ""), (f"{{{name}}}`{child.content}`", f"{{{name}}}")
    if child.type == "html_inline":
        return ("html", "", "", child.content), (child.content,)
    return None, ()


def _readable(address: str) -> str:
    """Return an address as it was written: the parser has escaped it.

    What means something else unescaped in an address outside the site (%2F, %26) stays escaped.
    """
    return normalizeLinkText(address) if scheme_of(address) in ("http", "https") else unquote(address)


def _until(children: Sequence[Token], index: int, closing: str) -> Iterator[Token]:
    """Yield the tokens after the one at ``index``, up to the one that closes it."""
    for child in children[index + 1 :]:
        if child.type == closing:
            return
        yield child


def _fence(page: Markdown, token: Token, start: int) -> None:
    found = _directive(token)
    if found is None:
        page.marks.append(Mark("code", f"{token.markup}{token.info.strip()}", start + 1))
        return
    name, argument = found
    options, body, skipped = _options(token.content)
    page.spots.append(Spot("directive", argument, start + 1, 1, name=name, options=tuple(options.items()), body=body))
    for key in ("name", "label"):
        if options.get(key):
            _target(page, options[key], start + 1)
    page.passages += _spoken(name, argument, options, token, start + 1)
    if caption := options.get("caption"):
        page.spots += _inline_of(caption, start)
    if name not in LITERAL_DIRECTIVES:
        if argument:
            page.spots += _inline_of(argument, start)
        _walk(page, body, start + 1 + skipped)


def _spoken(name: str, argument: str, options: dict[str, str], token: Token, line: int) -> Iterator[Passage]:
    """Yield the title of a directive, and those of its options that readers see or hear."""
    if argument and name in TITLED:
        for inline in _parser().parseInline(argument):
            found = passage_of(PassageKind.TITLE, inline.children or [], token.info, line)
            if found:
                yield found._replace(column=len(token.markup) + 1)
    for option in SPOKEN_OPTIONS:
        if value := options.get(option):
            kind = PassageKind.ALT if option.endswith("alt") else PassageKind.TITLE
            yield plain_passage(kind, value, f"{token.info}\n{token.content}", line)


def _directive(token: Token) -> tuple[str, str] | None:
    """Return the name and argument of the directive that a fence is, or None where it is plain code."""
    found = re.match(r"\{([^}\s]+)\}\s*(.*)", token.info.strip())
    # docutils takes a directive's name in any case, and its Swedish name
    return (sv.directives.get(found[1].lower(), found[1].lower()), found[2].strip()) if found else None


class DirectiveText(NamedTuple):
    """A directive as it is written: its name, the lines of its options, and its body."""

    name: str
    head: str
    body: str


def parse(text: str) -> list[Token]:
    """Return myst-parser's tokens of a text. A directive is one token, whatever it holds."""
    head = _HEAD.match(text)
    body = f"{text[head.end() if head else 0 :]}\n"
    needless = tuple(rule for rule, marks in _MARKS.items() if not any(mark in body for mark in marks))
    return _parser(needless).parse(text)


def directive_text(token: Token) -> DirectiveText | None:
    """Return the parts of the directive that a token is, or None where it is none."""
    found = _directive(token) if token.type in ("fence", "colon_fence") else None
    if found is None:
        return None
    body = _options(token.content)[1]
    return DirectiveText(found[0], token.content.removesuffix(body), body)


def tokens_of(text: str) -> Iterator[Token]:
    """Yield myst-parser's tokens of a text, in order.

    Where a directive holds Markdown, the tokens of that stand in the directive's place. Code, and what holds no
    Markdown (LITERAL_DIRECTIVES), is one token.
    """
    for token in parse(text):
        found = _directive(token) if token.type in ("fence", "colon_fence") else None
        if found is None or found[0] in LITERAL_DIRECTIVES:
            yield token
        else:
            yield from tokens_of(_options(token.content)[1])


def _inline_of(text: str, before: int) -> Iterator[Spot]:
    for token in _parser().parseInline(text):
        yield from _inline(token.children or [], text, before)


def _options(content: str) -> tuple[dict[str, str], str, int]:
    """Split a directive's content, as MyST does, into its options, its body and the lines skipped."""
    lines = content.split("\n")
    if content.startswith("---"):
        count = next((i for i, line in enumerate(lines[1:], start=2) if line.startswith("---")), len(lines))
        block = dedent("\n".join(lines[1 : count - 1]))
    else:
        count = next((i for i, line in enumerate(lines) if not is_option_line(line)), len(lines))
        block = "\n".join(line.lstrip()[1:] for line in lines[:count])
    try:
        options = dict(options_to_items(block)[0])
    except TokenizeError:
        options = {}  # MyST says so when the page is built
    return options, "\n".join(lines[count:]), count

"""A built page's own text as a list of blocks, read with selectolax. Pure: HTML in, text out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where a page's text stands: in this site's theme, in any theme that keeps to HTML, in Sphinx's plainest theme.
_ARTICLES = ("article.bd-article", "article", "div.body", "main", "body")
# Not text of the page: code, marks beside headings, filters and what else is only for the screen.
_NO_TEXT = "script, style, template, a.headerlink, .kb-screen-only, nav.contents"
# Put there because of other pages: where a term or a source is used (kunskapsbas.content.nodes.NOT_SEARCHED).
_OF_OTHERS = ".kb-not-searched"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr legend li main nav ol option p pre section summary table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})


class Block(NamedTuple):
    """A paragraph, heading, item or row of a table. ``section`` is the heading it stands under."""

    text: str
    section: str
    heading: bool = False


class Image(NamedTuple):
    """A picture of the page: what stands for it in words, and its address as the page gives it."""

    alt: str
    address: str


class Article(NamedTuple):
    """What is compared of a page.

    ``others`` is the text that other pages put there; ``moves_to`` the goal of a page that only leads on.
    """

    title: str
    summary: str
    html: str
    blocks: tuple[Block, ...] = ()
    others: tuple[str, ...] = ()
    outside: tuple[tuple[str, str], ...] = ()
    images: tuple[Image, ...] = ()
    anchors: frozenset[str] = frozenset()
    moves_to: str = ""


def read_article(html: str) -> Article:
    """Return what is compared of a built page; without blocks where it has no text of its own."""
    tree = LexborHTMLParser(html)
    moves_to = _goal(tree)
    found = next((node for name in _ARTICLES if (node := tree.css_first(name)) is not None), None)
    title, summary = _title(tree), _description(tree)
    if found is None:
        return Article(title, summary, "", moves_to=moves_to)
    for node in found.css(_NO_TEXT):
        node.decompose()
    markup = found.html or ""
    others = tuple(_line(node.text(separator=" ")) for node in found.css(_OF_OTHERS))
    for node in found.css(_OF_OTHERS):
        node.decompose()
    outside = tuple(
        (_line(node.text()), href)
        for node in found.css("a[href]")
        if (href := (node.attributes["href"] or "").strip()).lower().startswith(("http:", "https:", "mailto:", "//"))
    )
    images = tuple(
        Image(_line(node.attributes.get("alt") or ""), node.attributes.get("src") or "") for node in found.css("img")
    )
    # the main heading's is left out: it leads to where the page begins, and so does an anchor that is gone
    headings = (node.parent for node in found.css("section[id] > :is(h2, h3, h4, h5, h6)"))
    anchors = frozenset(value for node in headings if node and (value := node.attributes["id"]))
    return Article(title, summary, markup, tuple(_blocks(found)), others, outside, images, anchors, moves_to)


def _title(tree: LexborHTMLParser) -> str:
    """Return the page's main heading, or else its title."""
    for name in ("h1", "head title"):
        node = tree.css_first(name)
        if node is not None:
            for mark in node.css("a.headerlink"):
                mark.decompose()
            if text := _line(node.text()):
                return text
    return ""


def _description(tree: LexborHTMLParser) -> str:
    node = tree.css_first('meta[name="description"]')
    return _line(node.attributes.get("content") or "") if node is not None else ""


def _goal(tree: LexborHTMLParser) -> str:
    node = tree.css_first('meta[http-equiv="refresh"]')
    content = (node.attributes.get("content") or "") if node is not None else ""
    return content.partition("=")[2].strip(" \"'")


def _line(text: str) -> str:
    return " ".join(text.split())


def _blocks(article: LexborNode) -> Iterator[Block]:
    """Yield the blocks of a page in order. Cells of a row are one block, with " | " between them."""
    section, said = "", list[str]()
    for text, heading in _pieces(article):
        if text is not None:
            said.append(text)
            continue
        line = _line("".join(said)).removesuffix(" |").removeprefix("| ")
        said = []
        if line:
            section = line if heading else section
            yield Block(line, section, heading)


def _pieces(article: LexborNode) -> Iterator[tuple[str | None, bool]]:
    """Yield text as it comes, and None where a block ends, with whether it was a heading.

    A stack and not recursion: a page may hold elements in as many levels as its writer likes.
    """
    stack: list[tuple[LexborNode | str | None, bool]] = [(article, False)]  # (what, in a cell or of a heading)
    while stack:
        top, flag = stack.pop()
        if top is None or isinstance(top, str):
            yield top, flag
            continue
        tag = top.tag or ""
        if tag == "-text":
            yield top.text(deep=False) or "", False
        elif tag == "br":
            yield " ", False
        elif tag == "img":
            yield f"[Bild: {top.attributes.get('alt') or 'utan alternativtext'}]", False
        elif not tag.startswith(("-", "!")):
            if tag in _CELLS:
                stack.append((" | ", False))
            elif tag in _BLOCKS and flag:
                stack.append((" ", False))  # the blocks in a cell do not end the row
            elif tag in _BLOCKS:
                yield None, False
                stack.append((None, tag in _HEADINGS))
            inside = tag in _CELLS or (flag and tag != "tr")
            stack += [(child, inside) for child in reversed(list(top.iter(include_text=True)))]

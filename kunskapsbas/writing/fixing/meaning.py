"""What a page says to its readers, as values to compare: so that a mended page can be shown to say the same.

The page is read by the site's own parser. Compared are its front matter, its blocks with their attributes, every
directive with its options, every link, role and piece of code, and the words. How a list's marker or an emphasis is
written is not, nor how many blanks stand between two words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ...content.frontmatter import without_head
from ...content.markdown import LITERAL_DIRECTIVES, directive_text, parse
from ...content.prose import TITLED

#: Directives whose bodies are values in a form of their own: their commas and quotation marks are no running text.
DATA_DIRECTIVES = frozenset({"csv-table"})
# What stands after their names is the first line of their bodies (MyST's parse_directive_text).
_WITHOUT_ARGUMENT = frozenset("attention caution danger error hint important note tip warning seealso".split())
# Signs in an inline text's words (the parser leaves no NUL there): where a link begins and ends, and anything else.
_LINK, _LINK_END, _THING = "\x00<", "\x00>", "\x00."


def says_the_same(before: str, after: str, alike: Callable[[str], str] = str) -> bool:
    """Tell whether two texts of a page say the same. ``alike``: makes words equal that are allowed to differ."""
    if before == after:
        return True
    if alike(_head(before)) != alike(_head(after)):
        return False
    bodies = (list(_meaning(without_head(text), alike)) for text in (before, after))
    return next(bodies) == next(bodies)


def _head(text: str) -> str:
    return text.removesuffix(without_head(text)).rstrip()


def _meaning(text: str, alike: Callable[[str], str]) -> Iterator[tuple[object, ...]]:
    for token in parse(text):
        directive = directive_text(token)
        if token.type == "inline":
            yield _of_words(token.children or (), alike)
        elif directive is None:
            yield _of_block(token)
        else:
            info = _single(token.info) if directive.name in TITLED else token.info.strip()
            yield "directive", alike(info), alike(directive.head), str(token.attrs)
            first = info.partition("}")[2].strip() if directive.name in _WITHOUT_ARGUMENT else ""
            if directive.name in LITERAL_DIRECTIVES | DATA_DIRECTIVES:
                yield "body", directive.body
            else:
                yield from _meaning(f"{first}\n{directive.body}" if first else directive.body, alike)
            yield ("end",)


def _of_block(token: Token) -> tuple[object, ...]:
    """Return what a block is: kind, tag, whether a list is tight, attributes, and content to the letter."""
    comment = token.type == "myst_line_comment"
    info = token.info.strip() if token.type in ("fence", "colon_fence") else ""
    content = _single(token.content) if comment else token.content
    return token.type, token.tag, token.hidden, info, content, str(token.attrs), str(token.meta)


def _of_words(children: Sequence[Token], alike: Callable[[str], str]) -> tuple[object, ...]:
    """Return the words of an inline text with a sign where something else stands, and those things in order."""
    words, things = "", []
    for child in children:
        if child.type in ("text", "softbreak"):
            words += child.content or " "
            continue
        words += {"link_open": _LINK, "link_close": _LINK_END}.get(child.type, _THING)
        content = child.content
        if child.type == "image":
            content = _single(alike(content))
        elif child.type == "myst_role":
            content = alike(content)
        things.append((child.type, content, str(child.attrs), str(child.meta)))
    return alike(_single(words)), *things


def _single(text: str) -> str:
    """Return a text with single blanks, and with those at the edges of a link outside it: readers see no difference."""
    text = re.sub(r"[ \t\n]+", " ", text)
    text = re.sub(rf" ?{_LINK} | {_LINK}", f" {_LINK}", text)
    return re.sub(rf" {_LINK_END} ?|{_LINK_END} ", f"{_LINK_END} ", text).strip()

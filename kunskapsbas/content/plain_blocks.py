"""Shortcuts for the parser: one-line paragraphs, flat lists of them, and text without marks.

Most of a report is just that. The rules of markdown-it try each line of it in a score of ways; these see at once what
it is and give the very tokens that they would, so ``kb check`` reads a long series in less than half the time. What is
less plain they leave to those rules. The tests hold both to the same answer.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def add_shortcuts(parser: MarkdownIt) -> None:
    """Let a parser try the shortcuts before its own rules."""
    parser.block.ruler.before("front_matter", "plain_block", _block)
    parser.core.ruler.at("inline", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph of one line, or a list of such, that stands by itself outside all other blocks."""
    if silent or state.level or state.tShift[start]:
        return False
    last, items = start + 1, _is_item(state, start)
    while items and last < end and _is_item(state, last):
        last += 1
    if not items and not state.src[state.bMarks[start]].isalpha():
        return False
    after = state.skipEmptyLines(last)
    if last < end and (after == last or (after < end and not _begins_anew(state, after))):
        return False
    if items:
        _list(state, start, last, after)
    else:
        _text(state, start, last, state.bMarks[start], hidden=False)
    state.line = after if items else last
    return True


def _is_item(state: StateBlock, line: int) -> bool:
    first = state.src[state.bMarks[line] : state.bMarks[line] + 3]
    return first[:2] == "- " and first[2:].isalpha()


def _begins_anew(state: StateBlock, line: int) -> bool:
    """Tell whether a line after an empty one can be no part of what stands before: an item, or a definition."""
    return not state.tShift[line] and state.src[state.bMarks[line]] not in "-:~"


def _list(state: StateBlock, start: int, last: int, after: int) -> None:
    state.push("bullet_list_open", "ul", 1).map = [start, after]
    state.tokens[-1].markup = "-"
    for line in range(start, last):
        # the last item has the empty lines after it, as the list has
        state.push("list_item_open", "li", 1).map = [line, line + 1 if line + 1 < last else after]
        state.tokens[-1].markup = "-"
        _text(state, line, line + 1, state.bMarks[line] + 2, hidden=True)
        state.push("list_item_close", "li", -1).markup = "-"
    state.push("bullet_list_close", "ul", -1).markup = "-"


def _text(state: StateBlock, start: int, last: int, at: int, *, hidden: bool) -> None:
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    closing = state.push("paragraph_close", "p", -1)
    opening.map, inline.map = [start, last], [start, last]
    opening.hidden = closing.hidden = hidden
    inline.content, inline.children = mdTrim(state.src[at : state.eMarks[start]]), []


def _inline(state: StateCore) -> None:
    """Do what markdown-it's rule does, but for text that holds no mark where an inline rule could begin."""
    marks = state.md.inline.terminator_re
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        if token.content and not marks.search(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)

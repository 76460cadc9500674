"""The importer's own check: every word of the original is on the page, in order, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from ..content import MYST_EXTENSIONS
from ..content.frontmatter import without_head
from .document import words_of

_SHOWN = 5  # places that a message shows
_AROUND = 3  # words before a difference
_MOST = 4000  # words that are compared one by one: the time grows with their square


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)


def page_words(text: str) -> list[str]:
    """Return the words that a page of MyST shows, in order: no front matter, and of a role the words it shows."""
    return [word for piece in _pieces(_parser().parse(without_head(text))) for word in words_of(piece)]


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            parts = []
            for child in token.children or []:
                if child.type == "myst_role":
                    parts.append(child.content.rpartition("<")[0])
                elif child.type in ("softbreak", "hardbreak"):
                    parts.append(" ")
                else:
                    parts.append(child.content)
            yield "".join(parts)
        elif token.type in ("fence", "code_block", "html_block", "colon_fence"):
            yield token.content


def differences(original: Sequence[str], made: Sequence[str]) -> list[str]:
    """Return where two texts' words differ, each place as a phrase in Swedish; none when they are the same words."""
    if list(original) == list(made):
        return []
    found = []
    for a, b, c, d in _changed(original, made):
        before = " ".join(original[max(0, a - _AROUND) : a])
        lost, added = " ".join(original[a:b]), " ".join(made[c:d])
        place = f" efter ”{before}”" if before else " i början"
        if lost and added:
            found.append(f"”{lost}” har blivit ”{added}”{place}")
        else:
            found.append(f"”{lost}” saknas{place}" if lost else f"”{added}” har kommit till{place}")
    more = len(found) - _SHOWN
    return found[:_SHOWN] + ([f"och {more} ställen till"] if more > 0 else [])


def _changed(original: Sequence[str], made: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of words that differ. Long texts are only followed from the first to the last difference."""
    shortest = min(len(original), len(made))
    start = next((i for i in range(shortest) if original[i] != made[i]), shortest)
    end = next((i for i in range(shortest - start) if original[-1 - i] != made[-1 - i]), shortest - start)
    old, new = original[start : len(original) - end], made[start : len(made) - end]
    if max(len(old), len(new)) > _MOST:
        yield start, start + _AROUND, start, start + _AROUND
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + a, start + b, start + c, start + d

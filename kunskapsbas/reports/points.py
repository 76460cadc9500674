"""The points of a report: each item, paragraph and table row of its text as plain words, section by section.

They are what two reports are compared by. Markdown is read by myst-parser's own parser (``content/markdown.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from ..content.markdown import role_target, tokens_of
from ..content.sections import RETELLING, section_of
from ..swedish import fold_form

#: Tells which words a role shows: (the role's name, what it leads to) -> words; None where nobody knows better.
Say = Callable[[str, str], str | None]
INTRODUCTION = "Inledning"
_CITATIONS = ("cite", "footcite")
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Point:
    """What a report says in one place. ``level``: 0 outside lists, 1 in a list, 2 in a list in that list …"""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report. ``key`` is the same for all variants of a heading that the series is known to have."""

    key: str
    heading: str
    points: tuple[Point, ...]


@dataclass(slots=True)
class _Open:
    """A point that is being read: its own words, without those of the points below it."""

    level: int
    words: list[str] = field(default_factory=list)
    glue: str = " "


def read_parts(text: str, say: Say = lambda role, target: None) -> tuple[Part, ...]:
    """Return the sections of a page's text (with or without its front matter), in order; those without points too.

    What stands before the first heading is a section of its own, with the key "".
    """
    reader = _Reader(list(tokens_of(text)), say)
    return tuple(
        Part(key, heading, tuple(point for point in map(_close, points) if point.text))
        for key, (heading, points) in reader.read().items()
        if key or points
    )


def _close(opened: _Open) -> Point:
    return Point(" ".join(opened.glue.join(filter(None, opened.words)).split()), opened.level)


class _Reader:
    """Walks the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], say: Say) -> None:
        self._tokens, self._say = tokens, say
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        self._top = min(levels, default=1)
        self._points: list[_Open] = []
        self._parts: dict[str, tuple[str, list[_Open]]] = {"": (INTRODUCTION, self._points)}
        self._stack: list[_Open] = []  # the list items and table rows around what is being read

    def read(self) -> dict[str, tuple[str, list[_Open]]]:
        """Return key -> heading and points."""
        for index, token in enumerate(self._tokens):
            if token.type in ("list_item_open", "tr_open"):
                is_row = token.type == "tr_open"
                level = sum(opened.glue == " " for opened in self._stack) + (not is_row)
                self._stack.append(self._add(level, " | " if is_row else " "))
            elif token.type in ("list_item_close", "tr_close"):
                self._stack.pop()
            elif token.type == "inline":
                words = plain_words(token.children or (), self._say)
                before = self._tokens[index - 1]
                if before.type == "heading_open":
                    self._heading(words, int(before.tag[1]))
                else:
                    self._take(words)
            elif token.type in ("fence", "code_block", "math_block") and not token.info.lstrip().startswith("{"):
                self._take(token.content)
        return self._parts

    def _add(self, level: int, glue: str = " ") -> _Open:
        opened = _Open(level, glue=glue)
        self._points.append(opened)
        return opened

    def _take(self, words: str) -> None:
        (self._stack[-1] if self._stack else self._add(0)).words.append(words)

    def _heading(self, words: str, level: int) -> None:
        known = section_of(words)
        if known is None and level > self._top:
            self._take(words)  # a heading inside a section
            return
        key = known.value if known else fold_form(words)
        if key in RETELLING:
            self._points = []
        else:
            self._points = self._parts.setdefault(key, (words, []))[1]


def plain_words(tokens: Iterable[Token], say: Say) -> str:
    """Return the words that inline tokens show: roles and links as their text, no citations, no marks."""
    return " ".join("".join(_words(token, say) for token in tokens).split())


def _words(token: Token, say: Say) -> str:
    if token.type in _BREAKS:
        return " "
    if token.type == "myst_role":
        return _role(str(token.meta.get("name", "")).lower(), token.content, say)
    if token.type == "image":
        return token.content
    return token.content if token.type in ("text", "code_inline", "math_inline", "text_special") else ""


def _role(name: str, content: str, say: Say) -> str:
    if name.removeprefix("std:").split(":")[0] in _CITATIONS:
        return ""
    target = role_target(content)
    explicit = content.strip().removesuffix(f"<{target}>").strip() if content.strip().endswith(">") else ""
    return explicit or say(name, target) or target

"""Text to Typst markup: escaping, quoting and calls. Pure functions; nothing here knows docutils."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\uffff]")
# One sign to the reader: a flag (two letters), an emoji with its variants and joined parts, or a character.
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_VARIANT = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGN = re.compile(rf"{_FLAG}|\S(?:{_VARIANT}|\u200d\S)+|[^\x00-\x7f]")
# "e-hälsa" and "it-stöd", escaped: a line should not end with "e-" or "it-".
_SHORT_START = re.compile(r"(?<![\w\\-])([^\W\d_]{1,2}\\-[^\W\d_]{1,14})(?!\w)")
# A word in escaped text that may be parted: not a part of an address or of a word with hyphens.
_PARTED = re.compile(r"(?<![\w./@\\-])[^\W\d_]{14,44}(?!\w|\\[-/@]|\\\.\w)")
_LONG = 45
_LONG_WORD = re.compile(rf"(?<!\S)[^\s\u00ad]{{{_LONG},}}(?!\S)")
_STEP = 8
_ANCHOR = re.compile(r'#anchor\("(?:[^"\\]|\\.)*"\)')  # in text the sign # is escaped, and in code the quote is
_ZERO_WIDTH_SPACE = "\u200b"

Value = str | int | float | bool | None | tuple["Value", ...]


def clean(text: str) -> str:
    """Give text in NFC without characters that no font can show (controls, non-characters)."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def signs(text: str) -> list[str]:
    """Give the signs beyond ASCII, each once: characters, and sequences of characters that make one emoji."""
    return list(dict.fromkeys(_SIGN.findall(text)))


def breakable(text: str) -> str:
    """Let words of 45 characters or more break, so that they stay within the page; soft hyphens do it already.

    An address breaks after its signs (/ . - _ ? & =); a stretch without any breaks every 8th character.
    """
    return _LONG_WORD.sub(lambda match: _breakable_word(match.group()), text)


def _breakable_word(word: str) -> str:
    return _ZERO_WIDTH_SPACE.join(_stepped(part) for part in re.split(r"(?<=[/._?&=-])(?=\w)", word))


def _stepped(part: str) -> str:
    if len(part) < _LONG:
        return part
    return _ZERO_WIDTH_SPACE.join(part[start : start + _STEP] for start in range(0, len(part), _STEP))


def escape(text: str) -> str:
    """Give text as Typst markup that prints exactly that text.

    Every ASCII punctuation character is escaped, so no text can become Typst code, a list, a heading, a
    link or a comment. Line breaks become spaces: where they mean something, the caller says so.
    """
    return _PUNCTUATION.sub(r"\\\1", _BREAKS.sub(" ", breakable(clean(text))))


def running(text: str) -> str:
    """Give running text as Typst markup: escaped, and with short words before a hyphen kept on the line."""
    return _SHORT_START.sub(r"#box[\1]", escape(text))


def with_long_words(markup: str) -> str:
    """Name the long words of running text, which a line may end within."""
    return _PARTED.sub(r"#long[\g<0>]", markup)


def quote(text: str) -> str:
    """Give text as a Typst string literal; its line breaks are kept."""
    text = clean(text.replace("\r\n", "\n")).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\t", "\\t") + '"'


def value(item: Value) -> str:
    """Give a Python value as Typst code. Raises TypeError for a type that has no form in Typst."""
    match item:
        case None:
            return "none"
        case bool():
            return "true" if item else "false"
        case int() | float():
            return str(item)
        case str():
            return quote(item)
        case tuple():
            return "(" + "".join(value(part) + ", " for part in item) + ")"
    raise TypeError(f"no Typst form for {type(item).__name__}")


def call(name: str, *contents: str, **settings: Value) -> str:
    """Give a call of a theme function: named settings first, then each markup as a content block.

    A setting called ``font_size`` is written ``font-size``, as Typst names are.
    """
    named = ", ".join(f"{key.replace('_', '-')}: {value(item)}" for key, item in settings.items())
    return f"#{name}({named})" + "".join(f"[{content}]" for content in contents)


def block(markup: str) -> str:
    """Set markup apart as a block of its own."""
    return f"\n\n{markup}\n\n"


def rows(name: str, items: list[str], settings: Mapping[str, Value] | None = None) -> str:
    """Give a call whose positional arguments are Typst code, such as ``[item]`` or ``([term], [text])``."""
    named = [f"{key.replace('_', '-')}: {value(item)}" for key, item in (settings or {}).items()]
    return f"#{name}({', '.join(named + items)})"


def label(docname: str, ident: str = "") -> str:
    """Give the name of a place in the document: a page, or an id on it."""
    return f"{docname}#{ident}"


def without_anchors(markup: str, wanted: Set[str]) -> str:
    """Leave out the anchors that no link leads to: each of them costs Typst memory."""
    kept = {anchor(name) for name in wanted}
    return _ANCHOR.sub(lambda found: found.group() if found.group() in kept else "", markup)


def anchor(name: str) -> str:
    """Give a place that links can lead to."""
    return f"#anchor({quote(name)})"

"""Formatting by rumdl, believed only where the page still says the same: its parsed text is compared, before and after.

rumdl (a wheel with a program in it) knows MyST: it leaves directives, roles and code alone. It works on copies in a
folder of its own.
"""

from __future__ import annotations

import re
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown_it.token import Token

from ...content.frontmatter import without_head
from ...content.markdown import tokens_of

_SETTINGS = Path(__file__).with_name("rumdl.toml")
# Where a page would not be the same with all rules, these are tried alone: they only take away blanks.
_PLAIN_RULES = "MD009,MD012,MD047,MD064"


class FixError(Exception):
    """The formatter is not installed, or ended in a way it should not."""


def format_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Return each text formatted, by the same keys; as it was where formatting would change what the page says.

    Raises FixError where rumdl cannot be run.
    """
    made = _run(texts, [])
    doubtful = {name: text for name, text in texts.items() if not says_the_same(text, made[name])}
    plain = _run(doubtful, ["--enable", _PLAIN_RULES]) if doubtful else {}
    for name, text in doubtful.items():
        made[name] = plain[name] if says_the_same(text, plain[name]) else text
    return made


def _run(texts: Mapping[str, str], options: list[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Path(folder, f"{number}.md") for number, name in enumerate(texts)}
        for name, place in places.items():
            place.write_bytes(texts[name].encode())
        settings: list[str | Path] = ["--silent", "--no-cache", "--config", _SETTINGS]
        command = [_program(), "fmt", *settings, *options, folder]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        except OSError as error:
            raise FixError(f"rumdl gick inte att köra ({error.strerror or error}).") from None
        if done.returncode not in (0, 1):  # 1: something is left that cannot be mended
            raise FixError(f"rumdl slutade med ett fel: {done.stderr.strip().splitlines()[-1:]}")
        return {name: place.read_bytes().decode() for name, place in places.items()}


def _program() -> Path:
    """Return rumdl's program, which its wheel puts beside Python's own. Raises FixError where it is not there."""
    for name in ("rumdl", "rumdl.exe"):
        place = Path(sysconfig.get_path("scripts"), name)
        if place.is_file():
            return place
    raise FixError("Programmet rumdl är inte installerat. Kör make check en gång.")


def says_the_same(before: str, after: str) -> bool:
    """Tell whether two texts have the same front matter and the same parsed text, blanks aside."""
    if _head(before) != _head(after):
        return False
    return list(_meaning(before)) == list(_meaning(after))


def _head(text: str) -> str:
    body = without_head(text)
    return text[: len(text) - len(body)].rstrip()


def _meaning(text: str) -> Iterator[tuple[object, ...]]:
    """Yield what a reader gets of each token: kind, tag, whether a list is tight, words with single blanks."""
    for token in tokens_of(text):
        if token.type != "front_matter":
            yield from _of_token(token)


def _of_token(token: Token) -> Iterator[tuple[object, ...]]:
    exact = token.type in ("fence", "colon_fence", "code_block", "myst_target")
    content = token.content if exact else ""
    yield token.type, token.tag, token.hidden, token.info.strip(), content, sorted(map(str, token.attrs.items()))
    words = ""
    for child in token.children or ():
        if child.type in ("text", "softbreak"):
            words += child.content or " "
            continue
        yield ("words", _single(words))
        words = ""
        yield child.type, child.content, sorted(map(str, child.attrs.items())), str(child.meta)
    yield ("words", _single(words))


def _single(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()

"""Formatting by rumdl, believed only where the page still says the same: what it says is compared, before and after.

rumdl (a wheel with a program in it) knows MyST: it leaves code, roles and the options of directives alone. It works on
copies in a folder of its own, with the rules in rumdl.toml and no others.
"""

from __future__ import annotations

import re
import subprocess
import sysconfig
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .meaning import says_the_same

_SETTINGS = Path(__file__).with_name("rumdl.toml")
_ROUNDS = 5
_SECONDS = 120  # 1,000 reports take less than one
# Lines that belong to what stands under them: a comment, a target, attributes, the beginning of a directive.
_OPENING = re.compile(r"\s*(?:%|\([^()]+\)=\s*$|\{[.#][^{}]*\}\s*$|:{3,}\{|`{3,}\{)")
_CLOSING = re.compile(r"\s*:{3,}\s*$")  # belongs to what stands over it


class FixError(Exception):
    """The formatter is not installed, or ended in a way it should not."""


class Formatted(NamedTuple):
    """The texts, by the keys they came with, and the keys of those that could not be formatted all through."""

    texts: dict[str, str]
    partly: tuple[str, ...]


def format_texts(texts: Mapping[str, str]) -> Formatted:
    """Return each text formatted. Where all rules together would change what it says, it gets those that do not.

    Raises FixError where rumdl cannot be run.
    """
    made = _run(texts)
    doubtful = {name: text for name, text in texts.items() if not says_the_same(text, made[name])}
    partly = tuple(doubtful)
    for _ in range(_ROUNDS):  # a rule may find more to do when another has done its part
        before = doubtful
        for rule in _rules() if doubtful else ():
            tried = _run(doubtful, rule)
            doubtful = {name: tried[name] if says_the_same(old, tried[name]) else old for name, old in doubtful.items()}
        made |= doubtful
        doubtful = {name: text for name, text in doubtful.items() if text != before[name]}
    return Formatted(made, partly)


def _rules() -> list[str]:
    return list(tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))["global"]["enable"])


def _run(texts: Mapping[str, str], rule: str = "") -> dict[str, str]:
    """Return the texts as rumdl leaves them, by all rules or one."""
    if not texts:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Path(folder, f"{number}.md") for number, name in enumerate(texts)}
        for name, place in places.items():
            place.write_bytes(texts[name].encode())
        # the folder may lie below one whose .gitignore names it
        settings = ["--silent", "--no-cache", "--respect-gitignore=false", "--config", str(_SETTINGS)]
        command = [str(_program()), "fmt", *settings, *(["--enable", rule] if rule else []), folder]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=_SECONDS)
        except OSError as error:
            raise FixError(f"Programmet rumdl gick inte att köra ({error.strerror or error}).") from None
        except subprocess.TimeoutExpired:
            raise FixError(f"Programmet rumdl blev inte klart på {_SECONDS} sekunder.") from None
        if done.returncode not in (0, 1):  # 1: something is left that cannot be mended
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise FixError(f"Programmet rumdl slutade med ett fel: {last or done.returncode}")
        return {name: _kept_together(texts[name], place.read_bytes().decode()) for name, place in places.items()}


def _program() -> Path:
    """Return rumdl's program, which its wheel puts beside Python's own. Raises FixError where it is not there."""
    for name in ("rumdl", "rumdl.exe"):
        place = Path(sysconfig.get_path("scripts"), name)
        if place.is_file():
            return place
    raise FixError("Programmet rumdl är inte installerat. Kör make check en gång.")


def _kept_together(before: str, after: str) -> str:
    """Return the text after without the blank lines that have come between a line and what it belongs to."""
    old, new = before.split("\n"), after.split("\n")
    starts, ends = _places(_OPENING, old, new), _places(_CLOSING, old, new)
    dropped = {there + 1 for here, there in starts if here + 1 < len(old) and old[here + 1].strip()}
    dropped |= {there - 1 for here, there in ends if here and old[here - 1].strip()}
    return "\n".join(line for number, line in enumerate(new) if line.strip() or number not in dropped)


def _places(pattern: re.Pattern[str], old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where such lines stand in both texts, in pairs; nothing where the texts do not have equally many."""
    found = [[number for number, line in enumerate(lines) if pattern.match(line)] for lines in (old, new)]
    return list(zip(*found, strict=True)) if len(found[0]) == len(found[1]) else []

"""``kb terms match``: the terms in a text, by any folder of glossary pages.

A page takes part when its front matter has ``kind: term`` and a title; other keys may be missing, and those that are
unknown are passed over. What cannot be read is told of and left out; what is no term is left out silently.

The answer is to come at once, so nothing is imported that is slow to load: neither Sphinx nor the model, whose reader
(``content/frontmatter.py``) has more to say of each page than is asked here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ..swedish import fold_form
from ..swedish.dictionary import DictionaryError
from .forms import Entry, is_name
from .matching import Matcher

_LONGEST = 100_000  # characters of a front matter
_DEEPEST = 50  # signs on one line, and indents, that open a list in a list: a bomb of nested lists stops here


class GlossaryError(Exception):
    """The glossary cannot be used; the text says why, in Swedish."""


def match_text(entries: list[Entry], text: str) -> str:
    """Return the matches in a text as JSON: form (as in the text), term (its title), start and end, in order.

    Raises GlossaryError where the dictionary is not installed.
    """
    try:
        matcher = Matcher.of(entries)
    except DictionaryError as error:
        raise GlossaryError(str(error)) from None
    found = [
        {"form": match.form, "term": match.term, "start": match.start, "end": match.end}
        for match in matcher.matches(text)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def read_entries(folder: Path) -> tuple[list[Entry], list[str]]:
    """Return the terms of a folder, with those below it, and a line for each page that could not be read.

    Raises GlossaryError where there is no such folder.
    """
    if not folder.is_dir():
        raise GlossaryError(f"{folder} är ingen mapp." if folder.exists() else f"Mappen {folder} finns inte.")
    root = folder.resolve()
    entries: list[Entry] = []
    told: list[str] = []
    for path in sorted(folder.rglob("*.md")):
        if not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            told.append(f"{path}: Filen är en genväg till en plats utanför mappen. Den är inte med.")
            continue
        try:
            entry = _entry(path, path.relative_to(folder).with_suffix("").as_posix())
        except GlossaryError as error:
            told.append(f"{path}: {error} Filen är inte med.")
            continue
        if entry:
            entries.append(entry)
    return entries, told


def _entry(path: Path, key: str) -> Entry | None:
    """Return a page's term, or None when it is something else. Raises GlossaryError when it cannot be read."""
    head = _head(path)
    if head.get("kind") != "term":
        return None
    title = head.get("title")
    if not isinstance(title, str) or not title.strip():
        raise GlossaryError("Begreppet har ingen titel (title).")
    deprecated = [bad.get("form") for bad in _list(head.get("deprecated")) if isinstance(bad, dict)]
    refused = [*_texts(head.get("not_linked")), *_texts(head.get("search_synonyms")), *_texts(deprecated)]
    definition = head.get("definition")
    return Entry(
        title=title.strip(),
        key=key,
        inflections=tuple(_texts(head.get("inflections"))),
        link_forms=tuple(_texts(head.get("link_forms"))),
        refused=frozenset(map(fold_form, refused)),
        name=is_name(str(head.get("category"))),
        text=definition if isinstance(definition, str) else "",
    )


def _head(path: Path) -> dict[str, Any]:
    """Return a page's front matter, its values as texts; nothing when the page has none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"Filen går inte att läsa ({error.strerror or type(error).__name__}).") from None
    except UnicodeDecodeError:
        raise GlossaryError("Filen är inte skriven i UTF-8.") from None
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return {}
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise GlossaryError("Sidhuvudet slutar aldrig: raden --- saknas.")
    block = "\n".join(lines[1:end]) + "\n"
    if len(block) > _LONGEST or max(map(_depth, lines[1:end]), default=0) > _DEEPEST:
        raise GlossaryError("Sidhuvudet är för stort eller har för många nivåer.")
    try:
        data = yaml.load(block, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        raise GlossaryError("Sidhuvudet går inte att tolka som YAML.") from None
    return data if isinstance(data, dict) else {}


def _depth(line: str) -> int:
    return max(line.count("[") + line.count("{"), line.count("- "), (len(line) - len(line.lstrip())) // 2)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> Iterator[str]:
    yield from (text.strip() for text in _list(value) if isinstance(text, str) and text.strip())

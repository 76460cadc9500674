"""What ``kb check`` remembers of each file, so that only what has changed is looked at again.

One JSON file below _build. An answer is kept with a checksum of all that it depends on: the file's text, the rules'
own code and the vocabulary. Anything odd in the file, and all is looked at anew: it is never trusted to be there.
Plain data and no pickle, because a folder may come from someone else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from ..content import Heading, Markdown, Problem, Spot
from ..content.files import write_atomic
from ..content.markdown import Comment
from ..content.problem import CODES

PLACE = Path("_build", ".check.json")
_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def code_print() -> str:
    """Return a checksum of the code that the answers come from."""
    folders = ("content", "swedish", "links", "glossary", "writing")
    files = [path for name in folders for path in sorted((_PACKAGE / name).rglob("*.py"))]
    return digest(f"{path.name}{path.stat().st_size}{path.stat().st_mtime_ns}" for path in files)


def digest(parts: Iterable[str]) -> str:
    """Return a checksum of some texts in order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode(errors="surrogatepass"))
        total.update(b"\0")
    return total.hexdigest()


class Memory:
    """Answers by kind and name, each with the checksum of what it depends on."""

    def __init__(self, path: Path | None) -> None:
        """Read what is remembered; ``path`` None: nothing is, and nothing will be."""
        self._path = path
        self._known: dict[str, dict[str, list[Any]]] = {}
        self._now: dict[str, dict[str, list[Any]]] = {}
        if path is not None:
            with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                data = json.loads(path.read_bytes())
                self._known = dict(data["answers"]) if data["code"] == code_print() else {}

    @property
    def lasts(self) -> bool:
        """Whether what is kept will be there next time."""
        return self._path is not None

    def recall(self, kind: str, name: str, *depends: str) -> tuple[Any, str]:
        """Return what is remembered (None where nothing is, or it depends on something else), and the checksum."""
        mark = digest(depends)
        found = self._known.get(kind, {}).get(name)
        if isinstance(found, list) and len(found) == 2 and found[0] == mark:
            self._now.setdefault(kind, {})[name] = found
            return found[1], mark
        return None, mark

    def keep(self, kind: str, name: str, mark: str, answer: Any) -> None:
        """Remember an answer, plain data as JSON has it."""
        self._now.setdefault(kind, {})[name] = [mark, answer]

    def save(self) -> None:
        """Write what was asked for this time; a disk that cannot be written only costs time."""
        if self._path is None or self._now == self._known:
            return
        text = json.dumps({"code": code_print(), "answers": self._now}, ensure_ascii=False, separators=(",", ":"))
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._path, text.encode())


def markdown_to_data(page: Markdown) -> Any:
    """Return a page's facts as plain data, but for its running text, blocks, tables and marks: rules that read those
    are remembered themselves.
    """
    return [
        [list(asdict(heading).values()) for heading in page.headings],
        sorted(page.anchors),
        sorted(page.targets),
        [
            [spot.kind, spot.target, spot.line, spot.column, spot.name, spot.text, list(spot.options), spot.body]
            for spot in page.spots
        ],
        [[comment.text, comment.line, list(comment.covers)] for comment in page.comments],
    ]


def markdown_from_data(data: Any) -> Markdown:
    """Return what :func:`markdown_to_data` was given, without its running text, blocks, tables and marks."""
    headings, anchors, targets, spots, comments = data
    return Markdown(
        [Heading(*heading) for heading in headings],
        set(anchors),
        set(targets),
        [_spot(*spot) for spot in spots],
        [Comment(text, line, (covers[0], covers[1])) for text, line, covers in comments],
    )


def _spot(kind: str, target: str, line: int, column: int, name: str, text: str, options: Any, body: str) -> Spot:
    return Spot(kind, target, line, column, name, text, tuple((key, value) for key, value in options), body)


def problems_to_data(problems: Iterable[Problem]) -> Any:
    """Return Problems as plain data."""
    return [[p.path, p.line, p.column, p.code.value, p.message, p.hint] for p in problems]


def problems_from_data(data: Any) -> list[Problem]:
    """Return what :func:`problems_to_data` was given."""
    return [Problem(path, line, column, CODES[code], message, hint) for path, line, column, code, message, hint in data]

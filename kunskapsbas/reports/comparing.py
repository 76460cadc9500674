"""What has changed between all neighbours of the series: worked out once for each pair, and kept beside the doctrees.

A pair is compared anew when one of its two texts changes, or the words that a role in them shows. Only two texts are
in memory at a time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..content import Library, Report
from ..content.files import write_atomic
from ..content.text import read_text
from .changes import Comparison, Tally, compare
from .points import Part, Say, read_parts
from .series import Series

FOLDER = "reports-changes"
_CODE = ("reports/points.py", "reports/changes.py", "content/markdown.py", "content/sections.py")


class Known(NamedTuple):
    """What is kept of a pair: a digest of its texts, the words its roles show (by role and target), the numbers."""

    texts: str
    shown: dict[tuple[str, str], str | None]
    tally: Tally

    @property
    def mark(self) -> str:
        """A text that is another one when anything of the pair may have changed."""
        return f"{self.texts} {sorted(self.shown.items(), key=repr)}"


class _Text(NamedTuple):
    """A report's text as read, and its digest."""

    text: str
    digest: str


class Comparisons:
    """The comparisons of one build. ``root``: the folder of the sources; ``folder``: where to keep what was found."""

    def __init__(self, root: Path, folder: Path, library: Library) -> None:
        self._root, self._folder = root, folder
        self._say = role_words(library)
        self._code = code_digest(_CODE)
        self._text: tuple[str, _Text] = ("", _Text("", ""))
        self._parts: tuple[str, tuple[Part, ...], dict[tuple[str, str], str | None]] = ("", (), {})

    def refresh(self, series: Series, known: Mapping[str, Known]) -> dict[str, Known]:
        """Return docname of the newer report -> what is known of the pair; compares only where it is not known."""
        found: dict[str, Known] = {}
        for older, newer in series.pairs():
            texts = self._digest(older, newer)
            kept = known.get(newer.docname)
            if kept and kept.texts == texts and all(self._say(*role) == words for role, words in kept.shown.items()):
                found[newer.docname] = kept
            else:
                comparison, shown = self._compare(older, newer)
                write_atomic(self._place(newer, texts), pickle.dumps(comparison))
                found[newer.docname] = Known(texts, shown, comparison.tally)
        self._tidy({self._place(newer, found[newer.docname].texts) for _, newer in series.pairs()})
        return found

    def of(self, older: Report, newer: Report, known: Known) -> Comparison:
        """Return all that has changed between two reports, as it was kept or else compared again."""
        try:
            found = pickle.loads(self._place(newer, known.texts).read_bytes())  # our own file, as Sphinx's doctrees are
        except (OSError, EOFError, pickle.UnpicklingError):
            found = None
        return found if isinstance(found, Comparison) else self._compare(older, newer)[0]

    def _compare(self, older: Report, newer: Report) -> tuple[Comparison, dict[tuple[str, str], str | None]]:
        before, said = self._read(older)
        after, said_too = self._read(newer)
        return compare(before, after), said | said_too

    def _read(self, report: Report) -> tuple[tuple[Part, ...], dict[tuple[str, str], str | None]]:
        """Return a report's points, and what its roles show. Remembers the last: it is the next pair's older one."""
        if self._parts[0] != report.docname:
            shown: dict[tuple[str, str], str | None] = {}

            def say(role: str, target: str) -> str | None:
                return shown.setdefault((role, target), self._say(role, target))

            self._parts = (report.docname, read_parts(self._load(report).text, say), shown)
        return self._parts[1:]

    def _load(self, report: Report) -> _Text:
        if self._text[0] != report.docname:
            text = read_text(self._root, report.path)[0] or ""
            self._text = (report.docname, _Text(text, hashlib.sha256(text.encode()).hexdigest()))
        return self._text[1]

    def _digest(self, older: Report, newer: Report) -> str:
        digests = [self._load(report).digest for report in (older, newer)]
        return hashlib.sha256("\n".join([self._code, *digests]).encode()).hexdigest()

    def _place(self, newer: Report, texts: str) -> Path:
        return self._folder / f"{newer.docname.replace('/', '-')}-{texts[:16]}.pickle"

    def _tidy(self, wanted: set[Path]) -> None:
        for path in self._folder.glob("*.pickle"):
            if path not in wanted:
                path.unlink()


def role_words(library: Library) -> Say:
    """Return the function that knows which words the roles of this project show."""
    questions = {question.id: question.question for question, _ in library.questions}

    def say(role: str, target: str) -> str | None:
        if role == "link" and target in library.links:
            return library.links[target].title
        return questions.get(target) if role == "question" else None

    return say


def code_digest(names: tuple[str, ...]) -> str:
    """Return a digest of files of the package, by their paths in it: what other code made is made again."""
    package = Path(__file__).parent.parent
    return hashlib.sha256(b"\n".join((package / name).read_bytes() for name in names)).hexdigest()

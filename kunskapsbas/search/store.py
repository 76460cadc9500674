"""Keeps what the search knows of each page between builds, so that an unchanged page is not read again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from .passages import SearchPage


def _version() -> int:
    """Return a number that changes with the code that describes a page, so that all is then read anew."""
    code = b"".join(
        (Path(__file__).parent / name).read_bytes() for name in ("collecting.py", "passages.py", "store.py")
    )
    return int.from_bytes(hashlib.sha256(code).digest()[:3], "big")


class Store:
    """Pages in an SQLite file beside Sphinx's doctrees. A file that cannot be read is made anew."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._base.close()
            path.unlink()
            self._open()

    def _open(self) -> None:
        self._base = sqlite3.connect(self._path, isolation_level=None)
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version != _version():
            self._base.execute("DROP TABLE IF EXISTS pages")
            self._base.execute(f"PRAGMA user_version = {_version()}")
        self._base.execute("PRAGMA synchronous = OFF")  # a file of a build that broke off is only a cache lost
        self._base.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, page TEXT NOT NULL)")
        self._base.execute("BEGIN")

    def names(self) -> set[str]:
        """Return the names of all pages kept."""
        return {name for (name,) in self._base.execute("SELECT name FROM pages")}

    def put(self, page: SearchPage) -> None:
        """Keep a page, in place of what was kept under its name."""
        text = json.dumps(page.to_json(), ensure_ascii=False)
        self._base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?)", (page.name, text))

    def keep_only(self, names: Collection[str]) -> None:
        """Forget every page that is not named."""
        for name in sorted(self.names() - set(names)):
            self._base.execute("DELETE FROM pages WHERE name = ?", (name,))

    def __iter__(self) -> Iterator[SearchPage]:
        """Yield the pages in order of name."""
        for text in self.texts():
            yield SearchPage.from_json(json.loads(text))

    def texts(self) -> Iterator[str]:
        """Yield the pages as they are kept, in order of name."""
        for (text,) in self._base.execute("SELECT page FROM pages ORDER BY name"):
            yield text

    def close(self) -> None:
        """Write everything and let go of the file."""
        with suppress(sqlite3.Error):
            self._base.execute("COMMIT")
        self._base.close()

"""Fixtures: a misbehaving web server, and a small built site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.links.server import Site, stop


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A running server, asked directly whatever proxy this machine has."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Site.started()
    yield server
    stop(server)


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A maker of built sites: file name -> body of a page, or the whole text of another file."""

    def make(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = f"<!doctype html>\n<title>{name}</title>\n<body>\n{text}"
            path.write_text(whole if name.endswith(".html") and "<title" not in text else text, encoding="utf-8")
        return tmp_path

    return make

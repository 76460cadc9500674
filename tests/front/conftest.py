"""Fixtures: the small site, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.front.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of the test's own, to change and build again."""
    return Project(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; tests only read it."""
    return Project(tmp_path_factory.mktemp("front")).build()

"""Fixtures: the small knowledge base, built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.project import Project


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small base, built once for a file of tests; it must not be changed."""
    return Project.small(tmp_path_factory.mktemp("built")).build()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small base of one's own, not built yet."""
    return Project.small(tmp_path)

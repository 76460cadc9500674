"""Fixtures: the small knowledge base, built. Property-based tests have no deadline: the machine may be busy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.content.project import Project

settings.register_profile("kunskapsbas", deadline=None)
settings.load_profile("kunskapsbas")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small base, built once for a file of tests; it must not be changed."""
    return Project.small(tmp_path_factory.mktemp("built")).build()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small base of one's own, not built yet."""
    return Project.small(tmp_path)

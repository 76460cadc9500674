"""Fixtures: small Sphinx projects with sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh project."""
    return Project(tmp_path)


@pytest.fixture
def project_at(tmp_path: Path) -> Callable[[str], Project]:
    """A maker of projects in a named folder, for comparing two of them."""
    return lambda name: Project(tmp_path / name)

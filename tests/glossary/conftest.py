"""Fixtures: the site that readers' tests open, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.glossary.reading import build_site


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; tests only read it."""
    return build_site(tmp_path_factory.mktemp("glossary"))

"""The project with every construct is built once a session: as a book and as handouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handout.support import Built, build, copy_everything


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the project that uses every construct."""
    return copy_everything(tmp_path_factory.mktemp("allt") / "källa")


@pytest.fixture(scope="session")
def book(everything: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the project as a book."""
    return build(everything, tmp_path_factory.mktemp("bok") / "ut", "bookpdf")


@pytest.fixture(scope="session")
def handouts(everything: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the project as handouts."""
    return build(everything, tmp_path_factory.mktemp("blad") / "ut", "handoutpdf")

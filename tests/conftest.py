"""What many tests share: this repository's own site, built once, a small knowledge base, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from kunskapsbas.build import Result, build
from kunskapsbas.content import Library, load_library
from kunskapsbas.writing import format_problems
from tests.content.project import Project

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# No deadline: the machine may be busy. The same examples every time: a run is red for its own change only.
settings.register_profile("kunskapsbas", deadline=None, derandomize=True)
settings.load_profile("kunskapsbas")


@pytest.fixture(scope="session")
def library() -> Library:
    """This repository's own content."""
    return load_library(ROOT)[0]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """This repository's own site and PDF files, built by ``kb build`` into a folder with a space and åäö."""
    out = tmp_path_factory.mktemp("byggd webbplats åäö")
    result = build(ROOT, out, jobs=2)
    assert not result.failed, format_problems(result.problems, "text")
    return result


@pytest.fixture(scope="session")
def site(built: Result) -> Path:
    """The folder of the built HTML."""
    assert built.html is not None
    return built.html.parent


@pytest.fixture(scope="session")
def book(built: Result) -> Path:
    """The whole knowledge base as one PDF."""
    assert built.pdf is not None
    return built.pdf


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small knowledge base, built once for a file of tests; it must not be changed."""
    return Project.small(tmp_path_factory.mktemp("built")).build()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small knowledge base of one's own, not built yet."""
    return Project.small(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; the tests download none."""
    path = os.environ.get("KB_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "Ingen Chromium hittades. Kör make test, eller ange var den finns i KB_CHROMIUM."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()

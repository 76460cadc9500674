"""What many tests share: this repository's own site, built once, a small knowledge base, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from kunskapsbas.content import Library, load_library
from tests.commands import beside
from tests.content.project import Project
from tests.once import work_done_once

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# No deadline: the machine may be busy. The same examples every time: a run is red for its own change only.
settings.register_profile("kunskapsbas", deadline=None, derandomize=True)
settings.load_profile("kunskapsbas")


@pytest.fixture(scope="session", autouse=True)
def once() -> Iterator[None]:
    """What all builds do alike is done once."""
    with work_done_once():
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    """This repository's own content."""
    return load_library(ROOT)[0]


@pytest.fixture(scope="session")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """Begins ``kb build`` of this repository into a folder with a space and åäö; gives what waits for the folder."""
    out = tmp_path_factory.mktemp("byggd webbplats åäö")
    with beside(ROOT, "kunskapsbas.cli", "build", "--jobs", "2", "--out", str(out)) as finish:

        def finished() -> Path:
            finish()
            return out

        yield finished


@pytest.fixture(scope="session", autouse=True)
def begun(request: pytest.FixtureRequest) -> None:
    """Let the site be built beside the first tests, where any test is going to read it."""
    if any("building" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("building")


@pytest.fixture(scope="session")
def built(building: Callable[[], Path]) -> Path:
    """The folder with this repository's own site and PDF files."""
    return building()


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The folder of the built HTML."""
    return built / "html"


@pytest.fixture(scope="session")
def book(built: Path) -> Path:
    """The whole knowledge base as one PDF."""
    (book,) = (built / "pdf").glob("*.pdf")
    return book


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

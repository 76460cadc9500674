"""Sphinx's own search, mended for Swedish, in a real browser and straight from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.search.project import build


@pytest.fixture(scope="module", params=["alabaster", "basic", "pydata_sphinx_theme"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with one theme."""
    return build(tmp_path_factory.mktemp("search"), html_theme=request.param)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A browser window; a fault in a script fails the test."""
    faults: list[str] = []
    window = browser.new_page()
    window.on("pageerror", lambda error: faults.append(str(error)))
    yield window
    window.close()
    assert faults == []


@pytest.mark.parametrize(
    ("query", "status", "hits"),
    [
        ("karaff", "Sökningen är klar. En sida hittades.", ["mapp/ett.html"]),
        ("tillbringare", "Sökningen är klar. 2 sidor hittades.", ["mapp/ett.html", "tva.html"]),
        ("xyzzy", "Ingen sida hittades. Kontrollera stavningen, pröva ett annat ord eller sök på färre ord.", []),
    ],
)
def test_search_finishes_and_says_so_in_swedish(
    site: Path, page: Page, query: str, status: str, hits: list[str]
) -> None:
    page.goto((site / "search.html").as_uri() + f"?q={query}")
    page.wait_for_selector("html[data-search=done]")
    assert page.inner_text("#search-results [role=status]") == status
    assert page.inner_text("#search-results h2") == "Sökresultat"
    links = page.query_selector_all("#search-results li > a:first-of-type")
    assert sorted(link.get_attribute("href") or "" for link in links) == hits


def test_nothing_is_said_before_anything_is_asked(site: Path, page: Page) -> None:
    page.goto((site / "search.html").as_uri())
    assert page.get_attribute("html", "data-search") is None

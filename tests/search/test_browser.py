"""The search in a real browser, in a plain project: with other themes, from a server and straight from the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.search.project import build
from tests.search.serving import serve
from tests.windows import close_pages, shared_window

# Each theme in one place, and both places: what a theme does and what a place does have nothing to do with each other.
THEMES = {"alabaster": "http", "basic": "file", "pydata_sphinx_theme": "file"}
DAMAGED = "<<<<"
BROWSERS_OWN = "Unexpected token '<<'"  # what Chromium itself says of a script with that text
Address = Callable[[str], str]
Folders = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Gives the folder of the small project as built by a builder with a theme; no test changes it."""
    return cache(lambda builder, theme: build(tmp_path_factory.mktemp("search"), builder, html_theme=theme))


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, folders: Folders) -> Iterator[Address]:
    """Gives the address of a file of the small project with one theme, on a server or on the disk."""
    folder = folders("html", request.param)
    if THEMES[request.param] == "file":
        yield lambda name: f"{folder.as_uri()}/{name}"
        return
    with serve(folder) as root:
        yield lambda name: f"{root}/{name}"


@pytest.fixture(scope="module")
def window(browser: Browser, folders: Folders) -> Iterator[BrowserContext]:
    """One browser window for all tests."""
    address = f"{folders('html', 'basic').as_uri()}/index.html"
    theirs = ("theme", "mode")  # pydata_sphinx_theme's choice of colours
    with shared_window(browser, address, known=theirs, viewport={"width": 1100, "height": 800}) as window:
        yield window


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A new page; a fault in a script fails the test."""
    faults: list[str] = []
    page = window.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    close_pages(window)
    assert [fault for fault in faults if fault != BROWSERS_OWN] == []


def search(page: Page, address: str) -> None:
    """Open a page of hits and wait until it has its answer."""
    page.goto(address)
    page.wait_for_selector("html[data-search=done]", state="attached")


def hits(page: Page) -> list[str]:
    """Give the address of each hit."""
    return [link.get_attribute("href") or "" for link in page.query_selector_all("#search-results li > a")]


@pytest.mark.parametrize(
    ("query", "status", "found"),
    [
        ("karaff", "1 träff på ”karaff”", ["mapp/ett.html"]),
        ("tillbringare", "3 träffar på ”tillbringare”", ["mapp/ett.html", "tre.html", "tva.html"]),
        ("qqqxyz", "Inga träffar på ”qqqxyz”", []),
        ("", "Skriv vad du söker: ett ord, en fråga, ett namn eller ett datum.", []),
    ],
)
def test_the_page_of_hits_says_what_it_found(
    site: Address, page: Page, query: str, status: str, found: list[str]
) -> None:
    search(page, site(f"search.html?q={quote(query)}"))
    assert page.inner_text("#kb-search-status") == status
    assert sorted(address.partition("#")[0] for address in hits(page)) == found
    assert page.input_value("#kb-sok") == query
    assert ("Ingen sida hittades" in page.inner_text("#kb-search-notes")) == (query == "qqqxyz")


def test_nothing_is_loaded_before_the_reader_turns_to_the_field(site: Address, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site("mapp/ett.html"))
    assert not [url for url in asked if "_search/" in url or "kunskapsbas-search" in url]
    page.focus("form.kb-search-field input")
    page.wait_for_selector("input[role=combobox]")
    assert [url for url in asked if "/_search/search.js" in url]


def test_the_field_shows_hits_and_a_hit_keeps_its_marks(site: Address, page: Page) -> None:
    page.goto(site("mapp/ett.html"))
    page.fill("form.kb-search-field input >> nth=1", "tillbri")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    link = page.get_attribute("[role=option][aria-selected=true]", "href") or ""
    assert link.startswith("../")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{link.removeprefix('../')}")
    page.wait_for_selector("mark.kb-found")
    assert {mark.inner_text().lower() for mark in page.query_selector_all("mark.kb-found")} == {"tillbringare"}


def test_the_list_of_hits_is_seen_and_stays_inside_the_window(site: Address, page: Page) -> None:
    for width in (1100, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(site("index.html"))
        page.fill("form.kb-search-field input", "tillbringare")
        page.wait_for_selector("[role=option]")
        box = page.locator(".kb-instant").bounding_box()
        field = page.locator("form.kb-search-field input").bounding_box()
        assert box is not None
        assert field is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= field["y"] + field["height"]
        shown = "([x, y]) => document.elementFromPoint(x, y).closest('.kb-instant') !== null"
        assert page.evaluate(shown, [box["x"] + 20, box["y"] + 20])


def test_kinds_filter_hits_in_any_project(site: Address, page: Page) -> None:
    search(page, site("search.html?q=tillbringare&typ=recept"))
    assert hits(page) == ["tva.html"]
    assert page.is_checked("input[name=typ][value=recept]")
    assert page.query_selector("select[name=ar]") is None


def test_text_of_a_page_is_never_html(site: Address, page: Page) -> None:
    search(page, site("search.html?q=vinet"))
    assert "<b>inget</b>" in page.inner_text("#search-results")
    assert page.query_selector("#search-results b") is None


@pytest.mark.parametrize("place", ["http", "file"])
def test_addresses_follow_the_builder(folders: Folders, page: Page, place: str) -> None:
    out = folders("dirhtml", "alabaster")
    with serve(out) as root:
        start = root if place == "http" else out.as_uri()
        search(page, f"{start}/search/{'index.html' if place == 'file' else ''}?q=karaff")
        assert hits(page) == ["../mapp/ett/"]
        if place == "http":
            page.click("#search-results li > a")
            page.wait_for_selector("mark.kb-found")
            page.fill("form.kb-search-field input >> nth=1", "tillbringare")
            page.wait_for_selector("[role=option]")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search/?q=tillbringare")


@pytest.fixture
def broken(folders: Folders, tmp_path: Path) -> Path:
    """The small project, to be damaged."""
    return shutil.copytree(folders("html", "alabaster"), tmp_path / "broken")


@pytest.mark.parametrize("damage", ["missing", "no script", "other data"])
def test_without_its_list_of_files_the_search_says_so_and_leads_on(broken: Path, page: Page, damage: str) -> None:
    meta = broken / "_search" / "meta.js"
    if damage == "missing":
        meta.unlink()
    else:
        meta.write_text(DAMAGED if damage == "no script" else 'kbSearchData("meta", 0, {"x": [1]})', encoding="utf-8")
    page.goto((broken / "index.html").as_uri())
    page.fill("form.kb-search-field input", "karaff")
    page.wait_for_selector(".kb-instant-note")
    assert "gick inte att läsa" in page.inner_text(".kb-instant")
    page.keyboard.press("Enter")  # the plain form still leads on
    page.wait_for_selector("html[data-search=done]", state="attached")
    assert "gick inte att läsa" in page.inner_text("#kb-search-status")
    assert page.is_visible(".kb-other-ways a")


def test_with_damaged_files_the_rest_still_works(broken: Path, page: Page) -> None:
    first, second, *_ = sorted((broken / "_search" / "t").iterdir())
    first.unlink()
    second.write_text(DAMAGED, encoding="utf-8")
    search(page, f"{(broken / 'search.html').as_uri()}?q=tillbringare")
    assert "En del av sökningens filer gick inte att läsa" in page.inner_text("#kb-search-notes")
    assert hits(page)

"""What only a browser shows: accessibility rules, width, console and keyboard. The search has test_search.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from kunskapsbas.content import Library
from tests.search.serving import serve
from tests.windows import close_pages, shared_window

WINDOWS = ((1280, "light"), (360, "dark"), (1280, "dark"), (360, "light"))
ONE_OF_EACH_KIND = (
    "index.html",  # index, and the start page
    "reports/2025-11-20.html",  # report
    "reports/slutrapport.html",  # slutrapport
    "reports/tidslinje.html",
    "strategy/modul-vs-karnsystem.html",  # strategy, with the widest table
    "glossary/vardinformationsmiljo.html",  # term
    "glossary/index.html",
    "about/kallor.html",  # about, with the bibliography
    "search.html?q=modul",
)
# Each width and each colour has met every page in the first two windows; the other two try how they go together.
SOME = ("index.html", "strategy/modul-vs-karnsystem.html", "about/utskrifter.html")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site on a server of this machine."""
    with serve(site) as root:
        yield root


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    settings = {"viewport": {"width": 1280, "height": 900}, "locale": "sv-SE"}
    with shared_window(browser, f"{address}/index.html", **settings) as window:
        yield window


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    yield window.new_page()
    close_pages(window)


def watch(page: Page) -> list[str]:
    """Collect console errors, script errors and requests to any other host."""
    seen: list[str] = []
    page.on("console", lambda message: seen.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(f"script: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))
            else seen.append(f"request: {request.url}")
        ),
    )
    return seen


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_one_page_of_each_kind_breaks_no_accessibility_rule(
    browser: Browser, address: str, width: int, theme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
    page, faults = context.new_page(), []
    seen = watch(page)
    for name in ONE_OF_EACH_KIND if (width, theme) in WINDOWS[:2] else SOME:
        page.goto(f"{address}/{name}")
        if name.startswith("search"):
            page.wait_for_selector("html[data-search=done]")
        faults += [
            f"{name}: {violation['id']}: {violation['nodes'][0]['html'][:160]}"
            for violation in Axe().run(page).response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: går att rulla i sidled")
    context.close()
    assert faults + seen == []


def test_no_page_scrolls_sideways_on_a_small_phone(browser: Browser, address: str, library: Library) -> None:
    """All pages but terms, which are alike: of them, those with the longest words."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    terms = sorted(library.terms, key=lambda term: -max(map(len, f"{term.title} {term.definition}".split())))
    names = {page.docname for page in library.pages.values()} - {term.docname for term in terms[15:]}
    wide = []
    for name in (*sorted(names), "search", "404"):
        page.goto(f"{address}/{name}.html", wait_until="domcontentloaded")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    context.close()
    assert wide == []


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("Vilka effektmål gäller?", "strategy/vad-vi-inte-vet.html#effektmalen"),
        ("openEHR", "strategy/vad-vi-inte-vet.html#standardvalet"),
        ("min arbetsdag", "strategy/vad-vi-inte-vet.html#arbetsdagen"),
    ],
)
def test_a_question_without_an_answer_leads_to_the_section_that_says_so(
    page: Page, address: str, query: str, section: str
) -> None:
    page.goto(f"{address}/search.html?q={query}")
    page.wait_for_selector("html[data-search=done]")
    links = page.locator("#search-results li > a:first-of-type")
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert section in hrefs[:3]
    assert len(hrefs) == len(set(hrefs))
    links.nth(hrefs.index(section)).click()
    page.wait_for_url(f"**/{section}")


def test_the_slash_key_takes_the_reader_to_the_search_field(page: Page, address: str) -> None:
    page.goto(f"{address}/glossary/modul.html")
    page.keyboard.press("/")
    page.keyboard.type("paus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=paus*")


def test_the_first_tab_stop_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/strategy/index.html")
    page.keyboard.press("Tab")
    assert "Hoppa till" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement) || location.hash !== ''")

"""The site in a real browser: accessibility, no sideways scrolling, keyboard, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.axe import violations
from tests.windows import close_pages, shared_window

NAMES = (
    "index", "reports/index", "reports/r2", "strategy/vagen", "glossary/index", "glossary/modul", "about/om", "search",
)  # fmt: skip
WIDE, NARROW = 1280, 360
View = tuple[int, str]
VIEWS: list[View] = [(WIDE, "light"), (NARROW, "dark")]
# Every page in one of the views; reports/r2 and strategy/vagen have the same text. The whole site is tried in more.
PAGES = [(name, VIEWS[number % 2]) for number, name in enumerate(NAMES)]


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Path) -> Iterator[dict[View, BrowserContext]]:
    """One browser window for each view."""
    with ExitStack() as stack:
        yield {
            view: stack.enter_context(
                shared_window(
                    browser,
                    (site / "index.html").as_uri(),
                    viewport={"width": view[0], "height": 800},
                    color_scheme=view[1],
                )
            )
            for view in VIEWS
        }


@pytest.fixture(params=VIEWS, ids=str)
def view(request: pytest.FixtureRequest, windows: dict[View, BrowserContext]) -> Iterator[Page]:
    """A new page in one of the views; it fails the test if it writes to the console."""
    page = windows[request.param].new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    yield page
    close_pages(windows[request.param])
    assert messages == []


@pytest.fixture
def wide(windows: dict[View, BrowserContext]) -> Iterator[Page]:
    """A new page in the wide view, for what has nothing to do with the view."""
    yield windows[VIEWS[0]].new_page()
    close_pages(windows[VIEWS[0]])


def open_page(page: Page, site: Path, name: str, query: str = "") -> None:
    """Open a page straight from the disk, as a reader without a web server does."""
    page.goto((site / f"{name}.html").as_uri() + query)


@pytest.mark.parametrize(("name", "view"), PAGES, indirect=["view"], ids=str)
def test_page_is_accessible_and_fits_its_window(view: Page, site: Path, name: str) -> None:
    open_page(view, site, name, "?q=rapport" if name == "search" else "")
    if name == "search":
        view.wait_for_selector("html[data-search=done]")
    for summary in view.query_selector_all("details:not([open]) > summary"):
        summary.click()
    assert violations(view) == []
    width = view.viewport_size["width"] if view.viewport_size else 0
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert view.is_visible("input[name=q]")


def test_menu_opens_closes_and_is_accessible(view: Page, site: Path) -> None:
    open_page(view, site, "strategy/vagen")
    button = view.locator(".kb-menu-button")
    if not button.is_visible():
        assert view.is_visible(".kb-sections")
        return
    assert not view.is_visible(".kb-sections")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert view.is_visible(".kb-sections")
    assert view.is_visible(".kb-sidebar")
    assert view.is_visible("#kb-farglage")
    assert violations(view) == []
    view.keyboard.press("Escape")
    assert not view.is_visible(".kb-sections")
    assert view.evaluate("document.activeElement.className") == "kb-menu-button kb-js-only"


def test_keys_lead_to_the_search_field(wide: Page, site: Path) -> None:
    page = wide
    open_page(page, site, "reports/r1")
    for key in ("/", "Control+k"):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == "kb-sok"
    page.keyboard.type("a/b")
    assert page.input_value("#kb-sok") == "a/b"


def test_single_key_can_be_switched_off(browser: Browser, site: Path) -> None:
    """WCAG 2.1.4: a shortcut of a single sign must be possible to turn off."""
    context = browser.new_context()
    page = context.new_page()
    open_page(page, site, "reports/r1")
    page.uncheck("#kb-snedstreck")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "kb-sok"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "kb-sok"
    context.close()


def test_choice_of_colours_is_remembered(browser: Browser, site: Path) -> None:
    context = browser.new_context(color_scheme="light", viewport={"width": WIDE, "height": 800})
    page = context.new_page()
    open_page(page, site, "reports/r1")
    assert page.get_attribute("html", "data-theme") == "light"
    page.select_option("#kb-farglage", label="Mörkt läge")
    assert page.get_attribute("html", "data-theme") == "dark"
    open_page(page, site, "index")
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_page_is_whole_without_javascript(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 800})
    page = context.new_page()
    open_page(page, site, "strategy/vagen")
    assert page.is_visible(".kb-sections")
    assert page.is_visible(".kb-sidebar")
    assert page.is_visible(".kb-contents ul")
    assert not page.is_visible(".kb-menu-button")
    assert not page.is_visible(".kb-mode")
    context.close()


def test_paper_has_black_text_and_no_frame(browser: Browser, site: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    open_page(page, site, "strategy/vagen")
    page.emulate_media(media="print")
    assert not page.is_visible(".kb-top")
    assert not page.is_visible(".kb-sidebar")
    assert page.evaluate("getComputedStyle(document.querySelector('.bd-article p')).color") == "rgb(0, 0, 0)"
    context.close()


def test_skip_link_leads_past_the_header(wide: Page, site: Path) -> None:
    page = wide
    open_page(page, site, "strategy/vagen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"

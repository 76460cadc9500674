"""The site's search in a real browser: the field, the page of hits, and the marks on the page opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.search.serving import serve
from tests.windows import close_pages, shared_window

FIELD = "#kb-sok"
WINDOW: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "sv-SE"}
PAGE_OF_TERM = "glossary/karnsystem.html"
ODD = (
    "<img src=x onerror=alert(1)>\"'",
    "<script>alert(1)</script>",
    "och det som är",
    "👩\u200d⚕️🏥",
    "\u202eשלום العربية",
    "\x00\x01\x07\x1f\u2028",
    "a" * 10_000,
    "modul " * 1_700,
    "% & ? # + \\ ( [ * . ^ $",
    "__proto__ constructor toString",
    '"',
    '""',
)


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    with serve(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def either(request: pytest.FixtureRequest, root: str, site: Path) -> str:
    """The address of the site on the server, and on the disk: for what depends on how files and addresses are read."""
    return root if request.param == "http" else site.as_uri()


@pytest.fixture(scope="module")
def window(browser: Browser, root: str, site: Path) -> Iterator[BrowserContext]:
    """One window for most of the tests."""
    addresses = (f"{start}/{PAGE_OF_TERM}" for start in (root, site.as_uri()))
    with shared_window(browser, *addresses, **WINDOW) as window:
        yield window


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A new page; whatever is written to the console, asked of another host or shown in a dialog fails the test."""
    with watched(window):
        yield window.new_page()


@pytest.fixture
def alone(browser: Browser) -> Iterator[Page]:
    """The same in a window of the test's own, where it may set the clock or leave something in storage."""
    with shared_window(browser, **WINDOW) as window, watched(window):
        yield window.new_page()


@contextmanager
def watched(window: BrowserContext) -> Iterator[None]:
    """Watch every page that is opened, close them all, and fail if there was anything to see."""
    seen: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: ours(request.url) or seen.append(request.url))

    window.on("page", watch)
    yield
    close_pages(window)
    window.remove_listener("page", watch)
    assert seen == []


def ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file:", "data:"))


def finish(page: Page) -> None:
    """Wait until the page of hits has its answer."""
    page.wait_for_selector("html[data-search=done]", state="attached")


def search(page: Page, root: str, query: str, more: str = "") -> None:
    """Open the page of hits and wait for them."""
    page.goto(f"{root}/search.html?q={quote(query)}{more}")
    finish(page)


def hrefs(page: Page) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.query_selector_all("#search-results li > a")]


def facts(page: Page) -> list[str]:
    return page.locator("#search-results .kb-hit-facts").all_inner_texts()


def type_in_field(page: Page, root: str, text: str, name: str = PAGE_OF_TERM) -> None:
    """Open a page, write in its field and wait for the hits of all that was written."""
    page.goto(f"{root}/{name}")
    page.keyboard.press("Control+k")
    page.keyboard.type(text)
    page.wait_for_selector(f"[role=option][href$='search.html?q={quote_plus(text)}']")


# The field


def test_the_field_is_a_combobox_that_is_used_with_the_keyboard(page: Page, root: str) -> None:
    type_in_field(page, root, "integration")
    field = page.locator(FIELD)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert re.fullmatch(r"\d+ träffar\. Välj med pil upp och pil ned\.", page.inner_text("form [role=status]"))
    options = page.locator("[role=option]")
    last = options.count() - 1
    for key, chosen in (
        ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowUp", last), ("ArrowDown", -1),
    ):  # fmt: skip
        page.keyboard.press(key)
        if chosen < 0:
            assert field.get_attribute("aria-activedescendant") is None
        else:
            expect(field).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id") or "")
            expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        assert page.locator("[role=option][aria-selected=true]").count() == (chosen >= 0)
    expect(field).to_be_focused()


def test_escape_closes_the_list_and_leaves_the_text(page: Page, root: str) -> None:
    type_in_field(page, root, "integration")
    page.keyboard.press("Escape")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(FIELD)).to_have_value("integration")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Home")
    page.keyboard.type("x")
    expect(page.locator(FIELD)).to_have_value("xintegration")


def test_tab_leaves_the_field_and_closes_the_list(page: Page, root: str) -> None:
    type_in_field(page, root, "integration")
    page.keyboard.press("Tab")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(page.locator("form.kb-search button")).to_be_focused()


def test_enter_opens_the_page_of_hits_or_the_chosen_hit(page: Page, either: str) -> None:
    type_in_field(page, either, "integration")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=integration")
    finish(page)
    assert hrefs(page)[0] == "glossary/integration.html"
    type_in_field(page, either, "integration")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/integration.html")


def test_the_last_option_leads_to_all_hits(page: Page, root: str) -> None:
    type_in_field(page, root, "integration")
    option = page.locator("[role=option]").last
    assert re.fullmatch(r"Visa alla \d+ träffar", option.inner_text())
    option.click()
    page.wait_for_url("**/search.html?q=integration")


def test_hits_on_their_way_do_not_take_the_place_of_the_one_that_is_pressed(alone: Page, root: str) -> None:
    page = alone
    page.clock.install()
    page.goto(f"{root}/{PAGE_OF_TERM}")
    page.fill(FIELD, "integration")
    page.clock.run_for(100)
    option = page.locator("[role=option]").last
    option.hover()
    page.keyboard.type("en")
    page.mouse.down()
    page.clock.run_for(1000)
    page.mouse.up()
    page.wait_for_url("**/search.html?q=integration")


def test_a_hit_tells_title_section_kind_date_and_where_the_word_stands(page: Page, root: str) -> None:
    type_in_field(page, root, "Vilka effektmål gäller?", "index.html")
    option = page.locator("[role=option][href$='strategy/vad-vi-inte-vet.html#effektmalen']")
    assert "Vad vi inte vet – " in option.inner_text()
    assert "Översikt · 20 november 2025" in option.inner_text()
    assert option.locator("mark").count() > 0


def test_the_start_pages_own_field_has_hits_too(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    page.fill("main input[name=q]", "pausen")
    page.wait_for_selector("[role=option]")
    assert page.locator("main [role=option]").first.get_attribute("href") == "glossary/pausen.html"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_open_list_and_page_of_hits_break_no_accessibility_rule(
    browser: Browser, site: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, root, faults = context.new_page(), site.as_uri(), []

    def check(name: str) -> None:
        found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
        faults.extend(f"{name}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: går att rulla i sidled")

    type_in_field(page, root, "modulär strategi")
    page.keyboard.press("ArrowDown")
    check("fält")
    for query in ("patientsekerhet", "qqqxyz", "Vilka effektmål gäller?"):
        search(page, root, query)
        for summary in page.query_selector_all("details:not([open]) > summary"):
            if summary.is_visible():
                summary.click()
        check(query)
    search(page, root, "modul")
    page.click("#search-results li > a")
    page.wait_for_selector("mark.kb-found")
    check("markeringar")
    context.close()
    assert faults == []


def test_the_chosen_hit_is_seen_in_forced_colours(browser: Browser, site: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    type_in_field(page, site.as_uri(), "integration")
    page.keyboard.press("ArrowDown")
    style = "getComputedStyle(document.querySelector('[role=option][aria-selected=true]')).outlineStyle"
    assert page.evaluate(style) == "solid"
    context.close()


# The page of hits


def test_search_finds_and_tells_how_many_in_swedish(page: Page, either: str) -> None:
    search(page, either, "stabsmetodik")
    assert page.locator("#search-results li").count() >= 3
    assert re.fullmatch(r"\d+ träffar på ”stabsmetodik”", page.inner_text("[role=status]"))
    assert "stabsmetodik" in page.inner_text("#search-results li:first-child a").lower()
    assert len(hrefs(page)) == len(set(hrefs(page)))
    assert page.title().startswith("stabsmetodik – Sök – ")
    page.click("#search-results li:first-child a")
    page.wait_for_selector("mark.kb-found")
    assert page.locator("main h1").count() == 1


def test_a_search_without_hits_says_so_and_leads_on(page: Page, root: str) -> None:
    search(page, root, "qqqxyz")
    assert page.inner_text("[role=status]") == "Inga träffar på ”qqqxyz”"
    assert "Ingen sida hittades" in page.inner_text("main")
    assert page.locator("#search-results li").count() == 0
    page.click("text=Ordlistan från A till Ö")
    page.wait_for_url("**/glossary/index.html")


def test_an_empty_search_asks_for_words(page: Page, root: str) -> None:
    for address in ("search.html", "search.html?q=", "search.html?q=%20"):
        page.goto(f"{root}/{address}")
        finish(page)
        assert "Skriv vad du söker" in page.inner_text("[role=status]")
        assert page.is_visible(".kb-other-ways a")


def test_a_misspelt_word_is_corrected_and_can_be_insisted_on(page: Page, root: str) -> None:
    search(page, root, "patientsekerhet")
    notes = page.locator("#kb-search-notes")
    assert notes.inner_text() == "Visar resultat för patientsäkerhet. Sök i stället på patientsekerhet."
    notes.locator("a").last.click()
    page.wait_for_url("**/search.html?q=patientsekerhet&exakt=1")
    finish(page)
    assert "Visar resultat" not in notes.inner_text()
    assert page.input_value(FIELD) == "patientsekerhet"


def test_a_terms_definition_stands_on_top_and_the_term_among_the_hits(page: Page, root: str) -> None:
    search(page, root, "modulerna")
    card = page.locator(".kb-card")
    assert "Modul" in card.locator("h2").inner_text()
    assert "Källa: " in card.inner_text()
    assert card.locator("a").get_attribute("href") == "glossary/modul.html"
    assert "glossary/modul.html" in [href.partition("#")[0] for href in hrefs(page)[:3]]


def test_a_source_is_a_hit_of_its_own(page: Page, root: str) -> None:
    search(page, root, "Johnny Magnusson")
    assert hrefs(page) == ["about/kallor.html#kalla-gt-budget"]


def test_filters_and_order_stand_in_the_address_and_follow_back_and_forward(page: Page, root: str) -> None:
    search(page, root, "modul")
    everything = hrefs(page)
    box, order = page.locator("input[name=typ][value=term]"), page.locator("select[name=sort]")
    counted = int(re.sub(r"\D", "", page.locator("label", has_text="Begrepp").inner_text()))
    box.check()
    page.wait_for_url("**/search.html?q=modul&typ=term")
    expect(page.locator("[role=status]")).to_have_text(f"{counted} träffar på ”modul”")
    assert {fact.partition(" · ")[0] for fact in facts(page)} == {"Begrepp"}
    expect(box).to_be_focused()
    order.select_option("datum")
    page.wait_for_url("**/search.html?q=modul&typ=term&sort=datum")
    page.go_back()
    page.wait_for_url("**/search.html?q=modul&typ=term")
    expect(order).to_have_value("")
    expect(box).to_be_checked()
    page.go_back()
    page.wait_for_url("**/search.html?q=modul")
    expect(box).not_to_be_checked()
    finish(page)
    assert hrefs(page) == everything
    page.go_forward()
    expect(box).to_be_checked()
    finish(page)
    assert {fact.partition(" · ")[0] for fact in facts(page)} == {"Begrepp"}


def test_a_shared_address_shows_the_same_search(page: Page, root: str) -> None:
    search(page, root, "millennium", "&typ=report,strategy&typ=index&ar=2025&sort=datum")
    for kind in ("report", "strategy", "index"):
        expect(page.locator(f"input[name=typ][value={kind}]")).to_be_checked()
    expect(page.locator("select[name=ar]")).to_have_value("2025")
    expect(page.locator("select[name=sort]")).to_have_value("datum")
    days = [day.get_attribute("datetime") or "" for day in page.query_selector_all("#search-results time")]
    assert days == sorted(days, reverse=True)
    assert {day[:4] for day in days} == {"2025"}


def test_a_filter_without_hits_can_be_taken_away(page: Page, root: str) -> None:
    search(page, root, "modul", "&typ=term&ar=1999")
    assert "med den begränsning du har valt" in page.inner_text("#kb-search-notes")
    expect(page.locator("select[name=ar]")).to_have_value("1999")
    page.click("text=Sök bland alla sidor")
    page.wait_for_url("**/search.html?q=modul")
    finish(page)
    assert hrefs(page)


def test_writing_on_the_page_of_hits_searches_at_once_without_new_steps_back(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    search(page, root, "modul")
    page.fill(FIELD, "pausen")
    page.wait_for_url("**/search.html?q=pausen")
    expect(page.locator("[role=status]")).to_contain_text("”pausen”")
    page.keyboard.press("Enter")
    page.go_back()
    page.wait_for_url("**/index.html")


def test_more_hits_are_added_below_and_the_first_of_them_gets_the_focus(page: Page, root: str) -> None:
    search(page, root, "millennium")
    first = hrefs(page)
    assert len(first) == 10
    page.click("text=/Visa fler \\(\\d+ till\\)/")
    expect(page.locator("#search-results li")).to_have_count(20)
    expect(page.locator("#search-results li:nth-child(11) > a")).to_be_focused()
    assert hrefs(page)[:10] == first
    assert len(set(hrefs(page))) == 20


def test_the_way_back_from_a_hit_leads_to_where_it_stood(page: Page, root: str) -> None:
    search(page, root, "millennium")
    page.click("text=/Visa fler/")
    expect(page.locator("#search-results li")).to_have_count(20)
    link = page.locator("#search-results li:nth-child(15) > a")
    link.scroll_into_view_if_needed()
    before = page.evaluate("Math.round(scrollY)")
    link.click()
    page.wait_for_selector("mark.kb-found")
    page.go_back()
    finish(page)
    expect(page.locator("#search-results li")).to_have_count(20)
    assert abs(page.evaluate("scrollY") - before) < 3


def test_any_string_is_safe(page: Page, root: str) -> None:
    for query in ODD:
        search(page, root, query)
        assert page.inner_text("[role=status]").strip(), query
        assert page.locator("main img, main script:not([src]), #search-results script").count() == 0, query
    page.goto(f"{root}/{PAGE_OF_TERM}")
    said = "form .kb-unseen[role=status]"
    for query in ODD:
        page.fill(FIELD, "")
        page.wait_for_selector(f"{said}:empty", state="attached")
        page.fill(FIELD, query)
        page.wait_for_selector(f"{said}:not(:empty)", state="attached")
        assert page.locator("header img").count() == 0, query


def test_without_javascript_the_page_says_so_and_leads_to_the_lists(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/search.html?q=modul")
    assert "Sökningen behöver JavaScript" in page.inner_text("main")
    assert not page.is_visible("#kb-search-filters")
    for name in ("glossary/index", "strategy/index", "reports/index", "reports/tidslinje"):
        assert page.is_visible(f"main a[href='{name}.html']")
    context.close()


# The marks on the page opened


def open_marked(page: Page, root: str) -> str:
    """Follow the first hit, and give its address."""
    search(page, root, "integration")
    page.click("#search-results li > a")
    page.wait_for_selector("mark.kb-found")
    return page.url


def test_the_page_opened_has_the_words_marked_until_another_is_opened(page: Page, either: str) -> None:
    address = open_marked(page, either)
    assert all("integration" in text.lower() for text in page.locator("mark.kb-found").all_inner_texts())
    assert page.locator("nav mark, header mark, script mark").count() == 0
    page.reload()
    page.wait_for_selector("mark.kb-found")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{either}/{PAGE_OF_TERM}")
    page.goto(address)
    assert page.locator("mark.kb-found").count() == 0
    assert not [url for url in asked if "_search" in url]


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_the_marks_can_be_taken_away(page: Page, root: str, way: str) -> None:
    open_marked(page, root)
    text = page.inner_text("main article")
    if way == "button":
        page.click("text=Ta bort markeringen")
    else:
        page.keyboard.press("Escape")
    expect(page.locator("mark.kb-found, .kb-unmark")).to_have_count(0)
    assert page.inner_text("main article") == text
    page.reload()
    assert page.locator("mark.kb-found").count() == 0


@pytest.mark.parametrize("modified", [False, True])
def test_a_hit_in_a_new_tab_has_its_marks(alone: Page, either: str, modified: bool) -> None:
    page = alone
    search(page, either, "integration")
    link = page.locator("#search-results li > a").first
    with page.context.expect_page() as opened:
        if modified:
            link.click(modifiers=["Control"])
        else:
            link.click(button="middle")
    opened.value.wait_for_selector("mark.kb-found")
    assert page.url.endswith("search.html?q=integration")


def test_a_hit_on_the_page_that_is_open_is_marked_at_once(page: Page, root: str) -> None:
    type_in_field(page, root, "effektmålen", "strategy/vad-vi-inte-vet.html")
    page.locator("[role=option][href*='vad-vi-inte-vet.html#']").first.click()
    page.wait_for_selector("mark.kb-found")
    expect(page.locator("[role=option]")).to_have_count(0)


def test_the_search_works_where_storage_is_switched_off(page: Page, either: str) -> None:
    page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    search(page, either, "integration")
    page.click("#search-results li > a")
    page.wait_for_url("**/glossary/integration.html")

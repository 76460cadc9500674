"""The card at a link to a term, as a reader meets it: pointer, keyboard, touch, small windows, screen reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.axe import violations
from tests.content.project import Project
from tests.glossary.reading import HOSTILE, LONG, PAGE

CARD = ".kb-term-card"
LINKS = "article a.term"
# In what window each of the ways to place a card is tried: wide, phone, and 1280 × 1024 at 400 %.
WINDOWS = ((1280, 800), (360, 700), (320, 256))


@pytest.fixture(scope="module")
def open_window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window; what a page writes to its console is a fault."""
    contexts, said = [], list[str]()

    def opened(**settings: Any) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def window(open_window: Callable[..., Page]) -> Page:
    """One window for many tests; its clock goes only when a test says so."""
    page = open_window()
    page.clock.install(time=0)
    page.clock.pause_at(10_000)
    return page


@pytest.fixture
def page(window: Page, reading: Path) -> Page:
    """The page with links, as it is when a reader has just come to it."""
    window.set_viewport_size({"width": 1280, "height": 800})
    window.mouse.move(5, 5)
    window.goto(address(reading))
    return window


def address(reading: Path, name: str = PAGE) -> str:
    """Return the address of a page on the disk: a reader needs no server."""
    return (reading / f"{name}.html").as_uri()


def link(page: Page, number: int = 0) -> Locator:
    """Return a link to a term, in the page's order."""
    return page.locator(LINKS).nth(number)


def point_at(page: Page, place: Locator) -> None:
    """Move the pointer to the middle of an element, in several steps as a hand does."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


def nudge(page: Page) -> None:
    """Move the pointer a little, within the first link."""
    box = link(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)


def focus(page: Page, number: int) -> None:
    """Move to a link by keyboard."""
    page.keyboard.press("Shift")  # from here on it is the keyboard that leads
    link(page, number).focus()


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent"))


def cards(page: Page) -> list[str]:
    """Return the title of each card that can be seen."""
    return [card.locator("strong").inner_text() for card in page.locator(f"{CARD}:visible").all()]


def parsed(reading: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((reading / f"{name}.html").read_text(encoding="utf-8"))


def test_a_page_carries_each_linked_term_once(reading: Path) -> None:
    page = parsed(reading, PAGE)
    data = json.loads(page.css_first("#kb-terms").text())
    assert list(data) == [f"../glossary/{name}.html" for name in ("modul", "system", "angstrom", "aero")]
    assert data["../glossary/modul.html"] == {"title": "Modul", "name": "modul", "definition": "En avgränsad del."}
    assert data["../glossary/system.html"]["unverified"]
    assert "name" not in data["../glossary/aero.html"]


def test_a_page_without_links_to_terms_loads_nothing_of_it(reading: Path) -> None:
    text = (reading / "about/om.html").read_text(encoding="utf-8")
    assert "kb-terms" not in text
    assert "kunskapsbas-terms" not in text
    assert "kunskapsbas-glossary" not in text


def test_the_list_carries_no_definition_that_it_shows(reading: Path) -> None:
    assert list(json.loads(parsed(reading, "glossary/index").css_first("#kb-terms").text())) == ["modul.html"]


def test_a_changed_definition_reaches_the_pages_that_link_to_it(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Modulerna länkas av sig själva.")
    project.build(jobs=2)
    project.change("glossary/modul.md", "En avgränsad del.", "En annan del.")
    project.build()
    for page in ("strategy/fraga", "about/om"):
        assert page not in project.read
        assert "En annan del." in project.html(page).css_first("#kb-terms").text()


def test_cards_follow_the_addresses_of_the_site(project: Project) -> None:
    page = project.build(builder="dirhtml").html("strategy/fraga/index")
    addresses = {node.attributes["href"] for node in page.css("a.term")}
    assert addresses == set(json.loads(page.css_first("#kb-terms").text())) == {
        "../../glossary/modul/", "../../glossary/system/",
    }  # fmt: skip


def test_pointing_opens_the_card_after_a_moment_and_leaving_closes_it(page: Page) -> None:
    point_at(page, link(page))
    page.clock.run_for(150)
    assert cards(page) == []
    nudge(page)  # a hand is never quite still
    page.clock.run_for(150)
    assert cards(page) == ["Modul"]
    assert page.locator(CARD).inner_text().split("\n")[:3] == ["Modul", "En avgränsad del.", "Läs mer"]
    page.mouse.move(5, 5)
    page.clock.run_for(200)
    assert cards(page) == ["Modul"]
    page.clock.run_for(200)
    assert cards(page) == []


def test_a_pointer_that_only_passes_opens_nothing(page: Page) -> None:
    point_at(page, link(page))
    page.clock.run_for(100)
    page.mouse.move(5, 5)
    page.clock.run_for(1000)
    assert cards(page) == []


def test_a_pointer_that_marks_text_opens_nothing(page: Page) -> None:
    point_at(page, page.locator("h1"))
    page.mouse.down()
    point_at(page, link(page))
    page.clock.run_for(1000)
    page.mouse.up()
    assert cards(page) == []


def test_a_card_stands_by_the_line_that_is_pointed_at(page: Page) -> None:
    assert link(page, 2).evaluate("(link) => link.getClientRects().length") == 2
    for line, side in ((0, "bottom"), (1, "top")):
        x, top, bottom = link(page, 2).evaluate(
            "(link, at) => { const { left, top, bottom } = link.getClientRects()[at]; return [left + 5, top, bottom] }",
            line,
        )
        page.mouse.move(x, (top + bottom) / 2)
        page.clock.run_for(300)
        edge = page.locator(CARD).evaluate("(card, side) => card.getBoundingClientRect()[side]", side)
        assert abs(edge - (top, bottom)[line]) < 2
        page.mouse.move(5, 5)
        page.clock.run_for(1000)


def test_a_table_that_is_scrolled_takes_its_card_away(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    point_at(page, link(page, 5))
    page.clock.run_for(300)
    assert cards(page) == ["Modul"]
    page.locator(".kb-scroll").evaluate("(table) => { table.scrollLeft = 60 }")
    expect(page.locator(CARD)).to_have_count(0)


def test_the_pointer_can_go_to_the_card_and_stay_there(page: Page) -> None:
    point_at(page, link(page))
    page.clock.run_for(300)
    start, end = link(page).bounding_box(), page.locator(CARD).bounding_box()
    assert start
    assert end
    x, y = start["x"] + 10, start["y"] + start["height"] - 1
    while y < end["y"] + end["height"] / 2:  # slowly: it is on the link or on the card all the way
        page.mouse.move(x, y)
        page.clock.run_for(400)
        y += 4
    page.clock.run_for(60_000)
    assert cards(page) == ["Modul"]
    page.get_by_role("link", name="Läs mer om modul").click()
    page.wait_for_url("**/glossary/modul.html")


def test_a_second_card_closes_the_first(page: Page) -> None:
    for number, title in enumerate(("Modul", "System")):
        point_at(page, link(page, number))
        page.clock.run_for(300)
        assert cards(page) == [title]
    assert "Ska verifieras" in page.locator(CARD).inner_text()
    focus(page, 0)
    assert cards(page) == ["Modul"]
    page.keyboard.press("Tab")
    page.mouse.move(5, 5)
    point_at(page, link(page, 1))
    page.clock.run_for(300)
    assert cards(page) == ["System"]
    assert focused(page) == "modul"  # and not lost with the card that had it


def test_a_click_follows_the_link(page: Page) -> None:
    link(page).click()
    page.wait_for_url("**/glossary/modul.html")


def test_escape_closes_what_the_pointer_has_opened_until_it_comes_back(page: Page) -> None:
    for moment in (100, 300):  # before it is open, and after
        page.mouse.move(5, 5)
        point_at(page, link(page))
        page.clock.run_for(moment)
        page.keyboard.press("Escape")
        assert cards(page) == []
        nudge(page)
        page.clock.run_for(1000)
        assert cards(page) == []
    page.mouse.move(5, 5)
    point_at(page, link(page))
    page.clock.run_for(300)
    assert cards(page) == ["Modul"]


def test_a_pointer_that_lies_still_opens_nothing_while_the_page_is_scrolled(page: Page) -> None:
    box = link(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 105)
    page.evaluate("scrollBy(0, 100)")
    for place in ("body", LINKS):  # some browsers tell of it as a move from a place to the same place
        page.dispatch_event(place, "pointermove", {"pointerType": "mouse", "screenX": 700, "screenY": 500})
    page.clock.run_for(1000)
    assert cards(page) == []


def test_tab_leads_through_the_card_in_the_order_of_the_text(page: Page) -> None:
    focus(page, 0)
    assert cards(page) == ["Modul"]
    steps = (
        ("Tab", "Läs mer om modul", ["Modul"]),
        ("Tab", "systemet", ["System"]),
        ("Shift+Tab", "modul", ["Modul"]),
        ("Tab", "Läs mer om modul", ["Modul"]),
        ("Shift+Tab", "modul", ["Modul"]),
        ("Tab", "Läs mer om modul", ["Modul"]),
        ("Tab", "systemet", ["System"]),
        ("Tab", "Läs mer om system", ["System"]),
        ("Tab", "om sidorna", []),
        ("Shift+Tab", "systemet", ["System"]),
    )
    for key, words, titles in steps:
        page.keyboard.press(key)
        assert (focused(page), cards(page)) == (words, titles)


@pytest.mark.parametrize("keys", [("Enter",), ("Tab", "Enter")])
def test_enter_follows_the_link_and_read_more_leads_to_the_same_page(page: Page, keys: tuple[str, ...]) -> None:
    focus(page, 0)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url("**/glossary/modul.html")


def test_escape_leaves_the_focus_where_it_is(page: Page) -> None:
    focus(page, 0)
    page.keyboard.press("Escape")
    assert (focused(page), cards(page)) == ("modul", [])
    page.keyboard.press("Tab")
    assert focused(page) == "systemet"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")  # in the card: its link is the nearest place that is left
    assert (focused(page), cards(page)) == ("systemet", [])


def test_escape_closes_one_thing_at_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.locator(".kb-menu-button").click()
    focus(page, 0)
    page.keyboard.press("Escape")
    assert (focused(page), cards(page), page.is_visible(".kb-sections")) == ("modul", [], True)


def test_another_window_for_a_while_changes_nothing(page: Page) -> None:
    focus(page, 0)
    page.evaluate("document.hasFocus = () => false")
    page.dispatch_event(LINKS, "focusout")
    assert cards(page) == ["Modul"]
    page.keyboard.press("Escape")
    page.dispatch_event(LINKS, "focusout")
    page.dispatch_event(LINKS, "focusin")
    assert cards(page) == []


def test_a_card_stays_when_the_pointer_leaves_a_link_that_has_the_focus(page: Page) -> None:
    focus(page, 0)
    point_at(page, page.locator(CARD))
    page.mouse.move(5, 5)
    page.clock.run_for(1000)
    assert cards(page) == ["Modul"]


def test_a_tap_opens_and_the_next_follows(open_window: Callable[..., Page], reading: Path) -> None:
    page, here = open_window(has_touch=True), address(reading)
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(here)
    link(page).tap()
    assert (cards(page), page.url) == (["Modul"], here)
    expect(link(page)).to_have_attribute("aria-expanded", "true")
    page.locator(f"{CARD} strong").tap()
    assert cards(page) == ["Modul"]
    page.locator("h1").tap()
    assert cards(page) == []
    assert link(page).get_attribute("aria-expanded") is None
    link(page, 1).tap()
    page.locator(f"{CARD} a").tap()
    page.wait_for_url("**/glossary/system.html")
    page.go_back()
    for number, title in enumerate(("Modul", "System")):
        link(page, number).tap()
        assert (cards(page), page.url) == ([title], here)
    focus(page, 2)  # a keyboard and a touch screen can belong together
    page.locator(f"{CARD} strong").tap()
    assert cards(page) == ["Modul"]
    page.keyboard.press("Escape")
    focus(page, 1)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/system.html")


MEASURE = """(card) => {
    const { top, left, bottom, right } = card.getBoundingClientRect(), link = card.previousElementSibling;
    const at = (x, y) => card.contains(document.elementFromPoint(x, y));
    const lines = [...link.getClientRects()].map((line) => at(line.left + 2, line.top + line.height / 2));
    return {
        within: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
        above: at((left + right) / 2, (top + bottom) / 2),
        covered: lines.filter(Boolean).length,
    };
}"""
SIZE = "JSON.stringify(['scrollWidth', 'scrollHeight'].map((side) => document.documentElement[side]))"


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_card_is_whole_within_the_window_and_moves_nothing(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    before = page.evaluate(SIZE)
    for number in (1, 2, 3, 6, 8):  # first, over two lines, much text, far out in a table, last
        focus(page, number)
        assert page.locator(CARD).evaluate(MEASURE) == {"within": True, "above": True, "covered": 0}, number
        page.keyboard.press("Tab")  # and when it is scrolled in the card
        assert page.locator(CARD).evaluate(MEASURE)["within"], number
        assert page.evaluate(SIZE) == before, number


def test_a_long_definition_is_scrolled_in_the_card(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    focus(page, 8)
    box = page.locator(f"{CARD} > span")
    assert box.evaluate("(box) => box.scrollHeight > box.clientHeight && box.scrollWidth <= box.clientWidth")
    page.keyboard.press("Tab")
    assert box.evaluate("(box) => box.scrollTop > 0")


def test_the_card_stays_within_the_window_when_the_page_is_scrolled(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    focus(page, 3)
    outside = """async (card) => {
        const link = card.previousElementSibling, seen = [];
        while (link.getBoundingClientRect().top > 40) {
            scrollBy(0, 20);
            await new Promise((done) => document.addEventListener("scroll", done, { once: true }));
            const { top, bottom } = card.getBoundingClientRect();
            seen.push(top >= 0 && bottom <= innerHeight);
        }
        return [seen.length > 3, seen.every(Boolean)];
    }"""
    assert page.locator(CARD).evaluate(outside) == [True, True]


def test_a_definition_is_text_whatever_it_holds(page: Page) -> None:
    focus(page, 4)
    assert page.locator(f"{CARD} > span > span").first.text_content() == HOSTILE
    assert page.evaluate("window.harmed") is None
    assert page.locator("article img").count() == 0
    assert page.get_by_role("link", name="Läs mer om Ærø-gruppen").count() == 1


def test_a_screen_reader_gets_the_definition_with_the_link(page: Page) -> None:
    expect(link(page, 0)).to_have_accessible_description("En avgränsad del.")
    expect(link(page, 3)).to_have_accessible_description(f"{LONG} Ska verifieras.")
    focus(page, 0)
    expect(link(page, 0)).to_have_accessible_description("En avgränsad del.")
    assert (
        page.locator(f":is({CARD}, {CARD} *):is([aria-live], [role=status], [role=alert], [role=tooltip])").count() == 0
    )


def test_an_open_card_breaks_no_accessibility_rule(open_window: Callable[..., Page], reading: Path) -> None:
    page = open_window()
    for number, width, scheme in ((3, 1280, "light"), (1, 360, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(address(reading))
        focus(page, number)
        assert len(cards(page)) == 1
        assert page.get_attribute("html", "data-theme") == scheme
        assert violations(page) == []


def test_the_card_has_a_border_where_the_machine_chooses_the_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    focus(page, 0)
    border = page.locator(f"{CARD} > span").evaluate(
        "(box) => { const { borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(box);"
        "return [borderTopStyle, borderTopColor !== backgroundColor] }"
    )
    page.emulate_media(forced_colors="none")
    assert border == ["solid", True]


def test_paper_has_no_card(page: Page) -> None:
    focus(page, 0)
    page.emulate_media(media="print")
    visible = page.is_visible(CARD)
    page.emulate_media(media="screen")
    assert (visible, page.is_visible(CARD)) == (False, True)


def test_without_javascript_the_link_is_a_link(open_window: Callable[..., Page], reading: Path) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(address(reading))
    link(page).hover()
    assert page.locator(CARD).count() == 0
    assert not page.get_by_text("En avgränsad del.").is_visible()
    link(page).click()
    page.wait_for_url("**/glossary/modul.html")


@pytest.mark.parametrize(
    "leave", ["dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))", "location.hash = 'innehall'"]
)
def test_whoever_comes_back_to_a_page_finds_no_open_card(page: Page, leave: str) -> None:
    focus(page, 1)
    assert cards(page) == ["System"]
    page.evaluate(leave)
    expect(page.locator(CARD)).to_have_count(0)


def test_links_beside_their_definition_have_no_card(page: Page, reading: Path) -> None:
    page.goto(address(reading, "glossary/index"))
    page.keyboard.press("Shift")
    page.locator(".kb-az a.term", has_text="Modul").focus()
    assert cards(page) == []
    link(page).focus()
    assert cards(page) == ["Modul"]

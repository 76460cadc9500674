"""The filter of the list from A to Ö, as a reader meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.swedish.folding import fold
from tests.axe import violations
from tests.content.project import Project

FIELD = "Filtrera ordlistan"
ALL = ["Modul", "System", "Ærø-gruppen", "Ångström"]


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all tests; its clock goes only when a test says so, and a fault in a script fails them."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.clock.install(time=0)
    page.clock.pause_at(10_000)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(window: Page, reading: Path) -> Page:
    """The list as it is when a reader has just come to it."""
    address = (reading / "glossary/index.html").as_uri()
    if window.url != address:
        window.goto(address)
    window.get_by_label(FIELD).fill("")
    window.clock.run_for(400)
    return window


def shown(page: Page) -> list[str]:
    """Return the terms that can be seen."""
    return [term.inner_text() for term in page.locator(".kb-az dt:visible").all()]


def test_nothing_is_filtered_to_begin_with(page: Page) -> None:
    assert sorted(shown(page)) == sorted(ALL)
    assert page.get_by_role("status").inner_text() == ""
    page.get_by_label(FIELD).fill(" ?! ")
    assert len(shown(page)) == len(ALL)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mod", ["Modul"]),
        ("MODUL", ["Modul"]),
        ("modulerna", ["Modul"]),  # inflection
        ("byggdel", ["Modul"]),  # another word for it
        ("klots", ["Modul"]),  # what readers search for
        ("modull", ["Modul"]),  # what should not be written
        ("tillsammans delar", ["System"]),  # the definition, in any order
        ("tillsammans mod", []),
        ("klassificeringen", ["Ångström"]),  # the end of a word
        ("angstrom", ["Ångström"]),
        ("ångström", ["Ångström"]),
        ("å", ["Ångström"]),  # but not every a
        ("ångstrom", ["Ångström"]),  # half of the marks
        (fold("ærø"), ["Ærø-gruppen"]),
        ("Ærø-gruppen", ["Ærø-gruppen"]),
    ],
)
def test_every_word_is_to_be_found_in_name_forms_or_definition(page: Page, words: str, found: list[str]) -> None:
    page.get_by_label(FIELD).fill(words)
    assert shown(page) == found


def test_the_number_of_hits_is_told_when_the_reader_pauses(page: Page) -> None:
    page.get_by_label(FIELD).press_sequentially("mo")
    page.clock.run_for(100)
    assert page.get_by_role("status").inner_text() == ""
    page.clock.run_for(300)
    assert page.get_by_role("status").inner_text() == "1 av 4 ord"
    assert page.evaluate("document.activeElement.id") == "kb-az-falt"


def test_a_letter_without_hits_keeps_its_place_but_leads_nowhere(page: Page) -> None:
    page.get_by_label(FIELD).fill("system")
    letters = page.locator(".kb-letters a")
    leads = {letter.inner_text(): letter.get_attribute("href") for letter in letters.all()}
    assert leads["S"] == "#bokstav-s"
    assert {name for name, address in leads.items() if address is None} == set(leads) - {"S"}
    expect(page.get_by_role("link", name="M", exact=True)).to_be_disabled()
    assert page.locator("article section section h2:visible").all_inner_texts()[0].startswith("S")
    page.get_by_label(FIELD).fill("")
    expect(page.get_by_role("link", name="M", exact=True)).to_have_attribute("href", "#bokstav-m")


def test_escape_shows_all_again(page: Page) -> None:
    page.get_by_label(FIELD).fill("system")
    page.keyboard.press("Escape")
    page.clock.run_for(400)
    assert page.get_by_label(FIELD).input_value() == ""
    assert len(shown(page)) == len(ALL)
    assert page.get_by_role("status").inner_text() == ""


def test_without_hits_the_way_to_the_search_is_shown(page: Page) -> None:
    page.get_by_label(FIELD).fill("paus & åter")
    page.clock.run_for(400)
    assert shown(page) == []
    assert page.get_by_role("status").inner_text() == "Inget av 4 ord"
    nothing = page.locator(".kb-az-nothing")
    assert "pröva ett annat ord" in nothing.inner_text()
    nothing.get_by_role("link").click()
    page.wait_for_url("**/search.html?q=paus+%26+%C3%A5ter")
    assert page.input_value("#kb-sok") == "paus & åter"


def test_an_address_to_a_hidden_letter_shows_it(page: Page) -> None:
    page.get_by_label(FIELD).fill("system")
    page.evaluate("location.hash = 'bokstav-m'")
    page.wait_for_function("document.querySelector('#kb-az-falt').value === ''")
    assert "Modul" in shown(page)
    page.get_by_label(FIELD).fill("modul")
    page.get_by_role("link", name="M", exact=True).click()
    assert shown(page) == ["Modul"]  # a letter with hits is shown already
    page.go_back()
    assert shown(page) == ["Modul"]


def test_the_list_breaks_no_accessibility_rule_while_filtered(browser: Browser, reading: Path) -> None:
    window = browser.new_page()
    for words, width, scheme in (("system", 1280, "light"), ("finns inte", 320, "dark")):
        window.set_viewport_size({"width": width, "height": 700})
        window.emulate_media(color_scheme=scheme)
        window.goto((reading / "glossary/index.html").as_uri())
        window.get_by_label(FIELD).fill(words)
        assert violations(window) == []
        assert window.evaluate("document.documentElement.scrollWidth") <= width
    window.close()


def test_the_field_is_not_there_without_javascript_or_on_paper(browser: Browser, page: Page) -> None:
    page.emulate_media(media="print")
    on_paper = page.get_by_text(FIELD).is_visible()
    page.emulate_media(media="screen")
    assert (on_paper, page.get_by_text(FIELD).is_visible()) == (False, True)
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(page.url)
    assert not plain.get_by_text(FIELD).is_visible()
    assert len(shown(plain)) == len(ALL)
    plain.close()


def test_the_search_does_not_find_the_forms_on_the_list(reading: Path) -> None:
    """They are data on the page, and the search reads what stands on it as text."""
    assert "klots" in (reading / "glossary/index.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser((reading / "glossary/index.html").read_text(encoding="utf-8"))
    for node in tree.css("script"):
        node.decompose()
    assert tree.body is not None
    assert "klots" not in tree.body.text()


def test_where_no_site_is_written_there_is_no_filter(project: Project) -> None:
    assert project.build(builder="text").told == ""
    text = (project.root / "out" / "glossary/index.txt").read_text(encoding="utf-8")
    assert "Modul" in text
    assert FIELD not in text

"""What the page of hits and the field make of an answer, whatever it says. The engine is a stub that says it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from kunskapsbas.search.client import CLIENT, swedish_tables
from tests.search.project import build
from tests.windows import close_pages, shared_window

HIT = {
    "address": "tva.html", "title": "Två", "titleParts": [["Två", True]], "kind": "recept", "kindLabel": "Recept",
    "day": "2025-11-20", "heading": "Saft", "headingParts": [["Saft", False]], "anchor": "saft", "path": ["Drycker"],
    "excerpt": [["En ", False], ["tillbringare", True], [" till.", False]],
    "more": [{"heading": "Vin", "anchor": "vin"}, {"heading": "Öl", "anchor": "ol"}],
}  # fmt: skip
EMPTY: dict[str, Any] = {
    "total": 0, "hits": [], "card": None, "corrected": None, "phraseMissing": False, "uncertain": False, "nearest": [],
    "facets": {"kinds": [], "years": []}, "words": None, "lost": 0,
}  # fmt: skip
ONE = {**EMPTY, "total": 1, "hits": [HIT]}
CARD = {
    "title": "Karaff",
    "definition": "Kärl för vin.",
    "source": "Boken (Förlaget, 2025-11-20)",
    "address": "tre.html",
}
UI = ("70-field.js", "80-page.js", "90-marks.js", "99-start.js")
Show = Callable[..., Page]


def script_that_answers(answer: object) -> str:
    """Return the search's script with an engine that always says the same, or what a test tells it to when it does."""
    parts = "\n".join((CLIENT / name).read_text(encoding="utf-8") for name in UI)
    engine = (
        "class Engine { async open() {} marker() { return { parts: (text) => [[text, false]] }; }"
        f" async search(text) {{ const answer = {json.dumps(answer)}; if (answer !== 'later') return answer;"
        " return new Promise((resolve) => { (window.waiting ??= {})[text] = resolve; }); } }"
    )
    return f'(() => {{ "use strict"; const SWEDISH = {json.dumps(swedish_tables())};\n{engine}\n{parts}\n}})();'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def window(browser: Browser, folder: Path) -> Iterator[BrowserContext]:
    with shared_window(browser, f"{folder.as_uri()}/index.html", viewport={"width": 1100, "height": 800}) as window:
        yield window


@pytest.fixture
def show(window: BrowserContext, folder: Path) -> Iterator[Show]:
    """Opens a page of the project where the engine says what it is told to; a fault in a script fails the test."""
    page, faults = window.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))

    def opened(answer: object, address: str = "search.html?q=x") -> Page:
        def fulfil(route: Route) -> None:
            route.fulfill(body=script_that_answers(answer), content_type="text/javascript")

        page.route("**/_search/search.js*", fulfil)
        page.goto(f"{folder.as_uri()}/{address}")
        if address.startswith("search"):
            page.wait_for_selector("html[data-search=done]", state="attached")
        return page

    yield opened
    close_pages(window)
    assert faults == []


def test_a_hit_tells_where_it_leads_of_what_kind_and_when(show: Show) -> None:
    page = show(ONE)
    item = page.locator("#search-results li")
    assert item.count() == 1
    assert item.locator("a").first.get_attribute("href") == "tva.html#saft"
    assert item.locator("a").first.inner_text() == "Två – Drycker › Saft"
    assert item.locator(".kb-hit-facts").inner_text() == "Recept · 20 november 2025"
    assert item.locator(".kb-hit-text mark").inner_text() == "tillbringare"
    assert item.locator(".kb-hit-more").inner_text() == "Fler avsnitt på sidan: Vin · Öl"
    assert [link.get_attribute("href") for link in item.locator(".kb-hit-more a").all()] == [
        "tva.html#vin",
        "tva.html#ol",
    ]
    assert page.inner_text("#kb-search-status") == "1 träff på ”x”"


def test_a_definition_stands_above_the_hits_and_is_none_of_them(show: Show) -> None:
    page = show({**ONE, "card": CARD})
    card = page.locator("section.kb-card")
    assert card.inner_text().split("\n\n") == ["Karaff", "Kärl för vin.", "Källa: Boken (Förlaget, 2025-11-20)"]
    assert card.locator("a").get_attribute("href") == "tre.html"
    assert page.locator("#search-results li").count() == 1
    assert page.locator("li .kb-card, #search-results .kb-card").count() == 0


def test_what_was_corrected_can_be_sought_as_it_was_written(show: Show) -> None:
    page = show({**ONE, "corrected": {"shown": "karaff", "asked": "karraf"}}, "search.html?q=karraf")
    notes = page.locator("#kb-search-notes")
    assert notes.inner_text() == "Visar resultat för karaff. Sök i stället på karraf."
    assert [link.get_attribute("href") for link in notes.locator("a").all()] == [
        "search.html?q=karaff",
        "search.html?q=karraf&exakt=1",
    ]
    assert page.inner_text("#kb-search-status") == "1 träff på ”karaff”"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({**ONE, "phraseMissing": True}, "Ingen sida har orden i just den följden."),
        ({**ONE, "uncertain": True, "nearest": ["karaff"]}, "Inget säkert svar hittades."),
        ({**EMPTY, "uncertain": True, "nearest": ["karaff", "glas"]}, "Närmaste ord: karaff, glas."),
        ({**EMPTY}, "Ingen sida hittades."),
        ({**ONE, "lost": 2}, "En del av sökningens filer gick inte att läsa."),
    ],
)
def test_what_is_not_certain_is_said(show: Show, answer: dict[str, Any], said: str) -> None:
    page = show(answer)
    assert said in page.inner_text("#kb-search-notes")
    for link, word in zip(page.locator("#kb-search-notes a").all(), answer["nearest"], strict=True):
        assert (link.inner_text(), link.get_attribute("href")) == (word, f"search.html?q={word}")
    assert page.is_visible(".kb-other-ways a")


@pytest.mark.parametrize("answer", [None, 7, {}])
def test_an_answer_that_is_none_gives_a_message(show: Show, answer: object) -> None:
    page = show(answer)
    assert page.inner_text("#kb-search-status").startswith("Sökningens filer gick inte att läsa.")
    assert page.is_visible(".kb-other-ways a")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://example.org/", "//example.org/", "data:text/html,x"]
)
def test_an_address_that_leads_out_of_the_site_is_not_used(show: Show, address: str) -> None:
    evil = {**HIT, "address": address, "title": "<img src=x onerror=alert(1)>", "titleParts": [["<b>x</b>", True]]}
    page = show({**EMPTY, "total": 1, "hits": [evil], "card": {**CARD, "address": address}})
    links = page.locator("#search-results a, .kb-card a").all()
    assert len(links) == 4
    assert all(link.evaluate("a => a.href").startswith("file:") for link in links)
    assert page.locator("#search-results b, #search-results img").count() == 0
    assert "<b>x</b>" in page.inner_text("#search-results")


def test_the_field_shows_the_definition_and_the_way_to_all_hits(show: Show) -> None:
    page = show({**ONE, "total": 14, "card": CARD}, "tre.html")
    page.fill("input[name=q]", "karaff")
    page.wait_for_selector("[role=option]")
    assert [option.inner_text().split("\n") for option in page.locator("[role=option]").all()] == [
        ["Karaff", "Kärl för vin."],
        ["Två – Saft", "Recept · 20 november 2025", "En tillbringare till."],
        ["Visa alla 14 träffar"],
    ]
    assert page.inner_text(".kb-unseen[role=status]") == "14 träffar. Välj med pil upp och pil ned."
    assert page.locator("[role=option]").last.get_attribute("href") == "search.html?q=karaff"


@pytest.mark.parametrize(
    ("answer", "note", "options"),
    [
        ({**EMPTY}, "Ingen sida hittades.", []),
        ({**EMPTY, "nearest": ["karaff"]}, "Ingen sida hittades. Närmaste ord:", ["Sök på karaff"]),
        ({**ONE, "corrected": {"shown": "karaff", "asked": "karraf"}}, "Visar träffar på karaff.", None),
        ({**ONE, "uncertain": True}, "Inget säkert svar. Det här ligger närmast:", None),
        ({**ONE, "phraseMissing": True}, "Ingen sida har orden i just den följden.", None),
    ],
)
def test_the_field_says_what_is_not_certain(
    show: Show, answer: dict[str, Any], note: str, options: list[str] | None
) -> None:
    page = show(answer, "tre.html")
    page.fill("input[name=q]", "karraf")
    page.wait_for_selector(".kb-instant-note")
    assert page.inner_text(".kb-instant-note").startswith(note)
    assert page.inner_text(".kb-unseen[role=status]").startswith(note)
    if options is not None:
        assert page.locator("[role=option]").all_inner_texts() == options
        assert page.get_attribute("input[name=q]", "aria-expanded") == str(bool(options)).lower()


@pytest.mark.parametrize("answer", [None, 7, {}])
def test_the_field_survives_an_answer_that_is_none(show: Show, answer: object) -> None:
    page = show(answer, "tre.html")
    page.fill("input[name=q]", "karaff")
    page.wait_for_selector(".kb-instant-note")
    assert "gick inte att läsa" in page.inner_text(".kb-instant")


@pytest.mark.parametrize(("name", "place"), [("tre.html", "[role=option]"), ("search.html", "#search-results li")])
def test_an_answer_that_comes_too_late_is_let_go(show: Show, name: str, place: str) -> None:
    page = show("later", f"{name}?q=" if name == "search.html" else name)
    for text in ("a", "b", "c"):
        page.fill("input[name=q] >> nth=-1", text)
        page.wait_for_function("text => window.waiting?.[text]", arg=text)
    page.evaluate("answer => waiting.b(answer)", {**EMPTY, "nearest": ["fel"]})
    page.evaluate("answer => waiting.c(answer)", ONE)
    page.wait_for_selector(place)
    page.evaluate("answer => waiting.a(answer)", {**EMPTY, "nearest": ["fel"]})
    assert "Två" in page.inner_text(place)
    assert "fel" not in page.inner_text("body")
    page.fill("input[name=q] >> nth=-1", "")
    page.wait_for_selector(place, state="detached")

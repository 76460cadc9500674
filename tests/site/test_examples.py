"""The page of examples: everything a writer may use, as written beside what readers see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.content import Library, read_markdown
from kunskapsbas.content.markdown import Spot
from tests.conftest import ROOT

PAGE = "about/exempel"
TEXT = (ROOT / f"{PAGE}.md").read_text(encoding="utf-8")
SPOTS = read_markdown(TEXT).spots
EXAMPLES = [spot for spot in SPOTS if spot.kind == "directive" and spot.name == "example"]
ROLES = {"term", "cite:p", "link", "question", "download", "math", "kbd", "guilabel", "sub", "sup", "bdg-primary"}
DIRECTIVES = {
    "list-table", "figure", "note", "tip", "important", "warning", "seealso", "admonition", "dropdown", "grid",
    "grid-item-card", "tab-set", "tab-item", "button-ref", "math",
}  # fmt: skip
# What readers see of Markdown's own constructs, by where it stands in the right half of an example.
SHOWN = (
    "h3", "h4", "strong", "em", "ul li", "ul ul li", "ol li", "input[type=checkbox]", "dl.simple:not(.field-list) dt",
    "dl.field-list", "table", "figure img[alt]", "p > img[alt]", "blockquote", "a.footnote-reference", "math", "pre",
    "code.literal", "a.term", "a.reference.internal", "a.download", ".kb-missing", "details", ".sd-card", ".sd-tab-set",
    ".sd-badge", ".sd-btn", ".kb-no-terms", "br, .line",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(site: Path) -> LexborHTMLParser:
    return LexborHTMLParser((site / f"{PAGE}.html").read_text(encoding="utf-8"))


def body_of(spot: Spot) -> str:
    return spot.body.strip("\n")


def test_each_example_shows_the_very_text_it_is_made_of(page: LexborHTMLParser) -> None:
    shown = [node.text().strip("\n") for node in page.css(".kb-example-source pre")]
    assert shown == [body_of(spot) for spot in EXAMPLES]
    assert len(shown) > 25


def test_every_role_and_directive_for_writers_has_an_example() -> None:
    inside = [spot for example in EXAMPLES for spot in read_markdown(example.body).spots]
    assert {spot.name for spot in inside if spot.kind == "role"} >= ROLES
    assert {spot.name for spot in inside if spot.kind == "directive"} >= DIRECTIVES


@pytest.mark.parametrize("query", SHOWN)
def test_every_construct_is_seen(page: LexborHTMLParser, query: str) -> None:
    assert page.css(f".kb-example-shown :is({query})")


def test_the_front_matter_on_the_page_is_its_own() -> None:
    head = TEXT.partition("\n---\n\n")[0] + "\n---"
    assert f"```yaml\n{head}\n```" in TEXT


def test_the_event_on_the_page_stands_in_the_file_that_is_named(library: Library) -> None:
    block = re.search(r"```yaml\nevents:\n(.*?)\n```", TEXT, re.DOTALL)
    assert block is not None
    assert block[1] in (ROOT / "reports" / "slutrapport.md").read_text(encoding="utf-8")
    assert any(event.id == "slutrapport-2025-11-03" for event, _ in library.events)


def test_each_list_that_is_made_by_itself_stands_on_the_page_that_is_named() -> None:
    rows = re.findall(r"^\| `\{([\w-]+)\}` \|.*\]\(([^)]+)\) \|$", TEXT, re.MULTILINE)
    assert len(rows) > 8
    for name, target in rows:
        named = (ROOT / "about" / target).resolve()
        assert re.search(rf"^```\{{{name}\}}", named.read_text(encoding="utf-8"), re.MULTILINE), (name, target)


def test_the_halves_stand_side_by_side_and_on_a_phone_below_each_other_and_break_no_rule(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    window = context.new_page()
    window.goto((site / f"{PAGE}.html").as_uri(), wait_until="domcontentloaded")
    halves = """[...document.querySelectorAll('.kb-example')].map(box => {
        const [one, two] = [...box.children].map(half => half.getBoundingClientRect());
        return one.right <= two.left + 1 ? 'beside' : one.bottom <= two.top + 1 ? 'below' : 'over';
    })"""
    assert set(window.evaluate(halves)) == {"beside"}
    window.set_viewport_size({"width": 360, "height": 800})
    assert set(window.evaluate(halves)) == {"below"}
    assert window.evaluate("document.documentElement.scrollWidth") == 360
    faults = []
    for theme, part, options in (
        ("dark", "article", {}),
        ("light", ".kb-example-source", {"runOnly": ["color-contrast"]}),
    ):
        window.emulate_media(color_scheme=theme)
        found = Axe().run(window, context=part, options=options).response["violations"]
        faults += [f"{theme}: {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]
    assert faults == []
    context.close()

"""The counted rules of the strategy and background pages: answers first, sources at every fact, ways onward."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kunskapsbas.content import Library, SourceClass, Strategy, load_library
from tests.conftest import ROOT

PAGES = [page.docname for page in load_library(ROOT)[0].of_type(Strategy)]
FACT = re.compile(r"\b(19|20)\d\d\b|\b\d[\d\s]*(kronor|miljoner|miljarder|procent|dokument|intervjuer|regioner)\b")
NO_FACTS = ("Läs vidare", "Det källorna inte säger")


def article(site: Path, docname: str) -> LexborNode:
    node = LexborHTMLParser((site / f"{docname}.html").read_text(encoding="utf-8")).css_first("main article")
    assert node is not None
    return node


def cited(node: LexborNode) -> list[str]:
    hrefs = (link.attributes.get("href") or "" for link in node.css('a[href*="#kalla-"]'))
    return [href.partition("#kalla-")[2] for href in hrefs]


def blocks(site: Path, docname: str) -> Iterator[LexborNode]:
    """Yield paragraphs and table rows outside the sections that state no facts.

    The steps of the decision path come from the model, where each event has its sources; a figure's facts stand in the
    text below it.
    """
    page = article(site, docname)
    for section in page.css("section"):
        heading = section.css_first("h2")
        if heading is not None and heading.text().strip("#¶ \n").startswith(NO_FACTS):
            section.decompose()
    for node in page.css(".kb-decision-path, figure"):
        node.decompose()
    for node in page.css("p, tbody tr"):
        inside_row = node.tag == "p" and any(above.tag == "tr" for above in ancestors(node))
        if not inside_row and "kb-as-of" not in (node.attributes.get("class") or ""):
            yield node


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


@pytest.mark.parametrize("docname", PAGES)
def test_the_answer_comes_first_in_at_most_sixty_words(site: Path, docname: str) -> None:
    first = next(
        node for node in article(site, docname).css("p") if "kb-as-of" not in (node.attributes.get("class") or "")
    )
    words = re.sub(r"\[[^\]]*\]", "", first.text()).split()
    assert 10 <= len(words) <= 60


@pytest.mark.parametrize("docname", PAGES)
def test_a_page_links_at_least_five_terms_and_three_other_pages(site: Path, docname: str) -> None:
    page = article(site, docname)
    terms = {link.attributes.get("href") for link in page.css("a.term[href]")}
    links = {(link.attributes.get("href") or "").partition("#")[0] for link in page.css("a.reference.internal[href]")}
    others = {link for link in links - terms if link and "kallor.html" not in link}
    assert len(terms) >= 5
    assert len(others) >= 3


@pytest.mark.parametrize("docname", PAGES)
def test_every_paragraph_with_a_dated_or_counted_fact_has_its_source(site: Path, docname: str) -> None:
    """What introduces a list (its items have the sources) and what is said to be missing needs none of its own."""
    bare = [
        text[:120]
        for node in blocks(site, docname)
        if FACT.search(text := node.text().strip())
        and not cited(node)
        and not text.endswith(":")
        and "saknas i källorna" not in text
    ]
    assert bare == []


@pytest.mark.parametrize("docname", PAGES)
def test_no_paragraph_rests_on_weak_sources_alone(site: Path, library: Library, docname: str) -> None:
    weak = [
        node.text().strip()[:120]
        for node in blocks(site, docname)
        if cited(node) and all(library.sources[key].source_class is SourceClass.WEAK for key in cited(node))
    ]
    assert weak == []


def test_every_open_question_has_a_section_that_a_page_leads_to(site: Path, library: Library) -> None:
    page = LexborHTMLParser((site / "strategy" / "vad-vi-inte-vet.html").read_text(encoding="utf-8"))
    ids = {node.attributes.get("id") for node in page.css("section[id]")}
    asked = {question.id for question, _ in library.questions}
    led = set()
    for path in site.rglob("*.html"):
        for link in LexborHTMLParser(path.read_text(encoding="utf-8")).css('a[href*="vad-vi-inte-vet.html#"]'):
            led.add((link.attributes.get("href") or "").partition("#")[2])
    assert len(asked) >= 20
    assert asked <= ids
    assert asked <= led

"""The thirty likeliest questions: each answer is at most two clicks from the start page."""

from __future__ import annotations

import posixpath
import tomllib
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT

QUESTIONS = tomllib.loads((ROOT / "tests/site/thirty_questions.toml").read_text(encoding="utf-8"))["question"]


def ways(site: Path, docname: str) -> set[str]:
    """Return the addresses (docname, with an anchor or without) that a page links to."""
    found = set()
    for link in LexborHTMLParser((site / f"{docname}.html").read_text(encoding="utf-8")).css("a[href]"):
        address, _, anchor = (link.attributes.get("href") or "").partition("#")
        if ":" not in address and address.endswith(".html"):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address)).removesuffix(".html")
            found |= {name, f"{name}#{anchor}"} if anchor else {name}
    return found


def test_there_are_thirty_questions() -> None:
    assert len(QUESTIONS) >= 30
    assert len({question["text"] for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["text"] for question in QUESTIONS])
def test_the_answer_is_at_most_two_clicks_away(site: Path, question: dict[str, str]) -> None:
    via, answer = question["via"], question["answer"]
    page, _, anchor = answer.partition("#")
    assert via in ways(site, "index"), f"startsidan leder inte till {via}"
    assert page == via or page in ways(site, via), f"{via} leder inte till {page}"
    if anchor:
        html = (site / f"{page}.html").read_text(encoding="utf-8")
        assert LexborHTMLParser(html).css_first(f'[id="{anchor}"]') is not None, f"{page} saknar #{anchor}"

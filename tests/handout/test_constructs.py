"""Every construct becomes a valid PDF with its words and tags, and the table of them in docs/ is true."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.handout import pdfcheck
from tests.handout.constructs import CONSTRUCTS, Construct, beyond, table
from tests.handout.support import Built

TABLE = Path(__file__).resolve().parents[2] / "docs" / "handout-constructs.md"


def faults(construct: Construct, handouts: Built) -> list[str]:
    """Give what is wrong with a construct's PDF."""
    pdf = handouts.pdf(construct.page)
    if not pdf.exists():
        return ["no PDF"]
    text, tags, asked = pdfcheck.text(pdf), pdfcheck.tags(pdf), construct.asked
    told = [line for line in handouts.warnings.splitlines() if f"/{construct.page}.md" in line]
    found = [*pdfcheck.standard_faults(pdf), *pdfcheck.link_faults(pdf)]
    found += [f"no {word!r} in {text!r}" for word in asked.get("words", []) if not holds(text, word)]
    found += [f"{word!r} is shown" for word in asked.get("absent", []) if word in text]
    found += [f"no tag {tag} in {tags}" for tag in construct.tags if tag not in tags]
    found += [f"not told: {words}" for words in asked.get("told", []) if not any(words in line for line in told)]
    found += [line for line in told if not any(words in line for words in asked.get("told", []))]
    return found


def holds(text: str, word: str) -> bool:
    """Say whether a text holds a word; PDF has no certain spaces where the typeface changes."""
    return "".join(word.split()) in "".join(text.split())


@pytest.fixture(scope="module")
def faults_of(handouts: Built) -> Callable[[str], list[str]]:
    """Gives what is wrong with a page's PDF; it is read once, for the construct's own test and for the table."""
    named = {construct.page: construct for construct in CONSTRUCTS}
    return cache(lambda page: faults(named[page], handouts))


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.page)
def test_a_construct(construct: Construct, faults_of: Callable[[str], list[str]]) -> None:
    assert faults_of(construct.page) == []


def test_the_table_of_constructs_is_true(handouts: Built, faults_of: Callable[[str], list[str]]) -> None:
    common = Counter(pdfcheck.tags(handouts.pdf("constructs/text/paragraphs"))) - Counter(P=2)  # its own two
    found = {
        item.page: (
            beyond(pdfcheck.tags(handouts.pdf(item.page)), common),
            "not ok" if faults_of(item.page) else "told" if "told" in item.asked else "ok",
        )
        for item in CONSTRUCTS
    }
    made = table(found)
    if os.environ.get("HANDOUT_TABLE") == "write":
        TABLE.write_text(made, encoding="utf-8")
    assert made == TABLE.read_text(encoding="utf-8"), (
        "docs/handout-constructs.md is out of date; write it again with: "
        "HANDOUT_TABLE=write .venv/bin/python -m pytest -q tests/handout/test_constructs.py"
    )

"""Marks left in the text: those that are meant to be seen are left alone, and no text makes the rule stumble."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Library, Problem, read_markdown
from kunskapsbas.links.pages import Site
from kunskapsbas.writing.rules.markup import check_markup
from tests.content.test_markdown import BLOCKS, MARKDOWN


def found(text: str) -> list[Problem]:
    site = Site(Path(), Library({}, {}, {}), {"om": read_markdown(text)}, frozenset())
    return list(check_markup(site, "om"))


@pytest.mark.parametrize(
    "text",
    [
        "**Fet** och *kursiv* och __fet__ text.", r"Skriv \*\*fet\*\* så.", "Skriv `**fet**` så.", "5 * 3 * 2 är 30.",
        "Kostnaden* är okänd.", "Värdet *a* * *b*.", "Se rad [1] och [2].", "- [x] klart\n- [ ] kvar",
        "Se [om](om.md) (sidan).", "(Se [om](om.md))", "[om](om.md)[^1]\n\n[^1]: En not.", r"Skriv \[om\](om.md) så.",
        "Se [om][x].\n\n[x]: om.md", "Fältet {namn} fylls i.", "Skriv `{term}` så.", "{term}`modul` och {doc}`om`",
        "Kl. 8 | 10", "| A | B |\n| --- | --- |\n| 1 | 2 |", "| A | B |\n| --- | --- |\n| 1 |",
        "| A | B |\n| --- | --- |\n| 1 \\| 2 | 3 |", "Nummer #1, C# och #vård i en mening.", "#vård",
        "Det blev 1.5 och 10.30.", "– Ja, sade hon.", "FVM\n-programmet gäller.", "- ett\n- -5 grader", "Pris: $100.",
        "```\n:::note\n##x\n```", "```python\nx\n```", "````{example}\n```{note}\nx\n```\n````",
        "::::{grid}\n:::{card}\nx\n:::\n::::", "- a\n  ```{note}\n  x\n  ```", "> ```\n> x\n> ```", "~~~\nx\n~~~~~",
        "(a)=\nx\n\n(b)=\ny", "## Rubrik\n\nText.", "> ## Rubrik\n>\n> Text.", "snake__case__namn", "kl. 10:30:`x`",
        "Ett kolon: `kod`.", "{#a}\nText", "[ord]{.klass}",
    ],
)  # fmt: skip
def test_marks_that_are_meant_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("> Se [x] (om.md).", 6), ("- Se [x] (om.md).", 6), ("## Se [x] (om.md)", 7),
        ("| A |\n|---|\n| [x] (om.md) |", 3),
        ("```{admonition} Se [x] (om.md)\nText.\n```", 20), ("Rad ett\noch [x] (om.md).", 5),
        ("Det är **viktigt enligt [om](om.md) nu.", 8), ("Se [x] (om.md) och {term}`a`.", 4),
    ],
)  # fmt: skip
def test_a_slip_is_found_wherever_readers_see_text(text: str, column: int) -> None:
    assert [problem.column for problem in found(text)] == [column]


@given(st.text() | MARKDOWN | BLOCKS)
def test_any_text_can_be_checked_and_every_place_is_inside_it(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in found(text):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1

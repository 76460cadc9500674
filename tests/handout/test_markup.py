"""Escaping and quoting: whatever the text is, Typst prints it and runs nothing."""

from __future__ import annotations

import json
import re

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.handout.markup import (
    anchor,
    breakable,
    call,
    clean,
    escape,
    label,
    quote,
    rows,
    running,
    signs,
    value,
    with_long_words,
    without_anchors,
)

CODE = [
    "#panic()",
    "*fet*",
    "_kursiv_",
    "`rå`",
    "$x$",
    "@ref",
    "// bort",
    "/* bort */",
    "<label>",
    "= rubrik",
]
CODE += [
    "- punkt",
    "+ punkt",
    "1. punkt",
    "/ term: x",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "(",
    "~",
    "--",
    "...",
    "'\"",
    "https://a.se",
]


WORDS = """#let words(it) = {
  if it.has("text") { it.text } else if it.has("children") { it.children.map(words).join("") }
  else if it == [ ] { " " } else { "?" }
}
"""


def evaluated(code: str) -> object:
    """Give the value of Typst code."""
    return json.loads(typst.query(f"{WORDS}#metadata({code}) <it>".encode(), "<it>", field="value", one=True))


def shown(markup: str) -> object:
    """Give the words that Typst would print for markup."""
    return evaluated(f"words[{markup}]")


@pytest.mark.parametrize("text", CODE)
def test_text_that_is_typst_code_prints_as_text(text: str) -> None:
    assert shown("a" + escape(text)) == "a" + text


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=["Cc"]),
        min_size=1,
        max_size=30,
    )
)
def test_any_text_prints_as_itself(text: str) -> None:
    assert shown("a" + escape(text)) == clean("a" + text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_a_string_literal(text: str) -> None:
    assert evaluated(quote(text)) == clean(text.replace("\r\n", "\n"))


def test_line_breaks_in_text_are_spaces() -> None:
    assert escape("en\ntvå\u2028tre") == "en två tre"


def test_long_words_may_break_and_short_ones_may_not() -> None:
    assert breakable("kort ord") == "kort ord"
    assert breakable("a" * 44) == "a" * 44
    assert breakable("a" * 50).count("\u200b") == 6


def test_an_emoji_of_many_characters_is_one_sign() -> None:
    assert signs("a å 👩🏿‍⚕️ 🇸🇪🇳🇴 1️⃣ å b") == ["å", "👩🏿‍⚕️", "🇸🇪", "🇳🇴", "1️⃣"]


def test_addresses_break_after_their_signs() -> None:
    address = "https://exempel.se/en/lang-adress/som/maste/brytas.html"
    assert breakable(address).replace("\u200b", "") == address
    assert "exempel.\u200bse/\u200ben/\u200blang-\u200badress" in breakable(address)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (None, "none"),
        (True, "true"),
        (2, "2"),
        ('å"', '"å\\""'),
        ((1,), "(1, )"),
        ((), "()"),
        (("a", None), '("a", none, )'),
    ],
)
def test_values(item: object, code: str) -> None:
    assert value(item) == code  # type: ignore[arg-type]


def test_a_value_without_form_is_refused() -> None:
    with pytest.raises(TypeError, match="dict"):
        value({})  # type: ignore[arg-type]


def test_calls() -> None:
    assert call("box", "text", font_size=3) == "#box(font-size: 3)[text]"
    assert rows("list", ["[a]", "[b]"], {"tight": True}) == "#list(tight: true, [a], [b])"
    assert anchor(label("sida", "här")) == '#anchor("sida#här")'


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("om e-hälsa nu", r"om #box[e\-hälsa] nu"),
        ("it-stöd, e-post", r"#box[it\-stöd]\, #box[e\-post]"),
        ("Millennium-införandet", r"Millennium\-införandet"),
        ("vård- och", r"vård\- och"),
        ("2025-03-06", r"2025\-03\-06"),
    ],
)
def test_short_words_before_a_hyphen_stay_on_the_line(text: str, markup: str) -> None:
    assert running(text) == markup


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("i vårdinformationsmiljön.", ["vårdinformationsmiljön"]),
        ("(samordningsgruppen)", ["samordningsgruppen"]),
        ("korta ord delas inte", []),
        ("https://www.exempel.se/vardinformationsmiljo/x", []),
        ("namn@vardinformationsmiljo.se", []),
        ("Millennium-vårdinformationsmiljön", []),
        ("x" * 45, []),
    ],
)
def test_only_long_words_of_their_own_are_named_as_such(text: str, parted: list[str]) -> None:
    assert re.findall(r"#long\[([^]]*)\]", with_long_words(running(text))) == parted


def test_an_anchor_that_nothing_leads_to_is_left_out_and_text_that_looks_like_one_stays() -> None:
    looks = 'Text: #anchor("sida#bort") och `#anchor("sida#bort")`'
    shown = running(looks) + f"#code({quote(looks)})"
    made = anchor("sida#kvar") + shown + anchor('sida#"bort"') + anchor("sida#bort")
    assert without_anchors(made, {"sida#kvar"}) == anchor("sida#kvar") + shown

"""The theme's style sheet, reduced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kunskapsbas.front.assets import STATIC, theme_stylesheet
from kunskapsbas.front.stylesheet import keeps_content, minify, reduce_css

MAX_REDUCED = 80_000  # bytes; the theme's own is 378 kB


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".carousel{a:b}p{c:d}", "p{c:d}"),
        (".carousel,table.table>tr{a:b}", "table.table>tr{a:b}"),
        ("/* { */p{a:b}", "p{a:b}"),
        ("@media print{.carousel{a:b}}", ""),
        ("@media print{.carousel{a:b}p{c:d}}", "@media print{p{c:d}}"),
        ("@font-face{font-family:x}@keyframes y{0%{a:b}}", ""),
        ('@charset "UTF-8";p{a:b}', "p{a:b}"),
        ("html{--fa-x:1;--pst-y:2}", "html{--pst-y:2}"),
        ("p:is(.reference,.carousel),h1{a:b}", "h1{a:b}"),
    ],
)
def test_only_rules_for_text_are_kept(css: str, expected: str) -> None:
    assert reduce_css(css) == expected


@pytest.mark.parametrize("css", ["p{a:b", "p{a:b}}"])
def test_unbalanced_braces_are_an_error(css: str) -> None:
    with pytest.raises(ValueError, match="style sheet"):
        reduce_css(css)


def test_reducing_twice_changes_nothing() -> None:
    once = reduce_css(theme_stylesheet().read_text(encoding="utf-8"))
    assert reduce_css(once) == once
    assert len(once) < MAX_REDUCED
    assert "fontawesome" not in once.lower()


def test_no_class_of_the_text_lost_its_rules(site: Path) -> None:
    """Classes that stand in an article and have rules in the theme are kept, save those drawn anew here."""
    html = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    articles = "".join(re.findall(r'<article class="bd-article">.*?</article>', html, re.DOTALL))
    used = {name for names in re.findall(r'class="([^"]+)"', articles) for name in names.split()}
    themed = set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", theme_stylesheet().read_text(encoding="utf-8")))
    own = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.css"))
    lost = {name for name in used & themed if not keeps_content(f".{name}") and f".{name}" not in own}
    assert lost <= {"container", "compound", "note", "o", "pst-scrollable-table-container"}  # nothing to see in text


def test_minified_style_keeps_its_rules() -> None:
    assert minify("/* why */\na {\n  color: red;\n}\n") == "a {\ncolor: red;\n}"

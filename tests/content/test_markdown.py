"""What stands in a page's Markdown, with line and column."""

from __future__ import annotations

import pytest
from docutils.nodes import make_id
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from kunskapsbas.content import Spot, page_paths, read_markdown
from kunskapsbas.content.markdown import MYST_EXTENSIONS, parse
from tests.conftest import ROOT

MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ",
            "## ",
            "#### ",
            "- ",
            "> ",
            "```",
            "````",
            ":::",
            "{note}",
            "{raw} html",
            "{term}`a`",
            "[a](b)",
            "![](c)",
            "[x]",
            "<b>",
        ]
    )
    | st.sampled_from(
        [
            "\n",
            "\n\n",
            "    ",
            "| a | b |",
            "| - | - |",
            "`",
            "*",
            "[^1]",
            "[^1]: ",
            "{#x}",
            "(a)=",
            "%",
            "---",
            "<!--",
            "\t",
        ]
    )
    | st.text(max_size=6)
).map("".join)


BLOCKS = st.lists(
    st.sampled_from(
        """---|***|- - -|_ _ _|===|+++|+ + +|> x|> ---|::: note|:::|```|~~~|(a)=|[x]: y|[^1]: z|<div>|% c|{.a}|...
        |    code|- a|  - b| ---|----|a: b-|# x|1. a|x||__|x\n=|x\n-|***x***|\t- c""".split("|")
    )
    | st.sampled_from(["| a | b |", "|---|---|"])
    | st.sampled_from(["a", "a  ", "- a", "- å b ", "- [x] a", "- `a`", "-a", "  a", "", "", ": a", "~ a", " ", "\t"]),
    max_size=12,
).map("\n".join)


def spots(text: str, kind: str) -> list[Spot]:
    return [spot for spot in read_markdown(text).spots if spot.kind == kind]


def test_headings_have_level_words_anchor_and_line() -> None:
    page = read_markdown('---\ntitle: "T"\n---\n\nText\n\n## Läget *nu*\n\n### `kod` här\n', "Ån")
    assert [(h.level, h.text, h.anchor, h.line) for h in page.headings] == [
        (2, "Läget nu", "laget-nu", 7),
        (3, "kod här", "kod-har", 9),
    ]
    assert {"an", "laget-nu", "kod-har"} <= page.anchors


def test_the_same_heading_twice_gets_two_anchors() -> None:
    assert [h.anchor for h in read_markdown("## A\n\n## A\n\n## A\n").headings] == ["a", "a-1", "a-2"]


def test_targets_names_and_ids_are_anchors_too() -> None:
    text = "(fast)=\n## A\n\n```{note}\n:name: ruta\nx\n```\n\n{#stycke}\nText.\n\n[x]{#ord}\n"
    assert {"a", "fast", "ruta", "stycke"} <= read_markdown(text).anchors


@pytest.mark.parametrize(
    ("text", "target", "line", "column"),
    [
        ("Se [x](a.md).", "a.md", 1, 4),
        ("\n\nEtt\ntvå [x](a.md)", "a.md", 4, 5),
        ("[x](<a b.md>)", "a b.md", 1, 1),
        ("[x](a%20b.md)", "a b.md", 1, 1),
        ("[x](å.md)", "å.md", 1, 1),
        ("<https://example.org>", "https://example.org", 1, 1),
        ("- a\n- [x](a.md)", "a.md", 2, 3),
        ("> [x](a.md)", "a.md", 1, 3),
        ("| a |\n| - |\n| [x](a.md) |", "a.md", 3, 3),
        (":::{note}\n[x](a.md)\n:::", "a.md", 2, 1),
        (":::{note} T\n:class: tip\n\n[x](a.md)\n:::", "a.md", 4, 1),
        ("::::{grid}\n:::{card} T\n\n[x](a.md)\n:::\n::::", "a.md", 4, 1),
        ("[**x**](a.md)", "a.md", 1, None),
        ("Ord\n: Se [x](a.md)", "a.md", 2, 6),
        ("## Rubrik [x](a.md)", "a.md", 1, 11),
        ("[x](a.md 'titel')", "a.md", 1, 1),
        ("[x](javascript:y)", "javascript:y", 1, 1),
        ("[x]()", "", 1, 1),
        ("[x](#)", "#", 1, 1),
    ],
)
def test_a_link_is_found_where_it_stands(text: str, target: str, line: int, column: int | None) -> None:
    (spot,) = spots(text, "link")
    assert (spot.target, spot.line) == (target, line)
    assert column is None or spot.column == column


def test_two_links_alike_have_two_places() -> None:
    assert [spot.column for spot in spots("[x](a.md) och [x](a.md)", "link")] == [1, 15]


@pytest.mark.parametrize(
    "text", ["`[x](a.md)`", "```\n[x](a.md)\n```", "```{code-block} md\n[x](a.md)\n```", "% [x](a.md)", r"\[x\](a.md)"]
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert spots(text, "link") == []


def test_a_role_has_its_name_content_and_place() -> None:
    (spot,) = spots("Ett\n{term}`delar <modul>` här", "role")
    assert (spot.name, spot.target, spot.line, spot.column) == ("term", "delar <modul>", 2, 1)


def test_roles_and_directives_are_known_in_capitals_and_in_swedish() -> None:
    assert [spot.name for spot in spots("{TERM}`a`", "role")] == ["term"]
    assert [spot.name for spot in spots("```{RAW} html\n```\n\n```{bild} a.png\n```", "directive")] == ["raw", "image"]


def test_a_directive_has_argument_options_and_body() -> None:
    (spot,) = spots("```{figure} bild.png\n:alt: En ruta\n:name: ruta\nText under.\n```", "directive")
    assert (spot.name, spot.target, spot.option("alt"), spot.body) == ("figure", "bild.png", "En ruta", "Text under.\n")
    assert spot.option("width") is None


def test_options_in_a_yaml_block_are_options() -> None:
    (spot,) = spots("```{figure} bild.png\n---\nalt: En ruta\nname: ruta\n---\nText under.\n```", "directive")
    assert spot.option("alt") == "En ruta"


def test_an_indented_option_is_an_option() -> None:
    (spot,) = spots("```{csv-table} T\n  :file: a.csv\n```", "directive")
    assert spot.option("file") == "a.csv"


def test_options_that_cannot_be_read_are_left_to_the_build() -> None:
    (spot,) = spots('```{note}\n:class: "x\nText.\n```', "directive")
    assert spot.options == ()


def test_html_is_found_in_blocks_and_in_text() -> None:
    page = read_markdown("<div>\nx\n</div>\n\nText <b>y</b>\n")
    assert [(spot.line, spot.column) for spot in page.spots if spot.kind == "html"] == [(1, 1), (5, 6), (5, 10)]


def test_the_front_matter_is_no_text() -> None:
    assert read_markdown('---\ntitle: "[x](a.md) <b>"\n---\n\nText\n').spots == []


@pytest.mark.parametrize("text", [">" * 3_000, "[" * 3_000, "- " * 3_000, "*" * 3_000, "{a}`" * 1_000, "![" * 2_000])
def test_nesting_beyond_all_bounds_can_be_read(text: str) -> None:
    read_markdown(text)


@given(st.text() | MARKDOWN)
def test_any_text_can_be_read_and_every_place_is_inside_it(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as files are read
    page = read_markdown(text)
    lines = text.split("\n")
    for spot in page.spots:
        assert 1 <= spot.line <= len(lines)
        assert 1 <= spot.column <= len(lines[spot.line - 1]) + 1
    for heading in page.headings:
        assert 1 <= heading.line <= len(lines)
        assert heading.anchor in page.anchors


MYST = create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)


def told(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [token.as_dict() for token in tokens]


@given(BLOCKS | MARKDOWN | BLOCKS.map("---\n{}\n---\n# x\n".format))
def test_a_text_is_parsed_as_by_myst_itself(text: str) -> None:
    assert told(parse(text)) == told(MYST.parse(text))


def test_the_sites_own_pages_are_parsed_as_by_myst_itself() -> None:
    for path in page_paths(ROOT):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert told(parse(text)) == told(MYST.parse(text)), path


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=20))
def test_an_anchor_is_the_one_that_docutils_makes(words: str) -> None:
    for heading in read_markdown(f"## {words}\n").headings:
        assert heading.anchor == (make_id(heading.text) or "avsnitt")

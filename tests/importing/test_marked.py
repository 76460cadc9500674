"""Markdown files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Code
from kunskapsbas.importing.document import ImportRefused, words_of
from kunskapsbas.importing.marked import read_markdown_file
from tests.importing.originals import MARCH


def shape(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in read_markdown_file(text, "r.md").blocks]


def test_headings_nested_lists_tables_and_links_are_kept() -> None:
    text = (
        "# Titel\n\n## Del\n\n- ett\n  - två\n    - tre\n- [fyra](#)\n\n"
        "3. numrerat\n4. mer\n\n| A | B |\n| - | - |\n| c | **d** |\n\nStycke *med* `kod`.\n"
    )
    assert shape(text) == [
        ("heading", 1, "Titel"),
        ("heading", 2, "Del"),
        ("item", 1, "ett"),
        ("item", 2, "två"),
        ("item", 3, "tre"),
        ("item", 1, "fyra"),
        ("item", 1, "numrerat"),
        ("item", 1, "mer"),
        ("table", 1, "A | B\nc | d"),
        ("paragraph", 1, "Stycke med kod."),
    ]
    labels = [block.label for block in read_markdown_file(text, "r.md").blocks if block.ordered]
    assert labels == ["3.", "4."]


def test_items_nested_by_one_blank_stay_nested() -> None:
    assert [level for kind, level, _ in shape("- a\n - b\n- c\n1. d\n - e\n") if kind == "item"] == [1, 2, 1, 1, 2]


def test_html_is_text_and_never_code() -> None:
    assert shape("Hej <b>du</b>\n\n<script>alert(1)</script>\n") == [
        ("paragraph", 1, "Hej <b>du</b>"),
        ("paragraph", 1, "<script>alert(1)</script>"),
    ]


def test_title_and_date_on_neighbouring_lines_are_lines_of_their_own() -> None:
    found = shape("Regional rapport Prov\nSammanställd: 2025-04-03 klockan 08.30\n")
    assert [text for _, _, text in found] == ["Regional rapport Prov", "Sammanställd: 2025-04-03 klockan 08.30"]


def test_a_front_matter_is_told_and_a_page_of_the_base_is_refused() -> None:
    document = read_markdown_file("---\nauthor: Anna\n---\n\n# Titel\n\n[Trasig(#)\n", "r.md")
    assert [(p.code, p.line) for p in document.problems] == [(Code.IMPORT_NOTE, 1), (Code.BROKEN_LINK, 7)]
    with pytest.raises(ImportRefused) as refused:
        read_markdown_file("---\nkind: report\n---\n", "r.md")
    assert refused.value.problems[0].code is Code.IMPORT_FILE


def test_a_text_without_marks_gives_the_same_blocks_as_plain_text() -> None:
    from kunskapsbas.importing.plain import read_text

    plain = [(block.kind, block.level, block.text) for block in read_text(MARCH, "r.txt").blocks]
    assert shape(MARCH) == plain


@given(
    st.lists(
        st.sampled_from(
            [
                "- ord",
                " - två",
                "# Rubrik",
                "",
                "stycke med **fet**",
                "1. ett",
                "> citat",
                "| a | b |",
                "[x](#)",
                "a_b",
                "&amp;",
                "\\*",
            ]
        )
    )
)
def test_no_word_is_lost(lines: list[str]) -> None:
    document = read_markdown_file("\n".join(lines), "r.md")
    assert [word for block in document.blocks for word in words_of(block.text)] == list(document.words)

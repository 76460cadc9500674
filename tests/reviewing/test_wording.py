"""What has changed between two texts: the marks say all that has changed, and no more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.reviewing.article import Block
from kunskapsbas.reviewing.wording import Mark, compare_blocks, compare_words


def blocks(*texts: str) -> list[Block]:
    return [Block(text, "") for text in texts]


def shown(before: str, after: str) -> str:
    signs = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "[+{}+]"}
    return "".join(signs[piece.mark].format(piece.text) for piece in compare_words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Mötet hölls i mars.", "Mötet hölls i april.", "Mötet hölls i [-mars-][+april+]."),
        ("Ett möte.", "Ett långt möte.", "Ett [+långt +]möte."),
        ("Ett långt möte.", "Ett möte.", "Ett [-långt -]möte."),
        ("Den 2 december 2025.", "Den 3 december 2025.", "Den [-2 -][+3 +]december 2025."),
        ("5,5 miljoner", "5,7 miljoner", "5,[-5 -][+7 +]miljoner"),
        ("VGR:s chef", "VGR:s chefer", "VGR:s [-chef-][+chefer+]"),
        ("alfa, beta", "gamma, delta", "[-alfa, beta-][+gamma, delta+]"),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, marked: str) -> None:
    assert shown(before, after) == marked


@given(st.text("ab åÅ.,-’1\n", max_size=40), st.text("ab åÅ.,-’1\n", max_size=40))
def test_unmarked_and_removed_are_the_old_text_and_unmarked_and_added_the_new(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.GONE) == after


def test_a_new_wording_stands_beside_its_old_one_and_the_rest_is_added_or_removed() -> None:
    before = blocks("Här står det ena.", "Gruppen lämnade rapporten i november.", "Slut.")
    after = blocks("Något helt nytt.", "Gruppen lämnade sin rapport i november.", "Slut.")
    changes = list(compare_blocks(before, after))
    assert [change.marks for change in changes] == [
        {Mark.GONE}, {Mark.NEW}, {Mark.SAME, Mark.GONE, Mark.NEW},
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["en rad", "en annan rad", "x", "y z"]), max_size=6),
       st.lists(st.sampled_from(["en rad", "en annan rad", "x", "y z"]), max_size=6))  # fmt: skip
def test_no_block_is_lost(before: list[str], after: list[str]) -> None:
    """What is told as added and as left makes the new page, less what stands in both."""
    changes = list(compare_blocks(blocks(*before), blocks(*after)))
    gone = ["".join(p.text for p in change.pieces if p.mark is not Mark.NEW) for change in changes]
    new = ["".join(p.text for p in change.pieces if p.mark is not Mark.GONE) for change in changes]
    assert sorted([*before, *filter(None, new)]) == sorted([*after, *filter(None, gone)])


def test_a_page_written_anew_takes_no_longer_than_it_is_worth() -> None:
    before, after = (blocks(*(f"{word} {number}" for number in range(600))) for word in ("gammal", "ny"))
    assert len(list(compare_blocks(before, after))) == 1200
    (gone, new) = compare_words("ord " * 5000, "annat " * 5000)
    assert (gone.mark, new.mark) == (Mark.GONE, Mark.NEW)

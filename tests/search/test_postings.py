"""Postings as bytes, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.search.postings import InSection, Posting, PostingList, read_postings

SECTIONS = st.lists(
    st.builds(InSection, st.integers(0, 300), st.integers(1, 7), st.booleans()),
    max_size=5,
    unique_by=lambda one: one.number,
).map(lambda found: tuple(sorted(found)))
POSTINGS = st.lists(
    st.builds(Posting, st.integers(0, 100_000), st.integers(1, 63), st.integers(0, 2), SECTIONS),
    max_size=20,
    unique_by=lambda one: one.page,
).map(sorted)


def as_read(posting: Posting) -> Posting:
    """A word in the first section alone is told by the page."""
    alone = len(posting.sections) == 1 and posting.sections[0].number == 0
    return posting._replace(sections=()) if alone else posting


@given(POSTINGS)
def test_what_is_added_is_read(postings: list[Posting]) -> None:
    made = PostingList()
    for posting in postings:
        made.add(*posting)
    assert list(read_postings(made.to_bytes())) == [as_read(posting) for posting in postings]


def test_pages_must_come_in_order() -> None:
    made = PostingList()
    made.add(3, 1, 0, ())
    with pytest.raises(ValueError, match="page 3 after page 3"):
        made.add(3, 1, 0, ())


def test_a_plain_posting_takes_two_bytes() -> None:
    made = PostingList()
    made.add(0, 63, 2, (InSection(0, 7, True),))
    assert len(made.to_bytes()) == 3

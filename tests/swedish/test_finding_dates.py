"""Dates in running text and in queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish import date_words
from kunskapsbas.swedish.finding_dates import date_keys

FULL = ["@2025-03-13", "@--03-13", "@2025-03", "@2025-w11", "@w11"]


WAYS = """13 mars 2025, den 13 mars 2025, 13:e mars 2025, 13/3 2025, 13/3-2025, 13/3-25, 13.3.2025, 2025-03-13,
20250313, 250313, 13 mar 2025, 13 mar. 2025"""


@pytest.mark.parametrize("text", WAYS.replace("\n", " ").split(", "))
def test_a_full_date_has_the_same_keys_however_it_is_written(text: str) -> None:
    assert list(date_keys(text)) == [FULL]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("13 mars", ["@--03-13"]),
        ("13/3", ["@--03-13"]),
        ("den 13e mars kl. 8", ["@--03-13"]),
        ("mars 2025", ["@2025-03"]),
        ("2025-03", ["@2025-03"]),
        ("v. 47", ["@w47"]),
        ("v47", ["@w47"]),
        ("vecka 47 2025", ["@2025-w47", "@w47"]),
        ("sept 2024", ["@2024-09"]),
    ],
)
def test_a_less_exact_date_has_the_keys_it_tells(text: str, keys: list[str]) -> None:
    assert list(date_keys(text)) == [keys]


@pytest.mark.parametrize(
    "text", ["31 februari", "31/2", "mars", "hl7 v2", "kl. 08.30", "12 345", "1/13", "2025", "v. 60"]
)
def test_what_is_no_date_has_none(text: str) -> None:
    assert list(date_keys(text)) == []


def test_several_dates_are_all_found() -> None:
    assert [keys[0] for keys in date_keys("2024-12-01, 5 maj och v. 3")] == ["@2024-12-01", "@--05-05", "@w3"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_date_in_words_and_in_figures_is_the_same(day: date) -> None:
    assert list(date_keys(date_words(day))) == list(date_keys(day.isoformat()))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    list(date_keys(text.lower()))

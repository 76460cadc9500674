"""Dates as Swedes write them, and dates that are known only in part."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.swedish import PartialDate, date_words, iso_week, moment_words, parse_date, parse_moment


def test_a_date_is_written_in_words() -> None:
    assert date_words(date(2025, 11, 20)) == "20 november 2025"
    assert date_words(date(2025, 3, 6)) == "6 mars 2025"


def test_a_moment_is_written_with_a_full_stop_in_the_time() -> None:
    assert moment_words(parse_moment("2025-11-20T08:05")) == "20 november 2025 kl. 08.05"


@pytest.mark.parametrize(("text", "offset"), [("2025-11-20T08:30", 1), ("2025-07-01T08:30", 2)])
def test_a_moment_is_in_swedish_time(text: str, offset: int) -> None:
    assert parse_moment(text).utcoffset() == timedelta(hours=offset)


def test_a_moment_may_be_written_with_a_space_and_seconds() -> None:
    assert parse_moment("2025-11-20 08:30:00") == parse_moment("2025-11-20T08:30")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-30", "den 30 februari 2025 finns inte"),
        ("2025-02-29", "den 29 februari 2025 finns inte"),
        ("2025-13-01", "månad 13 finns inte"),
        ("2025-00-01", "månad 0 finns inte"),
        ("2025-01-00", "den 0 januari 2025 finns inte"),
        ("0000-01-01", "finns inte"),
        ("2025-1-1", "ÅÅÅÅ-MM-DD"),
        ("20 november 2025", "ÅÅÅÅ-MM-DD"),
        ("2025-11-20\n", "ÅÅÅÅ-MM-DD"),
        ("٢٠٢٥-١١-٢٠", "ÅÅÅÅ-MM-DD"),
        ("", "ÅÅÅÅ-MM-DD"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason_in_swedish(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-11-20T24:00", "klockslaget 24:00 finns inte"),
        ("2025-11-20T25:00", "klockslaget 25:00 finns inte"),
        ("2025-11-20T08:60", "klockslaget 08:60 finns inte"),
        ("2025-02-30T08:30", "30 februari"),
        ("2025-11-20", "ÅÅÅÅ-MM-DDTHH:MM"),
        ("2025-11-20T8:30", "ÅÅÅÅ-MM-DDTHH:MM"),
        ("2025-11-20T08:30Z", "ÅÅÅÅ-MM-DDTHH:MM"),
    ],
)
def test_what_is_no_moment_is_refused_with_a_reason_in_swedish(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_moment(text)


def test_a_leap_day_is_a_date() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(("day", "week"), [("2025-11-14", 46), ("2025-12-29", 1), ("2027-01-01", 53)])
def test_weeks_are_numbered_as_in_sweden(day: str, week: int) -> None:
    assert iso_week(parse_date(day)) == week


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "words"),
    [
        ("2025-11-20", "day", "2025-11-20", "2025-11-20", "20 november 2025"),
        ("2024-02", "month", "2024-02-01", "2024-02-29", "februari 2024"),
        ("2025", "year", "2025-01-01", "2025-12-31", "2025"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(text: str, precision: str, first: str, last: str, words: str) -> None:
    found = PartialDate.parse(text)
    assert (found.text, found.precision, found.words) == (text, precision, words)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "0000", "25", "2025-1", "2025-11-31", "2025-11-", "våren 2025", ""]
)
def test_what_is_no_date_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"finns inte|ÅÅÅÅ"):
        PartialDate.parse(text)


@given(st.text(max_size=12) | st.from_regex(r"\d{1,4}(-\d{1,2}(-\d{1,2})?)?", fullmatch=True))
def test_any_text_is_a_date_with_a_first_and_a_last_day_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        found = PartialDate.parse(text)
        assert found.first <= found.last
        assert found.text == text
        assert found.first.isoformat().startswith(text)
        assert found.last.isoformat().startswith(text)


@given(st.text(max_size=20) | st.from_regex(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", fullmatch=True))
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert text.startswith(parse_moment(text).date().isoformat())


@given(st.dates())
def test_every_date_can_be_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert PartialDate.parse(day.isoformat()).first == day

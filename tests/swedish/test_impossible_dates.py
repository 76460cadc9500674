"""Dates that no calendar has, and times that say no date."""

from __future__ import annotations

import pytest

from kunskapsbas.swedish.finding_dates import impossible_dates
from kunskapsbas.swedish.loose_times import loose_times


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("den 30 februari 2026", "februari 2026 har ingen dag 30"),
        ("31 april", "april har ingen dag 31"),
        ("29 februari 2025", "februari 2025 har ingen dag 29"),
        ("2025-02-30", "februari 2025 har ingen dag 30"),
        ("2025-13-01", "månad 13 finns inte"),
        ("tisdagen den 3 november 2025", "dagen var en måndag"),
        ("kl. 25.00", "klockslaget finns inte"),
        ("kl 08.75", "klockslaget finns inte"),
        ("den 0 maj", "maj har ingen dag 0"),
    ],
)
def test_an_impossible_date_is_found_with_its_reason(text: str, reason: str) -> None:
    assert [why for _, _, why in impossible_dates(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    ["29 februari 2024", "29 februari", "måndagen den 3 november 2025", "31 december", "kl. 24", "kl. 08.30", "1,5 maj",
     "2–3 mars", "2025-11-20", "dnr 2025-13-0001", "den 20 november"],
)  # fmt: skip
def test_a_possible_date_is_left_alone(text: str) -> None:
    assert list(impossible_dates(text)) == []


def test_a_time_that_a_date_follows_is_not_loose() -> None:
    assert list(loose_times("I höst, förra veckan och inom kort.")) == ["I höst", "förra veckan", "inom kort"]
    assert list(loose_times("Under hösten 2025, vid årsskiftet 2025/2026, i dag den 3 mars och i vår bok.")) == []
    assert list(loose_times("Det sker i vår.")) == ["i vår"]

"""Dates that no calendar has, and times that say no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("31/4 2025", "april 2025 har ingen dag 31"),
        ("12/13 2025", "månad 13 finns inte"),
        ("mötet är kl. 25.30.", "klockslaget finns inte"),
        ("mötet är vecka 54.", "vecka 54 finns inte"),
    ],
)
def test_an_impossible_date_is_found_with_its_reason(text: str, reason: str) -> None:
    assert [why for _, _, why in impossible_dates(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    ["29 februari 2024", "29 februari", "måndagen den 3 november 2025", "31 december", "kl. 24", "kl. 08.30", "1,5 maj",
     "2–3 mars", "2025-11-20", "31/3 2025", "2024/25 2025", "vecka 53", "kl. 10.30.", "dnr 2025-13-0001",
     "den 20 november"],
)  # fmt: skip
def test_a_possible_date_is_left_alone(text: str) -> None:
    assert list(impossible_dates(text)) == []


PIECES = {
    "den 30 februari 2026": ["februari 2026 har ingen dag 30"],
    "torsdagen den 31 juni": ["juni har ingen dag 31"],
    "tisdagen den 13 november 2025": ["dagen var en torsdag"],
    "onsdag 5 november 2025": [],
    "0 maj": ["maj har ingen dag 0"],
    "12:e mar.": [],
    "kap. 1,31 juni": [],
    "2 marken": [],
    "torsdagen den": [],
}


@given(st.lists(st.sampled_from(sorted(PIECES)), max_size=8), st.sampled_from([", ", " och ", "\n"]))
def test_each_date_of_a_text_is_looked_at_once(pieces: list[str], between: str) -> None:
    found = [why for _, _, why in impossible_dates(between.join(pieces))]
    assert found == [why for piece in pieces for why in PIECES[piece]]


LOOSE = """under våren|under sommaren|under hösten|under vintern|under veckan|under månaden|under året|under helgen
till våren|i hösten|nästa vecka|förra månaden|denna vår|kommande sommar|föregående höst|nästa vinter|förra helgen
nästa måndag|denna tisdag|kommande onsdagen|förra torsdagen|nästa fredag|förra lördagen|kommande söndag|i veckan
i dag|i går|i förrgår|i morgon|i kväll|i våras|i höst|i höstas|i sommar|i somras|i vinter|i vintras|i år
i fjol|i helgen|idag|igår|imorgon|i vår|inom kort|nyligen|häromdagen|i dagsläget|för närvarande|i skrivande stund
på måndag|om två veckor|för tre dagar sedan|i slutet av månaden|den senaste tiden|de senaste åren|just nu
till årsskiftet|vid årsskiftet|efter årsskiftet|före årsskiftet|nästa år|förra året|nästa våren"""


@pytest.mark.parametrize("words", LOOSE.replace("\n", "|").split("|"))
def test_each_loose_time_is_found_also_beside_vard(words: str) -> None:
    assert list(loose_times(f"Vården fick {words}.")) == [words]
    assert list(loose_times(words.upper())) == [words.upper()]


def test_a_time_that_a_date_follows_is_not_loose() -> None:
    assert list(loose_times("I höst, förra veckan och inom kort.")) == ["I höst", "förra veckan", "inom kort"]
    assert list(loose_times("Under hösten 2025, vid årsskiftet 2025/2026, i dag den 3 mars och i vår bok.")) == []
    assert list(loose_times("Det sker i vår.")) == ["i vår"]

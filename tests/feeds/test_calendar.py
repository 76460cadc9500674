"""The calendar: every event whose day or month is known, as any calendar program reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kunskapsbas.content import Event, Library, Page
from kunskapsbas.feeds.calendar import calendar, fold
from kunskapsbas.feeds.publication import Publication, printable
from tests.feeds.made import event, library_of, page, report


def read(data: bytes) -> Calendar:
    """Return a calendar as a program reads it, once its lines have been found valid (RFC 5545, 3.1)."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    assert all(line.decode() for line in lines), "every line is whole characters"
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    assert found.errors == []
    assert [one.errors for one in found.walk() if one.errors] == []
    return found


def made(*pages: Page, base: str = "", title: str = "Prov") -> Calendar:
    library = library_of(*pages)
    addresses = {name: f"{name}.html" for name in library.pages}
    return read(calendar(library, Publication(title, base=base, addresses=addresses)))


def told(*events: Event, **facts: object) -> list[Any]:
    """Return the events of a calendar for a page that tells of these."""
    return list(made(page("about", "about/om", events=events, **facts)).walk("VEVENT"))


def test_every_event_here_whose_day_or_month_is_known_is_in_the_calendar_once(library: Library) -> None:
    found = read(calendar(library, Publication("Basen")))
    ids = [str(one["UID"]) for one in found.walk("VEVENT")]
    known = [one.id for one, _ in library.events if one.precision != "year"]
    assert ids == [f"{name}@kunskapsbas" for name in known]
    assert len(ids) == len(set(ids)) >= 10
    assert {str(one["STATUS"]) for one in found.walk("VEVENT")} == {"CONFIRMED", "TENTATIVE"}


def test_a_calendar_says_what_it_is_and_how_often_to_look() -> None:
    found = made(page("about", "about/om", events=[event()]), title="Basen")
    assert (str(found["VERSION"]), str(found["METHOD"])) == ("2.0", "PUBLISH")
    assert str(found["PRODID"])
    assert str(found["X-WR-CALNAME"]) == str(found["NAME"]) == "Händelser – Basen"
    assert str(found["X-WR-TIMEZONE"]) == "Europe/Stockholm"
    assert found["REFRESH-INTERVAL"].dt == timedelta(days=1)
    assert "SOURCE" not in found


def test_the_time_zone_is_that_of_sweden() -> None:
    zone = made(page("about", "about/om", events=[event()])).walk("VTIMEZONE")[0].to_tz()
    offsets = [datetime(2025, month, 20, 8, 30, tzinfo=zone).utcoffset() for month in (1, 6, 11)]
    assert offsets == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize(
    ("when", "until", "start", "end", "words"),
    [
        ("2025-11-20", None, date(2025, 11, 20), date(2025, 11, 21), "Ett möte"),
        ("2025-11-20", "2025-11-30", date(2025, 11, 20), date(2025, 12, 1), "Ett möte"),
        ("2024-02", None, date(2024, 2, 1), date(2024, 3, 1), "Ett möte (dagen är inte känd)"),
        ("2025-09", "2025-12", date(2025, 9, 1), date(2026, 1, 1), "Ett möte (dagen är inte känd)"),
        ("2025-09-30", "2025-12", date(2025, 9, 30), date(2026, 1, 1), "Ett möte (slutdagen är inte känd)"),
    ],
)
def test_an_event_takes_whole_days_and_says_when_the_day_is_not_known(
    when: str, until: str | None, start: date, end: date, words: str
) -> None:
    (one,) = told(event(when=when, until=until))
    assert (one["DTSTART"].dt, one["DTEND"].dt, str(one["SUMMARY"])) == (start, end, words)
    assert str(one["TRANSP"]) == "TRANSPARENT"
    assert ("Tid: " in str(one["DESCRIPTION"])) == (when != "2025-11-20" or until is not None)


def test_the_last_day_there_is_has_no_day_after() -> None:
    (one,) = told(event(when="9999-12"))
    assert one["DTSTART"].dt == date(9999, 12, 1)
    assert "DTEND" not in one


def test_what_is_known_to_the_year_only_is_left_out() -> None:
    years = [event("a", "2025"), event("b", "2025-11-20", until="2026")]
    assert calendar(library_of(page("about", "about/om", events=years)), Publication("Prov")) == b""
    assert [str(one["UID"]) for one in told(*years, event("c"))] == ["c@kunskapsbas"]


def test_a_report_comes_at_the_time_it_was_compiled_and_nothing_else_does() -> None:
    others = [
        event("b", kind="meeting"),
        event("c", "2025-11-19", kind="report"),
        event("d", kind="report", planned_as_of="2025-11-01"),
    ]
    found = made(report(events=[event("a", kind="report"), *others])).walk("VEVENT")
    starts = {str(one["UID"]).partition("@")[0]: one["DTSTART"] for one in found}
    assert starts["a"].dt.isoformat() == "2025-11-20T08:30:00+01:00"
    assert starts["a"].params["TZID"] == "Europe/Stockholm"
    assert {type(starts[name].dt) for name in "bcd"} == {date}
    (unknown,) = made(report("2025-11-20T00:00", events=[event(kind="report")])).walk("VEVENT")
    assert unknown["DTSTART"].dt == date(2025, 11, 20)


def test_what_happened_is_certain_and_what_was_planned_is_told_as_planned() -> None:
    happened, planned = told(
        event("a", "2025-03-01", description="Om skälen.", note="Dagen är härledd"),
        event("b", "2025-03-02", kind="decision", planned_as_of="2025-02-14", outcome="Det blev ja"),
    )
    assert (str(happened["SUMMARY"]), str(happened["STATUS"])) == ("Ett möte", "CONFIRMED")
    assert str(happened["DESCRIPTION"]).split("\n") == ["Om skälen.", "Dagen är härledd.", "Källa: Källan"]
    assert (str(planned["SUMMARY"]), str(planned["STATUS"])) == ("Planerat: Ett möte", "TENTATIVE")
    assert str(planned["DESCRIPTION"]).split("\n") == [
        "Planen gäller läget den 14 februari 2025.", "Utfall: Det blev ja.", "Källa: Källan",
    ]  # fmt: skip
    assert [str(category) for category in planned["CATEGORIES"].cats] == ["Beslut"]


def test_of_a_plan_it_is_told_what_came_of_it_or_that_no_source_says() -> None:
    planned = event("plan", "2025-03", planned_as_of="2025-02-14")

    def description(*others: Page) -> str:
        found = made(page("about", "about/om", events=[planned]), *others).walk("VEVENT")
        return next(str(one["DESCRIPTION"]) for one in found if str(one["UID"]) == "plan@kunskapsbas")

    assert "Utfallet saknas" not in description(), "the sources do not reach the plan's day"
    assert "Utfallet saknas i källorna.\n" in description(report())
    follower = event("blev", "2025-03-18", title="Mötet hölls", follows="plan")
    assert "Så blev det: Mötet hölls, 18 mars 2025.\n" in description(report(events=[follower]))
    assert "Utfallet saknas" not in description(report(events=[follower]))


def test_an_event_is_the_same_when_the_site_gets_an_address_and_then_leads_to_its_page() -> None:
    told_of = page("about", "about/om", events=[event()])
    (before,), (after,) = (made(told_of, base=base).walk("VEVENT") for base in ("", "https://example.org/bas/"))
    assert (before["UID"], before["DTSTAMP"].dt) == (after["UID"], after["DTSTAMP"].dt)
    assert "URL" not in before
    assert str(after["URL"]) == "https://example.org/bas/about/om.html"
    assert str(after["DESCRIPTION"]).endswith("Läs mer: https://example.org/bas/about/om.html")
    source = made(told_of, base="https://example.org/bas/")["SOURCE"]
    assert str(source) == "https://example.org/bas/feeds/handelser.ics"


@pytest.mark.parametrize(
    ("facts", "stamp"),
    [
        ({"as_of": "2025-12-01", "reviewed": "2026-01-10"}, "2026-01-10T11:00:00+00:00"),
        ({"as_of": "2025-06-01"}, "2025-06-01T10:00:00+00:00"),
        ({}, "2025-02-14T11:00:00+00:00"),
    ],
    ids=["reviewed", "as_of", "no day"],
)
def test_the_stamp_is_the_day_of_the_page_and_not_of_the_build(facts: dict[str, str], stamp: str) -> None:
    (one,) = told(event(planned_as_of="2025-02-14"), **facts)
    assert one["DTSTAMP"].dt.isoformat() == stamp


def test_the_stamp_follows_what_is_told_of_the_outcome() -> None:
    plan = page("about", "about/om", as_of="2025-02-01", events=[event("plan", planned_as_of="2025-02-01")])
    blev = event("blev", "2025-11-21", follows="plan")
    for later, day in (
        (report("2025-12-20T08:30", events=[blev]), date(2025, 12, 20)),
        (page("index", "reports/tidslinje", events=[blev]), date(2025, 11, 21)),
    ):
        stamps = {str(one["UID"]): one["DTSTAMP"].dt.date() for one in made(plan, later).walk("VEVENT")}
        assert stamps == {"plan@kunskapsbas": day, "blev@kunskapsbas": day}


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    library = library_of(page("about", "about/om", events=[event(title="A, b; c\\d\ne")]))
    assert b"\r\nSUMMARY:A\\, b\\; c\\\\d\\ne\r\n" in calendar(library, Publication("Prov"))


HOSTILE = 'a,b;c\\n\\,d\r\ne\rf\ng:"h" \x00\x07\x85 END:VEVENT\r\nBEGIN:VALARM\r\n åäö 😀😀 ' + "ö" * 80


@settings(max_examples=40)
@example(HOSTILE)
@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    facts = {"title": f"T{text}", "description": f"B{text}"}
    (one,) = told(event(planned_as_of="2025-02-14", kind="meeting", **facts))
    title, description = (
        printable(event(**{name: value}).model_dump()[name]).replace("\r\n", "\n").replace("\r", "\n")
        for name, value in facts.items()
    )
    assert str(one["SUMMARY"]) == f"Planerat: {title}"
    assert str(one["DESCRIPTION"]).startswith(f"{description}\nPlanen gäller")
    assert str(one["STATUS"]) == "TENTATIVE", "no text ends its line"


@settings(max_examples=40)
@given(st.text(st.sampled_from("aö€😀 "), max_size=300))
def test_a_folded_line_is_the_same_line(text: str) -> None:
    folded = fold(text)
    assert max(len(line) for line in folded.split(b"\r\n")) <= 75
    assert [line.decode() for line in folded.split(b"\r\n")][-1] == ""
    assert folded.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == text

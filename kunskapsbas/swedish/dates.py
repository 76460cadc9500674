"""Dates as Swedes read and write them, and dates that are known only to the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
TIME_ZONE = ZoneInfo("Europe/Stockholm")
Precision = Literal["day", "month", "year"]


def parse_date(text: str) -> date:
    """Return the date of an ISO text ("2025-11-20"). Raises ValueError, in Swedish, for any other text."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2025-11-20")
    year, month, day = map(int, text.split("-"))
    if not 1 <= month <= 12:
        raise ValueError(f"månad {month} finns inte")
    if year < 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"den {day} {MONTHS[month - 1]} {year} finns inte")
    return date(year, month, day)


def parse_moment(text: str) -> datetime:
    """Return date and time of "2025-11-20T08:30", in Swedish local time (Europe/Stockholm).

    Raises ValueError, in Swedish, for any other form and for a date or time that does not exist.
    """
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::00)?", text)
    if not found:
        raise ValueError("skriv datum och klockslag som ÅÅÅÅ-MM-DDTHH:MM, till exempel 2025-11-20T08:30")
    day, hour, minute = parse_date(found[1]), int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        raise ValueError(f"klockslaget {found[2]}:{found[3]} finns inte")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIME_ZONE)


def date_words(day: date) -> str:
    """Return the date in words: "20 november 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime) -> str:
    """Return date and time in words, with the Swedish full stop: "20 november 2025 kl. 08.30".

    Midnight stands for a time that is not known: only the date is given.
    """
    day = date_words(moment.date())
    return f"{day} kl. {moment:%H.%M}" if moment.hour or moment.minute else day


def iso_week(day: date) -> int:
    """Return the week number used in Sweden (ISO 8601)."""
    return day.isocalendar().week


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year. ``text`` is its ISO form, as long as its precision."""

    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2025-11-20", "2025-11" or "2025". Raises ValueError, in Swedish, for anything else."""
        if re.fullmatch(r"[0-9]{4}", text):
            parse_date(f"{text}-01-01")
        elif re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            parse_date(f"{text}-01")
        elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            parse_date(text)
        else:
            raise ValueError("skriv datumet som ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ")
        return cls(text)

    @property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        return "day" if len(self.text) == 10 else "month" if len(self.text) == 7 else "year"

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def last(self) -> date:
        """The last day it can mean."""
        first = self.first
        if self.precision == "day":
            return first
        month = first.month if self.precision == "month" else 12
        return date(first.year, month, calendar.monthrange(first.year, month)[1])

    @property
    def words(self) -> str:
        """The date in words, no more exact than it is known: "20 november 2025", "november 2025", "2025"."""
        if self.precision == "day":
            return date_words(self.first)
        return f"{MONTHS[self.first.month - 1]} {self.first.year}" if self.precision == "month" else self.text

"""The one place for Swedish: slugs, sorting, dates and nearest spellings. Pure functions, no Sphinx."""

from .dates import PartialDate, date_words, iso_week, moment_words, parse_date, parse_moment
from .sorting import letter, sort_key
from .spelling import nearest
from .text import full_stop, is_nfc, join_words, slug

__all__ = [
    "PartialDate",
    "date_words",
    "full_stop",
    "is_nfc",
    "iso_week",
    "join_words",
    "letter",
    "moment_words",
    "nearest",
    "parse_date",
    "parse_moment",
    "slug",
    "sort_key",
]

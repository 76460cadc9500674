"""The one place for Swedish: slugs, sorting, dates and nearest spellings. Pure functions, no Sphinx."""

from .dates import PartialDate, date_words, iso_week, moment_words, parse_date, parse_moment
from .sorting import letter, sort_key
from .spelling import nearest
from .text import count_words, fold_form, full_stop, is_nfc, join_words, size_words, slug

__all__ = [
    "PartialDate",
    "count_words",
    "date_words",
    "fold_form",
    "full_stop",
    "is_nfc",
    "iso_week",
    "join_words",
    "letter",
    "moment_words",
    "nearest",
    "parse_date",
    "parse_moment",
    "size_words",
    "slug",
    "sort_key",
]

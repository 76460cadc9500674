"""The words that the summary and the page share. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..swedish import count_words, join_words
from .comparing import GonePage, HandoutChange, PageChange, Review
from .wording import Change, Mark

NO_COMPARISON = "Det finns ingen tidigare webbplats att jämföra med, så här visas bara hur den blir."
NOTHING = "Läsarna märker ingen skillnad: alla sidor, adresser och PDF-filer är som förut."
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs"})
_HARMLESS = frozenset("\n\t\u00ad\u200c\u200d\u2060")  # break lines, words or emoji; they hide nothing


def visible(text: str) -> str:
    """Return text in which signs that show nothing, or turn others round, stand as their numbers.

    A reviewer must see what is there: by such signs a text can be another than it looks.
    """
    return "".join(
        f"[U+{ord(sign):04X}]" if unicodedata.category(sign) in _INVISIBLE and sign not in _HARMLESS else sign
        for sign in text
    )


def kind_words(change: Change) -> str:
    """Return in a word what has happened to a block."""
    if len(change.marks) > 1:
        return "Ändrat"
    return "Tillagt" if Mark.NEW in change.marks else "Borttaget"


def total_words(review: Review) -> str:
    """Return one sentence with all counts that are not 0."""
    if not review.compared:
        return NO_COMPARISON
    counts = [
        (len(review.changed), "ändrad sida", "ändrade sidor"),
        (len(review.new), "ny sida", "nya sidor"),
        (len(review.gone), "adress som är borta", "adresser som är borta"),
        (len(review.followed), "följdändring", "följdändringar"),
        (len(review.handouts), "PDF-fil", "PDF-filer"),
    ]
    told = [count_words(*count) for count in counts if count[0]]
    return f"{join_words(told)}." if told else NOTHING


def gone_words(gone: GonePage) -> str:
    """Return what a reader who has the address meets, and what to do about it."""
    if gone.leads_to:
        return f"Den leder vidare till ”{gone.goal}” ({gone.leads_to})."
    return (
        "Den som har sparat adressen möts av ”Sidan finns inte”. Lägg till en rad i redirects.toml som leder till "
        "den sida som bäst ersätter den."
    )


def handout_words(handout: HandoutChange) -> str:
    """Return in a word what has happened to a PDF file."""
    return "ändrad" if handout.before and handout.after else "ny" if handout.after else "borttagen"


def change_count_words(page: PageChange) -> str:
    """Return how many places of a page are others."""
    number = len(page.changes) + len(page.notes)
    return count_words(number, "ställe", "ställen") if number else "Bara hänvisningar från andra sidor"


def sorted_handouts(handouts: Sequence[HandoutChange]) -> list[HandoutChange]:
    """Return collections of pages before single pages, which follow from the pages above them."""
    return sorted(handouts, key=lambda handout: (not is_collection(handout), handout.path))


def is_collection(handout: HandoutChange) -> bool:
    """Tell whether a PDF file is made of several pages: the book, a section or a named handout."""
    parts = handout.path.split("/")[1:]
    return len(parts) == 1 or parts[0] in {"avsnitt", "urval"}

"""Pages that should have been read through again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...content import Code, Problem
from ...content.library import load_page
from ...links.pages import Site
from ...swedish import date_words


def check_reviews(site: Site, today: date) -> Iterator[Problem]:
    """Yield pages whose day of review (review_by) has passed. ``today``: the day by which it is late."""
    for _, page in sorted(site.library.pages.items()):
        if page.review_by is None or page.review_by >= today:
            continue
        _, head, _ = load_page(site.root, page.path)
        line, column = head.place(("review_by",)) if head else (1, 1)
        owner = f" För sidan svarar: {page.owner}." if page.owner else ""
        message = f"Sidan skulle ha granskats senast den {date_words(page.review_by)}.{owner}"
        yield Problem(page.path, line, column, Code.REVIEW_DUE, message)

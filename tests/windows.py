"""Browser windows for many tests: a window costs as much as all that a test does in it.

Chromium draws a frame for every window, and starts the processes for it, though nobody sees it. A page in a window
that is open already has a history and a session of its own, and costs little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext


@contextmanager
def shared_window(
    browser: Browser, *addresses: str, known: Collection[str] = (), **settings: Any
) -> Iterator[BrowserContext]:
    """Give a window where each test opens and closes pages; ``settings`` are those of Playwright's new_context.

    What a page stores would meet the next test. A test that stores anything, or sets the clock, has a window of its
    own; that none of the others has stored anything is looked for at the ``addresses`` when all are done. ``known``
    are names that a theme stores whatever is done on its pages.
    """
    window = browser.new_context(**settings)
    page = window.new_page()  # an empty one that stays: without a page there is no window
    try:
        yield window
        stored = {*(cookie["name"] for cookie in window.cookies())}
        for address in addresses:
            page.goto(address)
            stored |= {*page.evaluate("Object.keys(localStorage)")}
    finally:
        window.close()
    assert stored <= {*known}, f"stored by a test that shares its window: {sorted(stored)}"


def close_pages(window: BrowserContext) -> None:
    """Close what a test has opened, by itself or by a click, and not the window."""
    for page in window.pages[1:]:
        page.close()

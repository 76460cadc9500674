"""The browser's Swedish is the build's Swedish: the same words, stems and dates, on every form of this site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kunskapsbas.search.client import client_script, engine_source
from kunskapsbas.swedish.finding_dates import date_keys
from kunskapsbas.swedish.folding import fold, words
from kunskapsbas.swedish.stemming import stem

DATES = """13 mars; den 13 mars 2025; 13/3; 13/3-25; 13.3.2025; 2025-03-13; 20250313; 250313; mars 2025; v. 47; v 47;
vecka 1 2025; v47; 3 nov. 2025; 31/2; 29 februari 2024; 29 februari 2023; hl7 v2; 31 december 2024; 1 januari 2027;
kl. 08.30 den 5 maj och 6 juni; 2020-12-28; 2021-01-03""".replace("\n", " ").split("; ")
TEXTS = [
    "Vårdens it-stöd, HL7 v2.",
    "a\u0301 ä vårdmiljön",
    "🙂 ord_ord x²",
    "שלום עולם",
    "ÅÄÖ Ødegård straße idé",
    "١٢٣ 5,5",
    "",
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page where the engine's functions can be called."""
    window = browser.new_page()
    window.evaluate(
        f"window.swedish = new Function({json.dumps(engine_source() + 'return { fold, stem, wordsOf, findDates };')})()"
    )
    yield window
    window.close()


def forms_of_site(site: Path) -> list[str]:
    """Return every form in the vocabulary of the built site."""
    forms = []
    for path in sorted((site / "_search" / "v").glob("*.js")):
        form = ""
        data = path.read_text(encoding="utf-8").partition(",")[2].partition(",")[2].rstrip()[:-1]
        for line in json.loads(data).split("\n"):
            form = form[: int(line[0], 36)] + line[1 : line.rindex(":")]
            forms.append(form)
    return forms


def in_browser(page: Page, function: str, values: list[str]) -> list[Any]:
    found: list[Any] = page.evaluate(f"(values) => values.map((value) => swedish.{function}(value))", values)
    return found


def test_every_form_of_the_site_has_the_same_stem_in_the_browser(page: Page, site: Path) -> None:
    forms = forms_of_site(site)
    assert len(forms) > 4000
    folded = [fold(form) for form in forms]
    assert in_browser(page, "fold", forms) == folded
    assert in_browser(page, "stem", folded) == [stem(form) for form in folded]


def test_texts_have_the_same_words(page: Page) -> None:
    assert in_browser(page, "wordsOf", TEXTS) == [words(text) for text in TEXTS]


def test_dates_have_the_same_keys(page: Page) -> None:
    found = [[date["keys"] for date in dates] for dates in in_browser(page, "findDates", DATES)]
    assert found == [list(date_keys(text)) for text in DATES]


def test_the_script_is_small_and_one_piece() -> None:
    script = client_script()
    assert script.startswith("(() => {")
    assert len(script.encode()) < 90_000
    assert re.search(r"^\s*(//|$)", script.rstrip(), re.MULTILINE) is None

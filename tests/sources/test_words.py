"""Dates, types, classes and labels in Swedish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.sources import words


@pytest.mark.parametrize(
    ("date", "year", "shown"),
    [
        ("2025-11-20", "", "20 november 2025"),
        ("2025-04", "2025", "april 2025"),
        ("2020", "", "2020"),
        ("2025-03-18 (härlett)", "2025", "18 mars 2025 (härlett)"),
        ("2018 (september enligt innehållet)", "", "2018 (september enligt innehållet)"),
        ("våren 2025 (dag saknas i utdraget)", "", "våren 2025 (dag saknas i utdraget)"),
        ("2025-02-30", "", "2025-02-30"),
        ("", "2019", "2019"),
        ("", "", "u.å."),
    ],
)
def test_dates(date: str, year: str, shown: str) -> None:
    assert words.date_words(date, year) == shown


@pytest.mark.parametrize(
    ("date", "year", "shown"),
    [
        ("november 2024", "2024", "2024"),
        ("2025-04", "", "2025"),
        ("datum saknas i utdraget (omkring 2017)", "", "ca 2017"),
        ("efter maj 2022", "", "u.å."),
        ("datum saknas i utdraget (före 2024-12-10)", "", "u.å."),
        ("datum saknas i utdraget", "", "u.å."),
    ],
)
def test_label_years_claim_no_more_than_is_known(date: str, year: str, shown: str) -> None:
    assert words.label_year(date, year) == shown


def test_types_classes_and_languages() -> None:
    assert words.type_words("report") == "Rapport"
    assert words.type_words("article", "Debattartikel") == "Debattartikel"
    assert words.type_words("nonsense") == "Övrigt"
    assert words.class_words("b") == "Klass B: etablerat medium eller annan känd utgivare"
    assert words.class_words("") == "Klass saknas"
    assert words.language_words("nn") == "På norska (nynorska)"
    assert words.language_words("sv") == ""


def test_labels_get_letters_in_file_order_and_keep_them_when_a_source_is_added_last() -> None:
    new = {"label": "VGR", "year": "2025"}
    old = [("x", new), ("y", new), ("z", {"label": "VGR"})]
    assert words.unique_labels(old) == ["VGR 2025a", "VGR 2025b", "VGR u.å."]
    longer = words.unique_labels([*old, ("w", new), ("v", {"label": "VGR"})])
    assert longer == ["VGR 2025a", "VGR 2025b", "VGR u.å.-a", "VGR 2025c", "VGR u.å.-b"]


def test_a_label_falls_back_to_the_publisher_and_the_key() -> None:
    entries = [("k", {"organization": "SKR (förening), enhet", "date": "2020-01-02"}), ("naken", {})]
    assert words.unique_labels(entries) == ["SKR 2020", "naken u.å."]


NAMES = st.sampled_from(["VGR", "VGR 2025a", "A", ""])
YEARS = st.sampled_from(["2025", "2025a", ""])


@given(st.lists(st.tuples(NAMES, YEARS), max_size=80))
def test_labels_are_always_unique(pairs: list[tuple[str, str]]) -> None:
    entries = [(f"k{n}", {"label": name, "year": year}) for n, (name, year) in enumerate(pairs)]
    labels = words.unique_labels(entries)
    assert len(set(labels)) == len(entries)


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_shown_and_never_fails(date: str, year: str) -> None:
    assert words.date_words(date, year)
    assert words.label_year(date, year)

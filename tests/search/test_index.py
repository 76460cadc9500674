"""The index: which words a page is found by, and how much they weigh there."""

from __future__ import annotations

import pytest

from kunskapsbas.search.index import Index, build_index, forms_of
from kunskapsbas.search.passages import Passage, SearchPage
from kunskapsbas.search.postings import PART_IN_TITLE, WORD_IN_TITLE, Posting, read_postings


def page(name: str, title: str, *texts: str, **more: object) -> SearchPage:
    """A page whose first text has no heading; the others are "heading: text"."""
    passages = [Passage("", "", texts[0] if texts else "")]
    passages += [
        Passage(heading, heading.lower(), rest) for heading, _, rest in (text.partition(": ") for text in texts[1:])
    ]
    return SearchPage(name, f"{name}.html", title, tuple(passages), **more)  # type: ignore[arg-type]


LONG = "Här nämns en modul bland mycket annat." + " Mer text om sådant." * 30
PAGES = [
    page("a", "Moduler", "Modulerna väljs var för sig."),
    page("b", "Vårdinformationsmiljön", "Den består av moduler.", "Kostnad: Kostnaden är okänd sedan 13 mars 2025."),
    page("c", "Annat", LONG, names=("förkortningen", "NNV")),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(PAGES)


def found(index: Index, form: str) -> dict[int, Posting]:
    word, _ = index.forms[form]
    return {posting.page: posting for posting in read_postings(index.postings[word].to_bytes())}


def test_all_inflections_lead_to_the_same_postings(index: Index) -> None:
    assert found(index, "modulerna") == found(index, "modul")
    assert set(found(index, "moduler")) == {0, 1, 2}


def test_the_title_weighs_most_and_a_long_page_least(index: Index) -> None:
    modul = found(index, "modul")
    assert modul[0].impact > modul[1].impact > modul[2].impact
    assert (modul[0].title, modul[1].title) == (WORD_IN_TITLE, 0)


def test_a_part_of_a_compound_is_found_and_weighs_less(index: Index) -> None:
    part, whole = found(index, "miljö")[1], found(index, "vårdinformationsmiljön")[1]
    assert part.title == PART_IN_TITLE
    assert part.impact < whole.impact


def test_each_section_tells_whether_its_heading_has_the_word(index: Index) -> None:
    (section,) = found(index, "kostnaden")[1].sections
    assert (section.number, section.in_heading) == (1, True)


def test_a_date_is_found_by_its_keys(index: Index) -> None:
    for key in ("@2025-03-13", "@--03-13", "@2025-03", "@w11"):
        assert set(found(index, key)) == {1}


def test_a_name_that_the_text_lacks_leads_to_the_page(index: Index) -> None:
    assert set(found(index, "nnv")) == {2}


def test_only_telling_words_of_a_title_are_counted() -> None:
    made = build_index([page("a", "Vad är det som gäller för modulerna den 3 mars 2025?")])
    assert made.title_words == [2]  # modulerna and the date


def test_no_pages_give_an_empty_index() -> None:
    assert build_index([]).forms == {}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("it-stödet", ["it", "stödet", "itstödet"]),
        ("– i samma – stund", ["i", "samma", "stund"]),
        ("HL7 v2-format", ["hl7", "v2", "format"]),
    ],
)
def test_hyphened_words_are_found_as_one_too(text: str, forms: list[str]) -> None:
    assert forms_of(text) == forms

"""What states a fact, and which citation covers it."""

from __future__ import annotations

import pytest

from kunskapsbas.content import read_markdown
from kunskapsbas.writing.rules.facts import cited_together, fact_in, uncovered

CITED = "{cite:p}`alfa`"


def facts(text: str) -> list[str]:
    """Return what each passage of a text states as a fact, as far as the rule sees."""
    found = ((passage, fact_in(passage)) for passage in read_markdown(text).passages)
    return [passage.text[place[0] : place[1]].strip() for passage, place in found if place]


def bare(text: str) -> list[str]:
    """Return the facts of a text that no citation covers."""
    return [passage.text[start:end].strip() for passage, start, end in uncovered(read_markdown(text))]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Mötet hölls den 3 maj 2025.", "3 maj 2025"),
        ("Mötet hölls den 3 maj.", "3 maj"),
        ("Arbetet började våren 2019.", "våren 2019"),
        ("Det pågick i slutet av 2019.", "i slutet av 2019"),
        ("Det kostar 5,5–11 miljarder kronor.", "5,5–11 miljarder"),
        ("Hyran är 45 000 kr i månaden.", "45 000 kr"),
        ("Det gäller 12 % av alla.", "12 %"),
        ("De var 120 konsulter.", "120 konsulter"),
        ("Regionstyrelsen godkände planen.", "Regionstyrelsen godkände"),
        ("Slutrapporten rekommenderar moduler.", "Slutrapporten rekommenderar"),
    ],
)
def test_days_amounts_numbers_and_decisions_are_facts(text: str, fact: str) -> None:
    assert [found.startswith(fact) for found in facts(text)] == [True], facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moduler kan bytas en i taget.",
        "Vad beslutade regionstyrelsen den 3 maj 2025?",
        "Vad som hände den 3 maj 2025 saknas i källorna.",
        "Ingen källa säger vad fullmäktige beslutade i maj 2025.",
        "Källorna säger inte om mötet den 3 maj 2025 blev av.",
        "Vi tolkar det som att arbetet började våren 2019.",
        "Läs [rapporten den 3 maj 2025](om.md).",
        "Det finns tre sätt och 2 delar.",
        "Skriv `5 miljoner kronor` så.",
        "Läs avsnitt 12 och sidan 14.",
        "Version 2.0 av mallen.",
    ],
)
def test_questions_gaps_interpretations_and_links_are_no_facts(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Den 3 maj 2025. {CITED}",
        f"Den 3 maj 2025. {CITED} Och den 4 maj 2025.",
        f"Så var det: {CITED}\n\n- 3 maj 2025\n- 4 maj 2025\n\nSlut. {CITED}",
        f"- 3 maj 2025\n- 4 maj 2025 {CITED}\n\nSlut.",
        f"- 3 maj 2025\n  - mer {CITED}\n- annat",
        f"Den 3 maj 2025 kom detta:\n\n- ett {CITED}\n- två {CITED}\n\nMer. {CITED}",
        f"| När | Vad |\n|---|---|\n| 3 maj 2025 | Möte {CITED} |\n\nMer. {CITED}",
        f"## A\n\nDen 3 maj 2025.\n\nDen 4 maj 2025.\n\nAllt detta står i rapporten. {CITED}",
        f":::{{note}}\nDen 3 maj 2025.\n\nSå var det. {CITED}\n:::",
        "## Om återgivningen\n\n- Den 3 maj 2025 är tillagd.",
        "## Det källorna inte säger\n\n- vad som hände den 3 maj 2025",
        "## Steg\n\nDen 3 maj 2025.\n\n```{decision-path}\n```",
    ],
)
def test_a_citation_covers_its_paragraph_item_row_list_or_section(text: str) -> None:
    assert bare(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Den 3 maj 2025.", ["3 maj 2025"]),
        (f"Ett. {CITED}\n\nDen 3 maj 2025.\n\nTvå. {CITED}", ["3 maj 2025"]),
        (f"## A\n\nEtt. {CITED}\n\n## B\n\nDen 3 maj 2025.", ["3 maj 2025"]),
        (f"- 3 maj 2025\n- två {CITED}\n- tre\n\nMer. {CITED}", ["3 maj 2025"]),
        ("- 3 maj 2025\n- 4 maj 2025", ["3 maj 2025"]),
        (
            f"Ett. {CITED}\n\n| När | Vad |\n|---|---|\n| 3 maj 2025 | A |\n| 4 maj 2025 | B {CITED} |\n\nMer. {CITED}",
            [],
        ),
        (f":::{{note}}\nDen 3 maj 2025.\n:::\n\nMer. {CITED}", ["3 maj 2025"]),
        (f"> Den 3 maj 2025.\n\nMer. {CITED}\n\nMer. {CITED}", ["3 maj 2025"]),
    ],
)
def test_a_fact_without_one_is_told_once_for_a_list(text: str, left: list[str]) -> None:
    assert bare(text) == left


def test_citations_of_one_paragraph_row_or_item_go_together_with_what_leads_in_to_them() -> None:
    text = "Så här: {cite:p}`a`\n\n- ett {cite:p}`b`\n- två {cite:p}`c`\n  mer {cite:p}`d`\n\nSlut. {cite:p}`e`"
    together = [[spot.target for spot in spots] for spots in cited_together(read_markdown(text))]
    assert together == [["a"], ["b", "a"], ["c", "d", "a"], ["e"]]

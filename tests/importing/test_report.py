"""What the importer understands of a report: title, day, sections, measures, people, and what it asks the writer."""

from __future__ import annotations

from datetime import date

import pytest

from kunskapsbas.content import Code, Library, Term
from kunskapsbas.content.sections import Section, section_of
from kunskapsbas.importing.document import Block, Document, ImportRefused, Run
from kunskapsbas.importing.events import proposals
from kunskapsbas.importing.findings import Finding, findings, preferred
from kunskapsbas.importing.plain import read_text
from kunskapsbas.importing.report import ParsedReport, action_day, understand
from tests.importing.originals import MARCH, TITLE, with_line


def parsed(text: str = MARCH) -> ParsedReport:
    return understand(read_text(text, "r.txt"), "r.txt")


def found(text: str, code: Code, library: Library | None = None) -> list[Finding]:
    return [finding for finding in findings(parsed(text), library or Library()) if finding.code is code]


def of(*blocks: Block) -> ParsedReport:
    return understand(Document(blocks, ()), "r.docx")


def head(text: str, level: int) -> Block:
    return Block("heading", (Run(text),), level)


def line(text: str, strong: bool = False) -> Block:
    return Block("paragraph", (Run(text, strong),), gap=True)


@pytest.mark.parametrize(
    "written",
    [
        "Sammanställd: 2025-04-03 klockan 08.30",
        "Sammanställt: 2025-04-03 klockan 08:30",
        "Sammanställd 3 april 2025 kl. 08.30",
        "Sammanställd: den 3 april 2025, kl 8.30",
        "Rapporten sammanställdes 2025-04-03 08:30",
        "sammanställd 3/4 2025 klockan 0830",
        "SAMMANSTÄLLD: 20250403 klockan 08.30",
    ],
)
def test_when_it_was_compiled_is_read_in_every_form(written: str) -> None:
    report = parsed(with_line("Sammanställd: 2025-04-03 klockan 08.30", written))
    assert report.compiled is not None
    assert f"{report.compiled.moment:%Y-%m-%dT%H:%M%z}" == "2025-04-03T08:30+0200"
    assert report.compiled.raw == written
    assert report.lifted == (TITLE, written)


@pytest.mark.parametrize("written", ["Sammanställd: 2025-02-30 klockan 08.30", "Sammanställd: 2025-04-03 kl. 25.30"])
def test_a_day_or_time_that_does_not_exist_is_refused_with_its_line(written: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        parsed(with_line("Sammanställd: 2025-04-03 klockan 08.30", written))
    [problem] = refused.value.problems
    assert (problem.code, problem.line) == (Code.WRONG_DATE, 7)


def test_a_report_without_a_time_is_of_midnight_and_one_without_a_day_of_none() -> None:
    alone = parsed(with_line(" klockan 08.30", "")).compiled
    assert alone is not None
    assert f"{alone.moment:%H:%M}" == "00:00"
    assert parsed(with_line("Sammanställd: 2025-04-03 klockan 08.30", "Torsdag")).compiled is None


def test_the_eight_sections_are_known_by_their_variants_in_any_order() -> None:
    assert [part.key for part in parsed().parts] == list(Section)
    for heading in (
        "TALESPERSON",
        "Talespersoner:",
        "Samordningsgrupp för vårdinformativmiljö",
        "Om Regional rapport X",
    ):
        assert section_of(heading) is not None
    assert section_of("Samlad information om Millennium på Insidan") is None


def test_a_title_in_any_place_is_found_and_what_stands_before_it_stays_in_order() -> None:
    report = parsed(f"Hej!\n\nHär kommer den.\n{MARCH}")
    assert (report.title, report.lifted) == (TITLE, ())
    assert [block.text for block in report.parts[0].blocks][-2:] == [TITLE, "Sammanställd: 2025-04-03 klockan 08.30"]


def test_word_headings_give_sections_and_headings_inside_them() -> None:
    report = of(
        head(TITLE, 0),
        line("Sammanställd: 2025-04-03 klockan 08.30"),
        head("Sammanfattande lägesbild", 1),
        line("Text."),
        head("En del av den", 2),
        head("Alldeles för djup", 4),
        head("Kommunikativ lägesbild", 1),
    )
    assert [(part.heading, part.depth) for part in report.parts] == [
        ("Sammanfattande lägesbild", 0),
        ("En del av den", 1),
        ("Alldeles för djup", 2),
        ("Kommunikativ lägesbild", 0),
    ]


def test_bold_lines_that_are_known_are_headings_and_others_are_asked_about() -> None:
    report = of(line(TITLE, True), line("Kommunikativ lägesbild", True), line("Övrigt", True), line("Text."))
    assert [part.heading for part in report.parts] == ["Kommunikativ lägesbild"]
    asked = [finding for finding in findings(report, Library()) if finding.code is Code.MAYBE_HEADING]
    assert ["Övrigt" in finding.message for finding in asked] == [True]


def test_a_short_line_alone_in_plain_text_is_an_unknown_heading_that_is_told() -> None:
    text = with_line("Verksamhetens kommentar\n", "Ur forskningen\n\n- Inget.\n\nVerksamhetens kommentar\n")
    assert [finding.part.heading for finding in found(text, Code.UNKNOWN_HEADING) if finding.part] == ["Ur forskningen"]
    assert "Ur forskningen" in [part.heading for part in parsed(text).parts]


def test_a_section_that_is_missing_is_told_by_name() -> None:
    text = with_line("Kommunikativ lägesbild\n\n", "")
    assert [finding.message for finding in found(text, Code.MISSING_SECTION)] == [
        "Avsnittet ”Kommunikativ lägesbild” saknas."
    ]
    assert found(MARCH, Code.MISSING_SECTION) == []


@pytest.mark.parametrize(
    ("today", "day", "month", "expected"),
    [
        (date(2025, 3, 6), 3, 3, date(2025, 3, 3)),
        (date(2026, 1, 8), 19, 12, date(2025, 12, 19)),
        (date(2025, 3, 6), 7, 3, date(2025, 3, 7)),
        (date(2025, 3, 6), 30, 2, None),
        (date(2024, 3, 6), 29, 2, date(2024, 2, 29)),
        (date(2025, 3, 6), 29, 2, None),
    ],
    ids=["this year", "over new year", "after the report", "no such day", "leap day", "no leap year"],
)
def test_the_year_of_a_measure(today: date, day: int, month: int, expected: date | None) -> None:
    assert action_day(today, day, month) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [("30/2", Code.WRONG_DATE), ("4/4", Code.ACTION_DATE), ("1/2", Code.OLD_ACTION)],
    ids=["no such day", "after the report", "two months old"],
)
def test_a_measure_with_a_day_that_cannot_be_right_is_told(written: str, code: Code) -> None:
    assert len(found(with_line("2/4:", f"{written}:"), code)) == 1
    assert found(MARCH, code) == []


def test_an_item_that_ends_with_a_colon_is_asked_about_unless_items_belong_to_it() -> None:
    [asked] = found(MARCH, Code.COLON_ITEM)
    assert asked.block is not None
    assert asked.block.text == "Gruppen har följande uppdrag:"
    assert found(with_line("- Utredning av prov.", " - Utredning av prov."), Code.COLON_ITEM) == []


def test_people_without_a_role_lookalike_addresses_and_loose_times_are_told() -> None:
    assert len(found(with_line("Anna Exempel, hälso- och provdirektör", "Anna Exempel"), Code.NO_ROLE)) == 1
    assert found(MARCH, Code.NO_ROLE) == []
    assert ["vregion.se" in finding.message for finding in found(MARCH, Code.LOOKALIKE_DOMAIN)] == [True]
    assert found(with_line("vregion.se", "www.vgregion.se"), Code.LOOKALIKE_DOMAIN) == []
    assert [finding.message.split("”")[1] for finding in found(MARCH, Code.RELATIVE_TIME)] == ["Under veckan"]


def test_forms_that_should_not_be_written_are_counted_once_and_left_as_they_are() -> None:
    term = Term.model_validate(
        {
            "docname": "glossary/vardinformationsmiljo", "kind": "term", "title": "Vårdinformationsmiljö",
            "definition": "x", "category": "begrepp", "sources": ["a"],
            "deprecated": [{"form": "vårdinformativmiljö", "reason": "Felskrivning."}],
        }
    )  # fmt: skip
    library = Library({term.docname: term})
    text = MARCH.replace("provsystemet", "vårdinformativmiljön").replace("provet](#)", "vårdinformativmiljö](#)")
    [told] = found(text, Code.SPELLING_VARIANT, library)
    assert "3 gånger" in told.message
    assert preferred("Samordning vårdinformativmiljön", {"vårdinformativmiljö": "Vårdinformationsmiljö"}).endswith(
        "vårdinformationsmiljön"
    )


def test_dates_in_the_text_become_events_to_confirm() -> None:
    made = [proposal.event for proposal in proposals(parsed(), Library(), "rapport")]
    assert [(event.date.text, event.planned, event.title) for event in made] == [
        ("2025-04-10", True, "Den 10 april möts de båda ledningarna i Borås"),
        ("2025-04-02", False, "Besök på provmottagningen 10 april"),
        ("2025-03-28", False, "Presentation kompletterad: Bilder om provet"),
    ]
    assert not any(event.confirmed for event in made)
    assert all(event.sources == ("rapport",) for event in made)
    assert len({event.id for event in made}) == 3


def test_an_event_without_a_year_is_the_nearest_to_the_report() -> None:
    text = with_line("Den 10 april möts", "Den 17 februari 2026 och 2 december möts")
    days = [proposal.event.date.text for proposal in proposals(parsed(text), Library(), "r")]
    assert days[:2] == ["2026-02-17", "2024-12-02"]


def test_titles_of_events_are_cut_at_words() -> None:
    long = "Gruppen har " + "verkligen " * 30 + "träffats den 2 april"
    titles = [p.event.title for p in proposals(parsed(with_line("Vi i vården behöver tid", long)), Library(), "r")]
    cut = next(title for title in titles if title.endswith("träffats den 2 april"))
    assert cut.startswith("… verkligen")
    assert len(cut) <= 120

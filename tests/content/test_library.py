"""The library: everything known before a page is rendered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from kunskapsbas.content import (
    Code,
    Library,
    Report,
    Term,
    cited_keys,
    load_library,
    page_paths,
    read_text,
)
from kunskapsbas.content.registers import read_links, read_redirects, read_sources
from kunskapsbas.swedish import fold_form
from tests.content.small import FILES, JANUARY, MODUL, make, write


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The library of the small base."""
    found, problems = load_library(make(tmp_path))
    assert problems == []
    return found


def test_every_page_is_in_the_library_by_its_name(library: Library) -> None:
    assert set(library.pages) == {path.removesuffix(".md") for path in FILES if path.endswith(".md")}
    assert [page.docname for page in library.of_type(Term)] == ["glossary/modul", "glossary/system"]


def test_reports_stand_newest_first(library: Library) -> None:
    assert [report.docname for report in library.reports] == ["reports/2025-02-14", "reports/2025-01-10"]


def test_events_stand_in_order_of_time_with_the_page_that_tells_of_them(library: Library) -> None:
    assert [(event.id, name) for event, name in library.events] == [
        ("mote-2025-01-09", "reports/2025-01-10"),
        ("beslut-2025-03", "reports/2025-02-14"),
    ]


def test_what_is_known_ends_with_the_last_day_a_page_holds_and_not_with_plans(library: Library) -> None:
    assert library.known_until == date(2025, 2, 20)
    assert Library().known_until == date.min


@pytest.mark.parametrize("text", ["modul", "Modul", "MODULEN", "  modulerna ", "byggdel", "klots"])
def test_a_term_is_found_by_any_of_its_forms(library: Library, text: str) -> None:
    term = library.term_for(text)
    assert term is not None
    assert term.slug == "modul"


@pytest.mark.parametrize("text", ["modull", "", "index", "ordlista", "reports/2025-01-10"])
def test_what_is_no_form_finds_no_term(library: Library, text: str) -> None:
    assert library.term_for(text) is None


def test_the_nearest_terms_are_named_by_title_each_once(library: Library) -> None:
    assert library.nearest_terms("moduln") == ["Modul"]
    assert library.nearest_terms("sytsem") == ["System"]
    assert library.nearest_terms("zzz") == []


def test_a_title_wins_over_another_terms_search_synonym(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path, "glossary/modul.md", MODUL.replace("- klots", "- system"))
    library, problems = load_library(tmp_path)
    assert problems == []
    assert (term := library.term_for("system")) is not None
    assert term.slug == "system"


def test_forms_are_compared_without_case_and_extra_spaces() -> None:
    assert fold_form("  Regionala\n Rapporten ") == "regionala rapporten"


def test_two_readings_give_the_same_library(tmp_path: Path) -> None:
    make(tmp_path)
    assert load_library(tmp_path)[0] == load_library(tmp_path)[0]


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert load_library(tmp_path) == (Library(), [])


def test_pages_are_found_in_their_folders_only_in_order_and_never_hidden(tmp_path: Path) -> None:
    for path in (
        "index.md",
        "reports/b.md",
        "reports/a.md",
        "reports/sub/c.md",
        "about/.x.md",
        "about/_y.md",
        "glossary/.git/z.md",
    ):
        write(tmp_path, path, "")
    for path in ("README.md", "docs/model.md", "strategy/notes.txt", "_build/index.md"):
        write(tmp_path, path, "")
    assert page_paths(tmp_path) == ["index.md", "reports/a.md", "reports/b.md", "reports/sub/c.md"]


def test_a_page_with_a_fault_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path, "reports/2025-01-10.md", JANUARY.replace("wording: retold", "wording: x"))
    library, problems = load_library(tmp_path)
    assert [report.docname for report in library.of_type(Report)] == ["reports/2025-02-14"]
    assert problems[0].code is Code.WRONG_VALUE


def test_sources_have_class_date_and_line(library: Library) -> None:
    beta = library.sources["beta"]
    assert (beta.title, beta.publisher, beta.date, beta.source_class.value) == (
        "Andra källan",
        "Tidningen",
        "2025-02",
        "B",
    )
    assert str(FILES["references.bib"]).splitlines()[beta.line - 1].startswith("@misc{beta")
    assert beta.url == "https://example.org/b"


def test_links_have_address_access_and_day(library: Library) -> None:
    assert library.links["faq"].href == ""
    assert library.links["start"].checked == date(2025, 2, 14)


def test_missing_registers_are_empty(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == ({}, [])
    assert read_links(tmp_path) == ({}, [])
    assert read_redirects(tmp_path, []) == ({}, [])


def test_empty_registers_are_empty(tmp_path: Path) -> None:
    for name in ("references.bib", "links.toml", "redirects.toml"):
        write(tmp_path, name, "")
    assert load_library(tmp_path) == (Library(), [])


def test_old_addresses_lead_to_pages_with_or_without_an_anchor(tmp_path: Path) -> None:
    write(tmp_path, "redirects.toml", '[redirects]\n"about/x" = "about/om"\n"y" = "about/om#rubrik"\n')
    assert read_redirects(tmp_path, ["about/om"]) == ({"about/x": "about/om", "y": "about/om#rubrik"}, [])


def test_braces_and_line_ends_in_references_are_no_part_of_the_text(tmp_path: Path) -> None:
    entry = "@misc{a, title = {Den {EU}-gemensamma\n   planen}, publisher = {X}, date = {2025}, class = {A}}"
    write(tmp_path, "references.bib", entry)
    sources, problems = read_sources(tmp_path)
    assert problems == []
    assert sources["a"].title == "Den EU-gemensamma planen"


@pytest.mark.parametrize("address", ["https://example.org/", "http://example.org/", "mailto:a@example.org", ""])
def test_an_address_of_the_link_register_may_be(tmp_path: Path, address: str) -> None:
    write(tmp_path, "links.toml", f'[a]\ntitle = "A"\nhref = "{address}"\naccess = "public"\n')
    links, problems = read_links(tmp_path)
    assert problems == []
    assert links["a"].href == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//example.org", "data:text/html,x", "example.org", " javascript:x"]
)
def test_an_address_of_the_link_register_may_not_be(tmp_path: Path, address: str) -> None:
    write(tmp_path, "links.toml", f'[a]\ntitle = "A"\nhref = "{address}"\naccess = "public"\n')
    links, problems = read_links(tmp_path)
    assert [problem.code for problem in problems] == [Code.UNSAFE_ADDRESS]
    assert links == {}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"\xef\xbb\xbfa", "a"),
        ("åäö".encode(), "åäö"),
        (b"", ""),
    ],
)
def test_a_file_is_read_as_utf8_with_plain_line_ends(tmp_path: Path, raw: bytes, text: str) -> None:
    write(tmp_path, "a.md", raw)
    assert read_text(tmp_path, "a.md") == (text, [])


def test_a_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    text, (problem,) = read_text(tmp_path, "a.md")
    assert text is None
    assert (problem.path, problem.code) == ("a.md", Code.UNREADABLE)


@pytest.mark.parametrize(
    ("raw", "line", "column"), [(b"\xff", 1, 1), (b"a\nb\xe5", 2, 2), ("å".encode()[:1], 1, 1), (b"\x00\xff", 1, 2)]
)
def test_a_file_that_is_not_utf8_is_told_with_its_place(tmp_path: Path, raw: bytes, line: int, column: int) -> None:
    write(tmp_path, "a.md", raw)
    text, (problem,) = read_text(tmp_path, "a.md")
    assert text is None
    assert (problem.line, problem.column, problem.code) == (line, column, Code.ENCODING)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("alfa", ["alfa"]),
        ("alfa,beta", ["alfa", "beta"]),
        (" alfa , beta ", ["alfa", "beta"]),
        ("{se}alfa{s. 3, 4}, {jfr} beta", ["alfa", "beta"]),
        ("", []),
        ("alfa,", []),
        ("alfa,,beta", []),
        ("{se}{jfr}alfa", []),
        ("alfa beta", []),
        ("{se}", []),
        ("alfa}", []),
    ],
)
def test_the_ids_of_a_citation_are_read_as_the_bibliography_reads_them(text: str, keys: list[str]) -> None:
    assert cited_keys(text) == keys
    if keys:
        assert [target.key for target in parse_citation_targets(text)] == keys
    else:
        with pytest.raises(ValueError, match="malformed"):
            list(parse_citation_targets(text))


PLAN = """
  - id: "plan"
    date: "2025-03-01"
    precision: day
    title: "En plan"
    kind: event
    planned_as_of: "2025-02-14"
    sources: [beta]
"""
OUTCOME = """
  - id: "utfall"
    date: "2025-03-02"
    precision: day
    title: "Så blev det"
    kind: event
    sources: [beta]
    follows: {follows}
"""


def with_events(root: Path, events: str) -> Library:
    make(root)
    text = FILES["about/om.md"].replace("---\n\n", f"events:{events}---\n\n", 1)
    write(root, "about/om.md", text)
    return load_library(root)[0]


def test_an_event_may_tell_what_came_of_a_planned_one(tmp_path: Path) -> None:
    library = with_events(tmp_path, PLAN + OUTCOME.format(follows="plan").lstrip("\n"))
    plan = next(event for event, _ in library.events if event.id == "plan")
    assert [event.id for event, _ in library.followers["plan"]] == ["utfall"]
    assert library.knows_outcome(plan)


@pytest.mark.parametrize("follows", ["plann", "mote-2025-01-09", "utfall"], ids=["misspelt", "not planned", "itself"])
def test_an_outcome_of_what_was_never_planned_is_a_problem(tmp_path: Path, follows: str) -> None:
    with_events(tmp_path, PLAN + OUTCOME.format(follows=follows).lstrip("\n"))
    [problem] = load_library(tmp_path)[1]
    assert (problem.code, problem.path) == (Code.WRONG_VALUE, "about/om.md")
    assert "Menade du plan?" in problem.hint or follows not in ("plann",)


def test_an_event_that_waits_for_a_writer_is_shown_to_no_reader(tmp_path: Path) -> None:
    library = with_events(tmp_path, PLAN.rstrip() + "\n    confirmed: false\n")
    assert "plan" not in {event.id for event, _ in library.events}
    assert library.pages["about/om"].shown_events == ()
    [advice] = load_library(tmp_path)[1]
    assert advice.code is Code.UNCONFIRMED_EVENT
    assert not advice.stops

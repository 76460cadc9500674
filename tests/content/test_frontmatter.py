"""Front matter: text to data with places, and data to typed pages."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kunskapsbas.content import Code, Problem, Report, Term
from kunskapsbas.content.frontmatter import read_head, read_page, without_head
from kunskapsbas.content.model import PAGE_MODELS, front_matter_fields
from tests.content.small import FEBRUARY, JANUARY, MODUL

KEYS = sorted({name for model in PAGE_MODELS.values() for name in front_matter_fields(model)})
LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
YAML_LIKE = st.lists(
    st.sampled_from(
        [*KEYS, "- ", "  ", "    ", ": ", "\n", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!int ", "|\n", ">"]
    )
    | st.sampled_from(
        ["2025-01-01", "report", "term", "strategy", "true", "null", "~", "#", "@", "%", "---", "...", "?", "<<"]
    )
    | LINE
).map("".join)
VALUE = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.sampled_from(["2025-02-30", "day", "report", "a-b"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
    max_leaves=5,
)


def inside(problem: Problem, text: str) -> bool:
    lines = text.split("\n")
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def page_of(text: str, path: str = "reports/2025-01-10.md") -> object:
    head, problems = read_head(path, text)
    assert head is not None
    assert problems == []
    page, problems = read_page(path, head)
    assert problems == []
    return page


def test_a_report_is_read_into_its_type() -> None:
    page = page_of(JANUARY)
    assert isinstance(page, Report)
    assert page.docname == "reports/2025-01-10"
    assert page.path == "reports/2025-01-10.md"
    assert page.compiled.replace(tzinfo=None) == datetime(2025, 1, 10, 8, 30)
    assert page.valid_on == page.compiled.date()
    assert page.events[0].when == "9 januari 2025"
    assert not page.events[0].planned


def test_a_planned_event_is_known_as_planned() -> None:
    page = page_of(FEBRUARY)
    assert isinstance(page, Report)
    assert page.events[0].planned
    assert page.events[0].precision == "month"


def test_a_period_is_written_with_both_ends() -> None:
    page = page_of(JANUARY.replace("    precision: day\n", '    precision: day\n    until: "2025-02"\n'))
    assert isinstance(page, Report)
    assert page.events[0].when == "9 januari 2025 – februari 2025"


def test_a_term_knows_its_slug_and_the_forms_that_may_be_linked() -> None:
    term = page_of(MODUL, "glossary/modul.md")
    assert isinstance(term, Term)
    assert term.slug == "modul"
    assert term.linked_forms == ("Modul", "modulen", "modulerna", "byggdel")
    assert "klots" not in term.linked_forms


def test_a_page_cannot_be_changed() -> None:
    page = page_of(JANUARY)
    with pytest.raises(ValueError, match="frozen"):
        page.title = "x"  # type: ignore[attr-defined]


def test_numbers_dates_and_words_like_no_are_texts() -> None:
    head, _ = read_head("a.md", "---\na: 1\nb: 2025-01-01\nc: no\nd: 1e3\ne: true\nf: ~\ng: 012\n---\n")
    assert head is not None
    assert dict(head.data) == {"a": "1", "b": "2025-01-01", "c": "no", "d": "1e3", "e": True, "f": None, "g": "012"}


def test_every_value_has_its_place() -> None:
    head, _ = read_head("a.md", "---\na: x\nb:\n  - y\n  - c: z\n---\n")
    assert head is not None
    assert head.place(("a",)) == (2, 1)
    assert head.place(("b", 0)) == (4, 5)
    assert head.place(("b", 1, "c")) == (5, 5)
    assert head.place(("b", 1, "missing", 0)) == (5, 5)
    assert head.place(("missing",)) == (2, 1)


def test_dots_may_end_the_front_matter_and_spaces_may_follow_the_dashes() -> None:
    for text in ("---\na: x\n...\nText", "--- \na: x\n---  \nText"):
        head, problems = read_head("a.md", text)
        assert problems == []
        assert head is not None
        assert head.data["a"] == "x"


def test_dashes_inside_a_text_do_not_end_the_front_matter() -> None:
    head, problems = read_head("a.md", '---\na: "x --- y"\nb: |\n  ett\n  --- två\n---\n')
    assert problems == []
    assert head is not None
    assert head.data["a"] == "x --- y"


def test_every_fault_of_a_page_is_told_at_once() -> None:
    text = "---\nkind: report\ntitle: [a]\nsumary: x\ncompiled: igår\nwording: x\n---\n"
    head, _ = read_head("a.md", text)
    assert head is not None
    page, problems = read_page("a.md", head)
    assert page is None
    assert {(p.line, p.code) for p in problems} == {
        (2, Code.MISSING_KEY),  # summary, publisher, subject
        (3, Code.WRONG_TYPE),
        (4, Code.UNKNOWN_KEY),
        (5, Code.WRONG_DATE),
        (6, Code.WRONG_VALUE),
    }


def test_an_empty_date_is_said_to_be_empty() -> None:
    head, _ = read_head("a.md", JANUARY.replace('compiled: "2025-01-10T08:30"', "compiled:"))
    assert head is not None
    _, (problem,) = read_page("a.md", head)
    assert (problem.line, problem.code) == (5, Code.WRONG_TYPE)
    assert "tomt" in problem.message


def test_a_bomb_of_aliases_stops_at_once() -> None:
    rows = [f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 10)}]" for n in range(1, 40)]
    head, (problem,) = read_head("a.md", "---\nk0: &k0 x\n" + "\n".join(rows) + "\n---\n")
    assert head is None
    assert problem.code is Code.YAML


def test_nesting_beyond_all_bounds_stops_at_once() -> None:
    for depth in (50, 5_000):
        head, (problem,) = read_head("a.md", f"---\na: {'[' * depth}{']' * depth}\n---\n")
        assert head is None
        assert problem.code is Code.YAML


@given(st.text() | YAML_LIKE)
def test_any_text_gives_a_head_or_one_problem_inside_the_text(text: str) -> None:
    head, problems = read_head("a.md", text)
    assert (head is None) == (len(problems) == 1)
    assert all(inside(problem, text) for problem in problems)


@given(YAML_LIKE)
def test_any_front_matter_gives_a_page_or_problems_inside_the_text(block: str) -> None:
    text = f"---\n{block}\n---\n\nText.\n"
    head, problems = read_head("a.md", text)
    if head:
        page, problems = read_page("a.md", head)
        assert (page is None) == bool(problems)
    assert all(inside(problem, text) for problem in problems)


@given(st.sampled_from(list(PAGE_MODELS)), st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=5))
def test_any_values_give_a_page_or_problems_with_message_and_code(kind: str, values: dict[str, object]) -> None:
    import yaml

    text = f"---\n{yaml.safe_dump({**values, 'kind': str(kind)}, allow_unicode=True)}---\n"
    head, problems = read_head("a.md", text)
    if head is None:
        assert {problem.code for problem in problems} <= {Code.YAML, Code.TAB}
        return
    page, problems = read_page("a.md", head)
    assert (page is None) == bool(problems)
    for problem in problems:
        assert inside(problem, text)
        assert "None" not in problem.message
        assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\nkind: term\n---\n\nText.\n---\n", "\nText.\n---\n"),
        ("Text.\n---\n", "Text.\n---\n"),
        ("---\na: b\n", None),
    ],
)
def test_a_page_without_its_head(text: str, rest: str | None) -> None:
    assert without_head(text) == (text if rest is None else rest)

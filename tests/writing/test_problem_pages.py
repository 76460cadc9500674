"""docs/problems/: a page for each code, whose examples are what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kunskapsbas.content import Code, Problem, Severity
from kunskapsbas.content.problem import CODES
from kunskapsbas.writing import check_tree
from kunskapsbas.writing.fixing import fix_tree
from kunskapsbas.writing.format import format_problems
from kunskapsbas.writing.problempages import (
    By,
    Example,
    Excusing,
    Part,
    examples,
    problem_page,
    problem_pages,
    write_problem_pages,
)
from kunskapsbas.writing.reference import NOTICE, problems_page
from tests.content.small import FILES, make, write
from tests.writing.planted import PLANTED

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2025, 11, 20)
# What kb check does not say itself, or says only of a file that cannot be shown.
WITHOUT_EXAMPLE = {
    Code.BUILD, Code.BUILT,  # found by kb build
    Code.BAD_EXTERNAL, Code.GONE_ANCHOR, Code.MOVED, Code.NEEDS_LOGIN, Code.NO_ANSWER, Code.CERTIFICATE,  # on the web
    Code.EXTERNAL_ADVICE, Code.NOT_ASKED,
    Code.IMPORT_FILE, Code.WORDS_LOST, Code.NOT_COMPILED, Code.FUTURE_REPORT, Code.UNKNOWN_HEADING,  # by kb import
    Code.COLON_ITEM, Code.ORPHAN_ITEM, Code.IMPORT_NOTE, Code.NO_ADDRESS, Code.ACTION_DATE,
    Code.OLD_ACTION, Code.NO_ROLE, Code.CHANGED_BOILERPLATE,
    Code.UNREADABLE,  # a file that the user may not read
}  # fmt: skip
SHOWN = {name: example for name, example in examples().items() if example.wrong is not None}
EXCUSED = {
    name: example
    for name, example in SHOWN.items()
    if CODES[name].severity is not Severity.ERROR and example.excuse is not Excusing.NO
}
SOURCES = """
@misc{seed-nov,
  title     = {Regional rapport 20 november 2025},
  publisher = {Staben},
  date      = {2025-11-20},
  class     = {S},
}

@misc{svt-paus,
  title     = {Millennium pausas},
  publisher = {SVT},
  date      = {2024-11},
  class     = {B},
}
"""
OPEN_QUESTION = """questions:
  - id: kostnaden
    question: "Vad kostar det?"
    known: "Inget."
    missing: "Allt."
    answered_by: "Nämnden"
    how: "En kalkyl."
    sources:
      - alfa
"""


def base(root: Path) -> Path:
    """Write the small base with what the examples speak of: a few more sources, and an open question."""
    make(root)
    write(root, "references.bib", f"{FILES['references.bib']}{SOURCES}")
    asks = str(FILES["strategy/fraga.md"]).replace("sources:\n", f"{OPEN_QUESTION}sources:\n  - seed-nov\n")
    write(root, "strategy/fraga.md", asks)
    return root


def put(root: Path, example: Example, text: str, encoding: str = "utf-8") -> None:
    """Plant one side of an example in the base."""
    for path, content in example.beside.items():
        old = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
        write(root, path, f"{old}{content}".lstrip("\n"))
    if example.part is Part.NAME:
        write(root, text, str(FILES["about/om.md"]).replace("Om sidorna", "Om planen"))
        return
    place = root / example.file
    old = place.read_text(encoding="utf-8") if place.exists() else ""
    new = {
        Part.TEXT: f"{old}\n{text.strip()}\n",
        Part.REGISTER: f"{old}\n{text.strip()}\n",
        Part.PAGE: text.lstrip("\n"),
        Part.HEAD: with_keys(old, text.strip()) if example.part is Part.HEAD else "",
    }[example.part]
    place.write_bytes(new.encode(encoding))


def with_keys(page: str, lines: str) -> str:
    """Give a page's text with the lines in its front matter, instead of those of the same keys."""
    _, head, body = page.split("---\n", 2)
    for key in dict.fromkeys(re.findall(r"^(\w+):", lines, re.MULTILINE)):
        head = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", head, flags=re.MULTILINE)
    return f"---\n{head}{lines}\n---\n{body}"


def check(root: Path) -> set[Problem]:
    return set(check_tree(root, today=TODAY))


def said(problems: Iterable[Problem]) -> set[tuple[str, Code, str]]:
    """Give what Problems say, wherever on the page it is."""
    return {(problem.path, problem.code, problem.message) for problem in problems}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, Code, str]]:
    """What is said of the base itself: it has sources that no page uses."""
    found = check(base(tmp_path_factory.mktemp("base")))
    assert not [problem for problem in found if problem.stops], found
    return said(found)


Wrong = Callable[[str], tuple[Path, Problem]]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory, before: set[tuple[str, Code, str]]) -> Wrong:
    """Plants the wrong example of a code; gives the root and the first Problem with the code. Tests leave it so."""

    @cache
    def plant(name: str) -> tuple[Path, Problem]:
        root, example = base(tmp_path_factory.mktemp(name)), SHOWN[name]
        put(root, example, example.wrong or "", example.encoding)
        found = sorted(check(root), key=lambda problem: problem.place)
        new = [problem for problem in found if problem.code.value == name and not said([problem]) <= before]
        assert new, found
        return root, new[0]

    return plant


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_is_wrong_and_then_right(
    tmp_path: Path, name: str, wrong: Wrong, before: set[tuple[str, Code, str]]
) -> None:
    _, problem = wrong(name)
    root, example = base(tmp_path), SHOWN[name]
    if example.right:
        put(root, example, example.right)
    found = check(root)
    left = [one for one in found if one.code is problem.code and one.path == problem.path]
    assert said(left) <= before
    path = example.right if example.part is Part.NAME else example.file
    assert not [one for one in found if one.path == path and one.stops]


@pytest.mark.parametrize("name", EXCUSED)
def test_an_example_is_excused_as_its_page_says(name: str, wrong: Wrong, before: set[tuple[str, Code, str]]) -> None:
    (root, problem), example = wrong(name), EXCUSED[name]
    place = root / problem.path
    text = place.read_text(encoding="utf-8")
    excused = with_keys(text, f'excuses:\n  - code: {name}\n    reason: "skälet, i några ord"')
    if example.excuse is not Excusing.PAGE:  # either of the two would be needless if it did not work
        assert f"% undantag {name}: " in problem_page(problem.code)
        lines = excused.split("\n")
        at = problem.line - 1 + len(lines) - len(text.split("\n"))
        block = next(number for number in range(at, 0, -1) if not lines[number - 1].strip())
        excused = "\n".join([*lines[:block], f"% undantag {name}: skälet, i några ord", *lines[block:]])
    write(root, problem.path, excused)
    found = check(root)
    write(root, problem.path, text)
    assert said(one for one in found if one.code in (problem.code, Code.EXCUSE, Code.NEEDLESS_EXCUSE)) <= before


@pytest.mark.parametrize("name", [name for name, one in EXCUSED.items() if one.excuse is Excusing.WORD])
def test_an_own_word_is_written_down_as_its_page_says(name: str, wrong: Wrong) -> None:
    root, problem = wrong(name)
    line = (root / problem.path).read_text(encoding="utf-8").split("\n")[problem.line - 1]
    write(root, "words.txt", f"{re.findall(r'[^ .]+', line[problem.column - 1 :])[0]}  # ett eget ord\n")
    assert problem not in check(root)
    assert "`words.txt`" in problem_page(problem.code)
    (root / "words.txt").unlink()


@pytest.mark.parametrize("name", [name for name, example in SHOWN.items() if example.fix])
def test_what_a_page_says_that_kb_check_mends_is_mended(name: str, wrong: Wrong) -> None:
    root, _ = wrong(name)
    (fixed,) = fix_tree(root, []).fixed
    assert (SHOWN[name].right or "").strip() in fixed.after


def test_every_code_that_kb_check_can_give_has_an_example() -> None:
    assert list(examples()) == sorted(CODES)
    assert {code for code in Code if code.value not in SHOWN} == WITHOUT_EXAMPLE
    by_check = {fault.code for fault in PLANTED}
    assert by_check & WITHOUT_EXAMPLE == set()
    for code in by_check:
        assert By.CHECK in examples()[code.value].by


def test_the_pages_in_docs_are_those_that_kb_docs_makes() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "problems").iterdir()}
    assert there == problem_pages(), "run `kb docs`"


def test_kb_docs_takes_away_the_page_of_a_code_that_is_no_more_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "gammal-kod.md", f"{NOTICE}\n\n# Gammal\n")
    write(tmp_path, "mitt.md", "# Mitt eget\n")
    write_problem_pages(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*problem_pages(), "mitt.md"])


def test_the_index_leads_to_every_page() -> None:
    assert {f"{name}.md" for name in re.findall(r"\(problems/(.+?)\.md\)", problems_page())} == set(problem_pages())


def test_a_page_says_what_it_means_how_bad_it_is_and_what_to_do() -> None:
    for code in Code:
        page = problem_page(code)
        assert f"\n# {code.meaning.removesuffix('.')}\n" in page
        assert f"`{code.value}` · {code.severity.value} · " in page
        assert code.mending in page
        assert ("## Om det ändå är rätt" in page) <= (code.severity is not Severity.ERROR)
        headings = re.findall(r"^## (.*)", re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", "", page), re.MULTILINE)
        assert headings[:3] == ["Varför det spelar roll", "Hur allvarligt det är", "Vad du gör"]


def test_the_text_that_kb_check_prints_leads_to_the_pages_where_there_are_any(tmp_path: Path) -> None:
    problem = Problem("index.md", 1, 1, Code.NO_PAGE, "oom.md finns inte.")
    assert "docs/problems" not in format_problems([problem], "text", tmp_path)
    (tmp_path / "docs" / "problems").mkdir(parents=True)
    assert format_problems([problem], "text", tmp_path).endswith(
        "1 fel.\nVarje kod förklaras på en egen sida i docs/problems/."
    )
    assert format_problems([], "text", tmp_path) == "Inga fel."

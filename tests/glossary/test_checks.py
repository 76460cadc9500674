"""What the check says of the glossary as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content import Code, Problem
from kunskapsbas.writing import check_tree
from tests.content.small import FILES, make, write

TERM = "---\nkind: term\ntitle: {}\ndefinition: {}\ncategory: begrepp\nsources: [alfa]\n---\n\nText.\n"
OM = str(FILES["about/om.md"])


def found(root: Path, code: Code) -> list[Problem]:
    return [problem for problem in check_tree(root) if problem.code is code]


def test_a_term_that_no_other_page_uses_gives_advice(tmp_path: Path) -> None:
    write(make(tmp_path), "glossary/ritning.md", TERM.format("Ritning", "En bild av ett hus. En ritning är ritad."))
    [problem] = found(tmp_path, Code.UNUSED_TERM)
    assert (problem.path, problem.line) == ("glossary/ritning.md", 3)
    assert not problem.stops


@pytest.mark.parametrize("text", ["Här är ritningarna.", "{term}`bilden <ritning>`"])
def test_a_word_in_any_form_or_a_link_is_a_use(tmp_path: Path, text: str) -> None:
    write(make(tmp_path), "glossary/ritning.md", TERM.format("Ritning", "En bild av ett hus."))
    write(tmp_path, "about/om.md", OM.replace("Mer text.", text))
    assert found(tmp_path, Code.UNUSED_TERM) == []


def test_forms_that_the_dictionary_gives_two_terms_are_told_once_where_the_second_stands(tmp_path: Path) -> None:
    write(make(tmp_path), "glossary/vas.md", TERM.format("Vas", "Ett kärl för blommor."))
    write(tmp_path, "glossary/vase.md", TERM.format("Vase", "En knippe ris att bära på."))
    [problem] = found(tmp_path, Code.SHARED_FORM)
    assert (problem.path, problem.line) == ("glossary/vase.md", 3)
    assert "”vasen” och ”vasens”" in problem.message
    assert "not_linked" in problem.hint


def test_a_shared_form_that_one_of_them_refuses_is_no_problem(tmp_path: Path) -> None:
    write(make(tmp_path), "glossary/vas.md", TERM.format("Vas", "Ett kärl för blommor."))
    text = TERM.format("Vase", "En knippe ris att bära på.").replace(
        "sources:", "not_linked: [vasen, vasens]\nsources:"
    )
    write(tmp_path, "glossary/vase.md", text)
    assert found(tmp_path, Code.SHARED_FORM) == []


@pytest.mark.parametrize(
    ("definition", "faulty"),
    [
        ("Ett system.", True),
        ("System är ett ord för systemet.", True),
        ("Flera moduler i ett system.", False),
        ("Något som hör ihop.", False),
    ],
)
def test_a_definition_must_say_more_than_the_word_itself(tmp_path: Path, definition: str, faulty: bool) -> None:
    text = str(FILES["glossary/system.md"]).replace("Flera delar tillsammans.", definition)
    write(make(tmp_path), "glossary/system.md", text)
    assert bool(found(tmp_path, Code.CIRCULAR_DEFINITION)) is faulty

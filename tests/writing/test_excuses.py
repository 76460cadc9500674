"""An excuse lets pass what it names, where it stands, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content import Code
from kunskapsbas.writing import check_tree
from tests.content.small import FILES, make, write

OM = "about/om.md"
SLIP = "Vi väntar på upphandlngen."


def told(root: Path, body: str, head: str = "") -> list[tuple[Code, int]]:
    text = str(FILES[OM]).replace("Mer text.", body).replace("kind: about\n", f"kind: about\n{head}")
    write(make(root), OM, text)
    return [(problem.code, problem.line) for problem in check_tree(root) if problem.path == OM]


@pytest.mark.parametrize(
    "block",
    [SLIP, f"- {SLIP}\n- Ett\n  till\n- {SLIP}", f"| A |\n|---|\n| {SLIP} |", f"```{{note}}\n{SLIP}\n```", f"> {SLIP}",
     f"Först det.\n{SLIP}"],
)  # fmt: skip
def test_the_block_below_is_excused_whole(tmp_path: Path, block: str) -> None:
    found = told(tmp_path, f"% undantag sprak-stavning: leverantörens eget ord\n{block}")
    assert found in ([], [(Code.NEEDLESS_EXCUSE, 11)]) if block.startswith(">") else found == []


def test_what_stands_after_the_block_is_not(tmp_path: Path) -> None:
    other = "Vi läser upphandlngens villkor."
    assert told(tmp_path, f"% undantag sprak-stavning: leverantörens eget ord\n{SLIP}\n\n{other}") == [
        (Code.SPELLING, 14)
    ]


def test_another_rule_still_holds_in_the_block(tmp_path: Path) -> None:
    body = f"% undantag sprak-stavning: leverantörens eget ord\n{SLIP} Det är är så."
    assert told(tmp_path, body) == [(Code.DOUBLED_WORD, 12)]


def test_several_rules_may_be_named(tmp_path: Path) -> None:
    body = f"% undantag sprak-stavning, sprak-dubbelt-ord: ett uttalat citat\n{SLIP} Det är är så."
    assert told(tmp_path, body) == []


def test_a_whole_page_may_be_excused_in_its_front_matter(tmp_path: Path) -> None:
    head = 'excuses:\n  - code: sprak-stavning\n    reason: "återger ett gammalt protokoll"\n'
    assert told(tmp_path, SLIP, head) == []


def test_a_word_is_excused_on_all_pages_with_its_endings(tmp_path: Path) -> None:
    write(tmp_path, "words.txt", "# Egna ord\ngrunkel  # ett exempel\n")
    assert told(tmp_path, "En grunkel, grunkels och grunkelrapport.") == []


def test_an_ordinary_comment_is_no_excuse(tmp_path: Path) -> None:
    assert told(tmp_path, f"% Att göra: kontrollera detta\n{SLIP}") == [(Code.SPELLING, 12)]


def test_a_word_that_the_dictionary_or_the_glossary_knows_needs_no_excuse(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path, "words.txt", "moduler  # i ordlistan\nsidorna  # i ordboken\n")
    told = [(problem.line, problem.code) for problem in check_tree(tmp_path)]
    assert told == [(1, Code.NEEDLESS_EXCUSE), (2, Code.NEEDLESS_EXCUSE)]

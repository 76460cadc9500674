"""The PDF benchmark's made-up pages, and how it decides what holds."""

from __future__ import annotations

import re

import pytest

from benchmarks.handouts import corpus, ours, peers, report, size, standards
from benchmarks.search.child import Cost


def words(text: str) -> list[str]:
    """The words of a page without its head, its links and its citations."""
    body = re.sub(r"\A(---.*?---|# .*?\n\n.*?\n)", "", text, flags=re.DOTALL)
    body = re.sub(r" \{cite:p\}`[^`]*`", "", body)
    body = re.sub(r"\{term\}`([^`<]*) <[^`]*`", r"\1", body)
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "", body))


def test_both_dialects_say_the_same() -> None:
    own, plain = (dict(corpus.texts(30, dialect)) for dialect in (corpus.OWN, corpus.PLAIN))
    assert len(own) == 30
    assert list(own) == list(plain)
    assert all(words(own[name]) == words(plain[name]) for name in own if name != "about/om")


def test_a_corpus_is_the_same_each_time_and_its_titles_are_its_own() -> None:
    texts = dict(corpus.texts(60, corpus.PLAIN))
    assert texts == dict(corpus.texts(60, corpus.PLAIN))
    assert len({text.split("\n")[0] for text in texts.values()}) == 60


@pytest.mark.parametrize(
    ("measured", "at_least", "holds"),
    [(5.0, False, "yes"), (5.1, False, "**no**"), (5.0, True, "yes"), (4.9, True, "**no**"), (None, True, "–")],
)
def test_a_target_holds_at_its_limit(measured: float | None, at_least: bool, holds: str) -> None:
    assert report.Target("x", 5, "s", measured, at_least).holds == holds


def test_what_was_not_measured_is_no_number() -> None:
    assert report.Target("x", 5, "s").row() == ["x", "≤ 5 s", "not measured", "–"]
    assert report.faster(Cost(1, 1), None) is None
    assert report.faster(Cost(1, 1), peers.NO_COST) is None
    assert report.faster(Cost(2, 1), Cost(5, 1)) == 2.5


def test_the_typical_build_is_the_middle_one_with_the_highest_memory() -> None:
    builds = [ours.Build(Cost(cpu, peak), cpu / 2) for cpu, peak in ((3, 10), (1, 30), (2, 20))]
    chosen = ours.typical(iter(builds).__next__, 3)
    assert chosen == ours.Build(Cost(2, 30), 1)


def test_a_failed_command_is_told_in_its_last_words() -> None:
    assert peers.last_line(SystemExit("pip failed (1):\nLooking…\nERROR: no such a|b\n\n")) == "ERROR: no such a/b"


def test_steps_add_up_but_peaks_do_not() -> None:
    assert peers.together(Cost(1, 200), Cost(2, 100)) == Cost(3, 200)


def test_what_the_rest_brings_is_not_counted() -> None:
    assert "typst" in size.closure(["typst"])
    assert size.sizes(["typst"], ["typst"]) == {}
    assert size.closure(["no-such-package-anywhere"]) == set()


def test_a_rule_is_named_without_profile_and_number() -> None:
    assert standards.short("PDFUA1-LINK-CONTENTS-001") == "LINK-CONTENTS"

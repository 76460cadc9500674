"""Points of reports, and what has changed between two: pure functions."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from kunskapsbas.reports.changes import (
    Comparison,
    PartChanges,
    Tally,
    compare,
    likeness,
    long_words,
    short_words,
    word_runs,
)
from kunskapsbas.reports.points import Part, Point, read_parts

HEAD = '---\nkind: report\ntitle: "Rapport"\n---\n\n'
SUMMARY, COMMENT = "## Sammanfattande lägesbild\n\n", "## Verksamhetens kommentar\n\n"


def points(text: str) -> list[tuple[str, str, int]]:
    """Return (section, text, level) of each point."""
    found = read_parts(HEAD + text, lambda role, target: {"faq": "Frågor och svar"}.get(target))
    return [(part.key, point.text, point.level) for part in found for point in part.points]


def changes(old: str, new: str) -> Comparison:
    return compare(read_parts(HEAD + old), read_parts(HEAD + new))


def part(comparison: Comparison, heading: str) -> PartChanges:
    return next(part for part in comparison.parts if heading in (part.heading, part.before))


def test_each_item_paragraph_and_row_is_a_point_of_its_section() -> None:
    text = (
        "Inledande ord.\n\n## SAMMANFATTANDE LÄGESBILD:\n\n- Ett\n\n  mer om ett\n  - Två\n    - Tre\n- Fyra\n\n"
        "## Budget\n\n| År | Kronor |\n| -- | -- |\n| 2025 | 10 |\n\nEtt stycke\npå två rader.\n\n1. Först\n"
    )
    assert points(text) == [
        ("", "Inledande ord.", 0),
        ("summary", "Ett mer om ett", 1),
        ("summary", "Två", 2),
        ("summary", "Tre", 3),
        ("summary", "Fyra", 1),
        ("budget", "År | Kronor", 0),
        ("budget", "2025 | 10", 0),
        ("budget", "Ett stycke på två rader.", 0),
        ("budget", "Först", 1),
    ]


def test_points_are_the_words_that_readers_see() -> None:
    text = (
        "- {term}`Modulerna <modul>` och {term}`systemet` {cite:p}`alfa,beta`\n"
        "- Se {link}`faq`, {link}`svaren <faq>` och {link}`okand`\n"
        "- **Fet** *kursiv* `kod` [länk](https://example.org/x_y) ![bild](b.png)\n"
    )
    assert [words for _, words, _ in points(text)] == [
        "Modulerna och systemet",
        "Se Frågor och svar, svaren och okand",
        "Fet kursiv kod länk bild",
    ]


def test_what_a_directive_holds_is_text_of_the_section() -> None:
    text = f"{SUMMARY}:::{{note}}\n- I en ruta\n:::\n\n```{{toctree}}\nsida\n```\n\n```text\nkod\n```\n"
    assert points(text) == [("summary", "I en ruta", 1), ("summary", "kod", 0)]


def test_what_the_knowledge_base_says_of_its_retelling_is_no_part_of_the_report() -> None:
    text = f"{SUMMARY}- Ett\n\n## Om återgivningen\n\n- Stavningen är rättad.\n\n## Talesperson\n\n- Namn\n"
    assert points(text) == [("summary", "Ett", 1), ("spokespersons", "Namn", 1)]


def test_a_heading_inside_a_section_is_a_point_of_it() -> None:
    text = f"{SUMMARY}### Nuläge\n\n- Ett\n\n### Verksamhetens kommentar\n\n- Två\n"
    assert points(text) == [("summary", "Nuläge", 0), ("summary", "Ett", 1), ("operations_comment", "Två", 1)]


def test_the_same_text_has_not_changed_whatever_its_order_marks_and_case() -> None:
    old = f"{SUMMARY}- Ett {{term}}`möte` hölls.\n- Två.\n- Tre.\n\n{COMMENT}Ord.\n"
    new = f"{COMMENT}Ord.\n\n## Sammanfattande lägesbild\n\n- TRE.\n- Ett\n  möte hölls.\n- Två.\n"
    assert changes(old, new).tally == Tally(same=4)
    assert not changes(old, new).tally.differs


def test_a_date_that_changes_in_a_sentence_is_one_change_and_shows_the_date() -> None:
    found = changes(
        f"{SUMMARY}- Nästa möte hålls den 6 mars 2025 i Göteborg.\n",
        f"{SUMMARY}- Nästa möte hålls den 20 november 2025 i Göteborg.\n",
    )
    assert found.tally == Tally(changed=1)
    runs = part(found, "Sammanfattande lägesbild").changed[0].runs
    assert runs == (
        ("same", "Nästa möte hålls den"),
        ("gone", "6 mars"),
        ("new", "20 november"),
        ("same", "2025 i Göteborg."),
    )


def test_a_point_that_is_written_anew_is_one_gone_and_one_new() -> None:
    found = changes(
        f"{SUMMARY}- Alla djupintervjuer är gjorda och materialet sammanställs nu.\n",
        f"{SUMMARY}- Regiondirektören har fått slutrapporten med förslag till beslut.\n",
    )
    assert found.tally == Tally(new=1, gone=1)


def test_a_point_under_another_heading_has_moved() -> None:
    old = f"{SUMMARY}- Ett möte hölls i Borås.\n- Två.\n\n{COMMENT}- Tre.\n"
    new = f"{SUMMARY}- Två.\n\n{COMMENT}- Tre.\n- Ett möte hölls i Borås.\n"
    found = changes(old, new)
    assert found.tally == Tally(moved=1, same=2)
    moved = part(found, "Verksamhetens kommentar").moved[0]
    assert (moved.point.text, moved.before) == ("Ett möte hölls i Borås.", "Sammanfattande lägesbild")


def test_a_section_with_a_new_heading_is_the_same_section() -> None:
    known = changes("## Om Samordning vårdinformationssystem\n\n- Ett.\n", "## Samordningsgruppen\n\n- Ett.\n")
    assert known.tally == Tally(same=1)
    unknown = changes(
        "## Ekonomi\n\n- Ett.\n- Två.\n- Priset är 10 kronor i år.\n",
        "## Kostnader\n\n- Ett.\n- Två.\n- Priset är 12 kronor i år.\n",
    )
    assert unknown.tally == Tally(changed=1, same=2)
    assert [(part.before, part.heading) for part in unknown.parts] == [("Ekonomi", "Kostnader")]


def test_sections_that_come_and_go_are_told() -> None:
    found = changes("## Ekonomi\n\n- Ett.\n", "## Teknik\n\n- Helt andra ord här.\n")
    assert [(part.heading, part.before, part.tally) for part in found.parts] == [
        ("Teknik", "", Tally(new=1)),
        ("", "Ekonomi", Tally(gone=1)),
    ]


def test_the_points_that_are_most_alike_belong_together() -> None:
    old = f"{SUMMARY}- Vecka 10 utbildas 300 personer i Borås.\n- Vecka 10 utbildas 200 personer i Skövde.\n"
    new = f"{SUMMARY}- Vecka 11 utbildas 250 personer i Skövde.\n- Vecka 11 utbildas 400 personer i Borås.\n"
    pairs = part(changes(old, new), "Sammanfattande lägesbild").changed
    assert [(pair.old.text[-7:], pair.new.text[-7:]) for pair in pairs] == [
        ("Skövde.", "Skövde."),
        (" Borås.", " Borås."),
    ]


def test_a_repeated_point_counts_as_often_as_it_stands() -> None:
    assert changes(f"{SUMMARY}- Nyhet\n- Nyhet\n", f"{SUMMARY}- Nyhet\n").tally == Tally(gone=1, same=1)


def test_numbers_are_told_in_words() -> None:
    assert short_words(Tally(new=3, gone=1)) == "Nytt: 3 punkter, borttaget: 1"
    assert short_words(Tally(changed=1, moved=2)) == "Ändrat: 1 punkt, flyttat: 2"
    assert short_words(Tally(same=9)) == "Inga ändringar sedan den förra rapporten"
    assert long_words(Tally(new=1, changed=2, gone=1)) == "1 punkt ny, 2 ändrade och 1 borttagen"
    assert long_words(Tally(same=9)) == "inga punkter ändrade"


def test_a_huge_section_is_compared_in_time_and_loses_nothing() -> None:
    olds = tuple(Point(f"Punkt {i} om arbetet i grupp {i} som fortsätter under året") for i in range(400))
    news = tuple(Point(f"Punkt {i} om arbetet i grupp {i} som avslutas under året") for i in range(400))
    began = time.process_time()
    tally = compare([Part("", "", olds)], [Part("", "", news)]).tally
    assert tally == Tally(changed=400)
    assert time.process_time() - began < 8, "a guard against a square of the number of points"


TEXTS = st.lists(st.lists(st.sampled_from("ett två tre fyra fem sex".split()), min_size=1, max_size=6), max_size=6)


@settings(max_examples=40)
@given(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_every_point_of_both_reports_is_told_of_once(lists: tuple[list[list[str]], ...]) -> None:
    made = [tuple(Point(" ".join(words)) for words in points) for points in lists]
    older, newer = (
        [Part("a", "A", made[0]), Part("b", "B", made[1])],
        [Part("a", "A", made[2]), Part("c", "C", made[3])],
    )
    tally = compare(older, newer).tally
    assert tally.gone + tally.changed + tally.moved + tally.same == len(made[0]) + len(made[1])
    assert tally.new + tally.changed + tally.moved + tally.same == len(made[2]) + len(made[3])


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_no_word_is_lost_in_a_difference(old: list[str], new: list[str]) -> None:
    runs = word_runs(" ".join(old), " ".join(new))
    assert " ".join(run.text for run in runs if run.kind != "new") == " ".join(old)
    assert " ".join(run.text for run in runs if run.kind != "gone") == " ".join(new)
    assert 0 <= likeness(old, new) <= 1


def test_a_very_long_text_is_compared_by_its_ends() -> None:
    old = " ".join(["början", *("a b" for _ in range(2000)), "slut"])
    new = " ".join(["början", *("c d" for _ in range(2000)), "slut"])
    kinds = [(run.kind, len(run.text.split())) for run in word_runs(old, new)]
    assert kinds == [("same", 1), ("gone", 4000), ("new", 4000), ("same", 1)]

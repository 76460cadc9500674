"""The glossary in HTML: pages of terms, links to them, and the A to Ö list."""

from __future__ import annotations

import pytest

from tests.content.project import Project, words


def term(title: str) -> str:
    """Return the page of another term."""
    return (
        f"---\nkind: term\ntitle: {title}\ndefinition: Om {title}.\ncategory: begrepp\nsources: [alfa]\n---\n\nText.\n"
    )


def test_a_term_in_any_form_leads_to_its_page(small: Project) -> None:
    links = small.body("strategy/fraga").css("a.term")
    assert [(words(link), link.attributes["href"]) for link in links] == [
        ("modul", "../glossary/modul.html"),
        ("delarna", "../glossary/modul.html"),
        ("systemet", "../glossary/system.html"),
    ]
    assert small.told == ""


def test_a_term_can_be_named_by_slug_title_inflection_form_or_synonym(project: Project) -> None:
    project.change(
        "about/om.md", "Mer text.", "{term}`Modul` {term}`MODULERNA` {term}`byggdel` {term}`klots` {term}`x <modul>`"
    )
    links = project.build().body("about/om").css("a.term")
    assert [words(link) for link in links] == ["Modul", "MODULERNA", "byggdel", "klots", "x"]
    assert {link.attributes["href"] for link in links} == {"../glossary/modul.html"}


def test_an_unknown_term_is_warned_of_with_place_and_nearest_title(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Ett {term}`modlu`.")
    project.build()
    assert project.told.count("WARNING") == 1
    assert (
        "om.md:11: WARNING: Begreppet ”modlu” finns inte i ordlistan. Menade du Modul? [kb.lank-okant-begrepp]"
        in project.told
    )
    assert "modlu" in words(project.body("about/om"))


def test_an_unknown_term_that_resembles_nothing_is_warned_of_too(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Ett {term}`zzzz`.")
    assert "zzzz" in project.build().told


def test_a_term_links_from_the_page_of_another_and_from_its_own(project: Project) -> None:
    project.change("glossary/modul.md", "Mer om moduler.", "{term}`modulen` och {term}`systemet`")
    links = project.build().body("glossary/modul").css("section > p a.term")
    assert [link.attributes["href"] for link in links] == ["#", "system.html"]


def test_the_page_of_a_term_tells_what_its_front_matter_says(small: Project) -> None:
    page = words(small.body("glossary/modul"))
    assert page.startswith("Modul En avgränsad del.")
    for fact in (
        "Slag: Begrepp",
        "byggdel",
        "Böjning: modulen, modulerna",
        "Skriv inte: modull: Felstavat.",
        "Se även: System",
    ):
        assert fact in page
    assert "Ska verifieras" not in page


def test_a_term_that_is_not_verified_says_so(small: Project) -> None:
    mark = small.body("glossary/system").css_first(".kb-header .kb-missing")
    assert mark is not None
    assert words(mark) == "Ska verifieras"


def test_facts_without_a_value_are_left_out(small: Project) -> None:
    page = words(small.body("glossary/system"))
    assert "Kallas också" not in page
    assert "Skriv inte" not in page


def test_the_list_stands_in_swedish_order_with_å_ä_ö_last(project: Project) -> None:
    names = {"ode": "Öde", "alg": "Älg", "al": "Ål", "zon": "Zon", "apa": "Apa", "atgard": "Åtgärd", "treer": "3R"}
    for slug, title in names.items():
        project.write(f"glossary/{slug}.md", term(title))
    body = project.build().body("glossary/index")
    titles = [words(link) for link in body.css("dl.kb-az dt a.term")]
    assert titles == ["3R", "Apa", "Modul", "System", "Zon", "Ål", "Åtgärd", "Älg", "Öde"]
    jumps = body.css("ul.kb-letters a")
    assert [words(jump) for jump in jumps] == ["0–9", "A", "M", "S", "Z", "Å", "Ä", "Ö"]
    for jump in jumps:
        target = body.css(f"section#{str(jump.attributes['href'])[1:]} > h2")
        assert [words(heading) for heading in target] == [words(jump)]


def test_the_list_shows_every_definition(small: Project) -> None:
    rows = small.body("glossary/index").css("dl.kb-az dd")
    assert [words(row) for row in rows] == ["En avgränsad del.", "Flera delar tillsammans."]


def test_markup_in_a_definition_is_shown_as_text(project: Project) -> None:
    project.change("glossary/modul.md", "definition: En avgränsad del.", 'definition: "<b>En</b> & [del](x)."')
    for page in ("glossary/modul", "glossary/index"):
        body = project.build().body(page)
        assert "<b>En</b> & [del](x)." in words(body)
        assert body.css("b") == []


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("En avgränsad del.", "En annan del.", {"glossary/modul", "glossary/index", "glossary/system"}),
        ("  - modulerna\n", "  - modulerna\n  - moduls\n", None),
    ],
    ids=["definition", "forms"],
)
def test_a_changed_term_reads_again_the_pages_that_show_it_and_no_other(
    project: Project, old: str, new: str, read: set[str] | None
) -> None:
    project.build()
    project.change("glossary/modul.md", old, new)
    project.build()
    assert {"glossary/modul", "glossary/index"} <= project.read
    assert {"about/om", "about/kallor", "index", "reports/2025-01-10", "reports/index"}.isdisjoint(project.read)
    assert read is None or project.read - {"reports/slutrapport"} == read  # its decision path shows all pages' events
    assert project.told == ""


def test_the_list_shows_a_changed_definition(project: Project) -> None:
    project.build()
    project.change("glossary/modul.md", "En avgränsad del.", "En annan del.")
    assert "En annan del." in words(project.build().body("glossary/index"))


def test_a_new_form_makes_links_that_were_unknown(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Ett {term}`klossen`.")
    assert "klossen" in project.build().told
    project.change("glossary/modul.md", "  - modulerna\n", "  - modulerna\n  - klossen\n")
    assert project.build().told == ""
    assert [words(link) for link in project.body("about/om").css("a.term")] == ["klossen"]


def test_a_removed_term_is_warned_of_where_it_was_linked(project: Project) -> None:
    project.change("glossary/modul.md", "related:\n  - system\n", "")
    project.build()
    (project.root / "src" / "glossary" / "system.md").unlink()
    assert "fraga.md:11" in project.build().told
    assert "Begreppet ”system” finns inte" in project.told


def test_terms_keep_their_order_and_links_when_read_by_two_processes(project: Project) -> None:
    project.build(out="one")
    project.build(jobs=2, out="two")
    assert project.told == ""
    for page in ("glossary/index", "glossary/modul", "strategy/fraga"):
        assert project.html(page, "one").html == project.html(page, "two").html


def test_stock_glossaries_still_work(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Ett {term}`hus`.\n\n```{glossary}\nhus\n  Ett hus.\n```")
    assert project.build().told == ""
    assert "#term-hus" in str(project.body("about/om").html)

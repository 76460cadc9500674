"""Terms that become links by themselves: where, in which form, and when pages are made anew."""

from __future__ import annotations

import re

import pytest

from kunskapsbas.content.files import NOTES_FILE
from tests.content.project import Project, words

TEXT = """Modulerna är delar. En modul till, och modulens pris. Byggdelarna kostar.

## Första avsnittet

- Systemen är många; "modul" och ”en modul” är citat, och en `modul` är kod.
- [En modul](om.md) är en länk. **Modulerna** är feta.

> En modul i ett citat.

| Modul | Värde |
|---|---|
| Ett modulpris | modulen |

## Avsnittet om moduler

Processen modulerar inget. En {term}`modul` är länkad för hand, sedan kommer modulerna.

{.kb-no-terms}
Här länkas inga moduler.

Inte heller [modulen]{.kb-no-terms}, men väl systemets delar.

### Underavsnitt

Processen modulerar; modul- och systemval. Modul-projektet. MODULEN.
"""


def links(project: Project, page: str) -> list[tuple[str, str]]:
    """Return the heading above each term link, and its words."""
    body, found = project.body(page), []
    for section in body.css("section"):
        heading = section.css_first("h1, h2, h3")
        own = [link for link in section.css("a.term") if nearest_section(link) == section.attributes["id"]]
        found += [(words(heading) if heading else "", words(link)) for link in own]
    return found


def nearest_section(link: object) -> str | None:
    node = getattr(link, "parent", None)
    while node is not None and node.tag != "section":
        node = node.parent
    return node.attributes["id"] if node is not None else None


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small knowledge base with a text to link, built once."""
    project = Project.small(tmp_path_factory.mktemp("linked"))
    project.change("about/om.md", "Vad det här är.", TEXT)
    return project.build()


def test_the_first_time_in_each_section_is_a_link_in_whatever_form(linked: Project) -> None:
    assert linked.told == ""
    assert links(linked, "about/om") == [
        ("Om sidorna", "Modulerna"),
        ("Första avsnittet", "Systemen"),
        ("Första avsnittet", "Modulerna"),
        ("Avsnittet om moduler", "modul"),
        ("Avsnittet om moduler", "systemets"),
        ("Underavsnitt", "Modul-projektet"),
    ]


def test_the_links_lead_to_the_terms_and_headings_hold_none(linked: Project) -> None:
    body = linked.body("about/om")
    addresses = {words(link): link.attributes["href"] for link in body.css("a.term")}
    assert addresses["Modulerna"] == "../glossary/modul.html"
    assert addresses["Systemen"] == "../glossary/system.html"
    assert body.css("h2 a.term, th a.term, blockquote a.term, code a.term") == []


def test_a_term_is_no_link_on_its_own_page_but_in_the_definitions_of_others(project: Project) -> None:
    project.change("glossary/system.md", "Flera delar tillsammans.", "Flera moduler tillsammans.")
    project.change("glossary/system.md", "Mer om system.", "Mer om systemet och modulerna.")
    project.build()
    assert [words(link) for link in project.body("glossary/system").css("p a.term")][:1] == ["moduler"]
    assert links(project, "glossary/system").count(("System", "systemet")) == 0
    assert [words(row) for row in project.body("glossary/index").css("dd a")] == []


def test_a_page_can_say_no(project: Project) -> None:
    project.change("about/om.md", "Vad det här är.", TEXT)
    project.change("about/om.md", "kind: about\n", "kind: about\nlink_terms: false\n")
    assert [text for _, text in links(project.build(), "about/om")] == ["modul"]


def test_the_whole_project_can_say_no(project: Project) -> None:
    project.change("about/om.md", "Vad det här är.", TEXT)
    project.write("conf.py", project.text("conf.py") + "glossary_link_terms = False\n")
    assert [text for _, text in links(project.build(), "about/om")] == ["modul"]


def test_a_card_that_is_a_link_as_a_whole_holds_no_other(project: Project) -> None:
    project.write("conf.py", project.text("conf.py") + 'extensions += ["sphinx_design"]\n')
    card = ":::{card} Kort\n:link: om\n:link-type: doc\n\nEn modul.\n:::\n\n:::{card} Annat\nEtt system.\n:::\n"
    project.change("about/om.md", "Vad det här är.", card)
    assert [text for _, text in links(project.build(), "about/om")] == ["system"]


def test_the_build_tells_how_many_links_it_made(linked: Project) -> None:
    told = (linked.root / "out" / NOTES_FILE).read_text(encoding="utf-8")
    assert re.fullmatch(r"Ordlistan länkade \d+ ord till 2 begrepp på \d+ sidor\.\n", told)


def test_a_new_form_links_pages_that_are_not_read_again(project: Project) -> None:
    project.change("about/om.md", "Vad det här är.", "Här står klossarna.")
    assert links(project.build(), "about/om") == []
    project.change("glossary/modul.md", "  - byggdel\n", "  - byggdel\n  - kloss\n")
    project.change("glossary/modul.md", "search_synonyms:\n  - klots\n", "")
    project.build()
    assert "about/om" not in project.read
    assert links(project, "about/om") == [("Om sidorna", "klossarna")]


def test_a_refused_form_is_a_link_no_more(project: Project) -> None:
    project.change("about/om.md", "Vad det här är.", "Här står modulers pris och en byggdel.")
    assert [text for _, text in links(project.build(), "about/om")] == ["modulers"]
    project.change("glossary/modul.md", "search_synonyms:", "not_linked:\n  - modulers\nsearch_synonyms:")
    assert [text for _, text in links(project.build(), "about/om")] == ["byggdel"]


def test_two_processes_make_the_same_pages(project: Project) -> None:
    project.change("about/om.md", "Vad det här är.", TEXT)
    project.build(out="one")
    project.build(jobs=2, out="two")
    for page in ("about/om", "glossary/modul", "glossary/system"):
        assert project.html(page, "one").html == project.html(page, "two").html


def test_a_form_that_only_the_dictionary_knows_can_be_named_by_hand(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Om {term}`modulernas` pris.")
    assert project.build().told == ""
    assert ("En rubrik", "modulernas") in links(project, "about/om")

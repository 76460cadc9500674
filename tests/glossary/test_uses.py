"""Where a term is used: the last section of its page."""

from __future__ import annotations

from tests.content.project import Project, words


def used_on(project: Project, term: str) -> list[str]:
    """Return the pages and sentences that a term's page tells of."""
    section = project.body(f"glossary/{term}").css_first("section#anvands-pa")
    assert section is not None
    return [words(node) for node in section.css("p")]


def test_a_terms_page_tells_who_uses_it_with_the_sentence(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Förr var det annat. Nu är modulerna många. {cite:p}`alfa` Sedan mer.")
    project.change("glossary/system.md", "Mer om system.", "Ett system av moduler.")
    project.build()
    assert used_on(project, "modul") == [
        "En fråga",
        "En modul är en del, och delarna bildar ett systemet.",
        "Om sidorna",
        "Nu är modulerna många.",
        "I ordlistan under System.",
    ]
    addresses = [link.attributes["href"] for link in project.body("glossary/modul").css("#anvands-pa li a")]
    assert addresses == ["../strategy/fraga.html", "../about/om.html#en-rubrik"]
    assert project.told == ""


def test_a_term_that_no_page_uses_says_so(project: Project) -> None:
    project.change("strategy/fraga.md", ", och {term}`delarna <modul>` bildar ett {term}`systemet <system>`", "")
    assert used_on(project.build(), "system") == ["Inte på någon annan sida ännu."]


def test_a_term_that_many_use_names_ten_pages_and_counts_the_rest(project: Project) -> None:
    for number in range(13):
        text = project.text("about/om.md").replace('"Om sidorna"', f'"Sida {number:02}"')
        project.write(f"about/sida-{number:02}.md", text.replace("Mer text.", "En modul."))
    told = used_on(project.build(), "modul")
    assert len(project.body("glossary/modul").css("#anvands-pa li")) == 10
    assert told[-1] == "Dessutom på 4 sidor till."


def test_a_changed_sentence_or_title_is_shown_though_the_term_is_not_read_again(project: Project) -> None:
    project.change("about/om.md", "Mer text.", "Nu är modulerna många.")
    project.build()
    project.change("about/om.md", "Nu är modulerna många.", "Snart är modulerna få.")
    project.change("about/om.md", '"Om sidorna"', '"Om detta"')
    project.build()
    assert "glossary/modul" not in project.read
    assert used_on(project, "modul")[-2:] == ["Om detta", "Snart är modulerna få."]


def test_another_builder_that_reads_first_leaves_no_page_stale(project: Project) -> None:
    project.build()
    project.change("about/om.md", "Mer text.", "Nu är modulerna många.")
    project.build(builder="text", out="text")
    (project.root / "out-doctrees").rename(project.root / "gone")
    (project.root / "text-doctrees").rename(project.root / "out-doctrees")
    for kept in (project.root / "gone").glob("glossary-*.json"):
        kept.rename(project.root / "out-doctrees" / kept.name)
    assert "Nu är modulerna många." in used_on(project.build(), "modul")


def test_in_print_the_section_is_left_out(project: Project) -> None:
    project.build(builder="text")
    assert "Används på" not in (project.root / "out" / "glossary" / "modul.txt").read_text(encoding="utf-8")

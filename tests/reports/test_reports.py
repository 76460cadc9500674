"""Reports in HTML: heads, the series, the timeline and the decision path."""

from __future__ import annotations

import pytest

from tests.content.project import Project, words
from tests.content.small import JANUARY


def new_report(project: Project, day: str = "2025-04-01", title: str = "Rapport 1 april 2025") -> None:
    text = JANUARY.replace("2025-01-10T", f"{day}T").replace("Rapport 10 januari 2025", title)
    project.write(
        f"reports/{day}.md",
        text.replace("mote-2025-01-09", f"mote-{day}").replace('date: "2025-01-09"', f'date: "{day}"'),
    )


def facts(project: Project, page: str) -> dict[str, str]:
    """Return the head of a page as a mapping of names to words."""
    box = project.body(page).css_first(".kb-header dl")
    assert box is not None
    names = [words(node).rstrip(":") for node in box.css("dt")]
    return dict(zip(names, [words(node) for node in box.css("dd")], strict=True))


def series(project: Project, page: str) -> dict[str, str | None]:
    """Return where the series links of a report lead."""
    box = project.body(page).css_first("#rapportens-plats-i-serien dl")
    assert box is not None
    names = [words(node).rstrip(":") for node in box.css("dt")]
    links = [node.css_first("a") for node in box.css("dd")]
    return {name: link and link.attributes["href"] for name, link in zip(names, links, strict=True)}


def test_the_head_of_a_report_tells_when_by_whom_and_about_what(small: Project) -> None:
    head = facts(small, "reports/2025-01-10")
    assert head["Sammanställd"] == "10 januari 2025 kl. 08.30 (fredag vecka 2)"
    assert head["Sammanställs av"] == "Staben"
    assert head["Ämne"] == "Läget"
    assert head["Läget den"] == "10 januari 2025"
    assert "Återberättad" in head["Ordalydelse"]
    assert "På uppdrag av" not in head
    assert "Originalets ord" in facts(small, "reports/2025-02-14")["Ordalydelse"]


def test_the_head_of_the_final_report_tells_when_it_was_delivered(small: Project) -> None:
    head = facts(small, "reports/slutrapport")
    assert (head["Upprättad av"], head["Överlämnad"], head["Läget den"]) == (
        "Gruppen",
        "20 februari 2025",
        "20 februari 2025",
    )


def test_a_report_leads_to_the_one_before_the_one_after_and_the_newest(project: Project) -> None:
    new_report(project)
    project.build()
    assert series(project, "reports/2025-02-14") == {
        "Föregående rapport": "2025-01-10.html",
        "Nästa rapport": "2025-04-01.html",
        "Nyaste rapporten": "2025-04-01.html",
        "Hela serien": "index.html",
    }
    assert series(project, "reports/2025-01-10")["Föregående rapport"] is None
    assert series(project, "reports/2025-04-01")["Nyaste rapporten"] is None
    assert "Nästa rapport" not in series(project, "reports/2025-04-01")


def test_an_older_report_says_that_there_is_a_newer_and_the_newest_does_not(small: Project) -> None:
    notice = small.body("reports/2025-01-10").css_first(".kb-newer")
    assert notice is not None
    link = notice.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "2025-02-14.html"
    assert small.body("reports/2025-02-14").css(".kb-newer") == []


def test_the_series_lists_the_newest_first_by_year(project: Project) -> None:
    new_report(project, "2024-12-31", "Rapport 31 december 2024")
    body = project.build().body("reports/index")
    assert [words(heading) for heading in body.css("h2")] == ["2025", "2024"]
    titles = [words(link) for link in body.css(".kb-report-list li strong a")]
    assert titles == ["Rapport 14 februari 2025", "Rapport 10 januari 2025", "Rapport 31 december 2024"]


def test_the_start_page_shows_the_newest_report(small: Project) -> None:
    links = small.body("index").css(".kb-report-list a")
    assert [link.attributes["href"] for link in links] == ["reports/2025-02-14.html"]


def test_a_new_report_reaches_every_page_that_shows_the_series_and_no_other(project: Project) -> None:
    project.build()
    new_report(project)
    project.build()
    assert project.told == ""
    assert {"reports/2025-04-01", "reports/index", "index"} <= project.read
    assert {"about/om", "strategy/fraga", "glossary/modul", "glossary/index"}.isdisjoint(project.read)
    assert "reports/2025-01-10" not in project.read, "written again, but not read: a long series would take its time"
    for page in ("reports/2025-01-10", "reports/2025-02-14"):
        assert series(project, page)["Nyaste rapporten"] == "2025-04-01.html"
        assert project.body(page).css(".kb-newer a")[0].attributes["href"] == "2025-04-01.html"
    assert project.body("index").css(".kb-report-list a")[0].attributes["href"] == "reports/2025-04-01.html"


def test_a_changed_text_reads_only_its_own_page(project: Project) -> None:
    project.build()
    project.change("reports/2025-01-10.md", "Inget nytt.", "Något nytt.")
    assert project.build().read == {"reports/2025-01-10"}


def test_a_removed_report_is_gone_from_the_series(project: Project) -> None:
    project.change("reports/slutrapport.md", "  - beslut-2025-03\n", "")
    project.build()
    (project.root / "src" / "reports" / "2025-02-14.md").unlink()
    project.build()
    assert project.told == ""
    assert "14 februari" not in words(project.body("reports/index"))
    assert project.body("reports/2025-01-10").css(".kb-newer") == []


def test_the_timeline_keeps_what_was_planned_apart_from_what_happened(small: Project) -> None:
    body = small.body("reports/tidslinje")
    happened, planned = (body.css_first(f"#{name}") for name in ("det-som-har-hant", "det-som-var-planerat"))
    assert happened is not None
    assert planned is not None
    assert [words(node) for node in happened.css(".kb-status")] == ["Inträffat"]
    assert words(planned.css(".kb-status")[0]) == "Planerat"
    assert "Ett möte" in words(happened)
    assert "Ett möte" not in words(planned)
    assert "14 februari 2025" in words(planned), "the day the plan was stated"


def test_the_timeline_is_in_order_of_time_with_dates_no_more_exact_than_known(project: Project) -> None:
    events = "".join(
        f'  - id: "h-{when}"\n    date: "{when}"\n    precision: {precision}\n    title: "T{when}"\n'
        "    kind: event\n    sources: [alfa]\n"
        for when, precision in [("2025-02", "month"), ("2023", "year"), ("2025-01-31", "day"), ("2025", "year")]
    )
    project.change("reports/tidslinje.md", "---\n\nAlla", f"events:\n{events}---\n\nAlla")
    part = project.build().body("reports/tidslinje").css_first("#det-som-har-hant")
    assert part is not None
    assert [words(node) for node in part.css("h3")] == ["2023", "2025"]
    dates = [words(node) for node in part.css(".kb-event .kb-date")]
    assert dates[0] == "2023"
    assert sorted(dates[1:]) == sorted(["2025", "9 januari 2025", "31 januari 2025", "februari 2025"])
    assert dates.index("9 januari 2025") < dates.index("31 januari 2025") < dates.index("februari 2025")


def test_an_event_tells_on_which_page_to_read_more(small: Project) -> None:
    links = small.body("reports/tidslinje").css(".kb-event-facts a .doc")
    assert [words(link) for link in links] == ["Rapport 10 januari 2025", "Rapport 14 februari 2025"]


@pytest.mark.parametrize(
    ("outcome", "marks"),
    [(False, ["Planerat", "Utfall saknas i källorna"]), (True, ["Planerat", "Utfall enligt källa"])],
    ids=["unknown", "known"],
)
def test_a_plan_whose_day_has_passed_says_whether_the_outcome_is_known(
    project: Project, outcome: bool, marks: list[str]
) -> None:
    new_report(project, "2025-06-01")  # the sources reach past the plan
    if outcome:
        project.change(
            "reports/2025-02-14.md", "    kind: decision\n", "    kind: decision\n    outcome: Det blev så.\n"
        )
    body = project.build().body("reports/2025-02-14")
    assert [words(node) for node in body.css(".kb-timeline .kb-status")] == marks
    assert ("Utfall: Det blev så." in words(body)) == outcome


def test_a_plan_beyond_what_the_sources_reach_has_no_outcome_to_be_missing(small: Project) -> None:
    body = small.body("reports/2025-02-14")
    assert [words(node) for node in body.css(".kb-timeline .kb-status")] == ["Planerat"]


def test_the_decision_path_is_a_list_of_the_steps_in_order(small: Project) -> None:
    steps = small.body("reports/slutrapport").css("ol.kb-decision-path > li")
    assert [words(step).split(" 9 ")[0].split(" mars ")[0] for step in steps] == ["Ett möte", "Ett beslut"]


def test_the_timeline_follows_an_event_that_changes(project: Project) -> None:
    project.build()
    project.change("reports/2025-01-10.md", "Ett möte", "Ett annat möte")
    project.build()
    assert {"reports/tidslinje", "reports/slutrapport"} <= project.read
    assert "about/om" not in project.read
    assert "Ett annat möte" in words(project.body("reports/tidslinje"))


def test_the_series_is_the_same_when_read_by_two_processes(project: Project) -> None:
    project.build(out="one")
    project.build(jobs=2, out="two")
    assert project.told == ""
    pages = ("index", "reports/index", "reports/tidslinje", "reports/2025-01-10", "reports/2025-02-14-andringar")
    for page in (*pages, "reports/2025-02-14", "reports/slutrapport"):
        assert project.html(page, "one").html == project.html(page, "two").html


def test_lists_of_an_empty_base_say_so(project: Project) -> None:
    project.change("reports/slutrapport.md", "decision_path:\n  - mote-2025-01-09\n  - beslut-2025-03\n", "")
    for name in ("2025-01-10", "2025-02-14"):
        (project.root / "src" / "reports" / f"{name}.md").unlink()
    project.build()
    assert "Inga rapporter" in words(project.body("reports/index"))
    assert "Traceback" not in project.told

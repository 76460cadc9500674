"""What the site shows of the series: changes since the report before, long lists, and a form that filters them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborNode

from kunskapsbas.content import Code, Report, load_library
from kunskapsbas.content import browser as shared
from kunskapsbas.reports import STATIC
from kunskapsbas.reports import series as limits
from kunskapsbas.reports.filtering import SCRIPT, STYLESHEET, filter_html
from kunskapsbas.reports.series import Series, year_parts
from tests.content.project import Project, words
from tests.content.small import JANUARY, SUMMARY
from tests.content.small import make as make_small

FEBRUARY, CHANGES = "reports/2025-02-14", "reports/2025-02-14-andringar"


def report(day: str, **facts: object) -> Report:
    found = {
        "docname": f"reports/{day}", "kind": "report", "title": f"Rapport {day}", "summary": SUMMARY,
        "compiled": f"{day}T08:30", "publisher": "Staben", "subject": "Läget", "wording": "original",
    }  # fmt: skip
    return Report.model_validate({**found, **facts})


def add(project: Project, day: str, text: str = "Inget nytt.") -> None:
    """Write a further report."""
    page = JANUARY.replace("2025-01-10T", f"{day}T").replace("Rapport 10 januari 2025", f"Rapport {day}")
    page = page.replace("mote-2025-01-09", f"mote-{day}").replace('date: "2025-01-09"', f'date: "{day}"')
    project.write(f"reports/{day}.md", page.replace("Inget nytt.", text))


def head(project: Project, page: str) -> dict[str, LexborNode]:
    box = project.body(page).css_first(".kb-header dl")
    assert box is not None
    names = (words(node).rstrip(":") for node in box.css("dt"))
    return dict(zip(names, box.css("dd"), strict=True))


def addresses(node: LexborNode) -> list[str | None]:
    return [link.attributes["href"] for link in node.css("a")]


def test_a_report_tells_how_much_has_changed_and_leads_to_it(small: Project) -> None:
    changed = head(small, FEBRUARY)["Ändringar"]
    told = "Jämfört med Rapport 10 januari 2025 är 1 punkt ändrad och 1 borttagen. Se vad som har ändrats"
    assert words(changed) == told
    assert addresses(changed) == ["2025-01-10.html", "2025-02-14-andringar.html"]
    assert "Ändringar" not in head(small, "reports/2025-01-10"), "the oldest has nothing to be compared with"
    items = [words(item) for item in small.body("reports/index").css(".kb-report-list li")]
    assert items[0].endswith("Ändrat: 1 punkt, borttaget: 1. Se ändringarna i Rapport 14 februari 2025")
    assert items[1].endswith(SUMMARY)


def test_the_page_of_changes_says_in_words_what_is_added_and_removed(small: Project) -> None:
    body = small.body(CHANGES)
    heading = body.css_first("h1")
    assert heading is not None
    assert words(heading) == "Vad har ändrats: Rapport 14 februari 2025 jämfört med Rapport 10 januari 2025"
    assert [words(line) for line in body.css(".kb-changes-changed p")] == [
        "Förut: Det här hände i [borttaget: januari.]",
        "Nu: Det här hände i [tillagt: februari.]",
    ]
    assert [words(item) for item in body.css(".kb-changes-gone li")] == ["Inget nytt."]
    assert "Avsnittet finns inte längre." in words(body)
    assert "Den äldre rapporten är återberättad." in words(body)
    assert {"2025-01-10.html", "2025-02-14.html"} <= set(addresses(body))


def test_a_report_tells_its_place_and_that_it_is_old(small: Project) -> None:
    place = small.body("reports/2025-01-10").css_first("#rapportens-plats-i-serien")
    notice = small.body("reports/2025-01-10").css_first(".kb-newer")
    assert place is not None
    assert notice is not None
    assert "Rapport 1 av 2, räknat från den äldsta." in words(place)
    told = "Det här är en äldre rapport: läget kan ha ändrats. Nyast är Rapport 14 februari 2025."
    assert words(notice).endswith(told)


def test_changes_follow_the_texts_and_a_long_series_gets_a_page_for_each_year(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, "2024-12-01")
    persons = "spokespersons:\n  - name: Ada Ek\n    role: chef\n  - name: Bo Al\nsource_file: hemligt namn.docx\n"
    project.change(f"{FEBRUARY}.md", "wording: original\n", f"wording: original\n{persons}")
    project.build()
    assert words(head(project, FEBRUARY)["Talespersoner"]) == "Ada Ek, chef; Bo Al"
    assert "hemligt" not in (project.html(FEBRUARY).html or ""), "the name of the original's file is not for readers"

    # Another word in the older report: the newer is written again, but not read.
    project.change("reports/2025-01-10.md", "Inget nytt.", "Något nytt.")
    assert project.build().read == {"reports/2025-01-10"}
    assert [words(item) for item in project.body(CHANGES).css(".kb-changes-gone li")] == ["Något nytt."]
    assert words(head(project, "reports/2025-01-10")["Ändringar"]).startswith(
        "Jämfört med Rapport 2024-12-01 är 1 punkt ändrad"
    )

    # Nothing has changed: nothing is written.
    made = project.root / "out" / f"{CHANGES}.html"
    before = made.stat().st_mtime_ns
    assert project.build().read == set()
    assert made.stat().st_mtime_ns == before

    project.change("about/om.md", "Mer text.", "Mer text här.")
    project.build()
    assert made.stat().st_mtime_ns == before, "another page has changed"

    # One report too many for one page, and after the day of February's plan.
    monkeypatch.setattr(limits, "MOST_ON_INDEX", 2)
    add(project, "2025-06-01")
    project.build()
    assert project.told == ""
    assert FEBRUARY in project.read, "what came of its plan is something that the sources should now say"
    assert "Utfall saknas i källorna" in words(project.body(FEBRUARY))
    assert {"reports/2025-01-10", "reports/2024-12-01"}.isdisjoint(project.read)
    body = project.body("reports/index")
    assert [words(link) for link in body.css(".kb-report-list strong")] == [
        "Rapport 2025-06-01",
        "Rapport 14 februari 2025",
    ]
    years = body.css_first("#ar-for-ar ul")
    assert years is not None
    assert (words(years), addresses(years)) == ("2025 (3 rapporter) 2024 (1 rapport)", ["2025.html", "2024.html"])
    year = project.body("reports/2025")
    assert [words(heading) for heading in year.css("h2")] == ["Juni", "Februari", "Januari"]
    assert {"2024.html", "index.html"} <= set(addresses(year))

    # Without the newest, the pages of years are gone again, and so is what was compared with it.
    (project.root / "src" / "reports" / "2025-06-01.md").unlink()
    monkeypatch.setattr(limits, "MOST_ON_INDEX", 40)
    project.build()
    assert sorted(path.stem for path in (project.root / "out" / "reports").glob("*.html")) == [
        "2024-12-01", "2025-01-10", "2025-01-10-andringar", "2025-02-14", "2025-02-14-andringar",
        "index", "slutrapport", "tidslinje",
    ]  # fmt: skip


def test_paper_has_the_numbers_and_no_link_that_leads_nowhere(project: Project) -> None:
    project.build(out="text", builder="text")
    text = (project.root / "text" / f"{FEBRUARY}.txt").read_text(encoding="utf-8")
    assert "1 punkt ändrad och 1 borttagen" in " ".join(text.split())
    assert "Se vad som har ändrats" not in text
    listed = (project.root / "text" / "reports" / "index.txt").read_text(encoding="utf-8")
    assert "Ändrat: 1 punkt, borttaget: 1." in listed
    assert "Alla ämnen" not in listed
    assert project.told == ""


def test_each_report_has_its_place_and_its_neighbours() -> None:
    series = Series([report("2025-03-01"), report("2025-02-01"), report("2025-01-01")])
    place = series.places["reports/2025-02-01"]
    assert (place.number, place.total, place.newest, place.newer, place.older) == (
        2, 3, series.reports[0], series.reports[0], series.reports[2],
    )  # fmt: skip
    assert [(older.docname[-5:], newer.docname[-5:]) for older, newer in series.pairs()] == [
        ("01-01", "02-01"),
        ("02-01", "03-01"),
    ]
    assert not series.has_year_pages


def test_a_year_is_parted_by_number_and_by_size() -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(12, 0, -1) for day in range(28, 0, -1)]
    many = [report(day) for day in days]
    assert [len(part) for part in year_parts(many)] == [100, 100, 100, 36]
    assert [one for part in year_parts(many) for one in part] == many
    wordy = [report(day, subject="å" * 3000) for day in days[:20]]
    assert all(len(part) < 10 for part in year_parts(wordy))
    assert year_parts([]) == []


@pytest.mark.parametrize("name", ["reports/2025", "reports/2025-2", "reports/2025-01-10-andringar"])
def test_no_page_and_no_old_address_takes_the_place_of_a_page_that_is_made(tmp_path: Path, name: str) -> None:
    root = make_small(tmp_path)
    (root / f"{name}.md").write_text((root / "about/om.md").read_text(encoding="utf-8"), encoding="utf-8")
    (root / "redirects.toml").write_text(f'[redirects]\n"{name}" = "about/om"\n', encoding="utf-8")
    found = {(problem.path, problem.code) for problem in load_library(root)[1]}
    assert {(f"{name}.md", Code.FILE_NAME), ("redirects.toml", Code.REGISTER)} <= found


def list_page(folder: Path) -> Path:
    """Write a page with a list of three reports and the form above it; the script and style are the site's."""
    reports = [report("2025-02-14"), report("2025-01-10"), report("2024-12-01", subject="Ökad <takt>")]
    made = [f"<li><p><strong>{one.title}</strong></p><p>Ämne: {escape(one.subject)}</p></li>" for one in reports]
    text = (
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{(STATIC / STYLESHEET).as_uri()}"><main>'
        f"{filter_html([one.subject for one in reports], '', 'search.html')}"
        f'<section id="ar-2025"><h2>2025</h2><ul class="kb-report-list">{made[0]}{made[1]}</ul></section>'
        f'<section id="ar-2024"><h2>2024</h2><ul class="kb-report-list">{made[2]}</ul></section></main>'
        f'<script src="{(shared.STATIC / shared.FILTER_SCRIPT).as_uri()}"></script>'
        f'<script src="{(STATIC / SCRIPT).as_uri()}"></script>'
    )
    place = folder / "lista.html"
    place.write_text(text, encoding="utf-8")
    return place


def test_the_form_shows_only_the_reports_that_are_sought(tmp_path: Path, browser: Browser) -> None:
    address = list_page(tmp_path).as_uri()
    page = browser.new_page()
    page.goto(address)
    field, choice = page.get_by_label("Ord i listan"), page.get_by_label("Ämne")
    shown = page.locator(".kb-report-list li:visible strong")
    assert shown.count() == 3

    field.fill("2025 14")
    assert shown.all_text_contents() == ["Rapport 2025-02-14"]
    assert not page.locator("#ar-2024").is_visible(), "a year without hits"
    page.get_by_role("status").get_by_text("1 av 3 rapporter visas").wait_for()
    field.fill("okad")
    assert shown.all_text_contents() == ["Rapport 2024-12-01"]
    field.fill("finns inte")
    assert shown.count() == 0
    assert page.get_by_text("Ingen rapport i listan passar.").is_visible()
    elsewhere = page.get_by_role("link", name="söka efter det du har skrivit i alla rapporter")
    assert elsewhere.get_attribute("href") == "search.html?typ=report&q=finns+inte"
    field.press("Escape")
    assert shown.count() == 3

    choice.select_option("Ökad <takt>")
    assert shown.all_text_contents() == ["Rapport 2024-12-01"]
    page.evaluate("location.hash = 'ar-2025'")
    page.locator("#ar-2025").wait_for()
    assert shown.count() == 3, "whoever goes to a hidden year sees it"
    page.close()

    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address)
    assert plain.locator(".kb-report-filter").count() == 1
    assert not plain.locator(".kb-report-filter").is_visible()
    plain.context.close()

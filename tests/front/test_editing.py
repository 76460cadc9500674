"""The ways to change a page: they lead to the right file and form, and there are none without a repository."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.front.editing import ISSUE_FORM, Repository
from tests.axe import violations
from tests.conftest import ROOT
from tests.front.project import Project, page

HUB = "https://github.com/org/bas"
TITLE = 'Vad kostar "A & B"? åäö #1'


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (Repository(HUB), f"{HUB}/edit/main/strategy/kostnader.md"),
        (Repository(HUB, branch="år 2025/x", folder="/källor/"),
         f"{HUB}/edit/%C3%A5r%202025/x/k%C3%A4llor/strategy/kostnader.md"),
        (Repository("https://git.region.example/grupp/bas", "gitlab"),
         "https://git.region.example/grupp/bas/-/edit/main/strategy/kostnader.md"),
        (Repository("https://dev.azure.com/org/p/_git/bas", "azure"),
         "https://dev.azure.com/org/p/_git/bas?path=/strategy/kostnader.md&version=GBmain&_a=contents"),
        (Repository("https://forge.example/bas", "", edit="{url}/_edit/{branch}/{path}", suggest="{url}/new"),
         "https://forge.example/bas/_edit/main/strategy/kostnader.md"),
        (Repository(""), ""),
    ],
)  # fmt: skip
def test_a_page_s_file_is_edited_where_the_host_edits_files(repository: Repository, address: str) -> None:
    assert repository.fault() == ""
    assert repository.edit_address("strategy/kostnader.md") == address


def test_blanks_and_letters_of_a_file_s_name_are_encoded() -> None:
    assert Repository(HUB).edit_address("om/å b#.md") == f"{HUB}/edit/main/om/%C3%A5%20b%23.md"


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_github_s_form_for_faults_is_opened_with_the_page_filled_in() -> None:
    given = asked(Repository(HUB).suggest_address("a.md", TITLE, "https://bas.example/a.html"))
    assert given == {
        "template": ISSUE_FORM, "title": f"Rätta: {TITLE}", "sida": TITLE, "adress": "https://bas.example/a.html",
    }  # fmt: skip
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / ISSUE_FORM).read_text(encoding="utf-8"))
    assert {"sida", "adress"} <= {field.get("id") for field in form["body"]}


def test_gitlab_s_and_azure_s_issue_tells_page_address_and_file() -> None:
    lab = asked(Repository("https://lab.example/g/bas", "gitlab").suggest_address("å.md", TITLE, "å"))
    assert lab["issue[title]"] == f"Rätta: {TITLE}"
    assert lab["issue[description]"].startswith(f"Sida: {TITLE}\nAdress: å\nFil: å.md\n")
    azure = Repository("https://dev.azure.com/org/p/_git/bas", "azure").suggest_address("", TITLE, "å")
    assert azure.startswith("https://dev.azure.com/org/p/_workitems/create/Issue?")
    assert asked(azure)["[System.Description]"] == f"Sida: {TITLE}<br>Adress: å<br>"


def test_a_pattern_of_one_s_own_gets_all_values_encoded() -> None:
    pattern = Repository(HUB, "", edit="{url}/{path}", suggest="https://stod.example/?t={title}&a={address}&f={path}")
    address = pattern.suggest_address("å.md", "a&b=c #d", "https://x.example/?å")
    assert address == "https://stod.example/?t=a%26b%3Dc%20%23d&a=https%3A%2F%2Fx.example%2F%3F%C3%A5&f=%C3%A5.md"


@pytest.mark.parametrize(
    "repository",
    [
        Repository("javascript:alert(1)"), Repository("git@github.com:org/bas"), Repository(HUB, "forge"),
        Repository(HUB, edit="{url}/{okänt}"), Repository(HUB, edit="{url}/{"),
        Repository(HUB, edit="javascript:{path}"),
    ],
)  # fmt: skip
def test_settings_that_lead_nowhere_are_told(repository: Repository) -> None:
    assert "front_repository" in repository.fault() or "Mönstret" in repository.fault()


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a repository on GitHub."""
    project = Project(tmp_path_factory.mktemp("editing"))
    project.write("strategy/malet.md", page("Mål & `<b>`", "strategy"))
    return project.build(front_repository_url=f"{HUB}/", html_baseurl="https://bas.example/")


def ways(site: Path, name: str) -> dict[str, str]:
    tree = LexborHTMLParser((site / f"{name}.html").read_text(encoding="utf-8"))
    return {link.text(): link.attributes["href"] or "" for link in tree.css(".kb-editing a")}


def test_every_page_leads_to_its_own_file(linked: Path) -> None:
    for name in ("index", "reports/r2", "glossary/modul", "about/om"):
        assert ways(linked, name)["Redigera sidan"] == f"{HUB}/edit/main/{name}.md"
    given = asked(ways(linked, "strategy/malet")["Föreslå ändring"])
    assert (given["sida"], given["adress"]) == ("Mål & <b>", "https://bas.example/strategy/malet.html")


def test_pages_that_the_site_makes_lead_to_no_file(linked: Path) -> None:
    assert ways(linked, "search") == ways(linked, "404") == {}


def test_without_a_repository_there_are_no_such_links(site: Path) -> None:
    assert all(ways(site, name) == {} for name in ("index", "reports/r2"))


def test_a_setting_that_leads_nowhere_is_told_in_the_build_and_leaves_no_link(project: Project) -> None:
    out, said = project.build_and_listen(front_repository_url="github.com/org/bas")
    assert "front_repository_url ska vara en adress som börjar med https://." in said
    assert ways(out, "index") == {}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_links_are_large_accessible_and_not_printed(
    browser: Browser, linked: Path, width: int, scheme: str
) -> None:
    window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    view = window.new_page()
    view.goto((linked / "strategy/vagen.html").as_uri())
    assert violations(view) == []
    boxes = [link.bounding_box() for link in view.query_selector_all(".kb-editing a")]
    assert [box["height"] >= 44 for box in boxes if box] == [True, True]
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.emulate_media(media="print")
    assert not view.is_visible(".kb-editing")
    window.close()


def test_a_page_made_of_others_can_be_suggested_a_change_to() -> None:
    address = Repository(HUB).suggest_address("", "Rapporter 2025", "reports/2025")
    assert unquote(address).endswith("sida=Rapporter 2025&adress=reports/2025")
    assert Repository(HUB).edit_address("") == ""

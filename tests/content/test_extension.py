"""The Sphinx side of the model: what stops a build, what a page may not do, and each extension on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content.extension import ContentError
from tests.content.project import Project, words
from tests.content.small import FILES, write


def test_the_faultless_base_builds_without_a_warning(small: Project) -> None:
    assert small.told == ""


def test_the_summary_is_the_description_in_the_head_of_the_page(small: Project) -> None:
    metas = small.html("about/om").css('meta[name="description"]')
    assert [node.attributes["content"] for node in metas] == [
        "En sammanfattning som är lång nog för att duga som utdrag i sökningen."
    ]


def test_a_strategy_page_says_when_its_facts_held(small: Project) -> None:
    assert "Läget den 14 februari 2025" in words(small.body("strategy/fraga"))


def test_an_unchanged_base_reads_nothing_again(project: Project) -> None:
    project.build()
    assert project.build().read == set()


def test_faults_are_all_told_and_nothing_is_written(project: Project) -> None:
    project.change("about/om.md", "kind: about", "kind: abuot")
    project.change("strategy/fraga.md", 'as_of: "2025-02-14"', 'as_of: "2025-02-30"')
    with pytest.raises(ContentError) as left:
        project.build()
    assert left.value.code == 1
    assert not list((project.root / "out").rglob("*.html"))


def test_a_fault_leaves_the_last_build_alone(project: Project) -> None:
    project.build()
    before = {path: path.stat().st_mtime_ns for path in (project.root / "out").rglob("*.html")}
    project.change("about/om.md", "kind: about", "kind: abuot")
    with pytest.raises(ContentError):
        project.build()
    assert {path: path.stat().st_mtime_ns for path in (project.root / "out").rglob("*.html")} == before


@pytest.mark.parametrize(
    "text",
    [
        "```{raw} html\n<b id=evil>x</b>\n```",
        "```{RAW} html\n<b id=evil>x</b>\n```",
        "```{eval-rst}\n.. raw:: html\n\n   <b id=evil>x</b>\n```",
        "```{eval-rst}\n.. role:: evil(raw)\n   :format: html\n\n:evil:`<b id=evil>x</b>`\n```",
        "```{include} ../evil.txt\n```",
        "```{eval-rst}\n.. include:: ../evil.txt\n```",
        "```{literalinclude} ../evil.txt\n```",
        "```{csv-table} T\n:file: ../evil.txt\n```",
        "```{eval-rst}\n.. raw:: html\n   :file: ../evil.txt\n```",
    ],
)
def test_a_page_cannot_put_html_or_other_files_into_the_site(project: Project, text: str) -> None:
    project.write("evil.txt", "<b id=evil>innehållet</b>")
    project.change("about/om.md", "Mer text.", text)
    project.build()
    body = project.body("about/om")
    assert body.css("#evil") == []
    assert "innehållet" not in words(body)
    assert project.told != "", "the writer is told"


def alone(root: Path, extension: str, text: str, conf: str = "") -> Project:
    """Return a project of one extension without front matter, registers or a library."""
    write(
        root / "src",
        "conf.py",
        f'extensions = ["myst_parser", "{extension}"]\nlanguage = "sv"\n{conf}html_theme = "basic"\n',
    )
    write(root / "src", "index.md", f"# Start\n\n{text}\n")
    return Project(root)


@pytest.mark.parametrize(
    ("extension", "text"),
    [
        ("kunskapsbas.glossary", "Text.\n\n```{glossary-az}\n```"),
        (
            "kunskapsbas.reports",
            "```{report-list}\n```\n\n```{latest-report}\n```\n\n```{timeline}\n```\n\n```{decision-path}\n```",
        ),
        ("kunskapsbas.links", "Läs [här](https://example.org/)."),
    ],
)
def test_an_extension_works_alone_in_any_project(tmp_path: Path, extension: str, text: str) -> None:
    project = alone(tmp_path, extension, text).build()
    assert project.told == ""
    assert words(project.body("index")).startswith("Start")


@pytest.mark.parametrize("extension", ["reports", "glossary", "links"])
def test_an_extension_works_alone_beside_a_library(tmp_path: Path, extension: str) -> None:
    project = Project.small(tmp_path)
    for path in FILES:
        if path.endswith(".md") and path not in ("index.md", "about/om.md"):
            (project.root / "src" / path).unlink()
    (project.root / "src" / "about" / "kallor.md").unlink()
    head = str(FILES["index.md"]).split("Välkommen")[0]
    project.write("index.md", f"{head}Text.\n\n```{{toctree}}\nabout/om\n```\n")
    project.change("about/om.md", " Läs {link}`faq` och {link}`start`.", "")
    conf = project.text("conf.py")
    start = conf.index("extensions")
    end = conf.index("]", start) + 1
    project.write("conf.py", conf[:start] + f'extensions = ["myst_parser", "kunskapsbas.{extension}"]' + conf[end:])
    assert project.build().told == ""


def test_the_model_works_alone(tmp_path: Path) -> None:
    project = alone(tmp_path, "kunskapsbas.content", "", "myst_title_to_header = True\n")
    write(tmp_path / "src", "index.md", str(FILES["index.md"]).split("Välkommen")[0] + "Text.\n")
    assert project.build().told == ""
    assert words(project.body("index")) == "Start Text."


def test_the_link_register_is_shown_with_and_without_an_address(small: Project) -> None:
    body = small.body("about/om")
    assert "Frågor och svar adress saknas" in words(body)
    assert [words(node) for node in body.css(".kb-missing")] == ["adress saknas"]
    link = body.css_first('a[href="https://example.org/start"]')
    assert link is not None
    assert words(link) == "Startsidan"


def test_a_registered_link_can_have_words_of_its_own(project: Project) -> None:
    project.change("about/om.md", "{link}`start`", "{link}`den här sidan <start>`")
    link = project.build().body("about/om").css_first('a[href="https://example.org/start"]')
    assert link is not None
    assert words(link) == "den här sidan"


def test_a_link_into_the_intranet_says_so(project: Project) -> None:
    project.change("links.toml", 'access = "public"', 'access = "intranet"')
    assert "Startsidan (kräver inloggning på intranätet)" in words(project.build().body("about/om"))


def test_an_unknown_registered_link_is_warned_of_with_place_and_nearest(project: Project) -> None:
    project.change("about/om.md", "{link}`faq`", "{link}`fak`")
    project.build()
    assert (
        "om.md:7: WARNING: Länken fak finns inte i länkregistret. Menade du faq? [kb.lank-okand-registerpost]"
        in project.told
    )


def test_a_changed_address_reads_again_only_the_pages_that_link_there(project: Project) -> None:
    project.build()
    project.change("links.toml", "https://example.org/start", "https://example.org/ny")
    assert project.build().read == {"about/om"}
    assert project.body("about/om").css('a[href="https://example.org/ny"]') != []


def test_markup_in_the_model_is_shown_as_text(project: Project) -> None:
    project.change("reports/2025-02-14.md", 'subject: "Läget"', 'subject: "<b>Läget</b> & *mer*"')
    body = project.build().body("reports/2025-02-14")
    assert "<b>Läget</b> & *mer*" in words(body)
    assert body.css("dd b") == []

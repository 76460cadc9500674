"""The built site: every link leads somewhere, it is in Swedish, and it asks nothing of any other host."""

from __future__ import annotations

import filecmp
import re
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.content import Library
from kunskapsbas.links.built import check_site
from tests.commands import beside
from tests.conftest import ROOT

ENGLISH = re.compile(
    r"\b(search|next|previous|page|skip to|table of contents|on this page|back to top|menu|close|click|loading|"
    r"copyright|created using|built with|light|dark|theme|home|index|note|warning|see also|show|hide|toggle)\b",
    re.IGNORECASE,
)


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)


def read(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_every_link_image_file_and_anchor_is_there_and_every_page_is_reached(site: Path) -> None:
    assert [f"{finding.page}:{finding.line}: {finding.message}" for finding in check_site(site)] == []


def test_every_content_page_is_built(site: Path, library: Library) -> None:
    assert [name for name in library.pages if not (site / f"{name}.html").is_file()] == []


def test_page_titles_are_unique(site: Path) -> None:
    titles = [node.text() for path in pages(site) if (node := read(path).css_first("title"))]
    assert len(titles) == len(set(titles)) == len(pages(site))


def test_every_page_is_marked_as_swedish_and_asks_search_engines_to_stay_away(site: Path) -> None:
    for path in pages(site):
        tree = read(path)
        assert tree.css_first("html").attributes.get("lang") == "sv", path.name
        robots = tree.css_first('meta[name="robots"]')
        assert robots is not None, path.name
        assert "noindex" in (robots.attributes.get("content") or ""), path.name


def test_no_english_is_left_in_the_interface(site: Path) -> None:
    """Outside ``main`` all words are the interface's; inside, only labels and titles of controls are."""
    found = set()
    for path in pages(site):
        tree = read(path)
        for node in tree.css("[aria-label], [title], [placeholder]"):
            for name in ("aria-label", "title", "placeholder"):
                found.update(ENGLISH.findall(node.attributes.get(name) or ""))
        for node in tree.css("script, style, main, head"):
            node.decompose()
        found.update(ENGLISH.findall(tree.body.text(separator=" ") if tree.body else ""))
    assert found == set()


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    asking = "script[src], link[rel=stylesheet], link[rel=preload], link[rel=icon], img, iframe, source, form[action]"
    for path in pages(site):
        for node in read(path).css(asking):
            for name in ("src", "href", "action", "srcset"):
                assert not re.match(r"(https?:)?//", node.attributes.get(name) or ""), (path.name, node.html)
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", style.read_text(encoding="utf-8")), style


def test_reports_and_terms_do_not_hang_in_the_sidebar(site: Path, library: Library) -> None:
    tree = read(site / "reports" / "2025-11-20.html")
    for node in tree.css("main"):
        node.decompose()
    links = [node.attributes.get("href") or "" for node in tree.css("nav a[href]")]
    others = [report.docname.rpartition("/")[2] for report in library.reports if report.docname != "reports/2025-11-20"]
    assert not [link for link in links if any(name in link for name in others)]


def test_a_term_is_linked_with_its_own_class_in_the_article(site: Path) -> None:
    tree = read(site / "strategy" / "modular-strategi.html")
    hrefs = [node.attributes.get("href") for node in tree.css("main a.term[href]")]
    assert "../glossary/modul.html" in hrefs


def test_each_page_leads_to_its_handout(site: Path, library: Library) -> None:
    for name in library.pages:
        assert (site / "_pdf" / f"{name}.pdf").is_file(), name
    link = read(site / "glossary" / "modul.html").css_first('a[href$="_pdf/glossary/modul.pdf"]')
    assert link is not None


def test_every_source_says_where_it_is_used(site: Path) -> None:
    tree = read(site / "about" / "kallor.html")
    text = tree.css_first("main").text()
    assert text.count("Används på") > 30
    assert "Klass A" in text
    assert tree.css_first('a[href="../reports/slutrapport.html"]') is not None


def test_letters_of_the_glossary_end_with_a_ring_and_dots(site: Path) -> None:
    letters = [node.text().strip() for node in read(site / "glossary" / "index.html").css(".kb-letters a")]
    assert letters[0] == "0–9"
    assert letters == sorted(letters, key=lambda letter: "0–9ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ".index(letter))


def test_the_timeline_keeps_plans_apart_from_what_happened(site: Path, library: Library) -> None:
    tree = read(site / "reports" / "tidslinje.html")
    happened, planned = tree.css_first("#det-som-har-hant"), tree.css_first("#det-som-var-planerat")
    assert len(happened.css(".kb-timeline > li")) == sum(not event.planned for event, _ in library.events)
    assert len(planned.css(".kb-timeline > li")) == sum(event.planned for event, _ in library.events)
    assert "Inträffat" not in planned.text()


def test_missing_addresses_are_said_to_be_missing_and_lead_nowhere(site: Path) -> None:
    tree = read(site / "reports" / "2025-11-20.html")
    assert sum("adress saknas" in node.text() for node in tree.css(".kb-missing")) >= 6
    assert not tree.css('main a[href="#"]')


@pytest.fixture(scope="module")
def plain_builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site by bare ``sphinx-build -n -W``, with one process and with two."""
    made = {jobs: tmp_path_factory.mktemp(f"sphinx j{jobs}") for jobs in ("1", "2")}
    with ExitStack() as both:
        builds = [
            both.enter_context(beside(ROOT, "sphinx", "-nWq", "-j", jobs, ".", str(out), PYTHONHASHSEED=jobs))
            for jobs, out in made.items()
        ]
        for finish in builds:
            finish()
    return made


def test_bare_sphinx_gives_the_same_files_with_one_process_and_two(plain_builds: dict[str, Path]) -> None:
    one, two = plain_builds["1"], plain_builds["2"]
    files = {path.relative_to(one) for path in one.rglob("*") if path.is_file() and ".doctrees" not in path.parts}
    other = {path.relative_to(two) for path in two.rglob("*") if path.is_file() and ".doctrees" not in path.parts}
    assert files == other
    differing = [str(name) for name in sorted(files) if not filecmp.cmp(one / name, two / name, shallow=False)]
    assert differing == []


def test_nothing_generated_is_written_among_the_sources(plain_builds: dict[str, Path]) -> None:
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", "*.mo", "*.pdf", "*.html"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if line.startswith("??")] == []

"""The extension in a real Sphinx project: what readers see, and that it stays right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pybtex.plugin
import pytest
from docutils import nodes
from selectolax.lexbor import LexborHTMLParser
from sphinx.errors import ExtensionError

from tests.sources.project import BIB, CONF, PAGES, Project


def entries(html: str) -> dict[str, str]:
    """Return id -> text of each bibliography entry, on one line."""
    found = LexborHTMLParser(html).css("div.citation")
    return {str(node.attributes["id"]): " ".join(node.text().split()) for node in found}


def test_entries_say_what_they_are_and_where_they_are_used(project: Project) -> None:
    project.build()
    shown = entries(project.html("kallor"))
    assert list(shown) == ["kalla-rapport", "kalla-b1", "kalla-a1", "kalla-a2", "kalla-b2"]
    assert shown["kalla-rapport"] == (
        "[Rapporten 2025-11-20] Rapporten. Nämnden, 20 november 2025. Rapport. Internt dokument. "
        "Adress saknas. Klass S: regionens egen rapport, huvudkälla. Används på: Start"
    )
    assert shown["kalla-a1"].endswith("Används på: Åsidan; Östra sidan")
    assert "Zeta, datum saknas i utdraget (omkring 2017). Nyhetsartikel. Klass C" in shown["kalla-b1"]
    assert shown["kalla-b2"].endswith("Övrigt. Klass saknas. Används inte på någon sida ännu.")


def test_links_titles_and_languages_are_marked_up(project: Project) -> None:
    project.build()
    html = project.html("kallor")
    assert '<em><span lang="en">Two</span></em>' in html
    assert "Om något (rubriken saknas i utdraget)." in html
    assert 'href="https://example.org/a_1?x=1&amp;y=%20"' in html
    assert re.search(r'Används på: <a class="reference internal" href="two.html"><span class="doc">Åsidan', html)


def test_citations_in_running_text(project: Project) -> None:
    project.build()
    one, two = (LexborHTMLParser(project.html(page)) for page in ("one", "two"))
    assert one.css_first(".bibtex-citation").text() == "[Ån 2025a; Ån 2025b]"
    assert [node.text() for node in two.css(".bibtex-citation")] == ["Ett [Ån 2025a]", "[Zeta ca 2017]"]
    assert 'title="Ett. Ån, enheten, mars 2025."' in project.html("one")


@pytest.mark.parametrize("role", ["author", "year", "label", "alp", "labelpar", "yearpar", "empty", "cts"])
def test_every_role_works_without_english(project: Project, role: str) -> None:
    project.write("two.md", f"# Två\n\nText {{cite:{role}}}`b1`.\n")
    project.build()
    body = LexborHTMLParser(project.html("two")).css_first(".body").text()
    assert "n.d." not in body
    assert " and " not in body


def test_text_and_latex_get_the_same_content(project: Project) -> None:
    project.build("text")
    text = " ".join((project.root / "out/text/kallor.txt").read_text(encoding="utf-8").split())
    assert "Klass S: regionens egen rapport, huvudkälla." in text
    assert "Används på: Åsidan; Östra sidan" in text
    project.build("singlehtml", out="single")
    html = (project.root / "single/singlehtml/index.html").read_text(encoding="utf-8")
    assert html.count("kb-source-use") == 5


def test_a_bibliography_can_be_resolved_twice(project: Project) -> None:
    app = project.build()
    for _ in range(2):
        document = app.env.get_and_resolve_doctree("kallor", app.builder, tags=app.tags)
        assert len(list(document.findall(nodes.label))) == 5


@pytest.mark.parametrize("kind", ["bullet", "enumerated"])
def test_other_kinds_of_list_say_where_a_source_is_used(project: Project, kind: str) -> None:
    project.write(
        "kallor.md", f"# Källor\n\n```{{bibliography}}\n:all:\n```\n\n```{{bibliography}}\n:list: {kind}\n```\n"
    )
    project.build(bibtex_cite_id="kalla-{bibliography_count}-{key}")
    assert project.html("kallor").count("kb-source-use") == 5 + 4


def test_labels_do_not_depend_on_which_sources_are_cited(project: Project) -> None:
    project.write("kallor.md", "# Källor\n\n```{bibliography}\n```\n")
    project.write("one.md", "# Ett\n\n{cite:p}`a2`\n")
    project.write("two.md", "# Två\n\ntext\n")
    project.build()
    assert entries(project.html("kallor"))["kalla-a2"].startswith("[Ån 2025b]")


def test_parallel_and_serial_builds_are_alike(project_at: Callable[[str], Project]) -> None:
    serial, parallel = project_at("j1"), project_at("j2")
    for project in (serial, parallel):
        for number in range(12):  # Sphinx reads in parallel only when there is enough to read
            text = f"---\norphan: true\n---\n# Extra {number}\n\n{{cite:p}}`b2,a{number % 2 + 1}`\n"
            project.write(f"extra{number}.md", text)
    serial.build()
    parallel.build(jobs=2)
    for page in ("index", "kallor", "one", "extra3"):
        assert serial.html(page) == parallel.html(page)


def test_the_bibliography_follows_edits_titles_and_removals(project: Project) -> None:
    project.build()
    project.write("two.md", "# Nytt namn\n\nText {cite:p}`b2`.\n")
    project.build()
    shown = entries(project.html("kallor"))
    assert shown["kalla-b2"].endswith("Används på: Nytt namn")
    assert shown["kalla-b1"].endswith("Används inte på någon sida ännu.")
    (project.root / "src/two.md").unlink()
    project.write("index.md", PAGES["index"].replace("two\n", ""))
    project.build()
    assert entries(project.html("kallor"))["kalla-b2"].endswith("Används inte på någon sida ännu.")


def test_pages_that_cite_a_relabelled_source_are_written_again(project: Project) -> None:
    project.build()
    project.write("references.bib", BIB.replace("Zeta", "Zebra"))
    project.build()
    assert "[Zebra ca 2017]" in LexborHTMLParser(project.html("two")).text()


def test_a_build_that_broke_off_is_made_good_by_the_next(project: Project) -> None:
    crash = (
        "def setup(app):\n"
        "    app.connect('env-check-consistency', lambda app, env: (app.srcdir / 'x').exists() and 1 / 0)\n"
    )
    project.write("conf.py", CONF + crash)
    project.build()
    project.write("two.md", "# Åsidan\n\nText {cite:p}`b2`.\n")
    project.write("x", "")
    with pytest.raises(ExtensionError):
        project.build()
    (project.root / "src/x").unlink()
    project.build()
    assert entries(project.html("kallor"))["kalla-b2"].endswith("Används på: Åsidan")


def test_two_builders_with_one_memory_are_both_kept_right(project: Project) -> None:
    project.build()
    project.build("text")
    project.write("two.md", "# Åsidan\n\nText {cite:p}`b2`.\n")
    project.build("text")
    project.build()
    assert entries(project.html("kallor"))["kalla-b2"].endswith("Används på: Åsidan")


def test_nothing_is_written_again_when_nothing_changed(project: Project) -> None:
    project.build()
    built = (project.root / "out/html" / f"{page}.html" for page in PAGES)
    before = {path: path.stat().st_mtime_ns for path in built}
    project.build()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_citations_made_by_other_extensions_count(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another extension may cite from front matter, with the bibtex domain's own role and nothing else."""
    project.write(
        "frontcite.py",
        "from sphinx.application import Sphinx\n"
        "from sphinx.util.docutils import SphinxDirective\n"
        "class Cites(SphinxDirective):\n"
        "    def run(self):\n"
        "        role = self.env.get_domain('cite').role('p')\n"
        "        made, _ = role('cite:p', '', 'b2', self.lineno, self.state.inliner)\n"
        "        from docutils import nodes\n"
        "        return [nodes.paragraph('', '', *made)]\n"
        "def setup(app: Sphinx):\n"
        "    app.add_directive('cites', Cites)\n"
        "    return {'parallel_read_safe': True}\n",
    )
    project.write("conf.py", CONF + "extensions += ['frontcite']\n")
    monkeypatch.syspath_prepend(project.root / "src")
    project.write("two.md", "# Åsidan\n\n```{cites}\n```\n")
    project.build()
    assert entries(project.html("kallor"))["kalla-b2"].endswith("Används på: Åsidan")
    assert LexborHTMLParser(project.html("two")).css_first(".bibtex-citation").text() == "[Ärla u.å.]"


def test_resolving_citations_never_searches_the_installed_packages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kunskapsbas.sources

    kunskapsbas.sources.register_plugins()
    monkeypatch.setattr(pybtex.plugin, "entry_points", lambda **_: pytest.fail("searched the packages"))
    for name in ("plaintext", "docutils"):
        assert pybtex.plugin.find_plugin("pybtex.backends", name).__name__ == "Backend"
    assert pybtex.plugin.find_plugin("pybtex.style.formatting", "svenska").__name__ == "SwedishStyle"


def test_every_source_of_this_repository_can_be_shown(tmp_path: Path) -> None:
    project = Project(tmp_path)
    bib = Path(__file__).parents[2] / "references.bib"
    project.write("references.bib", bib.read_text(encoding="utf-8"))
    for name in ("one", "two"):
        project.write(f"{name}.md", f"# {name}\n\ntext\n")
    project.write("index.md", PAGES["index"].replace("{cite:p}`rapport`", "{cite:p}`seed-nov`"))
    project.build()
    shown = entries(project.html("kallor"))
    assert len(shown) == bib.read_text(encoding="utf-8").count("\n@")
    labels = [text[: text.index("]")] for text in shown.values()]
    assert len(set(labels)) == len(labels)
    assert not [text for text in shown.values() if "Klass saknas" in text or "Övrigt" in text]


def test_a_citation_that_cannot_be_read_is_told_and_stops_nothing(project: Project) -> None:
    project.write("one.md", "# Östra sidan\n\nText {cite:p}`{se}{jfr}a1,,` och {cite:p}`{se}a1{s. 3, 4}, a2`.\n")
    with pytest.raises(AssertionError):  # the writer is warned
        project.build()
    text = LexborHTMLParser(project.html("one")).css_first("div.body").text()
    assert "Text {se}{jfr}a1,, och [se Ån 2025a, s. 3, 4; Ån 2025b]." in " ".join(text.split())

"""The built site: its words, addresses, repairs and weight, and what a change rewrites."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.front.project import PAGES, Project, page

# Words that an English interface would show and that are no Swedish words.
ENGLISH = re.compile(
    r"\b(the|of|search|page|next|previous|skip|contents?|toggle|menu|light|dark|home|link|note|warning|table|copyright"
    r"|navigation|created|using|loading|results|close|open|color|section|click|back|show|hide|this|please|error|built"
    r"|website|collapse|expand|system|settings|index|references?)\b",
    re.IGNORECASE,
)
SPOKEN = ("title", "aria-label", "placeholder", "alt", "content", "aria-roledescription")
MAX_FIRST_PAGE = 110_000  # bytes, gzip: the page, its style sheets, its script and the two fonts it shows


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def read(site: Path, name: str) -> str:
    return (site / f"{name}.html").read_text(encoding="utf-8")


def test_no_english_is_left(site: Path) -> None:
    for path in pages(site):
        tree = HTMLParser(path.read_text(encoding="utf-8"))
        for node in tree.css(
            "script, style, pre, code, meta[name=viewport], meta[name=robots], meta[name=color-scheme]"
        ):
            node.decompose()
        words = [tree.root.text(separator=" ")] if tree.root else []
        words += [node.attributes.get(name) or "" for node in tree.css("*") for name in SPOKEN]
        found = {match.group() for text in words for match in ENGLISH.finditer(text)}
        assert not found, path


def test_no_other_host_is_asked(site: Path) -> None:
    for path in [*pages(site), *site.glob("_static/*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r'(?:src|href|action|srcset)="(?:https?:)?//[^"]*"|url\(["\']?(?:https?:)?//', text), path


def test_every_address_leads_to_a_file(site: Path) -> None:
    for path in pages(site):
        for node in HTMLParser(path.read_text(encoding="utf-8")).css("[href], [src], form[action]"):
            address = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            assert address != "#", path
            target = address.partition("#")[0].partition("?")[0]
            start = site if target.startswith("/") else path.parent
            assert not target or (start / target.lstrip("/")).exists(), f"{path}: {address}"


def test_title_names_the_page_and_the_site(site: Path) -> None:
    titles = [HTMLParser(path.read_text(encoding="utf-8")).css_first("title").text().strip() for path in pages(site)]
    assert len(set(titles)) == len(titles)
    assert "Rapport två – Provbasen" in titles


def test_pages_ask_search_engines_to_stay_away_unless_told_otherwise(site: Path, project: Project) -> None:
    assert all('<meta name="robots" content="noindex" />' in path.read_text(encoding="utf-8") for path in pages(site))
    assert "noindex" not in read(project.build(front_allow_indexing=True), "reports/r1")


def test_current_page_and_section_are_marked(site: Path) -> None:
    tree = HTMLParser(read(site, "reports/tidslinje"))
    assert [node.text() for node in tree.css('.kb-sections [aria-current="true"]')] == ["Rapporter"]
    assert [node.text() for node in tree.css('.kb-sidebar [aria-current="page"]')] == ["Tidslinje"]
    start = HTMLParser(read(site, "reports/index"))
    assert [node.text() for node in start.css('.kb-sections [aria-current="page"]')] == ["Rapporter"]


def test_sidebar_leaves_reports_and_terms_out(site: Path) -> None:
    for name in ("reports/r2", "reports/index"):
        titles = [node.text() for node in HTMLParser(read(site, name)).css(".kb-sidebar a")]
        assert titles == ["Regionala rapporter", "Tidslinje"]


def test_path_and_neighbours_are_swedish(site: Path) -> None:
    tree = HTMLParser(read(site, "reports/r2"))
    assert [node.text() for node in tree.css(".kb-path li")] == ["Startsida", "Regionala rapporter", "Rapport två"]
    about = HTMLParser(read(site, "strategy/malet"))
    assert about.css_first(".kb-previous").text().split()[0] == "Föregående"
    assert about.css_first(".kb-next").text().split()[0] == "Nästa"


def test_a_report_leaves_the_way_through_the_series_to_its_own_links(site: Path) -> None:
    assert HTMLParser(read(site, "reports/r2")).css_first(".kb-neighbours") is None


def test_pdf_link_is_shown_when_there_is_a_pdf(site: Path, project: Project) -> None:
    assert "Hämta som PDF" not in read(site, "reports/r2")
    html = HTMLParser(read(project.build(front_pdf_links=True), "reports/r2"))
    assert html.css_first(".kb-pdf").attributes["href"] == "../_pdf/reports/r2.pdf"


def test_sources_are_items_of_their_list(site: Path) -> None:
    html = read(site, "about/om")
    assert "doc-biblioentry" not in html
    assert HTMLParser(html).css_first('[role="list"] > [role="listitem"]') is not None


def test_header_cells_say_what_they_head(site: Path) -> None:
    heads = HTMLParser(read(site, "reports/r2")).css("table th")
    assert heads
    assert {head.attributes.get("scope") for head in heads} <= {"col", "row"}


def test_each_table_scrolls_in_a_named_box_of_its_own(site: Path) -> None:
    boxes = HTMLParser(read(site, "reports/r2")).css('.kb-scroll[role="region"][tabindex="0"]')
    assert [box.attributes["aria-label"] for box in boxes] == ["Tabell: Läget i vården", "Tabell: Nästa steg"]
    assert all(box.css_first("table") is not None for box in boxes)


def test_task_list_boxes_have_a_name(site: Path) -> None:
    boxes = HTMLParser(read(site, "reports/r2")).css(".task-list-item-checkbox")
    assert [box.attributes["aria-label"] for box in boxes] == ["Klart", "Klart"]


def test_page_for_missing_addresses_is_ours(site: Path) -> None:
    tree = HTMLParser(read(site, "404"))
    assert tree.css_first("h1").text() == "Sidan finns inte"
    assert tree.css_first(".kb-name").attributes["href"] == "/index.html"


def test_what_no_page_asks_for_is_neither_asked_for_nor_sent(site: Path) -> None:
    assert not [path for path in site.rglob("*") if re.search("fontawesome|bootstrap", path.name)]
    plain, rich, search = read(site, "reports/r1"), read(site, "reports/r2"), read(site, "search")
    for script in ("doctools", "searchtools", "sphinx_highlight", "searchindex", "translations"):
        assert f"{script}.js" not in plain + search
    assert "sphinx-design" not in plain
    assert "design-tabs.js" in rich
    assert "kunskapsbas-search.css" in search
    assert "kunskapsbas-search.css" not in plain


def test_a_first_page_is_light(site: Path) -> None:
    html = read(site, "reports/r2")
    files = [
        site / "reports" / name.partition("?")[0]
        for name in re.findall(r'(?:href|src)="([^"]+\.(?:css|js)[^"]*)"', html)
    ]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in files) + len(gzip.compress(html.encode()))
    weight += sum(
        (site / "_static" / "fonts" / f"AtkinsonHyperlegible-{face}.woff").stat().st_size
        for face in ("Regular", "Bold")
    )
    assert weight < MAX_FIRST_PAGE


def test_two_processes_write_what_one_writes(site: Path, project: Project) -> None:
    parallel = project.build(jobs=2)
    for path in pages(site):
        assert (parallel / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_new_title_reaches_every_page_that_shows_it_and_no_other(project: Project) -> None:
    out = project.build()
    before = {path: path.stat().st_mtime_ns for path in pages(out)}
    project.write("reports/r2.md", page("Ett helt nytt namn", "report"))
    project.build()
    rewritten = {
        str(path.relative_to(out).with_suffix("")) for path in pages(out) if path.stat().st_mtime_ns != before[path]
    }
    assert rewritten == {"reports/index", "reports/r1", "reports/r2", "reports/r3", "search", "404"}
    assert all("Ett helt nytt namn" in read(out, name) for name in ("reports/r1", "reports/r3"))


@pytest.mark.parametrize("change", ["rename", "add"])
def test_change_in_place_gives_what_a_fresh_build_gives(project: Project, change: str) -> None:
    project.build()
    if change == "rename":
        project.write("strategy/vagen.md", page("Vägen framåt", "strategy"))
    else:
        project.write("strategy/nytt.md", page("Nytt", "strategy"))
        project.write("strategy/index.md", page("Modulär strategi", "index", below=("vagen", "nytt", "malet")))
    changed, fresh = project.build(), project.build(out="fresh")
    for path in pages(fresh):
        assert (changed / path.relative_to(fresh)).read_bytes() == path.read_bytes(), path


def test_nothing_is_written_into_the_source(project: Project) -> None:
    project.build()
    expected = {"conf.py", "references.bib", *(f"{name}.md" for name in PAGES)}
    assert {str(path.relative_to(project.source)) for path in project.source.rglob("*.*")} == expected


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "epub"])
def test_other_builders_build_without_a_warning(project: Project, builder: str) -> None:
    out = project.build(builder=builder, epub_show_urls="no", version="1", copyright="Provbasen")
    assert (out / "_static" / "kunskapsbas.css").exists() == (builder in {"dirhtml", "singlehtml"})


@pytest.mark.parametrize("theme", ["pydata_sphinx_theme", "alabaster"])
def test_extension_works_alone_and_leaves_other_themes_alone(project: Project, theme: str) -> None:
    project.write("conf.py", f'extensions = ["kunskapsbas.front"]\nlanguage = "sv"\nhtml_theme = "{theme}"\n')
    project.write("index.rst", "Start\n=====\n\n.. note::\n\n   Text.\n")
    html = read(project.build(include_patterns=["index.rst"]), "index")
    assert ("kunskapsbas.css" in html) == (theme == "pydata_sphinx_theme")
    assert '<p class="admonition-title">Obs</p>' in html


def test_link_beside_a_heading_says_where_it_leads(site: Path) -> None:
    link = HTMLParser(read(site, "reports/r2")).css_first("h2 a.headerlink")
    assert link.attributes["aria-label"] == "Länk till den här rubriken: Läget i vården"


def test_a_title_with_signs_of_html_is_text_wherever_it_stands(project: Project) -> None:
    project.write("reports/r2.md", page("Om `<script>x</script>` & `<b>`", "report"))
    out = project.build()
    for name in ("reports/r1", "reports/r2", "reports/r3", "reports/index"):
        tree = HTMLParser(read(out, name))
        assert not tree.css("body b")
        assert not [node for node in tree.css("script") if node.text() == "x"]
    path = HTMLParser(read(out, "reports/r2")).css(".kb-path li")[-1]
    assert path.text() == "Om <script>x</script> & <b>"


FORMULAS = """
I texten {math}`\\frac{a}{b} < 2`, och för sig:

```{math}
:label: summa

s &= a \\\\ &= \\text{<b>summa</b>}
```

Se {eq}`summa`.
"""


def test_a_formula_is_made_here_and_asks_nothing_of_another_server(project: Project) -> None:
    project.write("reports/r2.md", page("Formler", "report", FORMULAS))
    tree = HTMLParser(read(project.build(), "reports/r2"))
    assert [node.css_first("mfrac").text(strip=True) for node in tree.css("p > math")] == ["ab"]
    own = tree.css_first("div.kb-formula")
    assert len(own.css("mtr")) == 2
    assert own.css_first(".eqno").text() == "(1)"
    assert not own.css("b")
    assert tree.css_first(f'a[href="#{own.id}"]').text() == "(1)"
    scripts = tree.css("script[src]")
    assert scripts
    assert not [node for node in scripts if "//" in (node.attributes["src"] or "")]


def test_a_formula_that_cannot_be_read_is_told_and_shown_as_it_is_written(project: Project) -> None:
    project.write("reports/r2.md", page("Formler", "report", "Ett {math}`\\fracc{<b>}{2}`."))
    out, said = project.build_and_listen()
    assert "r2.md" in said
    assert "\\fracc är okänt. Menade du \\frac?" in said
    assert HTMLParser(read(out, "reports/r2")).css_first("p > code").text() == r"\fracc{<b>}{2}"

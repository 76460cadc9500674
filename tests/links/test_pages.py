"""Links in a page's Markdown: what may be written. What may not is in tests/writing/faults.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.content import Code, Library, Problem, read_markdown
from kunskapsbas.links.pages import Site, check_page
from kunskapsbas.writing import check_tree
from tests.content.small import FILES, make, write

OM = "about/om.md"


def said(root: Path, text: str) -> list[Problem]:
    """Return what the check says of a text in about/om.md."""
    write(root, OM, str(FILES[OM]).replace("Mer text.", text))
    return [problem for problem in check_tree(root) if problem.stops]


@pytest.mark.parametrize(
    "text",
    [
        "[x](../index.md)",
        "[x](/index.md)",
        "[x](../glossary/modul.md)",
        "[x](../glossary/modul)",
        "[x](om.md)",
        "[x](#en-rubrik)",
        "[x](om.md#en-underrubrik)",
        "[x](om.md#om-sidorna)",
        "[x](../reports/2025-01-10.md#laget)",
        "[x](../reports/./2025-01-10.md#laget)",
        "[](#en-rubrik)",
        "[x](<../index.md>)",
        "[x](../index.md 'titel')",
        "[x][a]\n\n[a]: ../index.md",
        "[x](bild.png)",
        "[x](https://example.org/#någon)",
        "[x](HTTPS://example.org)",
        "[x](mailto:a@example.org)",
        "[x](tel:+46101234567)",
        "<https://example.org>",
        "{doc}`/index` {doc}`x <../glossary/modul>`",
        "{download}`bilden <bild.png>`",
        "![En ruta](bild.png)",
        "![En ruta](/about/bild.png)",
        "![*En* ruta](bild.png)",
        "```{image} bild.png\n:alt: En ruta\n:target: https://example.org\n```",
        "```{figure} bild.png\n---\nalt: En ruta\n---\nText under.\n```",
        ":::{card} Kort\n:link: ../index\n:link-type: doc\nText.\n:::",
        ":::{card} Kort\n:link: https://example.org\nText.\n:::",
        "```{button-link} https://example.org\nText\n```",
        "{term}`modulerna` {term}`delarna <Modul>`",
        "{cite:p}`alfa, beta` {cite:t}`alfa`",
        "{link}`faq` {link}`så <start>`",
        "```{csv-table} T\n:header-rows: 1\n\na,b\nc,d\n```",
        "```html\n<b>visas som kod</b>\n```",
        "`<b>` och \\<b> och 3 < 4",
        "`{term}` skrivs så här: `` {term}`modlu` ``",
        "% en kommentar: [x](finns-inte.md)",
        "Text.\n\n(fast-punkt)=\n## Ny\n\n[x](#fast-punkt)",
        "Ord\n: Förklaring\n\n- [ ] att göra\n\n:fält: värde",
    ],
)
def test_a_writer_may_write(tmp_path: Path, text: str) -> None:
    assert said(make(tmp_path), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[x](om.md#finns-inte)",
        "[x](om.md#En-rubrik)",
        "[x](../glossary/modul.md#finns-inte)",
        "[x](#finns-inte)",
    ],
)
def test_an_anchor_must_be_written_as_it_is(tmp_path: Path, text: str) -> None:
    assert [problem.code for problem in said(make(tmp_path), text)] == [Code.NO_ANCHOR]


def test_an_anchor_of_another_page_is_no_anchor_of_this_one(tmp_path: Path) -> None:
    """MyST looks for ``#anchor`` on the page itself; only a target with a name of its own is known everywhere."""
    assert [problem.code for problem in said(make(tmp_path), "[x](#laget)")] == [Code.NO_ANCHOR]


def test_every_fault_of_a_line_has_its_own_column(tmp_path: Path) -> None:
    problems = said(make(tmp_path), "{term}`a1` [x](b1.md) ![](bild.png) {link}`c1`")
    assert [(problem.column, problem.code) for problem in problems] == [
        (1, Code.UNKNOWN_TERM),
        (12, Code.NO_PAGE),
        (23, Code.NO_ALT),
        (37, Code.UNKNOWN_REGISTERED),
    ]


def test_the_hint_names_a_path_that_works_from_the_page(tmp_path: Path) -> None:
    for text, hint in [
        ("[x](../glosary/modul.md)", "Menade du ../glossary/modul.md?"),
        ("[x](modul.md)", "Menade du ../glossary/modul.md?"),
        ("[x](../index.html)", "Länka till källfilen: ../index.md."),
        ("[x](Om.md)", "Skriv om.md."),
    ]:
        assert [problem.hint for problem in said(make(tmp_path), text)] == [hint]


def test_a_page_is_checked_against_the_site_alone(tmp_path: Path) -> None:
    texts = {"a": read_markdown("[x](b.md#mal) [y](b.md#annat)"), "b": read_markdown("## Mål\n")}
    site = Site(tmp_path, Library(), texts, frozenset({"a.md", "b.md"}))
    assert [(p.path, p.column, p.code) for p in check_page(site, "a")] == [("a.md", 15, Code.NO_ANCHOR)]
    assert list(check_page(site, "b")) == []


def test_a_target_with_a_name_is_known_on_every_page(tmp_path: Path) -> None:
    texts = {"a": read_markdown("[x](#fast) [y](#mal)"), "b": read_markdown("(fast)=\n## Mål\n")}
    site = Site(tmp_path, Library(), texts, frozenset({"a.md", "b.md"}))
    assert [(p.column, p.code) for p in check_page(site, "a")] == [(12, Code.NO_ANCHOR)]
    assert site.targets() == {"fast"}


def test_headings_may_go_down_a_step_and_up_any(tmp_path: Path) -> None:
    site = Site(
        tmp_path, Library(), {"a": read_markdown("## A\n\n### B\n\n#### C\n\n## D\n\n### E\n")}, frozenset({"a.md"})
    )
    assert list(check_page(site, "a")) == []

"""The check of a built site: each kind of fault is found, and what is right is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from kunskapsbas.links.built import Finding, FindingKind, check_site
from kunskapsbas.links.reading import css_addresses, read_page

Tree = Callable[[dict[str, str]], Path]
FILES = {
    "sub/sida.html": '<h2 id="läge">x</h2>',
    "bild.png": "",
    "_static/a.css": "",
    "_static/mall.html": "<p>ingen sida</p>",
}
NAV = '<nav><a href="sub/sida.html">s</a></nav>\n'


def faults(tree: Tree, body: str, **files: str) -> list[Finding]:
    """Return the findings of a small site with this on its start page."""
    return list(check_site(tree({**FILES, **files, "index.html": NAV + body})))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="sub/sida.html#läge">x</a><a href="sub/sida.html#l%C3%A4ge">x</a>',
        '<a href="sub/sida.html?q=1#top">x</a><a href="?q=1">x</a>',
        '<img src="bild.png" srcset="bild.png 1x,bild.png 2x" alt="">',
        '<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a><a href="tel:1">x</a>',
        '<link rel="canonical" href="https://example.org/"><link rel="stylesheet" href="_static/a.css">',
        '<form action="sub/sida.html"></form><form action=""></form><form></form>',
        '<nav><a href="#">x</a></nav><a class="headerlink" href="#">x</a><a href="#" aria-current="page">x</a>',
        '<img src="data:image/png;base64,AA==" alt=""><svg id="i"><use href="#i"/></svg>',
        "<style>a { background: url(data:x) } /* url(https://example.org/x) */ b { mask: url(#i) }</style><p id=i>",
        '<a href="./">x</a><a href=".">x</a>',
        '<a href="bild%2Epng">x</a>',
    ],
)
def test_what_is_right_gives_no_finding(tree: Tree, body: str) -> None:
    assert faults(tree, body) == []


@pytest.mark.parametrize(
    ("body", "kind", "target"),
    [
        ('<a href="nej.html">x</a>', "saknas", "nej.html"),
        ('<a href="sub/">x</a>', "saknas", "sub/"),
        ('<img src="nej.png" alt="">', "saknas", "nej.png"),
        ('<img srcset="bild.png 1x, nej.png 2x" alt="">', "saknas", "nej.png"),
        ('<video><source src="nej.mp4"></video>', "saknas", "nej.mp4"),
        ('<iframe src="nej.html"></iframe>', "saknas", "nej.html"),
        ('<form action="nej.html"></form>', "saknas", "nej.html"),
        ('<object data="nej.svg"></object>', "saknas", "nej.svg"),
        ('<script src="nej.js"></script>', "saknas", "nej.js"),
        ('<link rel="stylesheet" href="nej.css">', "saknas", "nej.css"),
        ('<link rel="next" href="nej.html">', "saknas", "nej.html"),
        ('<div style="background: url(nej.png)"></div>', "saknas", "nej.png"),
        ('<meta http-equiv="refresh" content="0; url=nej.html">', "saknas", "nej.html"),
        ('<a href="sub/sida.html/">x</a>', "saknas", "sub/sida.html/"),
        ('<a href="http://[x">x</a>', "saknas", "http://[x"),
        ('<a href="sub/sida.html#nej">x</a>', "ankare-saknas", "sub/sida.html#nej"),
        ('<a href="#nej">x</a>', "ankare-saknas", "#nej"),
        ('<a href="Sub/Sida.html">x</a>', "skiftlage", "Sub/Sida.html"),
        ('<img src="BILD.png" alt="">', "skiftlage", "BILD.png"),
        ('<p><a href="#">x</a></p>', "tom-lank", "#"),
        ('<p><a href="">x</a></p>', "tom-lank", ""),
        ('<img src="" alt="">', "tom-lank", ""),
        ('<a href="/sub/sida.html">x</a>', "fran-roten", "/sub/sida.html"),
        ('<a href="../x.html">x</a>', "utanfor", "../x.html"),
        ('<a href="javascript:x()">x</a>', "osaker", "javascript:x()"),
        ('<a href="file:///C:/x">x</a>', "osaker", "file:///C:/x"),
        ('<script src="https://cdn.example.org/x.js"></script>', "annan-server", "https://cdn.example.org/x.js"),
        ('<link rel="preconnect" href="//example.org">', "annan-server", "//example.org"),
        ('<img src="//example.org/x.png" alt="">', "annan-server", "//example.org/x.png"),
        ('<iframe src="https://example.org/"></iframe>', "annan-server", "https://example.org/"),
        ('<form action="https://example.org/"></form>', "annan-server", "https://example.org/"),
        ('<style>@import "https://example.org/x.css";</style>', "annan-server", "https://example.org/x.css"),
        ('<p id="a"></p><p id="a"></p>', "dubbelt-id", "a"),
    ],
)
def test_each_fault_is_found_with_its_line(tree: Tree, body: str, kind: str, target: str) -> None:
    (found,) = faults(tree, f"<p>rad fem</p>\n{body}")
    assert (found.page, found.kind, found.target) == ("index.html", kind, target)
    assert found.line == 6
    assert found.message.endswith((".", ")."))
    assert found.hint.endswith((".", "?"))


def test_hints_name_the_right_spelling(tree: Tree) -> None:
    body = '<a href="SUB/sida.html">x</a><a href="sida.html">x</a><a href="sub/sida.html#lage">x</a>'
    assert [found.hint for found in faults(tree, body)] == [
        "Filen heter sub/sida.html.",
        "Menade du sub/sida.html?",
        "Menade du #läge?",
    ]


def test_style_sheets_are_read_too(tree: Tree) -> None:
    css = '@font-face { src: url("https://fonts.example.org/a.woff2"), url(nej.woff2) }\n.b { x: url(../bild.png) }'
    found = list(check_site(tree({**FILES, "_static/a.css": css, "index.html": NAV})))
    assert [(item.page, item.kind) for item in found] == [
        ("_static/a.css", FindingKind.REMOTE),
        ("_static/a.css", FindingKind.MISSING),
    ]


def test_titles_and_reach(tree: Tree) -> None:
    root = tree(
        {
            "index.html": '<title>Start</title><a href="a.html">a</a>',
            "a.html": '<title>Start</title><form action="b.html"></form>',
            "b.html": "<title> </title>",
            "c.html": '<title>C</title><a href="d.html">d</a>',
            "d.html": '<title>D</title><a href="c.html">c</a>',
            "gammal.html": '<title>Start</title><meta http-equiv="refresh" content="0;url=a.html">',
            "404.html": '<title>Start</title><a href="/a.html">a</a><a href="/nej.html">a</a>',
        }
    )
    found = [(item.page, item.kind) for item in check_site(root)]
    assert found == [
        ("404.html", FindingKind.MISSING),
        ("a.html", FindingKind.SAME_TITLE),
        ("b.html", FindingKind.NO_TITLE),
        ("c.html", FindingKind.UNREACHABLE),
        ("d.html", FindingKind.UNREACHABLE),
    ]


def test_standalone_pages_may_lie_below_a_path(tree: Tree) -> None:
    root = tree({"index.html": "<p>x", "404.html": '<a href="/kb/index.html">x</a><a href="/index.html">x</a>'})
    assert [item.target for item in check_site(root, base_path="/kb")] == ["/index.html"]


def test_a_folder_without_a_site_is_a_finding(tmp_path: Path) -> None:
    assert [item.kind for item in check_site(tmp_path)] == [FindingKind.NO_SITE]
    assert [item.kind for item in check_site(tmp_path / "finns-inte")] == [FindingKind.NO_SITE]


def test_a_page_that_is_not_utf8_is_a_finding(tree: Tree) -> None:
    root = tree({"index.html": "<p>x"})
    (root / "b.html").write_bytes("<title>å</title>".encode("latin-1"))
    assert [(item.page, item.kind) for item in check_site(root)] == [("b.html", FindingKind.NOT_UTF8)]


def test_a_link_to_a_folder_needs_its_index_page(tree: Tree) -> None:
    root = tree({"index.html": '<a href="sub/">x</a><a href="sub">x</a>', "sub/index.html": '<a href="..">x</a>'})
    assert [(item.target, item.hint) for item in check_site(root)] == [("sub", "Länka till filen sub/index.html.")]


# myst-parser still uses a name that Sphinx 11 will remove, whenever a Markdown link is resolved.
@pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")
def test_a_placeholder_in_markdown_is_found_after_a_real_build(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser"]\nsuppress_warnings = ["myst.xref_missing"]\n')
    text = "# Start\n\n[hit](#)\n\n## Två\n\n```{contents}\n```\n"
    (tmp_path / "index.md").write_text(text, encoding="utf-8")
    with patch_docutils(tmp_path), docutils_namespace():
        out = tmp_path / "out"
        Sphinx(tmp_path, tmp_path, out, tmp_path / "d", "html", status=None, warning=None).build()
    found = [item for item in check_site(out) if item.page == "index.html"]
    assert [(item.kind, item.target) for item in found] == [(FindingKind.EMPTY, "#")]


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read_page(f"<a href='{text}'>{text}<meta http-equiv=refresh content='{text}'><img srcset='{text}'>")
    css_addresses(f"url({text}) @import '{text}'")


def test_a_thousand_pages_are_quick(tree: Tree) -> None:
    menu = "".join(f'<li><a class="reference internal" href="s{n}.html#x">{n}</a></li>\n' for n in range(100))
    body = f'<nav><ul id="x">{menu}</ul></nav>' + "<p>Vården behöver en gemensam miljö.</p>\n" * 200
    root = tree({f"s{n}.html": body for n in range(300)})
    start = "".join(f'<a href="s{n}.html">x</a>' for n in range(300))
    (root / "index.html").write_text(f"<title>S</title>{start}", encoding="utf-8")
    started = time.process_time()
    assert list(check_site(root)) == []
    # 1,000 pages take about 1 CPU second on a quiet machine; the bound leaves room for a slow one.
    assert time.process_time() - started < 2

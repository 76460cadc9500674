"""Bare Sphinx, without ``kb check``: a page cannot run code, lead out of the tree or fetch from elsewhere."""

from __future__ import annotations

import pytest
from sphinx_design.icons import get_octicon, list_octicons

from kunskapsbas.content import is_active, leads_elsewhere, scheme_of
from kunskapsbas.content.safety import is_plain_icon
from tests.content.project import Project, words

DESIGN = ('"sphinxcontrib.bibtex",', '"sphinxcontrib.bibtex", "sphinx_design",')


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://example.org", "https"),
        ("JavaScript:alert(1)", "javascript"),
        (" \x01javascript:alert(1)", "javascript"),
        ("java\tscr\nipt:alert(1)", "javascript"),
        ("../om.md#a:b", ""),
        ("//example.org/a:b", ""),
        ("", ""),
    ],
)
def test_the_scheme_is_the_one_that_a_browser_reads(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme


def test_addresses_of_other_places_and_files_that_run_code_are_known() -> None:
    assert [a for a in ("om.md", "/om.md", "//x.se", "\\\\x.se", "data:x") if leads_elsewhere(a)] == [
        "//x.se",
        "\\\\x.se",
        "data:x",
    ]
    assert [name for name in ("a.svg", "a.SVG", "a.html", "a.pdf", "a.png", "svg") if is_active(name)] == [
        "a.svg",
        "a.SVG",
        "a.html",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```{button-link} javascript:alert(1)\nText\n```", "sakerhet-adress"),
        (":::{card} Kort\n:link: JavaScript:alert(1)\nText\n:::", "sakerhet-adress"),
        ("{bdg-link-primary}`javascript:alert(1)`", "sakerhet-adress"),
        ('```{image} bild.png\n:alt: En ruta\n:target: "java\tscript:alert(1)"\n```', "sakerhet-adress"),
        ("```{toctree}\nX <javascript://x%0aalert(1)>\n```", "sakerhet-adress"),
        ("![En ruta](https://example.org/a.png)", "sakerhet-adress"),
        ("![En ruta](//example.org/a.png)", "sakerhet-adress"),
        ("![En ruta](../../evil.png)", "sakerhet-utanfor"),
        (":::{card} Kort\n:img-top: ../../evil.png\n:img-alt: En ruta\nText\n:::", "sakerhet-utanfor"),
        ("[x](../../evil.txt)", "sakerhet-utanfor"),
        ("{download}`../../evil.txt`", "sakerhet-utanfor"),
        ("[x](evil.svg)", "sakerhet-adress"),
        ("{download}`evil.html`", "sakerhet-adress"),
        ('{octicon}`report;1em;x" onclick="alert(1)`', "sakerhet-html"),
        ('{octicon}`report;1em;"><script>alert(1)</script>`', "sakerhet-html"),
        ("<script>alert(1)</script>", "sakerhet-html"),
        ("Text <img src=x onerror=alert(1)>.", "sakerhet-html"),
    ],
)
def test_what_no_page_may_hold_is_left_out_and_told(project: Project, text: str, code: str) -> None:
    project.change("conf.py", *DESIGN)
    for name in ("../evil.txt", "../evil.png", "about/evil.svg", "about/evil.html"):
        project.write(name, "<svg>HEMLIGT<script>alert(1)</script></svg>")
    project.change("about/om.md", "Mer text.", f"{text}\n\nMer text.")
    project.build()
    assert f"[kb.{code}]" in project.told
    assert "Mer text." in words(project.body("about/om"))
    body = project.body("about/om")
    assert body.css("script, [onclick], [onerror], img[src^='http'], img[src^='//']") == []
    assert not [node for node in body.css("[href]") if "script:" in "".join((node.attributes["href"] or "").split())]
    files = [path for path in (project.root / "out").rglob("*") if path.is_file() and "doctrees" not in path.parts]
    assert not [path for path in files if path.suffix != ".txt" and b"HEMLIGT" in path.read_bytes()]


def test_what_a_page_may_hold_is_kept_without_a_word(project: Project) -> None:
    project.change("conf.py", *DESIGN)
    project.write("about/evil.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    text = (
        "{octicon}`report;1em;sd-text-info`\n\n- [x] Klart\n\n[x](https://example.org) ![En ruta](evil.svg)\n\n"
        "{download}`bilden <bild.png>` rad\\\nrad\n"
    )
    project.change("about/om.md", "Mer text.", text)
    project.build()
    assert project.told == ""
    body = project.body("about/om")
    assert [len(body.css(it)) for it in ("svg.sd-octicon", "input[type=checkbox]", "img[alt='En ruta']")] == [1, 1, 1]
    assert body.css_matches("a[href^='../_downloads/']")


def test_every_icon_is_a_plain_one() -> None:
    assert all(is_plain_icon(get_octicon(name, classes=["a-b", "c"])) for name in list_octicons())
    assert not is_plain_icon(get_octicon("report", classes=['"><path', 'onclick="x"></path></svg>']))


def test_a_page_that_is_no_more_leaves_nothing_in_the_output(project: Project) -> None:
    project.write("about/bort.png", "bild")
    extra = project.text("about/om.md").replace("Om sidorna", "Bort").replace("bild.png", "bort.png")
    project.write("about/bort.md", f"{extra}\n\n{{download}}`bort.png`\n")
    project.build()
    out = project.root / "out"
    assert (out / "about/bort.html").exists()
    assert [path.name for path in out.rglob("bort.png")] == ["bort.png", "bort.png"]
    (project.root / "src/about/bort.md").unlink()
    project.build()
    assert not (out / "about/bort.html").exists()
    assert list(out.rglob("bort.png")) == []
    assert (out / "about/om.html").exists()
    assert (out / "_images/bild.png").exists()

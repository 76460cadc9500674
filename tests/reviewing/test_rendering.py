"""The summary and the page: what a page says is text in them, never markup, and the page is accessible."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from kunskapsbas.cli import main
from kunskapsbas.reviewing.comparing import GonePage, HandoutChange, PageChange, Review, compare_sites
from kunskapsbas.reviewing.page import review_page
from kunskapsbas.reviewing.placing import MARKER, ReviewError, place_review
from kunskapsbas.reviewing.summary import MOST_SIGNS, plain, summary
from kunskapsbas.reviewing.telling import visible
from kunskapsbas.reviewing.wording import Change, Mark, Piece, compare_words
from tests.axe import violations
from tests.content.small import make
from tests.reviewing.made import MOVED, page, site

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = """<script>alert(1)</script> </del></ins></p> ``` ~~~ **fet** [länk](javascript:x) ![b](x) &lt;b&gt; \\*
# Rubrik | --- | @alla #12 !34 ~etikett %mål $5 &6 :sm: /close https://ond.example www.ond.example <!-- --> """


@given(st.text(max_size=60) | st.sampled_from(HOSTILE.split(" ")))
def test_text_in_the_summary_is_that_text_and_nothing_else(text: str) -> None:
    for before, after in (("", ""), ("- **Tillagt**: ", ""), ("x <ins>", "</ins> y")):
        html = MARKDOWN.render(before + plain(text) + after)
        tree = LexborHTMLParser(html)
        assert {node.tag for node in tree.css("body *")} <= {"p", "ul", "li", "strong", "ins"}, html
        words = " ".join(visible(text).replace("\u2060", "").split())
        assert words in " ".join(tree.text().replace("\u2060", "").split())


def test_signs_that_show_nothing_or_turn_text_round_are_shown() -> None:
    assert visible("a\u202eb\x07c\u200bd\u00ade") == "a[U+202E]b[U+0007]c[U+200B]d\u00ade"
    page_of = Review(1, True, (PageChange("a", "T\u202e", ()),))
    assert "\u202e" not in review_page(page_of) + summary(page_of)


@pytest.mark.parametrize("text", ["@alla", "#12", "!34", "~etikett", "%mål", "$5", "&6", ":sm:", "/close", "a/b#1"])
def test_text_in_the_summary_calls_on_no_one(text: str) -> None:
    shown = LexborHTMLParser(MARKDOWN.render(plain(text))).text()
    assert not re.search(r"[@#!~%$&:/](?=[\wåäö])", shown)


def test_text_in_the_summary_makes_no_address() -> None:
    shown = LexborHTMLParser(MARKDOWN.render(plain("https://x.example/y www.x.example WWW.x.example")))
    assert not re.search(r"(?i)://\w|www\.", shown.text())


def hostile() -> Review:
    changes = (
        Change(HOSTILE, compare_words(f"{HOSTILE} gammalt", f"{HOSTILE} nytt")),
        Change("", (Piece(Mark.NEW, HOSTILE),)),
    )
    one = PageChange(HOSTILE, HOSTILE, changes, (HOSTILE,), '"><script>.html', '"><script>.html')
    return Review(
        3, True, (one,), (one,), (one,), (GonePage(HOSTILE, HOSTILE, '"><b>', HOSTILE, HOSTILE),),
        (HandoutChange(f"_pdf/{HOSTILE}.pdf", HOSTILE, True, True),),
    )  # fmt: skip


def test_a_hostile_page_adds_nothing_to_summary_or_page() -> None:
    text = summary(hostile())
    tree = LexborHTMLParser(MARKDOWN.render(text))
    assert not tree.css("script, a, img, h1, h5, table, pre, hr, s")
    assert not tree.css("code:not(:lexbor-contains('index.html'))")
    assert text.count("### ") == 5 + 2  # as many headings as parts and pages
    built = LexborHTMLParser(review_page(hostile()))
    assert not built.css("script, img, iframe, form, b, [onclick]")
    for link in built.css("a[href]"):
        assert re.match(r"#[a-z]+$|(fore|efter)/", link.attributes["href"] or ""), link.html


def test_the_summary_is_never_longer_than_a_host_takes() -> None:
    change = Change("", (Piece(Mark.NEW, "@ord " * 5000),))
    many = tuple(PageChange(f"a/{number}", f"Sida {number}", (change,) * 100) for number in range(500))
    text = summary(Review(500, True, many, many, many))
    assert len(text) <= MOST_SIGNS
    assert "Allt finns i förhandsvisningen" in text


def test_the_summary_shows_changes_with_a_little_of_what_stands_around_them() -> None:
    long = "Ord som inte har ändrats. " * 20
    change = Change("Läget", compare_words(f"{long}I mars. {long}", f"{long}I april. {long}"))
    text = summary(Review(1, True, (PageChange("a", "Möten", (change,)),)))
    (line,) = (line for line in text.splitlines() if "**Ändrat**" in line)
    assert "<del>mars</del>" in line
    assert "<ins>april</ins>" in line
    assert line.startswith("- **Ändrat** under ”Läget”: … ")
    assert len(line) < 300


def test_a_change_that_nobody_notices_is_said_to_be_none(tmp_path: Path) -> None:
    a, b = site(tmp_path / "a", {}), site(tmp_path / "b", {})
    assert "Läsarna märker ingen skillnad" in summary(compare_sites(a, b))
    assert "ingen tidigare webbplats" in summary(compare_sites(None, b))
    assert "Före" not in review_page(compare_sites(None, b))


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of a change of every kind."""
    root = tmp_path_factory.mktemp("gransk åäö")
    old = {
        "å/a.html": page("Sida å", "Det här hände i mars.", "Borttaget."),
        "g.html": page("Gammal", "x"), "h.html": page("Helt borta", "x"), "f.html": page("Följd", "x"),
        "_pdf/a.pdf": b"1",
    }  # fmt: skip
    new = {
        "å/a.html": page("Sida å", "Det här hände i april.", "Tillagt & <b>klart</b>."),
        "g.html": MOVED.format("n.html"), "n.html": page("Ny", "x"), "f.html": page("Följd", "y"),
        "_pdf/a.pdf": b"2",
    }  # fmt: skip
    before, after = make(root / "fore"), make(root / "efter")
    (after / "å").mkdir()
    (after / "å" / "a.md").write_text("x", encoding="utf-8")
    site(before / "_build" / "html", old)
    site(after / "_build" / "html", new)
    (after / "about" / "om.md").write_text("ändrad", encoding="utf-8")
    place_review(before, after, root / "granskning")
    return root / "granskning"


def test_every_address_of_the_page_leads_to_a_file(placed: Path) -> None:
    tree = LexborHTMLParser((placed / "index.html").read_text(encoding="utf-8"))
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    addresses = [link.attributes["href"] or "" for link in tree.css("a[href]")]
    assert "fore/%C3%A5/a.html" in addresses
    for address in addresses:
        assert address[1:] in ids if address.startswith("#") else (placed / unquote(address)).is_file(), address


def test_marks_are_words_too(placed: Path) -> None:
    tree = LexborHTMLParser((placed / "index.html").read_text(encoding="utf-8"))
    assert {" ".join(node.text().split()) for node in tree.css("details ins, .page ins")} >= {"[tillagt: april]"}
    assert {" ".join(node.text().split()) for node in tree.css("details del, .page del")} >= {"[borttaget: mars]"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_page_is_accessible_and_fits_its_window(browser: Browser, placed: Path, width: int, scheme: str) -> None:
    window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    view = window.new_page()
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto((placed / "index.html").as_uri())
    for summary_line in view.query_selector_all("details > summary"):
        summary_line.click()
    assert violations(view) == []
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert len(asked) == 1, "the page loads nothing but itself"
    heights = view.eval_on_selector_all(
        ".ways a, nav a, summary", "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    window.close()


def test_only_what_was_made_here_is_replaced(tmp_path: Path, placed: Path) -> None:
    one = site(tmp_path / "webb", {})
    (tmp_path / "mitt").mkdir()
    (tmp_path / "mitt" / "viktigt.txt").write_text("x", encoding="utf-8")
    for out in (tmp_path / "mitt", one, one / "inne", tmp_path, tmp_path / "mitt" / "viktigt.txt"):
        with pytest.raises(ReviewError, match="--out"):
            place_review(None, one, out)
    assert (tmp_path / "mitt" / "viktigt.txt").read_text(encoding="utf-8") == "x"
    place_review(None, one, tmp_path / "ut")
    place_review(one, one, tmp_path / "ut")
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        MARKER, "efter", "fore", "index.html", "sammanfattning.md",
    ]  # fmt: skip


def test_the_command_says_what_was_found_and_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "bas")
    monkeypatch.chdir(root)
    assert main(["review"]) == 2
    assert "innehåller ingen byggd webbplats" in capsys.readouterr().err
    site(root / "_build" / "html", {"a.html": page("A", "Två.")})
    site(tmp_path / "fore", {"a.html": page("A", "Ett.")})
    assert main(["review", "--before", "../fore"]) == 0
    said = capsys.readouterr().out
    assert "1 ändrad sida." in said
    assert "_build/granskning/index.html" in said
    assert main(["review", "--before", "finns-inte"]) == 2

"""Two sites: what readers will find changed, new or gone, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kunskapsbas.reviewing.article import read_article
from kunskapsbas.reviewing.comparing import Review, compare_sites
from kunskapsbas.reviewing.wording import Mark
from tests.reviewing.made import MOVED, page, site

Pages = dict[str, str | bytes]


def compare(tmp_path: Path, before: Pages, after: Pages, edited: set[str] | None = None) -> Review:
    return compare_sites(site(tmp_path / "fore", before), site(tmp_path / "efter", after), edited)


def told(review: Review) -> dict[str, list[str]]:
    """Return the text of each changed page's changes, marked."""
    signs = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "[+{}+]"}
    return {
        page.name: ["".join(signs[piece.mark].format(piece.text) for piece in change.pieces) for change in page.changes]
        for page in review.changed
    }


def test_a_changed_page_is_told_by_its_title_with_what_has_changed_and_where(tmp_path: Path) -> None:
    before = page("Möten", "Inget.", body='<section id="tid"><h2>Tid</h2><p>Klockan 8.</p></section>')
    review = compare(tmp_path, {"a/b.html": before}, {"a/b.html": before.replace("Klockan 8", "Klockan 9")})
    (changed,) = review.changed
    assert (changed.title, changed.name, changed.before, changed.after) == ("Möten", "a/b", "a/b.html", "a/b.html")
    assert [change.section for change in changed.changes] == ["Tid"]
    assert told(review) == {"a/b": ["Klockan [-8-][+9+]."]}


def test_what_is_not_the_page_s_own_is_no_change(tmp_path: Path) -> None:
    before = page("Möten", "Text.")
    after = before.replace("stil.css?v=1", "stil.css?v=2").replace("Meny", "Ny meny").replace("Sidfot", "Ny sidfot")
    after = after.replace("<p>", '<p class="ny">').replace("</article>", "<script>1</script></article>")
    assert compare(tmp_path, {"a.html": before}, {"a.html": after, "search.html": "y"}).nothing


def test_where_a_term_is_used_follows_from_other_pages(tmp_path: Path) -> None:
    uses = '<section class="kb-not-searched"><h2>Används på</h2><p>{}</p></section>'
    before, after = page("Modul", body=uses.format("Ena sidan")), page("Modul", body=uses.format("Andra sidan"))
    review = compare(tmp_path, {"a.html": before}, {"a.html": after})
    assert [page.name for page in review.followed] == ["a"]
    assert not review.changed


def test_a_page_that_nobody_has_edited_has_followed(tmp_path: Path) -> None:
    before = {"a.html": page("A", "Ett."), "b.html": page("B", "Ett.")}
    after = {"a.html": page("A", "Två."), "b.html": page("B", "Två.")}
    review = compare(tmp_path, before, after, {"a"})
    assert ([page.name for page in review.changed], [page.name for page in review.followed]) == (["a"], ["b"])


def test_pages_that_the_site_makes_have_followed(tmp_path: Path) -> None:
    review = compare(tmp_path, {}, {"reports/2025.html": page("År", "x"), "om.html": page("Om", "x")})
    assert [page.name for page in review.followed] == ["reports/2025"]
    assert [page.name for page in review.new] == ["om"]


def test_a_link_that_leads_elsewhere_is_told_though_the_words_are_the_same(tmp_path: Path) -> None:
    link = '<p><a class="reference external" href="https://{}.example/">Läs rapporten</a></p>'
    before, after = page("A", body=link.format("bra")), page("A", body=link.format("annan"))
    (changed,) = compare(tmp_path, {"a.html": before}, {"a.html": after}).changed
    assert changed.notes == (
        "Ny länk ut: ”Läs rapporten” till https://annan.example/",
        "Borttagen länk ut: ”Läs rapporten” till https://bra.example/",
    )


def test_a_picture_that_is_another_is_told(tmp_path: Path) -> None:
    text = page("A", body='<img alt="Fyra steg" src="../_images/bild.png">')
    review = compare(tmp_path, {"x/a.html": text}, {"x/a.html": text, "_images/bild.png": b"annan"})
    assert [changed.notes for changed in review.changed] == [("Bilden ”Fyra steg” är en annan.",)]


def test_an_anchor_that_is_gone_is_told(tmp_path: Path) -> None:
    before = page("A", body='<section id="tid"><h2>Tid</h2></section>')
    (changed,) = compare(tmp_path, {"a.html": before}, {"a.html": before.replace('"tid"', '"dag"')}).changed
    assert changed.notes == ("Rubrikens adress #tid finns inte längre. Länkar dit leder till sidans början.",)


def test_a_new_summary_is_told(tmp_path: Path) -> None:
    before, after = page("A", summary="Det gamla."), page("A", summary="Det nya.")
    assert told(compare(tmp_path, {"a.html": before}, {"a.html": after})) == {"a": ["Det [-gamla-][+nya+]."]}


def test_a_gone_address_tells_where_it_leads(tmp_path: Path) -> None:
    old = {"x/a.html": page("Gammal A", "Samma text."), "x/b.html": page("Gammal B", "Annat."), "data.csv": b"1"}
    new = {"y/a.html": page("Nya A", "Samma text."), "x/a.html": MOVED.format("../y/a.html#del")}
    review = compare(tmp_path, old, new)
    assert [(gone.name, gone.title, gone.leads_to, gone.goal) for gone in review.gone] == [
        ("x/a", "Gammal A", "y/a", "Nya A"),
        ("x/b", "Gammal B", "", ""),
        ("data.csv", "data.csv", "", ""),
    ]
    (moved,) = review.new
    assert moved.notes[0] == "Sidan har flyttat hit från x/a."
    assert [change.pieces[0].text for change in moved.changes] == ["Gammal "]


def test_an_address_that_led_on_and_does_not_any_more_is_gone(tmp_path: Path) -> None:
    review = compare(tmp_path, {"a.html": MOVED.format("index.html")}, {})
    assert [(gone.name, gone.leads_to) for gone in review.gone] == [("a", "")]


@pytest.mark.parametrize("goal", ["b.html", "a.html", "../../ut.html", "https://example.org/"])
def test_an_address_that_leads_on_in_a_ring_or_out_leads_nowhere(tmp_path: Path, goal: str) -> None:
    after: Pages = {"a.html": MOVED.format(goal), "b.html": MOVED.format("a.html")}
    review = compare(tmp_path, {"a.html": page("A", "x")}, after)
    assert [(gone.name, gone.leads_to) for gone in review.gone] == [("a", "")]


def test_handouts_are_compared_by_their_bytes(tmp_path: Path) -> None:
    before: Pages = {"_pdf/a.pdf": b"1", "_pdf/b.pdf": b"1", "_pdf/avsnitt/c.pdf": b"1"}
    after: Pages = {"_pdf/a.pdf": b"2", "_pdf/b.pdf": b"1", "_pdf/urval/d.pdf": b"1"}
    assert [(handout.path, handout.before, handout.after) for handout in compare(tmp_path, before, after).handouts] == [
        ("_pdf/a.pdf", True, True), ("_pdf/avsnitt/c.pdf", True, False), ("_pdf/urval/d.pdf", False, True),
    ]  # fmt: skip


def test_without_anything_to_compare_with_that_is_said(tmp_path: Path) -> None:
    review = compare_sites(None, site(tmp_path, {"a.html": page("A", "x")}))
    assert (review.compared, review.pages, review.nothing) == (False, 2, True)


TABLE = "<table><tr><th>Ort</th><td><p>Ett</p><ul><li>två</li></ul></td></tr></table>"


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Ett <b>fetst</b>ilt\nord</p>", ["Ett fetstilt ord"]),
        ("<ul><li>Ett<ul><li>Två</li></ul></li></ul>", ["Ett", "Två"]),
        (TABLE, ["Ort | Ett två"]),
        ("<dl><dt>Ord</dt><dd><p>Förklaring</p></dd></dl>", ["Ord", "Förklaring"]),
        ('<p>Se <img alt="Fyra steg"><br>här</p>', ["Se [Bild: Fyra steg] här"]),
        ("<details><summary>Mer</summary><p>Text</p></details>", ["Mer", "Text"]),
        ("<p>Öppet<div>Mer", ["Öppet", "Mer"]),
    ],
)
def test_a_page_s_text_is_read_block_by_block(html: str, texts: list[str]) -> None:
    assert [block.text for block in read_article(page("T", body=html)).blocks] == ["T", *texts]


def test_any_theme_and_any_depth_is_read() -> None:
    assert [block.text for block in read_article("<body><main><p>Text").blocks] == ["Text"]
    deep = "<blockquote>" * 5000 + "Text"
    assert [block.text for block in read_article(f"<article>{deep}</article>").blocks] == ["Text"]
    assert read_article("").blocks == ()

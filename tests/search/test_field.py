"""The directive ``{search-field}``."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.search.project import PAGES, build


def forms(path: Path) -> list[dict[str, str | None]]:
    """Give action, label and the field's name of each form the directive wrote."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    result = []
    for form in tree.css("form.kb-search-field"):
        label, field = form.css_first("label"), form.css_first("input[type=search]")
        assert label is not None
        assert field is not None
        assert label.attributes["for"] == field.attributes["id"]
        assert form.attributes["aria-labelledby"] == label.attributes["id"]
        assert (form.attributes["role"], form.attributes["method"]) == ("search", "get")
        names = {"action": form.attributes["action"], "label": label.text(), "name": field.attributes["name"]}
        result.append({**names, "id": field.attributes["id"]})
    return result


def test_form_leads_to_the_search_page(tmp_path: Path) -> None:
    out = build(tmp_path)
    (first,) = forms(out / "index.html")
    assert first == {"action": "search.html", "label": "Sök i kunskapsbasen", "name": "q", "id": "sokfalt-1"}
    named, plain = forms(out / "mapp" / "ett.html")
    assert (named["action"], named["label"]) == ("../search.html", "Sök bland <rapporter>")
    assert plain["id"] != named["id"]


def test_address_follows_the_builder(tmp_path: Path) -> None:
    (form,) = forms(build(tmp_path, "dirhtml") / "index.html")
    assert form["action"] == "search/"


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("xml", "index.xml"), ("singlehtml", "index.html")]
)
def test_form_is_left_out_where_there_is_no_search_page(tmp_path: Path, builder: str, file: str) -> None:
    text = (build(tmp_path, builder) / file).read_text(encoding="utf-8")
    assert "Sök i kunskapsbasen" not in text
    assert "SearchField" not in text


def test_only_the_page_of_hits_loads_the_search_at_once(tmp_path: Path) -> None:
    out = build(tmp_path)
    for path in out.rglob("*.html"):
        scripts = LexborHTMLParser(path.read_text(encoding="utf-8")).css("script")
        loading = [node for node in scripts if "_search/search.js" in (node.attributes.get("src") or "")]
        assert len(loading) == (path.name == "search.html"), path
        (small,) = [node.text() for node in scripts if "_search/search.js" in node.text()]
        assert len(small) < 1000


@pytest.mark.parametrize(
    ("builder", "name", "up"), [("html", "search.html", ""), ("dirhtml", "search/index.html", "../")]
)
def test_the_page_of_hits_leads_on_without_javascript(tmp_path: Path, builder: str, name: str, up: str) -> None:
    pages = {**PAGES, "index": PAGES["index"] + "   glossary/index\n", "glossary/index": "A till Ö\n========\n\nOrd.\n"}
    tree = LexborHTMLParser((build(tmp_path, builder, pages) / name).read_text(encoding="utf-8"))
    assert "behöver JavaScript" in tree.css_first("noscript").html
    links = {node.text(): node.attributes["href"] for node in tree.css(".kb-other-ways a")}
    assert links == {"Ordlistan från A till Ö": f"{up}glossary/" if up else "glossary/index.html"}


def test_without_lists_the_page_of_hits_leads_to_the_start_page(tmp_path: Path) -> None:
    tree = LexborHTMLParser((build(tmp_path) / "search.html").read_text(encoding="utf-8"))
    assert [node.attributes["href"] for node in tree.css(".kb-other-ways a")] == ["index.html"]


def test_a_new_script_is_written_into_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = build(tmp_path)
    monkeypatch.setattr("kunskapsbas.search.boot.client_script", lambda: "another")
    before = (out / "tva.html").read_text(encoding="utf-8")
    assert (build(tmp_path) / "tva.html").read_text(encoding="utf-8") != before

"""The directive ``{search-field}``."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.search.project import build


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


def test_script_is_loaded_on_the_search_page_only(tmp_path: Path) -> None:
    out = build(tmp_path)
    having = [path.name for path in out.rglob("*.html") if "kunskapsbas-search.js" in path.read_text(encoding="utf-8")]
    assert having == ["search.html"]
    assert (out / "_static" / "kunskapsbas-search.js").exists()

"""The list of headings on a page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from kunskapsbas.front.contents import page_contents


def listing(*headings: object) -> nodes.bullet_list:
    """Build what Sphinx collects: a heading is a text, or (text, headings below it)."""
    result = nodes.bullet_list()
    for heading in headings:
        text, below = heading if isinstance(heading, tuple) else (heading, ())
        reference = nodes.reference("", str(text), anchorname=f"#{text}")
        item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
        if below:
            item += listing(*below)
        result += item
    return result


def test_headings_below_the_title_are_listed_two_deep() -> None:
    html = page_contents(listing(("Titel", (("Ett", (("Under", ("Djupt",)),)), "Två & tre"))))
    assert html == (
        '<ul><li><a href="#Ett">Ett</a><ul><li><a href="#Under">Under</a></li></ul></li>'
        '<li><a href="#Två &amp; tre">Två &amp; tre</a></li></ul>'
    )


def test_one_heading_needs_no_list() -> None:
    assert page_contents(listing(("Titel", ("Ett",)))) == ""
    assert page_contents(listing("Titel")) == ""
    assert page_contents(None) == ""


def test_single_letters_need_no_list() -> None:
    assert page_contents(listing(("Ordlista", ("0–9", "A", "Ö")))) == ""

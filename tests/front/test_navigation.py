"""The site's tree and the lists made from it."""

from __future__ import annotations

import pytest

from kunskapsbas.front.navigation import Sidebar, SiteTree, build_tree, frame, own_address

INCLUDES = {"index": ["r/index", "s/index"], "r/index": ["r/1", "r/2", "r/plan"], "s/index": ["s/a"], "s/a": ["s/b"]}
TITLES = {
    "index": "Start", "r/index": "Rapporter", "r/1": "Ett", "r/2": "Två", "r/plan": "Plan & mål",
    "s/index": "Strategi", "s/a": "A", "s/b": "B", "lost": "Utanför",
}  # fmt: skip


@pytest.fixture
def tree() -> SiteTree:
    return build_tree("index", INCLUDES, TITLES, ["r/1", "r/2"])


def link(page: str) -> str:
    return f"../{page}.html"


def test_path_leads_from_the_section_to_the_page(tree: SiteTree) -> None:
    assert tree.path("s/b") == ("s/index", "s/a", "s/b")
    assert tree.path("index") == ()
    assert tree.path("lost") == ()


def test_sections_come_in_the_order_of_the_contents(tree: SiteTree) -> None:
    assert tree.sections() == ("r/index", "s/index")


def test_tree_does_not_depend_on_the_order_pages_were_read() -> None:
    shuffled = dict(reversed(INCLUDES.items()))
    assert build_tree("index", shuffled, TITLES) == build_tree("index", INCLUDES, TITLES)


def test_circular_contents_end() -> None:
    circle = build_tree("a", {"a": ["b"], "b": ["a", "b"]}, {"a": "A", "b": "B"})
    assert circle.path("b") == ("b",)


def test_page_in_two_places_belongs_nearest_the_root() -> None:
    twice = build_tree("a", {"a": ["b", "c"], "b": ["c"]}, {"a": "A", "b": "B", "c": "C"})
    assert twice.path("c") == ("c",)


def test_sidebar_lists_the_section_without_hidden_pages(tree: SiteTree) -> None:
    html = Sidebar(tree).html("r/plan", "r", link)
    assert html == (
        '<ul><li><a href="../r/index.html">Rapporter</a>'
        '<ul><li><a href="../r/plan.html" aria-current="page">Plan &amp; mål</a></li></ul></li></ul>'
    )


def test_sidebar_opens_only_the_way_to_the_page(tree: SiteTree) -> None:
    assert "s/b" not in Sidebar(tree).html("s/index", "s", link)
    assert "s/b" in Sidebar(tree).html("s/a", "s", link)


def test_hidden_pages_in_one_folder_share_one_string(tree: SiteTree) -> None:
    sidebar = Sidebar(tree)
    first = sidebar.html("r/1", "r", link)
    assert sidebar.html("r/2", "r", link) is first
    assert "aria-current" not in first


def test_sidebar_is_empty_outside_the_tree(tree: SiteTree) -> None:
    assert Sidebar(tree).html("lost", "", link) == ""


def test_frame_changes_with_what_the_page_shows_of_others(tree: SiteTree) -> None:
    names = {"r/index": "Rapporter"}
    renamed = build_tree("index", INCLUDES, {**TITLES, "r/2": "Nytt namn"}, ["r/1", "r/2"])
    assert frame(tree, "r/1", ("r/index", "r/2"), names) != frame(renamed, "r/1", ("r/index", "r/2"), names)
    assert frame(tree, "s/a", ("s/index", "s/b"), names) == frame(renamed, "s/a", ("s/index", "s/b"), names)
    assert frame(tree, "s/a", (None, None), names) != frame(tree, "s/a", (None, None), {"r/index": "Serien"})


@pytest.mark.parametrize(("target", "address"), [("r/1.html", "1.html"), ("r/", "./"), ("", "./")])
def test_link_to_the_page_itself_is_no_placeholder(target: str, address: str) -> None:
    assert own_address(target) == address

"""``{example}`` in a project that has nothing else of ours: one text, shown as written and as read."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.errors import SphinxError

from kunskapsbas.content.nodes import EXAMPLE, container, paragraph
from kunskapsbas.examples.showing import SHOWN, STYLESHEET, WRITTEN
from kunskapsbas.search.passages import read_passages
from tests.search.project import build

RST = "Start\n=====\n\n.. example::\n\n   Ett *ord* & <b>tecken</b>.\n\n   - en punkt\n\n.. toctree::\n\n   utan\n"
MYST = """# Start

`````{example}
### En rubrik

Ett *ord*.[^not]

[^not]: En not.

````{example}
Inre **text**.
````
`````

```{toctree}
utan
```
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in reStructuredText."""
    pages = {"index": RST, "utan": "Utan\n====\n\nInget exempel.\n"}
    return build(tmp_path_factory.mktemp("rst"), pages=pages, extensions=["kunskapsbas.examples"])


def first(page: Path, query: str) -> LexborNode:
    found = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first(query)
    assert found is not None, query
    return found


def test_the_source_stands_beside_what_readers_see(plain: Path) -> None:
    box = first(plain / "index.html", ".kb-example")
    source, shown = box.css_first(".kb-example-source"), box.css_first(".kb-example-shown")
    assert source is not None
    assert shown is not None
    assert source.css_first("pre").text() == "Ett *ord* & <b>tecken</b>.\n\n- en punkt\n"
    assert shown.css_first("em").text() == "ord"
    assert shown.css_first("li").text().strip() == "en punkt"
    assert [node.text() for node in box.css("p.kb-example-label")] == [WRITTEN, SHOWN]


def test_html_in_an_example_is_text_on_both_sides(plain: Path) -> None:
    assert not first(plain / "index.html", ".kb-example").css("b")


def test_only_a_page_with_examples_fetches_their_style_sheet(plain: Path) -> None:
    assert STYLESHEET in (plain / "index.html").read_text(encoding="utf-8")
    assert STYLESHEET not in (plain / "utan.html").read_text(encoding="utf-8")
    assert (plain / "_static" / STYLESHEET).is_file()


def test_in_markdown_headings_notes_and_an_example_in_an_example_are_shown_too(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "index.md").write_text(MYST, encoding="utf-8")
    pages = {"utan": "Utan\n====\n\nInget exempel.\n"}
    out = build(tmp_path, pages=pages, extensions=["myst_parser", "kunskapsbas.examples"])
    box = first(out / "index.html", ".kb-example")
    assert box.css_first("h3.rubric").text() == "En rubrik"
    assert [node.text().strip() for node in box.css(".kb-example-source pre")][1] == "Inre **text**."
    assert first(out / "index.html", "aside.footnote").text().strip().endswith("En not.")


def test_an_empty_example_is_told_of(tmp_path: Path) -> None:
    with pytest.raises((AssertionError, SphinxError), match="example"):
        build(tmp_path, pages={"index": "Start\n=====\n\n.. example::\n"}, extensions=["kunskapsbas.examples"])


def test_the_search_finds_a_page_by_its_text_and_not_by_its_examples() -> None:
    document = nodes.document(None, None)
    document += nodes.section(
        "", nodes.title("", "Sidan"), paragraph("Så gör du."), container(EXAMPLE, paragraph("Ett exempel."))
    )
    title, passages = read_passages(document)
    assert title == "Sidan"
    assert [passage.text for passage in passages] == ["Så gör du."]

"""``{example}``: its content is shown twice, as it is written and as it is read. One text, so the two cannot differ.

Made of docutils' own nodes: every builder knows them, and on paper the result stands below the source. Nothing runs
that the page could not hold by itself, for the content is read as any other text of the page.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..content.browser import add_style
from ..content.nodes import EXAMPLE, container, paragraph

STYLESHEET = "kunskapsbas-examples.css"
WRITTEN, SHOWN = "Du skriver", "Läsaren ser"


class Example(SphinxDirective):
    """``{example}``: the content as source, then the content itself."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the box with both. The search takes neither: a page is found by what it says, not by its examples."""
        self.assert_has_content()
        text = "\n".join(self.content)
        markup = "rst" if PurePath(self.env.doc2path(self.env.docname)).suffix == ".rst" else "markdown"
        source = nodes.literal_block(text, text, language=markup)
        self.set_source_info(source)
        shown = container("kb-example-shown", _label(SHOWN))
        self.state.nested_parse(self.content, self.content_offset, shown)
        for heading in shown.findall(nodes.rubric):
            if "level" in heading:  # what myst-parser makes of a heading that is not the page's own
                heading["heading-level"] = heading["level"]
        return [container(EXAMPLE, container("kb-example-source", _label(WRITTEN), source), shown)]


def _label(words: str) -> nodes.paragraph:
    return paragraph(words, classes=["kb-example-label"])


def _style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a page with examples, and no other, fetch the style sheet."""
    if doctree is not None and any(EXAMPLE in node["classes"] for node in doctree.findall(nodes.container)):
        add_style(app, STYLESHEET)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("example", Example)
    app.connect("html-page-context", _style)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}

"""``{open-questions}``: every question the sources leave open, from the front matter of the pages that own them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .. import __version__
from ..content import Library, OpenQuestion
from ..content.extension import library_of, note_use
from ..content.nodes import cite, fields, missing, page_link, paragraph, section


class OpenQuestions(SphinxDirective):
    """``{open-questions}``: a section for each page that leaves questions open, and in it one for each question.

    The anchor of a question is its id, so that pages and search can lead straight to it.
    """

    def run(self) -> list[nodes.Node]:
        """Return the sections, in the order of the pages' addresses."""
        note_use(self.env, "questions", "pages")
        library = library_of(self.env)
        groups = groupby(library.questions, lambda pair: pair[1])
        return [self._page(library, docname, [question for question, _ in group]) for docname, group in groups]

    def _page(self, library: Library, docname: str, questions: Sequence[OpenQuestion]) -> nodes.section:
        title = library.pages[docname].title
        anchor = f"fragor-{docname.replace('/', '-')}"
        home = paragraph("Läs mer: ", page_link(self.env, docname, title), ".")
        made = [self._question(library, question) for question in questions]
        return section(self.state.document, anchor, title, home, *made)

    def _question(self, library: Library, question: OpenQuestion) -> nodes.section:
        sources = cite(self.state.document, self.env, library, question.sources)
        words = ", ".join(question.search_words)
        facts = fields(
            (
                ("Det här säger källorna", [f"{question.known} ", *sources]),
                ("Det här saknas", [question.missing, " ", missing("Saknas i källorna")]),
                ("Kan svara", [question.answered_by]),
                ("Så fylls luckan", [question.how]),
                ("Andra ord för samma sak", [words] if words else []),
            )
        )
        return section(self.state.document, question.id, question.question, facts)


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive."""
    app.add_directive("open-questions", OpenQuestions)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

"""``{open-questions}``: every question the sources leave open, from the front matter of the pages that own them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from .. import __version__
from ..content import Library, OpenQuestion, unknown_question
from ..content.extension import library_of, note_use
from ..content.nodes import cite, fields, missing, page_link, paragraph, section
from ..content.telling import tell
from ..swedish import full_stop


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
        home = paragraph("Läs mer: ", page_link(self.env.docname, docname, title), full_stop(title))
        made = [self._question(library, question) for question in questions]
        part = section(self.state.document, anchor, title, home, *made)
        part["kb_questions"] = True
        return part

    def _question(self, library: Library, question: OpenQuestion) -> nodes.section:
        sources = cite(self.state.document, self.env, library, question.sources)
        words = ", ".join(question.search_words)
        facts = fields(
            (
                ("Det här säger källorna", [f"{question.known} ", *sources]),
                ("Det här saknas", [question.missing, " ", missing("Saknas i källorna")]),
                ("Kan svara", [question.answered_by]),
                ("Så fylls luckan", [question.how]),
                ("Sökord", [words] if words else []),
            )
        )
        return section(self.state.document, question.id, question.question, facts)


class QuestionRole(ReferenceRole):
    """``{question}`id` `` or ``{question}`other words <id>` ``: a link to an open question's own section."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; an unknown question is told with the nearest id."""
        note_use(self.env, "questions")
        library = library_of(self.env)
        questions = {question.id: question for question, _ in library.questions}
        if self.target not in questions:
            tell(unknown_question(library, "", 0, 0, self.target), self.get_location())
            return [nodes.inline(self.title, self.title)], []
        words = self.title if self.has_explicit_title else questions[self.target].question
        node = addnodes.pending_xref(
            "",
            nodes.inline(words, words),
            refdomain="",
            reftype="kb-question",
            reftarget=self.target,
            refdoc=self.env.docname,
            refwarn=True,
        )
        self.set_source_info(node)
        return [node], []


def _note_home(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which page lists the questions: links lead there."""
    if any(node.get("kb_questions") for node in doctree.findall(nodes.section)):
        app.env.metadata[app.env.docname]["kb_questions"] = "yes"


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    if node.get("reftype") != "kb-question":
        return None
    home = next((name for name in sorted(env.metadata) if "kb_questions" in env.metadata[name]), None)
    if home is None:
        return None
    uri = app.builder.get_relative_uri(node["refdoc"], home)
    return nodes.reference("", "", *content.children, internal=True, refuri=f"{uri}#{node['reftarget']}")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive and the role."""
    app.add_directive("open-questions", OpenQuestions)
    app.add_role("question", QuestionRole())
    app.connect("doctree-read", _note_home)
    app.connect("missing-reference", _resolve)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

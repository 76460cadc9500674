"""``{handout-list}``: the handouts there are, each with its number of pages, its size and its day.

What is known of the files is what the PDF builders have written down (setting ``handout_made``). Without it, as in a
bare HTML build or on paper, the list tells what the handouts hold but leads nowhere.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from kunskapsbas.content.extension import library_of, note_use
from kunskapsbas.content.handouts import HANDOUT_FOLDER, book_handout, named_handout, section_handout, sections
from kunskapsbas.content.nodes import bullets, container, paragraph
from kunskapsbas.handout.builder import day_in_words
from kunskapsbas.handout.document import tree_parts
from kunskapsbas.handout.made import Made, read_made
from kunskapsbas.handout.publications import page_title
from kunskapsbas.swedish import size_words

_WORDS = {
    "sv": {
        "one": "1 sida", "many": "{} sidor", "as_of": "Läget den {}", "edition": "Utgåva den {}", "decimal": ",",
        "for": "För: {}.", "holds": "Innehåll: {}", "whole": "Avsnittet {}", "start": "Startsidan",
    },
    "en": {
        "one": "1 page", "many": "{} pages", "as_of": "As of {}", "edition": "Edition of {}", "decimal": ".",
        "for": "For: {}.", "holds": "Holds: {}", "whole": "The section {}", "start": "The start page",
    },
}  # fmt: skip
_LISTS = "handout_lists"


class handout_list(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """Where a list of handouts comes when all pages are known; ``group`` says which."""


class HandoutList(SphinxDirective):
    """``{handout-list} GROUP``: ``named`` (those of handouts.toml), ``whole`` (the book and whole sections), or a page.

    A page's name gives its own handout and those of all pages below it in the tables of contents.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the list is made when the page is written."""
        group = self.arguments[0].strip()
        if group not in ("named", "whole", *self.env.found_docs):
            hint = "Skriv named, whole eller en sidas sökväg, till exempel strategy/index."
            raise self.error(f"{{handout-list}}: {group} finns inte. {hint}")
        note_use(self.env, "handouts")
        self.env.metadata[self.env.docname][_LISTS] = "1"
        node = handout_list(group=group)
        self.set_source_info(node)
        return [node]


class FillLists(SphinxPostTransform):
    """Puts the lists where the placeholders are."""

    default_priority = 5  # before references are resolved (10)

    def run(self, **kwargs: Any) -> None:
        """Replace every placeholder in this document."""
        for node in list(self.document.findall(handout_list)):
            lister = _Lister(self.app, self.env.docname)
            items = list(lister.items(node["group"]))
            node.replace_self([container("kb-handouts", bullets(items), searched=False)] if items else [])


class _Lister:
    """Makes the lists of one page."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self._app, self._env = app, app.env
        self._folder = posixpath.dirname(app.builder.get_target_uri(docname))
        made = app.config.handout_made if app.builder.format == "html" else ""
        self._made = read_made(Path(made)) if made else {}
        self._words = _WORDS["sv" if app.config.language.startswith("sv") else "en"]

    def items(self, group: str) -> Iterator[list[nodes.Node]]:
        """Yield the items of a group, each a title with a link and a line of facts."""
        config, children = self._app.config, self._env.toctree_includes
        if group == "named":
            for key, handout in library_of(self._env).handouts.items():
                about = f"{self._words['for'].format(handout.audience)} {self._holds(handout.pages)}"
                yield self._item(named_handout(key), handout.title, about)
        elif group == "whole":
            yield self._item(book_handout(config.handout_book_name, config.project), config.project)
            yield self._item(config.root_doc, self._words["start"])
            homes = sections(config.root_doc, children)
            for part in tree_parts(config.root_doc, children, 1):
                if part.docname in homes:
                    title = self._words["whole"].format(page_title(self._env, part.docname))
                    yield self._item(section_handout(part.docname), title)
        else:
            for part in tree_parts(group, children, 0):
                yield self._item(part.docname, page_title(self._env, part.docname))

    def _holds(self, docnames: Iterable[str]) -> str:
        return self._words["holds"].format("; ".join(page_title(self._env, name) for name in docnames))

    def _item(self, name: str, title: str, about: str = "") -> list[nodes.Node]:
        made = self._made.get(name)
        if made is None:
            return [paragraph(nodes.strong("", title)), *([paragraph(about)] if about else [])]
        address = posixpath.relpath(f"{HANDOUT_FOLDER}/{name}.pdf", self._folder or ".")
        link = nodes.reference("", title, internal=True, refuri=address)
        facts = paragraph(" · ".join(self._facts(made)))
        return [paragraph(link), *([paragraph(about)] if about else []), facts]

    def _facts(self, made: Made) -> Iterator[str]:
        yield "PDF"
        yield self._words["one"] if made.pages == 1 else self._words["many"].format(made.pages)
        yield size_words(made.size, self._words["decimal"])
        day, words = (made.as_of, "as_of") if made.as_of else (self._app.config.handout_date, "edition")
        if day:
            shown = day_in_words(datetime.date.fromisoformat(day), self._app.config.language)
            yield self._words[words].format(shown)


def pages_with_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages to write again at every build: what they tell of the files changes without them."""
    return sorted(name for name, facts in env.metadata.items() if _LISTS in facts and name in env.found_docs)

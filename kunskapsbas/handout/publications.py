"""Which PDF files there are: the book, and the handouts of pages, sections, packages and selections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from kunskapsbas.content.extension import library_of
from kunskapsbas.content.handouts import book_handout, named_handout, section_handout, sections
from kunskapsbas.handout import document
from kunskapsbas.handout.builder import TypstBuilder
from kunskapsbas.handout.document import Part, Publication

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_SELECTION = "selection"


def page_title(env: BuildEnvironment, docname: str) -> str:
    """Give a page's title; its name where it has none."""
    title = env.titles.get(docname, nodes.title()).astext()
    return title if title and title != "<no title>" else docname


class BookBuilder(TypstBuilder):
    """``bookpdf``: the whole project in one PDF, in the order of the table of contents."""

    name = "bookpdf"
    epilog = "Boken finns i %(outdir)s."

    def publications(self) -> list[Publication]:
        """Give the book."""
        settings = self.config
        name = book_handout(settings.handout_book_name, settings.project)
        title = settings.handout_book_title or settings.project
        parts = document.tree_parts(settings.root_doc, self.env.toctree_includes, 1)
        return [Publication(name, "book", title, parts)]


class HandoutBuilder(TypstBuilder):
    """``handoutpdf``: each page, each whole section, each named handout, or one selection of pages."""

    name = "handoutpdf"
    epilog = "Utskrifterna finns i %(outdir)s."

    def publications(self) -> list[Publication]:
        """Give the selection where one is asked for, the pages of handout_pages, or every handout there is."""
        if selection := self._existing("handout_selection"):
            return [self._selection(selection)]
        if self.config.handout_pages:
            return [self._alone(name) for name in sorted(self._existing("handout_pages"))]
        return [*map(self._page, sorted(self.env.found_docs)), *self._sections(), *self._named()]

    def known_names(self) -> Set[str]:
        """Give every handout there is: that of a page not chosen this time stays."""
        every = (*self._sections(), *self._named())
        return self.env.found_docs | {publication.name for publication in every} | {_SELECTION}

    def _page(self, docname: str) -> Publication:
        return Publication(docname, "handout", page_title(self.env, docname), (Part(docname, 0),), docname)

    def _section(self, home: str) -> Publication:
        parts = document.tree_parts(home, self.env.toctree_includes, 0)
        return Publication(section_handout(home), "handout", page_title(self.env, home), parts, home)

    def _alone(self, name: str) -> Publication:
        return self._section(name.removesuffix("/")) if name.endswith("/") else self._page(name)

    def _sections(self) -> Iterator[Publication]:
        return map(self._section, sections(self.config.root_doc, self.env.toctree_includes))

    def _named(self) -> Iterator[Publication]:
        for key, handout in library_of(self.env).handouts.items():
            yield self._together(named_handout(key), handout.title, handout.pages, handout.audience)

    def _selection(self, names: list[str]) -> Publication:
        """Give the chosen pages; without a title of their own they have the only one's, or the project's."""
        only = self._alone(names[0]).title if len(names) == 1 else self.config.project
        return self._together(_SELECTION, self.config.handout_title or only, names)

    def _together(self, name: str, title: str, names: Sequence[str], audience: str = "") -> Publication:
        """Give pages and sections under a common title; a single one keeps the levels of its own headings."""
        if len(names) == 1:
            return replace(self._alone(names[0]), name=name, title=title, audience=audience)
        found: dict[str, Part] = {}
        for item in names:
            below = self.env.toctree_includes if item.endswith("/") else {}
            for part in document.tree_parts(item.removesuffix("/"), below, 1):
                found.setdefault(part.docname, part)
        return Publication(name, "handout", title, tuple(found.values()), audience=audience)

    def _existing(self, setting: str) -> list[str]:
        """Give the pages that a setting names, in its order; one that does not exist gives a warning.

        A slash after a page's name means the page and all pages below it.
        """
        wanted = dict.fromkeys(name.strip() for name in self.config[setting] if name.strip())
        unknown = [name for name in wanted if name.removesuffix("/") not in self.env.found_docs]
        for name in unknown:
            message = "%s: sidan %r finns inte. Skriv sidans sökväg utan filändelse."
            logger.warning(message, setting, name, type="handout", subtype="page")
        return [name for name in wanted if name not in unknown]

"""The role ``{link}``: a link by its name in links.toml, with the same address on every page."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole

from .. import __version__
from ..content import unknown_link
from ..content.extension import library_of, note_use
from ..content.model import Access, Link
from ..content.nodes import UNLINKED, mark, missing
from ..content.telling import tell


class RegisterRole(ReferenceRole):
    """``{link}`id` `` or ``{link}`other words <id>` ``: the register's title and address."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or its words with "adress saknas" where the register has no address."""
        note_use(self.env, "links")
        library = library_of(self.env)
        link = library.links.get(self.target)
        if link is None:
            tell(unknown_link(library, "", 0, 0, self.target), self.get_location())
            return [nodes.inline(self.title, self.title)], []
        return register_nodes(link, self.title if self.has_explicit_title else link.title), []


def register_nodes(link: Link, words: str) -> list[nodes.Node]:
    """Return the nodes of a registered link with the given words."""
    if not link.href:
        return [mark(words, UNLINKED), nodes.Text(" "), missing("adress saknas")]
    made: list[nodes.Node] = [nodes.reference("", words, internal=False, refuri=link.href)]
    if link.access is Access.INTRANET:
        made += [nodes.Text(" (kräver inloggning på intranätet)")]
    return made


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the role."""
    app.add_role("link", RegisterRole())
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

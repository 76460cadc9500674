"""Links to terms: the role ``{term}`` takes a term's address, title or any of its forms."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from ..content import unknown_term
from ..content.extension import library_of, note_use
from ..content.nodes import term_link
from ..content.telling import tell


class TermRole(XRefRole):
    """``{term}`modulerna` `` or ``{term}`delarna <modul>` ``.

    What the library does not know is left to Sphinx's own glossary, so that the role keeps working in any project.
    """

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link to the term's page, or Sphinx's ordinary reference."""
        note_use(self.env, "term_forms")
        term = library_of(self.env).term_for(self.target)
        if term is None:
            return super().create_xref_node()
        node = term_link(self.env, term, self.title)
        self.set_source_info(node)
        return [node], []


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Turn a link to a term into ``a.term`` with the address the builder gives its page."""
    if node.get("reftype") != "kb-term":
        return None
    uri = app.builder.get_relative_uri(node["refdoc"], node["reftarget"])
    return nodes.reference("", "", *content.children, internal=True, refuri=uri, classes=["term"])


def _explain(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Name the nearest terms when a ``{term}`` leads nowhere."""
    if domain is None or domain.name != "std" or node["reftype"] != "term":
        return None
    library = library_of(app.env)
    if not library.terms:
        return None
    tell(unknown_term(library, "", 0, 0, node["reftarget"]), node)
    return True


def setup(app: Sphinx) -> dict[str, Any]:
    """Take over ``{term}`` and resolve links to terms."""
    role = TermRole(innernodeclass=nodes.inline, warn_dangling=True)
    app.add_role_to_domain("std", "term", role, override=True)
    app.connect("missing-reference", _resolve)
    app.connect("warn-missing-reference", _explain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

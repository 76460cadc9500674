"""The roles ``{cite:…}`` that say so when their text is not a citation, where the stock ones stop the whole build."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from ..content import cited_keys, wrong_citation
from ..content.telling import tell


class CheckedCiteRole(CiteRole):
    """A citation; a malformed one is told and shown as it was written."""

    def result_nodes(self, document: nodes.document, env: Any, node: nodes.Element, is_ref: bool) -> Any:
        """Return the citation, or the words of one that cannot be read."""
        if cited_keys(self.target):
            return super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]
        tell(wrong_citation("", 0, 0, self.target), self.get_location())
        return [nodes.inline(self.target, self.target)], []


def setup(app: Sphinx) -> None:
    """Take the place of the stock roles."""
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCiteRole(), override=True)

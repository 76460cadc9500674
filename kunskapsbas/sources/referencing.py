"""How a citation looks in running text: [VGR 2025a; EFN 2025], or the title and then the label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle
from sphinxcontrib.bibtex.style.template import entry_label, join, join2, post_text, pre_text, reference

from . import words


def _brackets() -> BracketStyle:
    """Return square brackets; a semicolon parts the labels, because labels hold spaces and dates."""
    return BracketStyle(left="[", right="]", sep="; ")


@dataclass
class SwedishReferenceStyle(BaseReferenceStyle):
    """One style for every role of the bibtex domain, in Swedish. Sources have publishers, seldom authors."""

    bracket: BracketStyle = field(default_factory=_brackets)

    def role_names(self) -> Iterable[str]:
        """Return the roles it knows: all that sphinxcontrib-bibtex offers."""
        from sphinxcontrib.bibtex.domain import BibtexDomain  # here, or it would be a circle

        return BibtexDomain._role_names

    def outer(self, role_name: str, children: list[Any]) -> Any:
        """Return the template around all references of one role: brackets for the parenthetical ones."""
        return self.bracket.outer(children, brackets=role_name in {"p", "ps"} or role_name.endswith(("par", "pars")))

    def inner(self, role_name: str) -> Any:
        """Return the template of one reference."""
        if role_name == "empty":
            return join[""]
        label = join2(sep1=" ", sep2=", ")[pre_text, reference[entry_label], post_text]
        if role_name in {"t", "ts", "ct", "cts"}:
            return join[_title, " [", label, "]"]
        if "author" in role_name:
            return reference[_publisher]
        return reference[_year] if role_name.startswith("year") else label


def _field_node(name: str, read: Any) -> Any:
    """Return a pybtex template node that gives a plain text made from the cited entry."""
    from pybtex.richtext import Text
    from pybtex.style.template import Node

    return Node(name, lambda children, data: Text(read(data["entry"])))


_title = _field_node("title", lambda entry: words.plain(entry.fields.get("title", entry.key)))
_publisher = _field_node("publisher", lambda entry: words.publisher(entry.fields) or entry.key)
_year = _field_node("year", lambda entry: words.label_year(entry.fields.get("date", ""), entry.fields.get("year", "")))

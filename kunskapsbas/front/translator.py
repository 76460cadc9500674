"""Repairs to the HTML that docutils and the theme write, made where it is written and not afterwards."""

from __future__ import annotations

import types
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


PERMALINK = '<a class="headerlink"'
TASK_BOX = '<input class="task-list-item-checkbox"'


class AccessibleTranslatorMixin:
    """Goes in front of the HTML translator in use, whichever it is."""

    body: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table_names: dict[str, int] = {}

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **attributes: Any) -> str:
        """Mend what docutils writes.

        ``doc-biblioentry`` becomes ``listitem``: ARIA 1.2 has withdrawn the former, and the parent is a list. A header
        cell says whether it heads a column or a row (WCAG technique H63).
        """
        if attributes.get("role") == "doc-biblioentry":
            attributes["role"] = "listitem"
        if tagname == "th" and isinstance(node, nodes.entry):
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        tag: str = super().starttag(node, tagname, *args, **attributes)  # type: ignore[misc]
        return tag

    def visit_table(self, node: nodes.table) -> None:
        """Put the table in a box of its own that scrolls sideways, can be reached by keyboard and has a name."""
        name = escape(self._table_name(node))
        self.body.append(f'<div class="kb-scroll" role="region" aria-label="{name}" tabindex="0">')
        super().visit_table(node)  # type: ignore[misc]

    def depart_table(self, node: nodes.table) -> None:
        """Close the box that :meth:`visit_table` opened."""
        super().depart_table(node)  # type: ignore[misc]
        self.body.append("</div>\n")

    def visit_raw(self, node: nodes.raw) -> None:
        """Give the boxes of a task list a name; MyST writes them as raw HTML without one."""
        try:
            super().visit_raw(node)  # type: ignore[misc]
        finally:
            if TASK_BOX in self.body[-1]:
                self.body[-1] = self.body[-1].replace(TASK_BOX, f'{TASK_BOX} aria-label="Klart"')

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Say which heading the link beside it leads to; by itself the link is only called "#"."""
        written = len(self.body)
        super().add_permalink_ref(node, title)  # type: ignore[misc]
        heading = node.next_node(nodes.title) if isinstance(node, nodes.section) else None
        name = f"{title}: {heading.astext()}" if heading is not None else title
        self.body[written:] = [
            part.replace(PERMALINK, f'{PERMALINK} aria-label="{escape(name)}"') for part in self.body[written:]
        ]

    def _table_name(self, node: nodes.table) -> str:
        """Give the caption, or the heading above, numbered where a page has several with the same name."""
        caption = next(iter(node.findall(nodes.title)), None)
        name = caption.astext() if caption is not None else _heading_above(node)
        name = f"Tabell: {name}" if name else "Tabell"
        count = self._table_names[name] = self._table_names.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"


def _heading_above(node: nodes.Node) -> str:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section):
            title = parent.next_node(nodes.title)
            return title.astext() if title is not None else ""
        parent = parent.parent
    return ""


def install(app: Sphinx) -> None:
    """Put the mixin in front of every HTML translator in use (the theme wraps them in the same way, just before)."""
    if app.builder.format != "html":
        return
    in_use: dict[str, Any] = dict(app.registry.translators)
    if not in_use:
        default = getattr(app.builder, "default_translator_class", None)
        if default is None:
            return
        in_use = {app.builder.name: default}
    for name, translator in in_use.items():
        bases = (AccessibleTranslatorMixin, translator)
        app.set_translator(name, types.new_class("AccessibleTranslator", bases), override=True)

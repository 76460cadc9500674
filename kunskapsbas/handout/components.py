"""The components of sphinx-design: cards, grids, tabs, dropdowns, steps, asides, badges. Named, not styled.

sphinx-design is not imported: its nodes are recognised by the attribute ``design_component``, so projects
without it work as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from kunskapsbas.handout.inspection import classes
from kunskapsbas.handout.markup import block, call, rows

_COLUMNS = re.compile(r"sd-row-cols-(?:md|lg)-(\d+)")


class ComponentMixin:
    """What the translator does with containers; it relies on the translator's capture, inside and link."""

    if TYPE_CHECKING:

        def capture(self, *items: nodes.Node) -> str: ...
        def inside(self, node: nodes.Element) -> str: ...
        def link(self, node: nodes.Element, content: str) -> str: ...
        def listing(self, node: nodes.Element) -> str: ...

    def make_container(self, node: nodes.container) -> str:
        """Give a container: a component of sphinx-design, code with a caption, or just its content."""
        if node.get("literal_block"):
            return self.listing(node)
        kind = str(node.get("design_component", "")).replace("-", "_")
        method = getattr(self, f"component_{kind}", None)
        return str(method(node)) if method is not None else self.inside(node)

    def make_sd_badge(self, node: nodes.Element) -> str:
        """Give a badge."""
        return call("badge", self.inside(node))

    def make_sd_line_break(self, node: nodes.Element) -> str:
        """Give the break between two lines of a button."""
        return " #linebreak() "

    def component_card(self, node: nodes.Element) -> str:
        """Give a card of its own."""
        return block(f"#card({self._card(node)})")

    def component_grid_row(self, node: nodes.Element) -> str:
        """Give a grid; where every item is a card, the cards of a row get one height."""
        items = [child for child in node.children if isinstance(child, nodes.Element)]
        widths = [int(found[1]) for name in classes(node) if (found := _COLUMNS.fullmatch(name))]
        settings = {"columns": min(max(widths, default=2), max(len(items), 1))}
        cards = [_only_card(item) for item in items]
        if all(cards):
            return f"\n\n{rows('cards', [self._card(card) for card in cards if card is not None], settings)}\n\n"
        return block(rows("side-by-side", [f"[{self.inside(item)}]" for item in items], settings))

    def component_card_carousel(self, node: nodes.Element) -> str:
        """Give the cards of a carousel side by side."""
        cards = [child for child in node.children if isinstance(child, nodes.Element)]
        return block(rows("cards", [self._card(card) for card in cards], {"columns": 2}))

    def component_tab_item(self, node: nodes.Element) -> str:
        """Give a tab: on paper all of them stand one after another."""
        return self._titled("tab", node)

    def component_dropdown(self, node: nodes.Element) -> str:
        """Give a dropdown, always open on paper."""
        return self._titled("dropdown", node)

    def component_aside(self, node: nodes.Element) -> str:
        """Give an aside as a box."""
        return self._titled("aside", node)

    def _titled(self, name: str, node: nodes.Element) -> str:
        """Give a box whose title is the rubric that comes first, if one does."""
        first = node.children[0] if node.children else None
        title = first if isinstance(first, nodes.rubric) and not first.get("level") else None
        content = self.capture(*(child for child in node.children if child is not title))
        return block(call(name, self.inside(title) if title is not None else "", content))

    def _card(self, node: nodes.Element) -> str:
        """Give a card's slots; the link that covers it on screen is the title's on paper."""
        covering = next((ref for ref in node.findall(nodes.reference) if _is_covering(ref)), None)
        title = "".join(map(self.inside, _slots(node, "card-title")))
        header = "".join(map(self.inside, _slots(node, "card-header")))
        footer = "".join(map(self.inside, _slots(node, "card-footer")))
        skipped = {"card-title", "card-header", "card-footer"}
        content = "".join(self._card_content(child, skipped) for child in node.children)
        if covering is not None:
            words = title or self.inside(covering)
            title = self.link(covering, words)
        return f"(title: [{title}], header: [{header}], footer: [{footer}], body: [{content}])"

    def _card_content(self, node: nodes.Node, skipped: set[str]) -> str:
        if not isinstance(node, nodes.Element):
            return self.capture(node)
        kind = node.get("design_component")
        if kind in skipped or any(_is_covering(child) for child in node.children):
            return ""
        if kind in ("card-body", "card-overlay"):
            return "".join(self._card_content(child, skipped) for child in node.children)
        return self.capture(node)


def _is_covering(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference) and "sd-stretched-link" in classes(node)


def _slots(card: nodes.Element, kind: str) -> list[nodes.Element]:
    return [found for found in card.findall(nodes.container) if found.get("design_component") == kind]


def _only_card(item: nodes.Element) -> nodes.Element | None:
    """Give the card that is all a grid item holds."""
    inner = [child for child in item.children if isinstance(child, nodes.Element)]
    card = inner[0] if len(inner) == 1 else item
    return card if card.get("design_component") == "card" else None

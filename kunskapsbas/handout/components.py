"""The components of sphinx-design: cards, grids, tabs, dropdowns, steps, asides, badges. Named, not styled.

sphinx-design is not imported: its nodes are recognised by the attribute ``design_component``, so projects
without it work as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes

from kunskapsbas.handout.inspection import classes, elements
from kunskapsbas.handout.markup import Value, block, call, rows

_COLUMNS = re.compile(r"sd-row-cols-(?:md|lg)-(\d+)")
_SHARE = re.compile(r"sd-col-(?:md|lg)-(\d+)")
_CAROUSEL = re.compile(r"sd-card-cols-(\d+)")
_TONE = re.compile(r"sd-(?:bg|outline)-(?!text)(\w+)")
_WHOLE = 12  # the shares of a row of a grid
_MOST_CARDS = 3  # side by side in a carousel


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
        method = self.component(node)
        return method(node) if method is not None else self.inside(node)

    def component(self, node: nodes.Element) -> Callable[[nodes.Element], str] | None:
        """Give what makes a component of sphinx-design; None for other nodes."""
        kind = str(node.get("design_component", "")).replace("-", "_")
        return getattr(self, f"component_{kind}", None)

    def make_sd_badge(self, node: nodes.Element) -> str:
        """Give a badge with its tone."""
        tone = next((found[1] for name in classes(node) if (found := _TONE.fullmatch(name))), "")
        outline = any(name.startswith("sd-outline") for name in classes(node))
        return call("badge", self.inside(node), tone=tone, outline=outline)

    def make_sd_line_break(self, node: nodes.Element) -> str:
        """Give the break between two lines of a button."""
        return " #linebreak() "

    def component_card(self, node: nodes.Element) -> str:
        """Give a card of its own."""
        return block(f"#card({self._card(node)})")

    def component_grid_row(self, node: nodes.Element) -> str:
        """Give a grid; where every item is a card, the cards of a row get one height."""
        items = elements(node)
        columns = max(_numbers(_COLUMNS, node), default=2)
        settings: dict[str, Value] = {"columns": min(columns, max(len(items), 1)), "shares": _shares(items)}
        cards = [_only_card(item) for item in items]
        if all(cards):
            return f"\n\n{rows('cards', [self._card(card) for card in cards if card is not None], settings)}\n\n"
        return block(rows("side-by-side", [f"[{self.inside(item)}]" for item in items], settings))

    def component_card_carousel(self, node: nodes.Element) -> str:
        """Give the cards of a carousel side by side."""
        columns = min(max(_numbers(_CAROUSEL, node), default=2), _MOST_CARDS)
        return block(rows("cards", [self._card(card) for card in elements(node)], {"columns": columns}))

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
        picture = "".join(self.capture(child) for child in node.children if _is_cover(child))
        skipped = {"card-title", "card-header", "card-footer"}
        content = "".join(self._card_content(child, skipped) for child in node.children)
        if covering is not None:
            words = title or self.inside(covering)
            title = self.link(covering, words)
        slots = f"title: [{title}], picture: [{picture}]"
        return f"({slots}, header: [{header}], footer: [{footer}], body: [{content}])"

    def _card_content(self, node: nodes.Node, skipped: set[str]) -> str:
        if not isinstance(node, nodes.Element):
            return self.capture(node)
        kind = node.get("design_component")
        if _is_cover(node) or kind in skipped or any(_is_covering(child) for child in node.children):
            return ""
        if kind in ("card-body", "card-overlay"):
            return "".join(self._card_content(child, skipped) for child in node.children)
        return self.capture(node)


def _is_covering(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference) and "sd-stretched-link" in classes(node)


def _is_cover(node: nodes.Node) -> bool:
    """Say whether a node is the image at the top of a card, or behind it: on paper, nothing stands on an image."""
    return isinstance(node, nodes.image) and bool({"sd-card-img-top", "sd-card-img"} & set(classes(node)))


def _numbers(pattern: re.Pattern[str], node: nodes.Element) -> list[int]:
    return [int(found[1]) for name in classes(node) if (found := pattern.fullmatch(name))]


def _shares(items: list[nodes.Element]) -> tuple[int, ...]:
    """Give the shares of a row that its items have been given (0: as wide as its content); empty without such."""
    given = [max(_numbers(_SHARE, item), default=0 if "sd-col-auto" in classes(item) else -1) for item in items]
    free = max(_WHOLE - sum(share for share in given if share > 0), 1)
    shares = tuple(free if share < 0 else share for share in given)
    return shares if any(share >= 0 for share in given) and sum(shares) <= _WHOLE else ()


def _slots(card: nodes.Element, kind: str) -> list[nodes.Element]:
    return [found for found in card.findall(nodes.container) if found.get("design_component") == kind]


def _only_card(item: nodes.Element) -> nodes.Element | None:
    """Give the card that is all a grid item holds."""
    inner = [child for child in item.children if isinstance(child, nodes.Element)]
    card = inner[0] if len(inner) == 1 else item
    return card if card.get("design_component") == "card" else None

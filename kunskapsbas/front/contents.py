"""The list of headings on a page ("På den här sidan"), from the table of contents Sphinx collected when reading it."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx import addnodes

DEPTH = 2  # ## and ### headings
LONGEST_LETTER = len("0–9")


def page_contents(toc: nodes.Node | None) -> str:
    """Give the headings below the page's title as nested ``<ul>``, or nothing if that would help nobody.

    That is so with fewer than two headings, and with headings that are single letters: a page from A to Ö has a
    row of letters of its own. ``toc`` is ``env.tocs[page]``. It is read, never changed.
    """
    if not isinstance(toc, nodes.Element):
        return ""
    title = next((child for child in toc.children if isinstance(child, nodes.list_item)), None)
    below = _sublist(title) if title is not None else None
    headings = [heading.astext() for heading in below.findall(nodes.reference)] if below is not None else []
    if below is None or len(headings) < 2 or all(len(heading) <= LONGEST_LETTER for heading in headings):
        return ""
    return _render(below, DEPTH)


def _sublist(item: nodes.list_item) -> nodes.bullet_list | None:
    return next((child for child in item.children if isinstance(child, nodes.bullet_list)), None)


def _render(listing: nodes.bullet_list, depth: int) -> str:
    items = []
    for item in listing.children:
        if not isinstance(item, nodes.list_item):
            continue
        heading = next(iter(item.findall(addnodes.compact_paragraph)), None)
        reference = next(iter(heading.findall(nodes.reference)), None) if heading is not None else None
        if reference is None:
            continue
        below = _sublist(item)
        inner = _render(below, depth - 1) if below is not None and depth > 1 else ""
        anchor, text = str(reference.get("anchorname", "")), reference.astext()
        items.append(f'<li><a href="{escape(anchor)}">{escape(text)}</a>{inner}</li>')
    return f"<ul>{''.join(items)}</ul>" if items else ""

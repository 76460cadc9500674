"""Questions about docutils nodes, answered without changing them. Pure functions."""

from __future__ import annotations

from docutils import nodes

from kunskapsbas.handout.markup import Value
from kunskapsbas.handout.tables import Cell, measures

OWN_CLASS = "kb-"
_LOW, _FEW_LINES = 300, 12  # letters and breaks of a cell that is lower than a page in any column but a very narrow one
_ROOMY, _ROOMY_ALONE = 40, 100  # letters that stand side by side in any place, and over a whole page's width
_LINE, _BETWEEN = 60, 1.5  # letters that any full line holds, and lines that each block of text takes besides
_LONGEST_LEAD = 400  # letters; a longer paragraph is a text of its own

_NO_TEXT = (nodes.image, nodes.table, nodes.container, nodes.literal_block, nodes.math_block, nodes.math, nodes.raw)


def classes(node: nodes.Element) -> list[str]:
    """Give a node's classes."""
    names: list[str] = node.get("classes", [])
    return names


def ids(node: nodes.Element) -> list[str]:
    """Give a node's ids."""
    names: list[str] = node.get("ids", [])
    return names


def place(node: nodes.Node) -> nodes.Node:
    """Give the nearest node that knows its line in the source: this one, one inside it, or one around it."""
    inside = (child for child in node.findall(nodes.Element) if child.line)
    if (found := next(inside, None)) is not None:
        return found
    around: nodes.Node = node
    while around.parent is not None and not (isinstance(around, nodes.Element) and around.line):
        around = around.parent
    return around


def elements(node: nodes.Node) -> list[nodes.Element]:
    """Give the children that hold content; comments, targets and messages do not."""
    skipped = (nodes.comment, nodes.target, nodes.system_message)
    return [child for child in node.children if isinstance(child, nodes.Element) and not isinstance(child, skipped)]


def own_classes(*around: nodes.Node | None) -> tuple[str, ...]:
    """Give the classes of the project that nodes carry."""
    names = (name for node in around if isinstance(node, nodes.Element) for name in classes(node))
    return tuple(name for name in names if name.startswith(OWN_CLASS))


def is_tight(node: nodes.Element) -> bool:
    """Say whether no item of a list holds more than one paragraph and lists below it."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    return all(sum(not isinstance(child, lists) for child in item.children) <= 1 for item in elements(node))


def is_done(item: nodes.Element) -> bool:
    """Say whether the box of a task is checked; MyST writes the box as raw HTML."""
    boxes = (raw.astext() for raw in item.findall(nodes.raw))
    return any("checkbox" in box and 'checked="checked"' in box for box in boxes)


def in_text(node: nodes.Element) -> bool:
    """Say whether an image stands among words: a paragraph of its own makes it a block."""
    parent = node.parent
    if isinstance(parent, nodes.reference):
        return not isinstance(parent.parent, nodes.figure)
    shown = [child for child in parent.children if child.astext().strip() or isinstance(child, nodes.image)]
    return isinstance(parent, nodes.TextElement) and len(shown) > 1


def in_paragraph(node: nodes.Node) -> bool:
    """Say whether words stand in a paragraph of running text, not in a table."""
    around, found = node.parent, False
    while around is not None and not isinstance(around, nodes.entry):
        found = found or isinstance(around, nodes.paragraph)
        around = around.parent
    return found and around is None


def is_alone(node: nodes.Element) -> bool:
    """Say whether a node stands in the page itself, not in a box, a list or a cell."""
    around = node.parent
    while isinstance(around, nodes.section):
        around = around.parent
    return isinstance(around, nodes.document)


def is_low(node: nodes.Element, most: int) -> bool:
    """Say whether a node surely takes no more than ``most`` lines: it is as wide as the page, and holds only text."""
    around = node.parent
    while around is not None:
        if isinstance(around, nodes.container | nodes.table):  # a card, a grid, a tab: how wide it is is not known
            return False
        around = around.parent
    if any(child is not node and isinstance(child, _NO_TEXT) for child in node.findall(nodes.Element)):
        return False
    texts = (child for child in node.findall(nodes.TextElement) if not isinstance(child, nodes.Inline))
    return sum(len(text.astext()) / _LINE + _BETWEEN for text in texts) <= most


def leads_in(node: nodes.Element) -> bool:
    """Say whether a paragraph leads in to what comes next: a picture or a table, or what a colon announces."""
    following = node.next_node(nodes.Element, descend=False, siblings=True)
    if len(node.astext()) > _LONGEST_LEAD or following is None or _is_picture(node):
        return False
    if isinstance(following, nodes.figure | nodes.table) or _is_picture(following):
        return True
    announced = (nodes.bullet_list, nodes.enumerated_list, nodes.literal_block, nodes.math_block, nodes.container)
    return isinstance(following, announced) and node.astext().rstrip().endswith(":")


def _is_picture(node: nodes.Element) -> bool:
    inside = node.children if isinstance(node, nodes.paragraph) else [node]
    return len(inside) == 1 and isinstance(inside[0], nodes.image)


def table_at_start(section: nodes.Element) -> int:
    """Give the place of the table that a section begins with, after its title and at most a short paragraph; else 0."""
    kinds = [type(child) for child in section.children]
    for before in ([nodes.title], [nodes.title, nodes.paragraph]):
        size = len(before)
        if kinds[:size] == before and kinds[size : size + 1] == [nodes.table]:
            short = len(section.children[size - 1].astext()) <= _LONGEST_LEAD
            return size if short else 0
    return 0


def titled(node: nodes.Element, kind: type[nodes.Element]) -> tuple[nodes.Element | None, list[nodes.Node]]:
    """Give a node's first child of a kind (its title or caption), and its other children."""
    title = next((child for child in node.children if isinstance(child, kind)), None)
    return title, [child for child in node.children if child is not title]


def has_links(node: nodes.Element) -> bool:
    """Say whether a link or the mark of a footnote stands in a node."""
    return has_notes(node) or next(iter(node.findall(nodes.reference)), None) is not None


def has_notes(node: nodes.Element) -> bool:
    """Say whether the mark of a footnote stands in a node."""
    return next(iter(node.findall(nodes.footnote_reference)), None) is not None


def table_rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.Element]:
    """Give the rows of a table's head or body."""
    return [row for child in group.children if isinstance(child, part) for row in elements(child)]


def cells(row: nodes.Element) -> list[Cell]:
    """Give the cells of a row as data."""
    return [Cell(entry.astext(), entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1) for entry in elements(row)]


def is_narrow(node: nodes.Element, group: nodes.Element) -> bool:
    """Say whether the longest words of a table's columns may not stand side by side; how wide a box is is not known."""
    words = column_settings(node, group)["words"]
    room = _ROOMY_ALONE if is_alone(node) else _ROOMY
    return isinstance(words, tuple) and sum(word for word in words if isinstance(word, int)) > room


def column_settings(node: nodes.Element, group: nodes.Element) -> dict[str, Value]:
    """Give the shares of the width that the writer has set, and what each column of a table holds."""
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    rows = [cells(row) for part in (nodes.thead, nodes.tbody) for row in table_rows(group, part)]
    measured = measures(rows, len(specs))
    given = "colwidths-given" in classes(node)
    return {
        "shares": tuple(int(spec.get("colwidth", 1)) for spec in specs) if given else None,
        "words": tuple(item.word for item in measured),
        "lengths": tuple(item.cell for item in measured),
        "low": all(len(cell.text) <= _LOW and cell.text.count("\n") <= _FEW_LINES for row in rows for cell in row),
    }

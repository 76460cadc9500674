"""The site's tree and the lists of links made from it, as strings.

Sphinx resolves the whole table of contents anew for every page, which makes a build's time grow with the square of
the number of pages. Here the tree is read once from ``env.toctree_includes`` and each sidebar is rendered once per
distinct look: pages that the sidebar does not list (reports, terms) and that lie in one folder share the same string.
"""

from __future__ import annotations

import posixpath
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

Link = Callable[[str], str]  # gives the relative address of a page, as seen from the page being written


@dataclass(frozen=True, slots=True)
class SiteTree:
    """Which page lies under which, with titles. Made by :func:`build_tree`; depends on nothing but its arguments."""

    root: str
    children: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    parents: Mapping[str, str]
    hidden: frozenset[str]
    shown: Mapping[str, tuple[str, ...]]  # the children that are not hidden: looked through once, not for every page

    def path(self, page: str) -> tuple[str, ...]:
        """Give the pages from the section down to ``page``, both included; empty for the root and for orphans."""
        steps: list[str] = []
        while page in self.parents:
            steps.append(page)
            page = self.parents[page]
        return tuple(reversed(steps)) if page == self.root else ()

    def sections(self) -> tuple[str, ...]:
        """Give the pages right under the root, in the order of its table of contents."""
        return self.children.get(self.root, ())

    def listed(self, page: str) -> tuple[str, ...]:
        """Give the pages under ``page`` that the sidebar shows."""
        return self.shown.get(page, ())


def build_tree(
    root: str,
    includes: Mapping[str, Iterable[str]],
    titles: Mapping[str, str],
    hidden: Iterable[str] = (),
) -> SiteTree:
    """Read the tree breadth first from ``root``: a page met twice belongs to the parent nearest the root.

    ``includes`` is ``env.toctree_includes``; its own order is not used, since it differs between one process and two.
    """
    parents: dict[str, str] = {}
    children: dict[str, tuple[str, ...]] = {}
    queue = deque([root])
    while queue:
        page = queue.popleft()
        own = [
            child
            for child in dict.fromkeys(includes.get(page, ()))
            if child in titles and child != root and child not in parents
        ]
        parents.update(dict.fromkeys(own, page))
        children[page] = tuple(own)
        queue.extend(own)
    left_out = frozenset(hidden)
    shown = {page: tuple(child for child in own if child not in left_out) for page, own in children.items()}
    return SiteTree(root, children, dict(titles), parents, left_out, shown)


@dataclass(slots=True)
class Sidebar:
    """Renders the list of pages in a section and remembers each result for as long as the tree lives."""

    tree: SiteTree
    _rendered: dict[tuple[str, tuple[str, ...], str], str] = field(default_factory=dict)

    def html(self, page: str, folder: str, link: Link) -> str:
        """Give the ``<ul>`` for ``page``'s section; nothing for the start page and pages outside the tree.

        ``folder`` is the folder of the page's address: together with the opened pages it decides the whole result,
        so it is the key of the memory.
        """
        path = self.tree.path(page)
        if not path:
            return ""
        listed = page not in self.tree.hidden
        key = (folder, path if listed else path[:-1], page if listed else "")
        if key not in self._rendered:
            self._rendered[key] = self._branch((path[0],), frozenset(path), key[2], link)
        return self._rendered[key]

    def _branch(self, pages: Iterable[str], opened: frozenset[str], current: str, link: Link) -> str:
        items = []
        for page in pages:
            mark = ' aria-current="page"' if page == current else ""
            below = self._branch(self.tree.listed(page), opened, current, link) if page in opened else ""
            items.append(f'<li><a href="{escape(link(page))}"{mark}>{escape(self.tree.titles[page])}</a>{below}</li>')
        return f"<ul>{''.join(items)}</ul>" if items else ""


def frame(tree: SiteTree, page: str, neighbours: Iterable[str | None], sections: Mapping[str, str]) -> int:
    """Give a number that changes when anything round the page's own text changes.

    That is: the header's sections (page -> name), the breadcrumbs, the sidebar, the previous and the next page.
    Pages whose number changed must be written again (Sphinx itself keeps the old titles: sphinx issue 5506).
    """
    path = tree.path(page)
    round_it = [
        tuple(sections.items()),
        tuple((step, tree.titles[step]) for step in path[:-1]),
        tuple((other, tree.titles.get(other or "")) for other in neighbours),
        tuple((step, tuple((child, tree.titles[child]) for child in tree.listed(step))) for step in path),
    ]
    return zlib.crc32(repr(round_it).encode())  # the same in every process, unlike hash()


def own_address(target: str) -> str:
    """Give the address by which the page at ``target`` links to itself: never ``#``, which looks like a forgotten link.

    >>> own_address("reports/index.html"), own_address("reports/")
    ('index.html', './')
    """
    return posixpath.basename(target) or "./"

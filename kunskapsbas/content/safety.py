"""The last look at a page that has been read: nothing in it may run code, lead out of the tree or fetch from elsewhere.

``kb check`` tells writers of most of this before anything is built. This holds for every build, also one by Sphinx
alone, and whatever directive or extension made the node. What is refused is left out, and the writer is told.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from .addresses import SAFE_SCHEMES, is_active, leads_elsewhere, scheme_of
from .problem import Code, Problem
from .telling import tell

# The only raw HTML that is made when a page is read: MyST's line breaks, struck text and boxes of task lists.
_OWN_HTML = re.compile(r'(?:<br />|</?s>|<input class="task-list-item-checkbox"(?: [a-z]+="[a-z]+")*>)\s*')
_SVG = re.compile(
    r'<svg((?: [A-Za-z-]+="[^"<>]*")*)>'
    r'(?:</?(?:circle|clipPath|defs|g|path|polygon|rect)(?: (?!on|href|style)[A-Za-z-]+="[^"<>]*")*\s*/?>|\s)*</svg>'
)
_SVG_ATTRIBUTES = frozenset({"version", "width", "height", "class", "viewBox", "aria-label", "aria-hidden", "role"})


class SafePage(SphinxTransform):
    """Take out of a page what no page may hold, before its images and files are collected."""

    default_priority = 870  # Sphinx collects images and files at 880

    def apply(self, **kwargs: Any) -> None:
        """Look at every node that can carry an address or HTML."""
        for reference in list(self.document.findall(nodes.reference)):
            self._reference(reference)
        for image in list(self.document.findall(nodes.image)):
            self._image(image)
        for file in list(self.document.findall(addnodes.download_reference)):
            self._file(file)
        for tree in self.document.findall(addnodes.toctree):
            tree["entries"] = [entry for entry in tree["entries"] if self._may_list(tree, entry[1])]
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw.get("format", "").split() and not _OWN_HTML.fullmatch(raw.astext()):
                self._refuse(raw, Code.RAW_HTML, "Sidan innehåller HTML-kod.")
        for icon in list(self.document.findall(nodes.Element)):
            # an icon whose SVG is written into the page as it stands (sphinx-design makes such)
            if isinstance(icon.get("svg"), str) and not is_plain_icon(icon["svg"]):
                self._refuse(icon, Code.RAW_HTML, "Ikonens uppgifter innehåller HTML-kod.")

    def _reference(self, node: nodes.reference) -> None:
        address = node.get("refuri", "")
        if leads_elsewhere(address) and scheme_of(address) not in SAFE_SCHEMES:
            self._refuse(node, Code.UNSAFE_ADDRESS, f"Länken leder till {_short(address)}, som inte får användas.")

    def _image(self, node: nodes.image) -> None:
        address = node["uri"]
        if leads_elsewhere(address):
            self._refuse(node, Code.UNSAFE_ADDRESS, f"Bilden hämtas från en annan plats: {_short(address)}")
        elif not self._is_inside(address):
            self._refuse(node, Code.OUTSIDE_TREE, f"Bilden {address} ligger utanför kunskapsbasens mapp.")

    def _file(self, node: addnodes.download_reference) -> None:
        address = node["reftarget"]
        if leads_elsewhere(address):
            if scheme_of(address) not in SAFE_SCHEMES:
                self._refuse(node, Code.UNSAFE_ADDRESS, f"Länken leder till {_short(address)}, som inte får användas.")
        elif not self._is_inside(address):
            self._refuse(node, Code.OUTSIDE_TREE, f"Filen {address} ligger utanför kunskapsbasens mapp.")
        elif is_active(address):
            self._refuse(node, Code.UNSAFE_ADDRESS, f"Filen {address} är av ett slag som kan köra kod.")

    def _may_list(self, tree: addnodes.toctree, address: str) -> bool:
        if not leads_elsewhere(address) or scheme_of(address) in SAFE_SCHEMES:
            return True
        message = f"Innehållslistan leder till {_short(address)}, som inte får användas."
        tell(Problem("", 0, 0, Code.UNSAFE_ADDRESS, message), tree)
        return False

    def _is_inside(self, address: str) -> bool:
        """Tell whether a file, with links of the file system followed, lies below the source folder."""
        _, full = self.env.relfn2path(address, self.env.docname)
        return Path(full).resolve().is_relative_to(Path(self.env.srcdir).resolve())

    def _refuse(self, node: nodes.Element, code: Code, message: str) -> None:
        """Leave the node out, keep the words inside it, and tell the writer."""
        tell(Problem("", 0, 0, code, message), node)
        kept = [] if isinstance(node, nodes.raw) else node.children
        node.parent.replace(node, kept)


def is_plain_icon(svg: str) -> bool:
    """Tell whether an icon holds only what draws it; a writer's words go into its first tag as they stand."""
    drawn = _SVG.fullmatch(svg)
    names = re.findall(r' ([A-Za-z-]+)="', drawn[1]) if drawn else []
    return bool(names) and set(names) <= _SVG_ATTRIBUTES and len(names) == len(set(names))


def _short(address: str) -> str:
    shown = " ".join(address.split())
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def setup(app: Sphinx) -> None:
    """Look at every page that is read."""
    app.add_transform(SafePage)

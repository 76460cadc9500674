"""Links within the document: set by Typst as addresses, and led to their places in the finished PDF.

Typst can link to a place by itself. It then lays out every paragraph with such a link twice, once before it knows
where the places are and once after, and keeps both in memory. As addresses (``kb-place:name``) the links are words like
others; where the places ended up, Typst tells afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

SCHEME = "kb-place:"
#: A place: the page (from 1), and how far it lies from the left and from the top, in points.
Place = tuple[int, float, float]
# A heading's place is right below it: a reader should land above the heading.
_ABOVE = 48.0
_PAGE = {"sv": "sida {}", "en": "page {}"}


class LinkError(ValueError):
    """A link leads to a place that the document does not have."""


def lead_links(document: pikepdf.Pdf, places: Mapping[str, Place], language: str) -> None:
    """Turn every link to ``kb-place:name`` into one to that place, described by its page. Raises LinkError."""
    words = _PAGE.get(language[:2], _PAGE["en"])
    pages = list(document.pages)
    heights = [float(page.mediabox[3]) for page in pages]
    for page in pages:
        for annotation in page.obj.get("/Annots", Array()).as_list():
            name = _name(annotation)
            if name is None:
                continue
            if name not in places:
                raise LinkError(f"the document has no place called {name}")
            number, x, y = places[name]
            top = heights[number - 1] - max(y - _ABOVE, 0)
            annotation.Dest = Array([pages[number - 1].obj, Name.XYZ, round(x, 2), round(top, 2), 0])
            annotation.Contents = pikepdf.String(words.format(number))
            del annotation.A


def _name(annotation: Object) -> str | None:
    """Return the name of the place that a link leads to; None for other annotations."""
    action = annotation.get("/A")
    if not isinstance(action, Dictionary) or "/URI" not in action:
        return None
    address = bytes(action.URI).decode("utf-8", "replace")
    return address.removeprefix(SCHEME) if address.startswith(SCHEME) else None

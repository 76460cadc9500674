"""What the model puts on a strategy page: the day its facts hold."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ..content import Strategy
from ..content.extension import insert_after_title, page_of
from ..content.nodes import paragraph
from ..swedish import date_words


class AsOf(SphinxTransform):
    """Put "Läget den …" under the title of a strategy page."""

    default_priority = 430

    def apply(self, **kwargs: Any) -> None:
        """Insert the line when the page is a strategy page."""
        page = page_of(self)
        if isinstance(page, Strategy):
            words = f"Läget den {date_words(page.as_of)}"
            insert_after_title(self.document, [paragraph(words, classes=["kb-as-of"])])


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the page head."""
    app.add_transform(AsOf)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

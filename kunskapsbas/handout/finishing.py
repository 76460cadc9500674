"""The last pass over a PDF: what Typst cannot do is done with pikepdf, and the file is packed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf

from kunskapsbas.handout.linking import Place, lead_links
from kunskapsbas.handout.tagging import RowHeaders, mark_row_headers


def finish(pdf: bytes, tables: Sequence[RowHeaders], places: Mapping[str, Place], language: str) -> tuple[bytes, int]:
    """Give the PDF with its links led and row headers tagged, packed to a third, and its number of pages.

    tables: see tagging.py; places and language: see linking.py. The result depends on the input alone. Raises
    TaggingError and LinkError.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lead_links(document, places, language)
        mark_row_headers(document, tables)
        pages = len(document.pages)
        target = io.BytesIO()
        document.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return target.getvalue(), pages

"""PDF books and handouts from any Sphinx project, typeset with Typst.

Two builders: ``bookpdf`` (all pages, in the order of the table of contents, in one file) and ``handoutpdf`` (a file for
each page, each whole section and each handout that handouts.toml names). Both give PDF/UA-1 and PDF/A-2a. The extension
works alone; it needs neither a network nor fonts installed on the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kunskapsbas.handout import listing
from kunskapsbas.handout.publications import BookBuilder, HandoutBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two builders and their settings.

    Every setting has rebuild type "" because none of them changes what is read, only what is written.
    """
    app.add_config_value("handout_book_name", "", "", str, "The book's file name; empty: slug of project")
    app.add_config_value("handout_book_title", "", "", str, "The book's title; empty: project")
    app.add_config_value("handout_date", "", "", str, "The date shown, YYYY-MM-DD; empty: no date")
    app.add_config_value("handout_pages", [], "", list, "Pages that get a handout; empty: all")
    app.add_config_value("handout_selection", [], "", list, "Pages of the only handout to make, selection.pdf")
    app.add_config_value("handout_title", "", "", str, "The title of that handout; empty: the page's, or project")
    app.add_config_value("handout_theme", "", "", str, "A theme of your own, relative to conf.py")
    app.add_config_value("handout_fonts", [], "", list, "More folders with fonts, relative to conf.py")
    app.add_config_value("handout_made", "", "", str, "A file that tells which PDF files exist, for {handout-list}")
    app.add_node(listing.handout_list)
    app.add_directive("handout-list", listing.HandoutList)
    app.add_post_transform(listing.FillLists)
    app.connect("env-updated", listing.pages_with_lists)
    app.add_builder(BookBuilder)
    app.add_builder(HandoutBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

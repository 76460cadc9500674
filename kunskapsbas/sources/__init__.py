"""Sources in Swedish: a bibliography style, readable labels, and on which pages each source is used.

A Sphinx extension that works in any project: ``extensions = ["sphinxcontrib.bibtex", "kunskapsbas.sources"]``
with ``bibtex_default_style = "svenska"``, ``bibtex_reference_style = "svenska"`` and, for addresses that
stay, ``bibtex_cite_id = "kalla-{key}"``. ``bibtex_tooltips_style = "svenska-kort"`` keeps the pointer's text
short.
"""

from __future__ import annotations

import pybtex.plugin
import pybtex_docutils
from pybtex.backends.plaintext import Backend as PlainTextBackend
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinxcontrib.bibtex import plugin as reference_plugins

from . import citing
from .referencing import SwedishReferenceStyle
from .style import ShortSwedishStyle, SwedishStyle
from .use import FreshCitations, SourceUse, label_sources, note_shown, outdated_pages

__all__ = ["ShortSwedishStyle", "SwedishReferenceStyle", "SwedishStyle", "setup"]


def register_plugins() -> None:
    """Register the styles with pybtex and sphinxcontrib-bibtex; harmless when done again.

    The two backends are pybtex's own. Registered at run time they are found at once; otherwise pybtex
    searches every installed package for each citation that is resolved (27 % of the time of a build with
    1,000 reports).
    """
    pybtex.plugin.register_plugin("pybtex.style.formatting", "svenska", SwedishStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.style.formatting", "svenska-kort", ShortSwedishStyle, force=True)
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", PlainTextBackend, force=True)
    pybtex.plugin.register_plugin("pybtex.backends", "docutils", pybtex_docutils.Backend, force=True)
    reference_plugins.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "svenska", SwedishReferenceStyle, force=True
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension; safe for parallel reading and writing."""
    register_plugins()
    app.setup_extension("sphinxcontrib.bibtex")
    citing.setup(app)
    app.add_post_transform(FreshCitations)
    app.add_post_transform(SourceUse)
    app.connect("builder-inited", label_sources, priority=600)  # bibtex reads the files at 500
    app.connect("env-updated", outdated_pages, priority=600)  # bibtex formats citations at 500
    app.connect("build-finished", note_shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

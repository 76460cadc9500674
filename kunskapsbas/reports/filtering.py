"""The form above a list of reports that shows only those about a subject, or with some words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..content import Report
from .browser import writes_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "kunskapsbas-reports.js"
STYLESHEET = "kunskapsbas-reports.css"
FIELD = "kb-rapportfilter"
SEARCH_PAGE = "search"


class report_filter(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """The form of one list. Attributes: ``subjects``, one per report in the list's order, and ``covers`` (words)."""


def filter_of(reports: Sequence[Report], covers: str = "") -> report_filter:
    """Return the form for a list of these reports. ``covers``: a sentence on what it does not look through."""
    return report_filter(subjects=[report.subject for report in reports], covers=covers)


def filter_html(subjects: Sequence[str], covers: str, search: str) -> str:
    """Return the form. ``search``: the address of the site's search from this page, "" where there is none.

    The subjects stand in the order in which the list first has them. Without ``<`` what the element with data holds
    cannot end it (HTML, "Restrictions for contents of script elements").
    """
    elsewhere = "Ingen rapport i listan passar. Pröva ett annat ord, eller välj alla ämnen."
    note = escape(covers)
    if search:
        link = f'<a href="{escape(search)}?typ=report">'
        elsewhere += f" Du kan också {link}söka efter det du har skrivit i alla rapporter</a>."
        note += f" Det går också att {link}söka i alla rapporter</a>." if covers else ""
    choices = "".join(f"<option>{escape(subject)}</option>" for subject in dict.fromkeys(subjects))
    data = json.dumps(list(subjects), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        '<div class="kb-report-filter kb-screen-only" role="group" aria-label="Filtrera rapporterna">'
        f'<p><label for="{FIELD}">Ord i listan</label><input type="search" id="{FIELD}" autocomplete="off" '
        'autocapitalize="off" spellcheck="false" /></p>'
        f'<p><label for="{FIELD}-amne">Ämne</label><select id="{FIELD}-amne"><option value="">Alla ämnen</option>'
        f"{choices}</select></p>"
        + (f'<p class="kb-report-covers">{note.strip()}</p>' if note else "")
        + f'<p role="status"></p><p class="kb-report-nothing" hidden>{elsewhere}</p>'
        f'<script type="application/json" id="{FIELD}-data">{data}</script></div>\n'
    )


def search_address(app: Sphinx, here: str) -> str:
    """Return the address of the site's search from a page, or "" where the project has none."""
    builder: Any = app.builder
    if builder.search or "kunskapsbas.search" in app.extensions:
        return str(builder.get_relative_uri(here, SEARCH_PAGE))
    return ""


def visit_html(translator: HTML5Translator, node: report_filter) -> None:
    """Write the form. Style sheet and script see to it that it shows only where the script runs."""
    builder = translator.builder
    search = search_address(builder._app, builder.current_docname)
    translator.body.append(filter_html(node["subjects"], node["covers"], search))


def depart_html(translator: HTML5Translator, node: report_filter) -> None:
    """Write nothing more."""


def _fetch_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "") if writes_pages(app) else ""
    has_filter = f'id="{FIELD}"' in body
    if has_filter or 'class="kb-changes"' in body:
        app.add_css_file(STYLESHEET, priority=800)  # after the theme's
    if has_filter:
        app.add_js_file(SCRIPT, priority=900, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Connect the form to Sphinx."""
    app.add_node(report_filter, html=(visit_html, depart_html))
    app.connect("html-page-context", _fetch_files)

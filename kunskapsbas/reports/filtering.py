"""The form above a list of reports that shows only those about a subject, or with some words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..content import Report
from ..content.browser import FILTER_SCRIPT, SiteOnly, add_script, add_style, data_block, search_address, writes_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "kunskapsbas-reports.js"
STYLESHEET = "kunskapsbas-reports.css"
FIELD = "kb-rapportfilter"


class report_filter(SiteOnly):  # node classes are lower case in docutils
    """The form of one list. Attributes: ``subjects``, one per report in the list's order, and ``covers`` (words)."""


def filter_of(reports: Sequence[Report], covers: str = "") -> report_filter:
    """Return the form for a list of these reports. ``covers``: a sentence on what it does not look through."""
    return report_filter(subjects=[report.subject for report in reports], covers=covers)


def filter_html(subjects: Sequence[str], covers: str, search: str) -> str:
    """Return the form. ``search``: the address of the site's search from this page, "" where there is none.

    The subjects stand in the order in which the list first has them.
    """
    elsewhere = "Ingen rapport i listan passar. Pröva ett annat ord, eller välj alla ämnen."
    note = escape(covers)
    if search:
        link = f'<a href="{escape(search)}?typ=report">'
        elsewhere += f" Du kan också {link}söka efter det du har skrivit i alla rapporter</a>."
        note += f" Det går också att {link}söka i alla rapporter</a>." if covers else ""
    choices = "".join(f"<option>{escape(subject)}</option>" for subject in dict.fromkeys(subjects))
    return (
        '<div class="kb-report-filter kb-screen-only" role="group" aria-label="Filtrera rapporterna">'
        f'<p><label for="{FIELD}">Ord i listan</label><input type="search" id="{FIELD}" autocomplete="off" '
        'autocapitalize="off" spellcheck="false" /></p>'
        f'<p><label for="{FIELD}-amne">Ämne</label><select id="{FIELD}-amne"><option value="">Alla ämnen</option>'
        f"{choices}</select></p>"
        + (f'<p class="kb-report-covers">{note.strip()}</p>' if note else "")
        + f'<p role="status"></p><p class="kb-report-nothing" hidden>{elsewhere}</p>'
        f"{data_block(f'{FIELD}-data', list(subjects))}</div>\n"
    )


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
    body = context.get("body", "") if writes_site(app) else ""
    has_filter = f'id="{FIELD}"' in body
    if has_filter or 'class="kb-changes"' in body:
        add_style(app, STYLESHEET)
    if has_filter:
        add_script(app, FILTER_SCRIPT, SCRIPT)


def setup(app: Sphinx) -> None:
    """Connect the form to Sphinx."""
    app.add_node(report_filter, html=(visit_html, depart_html))
    app.connect("html-page-context", _fetch_files)

"""``{timeline}``: every event of the model, what happened apart from what was planned, with a filter by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..content import Event, Library
from ..content.browser import SiteOnly, add_script, add_style, writes_site
from ..content.extension import library_of, note_use
from ..content.nodes import KIND_WORDS, bullets, page_link, paragraph, section
from ..swedish import slug
from .events import SHOWS_EVENTS, event_blocks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "kunskapsbas-timeline.js"
STYLESHEET = "kunskapsbas-events.css"
HAPPENED, PLANNED = "det-som-har-hant", "det-som-var-planerat"
LEGEND = "Visa bara vissa slags händelser"
# What the page holds that the style sheet is for.
_STYLED = ('class="kb-event', "kb-event-filter", "kb-decision", "kb-timeline-picture")


class EventFilter(SiteOnly):
    """The filter of the timeline. Attribute ``kinds``: (kind, how many events) in the order they are shown."""


class Timeline(SphinxDirective):
    """``{timeline}``: the events in order of time, by year."""

    def run(self) -> list[nodes.Node]:
        """Return the filter and the two sections."""
        note_use(self.env, "events", "known_until")
        self.env.metadata[self.env.docname][SHOWS_EVENTS] = "1"
        library = library_of(self.env)
        happened = [pair for pair in library.events if not pair[0].planned]
        planned = [pair for pair in library.events if pair[0].planned]
        kinds = kinds_of(event for event, _ in library.events)
        return [
            *([EventFilter(kinds=kinds)] if len(kinds) > 1 else []),
            self._part(library, HAPPENED, "Det som har hänt", happened),
            self._part(library, PLANNED, "Det som var planerat", planned),
        ]

    def _part(self, library: Library, anchor: str, title: str, events: Sequence[tuple[Event, str]]) -> nodes.section:
        made = section(self.state.document, anchor, title)
        made["classes"] += ["kb-events", *(["kb-events-done"] if anchor == HAPPENED else [])]
        for year, group in groupby(events, lambda pair: pair[0].date.first.year):
            made += section(self.state.document, f"{anchor}-{year}", str(year), self._list(library, list(group)))
        if not events:
            made += paragraph("Inga händelser finns ännu i kunskapsbasen.")
        return made

    def _list(self, library: Library, events: Sequence[tuple[Event, str]]) -> nodes.bullet_list:
        rows = bullets([self._item(library, event, docname) for event, docname in events], "kb-timeline")
        for row, (event, _) in zip(rows.children, events, strict=True):
            row["classes"].append(f"kb-kind-{event.kind.value}")  # type: ignore[index]
        return rows

    def _item(self, library: Library, event: Event, docname: str) -> list[nodes.Node]:
        page = library.pages[docname]
        home = page_link(self.env.docname, docname, page.title) if docname != self.env.docname else None
        return event_blocks(self.state.document, self.env, library, event, home)


def kinds_of(events: Iterable[Event]) -> list[tuple[str, int]]:
    """Return the kinds that the events have, in the model's order, each with how many there are."""
    count = Counter(event.kind for event in events)
    return [(kind.value, count[kind]) for kind in KIND_WORDS if count[kind]]


def visit_html(translator: HTML5Translator, node: EventFilter) -> None:
    """Write the boxes. Style sheet and script see to it that they show only where the script runs."""
    words = {kind.value: label for kind, label in KIND_WORDS.items()}
    boxes = "".join(
        f'<label><input type="checkbox" value="{slug(words[kind])}" data-kind="{kind}" autocomplete="off" '
        f'data-label="{escape(words[kind])}" /> {escape(words[kind])} ({count})</label>'
        for kind, count in node["kinds"]
    )
    translator.body.append(
        f'<fieldset class="kb-event-filter kb-screen-only"><legend>{LEGEND}</legend><div>{boxes}</div>'
        '<p role="status"></p><button type="button" hidden>Visa alla händelser</button></fieldset>\n'
        '<p class="kb-event-choice" hidden></p>\n'
    )


def depart_html(translator: HTML5Translator, node: EventFilter) -> None:
    """Write nothing more."""


def _fetch_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    if not writes_site(app):
        return
    if any(name in body for name in _STYLED):
        add_style(app, STYLESHEET)
    if "kb-event-filter" in body:
        add_script(app, SCRIPT)


def setup(app: Sphinx) -> None:
    """Add the directive and connect the filter to Sphinx."""
    app.add_node(EventFilter, html=(visit_html, depart_html))
    app.add_directive("timeline", Timeline)
    app.connect("html-page-context", _fetch_files)

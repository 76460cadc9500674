"""How one event is shown: its date as exactly as it is known, planned apart from happened."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ..content import Event, Library
from ..content.nodes import UNLINKED, cite, event_marks, paragraph
from ..swedish import date_words, full_stop


def event_blocks(
    document: nodes.document, env: BuildEnvironment, library: Library, event: Event, home: nodes.Node | None = None
) -> list[nodes.Node]:
    """Return the paragraphs of an event: date and marks; title; what was planned, what came of it, sources.

    ``home`` is a link to the page that tells of it, where the event is shown elsewhere.
    """
    first = paragraph(mark_date(event), " ", *event_marks(event, library), classes=["kb-event"])
    title = paragraph(nodes.strong(event.title, event.title), classes=["kb-event-title", UNLINKED])
    rest: list[nodes.Node | str] = []
    if event.description:
        rest += [f"{event.description} "]
    if event.planned_as_of:
        rest += [f"Planen gäller läget den {date_words(event.planned_as_of)}. "]
    if event.outcome:
        rest += [nodes.strong("Utfall:", "Utfall:"), f" {event.outcome}{full_stop(event.outcome)} "]
    if event.note:
        rest += [f"{event.note}{full_stop(event.note)} "]
    rest += cite(document, env, library, event.sources)
    if home is not None:
        rest += [" Läs mer: ", home, full_stop(home.astext())]
    return [first, title, paragraph(*rest, classes=["kb-event-facts"])]


def mark_date(event: Event) -> nodes.inline:
    """Return the event's date or period in words, as a marked inline."""
    return nodes.inline(event.when, event.when, classes=["kb-date"])

"""How one event is shown: its date as exactly as it is known, and how a plan and what came of it lead to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from ..content import Event, Library, Report
from ..content.extension import library_of
from ..content.nodes import UNLINKED, cite, event_marks, mark, paragraph
from ..swedish import date_words, full_stop

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# By precision, for one date and for a period. Not "the month is known": some months are only derived.
UNKNOWN_PARTS = {
    "day": ("", ""),
    "month": ("dagen är inte känd", "dagarna är inte kända"),
    "year": ("månad och dag är inte kända", "månader och dagar är inte kända"),
}
# The key in a page's metadata (env.metadata) by which it is known to show every event of the model.
SHOWS_EVENTS = "kb_timeline"
_LINK = "kb-event"


def event_blocks(
    document: nodes.document, env: BuildEnvironment, library: Library, event: Event, home: nodes.Node | None = None
) -> list[nodes.Node]:
    """Return the paragraphs of an event: date and marks; title; facts and sources; what it follows and led to.

    ``home`` is a link to the page that tells of it, where the event is shown elsewhere. Who shows it says that it does:
    the timeline by ``note_use``, a report by ``tracking.note_outcomes``.
    """
    first = paragraph(*mark_date(event), " ", *event_marks(event, library), classes=["kb-event"])
    first["ids"] = [event_anchor(event)]
    document.ids.setdefault(event_anchor(event), first)
    title = paragraph(nodes.strong(event.title, event.title), classes=["kb-event-title", UNLINKED])
    facts = paragraph(*_facts(document, env, library, event, home), classes=["kb-event-facts"])
    return [first, title, *([facts] if facts.children else []), *_relations(document, env, library, event)]


def event_anchor(event: Event) -> str:
    """Return the anchor of an event on a page that shows it."""
    return f"handelse-{event.id}"


def mark_date(event: Event) -> list[nodes.Node | str]:
    """Return the event's date or period in words, and what is not known of it, as marked words."""
    unknown = unknown_part(event)
    parts: list[nodes.Node | str] = [mark(event.when, "kb-date")]
    return [*parts, " ", mark(f"({unknown})", "kb-precision")] if unknown else parts


def unknown_part(event: Event) -> str:
    """Return in words what is not known of an event's date; empty when the day is known."""
    return UNKNOWN_PARTS[event.precision][event.until is not None]


def event_link(env: BuildEnvironment, event: Event, docname: str) -> addnodes.pending_xref:
    """Return a link with an event's title, to the page that tells of it (and to its place there, if it has one)."""
    return addnodes.pending_xref(
        "", nodes.inline(event.title, event.title), refdomain="", reftype=_LINK, reftarget=docname,
        refdoc=env.docname, refexplicit=True, refwarn=True, kb_anchor=event_anchor(event),
    )  # fmt: skip


def _facts(
    document: nodes.document, env: BuildEnvironment, library: Library, event: Event, home: nodes.Node | None
) -> Iterator[nodes.Node | str]:
    if event.description:
        yield f"{event.description} "
    if event.planned_as_of:
        yield f"Planen gäller läget den {date_words(event.planned_as_of)}. "
    if event.outcome:
        yield nodes.strong("Utfall:", "Utfall:")
        yield f" {event.outcome}{full_stop(event.outcome)} "
    if event.note:
        yield f"{event.note}{full_stop(event.note)} "
    yield from cite(document, env, library, event.sources)
    if home is not None:
        yield from (" Läs mer: ", home, full_stop(home.astext()))


def _relations(
    document: nodes.document, env: BuildEnvironment, library: Library, event: Event
) -> Iterator[nodes.paragraph]:
    """Yield a paragraph for the plan that an event follows, and one for each event that tells what came of a plan."""
    if event.follows and event.follows in library.events_by_id:
        plan, docname = library.events_by_id[event.follows]
        parts = _named("Planerat sedan tidigare:", event_link(env, plan, docname), plan)
        yield paragraph(*parts, classes=["kb-event-relation"])
    for outcome, docname in library.followers.get(event.id, ()):
        parts = _named("Så blev det:", event_link(env, outcome, docname), outcome)
        if outcome.note:
            parts += [f"{outcome.note}{full_stop(outcome.note)} "]
        parts += cite(document, env, library, outcome.sources)
        yield paragraph(*parts, classes=["kb-event-relation"])


def _named(words: str, link: nodes.Node, event: Event) -> list[nodes.Node | str]:
    return [nodes.strong(words, words), " ", link, f", {event.when}. "]


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, inner: nodes.TextElement
) -> nodes.reference | None:
    """Make a link to an event: to its own place where its page shows the events one by one, else to the page."""
    if node["reftype"] != _LINK:
        return None
    docname = node["reftarget"]
    shown = isinstance(library_of(env).pages.get(docname), Report) or SHOWS_EVENTS in env.metadata.get(docname, {})
    return make_refnode(app.builder, node["refdoc"], docname, node["kb_anchor"] if shown else "", inner)


def setup(app: Sphinx) -> None:
    """Resolve the links between events."""
    app.connect("missing-reference", _resolve)

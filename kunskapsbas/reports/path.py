"""The decision path: the steps to a decision as a figure that tells how far the matter is known to have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..content import Event, Library
from ..content.extension import library_of, note_use
from ..content.nodes import UNLINKED, cite, paragraph, status_marks
from ..swedish import date_words, full_stop
from .events import mark_date

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
ANCHOR = "beslutsvagen"


class DecisionPath(SphinxDirective):
    """``{decision-path}``: the steps that the slutrapport's front matter names, each with date, status and outcome."""

    def run(self) -> list[nodes.Node]:
        """Return a figure: an ordered list of the steps, and a caption with the day up to which it is known."""
        note_use(self.env, "events", "decision_path", "known_until")
        library = library_of(self.env)
        rows = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["kb-decision-path"])
        for step in library.decision_path:
            if step in library.events_by_id:
                event, _ = library.events_by_id[step]
                rows += nodes.list_item(
                    "", *self._step(library, event), classes=[f"kb-step-{step_status(event, library)}"]
                )
            else:
                message = "Beslutsvägen nämner händelsen %s, som inte finns."
                logger.warning(message, step, type="kb", subtype="meta-fel-varde", location=self.get_location())
        return [self._figure(rows, library)] if rows.children else []

    def _figure(self, rows: nodes.enumerated_list, library: Library) -> nodes.figure:
        words = (
            f"Ärendets väg till beslut. Läget enligt kunskapsbasens källor, som sträcker sig till och med den "
            f"{date_words(library.known_until)}."
        )
        figure = nodes.figure("", rows, nodes.caption(words, words), classes=["kb-decision", "kb-across"])
        self.set_source_info(figure)
        if ANCHOR not in self.state.document.ids:
            figure["ids"] = [ANCHOR]
            self.state.document.ids[ANCHOR] = figure
        return figure

    def _step(self, library: Library, event: Event) -> list[nodes.Node]:
        title = nodes.strong(event.title, event.title)
        facts: list[nodes.Node | str] = []
        if event.planned_as_of:
            facts += [f"Så planerades det den {date_words(event.planned_as_of)}. "]
        if event.outcome:
            facts += [f"{event.outcome}{full_stop(event.outcome)} "]
        for outcome, _ in library.followers.get(event.id, ()):
            facts += [f"Så blev det: {outcome.title}, {outcome.when}. "]
            facts += [*cite(self.state.document, self.env, library, outcome.sources), " "]
        facts += cite(self.state.document, self.env, library, event.sources)
        return [
            paragraph(title, classes=[UNLINKED]),
            paragraph(*mark_date(event), " ", *status_marks(event, library)),
            paragraph(*facts),
        ]


def step_status(event: Event, library: Library) -> str:
    """Return how far a step is known to have come: happened, known (by a source's word), unknown, or planned."""
    if not event.planned:
        return "happened"
    if library.knows_outcome(event):
        return "known"
    return "unknown" if library.lacks_outcome(event) else "planned"


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("decision-path", DecisionPath)

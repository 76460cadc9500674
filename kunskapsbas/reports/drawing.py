"""``{timeline-picture}``: the timeline as a picture on the web, wide or narrow as there is room, elsewhere in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..content import Event
from ..content.browser import writes_site
from ..content.extension import library_of, note_use
from ..content.nodes import NOT_SEARCHED, UNLINKED, bullets, container, page_link, paragraph
from .axis import names_shown
from .layouts import DIGIT, narrow_picture, wide_picture
from .picture import BAR, LINE, PLANNED, TEXT, Label, Picture, Sign, in_short, is_bar, named_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

TIMELINE = "reports/tidslinje"
TITLE = "Tidslinje över händelserna"
ALL = " med alla händelser och deras källor."
LEGEND = (
    "Fyllda märken har inträffat, ofyllda var planerade. Ett streck betyder att dagen inte är känd. "
    "Ett år med många händelser har fått mer plats än ett med få."
)
CROWDED = " Där händelserna är som tätast har inte alla fått plats."


class TimelinePicture(nodes.General, nodes.Element):
    """The picture. Attribute ``drawn``: its SVG, wide and narrow. Children: its words (a container), and its legend."""


class TimelinePictureDirective(SphinxDirective):
    """``{timeline-picture}``: all events along an axis of years, the most important ones named."""

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        note_use(self.env, "events", "decision_path")
        library = library_of(self.env)
        events = [event for event, _ in library.events]
        if not events:
            return [paragraph("Inga händelser finns ännu i kunskapsbasen.")]
        wide, narrow = (make(events, library.decision_path) for make in (wide_picture, narrow_picture))
        name = f"kb-bild-{self.env.new_serialno('kb-timeline-picture')}"
        drawn = [svg(wide, f"{name}-bred", events), svg(narrow, f"{name}-smal", events)]
        told = container(UNLINKED, *_told(wide, events))
        legend: list[nodes.Node | str] = [LEGEND, CROWDED if wide.crowded or narrow.crowded else ""]
        if TIMELINE in self.env.found_docs:
            legend += [" Se ", page_link(self.env.docname, TIMELINE, "hela tidslinjen"), ALL]
        classes = ["kb-timeline-picture", "kb-across", NOT_SEARCHED]
        return [TimelinePicture("", told, paragraph(*legend), drawn=drawn, classes=classes)]


def _told(picture: Picture, events: Sequence[Event]) -> list[nodes.Node]:
    """Return what the picture shows, as a paragraph and a list."""
    if not picture.named:
        return [paragraph(in_short(events))]
    named = bullets([paragraph(named_words(event))] for event in picture.named)
    return [paragraph(f"{in_short(events)} Här är några av dem:"), named]


class WordsElsewhere(SphinxPostTransform):
    """Leaves the picture where a site is written, and its words everywhere else."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: Any) -> None:
        """Take away what the builder has no use for."""
        for node in list(self.document.findall(TimelinePicture)):
            words, legend = node.children
            if writes_site(self.env._app):
                node.remove(words)  # they stand in the SVG
            else:
                link = next(iter(legend.findall(addnodes.pending_xref)), None)
                more = [paragraph("Se ", link, ALL)] if link is not None else []
                node.replace_self([*words.children, *more])


def svg(picture: Picture, name: str, events: Sequence[Event]) -> str:
    """Return the picture as an SVG element that inherits the page's typeface and colours (see the style sheet)."""
    parts = [
        *_axis(picture),
        *_ways(picture),
        *(_sign(picture, sign) for sign in picture.signs),
        *map(_label, picture.labels),
    ]
    parts += [_key(picture, *key) for key in picture.keys]
    words = in_short(events)
    if picture.named:
        words += f" Med namn i bilden: {'; '.join(map(named_words, picture.named))}."
    shape = "kb-narrow" if picture.upright else "kb-wide"
    return (
        f'<svg class="{shape}" role="img" aria-labelledby="{name}-titel {name}-text" '
        f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" font-size="{TEXT}">'
        f'<title id="{name}-titel">{TITLE}</title><desc id="{name}-text">{escape(words)}</desc>'
        f"{''.join(parts)}</svg>\n"
    )


def _axis(picture: Picture) -> Iterator[str]:
    """Yield the names of the years, and a line where each begins."""
    axis, upright = picture.axis, picture.upright
    sizes = [LINE * (1 + (len(band.name) > 4)) if upright else len(band.name) * DIGIT for band in axis.bands]
    shown = set(names_shown(axis.bands, sizes, centred=not upright))
    for band in axis.bands:
        at = picture.along + band.start
        if upright:
            yield f'<path class="kb-year" d="M0 {_n(at)}H{_n(picture.line)}"/>'
        elif band.start:
            yield f'<path class="kb-year" d="M{_n(at)} {_n(picture.line - LINE / 2)}v{LINE}"/>'
        if band in shown and upright:
            first, last = band.name[:5], band.name[5:]  # a run of years takes two lines
            yield f'<text y="{_n(at + LINE - 2)}">{first}</text>'
            yield f'<text y="{_n(at + 2 * LINE - 5)}">{last}</text>' if last else ""
        elif band in shown:
            middle = picture.along + (band.start + band.end) / 2
            yield f'<text x="{_n(middle)}" y="{_n(picture.line + 5)}" text-anchor="middle">{band.name}</text>'


def _ways(picture: Picture) -> Iterator[str]:
    for label in picture.labels:
        (x, y), *rest = label.way
        yield f'<path class="kb-way" d="M{_n(x)} {_n(y)}{"".join(f"L{_n(a)} {_n(b)}" for a, b in rest)}"/>'


def _sign(picture: Picture, sign: Sign) -> str:
    event = sign.event
    when = f"{PLANNED} {event.when}" if event.planned else event.when
    name, title = "kb-plan" if event.planned else "kb-done", f"<title>{escape(f'{when}: {event.title}')}</title>"
    if is_bar(event):
        thick = picture.sign * BAR
        start, size = (sign.start, sign.across - thick / 2), (sign.end - sign.start, thick)
        (x, y), (width, height) = (start[::-1], size[::-1]) if picture.upright else (start, size)
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        return f'<rect class="{name}" {place} rx="{_n(thick / 2)}">{title}</rect>'
    middle = ((sign.start + sign.end) / 2, sign.across)
    x, y = middle[::-1] if picture.upright else middle
    return f'<circle class="{name}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(picture.sign / 2 - 1)}">{title}</circle>'


def _label(label: Label) -> str:
    lines = []
    for i, line in enumerate(label.lines):
        look = ' class="kb-when"' if i < label.dates else ""
        place = f'x="{_n(label.x)}" y="{_n(label.y + (i + 0.75) * LINE)}"'
        lines.append(f"<tspan {place}{look}>{escape(line)}</tspan>")
    return f"<text>{''.join(lines)}</text>"


def _key(picture: Picture, x: float, y: float, planned: bool) -> str:
    name, word = ("kb-plan", PLANNED) if planned else ("kb-done", "Inträffat")
    circle = f'<circle class="{name}" cx="{_n(x + picture.sign / 2)}" cy="{_n(y)}" r="{_n(picture.sign / 2 - 1)}"/>'
    return f'{circle}<text x="{_n(x + picture.sign + 6)}" y="{_n(y + 5)}">{word}</text>'


def _n(number: float) -> str:
    return f"{round(number, 1):g}"


def visit_html(translator: HTML5Translator, node: TimelinePicture) -> None:
    """Write the two pictures, of which the style sheet shows one; what follows is the caption."""
    translator.body.append(translator.starttag(node, "figure"))
    translator.body.append(f"{''.join(node['drawn'])}<figcaption>")


def depart_html(translator: HTML5Translator, node: TimelinePicture) -> None:
    """End the caption and the figure."""
    translator.body.append("</figcaption></figure>\n")


def setup(app: Sphinx) -> None:
    """Add the directive and what writes the picture."""
    app.add_node(TimelinePicture, html=(visit_html, depart_html))
    app.add_directive("timeline-picture", TimelinePictureDirective)
    app.add_post_transform(WordsElsewhere)

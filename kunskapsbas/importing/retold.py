"""What a retold page leaves to the original that takes its place: events, marked terms, addresses of sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..content import Code, Problem, Report, read_markdown
from ..content.markdown import Markdown, role_target
from ..content.sections import Section, section_of
from ..swedish import slug
from .page import Text
from .report import ParsedReport


@dataclass(frozen=True)
class Carried:
    """A retold page: its front matter, the terms marked in each section, and its sections' addresses."""

    page: Report
    marks: Mapping[Section, tuple[tuple[str, str], ...]]
    headings: Mapping[Section, str]
    links: tuple[str, ...]

    def anchors(self, report: ParsedReport) -> dict[Section, str]:
        """Return the sections whose address changes with their heading, and the address that others link to."""
        made = {}
        for part in report.parts:
            old = self.headings.get(part.key) if part.key else None
            if part.key and old and old != slug(part.heading):
                made[part.key] = old
        return made

    def problems(self, text: Text, links: Collection[str], path: str) -> list[Problem]:
        """Return what the writer is to confirm: events that came along, marks and links that did not."""
        made = []
        for event in self.page.events:
            message = f"Händelsen ”{event.title}” följde med från den återberättade sidan."
            made.append(_note(path, text.event_line(event), message, "Stäm av den mot originalet."))
        if text.unmarked:
            words = ", ".join(dict.fromkeys(words for words, _ in text.unmarked))
            message = f"De här orden var länkade till ordlistan men står inte så i originalet: {words}."
            made.append(_note(path, 1, message, "Ordlistan länkar de flesta begrepp av sig själv. Läs igenom sidan."))
        lost = [name for name in dict.fromkeys(self.links) if name not in links]
        if lost:
            message = f"Länkar på den återberättade sidan som originalet inte har: {', '.join(lost)}."
            made.append(_note(path, 1, message, "Behövs de kan de stå på en annan sida."))
        return made


def _note(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, 1, Code.IMPORT_NOTE, message, hint)


def carry(page: Report, text: str) -> Carried:
    """Return what a retold page leaves behind. ``text``: its whole file."""
    facts = read_markdown(text, page.title)
    marks: dict[Section, list[tuple[str, str]]] = defaultdict(list)
    links: list[str] = []
    for spot in facts.spots:
        if spot.kind == "role" and spot.name == "term":
            section = _section_at(facts, spot.line)
            target = role_target(spot.target)
            words = spot.target.rpartition("<")[0].strip() or target
            if section and (words, target) not in marks[section]:
                marks[section].append((words, target))
        elif spot.kind == "role" and spot.name == "link":
            links.append(role_target(spot.target))
        elif spot.kind == "link" and not spot.target.startswith("#"):
            links.append(spot.target)
    headings = {section_of(head.text): head.anchor for head in facts.headings if head.level == 2}
    known = {key: anchor for key, anchor in headings.items() if key}
    return Carried(page, {key: tuple(found) for key, found in marks.items()}, known, tuple(links))


def _section_at(facts: Markdown, line: int) -> Section | None:
    above = [head for head in facts.headings if head.level == 2 and head.line <= line]
    return section_of(above[-1].text) if above else None

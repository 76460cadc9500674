"""From a file to a page that is ready to be written, with what the writer should know of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..content import Code, Kind, Library, Problem, Report
from ..content.model import Person
from ..content.reportsource import new_source_id, source_of_report
from ..content.sections import Section
from ..swedish import date_words, join_words, moment_words
from .comparing import differences, page_words
from .document import Block, Document, ImportRefused, words_of
from .events import Proposal, proposals
from .findings import Finding, deprecated_forms, findings, preferred
from .opening import read_file
from .page import Text, write_page
from .registering import Links, register_links
from .report import Compiled, ParsedReport, person_of, runs_in, understand
from .retold import Carried

_UNKNOWN_PUBLISHER = "Uppgift saknas i originalet"
_MOST_WORDS = 100_000  # a report has six hundred; more than a book is some other kind of file
_SUMMARY = (40, 300)  # characters, as the model has it
_BY = re.compile(r"sammanställ\w*\s+av\s+(.+?)(?:,?\s+på\s+uppdrag\s+av\s+(.+?))?\.?$", re.IGNORECASE)
_TO = re.compile(r"rapporten\s+skickas\s+till\s+(.+?)(?:\s+och\s+publiceras\s+på\s+(.+?))?\.", re.IGNORECASE)


@dataclass(frozen=True)
class Original:
    """A file that has been read and understood. ``shown``: the path as the writer gave it."""

    shown: str
    name: str
    sha256: str
    document: Document
    report: ParsedReport


@dataclass(frozen=True)
class Draft:
    """A page that can be written: its file's text, what the registers need, and what to tell the writer."""

    original: Original
    page: Report
    text: str
    links: Links
    new_source: bool
    problems: tuple[Problem, ...]


def read_original(path: Path, shown: str, given: datetime | None = None) -> Original:
    """Read a file. ``given``: when the report was compiled, if the writer says so. Raises ImportRefused."""
    document = read_file(path, shown)
    if len(document.words) > _MOST_WORDS:
        message = f"Filen har {len(document.words)} ord, och en rapport får ha högst {_MOST_WORDS}."
        raise ImportRefused(
            Problem(shown, 1, 1, Code.IMPORT_FILE, message, "Dela upp den, eller kontrollera att det är rätt fil.")
        )
    report = understand(document, shown, given)
    return Original(shown, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), document, report)


def as_data(original: Original, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the parsed model as plain data, as ``kb import --dry-run --format json`` prints it."""
    report = original.report
    sections = [
        {
            "heading": part.heading,
            "blocks": [
                {
                    "type": block.kind if block.kind in ("item", "table") else "paragraph",
                    "level": block.level if block.kind == "item" else 1,
                    "text": block.text,
                }
                for block in part.blocks
            ],
        }
        for part in report.parts
    ]
    return {
        "title": report.title,
        "compiled": f"{report.compiled.moment:%Y-%m-%dT%H:%M}" if report.compiled else None,
        "sections": sections,
        "links": [{"title": " ".join(run.text.split()), "href": run.href or None} for run in report.links],
        "problems": [problem.as_dict() for problem in problems],
    }


def draft(original: Original, library: Library, path: str, now: datetime, carried: Carried | None = None) -> Draft:
    """Return the page of an original.

    ``path``: the file it will be, as Problems are to name it; "" leaves it to the date. ``now``: no report is later.
    ``carried``: what a retold page of the same day leaves to it. Raises ImportRefused where the report's day is not
    known or is to come, and where a word would be lost.
    """
    report = original.report
    compiled = _known(original, now)
    forms = deprecated_forms(library)
    links = register_links(report.links, library, forms, compiled)
    known = carried.page.sources if carried else ()
    key = known[0] if known else source_of_report(library, compiled.moment.date())
    source = key or new_source_id(compiled.moment.date(), library.sources)
    proposed = _without_known(proposals(report, library, source), carried)
    page = _page(original, library, compiled, source, proposed, carried)
    marks, anchors = (carried.marks, carried.anchors(report)) if carried else ({}, {})
    text = write_page(page, report, links.ids, marks, anchors)
    path = path or f"reports/{compiled.moment.date().isoformat()}.md"
    written = "\n".join(text.lines) + "\n"
    order = _check_words(original, written)
    problems = [*original.document.problems, *order]
    problems += [_problem(finding, text, path) for finding in findings(report, library)]
    problems += _to_confirm(proposed, library, text, path)
    problems += _publisher(page, path) + _addresses(links, path) + _unsafe(report, links, text, path)
    if carried:
        problems += carried.problems(text, links.ids.values(), path)
    return Draft(original, page, written, links, key is None, tuple(sorted(set(problems), key=lambda p: p.place)))


def _known(original: Original, now: datetime) -> Compiled:
    compiled = original.report.compiled
    if compiled is None:
        sent = original.document.sent
        message = "Filen säger inte när rapporten sammanställdes (raden ”Sammanställd: …” saknas)."
        hint = (
            f"Brevet skickades {moment_words(sent)}. Stämmer det, ange --compiled {sent:%Y-%m-%dT%H:%M}."
            if sent
            else ""
        )
        raise ImportRefused(
            *original.document.problems, Problem(original.shown, 1, 1, Code.NOT_COMPILED, message, hint)
        )
    if compiled.moment > now:
        message = f"Rapporten är daterad {moment_words(compiled.moment)}, som inte har varit än."
        raise ImportRefused(Problem(original.shown, 1, 1, Code.FUTURE_REPORT, message))
    return compiled


def _page(
    original: Original,
    library: Library,
    compiled: Compiled,
    source: str,
    proposed: Sequence[Proposal],
    carried: Carried | None,
) -> Report:
    report, forms = original.report, deprecated_forms(library)
    day = date_words(compiled.moment.date())
    subject = preferred(report.subject, forms)
    publisher, commissioner = _made_by(report)
    old = carried.page if carried else None
    people = [person_of(block) for block in report.section(Section.SPOKESPERSONS) if block.kind == "item"]
    return Report(
        docname="", kind=Kind.REPORT, title=f"{report.title}, {day}",
        summary=old.summary if old else summary_of(report, day),
        compiled=compiled.moment, compiled_raw=compiled.raw or None, publisher=publisher,
        commissioner=commissioner, audience=_audience(report), subject=subject,
        subject_raw=report.subject if report.subject != subject else None,
        spokespersons=tuple(Person(name=name, role=role or None) for name, role in people if name),
        wording="original", source_file=original.name, source_sha256=original.sha256,
        sources=old.sources if old and old.sources else (source,),
        events=(*(old.events if old else ()), *(proposal.event for proposal in proposed)),
        questions=old.questions if old else (), owner=old.owner if old else None,
        link_terms=old.link_terms if old else True,
    )  # fmt: skip  # type: ignore[call-arg, arg-type]


def _made_by(report: ParsedReport) -> tuple[str, str | None]:
    for block in report.section(Section.REPORT):
        for sentence in re.split(r"(?<=[.!?])\s+", block.text):
            if found := _BY.search(sentence):
                return found[1].strip(" ,"), found[2]
    return _UNKNOWN_PUBLISHER, None


def _audience(report: ParsedReport) -> tuple[str, ...]:
    for block in report.section(Section.REPORT):
        if found := _TO.search(block.text):
            return (
                *(name.strip() for name in re.split(r",\s*|\s+och\s+", found[1])),
                *([found[2]] if found[2] else []),
            )
    return ()


def summary_of(report: ParsedReport, day: str) -> str:
    """Return the first sentences of the report, as many as a summary has room for; its own words."""
    shortest, longest = _SUMMARY
    blocks = report.section(Section.SUMMARY) or tuple(block for part in report.parts for block in part.blocks)
    made = ""
    for block in blocks:
        if block.kind == "table":
            continue
        for sentence in re.split(r"(?<=[.!?])\s+", block.text):
            longer = f"{made} {sentence}".strip()
            if len(longer) > longest:
                break
            made = longer
        if len(made) >= shortest:
            break
    if len(made) < shortest:
        text = " ".join(block.text for block in blocks if block.kind != "table")
        made = f"{text[: longest - 1].rsplit(' ', 1)[0]}…" if len(text) > longest else text
    return made if len(made) >= shortest else f"Regional rapport som sammanställdes den {day}. {made}".strip()


def _without_known(found: Sequence[Proposal], carried: Carried | None) -> list[Proposal]:
    """Return the proposals that the retold page has no event for already."""
    known = {event.date.text for event in carried.page.events} if carried else set()
    return [proposal for proposal in found if proposal.event.date.text not in known]


def _check_words(original: Original, written: str) -> list[Problem]:
    """Compare the page's words with the original's. Raises ImportRefused where one is lost or has come to."""
    lifted = [word for line in original.report.lifted for word in words_of(line)]
    made = lifted + page_words(written)
    places = differences(original.document.words, made)
    if not places:
        return []
    told = f"Orden på sidan är inte originalets: {join_words(places)}."
    if sorted(original.document.words) == sorted(made):
        hint = "Ordningen skiljer sig. Jämför sidan med originalet."
        return [Problem(original.shown, 1, 1, Code.IMPORT_NOTE, told, hint)]
    raise ImportRefused(*original.document.problems, Problem(original.shown, 1, 1, Code.WORDS_LOST, told))


def _problem(finding: Finding, text: Text, path: str) -> Problem:
    thing = finding.block if finding.block is not None else finding.part
    return Problem(path, text.place(thing) if thing is not None else 1, 1, finding.code, finding.message, finding.hint)


def _to_confirm(proposed: Sequence[Proposal], library: Library, text: Text, path: str) -> list[Problem]:
    made = []
    for proposal in proposed:
        event = proposal.event
        state = "planerad" if event.planned else "inträffad"
        message = f"Föreslagen händelse, {state} {event.when}: ”{event.title}” (rad {text.place(proposal.block)})."
        same = [f"”{other.title}” ({name}.md)" for other, name in library.events if other.date == event.date]
        if same:
            message += f" Samma dag finns redan {join_words(same)}."
        made.append(Problem(path, text.event_line(event), 1, Code.UNCONFIRMED_EVENT, message))
    return made


def _publisher(page: Report, path: str) -> list[Problem]:
    if page.publisher != _UNKNOWN_PUBLISHER:
        return []
    message = "Originalet säger inte vem som sammanställer rapporten."
    return [Problem(path, 1, 1, Code.IMPORT_NOTE, message, "Skriv det under publisher om du vet.")]


def _addresses(links: Links, path: str) -> list[Problem]:
    made = []
    for key, href in links.found.items():
        message = f"Länkregistret saknade adress för {key}. Originalet anger {href}, och den är inskriven."
        made.append(Problem(path, 1, 1, Code.IMPORT_NOTE, message, "Kontrollera adressen i links.toml."))
    return made


def _unsafe(report: ParsedReport, links: Links, text: Text, path: str) -> list[Problem]:
    """Tell of links that are only words on the page: to files, to places inside the original, or that run code."""
    made = []
    for part in report.parts:
        for block in part.blocks:
            made += [
                Problem(path, text.place(block), 1, Code.IMPORT_NOTE, message, "Länka till rätt sida om det behövs.")
                for message in _left_out(block, links.ids)
            ]
    return made


def _left_out(block: Block, ids: Mapping[tuple[str, str], str]) -> list[str]:
    lost = [
        run
        for run in runs_in(block)
        if run.href and (run.text, run.href) not in ids and not run.href.startswith(("mailto:", "tel:"))
    ]
    return [f"Länken ”{run.text.strip()}” leder till {str(run.href)[:80]} och är bara text på sidan." for run in lost]

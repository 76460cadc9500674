"""What a writer should look at in an imported report: rules of the series that a program can see but not decide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..content import Code, Library
from ..content.addresses import lookalike
from ..content.sections import REQUIRED, Section
from ..swedish import date_words, fold_form, nearest
from ..swedish.loose_times import loose_times
from .document import Block
from .report import ParsedReport, Part, actions_of, looks_like_heading, person_of, runs_in

# The last paragraph of the reports of March and November 2025, folded; only its checksum is kept.
STANDARD_ENDINGS = frozenset({"92b3fa40de1320651ae14bfd472e8aebd584ce13cdd1d26ecfab41a927a3e198"})
_LONG_AGO = timedelta(days=31)
_DOMAIN = re.compile(r"\b(?:[a-zåäö0-9-]+\.)+[a-zåäö]{2,}\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell the writer. ``block``: what it is about; ``part``: the heading it is about; else the page."""

    code: Code
    message: str
    hint: str = ""
    block: Block | None = None
    part: Part | None = None


def findings(report: ParsedReport, library: Library) -> Iterator[Finding]:
    """Yield what to look at, in no certain order (the caller sorts by line)."""
    yield from _headings(report)
    yield from _items(report)
    yield from _actions(report)
    yield from _people(report)
    yield from _standard(report)
    yield from _words(report, deprecated_forms(library))
    told: set[str] = set()
    for part in report.parts:
        for block in part.blocks:
            for run in runs_in(block):
                if run.href == "" and run.text not in told:
                    told.add(run.text)
                    yield Finding(Code.NO_ADDRESS, f"Länken ”{run.text}” har ingen adress i originalet.", block=block)


def deprecated_forms(library: Library) -> Mapping[str, str]:
    """Return each form that should not be written -> the title of its term."""
    return {entry.form: term.title for term in library.terms for entry in term.deprecated}


def preferred(text: str, forms: Mapping[str, str]) -> str:
    """Return a text with each deprecated form, whatever its case, as its term is written."""
    for form, title in forms.items():
        right = title[:1].lower() + title[1:] if form[:1].islower() else title
        text = re.sub(rf"\b{re.escape(form)}", right, text, flags=re.IGNORECASE)
    return text


def _headings(report: ParsedReport) -> Iterator[Finding]:
    found = [part.key for part in report.parts if part.key]
    for key in REQUIRED:
        if key not in found:
            yield Finding(Code.MISSING_SECTION, f"Avsnittet ”{key.label}” saknas.")
    labels = [key.label for key in Section]
    for part in report.parts:
        if part.heading and part.key is None and part.depth == 0:
            near = nearest(part.heading, labels, most=1)
            hint = f"Menas ”{near[0]}”? Är raden ingen rubrik tar du bort ##." if near else ""
            message = f"Rubriken ”{part.heading}” är ingen som rapporterna brukar ha."
            yield Finding(Code.UNKNOWN_HEADING, message, hint, part=part)
        if part.key and found.count(part.key) > 1 and part is not next(p for p in report.parts if p.key is part.key):
            yield Finding(Code.IMPORT_NOTE, f"Avsnittet ”{part.heading}” finns två gånger.", part=part)
        for block in part.blocks:
            head = report.title, report.compiled.raw if report.compiled else ""
            if block.kind == "paragraph" and block.bold and looks_like_heading(block) and block.text not in head:
                message = f"Raden ”{block.text}” är fetstilt och kan vara en rubrik."
                yield Finding(Code.MAYBE_HEADING, message, block=block)


def _items(report: ParsedReport) -> Iterator[Finding]:
    for part in report.parts:
        for index, block in enumerate(part.blocks):
            after = part.blocks[index + 1] if index + 1 < len(part.blocks) else None
            if block.kind != "item":
                continue
            nested = after is not None and after.kind == "item" and after.level > block.level
            if block.text.endswith(":") and not nested and not any(run.href is not None for run in block.runs):
                message = f"Punkten ”{_short(block.text)}” slutar med kolon men har inga underpunkter."
                yield Finding(Code.COLON_ITEM, message, block=block)
            if block.orphan:
                message = f"Underpunkten ”{_short(block.text)}” har ingen punkt ovanför och har fått stå som punkt."
                yield Finding(Code.ORPHAN_ITEM, message, block=block)


def _actions(report: ParsedReport) -> Iterator[Finding]:
    if report.compiled is None:
        return
    today = report.compiled.moment.date()
    for action in actions_of(report):
        written = action.block.text.partition(":")[0]
        if action.day is None:
            message = f"Åtgärdens datum finns inte: ”{written}”."
            yield Finding(Code.WRONG_DATE, message, "Kontrollera det mot originalet.", action.block)
        elif action.day > today:
            message = f"Åtgärden {written} är senare än rapporten, som sammanställdes den {date_words(today)}."
            yield Finding(Code.ACTION_DATE, message, block=action.block)
        elif today - action.day > _LONG_AGO:
            days = (today - action.day).days
            yield Finding(
                Code.OLD_ACTION, f"Åtgärden {written} är {days} dagar äldre än rapporten.", block=action.block
            )


def _people(report: ParsedReport) -> Iterator[Finding]:
    for block in report.section(Section.SPOKESPERSONS):
        if block.kind == "item" and block.text and not person_of(block)[1]:
            yield Finding(Code.NO_ROLE, f"Talespersonen {block.text} står utan roll.", block=block)


def _standard(report: ParsedReport) -> Iterator[Finding]:
    """Compare the last paragraph with the one that the reports are known to end with."""
    paragraphs = [block for block in report.section(Section.REPORT) if block.kind == "paragraph"]
    if paragraphs and ending_print(paragraphs[-1].text) not in STANDARD_ENDINGS:
        message = "Sista stycket skiljer sig från det som rapporterna brukar sluta med."
        yield Finding(Code.CHANGED_BOILERPLATE, message, block=paragraphs[-1])


def ending_print(text: str) -> str:
    """Return the checksum by which a paragraph of standard text is known, whatever its case and spaces."""
    return hashlib.sha256(fold_form(text).encode()).hexdigest()


def _words(report: ParsedReport, forms: Mapping[str, str]) -> Iterator[Finding]:
    told: set[str] = set()
    texts: list[tuple[str, Block | None, Part | None]] = []
    for part in report.parts:
        texts.append((part.heading, None, part))
        texts += [(block.text, block, None) for block in part.blocks]
    everything = "\n".join([*report.lifted, *(text for text, _, _ in texts)]).casefold()
    counts = {form: everything.count(form.casefold()) for form in forms}
    for text, block, head in texts:
        for found in _DOMAIN.finditer(text.lower()):
            if right := lookalike(found[0]):
                message = f"{found[0]} är inte regionens adress, som är {right}."
                yield Finding(Code.LOOKALIKE_DOMAIN, message, block=block, part=head)
        own = " ".join(run.text for run in runs_in(block) if run.href is None) if block else text
        for expression in loose_times(own):
            message = f"”{expression}” säger inte vilken tid som menas."
            yield Finding(Code.RELATIVE_TIME, message, block=block, part=head)
        for form, title in forms.items():
            if counts[form] and form not in told and form.casefold() in text.casefold():
                told.add(form)
                times = "en gång" if counts[form] == 1 else f"{counts[form]} gånger"
                message = f"Originalet skriver {form} {times}. Kunskapsbasen skriver {title[:1].lower() + title[1:]}."
                yield Finding(Code.SPELLING_VARIANT, message, block=block, part=head)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"…{text[-76:]}"

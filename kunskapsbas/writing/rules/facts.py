"""Which passages state a fact, and which citation covers it: that of its own paragraph, item or row, or one around it.

Writers put a source after the fact, or last in the paragraph, the list or the section (about/om.md says so to readers).
So a fact is covered by a citation in its own paragraph, list item or row, in the words that lead in to its list or
table, in the last item of that list, or in the items that it leads in to. The last words of a section cover all of it
where they have its only citation: where each paragraph has its own, one without stands out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...content import Heading, Markdown, Spot
from ...content.markdown import Block
from ...content.prose import Passage, PassageKind
from ...content.sections import RETELLING
from ...swedish import fold_form
from ...swedish.dates import MONTHS
from ...swedish.finding_dates import find_dates
from ...swedish.sentences import sentences

_CITING = ("cite", "footcite")
#: Directives that show sources of their own.
_WITH_SOURCES = frozenset({"bibliography", "timeline", "decision-path", "open-questions"})
_TOLD = (PassageKind.PARAGRAPH, PassageKind.ITEM, PassageKind.CELL)
_LISTS = frozenset({"bullet_list", "ordered_list", "table"})
_BOXES = frozenset({"fence", "colon_fence"})
_WHOLE_DAY = re.compile(r"@(?:[12][0-9]{3}-|--)")
_YEAR = re.compile(
    r"\b(?:i|under|år|hösten|våren|sommaren|vintern|sedan|från|till|före|efter)"
    r" (?:(?:mitten|slutet|början) av )?(?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b[0-9][0-9 \u00a0,.–-]*\s?(?:kronor|kr|miljon\w*|miljard\w*|tusen|procent|euro|dollar)\b|\b[0-9][0-9,.]*\s?%",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b[0-9]{{2,}}(?:[ \u00a0][0-9]{{3}})* (?!(?:{'|'.join(MONTHS)})\b)"
    r"[a-zåäö]{3,}(?:ar|er|or|arna|erna|orna|are|mål|år)\b"
)
_DECISION = re.compile(
    r"(?:\b(?:[A-ZÅÄÖ]{2,}|[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)*)|\b\w*(?:fullmäktige|styrelsen|nämnden|utskottet|regeringen"
    r"|riksdagen|regionen|direktören|rapporten|gruppen))\b[^.?!]{0,60}?"
    r"\b(?:beslut(?:ade|at)|beslöt|god(?:kände|känt)|anto(?:g|gs|git)|avslog|återremitterade|fastställde|rekommenderar"
    r"|rekommenderade|ställde sig bakom|pausade|sade upp|avbröt|tecknade|tilldelade|upphandlade|förbjöd|utsåg"
    r"|överlämnade|införde|stoppade)\b"
)
# Says what is not known, or what the writers themselves make of it: there is nothing to give a source for.
_NO_FACT = re.compile(
    r"\bsaknas\b|\bkäll(?:a|an|or|orna)\b[^.]{0,40}\b(?:inte|ingen|inget|inga)\b"
    r"|\b(?:inte|ingen|inget|inga)\b[^.]{0,40}\bkäll(?:a|an|or|orna)\b"
    r"|\binte hittat\b|\bvet (?:vi )?inte\b|\btolkning\w*\b|\bvi (?:tolkar|utgår|räknar|skriver|har räknat|har läst)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"\b(?:saknas|källorna inte|vi inte vet|inte säger|obesvarade)\b", re.IGNORECASE)


def fact_in(passage: Passage) -> tuple[int, int] | None:
    """Return where a passage first states a fact: a day, a year, an amount, a number of something, a decision.

    A question states none, nor does a sentence about what the sources lack, nor do the words of a link.
    """
    for sentence in sentences(passage.text):
        text = passage.text[sentence.start : sentence.end]
        if text.rstrip(" \ufffc").endswith("?") or _NO_FACT.search(text):
            continue
        places = [(start, end) for start, end, keys in find_dates(text.lower()) if _WHOLE_DAY.match(keys[0])]
        places += [found.span() for pattern in (_YEAR, _AMOUNT, _COUNT, _DECISION) for found in pattern.finditer(text)]
        for start, end in sorted(places):
            if passage.style_at(sentence.start + start) in ("text", "name", "role"):
                return sentence.start + start, sentence.start + end
    return None


def cites(passage: Passage) -> bool:
    """Tell whether a passage has a citation."""
    return any(run.target.partition(":")[0] in _CITING for run in passage.runs if run.style == "code")


def is_citation(spot: Spot) -> bool:
    """Tell whether a spot is a citation."""
    return spot.kind == "role" and spot.name.partition(":")[0] in _CITING


def cited_together(text: Markdown) -> Iterator[list[Spot]]:
    """Yield the citations that carry the same words: those of a paragraph, item or row, and of what leads in to it."""
    units: dict[int, list[Spot]] = {}
    for spot in text.spots:
        if is_citation(spot):
            units.setdefault(_unit(text.blocks, spot.line), []).append(spot)
    for line, spots in units.items():
        yield [*spots, *units.get(_leading_in(text, line), ())]


def _leading_in(text: Markdown, line: int) -> int:
    """Return the first line of the paragraph before the list or table that a line is part of; 0 for none."""
    of_list = _innermost(_around(text.blocks, line), _LISTS)
    if of_list is None:
        return 0
    before = (block.first for block in text.blocks if block.kind == "paragraph" and block.last < of_list.first)
    found = max(before, default=0)
    return found if found > _section(text.headings, line) else 0


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage, and what it stands in: its item or row, its list or table, its box, its section's heading."""

    passage: Passage
    unit: int
    of_list: Block | None
    box: Block | None
    section: int


def uncovered(text: Markdown) -> Iterator[tuple[Passage, int, int]]:
    """Yield each passage of a page that states a fact without a source, and where in it; one for each list or table."""
    for _, group in groupby(_told(text), key=lambda told: (told.section, told.box)):
        within = list(group)
        seen: set[Block] = set()
        for number, told in enumerate(within):
            found = fact_in(told.passage)
            if found is None or told.of_list in seen or _is_covered(within, number):
                continue
            if told.of_list:
                seen.add(told.of_list)
            yield told.passage, *found


def _told(text: Markdown) -> Iterator[_Told]:
    """Yield the passages that may state facts, in order, without the sections that state none or show their sources."""
    left_out = {heading.line for heading in text.headings if _is_left_out(heading)}
    shown = [spot.line for spot in text.spots if spot.kind == "directive" and spot.name in _WITH_SOURCES]
    left_out |= {_section(text.headings, line) for line in shown}
    for passage in text.passages:
        section = _section(text.headings, passage.line)
        if passage.kind in _TOLD and section not in left_out:
            around = _around(text.blocks, passage.line)
            boxes = [block for block in around if block.first < passage.line]
            unit = _unit(around, passage.line)
            yield _Told(passage, unit, _innermost(around, _LISTS), _innermost(boxes, _BOXES), section)


def _is_left_out(heading: Heading) -> bool:
    return fold_form(heading.text) in RETELLING or _UNKNOWN.search(heading.text) is not None


def _section(headings: Sequence[Heading], line: int) -> int:
    """Return the line of the heading that a line stands below; 0 for none."""
    return max((heading.line for heading in headings if heading.line <= line), default=0)


def _around(blocks: Sequence[Block], line: int) -> list[Block]:
    return [block for block in blocks if block.first <= line <= block.last]


def _unit(blocks: Sequence[Block], line: int) -> int:
    """Return the first line of the item or paragraph that a line is part of; in a table each row is by itself."""
    around = _around(blocks, line)
    unit = _innermost(around, ("list_item",)) or _innermost(around, ("paragraph",))
    return unit.first if unit else line


def _innermost(blocks: Sequence[Block], kinds: frozenset[str] | tuple[str, ...]) -> Block | None:
    return max((block for block in blocks if block.kind in kinds), key=lambda block: block.first, default=None)


def _is_covered(within: Sequence[_Told], number: int) -> bool:
    """Tell whether a citation covers a passage among those of its section and box."""
    told = within[number]
    citing = [other for other in within if cites(other.passage)]
    if any(other.unit == told.unit for other in citing) or citing == [within[-1]]:
        return True
    if told.of_list is None:
        after = within[number + 1].of_list if number + 1 < len(within) else None
        leads_in = after is not None and told.passage.text.rstrip(" \ufffc").endswith(":")
        return leads_in and any(cites(other.passage) for other in within if other.of_list == after)
    of_list = [other for other in within if other.of_list == told.of_list]
    before = [other for other in within if other.passage.line < told.of_list.first]
    return cites(of_list[-1].passage) or bool(before and cites(before[-1].passage))

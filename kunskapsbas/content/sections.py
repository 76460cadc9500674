"""The sections that the reports of the series have: their names vary, what they are does not."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ..swedish import fold_form


class Section(StrEnum):
    """A section of a report, whatever its heading says. Most reports have them in this order, but not all."""

    SUMMARY = "summary"
    COMMUNICATION = "communication"
    OPERATIONS = "operations_comment"
    ACTIONS = "actions"
    LINKS = "collected_links"
    SPOKESPERSONS = "spokespersons"
    GROUP = "about_group"
    REPORT = "about_report"

    @property
    def label(self) -> str:
        """Its usual heading."""
        return _LABELS[self]


_LABELS = {
    Section.SUMMARY: "Sammanfattande lägesbild",
    Section.COMMUNICATION: "Kommunikativ lägesbild",
    Section.OPERATIONS: "Verksamhetens kommentar",
    Section.ACTIONS: "Kommunikativa åtgärder, urval",
    Section.LINKS: "Samlad information",
    Section.SPOKESPERSONS: "Talesperson",
    Section.GROUP: "Om samordningen",
    Section.REPORT: "Om Regional rapport",
}
#: Those that every report has; the spokesperson and the group may be left out.
REQUIRED = tuple(part for part in Section if part not in (Section.SPOKESPERSONS, Section.GROUP))
#: The heading of what a retold report says of its own wording: no part of the report. As :func:`fold_form` has it.
RETELLING = frozenset({"om återgivningen"})
# In this order: "Om Regional rapport …" would otherwise be about the group.
_PATTERNS = (
    (Section.SUMMARY, r"sammanfattande lägesbild"),
    (Section.COMMUNICATION, r"kommunikativ lägesbild"),
    (Section.OPERATIONS, r"verksamhetens kommentar(er)?"),
    (Section.ACTIONS, r"kommunikativa åtgärder\b.*"),
    (Section.LINKS, r"samlad information"),
    (Section.SPOKESPERSONS, r"talespers?on(er)?( vgr)?"),
    (Section.REPORT, r"om (den )?regional(a)? rapport(en)?\b.*"),
    (Section.GROUP, r"(om samord|samordningsgrupp|om stabsarbetet|om uppdraget|om gruppen).*"),
)


@lru_cache(maxsize=1024)  # the same headings stand in every report
def section_of(heading: str) -> Section | None:
    """Return which section a heading names, whatever its variant, or None when it is none of the series'."""
    words = fold_form(heading).strip(" :*#")
    if words.endswith((".", ",")):
        return None  # the end of a sentence that a mail program broke
    return next((part for part, pattern in _PATTERNS if re.fullmatch(pattern, words)), None)

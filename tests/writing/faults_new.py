"""What ``kb new`` leaves to be written, planted in a faultless base: advice at its place until a writer has done it."""

from __future__ import annotations

from kunskapsbas.content import Code
from tests.content.small import SUMMARY
from tests.writing.faults import JAN, OM, TERM, Fault, body, swap

LIST = "sources:\n  - alfa\nevents"
WAITING = "sources:\n  # ¤Skriv här: källan.\n  - alfa\nevents"
SUMMED_UP = f'summary: "{SUMMARY}"'
UNFINISHED: tuple[Fault, ...] = (
    swap("a summary to be written", OM, SUMMED_UP, f'summary: "¤Skriv här: {SUMMARY}"', Code.TO_FILL_IN, "Kvar att"),
    swap("a field in single marks", TERM, "En avgränsad del.", "'¤Skriv här: en del.'", Code.TO_FILL_IN, ": en del."),
    swap("a comment in the front matter", JAN, LIST, WAITING, Code.TO_FILL_IN, "källan."),
    body("a paragraph to be written", "¤Skriv här: det viktigaste.", Code.TO_FILL_IN, "det viktigaste."),
    body("an item to be written", "- Klart.\n- ¤Skriv här: nästa sak. {cite:p}`alfa`", Code.TO_FILL_IN, "nästa sak."),
    body("a comment to be done", "¤% Skriv här: mer, med källor.\n\nText.", Code.TO_FILL_IN, "mer, med källor."),
)

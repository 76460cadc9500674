"""Faults in the language of a page, and in excuses and the list of own words."""

from __future__ import annotations

from kunskapsbas.content import Code
from tests.writing.faults import OM, TITLE, Fault, about, body, swap, whole

ASKS, FEB = "strategy/fraga.md", "reports/2025-02-14.md"
_END = "bildar ett {term}`systemet <system>`.\n"
_FEB_END = "Det här hände i februari. {cite:p}`beta`\n"
LONG = "Det här är en mening som bara fortsätter " + "och går vidare till nästa del av samma tanke " * 5 + "utan slut."
NAME = """---
kind: term
title: openEHR
definition: En öppen standard för journaldata.
category: standard
sources: [alfa]
---

Delarna bygger på ¤openehr.
"""
HARD = "Verksamhetsövergripande samordningsansvar förutsätter kommunikationsavdelningens informationsförsörjning. " * 20


def asks(name: str, new: str, code: Code, *says: str, also: tuple[Code, ...] = ()) -> Fault:
    """Return a fault in the running text of a page of strategy."""
    return swap(name, ASKS, _END, f"{_END}\n{new}\n", code, *says, also=also)


def original(name: str, new: str, code: Code, *says: str) -> Fault:
    """Return a fault in a report that keeps its original's words."""
    return swap(name, FEB, _FEB_END, f"{_FEB_END}\n{new}\n", code, *says)


SPELLING = [
    body("a letter too few", "Vi väntar på ¤upphandlngen.", Code.SPELLING, "upphandlngen", "upphandlingen"),
    body("two letters changed over", "Hälso- och ¤sjukvåndslagen gäller.", Code.SPELLING, "words.txt"),
    body("a slip near a term", "De har en ¤moddul till.", Code.SPELLING, "Menade du"),
    body("a slip in a link's words", "Läs [om ¤sidrona](om.md).", Code.SPELLING, "sidrona"),
    body("a slip in a list", "- Ett\n- Två ¤pasienter", Code.SPELLING, "patienter"),
    body("a slip in a table", "| Vad |\n|---|\n| ¤medarbetrna |", Code.SPELLING, "medarbetarna"),
    body("a slip in a heading", "### Den ¤komande tiden\n\nText.", Code.SPELLING, "kommande"),
    body("a slip in a note's title", "```{admonition} Bra att ¤vetaa\nText.\n```", Code.SPELLING, "veta"),
    body("a slip in a picture's text", "![En ¤grååå ruta till](bild.png)", Code.SPELLING, "grååå"),
    swap("a slip in a title", OM, TITLE, 'title: "Om ¤sidronas innehåll"', Code.SPELLING, "sidronas"),
    swap("a slip in a definition", "glossary/system.md", "Flera delar tillsammans.",
         "Flera delar ¤tilsammans här.", Code.SPELLING, "tillsammans"),
    original("a slip in an original", "Alla ¤väntrar på besked.", Code.ORIGINAL_WORD, "väntrar"),
]  # fmt: skip

WORDING = [
    body("a form that a term advises against", "En ¤modull räcker.", Code.DEPRECATED_FORM, "Skriv modul"),
    body("such a form, inflected", "Båda ¤modullerna räcker.", Code.DEPRECATED_FORM, "Skriv modulerna"),
    original("such a form in an original", "En ¤modull räcker.", Code.SPELLING_VARIANT, "modull"),
    body("a compound in two words", "Vi läser en ¤slut rapport.", Code.SPLIT_WORD, "slutrapport"),
    body("a compound parted at its joint", "Nya ¤utbildnings insatser hjälper.", Code.SPLIT_WORD,
         "utbildningsinsatser"),
    body("a term in two words", "En ¤bygg del räcker.", Code.SPLIT_WORD, "byggdel"),
    body("a definite compound in two words", "Hon är ¤sjuk sköterskan som vet.", Code.SPLIT_WORD, "sjuksköterskan"),
    whole("a name without its capitals", "glossary/openehr.md", NAME, Code.NAME_SPELLING, "Skriv openEHR",
          also=(Code.UNUSED_TERM,)),
    body("a word twice", "Det är är ¤inte".replace("är är ¤", "är ¤är ") + " sant.", Code.DOUBLED_WORD, "”är”"),
    body("a word twice over a line's end", "Vi skriver att\n¤att det gäller.", Code.DOUBLED_WORD, "”att”"),
]  # fmt: skip

TIMES = [
    asks("a season without a year", "Det börjar ¤i höst.", Code.TIME_WITHOUT_DATE, "i höst"),
    asks("last week", "Mötet hölls ¤förra veckan.", Code.TIME_WITHOUT_DATE, "förra veckan"),
    asks("soon", "Beslutet väntas ¤inom kort.", Code.TIME_WITHOUT_DATE, "inom kort"),
    asks("to-day in one word", "Så är det ¤idag.", Code.TIME_WITHOUT_DATE, "idag"),
    original("a season in an original", "Det börjar ¤i höst.", Code.RELATIVE_TIME, "i höst"),
    body("the 30th of February in the text", "Det var den ¤30 februari 2025.", Code.IMPOSSIBLE_DATE, "februari 2025"),
    body("a leap day in a common year", "Den ¤29 februari 2025 hölls mötet.", Code.IMPOSSIBLE_DATE, "29"),
    body("month 13 in the text", "Det var ¤2025-13-02.", Code.IMPOSSIBLE_DATE, "månad 13"),
    body("the wrong weekday", "Det var ¤tisdagen den 3 november 2025.", Code.IMPOSSIBLE_DATE, "måndag"),
    body("half past 25", "Mötet börjar ¤kl. 25.30 på plats.", Code.IMPOSSIBLE_DATE, "klockslaget"),
]  # fmt: skip

CLARITY = [
    body("a very long sentence", f"¤{LONG}", Code.LONG_SENTENCE, "ord lång"),
    whole("a very hard page", "about/svar.md", f"¤{about('Svår', HARD)}", Code.READABILITY, "LIX"),
    body("an abbreviation nobody explains", "Läs ¤QXZ noga.", Code.UNEXPLAINED, "QXZ"),
]

_EXCUSED = "%{0}\nVi väntar på upphandlngen.".format
EXCUSES = [
    body("an excuse with a slip in its code", "¤" + _EXCUSED(" undantag sprak-stavnig: leverantörens ord"), Code.EXCUSE,
         "Menade du sprak-stavning?", also=(Code.SPELLING,)),
    body("an excuse without a reason", "¤" + _EXCUSED(" undantag sprak-stavning"), Code.EXCUSE, "varför",
         also=(Code.SPELLING,)),
    body("an excuse without a code", "¤" + _EXCUSED(" undantag: leverantörens eget ord"), Code.EXCUSE, "ingen kod",
         also=(Code.SPELLING,)),
    body("an excuse from what is wrong", "¤% undantag lank-sida-saknas: sidan kommer senare\nLäs [om mer](mer.md).",
         Code.EXCUSE, "kan inte undantas", also=(Code.NO_PAGE,)),
    body("an excuse that nothing needs", "¤% undantag sprak-stavning: leverantörens eget ord\nText.",
         Code.NEEDLESS_EXCUSE, "behövs inte"),
    swap("an excuse in the front matter with a slip", OM, TITLE,
         f"{TITLE}\nexcuses:\n  - ¤code: sprak-lixx\n    reason: citerar en lag", Code.EXCUSE, "Menade du sprak-lix?"),
    swap("an excuse in the front matter that nothing needs", OM, TITLE,
         f"{TITLE}\nexcuses:\n  - ¤code: sprak-lix\n    reason: citerar en lag", Code.NEEDLESS_EXCUSE, "sprak-lix"),
    swap("a reason that says nothing", OM, TITLE, f"{TITLE}\nexcuses:\n  - code: sprak-lix\n    ¤reason: nej",
         Code.WRONG_LENGTH, "10"),
    whole("an own word without a reason", "words.txt", "# Ord\n¤Cambio\n", Code.REGISTER, "saknar skäl"),
    whole("an own word twice", "words.txt", "moduler  # finns\n¤moduler  # igen\n", Code.REGISTER, "rad 1",
          also=(Code.NEEDLESS_EXCUSE,)),
    whole("an own word that no page has", "words.txt", "¤Cambio  # ett företag\n", Code.NEEDLESS_EXCUSE, "Cambio"),
]  # fmt: skip

LANGUAGE: tuple[Fault, ...] = (*SPELLING, *WORDING, *TIMES, *CLARITY, *EXCUSES)

"""Slips of the pen in Markdown itself: half a link, an open box, a heading without its blank.

Sphinx takes most of them for words.
"""

from __future__ import annotations

from kunskapsbas.content import Code
from tests.writing.faults import about, body, whole

LINKS = [
    body("a link without its last bracket", "Se ¤[om sidorna](om.md för mer.", Code.BROKEN_LINK, "[om sidorna]("),
    body("a link with a blank in its address", "Se ¤[om sidorna](om sidorna.md) nu.", Code.BROKEN_LINK, "mellanslag"),
    body("a link in two parts", "Se ¤[om sidorna] (om.md) för mer.", Code.BROKEN_LINK, "mellanslag delar"),
    body("a link with its brackets swapped", "Se ¤(om sidorna)[om.md] för mer.", Code.BROKEN_LINK, "parenteser"),
    body("a link to a reference that is not there", "Se ¤[om sidorna][om] för mer.", Code.BROKEN_LINK, "ingen adress"),
    body("a link as a wiki writes it", "Se ¤[[om sidorna]] för mer.", Code.BROKEN_LINK, "Dubbla hakparenteser"),
    body("a picture with a blank in its address", "Se ¤![En ruta](bild ett.png) här.", Code.BROKEN_LINK, "Bilden"),
    body("a link whose address ends in #", "Se ¤[om sidorna](om.md#) för mer.", Code.EMPTY_LINK, "slutar utan rubrik"),
    body("a mail address without @", "Skriv till ¤[staben](mailto:staben.vgregion.se).", Code.INCOMPLETE_ADDRESS,
         "ingen hel e-postadress"),
    body("a mail address that is missing", "Skriv till ¤[staben](mailto:).", Code.INCOMPLETE_ADDRESS, "e-postadress"),
    body("a telephone number of letters", "Ring ¤[växeln](tel:växeln).", Code.INCOMPLETE_ADDRESS, "telefonnummer"),
    body("a web address without its host", "Se ¤[regionen](https://).", Code.INCOMPLETE_ADDRESS, "webbplatsens namn",
         also=(Code.UNREGISTERED,)),
    body("a web address with one slash", "Se ¤[regionen](https:/vgregion.se).", Code.INCOMPLETE_ADDRESS, "snedstreck",
         also=(Code.UNREGISTERED,)),
    body("a web address that begins twice", "Se ¤[regionen](https://https://vgregion.se).", Code.INCOMPLETE_ADDRESS,
         "två början", also=(Code.UNREGISTERED,)),
    body("a mail address as a page", "Skriv till ¤[staben](staben@vgregion.se).", Code.NO_PAGE, "Skriv mailto:"),
    body("a bare address without www", "Läs ¤vgregion.se/halsa för mer.", Code.BARE_ADDRESS, "https://vgregion"),
    body("a reference to a mark that is not there", "Se ¤{ref}`delar`.", Code.NO_ANCHOR, "delar"),
    body("a numbered reference to nothing", "Se ¤{numref}`tabell`.", Code.NO_ANCHOR, "tabell"),
    body("a page with its ending in a role", "Se ¤{doc}`om.md`.", Code.NO_PAGE, "utan .md"),
    body("a picture that is a page", "¤![En ruta](om.md)", Code.NO_PAGE, "ingen bild"),
    body("a link of a blank", "Se ¤[ ](om.md) för mer.", Code.LINK_TEXT, "saknar text"),
    body("a link without words to another place", "Se ¤[](https://example.org/).", Code.LINK_TEXT, "saknar text",
         also=(Code.UNREGISTERED,)),
]  # fmt: skip

MARKS = [
    body("a heading without its blank", "¤##Rubrik\n\nText.", Code.LEFTOVER, "mellanslag efter #"),
    body("a heading made by dashes", "¤Så är det.\n---\n\nText.", Code.LEFTOVER, "gör den till en rubrik",
         also=(Code.EMPTY_SECTION,)),
    body("an item without its blank", "- ett\n¤-två", Code.LEFTOVER, "efter strecket"),
    body("a list of dots", "¤• ett", Code.LEFTOVER, "blir ingen lista"),
    body("a numbered item without its blank", "¤1.Första punkten", Code.LEFTOVER, "efter siffran"),
    body("bold that does not end", "Det är ¤**viktigt att veta.", Code.LEFTOVER, "fetstil"),
    body("italics that do not end", "Det är ¤*viktigt att veta.", Code.LEFTOVER, "kursiv"),
    body("code that does not end", "Skriv ¤`kommando här.", Code.LEFTOVER, "grav accent"),
    body("a role apart from its words", "En ¤{term} `modul` här.", Code.LEFTOVER, "{term}`…`"),
    body("a role without its words", "En ¤{term}modul här.", Code.LEFTOVER, "visas som text"),
    body("a role as reStructuredText has it", "En ¤:term:`modul` här.", Code.LEFTOVER, "reStructuredText"),
    body("a role without its braces", "En ¤term:`modul` här.", Code.LEFTOVER, "klamrar"),
    body("a directive as reStructuredText has it", "¤.. rubric:: Läs.", Code.LEFTOVER, "reStructuredText",
         also=(Code.SPELLING,)),
    body("a box without its braces", "¤:::note\nText.\n:::", Code.LEFTOVER, ":::{note}"),
    body("a box with one brace", "¤```{note\nText.\n```", Code.LEFTOVER, "```{note}"),
    body("a formula between dollars", "Talet är ¤$$1$$.", Code.LEFTOVER, "dollartecken"),
    body("a box that does not end", "¤:::{note}\nText.\n\nMer text.", Code.UNCLOSED, ":::{note}"),
    body("a block of code that does not end", "¤```\nText.", Code.UNCLOSED, "sista rad"),
    body("a box in a box with as many colons", ":::{note}\n:::{tip}\nText.\n:::\nMer.\n¤:::", Code.UNCLOSED, "fler",
         also=(Code.UNCLOSED,)),
    body("a table without its line of dashes", "¤| A | B |\n| 1 | 2 |", Code.TABLE, "visas som text"),
    body("a table drawn with plus signs", "¤+---+---+\n| A | B |\n+---+---+", Code.TABLE, "visas som text"),
    body("a row with a cell too many", "| A | B |\n|---|---|\n¤| 1 | 2 | 3 |", Code.TABLE, "fler celler"),
    body("a footnote that is not there", "¤Så är det.[^1]", Code.FOOTNOTE, "ingen text"),
    body("a footnote that nothing leads to", "Text.\n\n¤[^1]: Så är det.", Code.FOOTNOTE, "Ingen hänvisning"),
    body("a footnote twice", "Text.[^1]\n\n[^1]: Så.\n\n¤[^1]: Och så.", Code.FOOTNOTE, "redan på rad"),
    body("a mark twice on a page", "(del)=\n\nText.\n\n¤(del)=\n\nText.", Code.SAME_TARGET, "del"),
    body("two versions that Git left", "¤<<<<<<< HEAD\nEtt.\n=======\nTvå.\n>>>>>>> gren", Code.CONFLICT, "Två"),
    body("a note to oneself", "¤TODO: skriv mer.", Code.TO_FILL_IN, "TODO", also=(Code.UNEXPLAINED,)),
    body("words that fill a page", "Se ¤lorem ipsum.", Code.TO_FILL_IN, "lorem", also=(Code.SPELLING,)),
]  # fmt: skip

WRONG_HEAD = about("Fel", "Det är ¤är sant.").replace("kind: about", "kind: about\nfel: x")
BOTH = [
    whole("a word twice below a head that is wrong", "about/fel.md", WRONG_HEAD, Code.DOUBLED_WORD, "”är”",
          also=(Code.UNKNOWN_KEY,)),
]  # fmt: skip

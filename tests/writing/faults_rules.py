"""Faults in accessibility, sources, freshness, structure and addresses."""

from __future__ import annotations

from kunskapsbas.content import Code
from tests.content.small import BIB
from tests.writing.faults import JAN, OM, TITLE, Fault, body, swap, whole
from tests.writing.faults_language import ASKS, asks

WEB = "https://example.org/sida"
THIRD = """
¤@misc{gamma,
  title     = {Tredje},
  publisher = {Bloggen},
  date      = {2025-01-01},
  class     = {B},
}
"""

ACCESSIBILITY = [
    body("a picture's text that is its file name", "¤![bild.png](bild.png)", Code.ALT_SAYS_NOTHING, "filens namn"),
    body("a picture's text from a camera", "¤![IMG_1234](bild.png)", Code.ALT_SAYS_NOTHING, "filnamn"),
    body("a picture called a picture", "¤![Bild](bild.png)", Code.ALT_SAYS_NOTHING, "filens namn"),
    body("a figure whose text is its caption", "¤```{figure} bild.png\n:alt: Två rutor\n\nTvå rutor\n```",
         Code.ALT_SAYS_NOTHING, "bildtexten"),
    body("a link called here", "Läs ¤[här](om.md).", Code.LINK_TEXT, "här"),
    body("a link called read more", "¤[Läs mer](om.md)", Code.LINK_TEXT, "Läs mer"),
    body("a link called click here", "¤[Klicka här](om.md)", Code.LINK_TEXT, "Klicka här"),
    body("a registered link called here", "Se ¤{link}`här <start>`.", Code.LINK_TEXT, "här"),
    body("a link that is only a sign", "¤[→](om.md)", Code.LINK_TEXT),
    body("a link that shows its address", f"¤[{WEB}]({WEB})", Code.ADDRESS_AS_TEXT, WEB, also=[Code.UNREGISTERED]),
    body("an address in angle brackets", f"Se ¤<{WEB}>.", Code.ADDRESS_AS_TEXT, WEB, also=[Code.UNREGISTERED]),
    body("one link text for two pages", "[Om oss](om.md) och ¤[om oss](../index.md)", Code.SAME_LINK_TEXT, "om.md"),
    body("a table without words in its header", "¤|  |  |\n|---|---|\n| a | b |", Code.TABLE_HEADER, "tom"),
    body("a list table without a header", "¤```{list-table}\n\n* - a\n  - b\n```", Code.TABLE_HEADER, ":header-rows:"),
    body("a table of values without a header", "¤```{csv-table} Titel\n\na,b\n```", Code.TABLE_HEADER),
    body("a column without a header", "¤| A |  |\n|---|---|\n| a | b |", Code.EMPTY_HEADER_CELL, "Kolumn 2"),
    body("a heading that is only bold", "**¤Bakgrund till beslutet**\n\nText.", Code.BOLD_HEADING, "Bakgrund"),
    body("a heading without words", "¤##\n\nText.", Code.EMPTY_HEADING, also=[Code.EMPTY_SECTION]),
    body("boxes known by their colour", "De ¤gröna rutorna är klara.", Code.COLOUR, "gröna rutorna"),
    body("a text marked by its colour", "Det är ¤markerat med rött.", Code.COLOUR, "rött"),
    body("a sentence in capitals", "¤DETTA ÄR MYCKET VIKTIGT ATT LÄSA.", Code.CAPITALS),
]  # fmt: skip

SOURCES = [
    asks("a date without a source", "## Läget\n\nDet hände den ¤14 februari 2025.", Code.NO_SOURCE, "14 februari 2025"),
    asks("an amount without a source", "## Läget\n\nDet kostar ¤5 miljoner kronor.", Code.NO_SOURCE, "5 miljoner"),
    asks("a decision without a source", "## Läget\n\n¤Regionstyrelsen godkände planen.", Code.NO_SOURCE,
         "Regionstyrelsen"),
    swap("a fact in a retold report", JAN, "Inget nytt.", "Den ¤9 januari 2025 hölls ett möte.", Code.NO_SOURCE),
    whole("a source that no page uses", "references.bib", BIB + THIRD, Code.UNUSED_SOURCE, "gamma"),
    asks("a source that the front matter lacks", "Det hände. ¤{cite:p}`beta`", Code.UNLISTED_SOURCE, "beta",
         also=(Code.UNCITED_SOURCE,)),
    swap("a source that the text lacks", JAN, "sources:\n  - alfa\nevents", "sources:\n  - alfa\n  - ¤beta\nevents",
         Code.UNCITED_SOURCE, "beta"),
    swap("a source that is newer than the page", ASKS, 'as_of: "2025-02-14"', '¤as_of: "2025-01-02"',
         Code.NEWER_SOURCE, "9 januari 2025"),
]  # fmt: skip

FRESHNESS = [
    swap("a review that is late", OM, TITLE, f'{TITLE}\n¤review_by: "2020-01-31"', Code.REVIEW_DUE, "31 januari 2020"),
    swap("a late review with an owner", OM, TITLE, f'{TITLE}\nowner: Redaktören\n¤review_by: "2020-01-31"',
         Code.REVIEW_DUE, "Redaktören"),
]  # fmt: skip

STRUCTURE = [
    body("a heading with nothing below", "Text.\n\n¤## Tomt\n\n## Fullt\n\nText.", Code.EMPTY_SECTION, "Tomt"),
    body("two headings alike", "Text.\n\n## Läget\n\nText.\n\n¤## Läget\n\nText.", Code.SAME_HEADING, "rad 13"),
    body("words left to write", "¤Skriv här: vad sidan handlar om.", Code.TO_FILL_IN, "vad sidan handlar om"),
]  # fmt: skip

_MOVED = '[redirects]\n¤"about/gammal" = "about/om#en-rubrikk"\n'
ADDRESSES = [
    body("an address outside the register", f"¤[Om vården]({WEB})", Code.UNREGISTERED, "links.toml"),
    body("an address that is no link", "Se ¤www.example.org/sida för mer.", Code.BARE_ADDRESS, "ingen länk"),
    body("a look-alike in the text", "Gå till ¤vregion.se nu.", Code.LOOKALIKE_DOMAIN, "vgregion.se"),
    body("a link to a look-alike", "¤[Om vården](https://www.vregion.se/x)", Code.LOOKALIKE_LINK, "vgregion.se"),
    body("a link to the right name in a wrong one", "¤[Om vård](https://vgregion.se.example.org)", Code.LOOKALIKE_LINK),
    body("a link to a look-alike of the care guide", "¤[Om vården](https://1177.nu/)", Code.LOOKALIKE_LINK, "1177.se"),
    whole("a published page that is gone", "addresses.txt", "# Sidor\nabout/om\n¤about/omm\n", Code.GONE_ADDRESS,
          '"about/omm" = "about/om"'),
    whole("a redirect to a heading that is gone", "redirects.toml", _MOVED,
          Code.NO_ANCHOR, "Menade du #en-rubrik?"),
    whole("a redirect to itself", "redirects.toml", '[redirects]\n¤"about/a" = "about/a"\n', Code.REGISTER,
          "sig själv"),
    whole("a redirect to a redirect", "redirects.toml", '[redirects]\n¤"about/a" = "about/b"\n"about/b" = "about/om"\n',
          Code.REGISTER, "about/om"),
]  # fmt: skip

RULES: tuple[Fault, ...] = (*ACCESSIBILITY, *SOURCES, *FRESHNESS, *STRUCTURE, *ADDRESSES)

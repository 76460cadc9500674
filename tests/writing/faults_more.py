"""More faults in accessibility, sources, structure, addresses and safety: the same faults in other places and words."""

from __future__ import annotations

from collections.abc import Sequence

from kunskapsbas.content import Code
from tests.content.small import JANUARY
from tests.writing.faults import JAN, Fault, about, body, swap, whole
from tests.writing.faults_language import asks

REPORT = "reports/slutrapport.md"
SECTIONS = ["Sammanfattande lägesbild", "Kommunikativ lägesbild", "Verksamhetens kommentar",
            "Kommunikativa åtgärder, urval", "Samlad information", "Om Regional rapport"]  # fmt: skip


def sourced(name: str, text: str, *says: str, also: Sequence[Code] = ()) -> Fault:
    """Return a fact without a source on a page of strategy whose other facts have theirs."""
    return asks(name, text, Code.NO_SOURCE, *says, also=tuple(also))


PICTURES_AND_LINKS = [
    body("a picture's text that is its name without the ending", "¤![bild](bild.png)", Code.ALT_SAYS_NOTHING, "filens"),
    body("a picture called a logotype", "¤![Logotyp](bild.png)", Code.ALT_SAYS_NOTHING, "vilken bild som helst"),
    body("a screenshot by its file's name", "¤![Skärmbild 2025-01-10](bild.png)", Code.ALT_SAYS_NOTHING, "filnamn"),
    body("an {image} called image", "¤```{image} bild.png\n:alt: Image\n```", Code.ALT_SAYS_NOTHING, "Image"),
    body("a card's picture called a picture", "¤:::{card} Kort\n:img-top: bild.png\n:img-alt: foto\n:::",
         Code.ALT_SAYS_NOTHING, "foto"),
    body("a link called this page", "Läs ¤[denna sida](om.md).", Code.LINK_TEXT, "denna sida"),
    body("a link called more information", "¤[Mer information](om.md)", Code.LINK_TEXT),
    body("a link called PDF", "Läs ¤[pdf](om.md).", Code.LINK_TEXT, "pdf"),
    body("a link that is an emoji", "¤[👉](om.md)", Code.LINK_TEXT, "👉"),
    body("a link called read more, in a table", "| Vad |\n|---|\n| ¤[läs mer](om.md) |", Code.LINK_TEXT),
    body("a link called here, in a note", ":::{note}\nLäs ¤[här](om.md).\n:::", Code.LINK_TEXT, "här"),
    body("a {doc} called here", "Läs ¤{doc}`här <om>`.", Code.LINK_TEXT, "här"),
]  # fmt: skip

TABLES_AND_TEXT = [
    body("a list table whose second column has no header", "¤:::{list-table}\n:header-rows: 1\n\n* - A\n  -\n"
         "* - a\n  - b\n:::", Code.EMPTY_HEADER_CELL, "Kolumn 2"),
    body("a list table with no header rows, said so", "¤:::{list-table}\n:header-rows: 0\n\n* - a\n  - b\n:::",
         Code.TABLE_HEADER),
    body("a table without a header, in a box", ":::{note}\n¤| | |\n|---|---|\n| a | b |\n:::", Code.TABLE_HEADER),
    body("a heading in bold, between paragraphs", "Text.\n\n__¤Så går det till__\n\nMer.", Code.BOLD_HEADING, "##"),
    body("a red text", "Se den ¤röda texten.", Code.COLOUR, "röda texten"),
    body("bars by their colour, in a list", "- De ¤blå staplarna visar läget.", Code.COLOUR, "blå staplarna"),
    body("what stands in red", "Det som ¤står i rött gäller.", Code.COLOUR, "står i rött"),
    body("a heading in capitals", "Text.\n\n## ¤VIKTIG INFORMATION TILL ALLA\n\nText.", Code.CAPITALS),
    body("a sentence in capitals after another", "Hej. ¤GLÖM INTE ATT ANMÄLA DIG.", Code.CAPITALS),
]  # fmt: skip

SOURCES = [
    sourced("a fact between facts with sources", "En uppgift. {cite:p}`alfa`\n\nDet kostade ¤12 miljoner kronor.\n\n"
            "En till. {cite:p}`alfa`", "12 miljoner"),
    sourced("a fact in a list without sources", "Så här var det: {cite:p}`alfa`\n\n- Ett\n\n## Läget\n\n"
            "- Den ¤3 maj 2025 hölls ett möte.", "3 maj 2025"),
    sourced("a fact in a table without sources", "| När | Vad |\n|---|---|\n| ¤3 maj 2025 | Möte |\n", "3 maj"),
    sourced("a fact in a note without sources", "{cite:p}`alfa`\n\n:::{note}\nDen ¤3 maj 2025 hölls ett möte.\n:::"),
    sourced("a number of something", "Regionen har ¤53000 medarbetare.", "53000 medarbetare"),
    sourced("a share without a source", "Det gäller ¤45 procent av vården.", "45 procent"),
    sourced("a year without a source", "Arbetet började ¤våren 2019 i Skövde.", "våren 2019"),
    sourced("a named body that decided", "¤Patientnämnden beslutade om en ny ordning.", "Patientnämnden"),
    swap("a fact in the final report", REPORT, "```{decision-path}\n```",
         "```{decision-path}\n```\n\n## Datum\n\nDen lämnades den ¤20 februari 2025.", Code.NO_SOURCE),
    swap("a source cited on a second line only", JAN, "Inget nytt.", "Inget nytt.\n¤{cite:p}`beta`",
         Code.UNLISTED_SOURCE, "beta"),
    whole("a newer source with only a month", "references.bib",
          "@misc{alfa,\n title={A},\n organization={N},\n date={mars 2025},\n class={S},\n}\n\n"
          "@misc{beta,\n title={B},\n publisher={T},\n date={2025-01},\n class={B},\n}\n\n"
          "¤@misc{gamma,\n title={C},\n publisher={T},\n date={2025-01},\n class={A},\n}\n", Code.UNUSED_SOURCE,
          also=[Code.NEWER_SOURCE]),
]  # fmt: skip

STRUCTURE = [
    whole("a report without one of the sections", "reports/2025-01-10.md",
          "¤" + JANUARY.split("## Läget")[0] + "".join(f"## {name}\n\nText.\n\n" for name in SECTIONS[:-1]),
          Code.MISSING_SECTION, "Om Regional rapport", also=[Code.MISSING_SECTION]),
    body("a last heading with nothing below", "Text.\n\n### Ett\n\nText.\n\n¤### Två",
         Code.EMPTY_SECTION, "Två", also=[Code.SAME_HEADING]),
    body("a heading over a comment alone", "Text.\n\n¤## Tomt\n\n% kommer senare\n\n## Fullt\n\nText.",
         Code.EMPTY_SECTION, "Tomt"),
    body("headings alike but for case", "Text.\n\n## Läget nu\n\nText.\n\n¤## läget nu\n\nMer.", Code.SAME_HEADING),
    body("a directive with a slip in its name", "¤```{noet}\nText.\n```", Code.UNKNOWN_NAME, "Menade du {note}?"),
    body("a directive in Swedish that has none", "¤:::{ruta}\nText.\n:::", Code.UNKNOWN_NAME, "{note}"),
    body("a role with a slip in its name", "Se ¤{trem}`modul`.", Code.UNKNOWN_NAME, "Menade du {term}?"),
    body("a role by a Swedish name", "Se ¤{begrepp}`modul`.", Code.UNKNOWN_NAME, "{term}"),
]  # fmt: skip

_THREE = '[redirects]\n¤"about/a" = "about/b"\n"about/b" = "about/c"\n"about/c" = "about/a"\n'
ADDRESSES = [
    whole("redirects in a ring of three", "redirects.toml", _THREE, Code.REGISTER, "leder runt",
          also=[Code.REGISTER]),
    whole("a redirect over two others", "redirects.toml",
          '[redirects]\n"about/c" = "about/om"\n"about/b" = "about/c"\n¤"about/a" = "about/b"\n', Code.REGISTER,
          'Skriv "about/a" = "about/om".', also=[Code.REGISTER]),
    whole("a page in a folder with å in its name", "about/så/har.md", f"¤{about('Så här')}", Code.FILE_NAME,
          "ska heta sa"),
    whole("a page in a folder with a capital", "strategy/Nytt/har.md", f"¤{about('Så här')}", Code.FILE_NAME, "nytt",
          also=[Code.NOT_LISTED]),
    whole("a published page that moved", "addresses.txt", "¤strategy/fragan\nstrategy/fraga\n", Code.GONE_ADDRESS,
          '"strategy/fragan" = "strategy/fraga"'),
    body("a name with a word joined to it", "¤[Logga in](https://vgregion-login.se/)", Code.LOOKALIKE_LINK),
    body("a figure changed for a letter", "¤[Vården](https://www.1l77.se/)", Code.LOOKALIKE_LINK, "1177.se"),
    body("a name with another's letters", "¤[Vården](https://xn--vgregin-s1a.se/)", Code.LOOKALIKE_LINK),
    body("the right name before an @", "¤[Vården](https://www.vgregion.se@example.org/)", Code.LOOKALIKE_LINK,
         "före @"),
    whole("a look-alike in the register", "links.toml", '[faq]\ntitle = "Frågor"\nhref = ""\naccess = "unknown"\n\n'
          '¤[start]\ntitle = "Start"\nhref = "https://vregion.se/"\naccess = "public"\n', Code.LOOKALIKE_LINK),
    body("an address that the register has", "¤[Startsidan](https://example.org/start)", Code.UNREGISTERED, "id start"),
    body("a bare address with its scheme", "Se ¤https://example.org/sida.", Code.BARE_ADDRESS),
    body("a look-alike in a mail address", "Skriv till info@¤vregion.se.",
         Code.LOOKALIKE_DOMAIN, "Skriv vgregion.se."),
]  # fmt: skip

_JS = "javascript:alert(1)"
SAFETY = [
    body("javascript: behind a blank", f"Läs ¤[om det]( {_JS}).", Code.UNSAFE_ADDRESS),
    body("javascript: with an entity", "Läs ¤[om det](&#106;avascript:alert(1)).", Code.UNSAFE_ADDRESS),
    body("javascript: with an entity for the colon", "Läs ¤[om det](javascript&colon;alert(1)).", Code.UNSAFE_ADDRESS),
    body("javascript: with a tab as entity", "Läs ¤[om det](java&#9;script:alert(1)).", Code.UNSAFE_ADDRESS),
    body("javascript: in percents", "Läs ¤[om det](javascript%3Aalert(1)).", Code.UNSAFE_ADDRESS),
    body("data: in angle brackets", "Läs ¤<data:text/html,x>.", Code.UNSAFE_ADDRESS),
    body("a reference link to javascript:", f"Läs ¤[om det][a].\n\n[a]: {_JS}", Code.UNSAFE_ADDRESS),
    body("a picture by reference to data:", "¤![En ruta][a]\n\n[a]: data:image/svg+xml,x", Code.UNSAFE_ADDRESS),
    body("a picture that leads to javascript:", f"[![En ruta](bild.png)¤]({_JS})", Code.UNSAFE_ADDRESS),
    body("javascript: in a heading", f"Text.\n\n## ¤[Om det]({_JS})\n\nText.", Code.UNSAFE_ADDRESS),
    body("javascript: in a list of terms", f"Ord\n: ¤[Om det]({_JS})", Code.UNSAFE_ADDRESS),
    body("javascript: in a footnote", f"Text[^a].\n\n[^a]: ¤[Om det]({_JS})", Code.UNSAFE_ADDRESS),
    body("javascript: in a box's title", f"¤```{{admonition}} [Om det]({_JS})\nText.\n```", Code.UNSAFE_ADDRESS),
    body("javascript: below a figure", f"```{{figure}} bild.png\n:alt: En ruta\n\n¤[Om det]({_JS})\n```",
         Code.UNSAFE_ADDRESS),
    body("{raw} in a list", "- ett\n\n¤  ```{raw} html\n  <b>x</b>\n  ```",
         Code.FORBIDDEN_DIRECTIVE),
    body("{raw} in a quotation", "¤> ```{raw} html\n> <b>x</b>\n> ```", Code.FORBIDDEN_DIRECTIVE),
    body("{raw} between tildes", "¤~~~{raw} html\n<b>x</b>\n~~~", Code.FORBIDDEN_DIRECTIVE),
    body("{raw} for LaTeX", "¤```{raw} latex\nx\n```", Code.FORBIDDEN_DIRECTIVE),
    body("reStructuredText that no rule reads", f"¤```{{parsed-literal}}\n`x <{_JS}>`_\n```",
         Code.FORBIDDEN_DIRECTIVE),
    body("HTML for old browsers", "Text ¤<!--[if IE]> x <![endif]-->.", Code.RAW_HTML),
    body("a part of a program's text", "¤<![CDATA[ x ]]>", Code.RAW_HTML),
    body("an SVG file to open", "Läs ¤[om bilden](../about/bild.svg).", Code.NO_PAGE, "bild.svg"),
]  # fmt: skip

MORE: tuple[Fault, ...] = (*PICTURES_AND_LINKS, *TABLES_AND_TEXT, *SOURCES, *STRUCTURE, *ADDRESSES, *SAFETY)

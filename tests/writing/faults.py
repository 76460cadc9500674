"""Every fault a writer can plant, each with the place where the check must find it.

In the changed text the sign ¤ stands where the Problem belongs; it is taken out before the file is written, and its
line and column are what the Problem must say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kunskapsbas.content import Code
from tests.content.small import FILES, JANUARY, SUMMARY, write

MARK = "¤"


@dataclass(frozen=True)
class Fault:
    """A changed or added file, and what the check is to say: code, line, column, and words in message and hint.

    ``also``: codes of Problems that follow from the same fault elsewhere.
    """

    name: str
    path: str
    content: bytes
    code: Code
    line: int
    column: int
    says: tuple[str, ...] = ()
    also: tuple[Code, ...] = ()

    def plant(self, root: Path) -> None:
        """Put the fault into a base."""
        write(root, self.path, self.content)


def whole(name: str, path: str, text: str, code: Code, *says: str, also: Sequence[Code] = ()) -> Fault:
    """Return a fault that is a whole new file; its text has the mark ¤."""
    before, mark, after = text.partition(MARK)
    assert mark, f"{name}: the place is not marked"
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Fault(name, path, (before + after).encode(), code, line, column, says, tuple(also))


def swap(name: str, path: str, old: str, new: str, code: Code, *says: str, also: Sequence[Code] = ()) -> Fault:
    """Return a fault that changes one passage of a faultless file; the new passage has the mark ¤."""
    text = FILES[path]
    assert isinstance(text, str)
    assert text.count(old) == 1, f"{name}: {old!r} stands {text.count(old)} times in {path}"
    return whole(name, path, text.replace(old, new), code, *says, also=also)


def body(name: str, new: str, code: Code, *says: str, also: Sequence[Code] = ()) -> Fault:
    """Return a fault in the running text of about/om.md."""
    return swap(name, "about/om.md", "Mer text.\n", f"{new}\n", code, *says, also=also)


def about(title: str, text: str = "Text.") -> str:
    """Return a whole page of the kind about."""
    return f'---\nkind: about\ntitle: "{title}"\nsummary: "{SUMMARY}"\n---\n\n{text}\n'


OM, JAN, FEB = "about/om.md", "reports/2025-01-10.md", "reports/2025-02-14.md"
TERM, SYS = "glossary/modul.md", "glossary/system.md"
TITLE = 'title: "Om sidorna"'
QUESTION = """  - id: "{id}"
    question: "Vad kostar det?"
    known: "Inget."
    missing: "Allt."
    answered_by: "Nämnden"
    how: "En kalkyl."
    sources:
      - {source}
"""
BOMB = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" if n else 'k0: &k0 ["x"]' for n in range(9))

FRONT_MATTER = [
    swap("a colon in an unquoted text", OM, TITLE, "title: Om sidorna¤: en översikt", Code.YAML, "kolon"),
    swap(
        "a quotation mark that is not closed",
        JAN,
        'publisher: "Staben"',
        'publisher: "Staben\nsubject2: "¤x"',
        Code.YAML,
    ),
    swap("a list that is not closed", OM, TITLE, f"{TITLE}\nsources: [alfa\n¤---\n\n---", Code.YAML),
    swap("an indent that does not fit", OM, TITLE, f'{TITLE}\n  ¤reviewed: "2025-01-01"', Code.YAML),
    swap("a line without a colon", OM, TITLE, f"{TITLE}\nbara text\n¤owner: x", Code.YAML),
    swap("a control character", OM, TITLE, f"{TITLE}\n¤owner: \x07", Code.YAML),
    swap("a sign YAML reserves", OM, TITLE, "title: ¤@staben", Code.YAML),
    swap(
        "a tag that would make an object",
        OM,
        TITLE,
        "¤title: !!python/object/apply:os.system [ls]",
        Code.WRONG_TYPE,
        "title",
    ),
    swap(
        "a front matter that is a list",
        OM,
        f'kind: about\n{TITLE}\nsummary: "{SUMMARY}"',
        "¤- a\n- b",
        Code.YAML,
        "nyckel",
    ),
    swap("a key that is a list", OM, TITLE, f"{TITLE}\n? ¤[a, b]\n: c", Code.YAML, "nyckel"),
    swap("a tab", OM, TITLE, 'title:¤\t"Om sidorna"', Code.TAB, "tabb"),
    swap("a tab as indent", JAN, "  - alfa\nevents", "¤\t- alfa\nevents", Code.TAB, "blanksteg"),
    swap("the same key twice", OM, TITLE, f"{TITLE}\n¤{TITLE}", Code.DUPLICATE_KEY, "title"),
    whole(
        "an anchor and its alias",
        OM,
        f'---\nkind: about\ntitle: ¤&t "Om"\nsummary: "{SUMMARY}"\nowner: *t\n---\n',
        Code.YAML,
        "alias",
    ),
    whole("a bomb of aliases", "about/bomb.md", f"---\nkind: about\nk0: ¤{BOMB[4:]}\n---\n", Code.YAML, "alias"),
    whole(
        "lists nested without end",
        "about/djup.md",
        f"---\nkind: {'[' * 8}¤{'[' * 30}{']' * 38}\n---\n",
        Code.YAML,
        "nivåer",
    ),
    whole("no front matter", OM, "¤Bara text.\n", Code.NO_FRONT_MATTER, "---"),
    whole(
        "a front matter that never ends",
        OM,
        f'¤---\nkind: about\ntitle: "Om"\nsummary: "{SUMMARY}"\n',
        Code.NO_FRONT_MATTER,
        "slutar aldrig",
    ),
    whole("an empty file", "about/tom.md", "¤", Code.NO_FRONT_MATTER, "---"),
    whole("an empty front matter", "about/tom.md", "---\n¤---\n\nText.\n", Code.YAML, "nyckel"),
    swap("a key with a slip", OM, TITLE, f"{TITLE}\n¤sumary: x", Code.UNKNOWN_KEY, "sumary", "summary"),
    swap(
        "a key that resembles nothing",
        OM,
        TITLE,
        f"{TITLE}\n¤zzz: x",
        Code.UNKNOWN_KEY,
        "zzz",
        "Tillåtna nycklar",
        "title",
    ),
    swap("a key of another kind of page", OM, TITLE, f"{TITLE}\n¤compiled: x", Code.UNKNOWN_KEY, "compiled"),
    swap("an internal key", OM, TITLE, f"{TITLE}\n¤docname: x", Code.UNKNOWN_KEY, "docname"),
    swap(
        "a slip in an event's key",
        JAN,
        '    title: "Ett möte"',
        '    title: "Ett möte"\n    ¤descripton: x',
        Code.UNKNOWN_KEY,
        "description",
    ),
    swap("a slip in a deprecated form's key", TERM, "reason:", "reason: x\n    ¤resaon:", Code.UNKNOWN_KEY, "reason"),
    swap(
        "a text where a list belongs",
        JAN,
        "sources:\n  - alfa\nevents",
        "¤sources: alfa\nevents",
        Code.WRONG_TYPE,
        "sources",
        "lista",
    ),
    swap("a list where a text belongs", OM, TITLE, "¤title: [a, b]", Code.WRONG_TYPE, "title", "text"),
    swap("a mapping where a text belongs", OM, TITLE, "¤title: {a: b}", Code.WRONG_TYPE, "title", "text"),
    swap(
        "a text where true or false belongs",
        SYS,
        "verified: false",
        "¤verified: nej",
        Code.WRONG_TYPE,
        "verified",
        "true eller false",
    ),
    swap("a text where an event belongs", FEB, "events:\n", "events:\n  - ¤x\n", Code.WRONG_TYPE, "events nummer 1"),
    swap("an empty value", OM, TITLE, "¤title:", Code.WRONG_TYPE, "title", "tomt"),
    swap("an empty text", OM, TITLE, '¤title: ""', Code.WRONG_LENGTH, "title"),
    swap("a summary that is too short", OM, f'summary: "{SUMMARY}"', '¤summary: "Kort."', Code.WRONG_LENGTH, "40"),
    swap(
        "a summary that is too long",
        OM,
        f'summary: "{SUMMARY}"',
        f'¤summary: "{"mycket lång, " * 27}"',
        Code.WRONG_LENGTH,
        "300",
    ),
    whole("no title", OM, f'---\n¤kind: about\nsummary: "{SUMMARY}"\n---\n', Code.MISSING_KEY, "title"),
    whole("no kind", OM, f'¤---\n{TITLE}\nsummary: "{SUMMARY}"\n---\n', Code.MISSING_KEY, "kind", "report"),
    whole(
        "a term without sources",
        "glossary/ny.md",
        "---\n¤kind: term\ntitle: Ny\ndefinition: Ny.\ncategory: begrepp\n---\n",
        Code.MISSING_KEY,
        "sources",
    ),
    swap(
        "a term with an empty list of sources", SYS, "sources:\n  - beta", "¤sources: []", Code.WRONG_LENGTH, "sources"
    ),
    swap(
        "an event without a date",
        FEB,
        '  - id: "beslut-2025-03"\n    date: "2025-03"',
        '  - ¤id: "beslut-2025-03"',
        Code.MISSING_KEY,
        "date",
    ),
    swap("a kind that is misspelt", OM, "kind: about", "¤kind: abuot", Code.WRONG_VALUE, "abuot", "about", "strategy"),
    swap("a kind that is a list", OM, "kind: about", "¤kind: [about]", Code.WRONG_VALUE, "about"),
    swap(
        "an unknown category",
        TERM,
        "category: begrepp",
        "¤category: begrep",
        Code.WRONG_VALUE,
        "begrep",
        "Menade du begrepp?",
    ),
    swap("an unknown precision", JAN, "precision: day", "¤precision: dag", Code.WRONG_VALUE, "day", "month", "year"),
    swap("an unknown kind of event", JAN, "kind: meeting", "¤kind: meting", Code.WRONG_VALUE, "meeting"),
    swap("an unknown wording", JAN, "wording: retold", "¤wording: retolld", Code.WRONG_VALUE, "Menade du retold?"),
    swap(
        "a precision that does not fit the date",
        JAN,
        '  - id: "mote-2025-01-09"\n    date: "2025-01-09"\n    precision: day',
        '  - ¤id: "mote-2025-01-09"\n    date: "2025-01-09"\n    precision: month',
        Code.WRONG_VALUE,
        "month",
        "day",
    ),
    swap(
        "a period that ends before it begins",
        JAN,
        '  - id: "mote-2025-01-09"\n',
        '  - ¤id: "mote-2025-01-09"\n    until: "2024-12"\n',
        Code.WRONG_VALUE,
        "until",
    ),
    swap(
        "an outcome of something that was not planned",
        JAN,
        '  - id: "mote-2025-01-09"\n',
        '  - ¤id: "mote-2025-01-09"\n    outcome: Bra.\n',
        Code.WRONG_VALUE,
        "outcome",
    ),
    swap(
        "an event id that is no slug",
        JAN,
        '- id: "mote-2025-01-09"',
        '- ¤id: "Möte 2025"',
        Code.WRONG_VALUE,
        "Möte 2025",
        also=[Code.WRONG_VALUE],
    ),
    swap(
        "the 30th of February",
        "strategy/fraga.md",
        'as_of: "2025-02-14"',
        '¤as_of: "2025-02-30"',
        Code.WRONG_DATE,
        "30 februari 2025",
    ),
    swap(
        "the 29th of February in a common year",
        "strategy/fraga.md",
        'as_of: "2025-02-14"',
        '¤as_of: "2025-02-29"',
        Code.WRONG_DATE,
        "29 februari 2025",
    ),
    swap("month 13", "strategy/fraga.md", 'as_of: "2025-02-14"', '¤as_of: "2025-13-01"', Code.WRONG_DATE, "månad 13"),
    swap("the year 0", "strategy/fraga.md", 'as_of: "2025-02-14"', '¤as_of: "0000-01-01"', Code.WRONG_DATE),
    swap(
        "a date in words",
        "strategy/fraga.md",
        'as_of: "2025-02-14"',
        "¤as_of: 14 februari 2025",
        Code.WRONG_DATE,
        "ÅÅÅÅ-MM-DD",
    ),
    swap(
        "a moment at 25:00",
        JAN,
        'compiled: "2025-01-10T08:30"',
        '¤compiled: "2025-01-10T25:00"',
        Code.WRONG_DATE,
        "25:00",
    ),
    swap(
        "a moment without a time",
        JAN,
        'compiled: "2025-01-10T08:30"',
        '¤compiled: "2025-01-10"',
        Code.WRONG_DATE,
        "ÅÅÅÅ-MM-DDTHH:MM",
    ),
    swap(
        "an event in month 13",
        FEB,
        'date: "2025-03"',
        '¤date: "2025-13"',
        Code.WRONG_DATE,
        "månad 13",
        also=[Code.WRONG_VALUE],
    ),
    swap(
        "a number where a moment belongs",
        JAN,
        'compiled: "2025-01-10T08:30"',
        "¤compiled: [1]",
        Code.WRONG_TYPE,
        "compiled",
    ),
]

BETWEEN = [
    whole(
        "two reports on one date",
        "reports/2025-01-11.md",
        JANUARY.replace("Rapport 10", "Rapport 11").replace("mote-", "mote-b-").replace("compiled", "¤compiled"),
        Code.SAME_DATE,
        "10 januari 2025",
        JAN,
        also=[Code.FILE_NAME],
    ),
    whole(
        "a report whose file is not named its date",
        "reports/2025-01-12.md",
        "¤"
        + JANUARY.replace("Rapport 10", "Rapport 11").replace("mote-", "mote-b-").replace("2025-01-10T", "2025-01-11T"),
        Code.FILE_NAME,
        "2025-01-12.md",
        "2025-01-11.md",
    ),
    whole("a page with å in its file name", "about/så-här.md", f"¤{about('Så här')}", Code.FILE_NAME, "sa-har.md"),
    whole(
        "a page with a space in its file name", "about/sa har.md", f"¤{about('Så här')}", Code.FILE_NAME, "sa-har.md"
    ),
    whole("a page with capitals in its file name", "about/Sa.md", f"¤{about('Så här')}", Code.FILE_NAME, "sa.md"),
    whole(
        "the same title twice",
        "about/om2.md",
        about("Om  Sidorna").replace("title", "¤title"),
        Code.SAME_TITLE,
        OM,
    ),
    swap(
        "the same event twice on two pages",
        FEB,
        'id: "beslut-2025-03"',
        '¤id: "mote-2025-01-09"',
        Code.SAME_EVENT,
        JAN,
        also=[Code.WRONG_VALUE],
    ),
    swap(
        "the same event twice on one page",
        JAN,
        "    kind: meeting\n    sources:\n      - alfa\n",
        '    kind: meeting\n    sources:\n      - alfa\n  - ¤id: "mote-2025-01-09"\n    date: "2025"\n'
        "    precision: year\n"
        '    title: "x"\n    kind: event\n    sources: [alfa]\n',
        Code.SAME_EVENT,
        JAN,
    ),
    swap(
        "the same open question twice",
        OM,
        TITLE,
        f"{TITLE}\nquestions:\n"
        + QUESTION.format(id="a", source="alfa")
        + QUESTION.format(id="a", source="alfa").replace("id:", "¤id:"),
        Code.SAME_QUESTION,
    ),
    swap(
        "an unknown source of an open question",
        OM,
        TITLE,
        f"{TITLE}\nquestions:\n" + QUESTION.format(id="a", source="¤alffa"),
        Code.UNKNOWN_SOURCE,
        "Menade du alfa?",
    ),
    swap(
        "a slip in an open question's key",
        OM,
        TITLE,
        f"{TITLE}\nquestions:\n" + QUESTION.format(id="a", source="alfa") + "    ¤serch_words: [x]\n",
        Code.UNKNOWN_KEY,
        "search_words",
    ),
    swap(
        "a form that two terms own",
        "glossary/system.md",
        "  - systemet\n",
        "  - systemet\n  - ¤Modulen\n",
        Code.SHARED_FORM,
        "modulen",
        TERM,
    ),
    swap(
        "a form that is another term's title",
        "glossary/system.md",
        "  - systemet\n",
        "  - systemet\n  - ¤modul\n",
        Code.SHARED_FORM,
        "modul",
        TERM,
    ),
    swap(
        "a definition that only says the word itself",
        "glossary/system.md",
        "definition: Flera delar tillsammans.",
        "¤definition: Systemet är ett system.",
        Code.CIRCULAR_DEFINITION,
        "System",
    ),
    swap(
        "an unknown source", "strategy/fraga.md", "- alfa", "- ¤alpha", Code.UNKNOWN_SOURCE, "alpha", "Menade du alfa?"
    ),
    swap(
        "an unknown source of an event",
        JAN,
        "    sources:\n      - alfa",
        "    sources:\n      - ¤gamma",
        Code.UNKNOWN_SOURCE,
        "gamma",
        "references.bib",
    ),
    swap("an unknown related term", TERM, "- system\n", "- ¤systemm\n", Code.UNKNOWN_RELATED, "Menade du system?"),
    swap("a term that is related to itself", TERM, "- system\n", "- ¤modul\n", Code.UNKNOWN_RELATED, "samma begrepp"),
    swap(
        "an unknown step of the decision path",
        "reports/slutrapport.md",
        "- mote-2025-01-09",
        "- ¤mote-2025-01-08",
        Code.WRONG_VALUE,
        "Menade du mote-2025-01-09?",
    ),
]

TEXT = [
    body("an unknown term", "Se ¤{term}`modlu` här.", Code.UNKNOWN_TERM, "modlu", "Menade du Modul?"),
    body("an unknown term behind other words", "Se ¤{term}`delarna <modlu>`.", Code.UNKNOWN_TERM, "modlu", "Modul"),
    body("an unknown term in a list", "- ett\n- se\n  ¤{term}`modlu`", Code.UNKNOWN_TERM, "modlu"),
    body("an unknown term in a table", "| a | b |\n| - | - |\n| x | ¤{term}`modlu` |", Code.UNKNOWN_TERM, "modlu"),
    body("an unknown term in a box", ":::{note}\nText.\nSe ¤{term}`modlu`.\n:::", Code.UNKNOWN_TERM, "modlu"),
    body("an unknown term in a quotation", "> Se\n> ¤{term}`modlu`.", Code.UNKNOWN_TERM, "modlu"),
    body("an unknown term in a footnote", "Text[^a].\n\n[^a]: Se ¤{term}`modlu`.", Code.UNKNOWN_TERM, "modlu"),
    body("an unknown source in the text", "Text. ¤{cite:p}`alffa`", Code.UNKNOWN_SOURCE, "Menade du alfa?"),
    body("an unknown source among others", "Text. ¤{cite:p}`alfa,gamma,beta`", Code.UNKNOWN_SOURCE, "gamma"),
    body("an unknown open question", "Se ¤{question}`kostnadd`.", Code.UNKNOWN_QUESTION, "kostnadd"),
    body("an unknown entry of the link register", "Läs ¤{link}`fak`.", Code.UNKNOWN_REGISTERED, "Menade du faq?"),
    body("a link to no page", "Läs ¤[om det](oom.md).", Code.NO_PAGE, "oom.md", "Menade du om.md?"),
    body(
        "a link to a page in another folder",
        "Läs ¤[om det](modul.md).",
        Code.NO_PAGE,
        "Menade du ../glossary/modul.md?",
    ),
    body("a link to the built page", "Läs ¤[om det](../glossary/modul.html).", Code.NO_PAGE, "../glossary/modul.md"),
    body("a link of the second line", "Läs\noch ¤[om det](oom.md).", Code.NO_PAGE, "oom.md"),
    body("the second of two links", "Läs [om oss](om.md) och ¤[om det](oom.md).", Code.NO_PAGE, "oom.md"),
    body("a reference link to no page", "Läs ¤[om oss][a].\n\n[a]: oom.md", Code.NO_PAGE, "oom.md"),
    body("a {doc} to no page", "Läs ¤{doc}`oom`.", Code.NO_PAGE, "oom"),
    body("a missing anchor on the page", "Läs ¤[om det](#en-rubirk).", Code.NO_ANCHOR, "Menade du #en-rubrik?"),
    body(
        "a missing anchor on another page",
        "Läs ¤[om det](../reports/2025-01-10.md#laeget).",
        Code.NO_ANCHOR,
        JAN,
        "Menade du #laget?",
    ),
    body(
        "wrong case in a page's name",
        "Läs ¤[om det](../glossary/Modul.md).",
        Code.WRONG_CASE,
        "glossary/modul.md",
        "../glossary/modul.md",
    ),
    body(
        "wrong case in a folder's name",
        "Läs ¤[om det](../Glossary/modul.md).",
        Code.WRONG_CASE,
        "../glossary/modul.md",
    ),
    body("wrong case in an image's name", "¤![En ruta](Bild.PNG)", Code.WRONG_CASE, "bild.png"),
    body("a link to #", "Läs ¤[om det](#).", Code.EMPTY_LINK, "om det"),
    body("a link to nothing", "Läs ¤[om det]().", Code.EMPTY_LINK, "om det"),
    body("an image without alternative text", "Se ¤![](bild.png).", Code.NO_ALT, "bild.png"),
    body("an image with a blank alternative text", "Se ¤![ ](bild.png).", Code.NO_ALT, "bild.png"),
    body("an {image} without alternative text", "¤```{image} bild.png\n:width: 10\n```", Code.NO_ALT, "bild.png"),
    body("a {figure} without alternative text", "¤:::{figure} bild.png\nEn text under.\n:::", Code.NO_ALT, "bild.png"),
    body("an image that is missing", "¤![En ruta](bilden.png)", Code.NO_PAGE, "bilden.png", "Menade du bild.png?"),
    body("a {figure} that is missing", "¤:::{figure} bilden.png\n:alt: En ruta\n:::", Code.NO_PAGE, "bilden.png"),
    body("an image from another host", "¤![En ruta](https://example.org/a.png)", Code.UNSAFE_ADDRESS, "example.org"),
    body("an image from another host without a scheme", "¤![En ruta](//example.org/a.png)", Code.UNSAFE_ADDRESS),
    body("an image in the address itself", "¤![En ruta](data:image/png;base64,iVBORw0KGgo=)", Code.UNSAFE_ADDRESS),
    body("a javascript: link", "Läs ¤[om det](javascript:alert(1)).", Code.UNSAFE_ADDRESS, "javascript"),
    body("a javascript: link in capitals", "Läs ¤[om det](JavaScript:alert(1)).", Code.UNSAFE_ADDRESS),
    body("a javascript: link in angle brackets", "Läs ¤<javascript:alert(1)>.", Code.UNSAFE_ADDRESS),
    body("a vbscript: link", "Läs ¤[om det](vbscript:x).", Code.UNSAFE_ADDRESS),
    body("a data: link", "Läs ¤[om det](data:text/html,x).", Code.UNSAFE_ADDRESS, "data"),
    body("a file: link", "Läs ¤[om det](file:///etc/passwd).", Code.UNSAFE_ADDRESS, "file"),
    body("a link to a host without a scheme", "Läs ¤[om det](//example.org/).", Code.UNSAFE_ADDRESS, "//example.org"),
    body("a link that leaves the tree", "Läs ¤[om det](../../hemligt.md).", Code.OUTSIDE_TREE, "../../hemligt.md"),
    body("an image that leaves the tree", "¤![En ruta](../../bild.png)", Code.OUTSIDE_TREE, "../../bild.png"),
    body(
        "a second main heading",
        "¤# Ännu en titel",
        Code.EXTRA_TITLE,
        "Ännu en titel",
        also=[Code.HEADING_LEVEL, Code.EMPTY_SECTION],
    ),
    body("a skipped heading level", "¤#### Fyra\n\nText.", Code.HEADING_LEVEL, "Fyra", "### Fyra"),
    body("a block of HTML", "¤<div>text</div>", Code.RAW_HTML, "<div>"),
    body("HTML in running text", "Text ¤<b>fet</b> text.", Code.RAW_HTML, "<b>", also=[Code.RAW_HTML]),
    body("an HTML comment", "¤<!-- gömd -->", Code.RAW_HTML, "%"),
    body("a script", "¤<script>alert(1)</script>", Code.RAW_HTML, "<script>"),
    body("an image in HTML", "Text ¤<img src=x onerror=alert(1)>.", Code.RAW_HTML, "<img"),
    body("HTML in a box", ":::{note}\n¤<div>text</div>\n:::", Code.RAW_HTML, "<div>"),
    body("HTML in a list", "- ett\n¤- <div>text</div>", Code.RAW_HTML, "<div>"),
    body("{raw} html", "¤```{raw} html\n<b>x</b>\n```", Code.FORBIDDEN_DIRECTIVE, "raw"),
    body("{include}", "¤```{include} /etc/passwd\n```", Code.FORBIDDEN_DIRECTIVE, "include"),
    body("{literalinclude}", "¤```{literalinclude} /etc/passwd\n```", Code.FORBIDDEN_DIRECTIVE, "literalinclude"),
    body("{eval-rst}", "¤```{eval-rst}\n.. raw:: html\n\n   <b>x</b>\n```", Code.FORBIDDEN_DIRECTIVE, "eval-rst"),
    body(
        "{csv-table} from a file", "¤```{csv-table} T\n:file: /etc/passwd\n```", Code.FORBIDDEN_DIRECTIVE, "csv-table"
    ),
    body("{csv-table} from an address", "¤```{csv-table} T\n:url: https://example.org\n```", Code.FORBIDDEN_DIRECTIVE),
    body("{raw} in a box", "::::{note}\nText.\n\n¤:::{raw} html\n<b>x</b>\n:::\n::::", Code.FORBIDDEN_DIRECTIVE, "raw"),
    body("{raw} in capitals", "¤```{RAW} html\n<b>x</b>\n```", Code.FORBIDDEN_DIRECTIVE),
    body("{raw} by its Swedish name", "¤```{rå} html\n```", Code.FORBIDDEN_DIRECTIVE),
    body("{include} by its Swedish name", "¤```{inkludera} /etc/passwd\n```", Code.FORBIDDEN_DIRECTIVE),
    body("{image} by its Swedish name, without alternative text", "¤```{bild} bild.png\n```", Code.NO_ALT, "bild.png"),
    body(
        "{raw} inside a code fence with four ticks",
        "````{note}\n¤```{raw} html\n<b>x</b>\n```\n````",
        Code.FORBIDDEN_DIRECTIVE,
    ),
    body("a file outside the tree to download", "Hämta ¤{download}`den <../../../etc/passwd>`.", Code.OUTSIDE_TREE),
    body("a missing file to download", "Hämta ¤{download}`den <fil.pdf>`.", Code.NO_PAGE, "fil.pdf"),
    body(
        "an image that leads to javascript:",
        "¤```{image} bild.png\n:alt: En ruta\n:target: javascript:alert(1)\n```",
        Code.UNSAFE_ADDRESS,
    ),
    body(
        "a card that leads to javascript:",
        "¤:::{card} Kort\n:link: javascript:alert(1)\nText.\n:::",
        Code.UNSAFE_ADDRESS,
    ),
    body("a button that leads to javascript:", "¤```{button-link} javascript:alert(1)\nText\n```", Code.UNSAFE_ADDRESS),
    body(
        "a card with an image from another host",
        "¤:::{card} Kort\n:img-top: https://example.org/a.png\n:img-alt: x\n:::",
        Code.UNSAFE_ADDRESS,
    ),
    body("a card with an image without alternative text", "¤:::{card} Kort\n:img-top: bild.png\n:::", Code.NO_ALT),
    body("the role {raw}", "Text ¤{raw}`x`.", Code.FORBIDDEN_DIRECTIVE, "raw"),
    body("another title for the page", "¤```{title} Annan\n```", Code.FORBIDDEN_DIRECTIVE, "title"),
    body("a formula that is not finished", "¤```{math}\n\\frac{1}\n```", Code.FORMULA, "ofullständig"),
    body("a formula with an unknown command", "Text ¤{math}`\\fracc{1}{2}`.", Code.FORMULA, "Menade du \\frac?"),
    body("any number of columns", "¤```{hlist}\n:columns: 999999999\n- a\n```", Code.FORBIDDEN_DIRECTIVE, "hlist"),
    body("a mark that leads to javascript:", "Text ¤{bdg-link-primary}`javascript:alert(1)`.", Code.UNSAFE_ADDRESS),
    body("HTML among an icon's classes", 'Text ¤{octicon}`report;1em;x" onclick="y`.', Code.RAW_HTML, "Ikonens"),
    body(
        "a tab in javascript:",
        '¤```{image} bild.png\n:alt: En ruta\n:target: "java\tscript:alert(1)"\n```',
        Code.UNSAFE_ADDRESS,
    ),
    body("a citation that cannot be read", "Text ¤{cite:p}`{se}{jfr}alfa`.", Code.UNKNOWN_SOURCE, "tolka"),
    body("an empty place in a citation", "Text ¤{cite:p}`alfa,,beta`.", Code.UNKNOWN_SOURCE, "tolka"),
    swap(
        "an unknown page in a list of contents",
        "strategy/index.md",
        "\nfraga\n",
        "\n¤fragga\n",
        Code.NO_PAGE,
        "fragga",
        "fraga",
        also=[Code.NOT_LISTED],
    ),
    whole(
        "a page that no list of contents names",
        "strategy/ny.md",
        f"¤{about('Ny')}",
        Code.NOT_LISTED,
        "{toctree}",
        "strategy/",
    ),
    swap("a fault in the page that lists others", "strategy/index.md", "kind: index", "¤kind: indx", Code.WRONG_VALUE),
]

FILES_AND_REGISTERS = [
    Fault(
        "a page in Latin-1",
        OM,
        about("Om sidorna", "Å").replace("Å", "x\n\nab Å").encode("latin-1"),
        Code.ENCODING,
        4,
        33,
        ("UTF-8",),
    ),
    Fault("a page in UTF-16", "about/utf16.md", about("Sexton").encode("utf-16"), Code.ENCODING, 1, 1, ("UTF-8",)),
    Fault(
        "references.bib in Latin-1",
        "references.bib",
        str(FILES["references.bib"]).encode("latin-1"),
        Code.ENCODING,
        2,
        20,
        ("UTF-8",),
    ),
    Fault(
        "a page in NFD",
        "about/nfd.md",
        about("Nytt", f"Det {unicodedata.normalize('NFD', 'läget')}.").encode(),
        Code.NORMAL_FORM,
        7,
        6,
        ("läget",),
    ),
    whole(
        "references.bib with a broken entry",
        "references.bib",
        "@misc{alfa,\n  title = {Första\n\n@misc{beta,\n¤  title = {B},\n",
        Code.BAD_SOURCE,
        "BibTeX",
    ),
    swap(
        "a source without a date",
        "references.bib",
        "@misc{beta,\n  title        = {Andra källan},\n  publisher    = {Tidningen},\n  date         = {2025-02},",
        "¤@misc{beta,\n  title        = {Andra källan},\n  publisher    = {Tidningen},",
        Code.BAD_SOURCE,
        "beta",
        "date",
    ),
    whole(
        "a source without a class",
        "references.bib",
        str(FILES["references.bib"]).replace("  class        = {B},\n", "").replace("@misc{beta", "¤@misc{beta"),
        Code.BAD_SOURCE,
        "beta",
        "class",
    ),
    whole(
        "a source of an unknown class",
        "references.bib",
        str(FILES["references.bib"]).replace("{B}", "{X}").replace("@misc{beta", "¤@misc{beta"),
        Code.BAD_SOURCE,
        "S, A, B eller C",
    ),
    whole(
        "a source with a javascript: address",
        "references.bib",
        str(FILES["references.bib"])
        .replace("https://example.org/b", "javascript:alert(1)")
        .replace("@misc{beta", "¤@misc{beta"),
        Code.UNSAFE_ADDRESS,
        "beta",
    ),
    whole(
        "the same source twice",
        "references.bib",
        f"{FILES['references.bib']}\n¤@misc{{beta,\n}}\n",
        Code.BAD_SOURCE,
        "beta",
        "två gånger",
    ),
    swap(
        "links.toml that is no TOML",
        "links.toml",
        'title = "Startsidan"',
        'title = ¤Startsidan"',
        Code.REGISTER,
        "TOML",
    ),
    swap(
        "links.toml with the same entry twice",
        "links.toml",
        "checked = 2025-02-14\n",
        'checked = 2025-02-14\n\n[start¤]\ntitle = "x"\n',
        Code.REGISTER,
        "TOML",
    ),
    swap(
        "an entry without a title",
        "links.toml",
        '[start]\ntitle = "Startsidan"\n',
        "¤[start]\n",
        Code.REGISTER,
        "title",
        "start",
    ),
    swap(
        "an entry with a slip in a key",
        "links.toml",
        "[start]\n",
        '¤[start]\nacess = "public"\n',
        Code.REGISTER,
        "acess",
        "Menade du access?",
    ),
    whole(
        "an entry with an unknown access",
        "links.toml",
        str(FILES["links.toml"]).replace('"public"', '"alla"').replace("[start]", "¤[start]"),
        Code.REGISTER,
        "access",
        "intranet",
    ),
    whole(
        "an entry with a javascript: address",
        "links.toml",
        str(FILES["links.toml"])
        .replace("https://example.org/start", "javascript:alert(1)")
        .replace("[start]", "¤[start]"),
        Code.UNSAFE_ADDRESS,
        "start",
    ),
    whole(
        "an entry that is no table",
        "links.toml",
        f'¤lank = "https://example.org"\n{FILES["links.toml"]}',
        Code.REGISTER,
        "[lank]",
    ),
    whole(
        "an entry with an impossible name",
        "links.toml",
        f'{FILES["links.toml"]}\n¤["En Länk"]\ntitle = "x"\nhref = ""\naccess = "public"\n',
        Code.REGISTER,
        "En Länk",
    ),
    whole("links.toml with too many levels", "links.toml", f"¤a = {'[' * 3000}", Code.REGISTER, "nivåer"),
    whole(
        "an entry with a key of the model's own",
        "links.toml",
        str(FILES["links.toml"]).replace("[start]", "¤[start]\nline = 3"),
        Code.REGISTER,
        "line",
    ),
    whole(
        "a handout with an unknown page",
        "handouts.toml",
        '[paket]\ntitle = "T"\naudience = "a"\npages = [\n  "about/om",\n¤  "strategy/fragan",\n]\n',
        Code.REGISTER,
        "[paket]: Sidan strategy/fragan finns inte.",
        "Menade du strategy/fraga?",
    ),
    whole(
        "a handout without pages",
        "handouts.toml",
        '¤[paket]\ntitle = "T"\naudience = "a"\npages = []\n',
        Code.REGISTER,
        "pages i [paket]",
    ),
    whole(
        "a handout with a slip in a key",
        "handouts.toml",
        '¤[paket]\ntitle = "T"\naudience = "a"\npags = []\npages = ["about/om"]\n',
        Code.REGISTER,
        "Menade du pages?",
    ),
    whole("handouts.toml that is no TOML", "handouts.toml", "[paket]\ntitle ¤T\n", Code.REGISTER, "TOML"),
    whole(
        "an old address that is the search page", "redirects.toml", '[redirects]\n¤search = "index"\n', Code.REGISTER
    ),
    whole("redirects.toml that is no TOML", "redirects.toml", '[redirects]\n"a" ¤"index"\n', Code.REGISTER, "TOML"),
    whole(
        "an old address that is a page",
        "redirects.toml",
        '[redirects]\n¤"about/om" = "index"\n',
        Code.REGISTER,
        "about/om",
    ),
    whole(
        "a new address that is no page",
        "redirects.toml",
        '[redirects]\n"about/hej" = "index"\n¤"about/old" = "about/omm"\n',
        Code.REGISTER,
        "Menade du about/om?",
    ),
    whole("a new address elsewhere", "redirects.toml", '[redirects]\n¤a = "https://example.org"\n', Code.REGISTER),
    whole("a new address that is a number", "redirects.toml", "[redirects]\n¤a = 1\n", Code.REGISTER),
    whole("an old address with a file ending", "redirects.toml", '[redirects]\n¤"a.html" = "index"\n', Code.REGISTER),
    whole("an old address that leaves the site", "redirects.toml", '[redirects]\n¤"../a" = "index"\n', Code.REGISTER),
    whole(
        "another table in redirects.toml", "redirects.toml", '¤[redirect]\na = "index"\n', Code.REGISTER, "[redirects]"
    ),
]

FAULTS: tuple[Fault, ...] = (*FRONT_MATTER, *BETWEEN, *TEXT, *FILES_AND_REGISTERS)

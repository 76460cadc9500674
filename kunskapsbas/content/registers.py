"""The registers beside the pages: references.bib, links.toml, redirects.toml, handouts.toml and words.txt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.exceptions import PybtexError
from pydantic import ValidationError

from ..swedish import join_words, nearest
from .model import Access, Handout, Link, Source, SourceClass, register_fields
from .problem import Code, Problem
from .text import read_text

SOURCES_FILE = "references.bib"
LINKS_FILE = "links.toml"
REDIRECTS_FILE = "redirects.toml"
HANDOUTS_FILE = "handouts.toml"
WORDS_FILE = "words.txt"
#: Pages that Sphinx makes besides those written: an old address must not take their place.
BUILT_PAGES = frozenset({"404", "genindex", "search"})
# The pages of a year, and of what has changed in a report (kunskapsbas.reports).
_BUILT_REPORT_PAGES = re.compile(r"reports/([0-9]{4}(-[0-9]{1,2})?|(.+/)?[0-9]{4}-[0-9]{2}-[0-9]{2}-andringar)")
REGISTERS = frozenset({SOURCES_FILE, LINKS_FILE, REDIRECTS_FILE, HANDOUTS_FILE, WORDS_FILE})
_E = TypeVar("_E", Link, Handout)


class OwnWord(NamedTuple):
    """A word that the dictionary lacks and that is right all the same, why, and on which line of words.txt."""

    word: str
    reason: str
    line: int


def is_built_page(name: str) -> bool:
    """Tell whether the site makes a page of this name itself, so that no other page may have it."""
    return name in BUILT_PAGES or _BUILT_REPORT_PAGES.fullmatch(name) is not None


def read_sources(root: Path) -> tuple[dict[str, Source], list[Problem]]:
    """Return the sources of references.bib by id, and what is wrong with the file. No file: no sources."""
    if not (root / SOURCES_FILE).exists():
        return {}, []
    text, problems = read_text(root, SOURCES_FILE)
    if text is None:
        return {}, problems
    try:
        data: BibliographyData = parse_string(text, "bibtex")
    except PybtexError as error:
        lines = _entry_lines(text)
        if (repeated := str(error).rpartition("repeated bibliography entry: ")[2]) in lines:
            message = f"Källan {repeated} står två gånger."
            return {}, [Problem(SOURCES_FILE, lines[repeated], 1, Code.BAD_SOURCE, message, "Ta bort den ena.")]
        line = int(getattr(error, "lineno", 0) or 1)
        message, hint = (
            "Posten går inte att läsa (BibTeX).",
            "Kontrollera att varje klammer är stängd och att det står ett komma mellan raderna, här och ovanför.",
        )
        return {}, [Problem(SOURCES_FILE, line, 1, Code.BAD_SOURCE, message, hint)]
    lines = _entry_lines(text)
    sources: dict[str, Source] = {}
    for key, entry in data.entries.items():
        source, wrong = _source(key, entry, lines.get(key, 1))
        problems += wrong
        if source:
            sources[key] = source
    return sources, problems


def _entry_lines(text: str) -> dict[str, int]:
    """Return the line of each entry's first line. pybtex keeps no positions, so the entry heads are looked up."""
    heads = re.finditer(r"^[ \t]*@\w+[ \t]*\{[ \t]*([^,\s]+)", text, re.MULTILINE)
    return {head[1]: text.count("\n", 0, head.start(1)) + 1 for head in heads}


def plain(text: str) -> str:
    """Return a field of references.bib without the braces that only BibTeX needs, on one line."""
    return " ".join(text.replace("{", "").replace("}", "").split())


def publisher(fields: Mapping[str, str]) -> str:
    """Return who published a source, from whichever field says so; nothing where none does."""
    names = ("organization", "publisher", "institution", "journaltitle", "journal", "school")
    return next((plain(fields[name]) for name in names if fields.get(name, "").strip()), "")


_SOURCE_HINTS = {
    "title": "Lägg till källans titel i posten: `title = {Titeln},`",
    "publisher": "Lägg till den som har gett ut källan i posten: `publisher = {Utgivaren},`",
    "date": "Lägg till källans datum i posten: `date = {2025-11-20},`",
    "class": "Skriv en rad i posten: `class = {B},` för etablerade medier, A för primärkällor, S för regionens egna "
    "rapporter eller C för svaga källor.",
}


def _source(key: str, entry: Entry, line: int) -> tuple[Source | None, list[Problem]]:
    fields = {name.lower(): plain(str(value)) for name, value in entry.fields.items()}
    values = {"title": fields.get("title", ""), "publisher": publisher(fields), "date": fields.get("date", "")}
    problems = [
        Problem(SOURCES_FILE, line, 1, Code.BAD_SOURCE, f"Källan {key} saknar {name}.", _SOURCE_HINTS[name])
        for name, value in values.items()
        if not value
    ]
    allowed = [c.value for c in SourceClass]
    if fields.get("class") not in allowed:
        message = f"Källan {key} saknar class, eller så är den inte någon av {join_words(allowed, 'eller')}."
        problems.append(Problem(SOURCES_FILE, line, 1, Code.BAD_SOURCE, message, _SOURCE_HINTS["class"]))
    url = fields.get("url", "")
    if url and not url.startswith(("https://", "http://")):
        message = f"Källan {key} har en adress som inte börjar med https:// eller http://."
        problems.append(Problem(SOURCES_FILE, line, 1, Code.UNSAFE_ADDRESS, message))
    if problems:
        return None, problems
    extra = {"source_class": SourceClass(fields["class"]), "url": url, "note": fields.get("note", "")}
    return Source(id=key, line=line, **values, **extra), []  # type: ignore[arg-type]


def _read_toml(root: Path, path: str) -> tuple[Mapping[str, Any], str, list[Problem]]:
    if not (root / path).exists():
        return {}, "", []
    text, problems = read_text(root, path)
    if text is None:
        return {}, "", problems
    try:
        return tomllib.loads(text), text, problems
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        message = "Raden går inte att läsa (TOML): ett citattecken, likhetstecken eller en hakparentes är fel."
        hint = 'Jämför med raderna bredvid: [namn] på en egen rad, och sedan till exempel title = "Startsidan".'
        return {}, text, [Problem(path, line, column, Code.REGISTER, message, hint)]
    except RecursionError:
        return {}, text, [Problem(path, 1, 1, Code.REGISTER, "Filen har för många nivåer.", "Ta bort raden.")]


def _toml_line(text: str, key: str) -> int:
    found = re.search(rf'^\s*(\[\s*"?{re.escape(key)}"?\s*\]|"?{re.escape(key)}"?\s*=)', text, re.MULTILINE)
    return text.count("\n", 0, found.start(1)) + 1 if found else 1


def _read_entries(root: Path, path: str, model: type[_E]) -> tuple[dict[str, _E], str, list[Problem]]:
    """Return the entries of a register by id, its text, and what is wrong with it. No file: no entries."""
    data, text, problems = _read_toml(root, path)
    entries: dict[str, _E] = {}
    for key, table in data.items():
        line = _toml_line(text, key)
        if not isinstance(table, dict):
            hint = f"Skriv under den {join_words(register_fields(model))}, på var sin rad."
            problems.append(Problem(path, line, 1, Code.REGISTER, f"{key} ska stå som [{key}] på en egen rad.", hint))
            continue
        strangers = [name for name in ("id", "line") if name in table]  # fields of the model that no one may write
        problems += [_entry_problem(path, model, key, line, (name,), "extra_forbidden") for name in strangers]
        table = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in table.items()}
        try:
            entries[key] = model.model_validate({**table, "id": key, "line": line})
        except ValidationError as error:
            for details in error.errors():
                problems.append(_entry_problem(path, model, key, line, details["loc"], details["type"]))
    return entries, text, problems


def read_links(root: Path) -> tuple[dict[str, Link], list[Problem]]:
    """Return the link register by id, and what is wrong with it. No file: an empty register."""
    links, _, problems = _read_entries(root, LINKS_FILE, Link)
    for key, link in list(links.items()):
        if link.href and not link.href.startswith(("https://", "http://", "mailto:")):
            message = f"Adressen i [{key}] börjar inte med https://."
            problems.append(Problem(LINKS_FILE, link.line, 1, Code.UNSAFE_ADDRESS, message))
            del links[key]
    return links, problems


def read_handouts(root: Path, pages: Collection[str]) -> tuple[dict[str, Handout], list[Problem]]:
    """Return the named handouts by id, in the file's order, and what is wrong with the file. No file: none.

    ``pages``: the docnames that exist. A handout keeps the pages that do.
    """
    handouts, text, problems = _read_entries(root, HANDOUTS_FILE, Handout)
    for key, handout in list(handouts.items()):
        for name in handout.pages:
            if name not in pages:
                line = _value_line(text, name, handout.line)
                problems.append(unknown_page(HANDOUTS_FILE, line, name, pages, f"[{key}]: "))
        known = tuple(dict.fromkeys(name for name in handout.pages if name in pages))
        handouts[key] = handout.model_copy(update={"pages": known})
    return handouts, problems


def unknown_page(path: str, line: int, name: str, pages: Collection[str], before: str = "") -> Problem:
    """Return the Problem of a page that does not exist, with the nearest that does."""
    near = nearest(name, pages, most=1)
    hint = f"Menade du {near[0]}?" if near else "Skriv sidans sökväg utan filändelse, till exempel strategy/kostnader."
    return Problem(path, line, 1, Code.REGISTER, f"{before}Sidan {name} finns inte.", hint)


def _value_line(text: str, value: str, start: int) -> int:
    """Return the line where a text value stands, at or after a line; that line where it is not found as written."""
    lines = text.split("\n")
    return next((i for i in range(start, len(lines) + 1) if value in lines[i - 1]), start)


def read_redirects(root: Path, pages: Collection[str]) -> tuple[dict[str, str], list[Problem]]:
    """Return old address -> new address (docname, with an anchor or without) of redirects.toml, and its faults.

    ``pages``: the docnames that exist. An old address must not be a page, a new one must.
    """
    data, text, problems = _read_toml(root, REDIRECTS_FILE)
    table = data.get("redirects", {})
    redirects: dict[str, str] = {}
    for key in data:
        if key != "redirects" or not isinstance(table, dict):
            message = "Filen ska bara ha delen [redirects], med en rad för varje gammal adress."
            hint = f'Skriv [redirects] i stället för {key}, och under den "gammal/adress" = "ny/adress".'
            problems.append(Problem(REDIRECTS_FILE, _toml_line(text, key), 1, Code.REGISTER, message, hint))
    for old, new in table.items() if isinstance(table, dict) else ():
        reason, hint = _redirect_fault(old, new, pages, table)
        if reason:
            problems.append(Problem(REDIRECTS_FILE, _toml_line(text, old), 1, Code.REGISTER, reason, hint))
        else:
            redirects[old] = new
    return redirects, problems


def read_words(root: Path) -> tuple[dict[str, OwnWord], list[Problem]]:
    """Return the writers' own words of words.txt, and what is wrong with it. No file: none.

    A line has a word, or several that belong together, and after # why it is right: ``Cambio  # leverantör``.
    """
    words: dict[str, OwnWord] = {}
    if not (root / WORDS_FILE).exists():
        return words, []
    text, problems = read_text(root, WORDS_FILE)
    for number, line in enumerate((text or "").split("\n"), start=1):
        word, _, reason = (part.strip() for part in line.partition("#"))
        if not word:
            continue
        if word in words:
            message = f"Ordet {word} står redan på rad {words[word].line}."
            problems.append(Problem(WORDS_FILE, number, 1, Code.REGISTER, message, "Ta bort den ena raden."))
        elif not reason:
            message = f"Ordet {word} saknar skäl."
            hint = f"Skriv efter # varför det är rätt: {word}  # namnet på ett företag."
            problems.append(Problem(WORDS_FILE, number, 1, Code.REGISTER, message, hint))
        else:
            words[word] = OwnWord(word, reason, number)
    return words, problems


def _redirect_fault(old: str, new: object, pages: Collection[str], table: Mapping[str, Any]) -> tuple[str, str]:
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", old):
        return f"Den gamla adressen {old} är inte skriven som en sidas namn.", 'Skriv till exempel "strategy/gammal".'
    if is_built_page(old):
        return f"Den gamla adressen {old} är en sida som webbplatsen själv gör.", "Ta bort raden."
    if old in pages:
        return f"Den gamla adressen {old} är en sida som finns.", "Ta bort raden, eller byt namn på sidan."
    if isinstance(new, str) and new.partition("#")[0] in table:
        end, passed = new, {old}
        while (goal := str(end).partition("#")[0]) in table and goal not in passed:
            passed.add(goal)
            end = table[goal]
        if goal in passed:
            return f"Den gamla adressen {old} leder runt till sig själv.", "Skriv den sida som har innehållet nu."
        return f"Den nya adressen {new} är själv flyttad, till {end}.", f'Skriv "{old}" = "{end}".'
    if not isinstance(new, str) or new.partition("#")[0] not in pages:
        near = nearest(str(new), pages, most=1)
        hint = f"Menade du {near[0]}?" if near else 'Skriv en sida som finns här, till exempel "strategy/kostnader".'
        return f"Den nya adressen {new} finns inte.", hint
    return "", ""


def _entry_problem(
    path: str, model: type[Link | Handout], key: str, line: int, where: tuple[int | str, ...], kind: str
) -> Problem:
    name = str(where[0]) if where else key
    if kind == "extra_forbidden":
        near = nearest(name, register_fields(model), most=1)
        hint = f"Menade du {near[0]}?" if near else f"Tillåtna nycklar: {join_words(register_fields(model))}."
        return Problem(path, line, 1, Code.REGISTER, f"Nyckeln {name} i [{key}] finns inte.", hint)
    known = model.model_fields.get(name)
    hint = (known.description or "") if known else ""
    if name == "id":
        hint = "Skriv namnet inom hakparenteser med a–z, 0–9 och bindestreck, till exempel [vanliga-fragor]."
        return Problem(path, line, 1, Code.REGISTER, f"Namnet [{key}] har tecken som inte får stå där.", hint)
    if name == "access":
        hint = f"Tillåtna värden: {join_words([a.value for a in Access], 'eller')}."
    if kind == "missing":
        hint = f"Lägg till en rad under [{key}] som börjar med {name} =. Innehåll: {hint[:1].lower()}{hint[1:]}"
    reason = "saknas" if kind == "missing" else "har fel värde"
    return Problem(path, line, 1, Code.REGISTER, f"{name} i [{key}] {reason}.", hint)

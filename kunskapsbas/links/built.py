"""Checks a built site, the HTML that readers get: every address, anchor, title and way from the start page.

Sphinx checks what it resolves itself. This sees the result: raw HTML, templates, what other extensions wrote,
and links that only work on a disk that ignores case.
"""

from __future__ import annotations

import html as html_entities
import os
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kunskapsbas.swedish import nearest

from .reading import PageFacts, Reference, Use, css_addresses, read_page


class FindingKind(StrEnum):
    """What is wrong; stable names for filters and tests."""

    MISSING = "saknas"
    NO_ANCHOR = "ankare-saknas"
    CASE = "skiftlage"
    EMPTY = "tom-lank"
    FROM_ROOT = "fran-roten"
    OUTSIDE = "utanfor"
    UNSAFE = "osaker"
    REMOTE = "annan-server"
    REPEATED_ID = "dubbelt-id"
    SAME_TITLE = "samma-titel"
    NO_TITLE = "titel-saknas"
    UNREACHABLE = "gar-inte-att-na"
    NOT_UTF8 = "inte-utf8"
    NO_SITE = "ingen-webbplats"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``page`` is its address below the root; ``line`` is in the HTML file, 0 where there is none."""

    page: str
    line: int
    kind: FindingKind
    target: str
    message: str
    hint: str = ""


#: What the check found out about an address: kind, message, hint; or None when it is right.
_Fault = tuple[FindingKind, str, str] | None


@dataclass(frozen=True)
class _Site:
    """The files below a root, and the facts of its pages."""

    root: Path
    files: frozenset[str]
    pages: dict[str, PageFacts]
    styles: dict[str, list[str]]
    unreadable: tuple[str, ...]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, also in its sub-folders; "" is the root."""
        found = {""}
        for name in self.files:
            parts = name.split("/")[:-1]
            found.update("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        return frozenset(found)

    @cached_property
    def by_lower(self) -> dict[str, str]:
        """Lower-case name -> name as spelt, for files and folders."""
        return {name.lower(): name for name in (*self.folders, *self.files)}

    @cached_property
    def by_basename(self) -> dict[str, str]:
        """File name without folder -> the first file so named."""
        return {posixpath.basename(name): name for name in sorted(self.files, reverse=True)}


def check_site(
    root: Path,
    *,
    start: str = "index.html",
    standalone: Collection[str] = frozenset({"404.html"}),
    base_path: str = "/",
) -> Iterator[Finding]:
    """Yield every fault of the site built in ``root``, page by page in order of address.

    ``start`` is the page from which all others must be reachable. ``standalone`` pages are shown at any
    address, so they need no link to them and must link from the root (``base_path``) instead of from where
    they stand. Folders whose name begins with "_" hold files, not pages: what pages load from them must
    exist, and their style sheets are read. Reads files below ``root`` only. A root without a start page is a
    finding, not an error.
    """
    site = _read_site(root)
    for name in site.unreadable:
        yield Finding(name, 0, FindingKind.NOT_UTF8, name, "Filen är inte i UTF-8.", "Bygg om webbplatsen.")
    if start not in site.pages:
        message = f"Startsidan {start} finns inte, så webbplatsen går inte att kontrollera."
        yield Finding(start, 0, FindingKind.NO_SITE, start, message, "Bygg webbplatsen först.")
        return
    checker = _Checker(site, frozenset(standalone), base_path)
    for page in sorted(site.pages):
        yield from checker.check_page(page)
    for style in sorted(site.styles):
        yield from checker.check_style(style)
    yield from _titles(site, start, standalone)
    yield from _unreachable(site, checker, start, standalone)


def _read_site(root: Path) -> _Site:
    """Read a site from disk."""
    files: set[str] = set()
    for folder, _, names in os.walk(root):
        prefix = Path(folder).relative_to(root).as_posix()
        files.update(names if prefix == "." else (f"{prefix}/{name}" for name in names))
    pages: dict[str, PageFacts] = {}
    styles: dict[str, list[str]] = {}
    unreadable: list[str] = []
    for name in sorted(files):
        is_page = name.endswith((".html", ".htm")) and not any(part.startswith("_") for part in name.split("/"))
        if not is_page and not name.endswith(".css"):
            continue
        try:
            text = (root / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            unreadable.append(name)
            continue
        if is_page:
            pages[name] = read_page(text)
        else:
            styles[name] = css_addresses(text)
    return _Site(root, frozenset(files), pages, styles, tuple(unreadable))


class _Checker:
    """Judges addresses. Remembers each (folder, address), because menus repeat on every page."""

    def __init__(self, site: _Site, standalone: frozenset[str], base_path: str) -> None:
        """Take the site, and which pages must link from the root."""
        self.site = site
        self.standalone = standalone
        self.base_path = base_path if base_path.endswith("/") else f"{base_path}/"
        self.ways: dict[str, set[str]] = {}
        self._judged: dict[tuple[str, str, Use], tuple[str, _Fault]] = {}

    def check_page(self, page: str) -> Iterator[Finding]:
        """Yield the faults of one page, and note in ``ways`` where it leads."""
        facts, lines = self.site.pages[page], _Lines(self.site.root / page)
        for name in facts.repeated_ids:
            message = f"Id:t ”{name}” finns flera gånger på sidan."
            hint = "Ge rubrikerna olika namn, eller det ena stället ett eget id."
            yield Finding(page, lines.find(name), FindingKind.REPEATED_ID, name, message, hint)
        goals: set[str] = set()
        for reference, goal, fault in self._judge_all(page, facts):
            if reference.use is not Use.NAME:
                goals.add(goal)
            if fault:
                kind, message, hint = fault
                yield Finding(page, lines.find(reference.target), kind, reference.target, message, hint)
        self.ways[page] = goals

    def check_style(self, style: str) -> Iterator[Finding]:
        """Yield the faults of one style sheet."""
        lines, folder = _Lines(self.site.root / style), posixpath.dirname(style)
        for target in dict.fromkeys(self.site.styles[style]):
            fault = None if target.startswith("#") else self._judge(folder, folder, target, Use.LOAD)[1]
            if fault:
                kind, message, hint = fault
                yield Finding(style, lines.find(target), kind, target, message, hint)

    def _judge_all(self, page: str, facts: PageFacts) -> Iterator[tuple[Reference, str, _Fault]]:
        """Yield each reference of a page with the file it leads to ("" for none here) and what is wrong with it."""
        folder = posixpath.dirname(page)
        # A standalone page is judged by other rules, so what is remembered of it has a key of its own.
        key = page if page in self.standalone else folder
        for reference in facts.references:
            use, _, target, navigation = reference
            if target in {"", "#"}:
                yield reference, page, None if navigation else _placeholder(use, target)
            elif target.startswith("#"):
                yield reference, page, self._anchor_fault(page, target[1:])
            else:
                yield reference, *self._judge(key, folder, target, use)

    def _judge(self, key: str, folder: str, target: str, use: Use) -> tuple[str, _Fault]:
        """Return (file below the root or "", fault) for an address that does not begin with "#"."""
        known = self._judged.get((key, target, use))
        if known is None:
            address, _, anchor = target.partition("#")
            goal, fault = self._resolve(folder, key in self.standalone, address, use)
            if goal and not fault:
                fault = self._anchor_fault(goal, anchor)
            known = self._judged[(key, target, use)] = goal, fault
        return known

    def _anchor_fault(self, goal: str, anchor: str) -> _Fault:
        """Return what is wrong with the anchor of an address that leads to a page."""
        facts, anchor = self.site.pages.get(goal), unquote(anchor)
        # "top" always works (HTML, 7.4.6.4); a text fragment is for the browser to find.
        if facts is None or not anchor or anchor in facts.ids or anchor.lower() == "top" or ":~:" in anchor:
            return None
        close = nearest(anchor, facts.ids, 1)
        hint = f"Menade du #{close[0]}?" if close else "Rätta det som står efter #."
        return FindingKind.NO_ANCHOR, f"Ankaret #{anchor} finns inte på {goal}.", hint

    def _resolve(self, folder: str, standalone: bool, address: str, use: Use) -> tuple[str, _Fault]:
        """Return (file below the root or "", fault) for an address that has not been judged before."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return "", (FindingKind.MISSING, f"Adressen {address} är felskriven.", "Rätta adressen.")
        if parts.scheme or parts.netloc:
            return "", _elsewhere(parts.scheme.lower(), parts.netloc, address, use)
        path = unquote(parts.path)
        if not path:  # only a query: the page itself, which is known to exist
            return "", None
        if path.startswith("/"):
            if not standalone or not path.startswith(self.base_path):
                hint = "Skriv adressen från sidan där den står, annars fungerar den bara på en viss plats."
                return "", (FindingKind.FROM_ROOT, f"Adressen {address} räknas från webbplatsens rot.", hint)
            path, folder = path[len(self.base_path) :], ""
        return self._in_tree(posixpath.normpath(posixpath.join(folder, path)), path, address)

    def _in_tree(self, name: str, path: str, address: str) -> tuple[str, _Fault]:
        """Return (file, fault) for a name below the root."""
        name = "" if name == "." else name
        if name == ".." or name.startswith("../"):
            return "", (FindingKind.OUTSIDE, f"Adressen {address} leder ut ur webbplatsen.", "Rätta adressen.")
        if name in self.site.folders:
            index = f"{name}/index.html".lstrip("/")
            if index in self.site.files and (path in {".", ".."} or path.endswith(("/", "/.", "/.."))):
                return index, None
            hint = f"Länka till filen {index}." if index in self.site.files else "Länka till en fil i mappen."
            return "", (FindingKind.MISSING, f"Adressen {address} är en mapp, inte en sida.", hint)
        if name in self.site.files and not path.endswith("/"):
            return name, None
        spelt = self.site.by_lower.get(name.lower())
        if spelt and spelt != name:
            message = f"Adressen {address} skiljer sig från filens namn i stora och små bokstäver."
            return "", (FindingKind.CASE, message, f"Filen heter {spelt}.")
        namesake = self.site.by_basename.get(posixpath.basename(name))
        hint = f"Menade du {namesake}?" if namesake else "Rätta adressen, eller lägg till filen."
        return "", (FindingKind.MISSING, f"Filen {name} finns inte (adressen {address}).", hint)


def _placeholder(use: Use, target: str) -> _Fault:
    """Return what is wrong with an address that is empty or "#"."""
    if use is Use.SEND or (use is not Use.LINK and target == "#"):
        return None  # a form without an address sends to its own page; "#" elsewhere names nothing to load
    shown = "adressen är #" if target else "adressen är tom"
    message = f"Länken har inget mål ({shown})." if use is Use.LINK else "Adressen är tom."
    return FindingKind.EMPTY, message, "Ange adressen, eller skriv texten utan länk."


def _elsewhere(scheme: str, host: str, address: str, use: Use) -> _Fault:
    """Return what is wrong with an address that leads out of the site."""
    if scheme in {"javascript", "vbscript", "file"}:
        message = f"Adressen {address[:60]} fungerar inte för läsaren eller kan köra kod."
        return FindingKind.UNSAFE, message, "Använd en vanlig adress."
    if host and use in {Use.LOAD, Use.SEND}:
        what = "hämtar något" if use is Use.LOAD else "skickar det som läsaren skriver"
        message = f"Sidan {what} från en annan server: {address}."
        if use is Use.SEND:
            message = f"Sidan {what} till en annan server: {address}."
        return FindingKind.REMOTE, message, "Lägg filen i webbplatsen." if use is Use.LOAD else "Rätta formuläret."
    return None


class _Lines:
    """Finds where a text stands in a file, and reads the file only when asked."""

    def __init__(self, path: Path) -> None:
        """Take the file."""
        self.path = path

    @cached_property
    def text(self) -> str:
        """The file's text."""
        return self.path.read_text(encoding="utf-8")

    def find(self, value: str) -> int:
        """Return the line of the first attribute or address with this value; 0 when it is not there literally."""
        if not value:
            found = re.search(r"""(?:href|src|data|poster)=(?:""|'')""", self.text)
            return self.text.count("\n", 0, found.start()) + 1 if found else 0
        for shown in (value, html_entities.escape(value), html_entities.escape(value, quote=False)):
            found = re.search(rf"""(?:=\s*["']?|[\s("',])({re.escape(shown)})(?=["'\s>),;]|$)""", self.text)
            if found:
                return self.text.count("\n", 0, found.start(1)) + 1
        return 0


def _titles(site: _Site, start: str, standalone: Collection[str]) -> Iterator[Finding]:
    """Yield pages without a title or with the title of another page: readers tell windows and hits apart by it."""
    first: dict[str, str] = {}
    for page, facts in sorted(site.pages.items(), key=lambda item: (item[0] != start, item[0])):
        if facts.moves or page in standalone:
            continue
        if not facts.title:
            yield Finding(page, 0, FindingKind.NO_TITLE, "", "Sidan har ingen titel.", "Ge sidan en titel.")
        elif facts.title in first:
            message = f"Sidan har samma titel som {first[facts.title]}: ”{facts.title}”."
            yield Finding(page, 0, FindingKind.SAME_TITLE, facts.title, message, "Ge sidorna olika titlar.")
        else:
            first[facts.title] = page


def _unreachable(site: _Site, checker: _Checker, start: str, standalone: Collection[str]) -> Iterator[Finding]:
    """Yield pages that no chain of links leads to from the start page."""
    seen = _reach(checker.ways, start)
    for page, facts in sorted(site.pages.items()):
        if page not in seen and page not in standalone and not facts.moves:
            message = f"Ingen länk leder till sidan från {start}."
            yield Finding(page, 0, FindingKind.UNREACHABLE, page, message, "Lägg sidan i en innehållslista.")


def _reach(ways: dict[str, set[str]], start: str) -> set[str]:
    """Return every page that can be reached from one page."""
    seen, waiting = {start}, [start]
    while waiting:
        new = ways.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen

"""Addresses: those that have been published and are gone, those that lead round, those that are not what they seem.

The list of published addresses is addresses.txt in the root: a page's name on each line. ``kb addresses`` adds to it
and never takes away, when the site is published.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ...content import Code, Library, Problem, Report, Spot
from ...content.addresses import SITE_NAME, host_of, lookalike
from ...content.files import write_atomic
from ...content.registers import LINKS_FILE, REDIRECTS_FILE, SOURCES_FILE
from ...content.text import read_text
from ...links.pages import Site, outside_spots
from ...swedish import nearest

ADDRESSES_FILE = "addresses.txt"
_BARE = re.compile(
    rf"(?:https?://|www\.|(?<![\w@/.:-]){SITE_NAME}/)[^\s<>”\"]*[^\s<>”\".,;:!?)]",
    re.IGNORECASE,
)
# What every address has: a cheap look at a text that most likely has none.
_LIKELY = re.compile(r"\.[a-zåäö]{2}|://", re.IGNORECASE)
_DOMAIN = re.compile(r"\b(?:[a-zåäö0-9-]+\.)+[a-zåäö]{2,}\b", re.IGNORECASE)


def check_addresses(site: Site) -> Iterator[Problem]:
    """Yield what is wrong with the addresses of the site itself, and with links that only look right."""
    yield from _gone(site)
    yield from _anchors(site)
    yield from _clashes(site)
    registered = {link.href: link.id for link in site.library.links.values() if link.href}
    for docname, text in site.texts.items():
        original = _is_original(site, docname)
        for spot, address in outside_spots(text):
            if reason := _pretends(address):
                yield Problem(
                    f"{docname}.md", spot.line, spot.column, Code.LOOKALIKE_LINK, f"Länken leder till {reason}."
                )
            elif not original:
                yield _unregistered(f"{docname}.md", spot, address, registered.get(address))
    places = [(LINKS_FILE, link.line, link.href) for link in site.library.links.values()]
    places += [(SOURCES_FILE, source.line, source.url) for source in site.library.sources.values()]
    for path, line, address in places:
        if reason := _pretends(address):
            yield Problem(path, line, 1, Code.LOOKALIKE_LINK, f"Adressen leder till {reason}.")


def check_bare(site: Site, docname: str) -> Iterator[Problem]:
    """Yield the addresses that stand in a page's text without being links, and those that resemble the region's."""
    for passage in site.texts[docname].passages:
        if not _LIKELY.search(passage.text):
            continue
        for found in _BARE.finditer(passage.text):
            if passage.style_at(found.start()) == "text":
                hint = f"Skriv `[sidans namn]({found[0] if '://' in found[0] else f'https://{found[0]}'})`."
                message = f"Adressen {found[0]} är ingen länk."
                yield Problem(f"{docname}.md", *passage.place(found.start()), Code.BARE_ADDRESS, message, hint)
        named = {found[0].lower() for found in _DOMAIN.finditer(passage.text)}
        for found in _DOMAIN.finditer(passage.text):
            right = lookalike(found[0])
            # where the right address stands beside it, the text tells the one from the other
            if right and right not in named and passage.style_at(found.start()) != "code":
                message = f"{found[0]} är inte regionens adress, som är {right}."
                hint = "" if _is_original(site, docname) else f"Skriv {right}."
                yield Problem(f"{docname}.md", *passage.place(found.start()), Code.LOOKALIKE_DOMAIN, message, hint)


def _pretends(address: str) -> str:
    """Return where an address leads that looks as if it led to the region, in words; "" where it does not."""
    host = host_of(address)
    if right := lookalike(host):
        return f"{host}, som liknar {right} men är en annan webbplats"
    before, at, _ = address.partition("://")[2].partition("/")[0].rpartition("@")
    return f"{host}: det som står före @ ({before}) hör inte till adressen" if at else ""


def _unregistered(path: str, spot: Spot, address: str, known: str | None) -> Problem:
    message = f"Adressen {address} står inte i {LINKS_FILE}."
    hint = ""
    if known:
        message, hint = f"Adressen {address} finns i länkregistret.", f"Skriv {{link}} med id {known} i stället."
    return Problem(path, spot.line, spot.column, Code.UNREGISTERED, message, hint)


def _is_original(site: Site, docname: str) -> bool:
    """Tell whether a page keeps an original's words."""
    page = site.library.pages.get(docname)
    return isinstance(page, Report) and page.wording == "original"


def _gone(site: Site) -> Iterator[Problem]:
    library = site.library
    unread = {path.removesuffix(".md") for path in library.unread}
    for number, name in published(site.root):
        if name in library.pages or name in library.redirects or name in unread or REDIRECTS_FILE in library.unread:
            continue
        near = nearest(name, library.pages, most=1)
        hint = f'Skriv i {REDIRECTS_FILE}: "{name}" = "{near[0] if near else "sidan som har innehållet nu"}".'
        message = f"Sidan {name} har publicerats men finns inte längre, och inget leder vidare därifrån."
        yield Problem(ADDRESSES_FILE, number, 1, Code.GONE_ADDRESS, message, hint)


def published(root: Path) -> list[tuple[int, str]]:
    """Return the line and name of each page that has been published, as addresses.txt has them; no file: none."""
    if not (root / ADDRESSES_FILE).is_file():
        return []
    text, _ = read_text(root, ADDRESSES_FILE)
    lines = enumerate((text or "").split("\n"), start=1)
    return [(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]


def publish(root: Path, library: Library) -> list[str]:
    """Add the pages that addresses.txt lacks to it, in order, and return their names. Raises OSError."""
    known = {name for _, name in published(root)}
    added = sorted(set(library.pages) - known)
    if added:
        head = "# Sidor som har publicerats. kb addresses lägger till; ta inte bort rader. Se redirects.toml.\n"
        text = head + "".join(f"{name}\n" for name in sorted(known | set(added)))
        write_atomic(root / ADDRESSES_FILE, text.encode())
    return added


def _anchors(site: Site) -> Iterator[Problem]:
    """Yield the redirects that lead to a heading that is not there."""
    text, _ = read_text(site.root, REDIRECTS_FILE) if site.library.redirects else ("", [])
    lines = (text or "").split("\n")
    for old, new in site.library.redirects.items():
        page, _, anchor = new.partition("#")
        facts = site.texts.get(page)
        if anchor and facts is not None and anchor not in facts.anchors:
            line = next((number for number, row in enumerate(lines, start=1) if f'"{old}"' in row or old in row), 1)
            near = nearest(anchor, facts.anchors, most=1)
            hint = f"Menade du #{near[0]}?" if near else ""
            message = f"Stället #{anchor} finns inte på {page}."
            yield Problem(REDIRECTS_FILE, line, 1, Code.NO_ANCHOR, message, hint)


def _clashes(site: Site) -> Iterator[Problem]:
    names: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.files):
        names[unicodedata.normalize("NFC", path).casefold()].append(path)
    for paths in names.values():
        for path in paths[1:]:
            message = f"Filen skiljer sig från {paths[0]} bara i stora och små bokstäver."
            yield Problem(path, 1, 1, Code.NAME_CLASH, message)

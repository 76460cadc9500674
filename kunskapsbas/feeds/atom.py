"""The Atom feeds (RFC 4287, with pages as in RFC 5005): from the library to bytes. Why as it is: docs/feeds.md."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..content import Library, Page, Report, Slutrapport, Term
from .history import compiled
from .publication import FOLDER, Publication, printable

REPORTS, CHANGES = f"{FOLDER}/rapporter.atom", f"{FOLDER}/andringar.atom"
MOST_ENTRIES = 50
_MEDIA_TYPE = "application/atom+xml"
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Entry:
    """A page in a feed. ``author``: "" where it is the site's own. ``categories``: (term, label)."""

    docname: str
    title: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    author: str = ""
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed: where its first page lies, what it is called, which page it is of (a docname), and what is in it."""

    name: str
    title: str
    subtitle: str
    home: str
    entries: Sequence[Entry]


def report_entries(library: Library) -> list[Entry]:
    """Return the reports, newest first. A report's moment is when it was compiled, also if its page changes later."""
    return [_entry(report, compiled(report)) for report in library.reports]


def changed_entries(library: Library, changed: Mapping[str, datetime]) -> list[Entry]:
    """Return the pages that have changed (docname -> when), the last changed first and equals by docname."""
    found = [_entry(library.pages[name], moment) for name, moment in sorted(changed.items())]
    return sorted(found, key=lambda entry: entry.updated, reverse=True)  # stable: also in reverse


def _entry(page: Page, updated: datetime) -> Entry:
    categories = [(page.kind.value, page.kind.label)]
    if isinstance(page, Report):
        categories.append((page.subject, page.subject))
    return Entry(
        docname=page.docname,
        title=page.title,
        updated=updated,
        published=compiled(page) if isinstance(page, Report) else None,
        summary=page.summary or (page.definition if isinstance(page, Term) else ""),
        author=page.publisher if isinstance(page, Report | Slutrapport) else "",
        categories=tuple(categories),
    )


def feed_files(feed: Feed, about: Publication) -> dict[str, bytes]:
    """Return path -> content of each page of a feed; nothing when it has no entries.

    The newest entries are on the first page, under the feed's own name. Every page is the same feed (it has its id)
    and leads to the others.
    """
    entries = feed.entries
    parts = [entries[start : start + MOST_ENTRIES] for start in range(0, len(entries), MOST_ENTRIES)]
    names = [page_name(feed.name, number) for number in range(1, len(parts) + 1)]
    return {names[i]: _document(feed, part, names, i, about) for i, part in enumerate(parts)}


def page_name(name: str, number: int) -> str:
    """Return the path of a page of a feed: "feeds/rapporter.atom", then "feeds/rapporter-2.atom"."""
    return name if number == 1 else f"{name.removesuffix('.atom')}-{number}.atom"


def _document(feed: Feed, entries: Sequence[Entry], names: Sequence[str], at: int, about: Publication) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">',
        _element("id", about.tag(feed.name.removesuffix(".atom"))),
        _element("title", f"{feed.title} – {about.title}"),
        _element("subtitle", feed.subtitle),
        _element("updated", timestamp(max(entry.updated for entry in feed.entries))),
        f"<author>{_element('name', about.title)}</author>",
        _element("link", rel="self", type=_MEDIA_TYPE, href=about.file(names[at])),
        _element("link", rel="alternate", type="text/html", href=about.page(feed.home)),
        *(_element("link", rel=rel, type=_MEDIA_TYPE, href=about.file(name)) for rel, name in _others(names, at)),
    ]
    for entry in entries:
        lines += ["<entry>", *_lines(entry, about), "</entry>"]
    return "\n".join([*lines, "</feed>", ""]).encode()


def _others(names: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """Yield (relation, path) of the other pages (RFC 5005, 3); a feed of one page has none."""
    if len(names) > 1:
        yield "first", names[0]
        yield "last", names[-1]
    if at > 0:
        yield "previous", names[at - 1]
    if at + 1 < len(names):
        yield "next", names[at + 1]


def _lines(entry: Entry, about: Publication) -> Iterator[str]:
    yield _element("id", about.tag(entry.docname))
    yield _element("title", entry.title)
    yield _element("updated", timestamp(entry.updated))
    if entry.published:
        yield _element("published", timestamp(entry.published))
    if entry.author:
        yield f"<author>{_element('name', entry.author)}</author>"
    yield _element("link", rel="alternate", type="text/html", href=about.page(entry.docname))
    for term, label in entry.categories:
        yield _element("category", term=term, label=label)
    if entry.summary:
        yield _element("summary", entry.summary, type="text")


def timestamp(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it, to the second, with its distance from UTC in hours and minutes."""
    offset = moment.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0  # Stockholm's own time had seconds, before 1879
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}{sign}{minutes // 60:02}:{minutes % 60:02}"


def _element(name: str, text: str | None = None, **attributes: str) -> str:
    """Return an XML element; whatever the texts hold, they stay text."""
    shown = "".join(f' {key}="{_escape(value)}"' for key, value in attributes.items())
    return f"<{name}{shown}/>" if text is None else f"<{name}{shown}>{_escape(text)}</{name}>"


def _escape(text: str) -> str:
    return html.escape(_SPACE.sub(" ", printable(text)).strip())

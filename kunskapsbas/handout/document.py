"""What goes into a book or a handout, in which order and at which level. Pure functions and frozen data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urljoin

from kunskapsbas import swedish
from kunskapsbas.handout.markup import Value, anchor, breakable, call, label, value

_FEW_PAGES = 8
UNDATED = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Part:
    """One page of the site and the heading level of its title; level 0: the title heads the document."""

    docname: str
    level: int


@dataclass(frozen=True)
class Publication:
    """One PDF to make: its path under the output folder (no suffix), the theme's template and its pages.

    ``home``: the page whose address stands in the footer; empty: that of the whole site. ``audience``: for whom it is
    made, where someone has said so.
    """

    name: str
    template: str
    title: str
    parts: tuple[Part, ...]
    home: str = ""
    audience: str = ""

    @property
    def scope(self) -> frozenset[str]:
        """Give the names of the pages that the document holds."""
        return frozenset(part.docname for part in self.parts)

    @property
    def lists_sections(self) -> bool:
        """Say whether the table of contents names sections too: of many pages, the pages are enough."""
        return len(self.parts) <= _FEW_PAGES


@dataclass(frozen=True)
class Imprint:
    """What a document says about itself besides its title; what is empty is left out.

    ``site``: the project's name. ``label``: what kind of page it is. ``as_of``: the first and the last day that its
    facts hold, in words.
    """

    author: str = ""
    version: str = ""
    date: str = ""
    shown_date: str = ""
    address: str = ""
    language: str = "en"
    site: str = ""
    label: str = ""
    as_of: tuple[str, ...] = ()


def tree_parts(root: str, children: Mapping[str, Sequence[str]], top: int) -> tuple[Part, ...]:
    """Give a page and all pages below it in the order of the tables of contents.

    children maps a page to the pages of its toctrees. The root stands at level ``top`` (1 in a book, where the start
    page is a chapter among others; 0 in the handout of a section, which has the page's title). The pages it lists are
    at level 1; each further step down is one level deeper. A page that is listed twice comes once, at its first place.
    """
    seen: set[str] = set()

    def walk(docname: str, level: int) -> Iterator[Part]:
        if docname in seen:
            return
        seen.add(docname)
        yield Part(docname, level)
        for child in children.get(docname, ()):
            yield from walk(child, 1 if docname == root else level + 1)

    return tuple(walk(root, top))


def page_address(base: str, docname: str, suffix: str) -> str:
    """Give the address of a page on the site, or an empty string where the site has no address."""
    return urljoin(base.rstrip("/") + "/", docname + suffix) if base else ""


def split_language(language: str | None) -> tuple[str, str]:
    """Give language and region for Typst from Sphinx's language ("sv", "pt_BR"); Swedish is of Sweden."""
    name, _, region = (language or "en").replace("-", "_").partition("_")
    return name.lower(), (region.upper() if len(region) == 2 else "SE" if name == "sv" else "")


def parse_date(text: str) -> datetime.date | None:
    """Read YYYY-MM-DD; an empty text is no date. Raises ValueError for anything else."""
    return swedish.parse_date(text) if text else None


def preamble(publication: Publication, imprint: Imprint) -> str:
    """Give the head of the Typst source: it names the theme's template and hands over the particulars."""
    language, region = split_language(imprint.language)
    # PDF/A wants a date in the file; one that never changes keeps the bytes the same.
    day = parse_date(imprint.date) or UNDATED
    settings: dict[str, Value] = {
        "title": publication.title,
        "shown_title": breakable(publication.title),
        "author": imprint.author,
        "version": imprint.version,
        "date": (day.year, day.month, day.day),
        "shown_date": imprint.shown_date,
        "address": imprint.address,
        "lang": language,
        "region": region or None,
        "site": imprint.site,
        "label": imprint.label,
        "as_of": imprint.as_of,
        "audience": publication.audience,
    }
    named = ", ".join(f"{key.replace('_', '-')}: {value(item)}" for key, item in settings.items())
    return f'#import "/theme.typ": *\n#show: {publication.template}.with({named})\n'


def opening(template: str, part: Part, letters: int, places: Iterable[str], *, first: bool = False) -> str:
    """Give the mark that a page of the site begins, and the anchors that lie at its beginning.

    The theme decides whether the page starts on a new sheet: from the template, the page's level, how many letters it
    has, and whether it is the first.
    """
    start = call("page-start", template=template, level=part.level, letters=letters, first=first)
    return f"\n\n{start}\n\n" + "".join(map(anchor, (label(part.docname), *places)))


def lost_places(wanted: Iterable[str], placed: Set[str]) -> dict[str, list[str]]:
    """Give, by page, the places that links lead to but that have no anchor: those links lead to the page."""
    lost: dict[str, list[str]] = {}
    for name in sorted(set(wanted) - placed):
        docname, _, ident = name.partition("#")
        if ident:
            lost.setdefault(docname, []).append(name)
    return lost

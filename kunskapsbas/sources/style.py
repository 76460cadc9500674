"""The Swedish bibliography style for pybtex. One template serves every entry type, so no type is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import docutils.nodes
import pybtex_docutils
from pybtex.database import Entry
from pybtex.richtext import BaseMultipartText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from kunskapsbas.swedish import full_stop, sort_key

from . import words


class Foreign(BaseMultipartText):  # type: ignore[misc]  # pybtex ships no types
    """Text in another language. HTML gets ``lang`` (WCAG 2.2, 3.1.2), other formats just the text."""

    def __init__(self, language: str, *parts: Any) -> None:
        """Take an ISO code and the text's parts. ``info`` is what pybtex compares and copies texts by."""
        self.info = (language,)
        super().__init__(*parts)

    def render(self, backend: Any) -> Any:
        """Return the children, for docutils in an inline node that its HTML writer gives a language."""
        children = super().render(backend)
        if not isinstance(backend, pybtex_docutils.Backend):
            return children
        return [docutils.nodes.inline("", "", *children, classes=[f"language-{self.info[0]}"])]


class SwedishLabels(BaseLabelStyle):  # type: ignore[misc]
    """Labels such as "VGR 2025a". A label given from the whole .bib file wins over one made here."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        """Yield one label for each entry, in the order given."""
        entries = list(sorted_entries)
        own = words.unique_labels((entry.key, entry.fields) for entry in entries)
        for entry, label in zip(entries, own, strict=True):
            yield entry.fields.get(words.LABEL_FIELD, label)


class SwedishSorting(BaseSortingStyle):  # type: ignore[misc]
    """Sorts by label in Swedish order, then by key; never by the order of citation."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries in the order of the bibliography."""
        known = list(entries)
        labels = SwedishLabels().format_labels(known)
        ranks = {entry.key: sort_key(label) for entry, label in zip(known, labels, strict=True)}
        return sorted(known, key=lambda entry: (ranks[entry.key], entry.key))


class SwedishStyle(BaseStyle):  # type: ignore[misc]
    """Title. Publisher, date. Type. Language. Note. Class. Address."""

    default_label_style = SwedishLabels
    default_sorting_style = SwedishSorting

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """Return the entry as rich text. ``bib_data`` belongs to pybtex's interface and is not needed."""
        tail = self.tail(entry)
        parts = [_title(entry), *(Text(part) for part in words.sentences([_origin(entry), *tail]))]
        if address := _address(entry):
            parts.append(address)
        return FormattedEntry(entry.key, Text(" ").join(parts), label)

    def tail(self, entry: Entry) -> list[str]:
        """Return what is said after publisher and date."""
        fields = entry.fields
        return [
            words.type_words(entry.type, fields.get("type", "")),
            words.language_words(fields.get("language", "")),
            words.plain(fields.get("note", "")),
            words.class_words(fields.get("class", "")),
        ]


class ShortSwedishStyle(SwedishStyle):
    """Title. Publisher, date. For the text shown when the pointer rests on a citation."""

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """Return the entry as rich text without address."""
        text = Text(" ").join([_title(entry), *words.sentences([_origin(entry)])])
        return FormattedEntry(entry.key, text, label)


def _title(entry: Entry) -> Text:
    """Return the title: in italics when quoted from the source, with the reason when it is only described."""
    fields = entry.fields
    title = words.plain(fields.get("title", "")) or "Rubrik saknas"
    language = fields.get("language", "").strip().lower()
    described = words.plain(fields.get("titleaddon", ""))
    # A described title is the project's own Swedish, unless its words were read out of a foreign address.
    foreign = language not in {"", "sv"} and described in {"", "rubriken återgiven ur adressen"}
    shown = Foreign(language, title) if foreign else Text(title)
    if described:
        return Text(shown, f" ({described}).")
    return Text(Tag("em", shown), full_stop(title))


def _origin(entry: Entry) -> str:
    """Return authors, publisher and date."""
    fields = entry.fields
    people = [str(person) for role in ("author", "editor") for person in entry.persons.get(role, ())]
    date = words.date_words(fields.get("date", ""), fields.get("year", ""))
    origin = ", ".join(part for part in [*people, words.publisher(fields), date] if part)
    return origin[:1].upper() + origin[1:] if not people and not words.publisher(fields) else origin


def _address(entry: Entry) -> Text | None:
    """Return the address as a link; a DOI where there is no address; nothing where there is neither."""
    url = entry.fields.get("url", "").strip()
    doi = entry.fields.get("doi", "").strip()
    if not url and doi:
        url = doi if re.match(r"https?://", doi) else f"https://doi.org/{doi}"
    return Text(HRef(url, url)) if url else None

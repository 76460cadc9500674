"""What ``kb new`` does alike for every kind of file: names it, refuses what cannot be, and tells what was made."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..content import Library, is_inside
from ..content.registers import REDIRECTS_FILE, SOURCES_FILE, is_built_page
from ..swedish import fold_form, nearest, slug

LONGEST = 100  # letters of a title
_MARKUP = '<>[]{}*_`|~$\\"'  # Markdown or {term} would read these as something else
_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NewFileError(Exception):
    """The file cannot be made; the text says why and what to do, in Swedish."""


class Thing(NamedTuple):
    """What is to be made, in words: "Begreppet", the name of its name with verb form, and a command as an example."""

    the: str
    its_name: str
    example: str


@dataclass(frozen=True)
class NewFile:
    """A file that has been made: its path, what else was changed (path, how), what to do next, and what to know."""

    path: str
    changed: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def advice(self, shown: str) -> str:
        """Return what to tell the writer; ``shown`` is the path as seen from where the writer is."""
        lines = [shown, *(f"{path} ({how})" for path, how in self.changed), "", "Gör så här:"]
        steps = (*self.steps, f"Kör kb check {shown} så ser du vad som är kvar att skriva.")
        lines += [f"{number}. {step}" for number, step in enumerate(steps, start=1)]
        return "\n".join([*lines, *(["", *self.notes] if self.notes else [])])


def clean_title(name: str, thing: Thing) -> str:
    """Return a name as a title: single spaces, å, ä and ö as one character. Raises NewFileError for what cannot be."""
    title = " ".join(unicodedata.normalize("NFC", name).split())
    if not title:
        raise NewFileError(f"{thing.the} saknar namn. Skriv till exempel: {thing.example}")
    if len(title) > LONGEST:
        raise NewFileError(f"{thing.its_name} är {len(title)} tecken långt men får vara högst {LONGEST}.")
    for character in title:
        if not character.isprintable():
            code = f"U+{ord(character):04X}"
            raise NewFileError(
                f"{thing.its_name} innehåller ett tecken som inte syns ({code}). Skriv om namnet för hand."
            )
        if character in _MARKUP:
            raise NewFileError(f"{thing.its_name} får inte innehålla tecknet {character}")
    if not any(character.isalnum() for character in title):
        raise NewFileError(f"{thing.its_name} har varken bokstäver eller siffror: {title}")
    return title


def file_name(title: str, given: str, thing: Thing) -> str:
    """Return the name of a file, without ending: the one given, or the title's slug. Raises NewFileError."""
    if given:
        name = given.removesuffix(".md")
        if not _FILE.fullmatch(name) or len(name) > LONGEST:
            raise NewFileError(f"Filen kan inte heta {given}. Använd bara a–z, 0–9 och bindestreck.")
        return name
    name = slug(title)
    # A slug has no digits before its first letter, and none of the letters of another script.
    first = next(character for character in title if character.isalnum())
    if first.isdigit() or (name == slug("") and fold_form(title) != name):
        raise NewFileError(f"{thing.the} {title} ger inget bra filnamn. Ange ett: --file namn-med-bindestreck")
    return name


def refuse_title(library: Library, title: str) -> None:
    """Raise NewFileError where a page has the title already."""
    for page in library.pages.values():
        if fold_form(page.title) == fold_form(title):
            raise NewFileError(f"”{page.title}” finns redan: {page.path}.")


def refuse_path(root: Path, library: Library, path: str, hint: str) -> None:
    """Raise NewFileError where nothing can be written at a path without taking another's place."""
    docname = path.removesuffix(".md")
    if os.path.lexists(root / path):
        raise NewFileError(f"{path} finns redan. {hint}")
    if not is_inside(root, path):
        folder = path.rpartition("/")[0]
        raise NewFileError(f"{folder}/ är en genväg till en plats utanför kunskapsbasen. Ingenting har skrivits.")
    if is_built_page(docname):
        raise NewFileError(f"Webbplatsen gör själv en sida med adressen {docname}. Ange ett annat filnamn med --file.")
    if docname in library.redirects:
        told = f"{docname} är en gammal adress i {REDIRECTS_FILE} som leder till {library.redirects[docname]}."
        raise NewFileError(f"{told} {hint}")


def known_sources(library: Library, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of sources that a writer has named, each once. Raises NewFileError for one that is not known."""
    named = tuple(dict.fromkeys(keys))
    for key in named:
        if key not in library.sources:
            near = nearest(key, library.sources, most=1)
            hint = f"Menade du {near[0]}?" if near else f"Lägg till den i {SOURCES_FILE} först."
            raise NewFileError(f"Källan {key} finns inte i {SOURCES_FILE}. {hint}")
    return named


def citation(keys: Sequence[str]) -> str:
    """Return a citation of sources, with a space before; nothing where there are none."""
    return f" {{cite:p}}`{','.join(keys)}`" if keys else ""

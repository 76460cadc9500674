"""``kb new term``: a new file in the glossary, with all its keys and the forms the dictionary knows."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content import Library, Term, is_inside, load_library
from ..content.files import write_atomic
from ..swedish import fold_form, slug
from ..swedish.inflecting import Inflector, is_abbreviation

FOLDER = "glossary"
LONGEST = 100  # letters of a title
_MARKUP = '<>[]{}*_`|~$\\"'  # Markdown or {term} would read these as something else
_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NewTermError(Exception):
    """The term cannot be made; the text says why and what to do, in Swedish."""


@dataclass(frozen=True)
class NewTerm:
    """A file that has been made: its path, the forms in it, and those that another term has (form, title)."""

    path: str
    forms: tuple[str, ...]
    taken: tuple[tuple[str, str], ...]

    def advice(self, shown: str) -> str:
        """Return what to tell the writer; ``shown`` is the path as seen from where the writer is."""
        lines = [shown, "", "Gör så här:", "1. Skriv definition, category och sources i filen."]
        if self.forms:
            lines.append("2. Läs igenom böjningsformerna (inflections). De är förslag ur ordboken.")
        else:
            lines.append("2. Ordboken vet inte hur ordet böjs. Skriv formerna i inflections, om det har några.")
        lines.append(f"3. Kör kb check {shown}")
        if self.taken:
            owned = ", ".join(f"{form} ({title})" for form, title in self.taken)
            lines += ["", f"Former som utelämnats, eftersom de hör till andra begrepp: {owned}."]
        return "\n".join(lines)


def new_term(root: Path, name: str, file: str = "") -> NewTerm:
    """Write ``glossary/<file>.md`` for a term and return what was made. ``file``: "" takes it from the name.

    Raises NewTermError where the name cannot be a term's or already is one's, and OSError where nothing can be
    written. No file is ever replaced.
    """
    title = clean_title(name)
    path = f"{FOLDER}/{file_name(title, file)}.md"
    library, _ = load_library(root)
    _refuse_known(library, title)
    if os.path.lexists(root / path):
        raise NewTermError(f"{path} finns redan. Ändra i den filen, eller ange ett annat filnamn med --file.")
    if not is_inside(root, path):
        raise NewTermError(f"{FOLDER}/ är en genväg till en plats utanför kunskapsbasen. Ingenting har skrivits.")
    others, forms = _known_forms(title)
    taken = tuple((form, owner.title) for form in (*others, *forms) if (owner := _owner(library, form)))
    left = dict(taken)
    kept = tuple(form for form in forms if form not in left)
    text = page_text(title, kept, [form for form in others if form not in left])
    write_atomic(root / path, text.encode())
    return NewTerm(path, kept, taken)


def clean_title(name: str) -> str:
    """Return a name as a title: single spaces, å, ä and ö as one character. Raises NewTermError for what cannot be."""
    title = " ".join(unicodedata.normalize("NFC", name).split())
    if not title:
        raise NewTermError('Begreppet saknar namn. Skriv till exempel: kb new term "Kärnsystem"')
    if len(title) > LONGEST:
        raise NewTermError(f"Begreppets namn är {len(title)} tecken långt men får vara högst {LONGEST}.")
    for character in title:
        if not character.isprintable():
            code = f"U+{ord(character):04X}"
            raise NewTermError(
                f"Begreppets namn innehåller ett tecken som inte syns ({code}). Skriv om namnet för hand."
            )
        if character in _MARKUP:
            raise NewTermError(f"Begreppets namn får inte innehålla tecknet {character}")
    if not any(character.isalnum() for character in title):
        raise NewTermError(f"Begreppets namn har varken bokstäver eller siffror: {title}")
    return title


def file_name(title: str, given: str = "") -> str:
    """Return the name of a term's file, without ending: the one given, or the title's slug. Raises NewTermError."""
    if given:
        name = given.removesuffix(".md")
        if not _FILE.fullmatch(name) or len(name) > LONGEST:
            raise NewTermError(f"Filen kan inte heta {given}. Använd bara a–z, 0–9 och bindestreck.")
        return name
    name = slug(title)
    # A slug has no digits before its first letter, and none of the letters of another script.
    first = next(character for character in title if character.isalnum())
    if first.isdigit() or (name == slug("") and fold_form(title) != name):
        raise NewTermError(f"Begreppet {title} ger inget bra filnamn. Ange ett: --file namn-med-bindestreck")
    return name


def _refuse_known(library: Library, title: str) -> None:
    for page in library.pages.values():
        if fold_form(page.title) == fold_form(title):
            raise NewTermError(f"”{page.title}” finns redan: {page.path}.")
    owner = _owner(library, title)
    if owner:
        hint = "Ta bort den där först, om den ska bli ett eget begrepp."
        raise NewTermError(f"”{title}” är redan en form av begreppet {owner.title} ({owner.path}). {hint}")
    for term in library.terms:
        hint = f"Ta bort ordet ur {term.path} först, om det ska bli ett eget begrepp."
        if _among(title, term.search_synonyms):
            raise NewTermError(f"”{title}” är redan ett sökord för begreppet {term.title}. {hint}")
        if _among(title, [bad.form for bad in term.deprecated]):
            raise NewTermError(f"”{title}” ska inte skrivas, enligt begreppet {term.title}. {hint}")


def _owner(library: Library, form: str) -> Term | None:
    """Return the term that a form would be linked to."""
    return next((term for term in library.terms if _among(form, term.linked_forms)), None)


def _among(form: str, forms: Sequence[str]) -> bool:
    return fold_form(form) in map(fold_form, forms)


def _known_forms(title: str) -> tuple[list[str], list[str]]:
    """Return other names that the title itself gives (an abbreviation in a parenthesis), and inflected forms."""
    others: list[str] = []
    forms: list[str] = []
    for paradigm in Inflector().paradigms(title):
        if fold_form(paradigm.base) != fold_form(title):
            others.append(paradigm.base)
        forms += [form for form in suggested(paradigm.forms) if not _among(form, (title, *others, *forms))]
    return others, forms


def suggested(paradigm: Sequence[str]) -> list[str]:
    """Return the forms of a paradigm that a writer would put down; the base comes first in it and is left out.

    What is recognised in text is more than what is good Swedish: of an abbreviation or a name only the genitive is
    suggested, and of an adjective before a noun only the form that agrees (modulära strategin, not moduläre strategin).
    """
    base, forms = paradigm[0], paradigm[1:]
    if is_abbreviation(base):
        return [form for form in forms if form == f"{base}:s"]
    if base[:1].isupper() and " " not in base:
        return [form for form in forms if form == f"{base}s"]
    *before, noun = base.split()
    nouns = {form.split()[-1] for form in forms}
    if not before or nouns <= {noun, f"{noun}s"}:  # a single word, or a phrase that begins with its noun
        return list(forms)
    agreeing: dict[str, str] = {}
    for form in forms:
        *adjectives, last = form.split()
        if last in (noun, f"{noun}s"):
            if adjectives == before:
                agreeing[last] = form
        elif last not in agreeing or _weak(form) > _weak(agreeing[last]):
            agreeing[last] = form
    return list(agreeing.values())


def _weak(phrase: str) -> int:
    return sum(word.endswith("a") for word in phrase.split()[:-1])


def page_text(title: str, forms: Sequence[str], others: Sequence[str] = ()) -> str:
    """Return the file of a new term. What has to be written is empty, and ``kb check`` says so until it is."""
    body = "% Skriv mer om begreppet här, med källor. Läsaren ser inte den här raden."
    return "\n".join([*_head(title, forms, others), "", body, ""])


def _head(title: str, forms: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    yield from ("---", "kind: term", f"title: {_quoted(title)}", 'definition: ""', "category:")
    if forms:
        yield "# Förslag ur ordboken: ta bort det som är fel, lägg till det som saknas och ta bort den här raden."
    yield from _listed("inflections", forms)
    yield from _listed("link_forms", others)
    yield from ("search_synonyms: []", "deprecated: []", "related: []", "sources:", "verified: true", "---")


def _listed(key: str, values: Sequence[str]) -> Iterator[str]:
    yield f"{key}:" if values else f"{key}: []"
    yield from (f"  - {_quoted(value)}" for value in values)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string (YAML 1.2, 1.3)

"""``kb new term``: a new file in the glossary, with all its keys and the forms the dictionary knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content import Library, Term, load_library
from ..content.files import write_atomic
from ..content.headwriting import quoted
from ..content.model import Category
from ..swedish import fold_form, join_words
from ..swedish.inflecting import Inflector, is_abbreviation
from .newfile import NewFile, NewFileError, Thing, clean_title, file_name, known_sources, refuse_path, refuse_title
from .rules.unfinished import TO_WRITE

FOLDER = "glossary"
TERM = Thing("Begreppet", "Begreppets namn", 'kb new term "Kärnsystem"')
_WHAT = f"{TO_WRITE} vad det är, i en eller två meningar utan märkning."
_SUGGESTED = "# Förslag ur ordboken: ta bort det som är fel, lägg till det som saknas och ta bort den här raden."


@dataclass(frozen=True)
class TermWish:
    """What the writer asked for besides the name: the file's name ("" takes it from the name), category and sources."""

    file: str = ""
    category: str = Category.CONCEPT
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewTerm(NewFile):
    """A term's file that has been made: also the forms in it, and those that another term has (form, title)."""

    forms: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()


def new_term(root: Path, name: str, wish: TermWish = TermWish()) -> NewTerm:
    """Write ``glossary/<file>.md`` for a term and return what was made.

    Raises NewFileError where the name cannot be a term's or already is one's, and OSError where nothing can be
    written. No file is ever replaced.
    """
    title = clean_title(name, TERM)
    path = f"{FOLDER}/{file_name(title, wish.file, TERM)}.md"
    category = _category(wish.category)
    library, _ = load_library(root)
    _refuse_known(library, title)
    refuse_path(root, library, path, "Ändra i den filen, eller ange ett annat filnamn med --file.")
    sources = known_sources(library, wish.sources)
    others, forms = _known_forms(title)
    taken = tuple((form, owner.title) for form in (*others, *forms) if (owner := _owner(library, form)))
    left = dict(taken)
    kept = tuple(form for form in forms if form not in left)
    holding = "" if sources else _any_source(library)
    named = [form for form in others if form not in left]
    text = page_text(title, kept, named, category=category, sources=sources, holding=holding)
    write_atomic(root / path, text.encode())
    notes = [f"Former som utelämnats, eftersom de hör till andra begrepp: {_owned(taken)}."] if taken else []
    return NewTerm(path, (), tuple(_steps(category, kept, holding, sources)), tuple(notes), kept, taken)


def _category(given: str) -> Category:
    try:
        return Category(given.strip().casefold())
    except ValueError:
        allowed = join_words([category.value for category in Category], "eller")
        raise NewFileError(f"Ett begrepp kan inte vara av slaget ”{given}”. Välj {allowed}.") from None


def _any_source(library: Library) -> str:
    """Return the source that holds the place of the one that the writer has to name; "" where there is none at all."""
    newest = library.reports[0].sources if library.reports else ()
    return next(iter((*newest, *library.sources)), "")


def _owned(taken: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{form} ({title})" for form, title in taken)


def _steps(category: Category, forms: Sequence[str], holding: str, sources: Sequence[str]) -> Iterator[str]:
    yield f"Skriv definition i filen. Ändra category om begreppet är något annat än {category.value}."
    if holding:
        yield f"Byt {holding} under sources mot den källa som definitionen bygger på."
    elif not sources:
        yield "Skriv under sources vilken källa definitionen bygger på."
    if forms:
        yield "Läs igenom böjningsformerna (inflections). De är förslag ur ordboken."
    else:
        yield "Ordboken vet inte hur ordet böjs. Skriv formerna i inflections, om det har några."


def _refuse_known(library: Library, title: str) -> None:
    refuse_title(library, title)
    owner = _owner(library, title)
    if owner:
        hint = "Ta bort den där först, om den ska bli ett eget begrepp."
        raise NewFileError(f"”{title}” är redan en form av begreppet {owner.title} ({owner.path}). {hint}")
    for term in library.terms:
        hint = f"Ta bort ordet ur {term.path} först, om det ska bli ett eget begrepp."
        if _among(title, term.search_synonyms):
            raise NewFileError(f"”{title}” är redan ett sökord för begreppet {term.title}. {hint}")
        if _among(title, [bad.form for bad in term.deprecated]):
            raise NewFileError(f"”{title}” ska inte skrivas, enligt begreppet {term.title}. {hint}")


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


def page_text(
    title: str,
    forms: Sequence[str],
    others: Sequence[str] = (),
    *,
    category: Category = Category.CONCEPT,
    sources: Sequence[str] = (),
    holding: str = "",
) -> str:
    """Return the file of a new term, with words that say what has to be written, so that ``kb check`` reminds of it.

    ``holding``: the id of a source that holds the place of the right one, where no ``sources`` are named.
    """
    body = "% Skriv mer om begreppet här, med källor. Läsaren ser inte den här raden."
    head = ["---", "kind: term", f"title: {quoted(title)}", f"definition: {quoted(_WHAT)}"]
    head.append(f"category: {category.value}")
    if forms:
        head.append(_SUGGESTED)
    head += [*_listed("inflections", forms), *_listed("link_forms", others)]
    head += ["search_synonyms: []", "deprecated: []", "related: []", "sources:"]
    if not sources:
        head.append(f"  # {TO_WRITE} källan till definitionen. Den som står här nu håller bara platsen.")
    head += [f"  - {key}" for key in sources or [holding] if key]
    return "\n".join([*head, "verified: true", "---", "", body, ""])


def _listed(key: str, values: Sequence[str]) -> Iterator[str]:
    yield f"{key}:" if values else f"{key}: []"
    yield from (f"  - {quoted(value)}" for value in values)

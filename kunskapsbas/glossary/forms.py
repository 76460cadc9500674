"""Which forms a glossary's terms have in text, and which term owns a form that two of them have.

A term has the paradigm of its title, the inflections its writer gives, and the paradigm of every link form; never a
form that its writer refuses, deprecates or keeps for the search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ..swedish import fold_form, sort_key
from ..swedish.dictionary import Dictionary, load_dictionary
from ..swedish.inflecting import Inflector, Paradigm, is_abbreviation

if TYPE_CHECKING:
    from ..content import Term

# Categories whose terms are names ("Insidan" is a channel, while "insidan" is any inside), and those whose are not.
NAMES = frozenset(("egennamn", "kanal"))
NO_NAMES = frozenset(("begrepp", "roll", "dokument"))
_AFTER_START = re.compile(r"(?<![.!?:]\s)(?<=[\w,;)]\s)[^\W\d_]{3,}")


class Origin(IntEnum):
    """Where a form comes from; of two terms with the same form, the one with the lower value owns it."""

    TITLE = 0
    IN_TITLE = 1
    INFLECTION = 2
    LINK_FORM = 3
    OF_TITLE = 4
    OF_IN_TITLE = 5
    OF_LINK_FORM = 6

    @property
    def label(self) -> str:
        """What writers call it."""
        return (
            "titeln",
            "förkortningen i titeln",
            "en böjningsform i inflections",
            "en form i link_forms",
            "en böjning av titeln",
            "en böjning av förkortningen i titeln",
            "en böjning av en form i link_forms",
        )[self]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, as far as its forms are concerned. Only ``title`` is needed; ``key`` (an address) tells terms apart."""

    title: str
    key: str = ""
    inflections: tuple[str, ...] = ()
    link_forms: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    name: bool | None = None
    text: str = ""

    @classmethod
    def of(cls, term: Term) -> Entry:
        """Return what a page of the library says."""
        refused = (*term.not_linked, *term.search_synonyms, *(bad.form for bad in term.deprecated))
        return cls(
            title=term.title,
            key=term.docname,
            inflections=term.inflections,
            link_forms=term.link_forms,
            refused=frozenset(map(fold_form, refused)),
            name=is_name(term.category),
            text=term.definition,
        )


class Form(NamedTuple):
    """A form of a term, written as inside a sentence (lower-case letters may be capitals; capitals must stand).

    ``begins``: whether it may begin a hyphenated compound, as in Millennium-införandet: the form that others come from.
    ``refused``: the compounds that it may not begin.
    """

    text: str
    title: str
    key: str
    origin: Origin
    begins: bool = False
    refused: tuple[str, ...] = ()


class Clash(NamedTuple):
    """A form that two terms have: the one that owns it, and the one that goes without."""

    owner: Form
    other: Form


def is_name(category: object) -> bool | None:
    """Tell whether a term of the category is a name; None where the category does not tell."""
    return True if category in NAMES else False if category in NO_NAMES else None


def forms_of(entry: Entry, inflector: Inflector) -> list[Form]:
    """Return the forms of one term, each once, the title first.

    A writer who lists a form among the inflections or link forms wants it, also where the search has it too.
    """
    found: dict[str, Form] = {}

    def add(text: str, origin: Origin, begins: bool = False) -> None:
        written = origin < Origin.OF_TITLE
        if text and (written or fold_form(text) not in entry.refused):
            refused = tuple(sorted(form for form in entry.refused if "-" in form)) if begins else ()
            found.setdefault(text, Form(text, entry.title, entry.key, origin, begins, refused))

    titles = inflector.paradigms(entry.title, entry.name)
    links = [paradigm for text in entry.link_forms for paradigm in inflector.paradigms(text)]
    for paradigms, origin in ((titles[:1], Origin.TITLE), (titles[1:], Origin.IN_TITLE), (links, Origin.LINK_FORM)):
        for paradigm in paradigms:
            add(paradigm.base, origin, begins=True)
    for text in entry.inflections:
        add(_lowered(text, titles + links, inflector), Origin.INFLECTION)
    for paradigms, origin in (
        (titles[:1], Origin.OF_TITLE), (titles[1:], Origin.OF_IN_TITLE), (links, Origin.OF_LINK_FORM)
    ):  # fmt: skip
        for paradigm in paradigms:
            for text in paradigm.forms[1:]:
                add(text, origin)
    return list(found.values())


def _lowered(text: str, paradigms: Sequence[Paradigm], inflector: Inflector) -> str:
    """Return an inflection as it stands inside a sentence: a capital that only begins the list's line is taken away."""
    text = " ".join(text.split())
    first = text.partition(" ")[0]
    if text[:1].isupper() and not is_abbreviation(first) and not any(p.base[:1].isupper() for p in paradigms):
        return text[:1].lower() + text[1:] if inflector.is_common(first) else text
    return text


def glossary_forms(entries: Iterable[Entry], dictionary: Dictionary | None = None) -> list[Form]:
    """Return every form of every term, the owner of a form before the others that have it.

    What counts, in order: where the form comes from (``Origin``), then the order of the titles. So a term named by a
    form owns it, whoever else could be inflected to it. Raises DictionaryError where no dictionary is installed.
    """
    ordered = sorted(entries, key=lambda entry: (sort_key(entry.title), entry.key))
    inflector = Inflector(dictionary or load_dictionary(), frozenset(names_in(ordered)))
    found = [form for entry in ordered for form in forms_of(entry, inflector)]
    return sorted(found, key=lambda form: form.origin)


def forms_by_key(forms: Iterable[Form]) -> dict[str, str]:
    """Return the owner's key of each form, by the form as forms are compared."""
    owners: dict[str, str] = {}
    for form in forms:
        owners.setdefault(fold_form(form.text), form.key)
    return owners


def clashes(forms: Iterable[Form]) -> Iterator[Clash]:
    """Give each form that a second term has, in the order of :func:`glossary_forms`.

    "VIS" and "vis" do not clash: an abbreviation is told from a word by its capitals.
    """
    owners: dict[tuple[str, str], Form] = {}
    for form in forms:
        exact = " ".join(word if is_abbreviation(word) else "" for word in form.text.split())
        owner = owners.setdefault((fold_form(form.text), exact), form)
        if (owner.title, owner.key) != (form.title, form.key):
            yield Clash(owner, form)


def names_in(entries: Sequence[Entry]) -> Iterator[str]:
    """Give the words that the glossary writes with a capital inside its sentences, and never without.

    So "Demonstration av Millennium" tells that Millennium is a name, though the dictionary has the word. Where most
    titles begin with a small letter, a capital says the same.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for entry in entries:
        for text in (entry.title, *entry.link_forms, *entry.inflections, entry.text):
            for word in _AFTER_START.findall(text):
                (small if word == word.lower() else capital)[word.lower()] += 1
    single = [entry.title for entry in entries if entry.title.isalpha()]
    lower = [title for title in single if title == title.lower()]
    marked = 2 * len(lower) > len(single)
    for title in single:
        if is_abbreviation(title) or title == title.lower():
            continue
        seen = capital[title.lower()]
        if (seen and not small[title.lower()]) or marked:
            yield title

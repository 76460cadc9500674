"""What a reader sees of a source: its date, type, class, language and label in Swedish. Pure functions."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kunskapsbas.content.registers import plain as plain
from kunskapsbas.content.registers import publisher as publisher
from kunskapsbas.swedish import PartialDate, full_stop

#: The field in which the unique label of an entry is kept while a site is built; never written in a .bib
#: file.
LABEL_FIELD = "uniquelabel"

_TYPES = MappingProxyType(
    {
        "article": "Nyhetsartikel",
        "book": "Bok",
        "booklet": "Skrift",
        "conference": "Konferensbidrag",
        "inbook": "Bokkapitel",
        "incollection": "Bokkapitel",
        "inproceedings": "Konferensbidrag",
        "legislation": "Författning",
        "manual": "Handbok",
        "mastersthesis": "Examensarbete",
        "online": "Webbsida",
        "phdthesis": "Doktorsavhandling",
        "report": "Rapport",
        "techreport": "Rapport",
        "thesis": "Avhandling",
        "unpublished": "Opublicerat dokument",
        "video": "Film",
        "www": "Webbsida",
    }
)
_CLASSES = MappingProxyType(
    {
        "S": "regionens egen rapport, huvudkälla",
        "A": "primärkälla",
        "B": "etablerat medium eller annan känd utgivare",
        "C": "svag källa, används aldrig ensam",
    }
)
_LANGUAGES = MappingProxyType(
    {
        "da": "danska",
        "de": "tyska",
        "en": "engelska",
        "fi": "finska",
        "fr": "franska",
        "nb": "norska (bokmål)",
        "nn": "norska (nynorska)",
        "no": "norska",
    }
)
_UNDATED = "u.å."
_ISO_START = re.compile(r"(?P<iso>\d{4}(?:-\d{2}){0,2})(?P<rest>\s.*)?", re.DOTALL)


def date_words(date: str, year: str = "") -> str:
    """Return a source's date in Swedish: "2025-11-20" gives "20 november 2025".

    ``date`` is the field as written: an ISO date, an ISO date followed by a remark ("2025-03-18 (härlett)"),
    or free text, which is kept. Without a date the year is used, and without that "u.å." (utan år).
    """
    text = " ".join(date.split()) or year.strip()
    found = _ISO_START.fullmatch(text)
    if not found:
        return text or _UNDATED
    try:
        return PartialDate.parse(found["iso"]).words + (found["rest"] or "")
    except ValueError:
        return text


def type_words(entry_type: str, type_field: str = "") -> str:
    """Return what a source is, "Rapport": its ``type`` field, else its BibTeX type in Swedish."""
    return type_field.strip() or _TYPES.get(entry_type.lower(), "Övrigt")


def class_words(source_class: str) -> str:
    """Return the class in words ("Klass A: primärkälla"); an unknown class is said to be missing."""
    name = source_class.strip().upper()
    return f"Klass {name}: {_CLASSES[name]}" if name in _CLASSES else "Klass saknas"


def language_words(language: str) -> str:
    """Return "På engelska" for the ISO code "en"; nothing for Swedish or an empty field."""
    code = language.strip().lower()
    return "" if code in {"", "sv"} else f"På {_LANGUAGES.get(code, code)}"


def label_year(date: str, year: str = "") -> str:
    """Return the year in a label: "2025" where it is certain, "ca 2017" where the date only implies it, else
    "u.å.".

    A date that says before or after something ("före", "efter") implies no year.
    """
    if year.strip():
        return year.strip()
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date.strip()):
        return date.strip()[:4]
    found = re.search(r"\b\d{4}\b", date)
    return f"ca {found[0]}" if found and not re.search(r"\b(före|efter)\b", date) else _UNDATED


def _stem(fields: Mapping[str, str], key: str) -> str:
    """Return the label before letters are added: the shorthand, or the publisher's short name and year."""
    if fields.get("shorthand", "").strip():
        return plain(fields["shorthand"])
    short = plain(fields.get("label", "")) or re.split(r"[(,/]", publisher(fields))[0].strip()
    return f"{short or key} {label_year(fields.get('date', ''), fields.get('year', ''))}"


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    high, low = divmod(number, 26)
    return (_letters(high - 1) if high else "") + string.ascii_lowercase[low]


def unique_labels(entries: Iterable[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Return one label for each (key, fields) pair, no two alike: "VGR 2025a", "VGR 2025b", "VGR u.å.-a".

    Letters follow the order given, the order of the .bib file: a source added last leaves older labels as
    they were, and which pages cite what never matters.
    """
    stems = [_stem(fields, key) for key, fields in entries]
    shared, taken, labels = Counter(stems), set(stems), []
    next_letter: Counter[str] = Counter()
    for stem in stems:
        label = stem
        while shared[stem] > 1 and label in taken:
            label = f"{stem}{'-' if stem.endswith('.') else ''}{_letters(next_letter[stem])}"
            next_letter[stem] += 1
        taken.add(label)
        labels.append(label)
    return labels


def sentences(parts: Sequence[str]) -> list[str]:
    """Return the parts that say something, each with an end mark: its own, else a full stop."""
    return [part + full_stop(part) for part in parts if part]

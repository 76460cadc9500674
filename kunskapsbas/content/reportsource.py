"""A report of the series as a source: which entry of references.bib it is, and the entry of a new one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .library import Library


def source_of_report(library: Library, day: date) -> str | None:
    """Return the id of the source that already is the report of a day, or None."""
    same = (key for key, source in library.sources.items() if source.date == day.isoformat())
    return next((key for key in same if "regional rapport" in library.sources[key].title.casefold()), None)


def new_source_id(day: date, taken: Collection[str] = ()) -> str:
    """Return the id that a new report has in references.bib."""
    name, number = f"rapport-{day.isoformat()}", 1
    while name in taken:
        number += 1
        name = f"rapport-{day.isoformat()}-{number}"
    return name


def with_report_source(text: str, key: str, title: str, publisher: str, day: date, note: str) -> str:
    """Return references.bib with a report as a source at the end. ``text``: what the file holds now."""
    rows = {
        "title": title, "organization": publisher, "date": day.isoformat(), "year": str(day.year), "class": "S",
        "type": "Rapport",  # of a @misc: styles other than ours stop at @report
        "note": note, "shorthand": f"Regional rapport {day.isoformat()}",
    }  # fmt: skip
    width = max(map(len, rows))
    lines = [f"  {name:<{width}} = {{{_braced(value)}}}," for name, value in rows.items()]
    entry = "\n".join([f"@misc{{{key},", *lines, "}"])
    return f"{text.rstrip()}\n\n{entry}\n" if text.strip() else f"{entry}\n"


def _braced(text: str) -> str:
    """Return text for a field of BibTeX: braces, which part its fields, are left out."""
    return " ".join(text.replace("{", "").replace("}", "").replace("\\", "/").split())

"""A page's front matter as it is written into a file: the other way round from frontmatter.py."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .model import Event, Page, Report, front_matter_fields

# The order of the keys: what the page is, where it comes from, what it rests on, what it tells of.
_ORDER = (
    "kind", "title", "question", "summary", "compiled", "compiled_raw", "publisher", "commissioner", "audience",
    "subject", "subject_raw", "spokespersons", "wording", "source_file", "source_sha256", "as_of", "owner", "reviewed",
    "review_by", "excuses", "sources", "link_terms", "questions", "events",
)  # fmt: skip
_WORDS = frozenset({"kind", "precision", "wording"})  # keys whose values are words of the model, written without marks


def front_matter(page: Page) -> Iterator[str]:
    """Yield the lines of a page's front matter, without what is as the model has it anyway.

    Keys that have no place in the order come last, before the events, as the model has them.
    """
    data = page.model_dump(mode="json", exclude_defaults=True)
    data["kind"] = page.kind.value
    if isinstance(page, Report):
        data["compiled"] = f"{page.compiled:%Y-%m-%dT%H:%M}"
    data["events"] = [event_data(event) for event in page.events]
    yield "---"
    others = [name for name in front_matter_fields(type(page)) if name not in _ORDER]
    for name in (*_ORDER[:-1], *others, _ORDER[-1]):
        if data.get(name) not in (None, [], (), ""):
            yield from _entry(name, data[name], 0)
    yield "---"


def event_data(event: Event) -> dict[str, object]:
    """Return an event as its front matter has it."""
    data = event.model_dump(exclude_defaults=True)
    for name in ("date", "until"):
        if name in data and getattr(event, name):
            data[name] = getattr(event, name).text
    if event.planned_as_of:
        data["planned_as_of"] = event.planned_as_of.isoformat()
    data["kind"] = event.kind.value
    return data


def quoted(text: str) -> str:
    """Return a text in quotation marks: a JSON string is a YAML string (YAML 1.2, 1.3)."""
    return json.dumps(text, ensure_ascii=False)


def scalar(name: str, value: object) -> str:
    """Return the value of a key as YAML: a text in quotation marks, a word of the model as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if name in _WORDS else quoted(str(value))


def _entry(name: str, value: object, indent: int) -> Iterator[str]:
    blank = " " * indent
    if isinstance(value, list | tuple):
        yield f"{blank}{name}:"
        for item in value:
            if isinstance(item, dict):
                first = True
                for key, inner in item.items():
                    for line in _entry(key, inner, indent + 4):
                        yield f"{blank}  - {line.lstrip()}" if first else line
                        first = False
            else:
                yield f"{blank}  - {scalar(name, item)}"
    else:
        yield f"{blank}{name}: {scalar(name, value)}"

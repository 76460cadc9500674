"""Snippets for VS Code, made from the model by ``kb docs``: the front matter of each kind of page, and each key.

No extension completes front matter in Markdown by a JSON Schema, so the editor's own snippets do: they show every key
with its meaning and its allowed values. What they put in place of a value passes the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..content.model import PAGE_MODELS, front_matter_fields
from .rules.unfinished import TO_WRITE
from .schema import Schema, front_matter_schema

FOLDER, FILE = ".vscode", "sidhuvud.code-snippets"
_NOTICE = "// Gjord av kb docs efter modellen i kunskapsbas/content/model.py. Ändra inte för hand: ett prov jämför.\n"
# Keys that every page should have, though the model does not ask for them, and keys that only kb import writes.
_BESIDES = ("sources",)
_IMPORTED = ("compiled_raw", "subject_raw", "source_file", "source_sha256")
# What a value is like, where its description does not say it.
_EXAMPLES = {
    "summary": f"{TO_WRITE} vad sidan säger, i en eller två meningar som sökningen visar.",
    "compiled": "2026-01-15T00:00",
    "id": "namn-med-bindestreck",
    "follows": "namn-med-bindestreck",
    "decision_path": "namn-med-bindestreck",
    "term": "filnamn-utan-md",
    "related": "filnamn-utan-md",
    "sources": "källans-id",
    "code": "sprak-lix",
}
_DAY = "2026-01-15"


class _Stops:
    """Numbers the places where the writer stops in a snippet."""

    def __init__(self) -> None:
        self.count = 0

    def text(self, value: str) -> str:
        """Return a place with a value to write over."""
        self.count += 1
        safe = value.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
        return f"${{{self.count}:{safe}}}"

    def choice(self, values: list[str]) -> str:
        """Return a place with values to choose among."""
        self.count += 1
        return f"${{{self.count}|{','.join(values)}|}}"


def snippets() -> dict[str, dict[str, Any]]:
    """Return the snippets by name, in the form that VS Code reads."""
    schema = front_matter_schema()
    made = {}
    for kind, model in PAGE_MODELS.items():
        part, stops = schema["$defs"][kind.value], _Stops()
        names = [name for name in part["properties"] if name in (*part["required"], *_BESIDES)]
        body = ["---", f"kind: {kind.value}", *_lines(names[1:], part, schema, stops), "---", "", "$0"]
        told = f"Sidhuvudet på en sida av sorten {kind.value}."
        made[f"Sidhuvud: {kind.label}"] = _snippet(f"sidhuvud-{kind.value}", body, told)
        for name in front_matter_fields(model):
            if name not in ("kind", *_IMPORTED):
                lines = list(_lines([name], part, schema, _Stops()))
                made.setdefault(f"Uppgift: {name}", _snippet(name, lines, str(model.model_fields[name].description)))
    return made


def write_snippets(folder: Path) -> list[Path]:
    """Write the snippets into a folder, which need not exist, and return the path of their file."""
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(snippets_file(), encoding="utf-8")
    return [folder / FILE]


def snippets_file() -> str:
    """Return the file of snippets."""
    return _NOTICE + json.dumps(snippets(), ensure_ascii=False, indent=2) + "\n"


def _snippet(prefix: str, body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}


def _lines(names: list[str], part: Schema, whole: Schema, stops: _Stops) -> Iterator[str]:
    """Yield the lines of some keys of a class, each with a value that passes."""
    for name in names:
        schema = part["properties"][name]
        if schema.get("type") != "array":
            yield f"{name}: {_value(name, schema, stops)}"
            continue
        yield f"{name}:"
        entry = schema["items"].get("anyOf", [schema["items"]])[0]  # a slug alone will do where it may
        if "$ref" not in entry:
            yield f"  - {_value(name, {**entry, 'description': schema['description']}, stops)}"
            continue
        inner = whole["$defs"][entry["$ref"].rpartition("/")[2]]
        for number, line in enumerate(_lines(inner["required"], inner, whole, stops)):
            yield f"    {line}" if number else f"  - {line}"


def _value(name: str, schema: Schema, stops: _Stops) -> str:
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return stops.choice(schema["enum"])
    if schema.get("type") == "boolean":
        return stops.choice(["false", "true"])
    if name in _EXAMPLES:
        return f'"{stops.text(_EXAMPLES[name])}"'
    if "pattern" in schema:
        return f'"{stops.text(_DAY)}"'
    first = str(schema["description"]).split(".")[0]
    return f'"{stops.text(f"{TO_WRITE} {first[:1].lower()}{first[1:]}")}"'

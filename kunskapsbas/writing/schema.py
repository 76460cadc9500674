"""JSON Schemas for editors: a page's front matter, and the registers in TOML. Made from the model by ``kb docs``.

They are of draft 7, which every editor reads. A schema sees one file: what two files, or two dates, say of each other
is for ``kb check`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..content.model import (
    PAGE_MODELS,
    Event,
    Handout,
    Kind,
    Link,
    Model,
    Page,
    Related,
    front_matter_fields,
    register_fields,
)

Schema = dict[str, Any]
FOLDER = "docs/schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_LENGTHS = {"day": 10, "month": 7, "year": 4}  # letters of a date that is so exact
# As redirects.toml is read (content/registers.py): a page's name, without ending and without a slash first.
_ADDRESS = r"^[a-z0-9-]+(/[a-z0-9-]+)*$"


def schemas() -> dict[str, Schema]:
    """Return every schema by the name of its file."""
    return {
        "front-matter.json": front_matter_schema(),
        "links.json": register_schema(Link, "Länkregistret: en tabell för varje länk, [id]."),
        "handouts.json": register_schema(Handout, "Utskrifter: en tabell för varje utskrift, [id]."),
        "redirects.json": redirects_schema(),
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into a folder, which need not exist, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        (folder / name).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        paths.append(folder / name)
    return paths


def front_matter_schema() -> Schema:
    """Return the schema of a page's front matter: which keys it may have is decided by ``kind``."""
    parts: Schema = {}
    for kind, model in PAGE_MODELS.items():
        made = _object(model, front_matter_fields(model), parts)
        parts[kind.value] = {"title": kind.label, **made}
    kinds = {"type": "string", "enum": [kind.value for kind in Kind], "description": _described(Page, "kind")}
    return {
        "$schema": _DRAFT,
        "title": "Sidhuvudet på en sida i kunskapsbasen",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": kinds},
        "allOf": [_when({"kind": {"const": kind.value}}, {"$ref": f"#/$defs/{kind.value}"}) for kind in PAGE_MODELS],
        "$defs": parts,
    }


def register_schema(model: type[Link | Handout], title: str) -> Schema:
    """Return the schema of a register in TOML with a table for each entry."""
    parts: Schema = {}
    entry = _object(model, register_fields(model), parts)
    names = {"pattern": model.model_json_schema()["properties"]["id"]["pattern"]}
    made = {"title": title, "type": "object", "propertyNames": names, "additionalProperties": entry}
    return {"$schema": _DRAFT, **made, **({"$defs": parts} if parts else {})}


def redirects_schema() -> Schema:
    """Return the schema of redirects.toml."""
    table = {
        "description": "En rad för varje flyttad sida: gammal adress = ny adress.",
        "type": "object",
        "propertyNames": {"pattern": _ADDRESS},
        "additionalProperties": {"type": "string", "description": "Den nya adressen, med #rubrik om det behövs."},
    }
    made = {"type": "object", "properties": {"redirects": table}, "additionalProperties": False}
    return {"$schema": _DRAFT, "title": "Omdirigeringar: gamla adresser och deras nya.", **made}


def _object(model: type[Model], names: list[str], parts: Schema) -> Schema:
    """Return the schema of one class, with these of its fields. Classes that it holds are put into ``parts``."""
    whole = model.model_json_schema()
    known: Schema = whole.get("$defs", {})
    properties = {name: _simple(whole["properties"][name], known) for name in names}
    for name, part in known.items():
        if "properties" in part and name not in parts:
            made = {key: _simple(value, known) for key, value in part["properties"].items()}
            parts[name] = _closed(made, part.get("required", []))
            if name == Event.__name__:
                _add_event_rules(parts[name])
    return _closed(properties, [name for name in whole.get("required", []) if name in names])


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _simple(schema: Schema, known: Schema) -> Schema:
    """Return a field's schema without pydantic's English titles, with lists of values in their place.

    Draft 7 reads nothing beside a $ref, so that a description there would be lost.
    """
    made = {key: value for key, value in schema.items() if key not in ("title", "default")}
    if name := made.get("$ref", "").rpartition("/")[2]:
        if "enum" in known[name]:
            plain = {key: value for key, value in known[name].items() if key not in ("title", "description")}
            return {**plain, **{key: value for key, value in made.items() if key != "$ref"}}
        return {"$ref": f"#/$defs/{name}"} if name != Related.__name__ else _slug_or_related(known[name])
    if "anyOf" in made:  # X or nothing
        inner = _simple(next(part for part in made.pop("anyOf") if part.get("type") != "null"), known)
        return {**inner, "type": [inner["type"], "null"], **made}
    if "items" in made:
        made["items"] = _simple(made["items"], known)
    if "const" in made:
        made.pop("type", None)
    return made


def _slug_or_related(related: Schema) -> Schema:
    """Return the schema of an entry of ``related``, where a term's file name alone will do (see model.Related)."""
    slug = {key: value for key, value in related["properties"]["term"].items() if key != "title"}
    return {"anyOf": [slug, {"$ref": f"#/$defs/{Related.__name__}"}]}


def _add_event_rules(event: Schema) -> None:
    """Add what the keys of an event say of each other (model.Event), as far as a schema can."""
    as_exact: Iterator[Schema] = (
        _when({"precision": {"const": name}}, {"properties": {"date": {"minLength": length, "maxLength": length}}})
        for name, length in _LENGTHS.items()
    )
    planned = {"required": ["planned_as_of"], "properties": {"planned_as_of": {"type": "string"}}}
    event["allOf"] = [*as_exact, _when({"outcome": {"type": "string"}}, planned)]


def _when(properties: Schema, then: Schema) -> Schema:
    return {"if": {"required": list(properties), "properties": properties}, "then": then}


def _described(model: type[Model], name: str) -> str:
    return model.model_fields[name].description or ""

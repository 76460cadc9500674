"""The JSON Schemas for editors: they are the model's, take every page and register here, and refuse what it refuses."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kunskapsbas.content import Code, page_paths
from kunskapsbas.content.frontmatter import read_head
from kunskapsbas.content.model import PAGE_MODELS, front_matter_fields
from kunskapsbas.writing.schema import FOLDER, schemas, write_schemas
from tests.conftest import ROOT
from tests.content.small import FILES
from tests.writing.faults import FAULTS, FRONT_MATTER, Fault

SCHEMAS = schemas()
# What a key may be is for the schema; what two dates say of each other, and which dates exist, is for kb check.
BEYOND = {"a period that ends before it begins"}
REGISTERS = ("links", "handouts", "redirects")


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft7Validator]:
    return {name: Draft7Validator(schema) for name, schema in SCHEMAS.items()}


def head(path: str, text: str) -> Any:
    """Return a page's front matter as plain data."""
    found, problems = read_head(path, text)
    assert found is not None, problems
    return found.data


def toml(text: str) -> Any:
    """Return a register as a schema sees it: a date is a text."""
    return json.loads(json.dumps(tomllib.loads(text), default=lambda value: value.isoformat()))


def each(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside one."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from each(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from each(part)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_in_docs_is_the_one_that_kb_docs_makes(name: str) -> None:
    assert json.loads((ROOT / FOLDER / name).read_text(encoding="utf-8")) == SCHEMAS[name], "run `kb docs`"


def test_kb_docs_writes_them_into_a_folder_that_need_not_exist(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "a" / "b")
    assert [path.name for path in written] == list(SCHEMAS)
    assert (tmp_path / "a/b/links.json").read_bytes() == (ROOT / FOLDER / "links.json").read_bytes()
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == set(SCHEMAS)


def test_the_schemas_are_schemas() -> None:
    for schema in SCHEMAS.values():
        Draft7Validator.check_schema(schema)


def test_every_key_of_every_kind_is_there_with_its_meaning_in_swedish() -> None:
    parts = SCHEMAS["front-matter.json"]["$defs"]
    for kind, model in PAGE_MODELS.items():
        assert list(parts[kind.value]["properties"]) == front_matter_fields(model)
    for schema in SCHEMAS.values():
        for part in each(schema):
            for key in part.get("properties", {}) if part.get("type") == "object" else ():
                described = part["properties"][key].get("description", "")
                assert len(described) > 5 or key == "redirects" or "const" in part["properties"][key], key
                assert not re.search(r"\b(the|page|which|and)\b", described), described


def test_nothing_unknown_is_let_through_anywhere() -> None:
    for name, schema in SCHEMAS.items():
        closed = [part for part in each(schema) if part.get("type") == "object" and "required" in part]
        # the front matter as a whole is closed by the kind of page that it is
        loose = [part for part in closed if part.get("additionalProperties") is not False]
        assert loose == ([schema] if name == "front-matter.json" else [])
        assert closed or name == "redirects.json"


def test_every_page_here_follows_the_schema(validators: dict[str, Draft7Validator]) -> None:
    validator = validators["front-matter.json"]
    for path in page_paths(ROOT):
        data = head(path, (ROOT / path).read_text(encoding="utf-8"))
        assert [f"{path}: {error.message}" for error in validator.iter_errors(data)] == []
    for path, text in FILES.items():
        if path.endswith(".md"):
            assert list(validator.iter_errors(head(path, str(text)))) == []


@pytest.mark.parametrize("name", REGISTERS)
def test_the_registers_here_follow_their_schemas(validators: dict[str, Draft7Validator], name: str) -> None:
    data = toml((ROOT / f"{name}.toml").read_text(encoding="utf-8"))
    assert list(validators[f"{name}.json"].iter_errors(data)) == []


def test_every_unknown_key_missing_key_and_wrong_value_is_refused(validators: dict[str, Draft7Validator]) -> None:
    wanted = (Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.WRONG_VALUE, Code.WRONG_TYPE, Code.WRONG_LENGTH)
    planted = [fault for fault in FRONT_MATTER if fault.code in wanted]
    assert len(planted) > 30
    passed = {fault.name for fault in planted if not _errors(validators["front-matter.json"], fault)}
    assert passed == BEYOND


def _errors(validator: Draft7Validator, fault: Fault) -> list[str]:
    data = head(fault.path, fault.content.decode())
    return [error.message for error in validator.iter_errors(data)]


def test_a_fault_is_told_where_it_is_and_not_as_a_choice_between_kinds(
    validators: dict[str, Draft7Validator],
) -> None:
    data = head("about/om.md", str(FILES["about/om.md"]).replace("title:", "titel:"))
    found = sorted(error.message for error in validators["front-matter.json"].iter_errors(data))
    assert len(found) == 2
    assert "'titel' was unexpected" in found[1]
    assert found[0] == "'title' is a required property"


def test_what_is_wrong_in_a_register_is_refused(validators: dict[str, Draft7Validator]) -> None:
    names = (
        "a redirect with",
        "an old address",
        "a new address that is a number",
        "another table",
        "an entry",
        "a handout",
    )
    refused = []
    for fault in FAULTS:
        stem = fault.path.removesuffix(".toml")
        if stem in REGISTERS and fault.name.startswith(names):
            try:
                data = toml(fault.content.decode())
            except (tomllib.TOMLDecodeError, RecursionError):
                continue
            refused += [fault.name] if list(validators[f"{stem}.json"].iter_errors(data)) else []
    assert {
        "a handout without pages",
        "a handout with a slip in a key",
        "an entry with a key of the model's own",
        "another table in redirects.toml",
        "a new address that is a number",
        "an old address that leaves the site",
        "an old address with a file ending",
    } <= set(refused)

"""Front matter: the YAML head of a page, read with line numbers and checked against the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..swedish import join_words, nearest
from .model import (
    PAGE_MODELS,
    Deprecated,
    Event,
    Excuse,
    Kind,
    Model,
    OpenQuestion,
    Page,
    Person,
    Related,
    front_matter_fields,
)
from .problem import Code, Problem

Path_ = tuple[str | int, ...]
_MANY_BRACKETS = 200  # opening brackets that no front matter of ours comes near
_MAX_DEPTH = 8  # deeper than any key of the model; a bomb of nested lists stops here


@dataclass(frozen=True)
class Head:
    """A page's front matter as plain data (texts, lists, mappings), with the place (line, column) of each value."""

    data: Mapping[str, Any]
    places: Mapping[Path_, tuple[int, int]] = field(default_factory=dict)

    def place(self, where: Path_) -> tuple[int, int]:
        """Return line and column of a value, or of the nearest one around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))


class _Wrong(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_head(path: str, text: str) -> tuple[Head | None, list[Problem]]:
    """Return the front matter of a page's text, or the Problem that stops it from being read."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, [Problem(path, 1, 1, Code.NO_FRONT_MATTER, "Sidan börjar inte med ett sidhuvud (---).")]
    end = _end(lines)
    if end is None:
        message, hint = "Sidhuvudet slutar aldrig: raden --- saknas.", "Skriv --- på en egen rad efter sidhuvudet."
        return None, [Problem(path, 1, 1, Code.NO_FRONT_MATTER, message, hint)]
    for number, line in enumerate(lines[1:end], start=2):
        if "\t" in line:
            message = "Sidhuvudet innehåller ett tabbtecken."
            return None, [Problem(path, number, line.index("\t") + 1, Code.TAB, message)]
    try:
        return _compose(path, "\n".join(lines[1:end]) + "\n"), []
    except _Wrong as wrong:
        return None, [wrong.problem]


def without_head(text: str) -> str:
    """Return a page's text without its front matter; all of it where there is none."""
    lines = text.split("\n")
    end = _end(lines) if lines[0].rstrip() == "---" else None
    return text if end is None else "\n".join(lines[end + 1 :])


def _end(lines: Sequence[str]) -> int | None:
    """Return the number of the line that ends a front matter, counted from 0."""
    return next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() in ("---", "...")), None)


def _compose(path: str, block: str) -> Head:
    try:
        node = _nodes(block)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        message = f"Sidhuvudet går inte att tolka: {_yaml_reason(error)}."
        raise _Wrong(Problem(path, line, column, Code.YAML, message, _yaml_hint(error))) from None
    except RecursionError:
        raise _Wrong(Problem(path, 2, 1, Code.YAML, "Sidhuvudet har för många nivåer.")) from None
    except yaml.YAMLError as error:
        message = "Sidhuvudet innehåller ett tecken som inte får finnas där."
        line = block.count("\n", 0, getattr(error, "position", 0)) + 2
        raise _Wrong(Problem(path, line, 1, Code.YAML, message)) from None
    if not isinstance(node, yaml.MappingNode):
        message = "Sidhuvudet ska bestå av rader med nyckel: värde."
        raise _Wrong(Problem(path, 2, 1, Code.YAML, message))
    places: dict[Path_, tuple[int, int]] = {}
    data = _plain(path, node, (), places, set())
    return Head(data, places)


def _nodes(block: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, by libyaml where it is there, which is much faster than the parser in Python.

    That one has the last word on what libyaml refuses, because the reasons below are in its words.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    # libyaml composes deep nests on the C stack
    if fast is not None and block.count("[") + block.count("{") < _MANY_BRACKETS:
        with suppress(yaml.YAMLError):
            return yaml.compose(block, Loader=fast)
    return yaml.compose(block, Loader=yaml.SafeLoader)


_REASONS = {
    "mapping values are not allowed here": "ett kolon står där det inte får stå",
    "could not find expected ':'": "ett kolon efter nyckeln saknas",
    "did not find expected key": "en nyckel eller ett citattecken saknas",
    "found unexpected end of stream": "ett citattecken eller en parentes är inte avslutad",
    "while scanning a quoted scalar": "ett citattecken är inte avslutat",
    "while parsing a block mapping": "indraget stämmer inte, eller ett citattecken är felplacerat",
    "while parsing a block collection": "listans indrag stämmer inte",
    "while parsing a flow sequence": "en hakparentes är inte avslutad",
    "while parsing a flow mapping": "en klammer är inte avslutad",
}


def _yaml_reason(error: yaml.MarkedYAMLError) -> str:
    for text in (error.problem, error.context):
        if text and text.strip() in _REASONS:
            return _REASONS[text.strip()]
    if error.problem and "cannot start any token" in error.problem:
        return "ett värde börjar med ett tecken som har en egen betydelse i sidhuvudet"
    return "raden är inte skriven som ett sidhuvud"


def _yaml_hint(error: yaml.MarkedYAMLError) -> str:
    if error.problem and "mapping values" in error.problem:
        return 'Sätt citattecken runt hela värdet: title: "Läget: en översikt".'
    if error.problem and "cannot start any token" in error.problem:
        return 'Sätt citattecken runt hela värdet: title: "@staben".'
    return ""


def _plain(path: str, node: yaml.Node, where: Path_, places: dict[Path_, tuple[int, int]], seen: set[int]) -> Any:
    """Turn a YAML node into texts, booleans, lists and mappings. Numbers and dates stay texts for the model."""
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    places.setdefault(where, (line, column))
    if len(where) > _MAX_DEPTH:
        raise _Wrong(Problem(path, line, column, Code.YAML, "Sidhuvudet har för många nivåer."))
    if id(node) in seen:
        message = "Ett värde börjar med & eller *, som har en egen betydelse (ankare och alias) och inte får användas."
        raise _Wrong(Problem(path, line, column, Code.YAML, message, "Sätt citattecken runt hela värdet."))
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:null":
            return None
        if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in ("true", "false"):
            return node.value.lower() == "true"
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, item, (*where, i), places, seen) for i, item in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    return dict(_pairs(path, node, where, places, seen))


def _pairs(
    path: str, node: yaml.MappingNode, where: Path_, places: dict[Path_, tuple[int, int]], seen: set[int]
) -> Iterator[tuple[str, Any]]:
    names: set[str] = set()
    for key, value in node.value:
        line, column = key.start_mark.line + 2, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _Wrong(Problem(path, line, column, Code.YAML, "En nyckel ska vara ett enda ord."))
        name = str(key.value)
        if name in names:
            raise _Wrong(Problem(path, line, column, Code.DUPLICATE_KEY, f"Nyckeln {name} står två gånger."))
        names.add(name)
        places[(*where, name)] = (line, column)
        yield name, _plain(path, value, (*where, name), places, seen)


def read_page(path: str, head: Head) -> tuple[Page | None, list[Problem]]:
    """Return the typed page of a front matter, or every Problem in it. ``path`` ends with .md."""
    kind = head.data.get("kind")
    kinds = [k.value for k in Kind]
    if kind is None:
        message = "Sidhuvudet saknar kind, sidans sort."
        return None, [Problem(path, 1, 1, Code.MISSING_KEY, message, f"Lägg till kind: {_choice(kinds)}.")]
    if kind not in kinds:
        line, column = head.place(("kind",))
        hint = f"Tillåtna värden: {_choice(kinds)}.{_meant(str(kind), kinds)}"
        return None, [Problem(path, line, column, Code.WRONG_VALUE, f"kind kan inte vara {_quote(kind)}.", hint)]
    model = PAGE_MODELS[Kind(kind)]
    known = {name: value for name, value in head.data.items() if name != "docname"}
    strangers = [("docname", "extra_forbidden")] if "docname" in head.data else []
    problems = [_unknown(path, head, (name,), model) for name, _ in strangers]
    try:
        page = model.model_validate({**known, "docname": path.removesuffix(".md")})
    except ValidationError as error:
        problems += [_problem(path, head, model, details) for details in error.errors()]
        return None, problems
    return (None if problems else page), problems


def outline_page(path: str, text: str) -> Page | None:
    """Return as much of a page as the rules for its running text ask about, where its front matter is wrong.

    Its kind, title and wording, as far as they are there. None where the front matter cannot be read: then nobody
    knows where the text begins.
    """
    head, _ = read_head(path, text)
    if head is None and text.startswith("---"):
        return None
    data = head.data if head else {}
    kind = next((kind for kind in Kind if kind.value == data.get("kind")), Kind.ABOUT)
    known: dict[str, Any] = {name: str(data[name]) for name in ("title", "wording") if name in data}
    return PAGE_MODELS[kind].model_construct(docname=path.removesuffix(".md"), kind=kind, **known)


def _problem(path: str, head: Head, model: type[Page], details: ErrorDetails) -> Problem:
    where: Path_ = tuple(details["loc"])
    name = _named(where)
    line, column = head.place(where)
    kind, context = details["type"], details.get("ctx") or {}
    described = _description(model, where)
    if kind == "extra_forbidden":
        return _unknown(path, head, where, model)
    if kind == "missing":
        hint = f"Lägg till en rad som börjar med {where[-1]}: {_inside(where)}. {_content(described)}".rstrip()
        return Problem(path, line, column, Code.MISSING_KEY, f"Uppgiften {name} saknas.", hint)
    if kind in ("enum", "literal_error"):
        allowed = [part.strip("'") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        hint = f"Tillåtna värden: {_choice(allowed)}.{_meant(str(details['input']), allowed)}"
        message = f"{name} kan inte vara {_quote(details['input'])}."
        return Problem(path, line, column, Code.WRONG_VALUE, message, hint)
    if kind == "kb_date" and isinstance(details["input"], str):
        is_form = details["msg"].startswith("skriv ")
        what = "är inte skrivet som ett datum ska vara här" if is_form else "är inget datum som finns"
        message = f"{name} {what}: {_quote(details['input'])}."
        return Problem(path, line, column, Code.WRONG_DATE, message, _sentence(details["msg"]))
    if kind in _EVENT_HINTS:
        message = f"{name or 'Händelsen'}: {details['msg']}."
        return Problem(path, line, column, Code.WRONG_VALUE, message, _EVENT_HINTS[kind].format(**context))
    if kind in ("string_too_short", "string_too_long", "too_short"):
        return Problem(path, line, column, Code.WRONG_LENGTH, _length(name, kind, details, context), described)
    if kind == "string_pattern_mismatch":
        hint = "Använd bara a–z, 0–9 och bindestreck, till exempel modular-strategi."
        return Problem(path, line, column, Code.WRONG_VALUE, f"{name} kan inte vara {_quote(details['input'])}.", hint)
    if details["input"] is None:
        return Problem(path, line, column, Code.WRONG_TYPE, f"{name} är tomt.", _content(described))
    message = f"{name} {_expected(kind)}, inte {_is(details['input'])}."
    return Problem(path, line, column, Code.WRONG_TYPE, message, _content(described))


_EVENT_HINTS = {
    "kb_precision": "Skriv precision: {real}, eller ändra datumet.",
    "kb_until": "Skriv periodens första dag i date och den sista i until.",
    "kb_outcome": "Skriv i planned_as_of när planen angavs, eller ta bort outcome.",
}


def _named(where: Path_) -> str:
    """Return the name of a value as a writer would say it: "date i events nummer 1"."""
    if not where:
        return ""
    *around, last = where
    if isinstance(last, int):
        return f"{_named(tuple(around))} nummer {last + 1}"
    return f"{last} i {_named(tuple(around))}" if around else last


def _inside(where: Path_) -> str:
    return f"i {_named(where[:-1])}" if len(where) > 1 else "i sidhuvudet"


def _content(described: str) -> str:
    """Return what a field's description says it holds, as a sentence that stands by itself."""
    return f"Innehåll: {described[:1].lower()}{described[1:]}" if described else ""


def _length(name: str, kind: str, details: ErrorDetails, context: Mapping[str, Any]) -> str:
    if kind == "too_short":
        return f"{name} får inte vara tom."
    size = len(str(details["input"]))
    if kind == "string_too_long":
        return f"{name} är {size} tecken lång men får vara högst {context['max_length']}."
    if size == 0:
        return f"{name} är tom."
    return f"{name} är {size} tecken lång men ska vara minst {context['min_length']}."


def _unknown(path: str, head: Head, where: Path_, model: type[Page]) -> Problem:
    line, column = head.place(where)
    owner = _owner(model, where)
    allowed = front_matter_fields(model) if owner is model else list(owner.model_fields)
    hint = _meant(str(where[-1]), allowed).strip() or f"Tillåtna nycklar: {_choice(allowed)}."
    return Problem(path, line, column, Code.UNKNOWN_KEY, f"Nyckeln {where[-1]} finns inte här.", hint)


def _owner(model: type[Page], where: Path_) -> type[Model]:
    """Return the class that a key belongs to: the page's, or that of an entry in one of its lists."""
    entries: dict[str, type[Model]] = {
        "events": Event,
        "deprecated": Deprecated,
        "excuses": Excuse,
        "questions": OpenQuestion,
        "related": Related,
        "spokespersons": Person,
    }
    return entries.get(str(where[0]), model) if len(where) > 2 else model


def _description(model: type[Page], where: Path_) -> str:
    names = [str(part) for part in where if isinstance(part, str)]
    owner = _owner(model, where) if len(names) > 1 else model
    found = owner.model_fields.get(names[-1]) if names else None
    return (found.description or "") if found else ""


def _expected(kind: str) -> str:
    return {
        "tuple_type": "ska vara en lista (en rad för varje värde, med - framför)",
        "bool_type": "ska vara true eller false",
        "model_type": "ska bestå av rader med nyckel: värde",
        "model_attributes_type": "ska bestå av rader med nyckel: värde",
        "dict_type": "ska bestå av rader med nyckel: värde",
    }.get(kind, "ska vara en text")


def _is(value: object) -> str:
    if value is None:
        return "tomt"
    if isinstance(value, bool):
        return "true eller false"
    if isinstance(value, list):
        return "en lista"
    return "rader med nyckel: värde" if isinstance(value, dict) else "en text"


def _quote(value: object) -> str:
    if not isinstance(value, str):
        return _is(value)
    text = value
    return f"”{text if len(text) <= 60 else text[:57] + '…'}”"


def _choice(values: list[str]) -> str:
    return join_words(values, "eller")


def _meant(word: str, allowed: list[str]) -> str:
    found = nearest(word, allowed, most=1)
    return f" Menade du {found[0]}?" if found else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."

"""The list of Problems as text and as the formats that code hosts read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..content import Problem, Severity
from .text import text_of

FORMATS = ("text", "github", "gitlab", "azure", "json")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def format_problems(problems: Sequence[Problem], form: str, root: Path | None = None) -> str:
    """Return the Problems in one of FORMATS: text, with the lines of the files below ``root``, or one for machines."""
    if form == "json":
        return json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2)
    if form == "gitlab":
        seen: Counter[tuple[str, ...]] = Counter()
        return json.dumps([_gitlab(problem, seen) for problem in problems], ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_github(problem) for problem in problems)
    if form == "azure":
        return "\n".join(_azure(problem) for problem in problems)
    return text_of(problems, root)


def _github(problem: Problem) -> str:
    """One workflow command a Problem (GitHub's "Workflow commands for GitHub Actions": escapes of % CR LF : ,)."""
    place = {"file": problem.path, "line": str(problem.line), "col": str(problem.column), "title": problem.code.value}
    keys = ",".join(f"{key}={_escape(str(value), True)}" for key, value in place.items())
    message = f"{problem.message} {problem.hint or problem.code.mending}"
    return f"::{_LEVELS[problem.severity]} {keys}::{_escape(message, False)}"


def _escape(text: str, is_property: bool) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, code)
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


def _gitlab(problem: Problem, seen: Counter[tuple[str, ...]]) -> dict[str, object]:
    """One entry of GitLab's code quality report (a subset of the Code Climate format).

    Its fingerprint stays when lines move, and is its own even where a page has the same fault twice (``seen`` counts).
    """
    same = (problem.path, str(problem.code.value), problem.message)
    seen[same] += 1
    mark = hashlib.sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest()
    severity = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}[problem.severity]
    return {
        "description": f"{problem.message} {problem.hint or problem.code.mending}",
        "check_name": problem.code.value,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }


def _azure(problem: Problem) -> str:
    """One logging command a Problem (Azure Pipelines' task.logissue; advice has no level there).

    Escapes as its task library does: % CR LF in the text, and ; ] too in a property.
    """
    level = "error" if problem.severity is Severity.ERROR else "warning"
    path = _escape_azure(problem.path).replace(";", "%3B").replace("]", "%5D")
    keys = f"type={level};sourcepath={path};linenumber={problem.line};columnnumber={problem.column};"
    message = _escape_azure(f"{problem.message} {problem.hint or problem.code.mending}")
    return f"##vso[task.logissue {keys}code={problem.code.value}]{message}"


def _escape_azure(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")

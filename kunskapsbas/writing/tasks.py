"""Tasks for VS Code, made by ``kb docs``: kb's commands in the menu, and the list of Problems on their lines.

The text of ``kb check`` is at most 80 columns, so that no terminal breaks its lines: an editor that reads a broken line
loses the Problem. But then a message may go on below its first line, which a problem matcher must be told of line by
line, with a matcher of its own for each severity, since the words for them are Swedish.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..content import Severity

FOLDER, FILE = ".vscode", "tasks.json"
_NOTICE = "// Gjord av kb docs efter kunskapsbas/writing/tasks.py. Ändra inte för hand: ett prov jämför.\n"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "info"}
_STOP = r"[.?!…”)>\]]"  # ends a sentence, and with it a message
_FIRST = r"^([^\s:][^:]*):(\d+):(\d+): {word}: "
_MORE = r"^ {{4}}(?! *\d* *\| )"  # a line that goes on; the page's own line has its number before a bar
_PLACE = {"file": 1, "line": 2, "column": 3, "message": 4}
# What each kind of Problem looks like: its first line, and what the lines after it must be.
_SHAPES: tuple[tuple[str, ...], ...] = (
    (rf"{_FIRST}(.*{_STOP})$",),  # a message of one line
    (rf"{_FIRST}(.*(?!{_STOP}).)$", r"^ +\d+ \| "),  # one that ends without a stop; the page's line comes next
    (rf"{_FIRST}(.*(?!{_STOP}).)$", rf"{_MORE}(.*{_STOP})$"),  # of two lines
    (rf"{_FIRST}(.*(?!{_STOP}).)$", rf"{_MORE}(.*(?!{_STOP}).)$", r"^ +(?:\d+ \| .*|(.*))$"),  # of three or more
)
_INPUTS = {
    "datum": "Vilken dag sammanställdes rapporten? Till exempel 2026-01-15",
    "begrepp": "Vad heter begreppet?",
    "titel": "Vad heter sidan?",
}


def tasks() -> dict[str, Any]:
    """Return the tasks in the form that VS Code reads."""
    check = _task("Kontrollera sidorna", "check", detail="Felen visas på sina rader och i panelen Problem.")
    check |= {"group": {"kind": "build", "isDefault": True}, "problemMatcher": list(_matchers())}
    preview = _task("Förhandsgranska webbplatsen", "preview", detail="Sidan visas på nytt varje gång du sparar.")
    preview |= {"isBackground": True}
    made = [
        check,
        preview,
        _task("Bygg webbplatsen och PDF-filerna", "build"),
        _task("Ny rapport", "new", "report", "${input:datum}"),
        _task("Nytt begrepp", "new", "term", "${input:begrepp}"),
        _task("Ny sida", "new", "page", "${input:titel}"),
    ]
    inputs = [{"id": name, "type": "promptString", "description": asked} for name, asked in _INPUTS.items()]
    return {"version": "2.0.0", "tasks": made, "inputs": inputs}


def write_tasks(folder: Path) -> list[Path]:
    """Write the tasks into a folder, which need not exist, and return the path of their file."""
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(tasks_file(), encoding="utf-8")
    return [folder / FILE]


def tasks_file() -> str:
    """Return the file of tasks."""
    return _NOTICE + json.dumps(tasks(), ensure_ascii=False, indent=2) + "\n"


def _task(label: str, *arguments: str, detail: str = "") -> dict[str, Any]:
    return {
        "label": label,
        **({"detail": detail} if detail else {}),
        "type": "process",  # no shell, so that what is typed in is never read as a command
        "command": "${workspaceFolder}/.venv/bin/python",
        "windows": {"command": "${workspaceFolder}\\.venv\\Scripts\\python.exe"},
        "args": ["-m", "kunskapsbas.cli", *arguments],
        "options": {"cwd": "${workspaceFolder}"},
        "presentation": {"clear": True, "showReuseMessage": False},
        "problemMatcher": [],
    }


def _matchers() -> Iterator[dict[str, Any]]:
    for severity, level in _LEVELS.items():
        for first, *rest in _SHAPES:
            pattern = [{"regexp": first.format(word=severity.value), **_PLACE}]
            pattern += [_line(regexp.format()) for regexp in rest]
            where = {"owner": "kb", "source": "kb", "fileLocation": ["relative", "${workspaceFolder}"]}
            yield {**where, "severity": level, "pattern": pattern}


def _line(regexp: str) -> dict[str, Any]:
    return {"regexp": regexp, **({"message": 1} if "(.*" in regexp else {})}

"""Arrows point one way: cli, commands, capabilities, content, swedish. Read from the imports, wherever they stand."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kunskapsbas

PACKAGE = Path(kunskapsbas.__file__).parent
CAPABILITIES = {
    "reports",
    "glossary",
    "search",
    "handout",
    "links",
    "writing",
    "front",
    "sources",
    "strategy",
    "importing",
    "feeds",
    "preview",
    "reviewing",
    "examples",
}
ALLOWED: dict[str, set[str]] = {
    "swedish": set(),
    "content": {"swedish"},
    **{name: {"content", "swedish"} for name in CAPABILITIES},
    # writing gathers the checks that writers meet, and those of links and of the glossary are among them
    "writing": {"content", "swedish", "links", "glossary"},
    # the commands call whatever does their work
    "commands": {"content", "swedish", "build", "printing", *CAPABILITIES},
}


def imported(path: Path) -> Iterator[str]:
    """Yield the part of the package (folder or module) that each import in a file reaches; "" is the package itself."""
    inside = path.relative_to(PACKAGE.parent).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = inside[: len(inside) - node.level] if node.level else ()
            base = (*start, *(node.module.split(".") if node.module else ()))
            names = [(*base, alias.name) for alias in node.names]
        for name in names:
            if name[0] == PACKAGE.name:
                yield (
                    name[1]
                    if len(name) > 1 and (PACKAGE / name[1]).is_dir() | (PACKAGE / f"{name[1]}.py").is_file()
                    else ""
                )


def modules(part: str) -> list[Path]:
    return sorted((PACKAGE / part).rglob("*.py"))


def test_every_folder_of_the_package_has_its_place_among_the_arrows() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(ALLOWED)


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    wrong = {
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules(part)
        for name in imported(path)
        if name not in ALLOWED[part] | {part, ""}
    }
    assert wrong == set()


def test_imports_inside_functions_count_too() -> None:
    assert set(imported(PACKAGE / "commands" / "build.py")) >= {"content", "writing", "build"}


def test_checking_needs_no_sphinx() -> None:
    code = "import sys, kunskapsbas.cli, kunskapsbas.writing; sys.exit('sphinx.application' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

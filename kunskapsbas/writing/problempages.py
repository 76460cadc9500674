"""docs/problems/: a page for each code of ``kb check``, in Swedish, for whoever has met it.

A page is made of the code itself (content/problem.py: what it means, how bad it is, what to do) and of what stands
about it in problem_examples.toml: why it matters, and how it is written wrong and right.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from ..content import Code, Severity
from .reference import NOTICE

FOLDER = Path("docs", "problems")
_EXAMPLES = "problem_examples.toml"


class Part(StrEnum):
    """What an example is a part of."""

    TEXT = "text"
    HEAD = "head"
    PAGE = "page"
    REGISTER = "register"
    NAME = "name"


class By(StrEnum):
    """Who says that there is a Problem."""

    CHECK = "check"
    IMPORT = "import"
    WEB = "web"
    BUILD = "build"


class Excusing(StrEnum):
    """Where an excuse from a rule can stand."""

    BLOCK = "block"
    PAGE = "page"
    WORD = "word"
    NO = "no"


class Stops(StrEnum):
    """What an error of ``kb import`` does: nothing is written, or the page is, and the writer is told."""

    REFUSED = "refused"
    TOLD = "told"


class Example(BaseModel):
    """What the page of a code says besides the code's own words. The keys are explained in the file itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str = Field("", min_length=20)
    wrong: str | None = None
    right: str | None = None
    part: Part = Part.TEXT
    file: str = "about/om.md"
    note: str = ""
    beside: dict[str, str] = {}
    excuse: Excusing = Excusing.BLOCK
    by: tuple[By, ...] = (By.CHECK,)
    stops: Stops | None = None
    fix: bool = False
    encoding: str = "utf-8"
    shown: str = ""


@cache
def examples() -> dict[str, Example]:
    """Return what is said of each code, by its name. Raises ValueError where the file is wrong."""
    text = files(__package__).joinpath(_EXAMPLES).read_text(encoding="utf-8")
    return {name: Example.model_validate(entry) for name, entry in tomllib.loads(text).items()}


def problem_pages() -> dict[str, str]:
    """Return the text of each page by its file's name."""
    return {f"{code.value}.md": problem_page(code) for code in Code}


def write_problem_pages(folder: Path) -> Path:
    """Write all pages into the folder, take away those of codes that are no more, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = problem_pages()
    for path in sorted(folder.glob("*.md")):
        if path.name not in pages and path.read_text(encoding="utf-8").startswith(NOTICE):
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problem_page(code: Code) -> str:
    """Return the page of one code; that of a new code, of which nothing is said yet, is only shorter."""
    example = examples().get(str(code.value), Example())
    parts = [NOTICE, f"# {code.meaning.removesuffix('.')}"]
    parts.append(f"`{code.value}` · {code.severity.value} · [alla koder](../problems.md)")
    parts += ["## Varför det spelar roll", example.why] if example.why else []
    parts += ["## Hur allvarligt det är", " ".join(_severity(code, example))]
    parts += ["## Vad du gör", _full_stop(code.mending)]
    if example.fix:
        parts.append("`kb check --fix` gör det åt dig, och visar vad som ändras.")
    if example.wrong is not None:
        parts += _shown(example)
    if code.severity is not Severity.ERROR and By.CHECK in example.by and example.excuse is not Excusing.NO:
        parts += ["## Om det ändå är rätt", *_excuses(code, example)]
    return "\n\n".join(parts) + "\n"


def _severity(code: Code, example: Example) -> Iterator[str]:
    if code.severity is Severity.ADVICE:
        yield "Ett **råd** stoppar ingenting. Du avgör själv om du följer det."
    elif By.WEB in example.by:
        yield "En **varning** från `kb check --external`. Den stoppar varken en ändring eller bygget."
    elif example.stops is Stops.REFUSED:
        yield "Ett **fel** stoppar importen. Ingenting skrivs, och det som fanns ligger kvar orört."
    elif example.stops is Stops.TOLD:
        word = "Ett **fel**" if code.severity is Severity.ERROR else "En **varning**"
        yield f"{word} i originalet. Sidan skrivs, men någon behöver jämföra den med originalet."
    elif By.BUILD in example.by:
        yield "Ett **fel** stoppar bygget. Den webbplats som redan är byggd ligger kvar som den är."
    else:
        is_error = code.severity is Severity.ERROR
        kind, like = ("Ett **fel**", "") if is_error else ("En **varning**", ", precis som ett fel")
        yield f"{kind} stoppar kontrollen och bygget{like}. Den webbplats som redan är byggd ligger kvar som den är."
        if is_error:
            yield "Ett fel kan inte undantas."
    if example.by != (By.CHECK,):
        commands = {By.CHECK: "kb check", By.IMPORT: "kb import", By.WEB: "kb check --external", By.BUILD: "kb build"}
        yield f"Hittas av {' och '.join(f'`{commands[name]}`' for name in example.by)}."


def _shown(example: Example) -> Iterator[str]:
    language = {Part.TEXT: "markdown", Part.HEAD: "yaml", Part.PAGE: "markdown"}.get(example.part, "text")
    place = {Part.HEAD: "I sidhuvudet", Part.REGISTER: f"I `{example.file}`", Part.NAME: "Filens namn"}
    yield "## Exempel"
    before = f"{place[example.part]}, fel:" if example.part in place else "Fel:"
    yield f"{before}\n\n{_fence(example.shown or example.wrong or '', language)}"
    if example.right:
        yield f"Rätt:\n\n{_fence(example.right, language)}"
    if example.note:
        yield example.note


def _excuses(code: Code, example: Example) -> Iterator[str]:
    if example.excuse is Excusing.WORD:
        word = "Är ordet rätt skriver du det i `words.txt`, med skälet efter `#`. Då gäller det på alla sidor."
        yield f"{word}\n\n{_fence('expedieringar  # det som ett apotek gör av ett recept', 'text')}"
    if example.excuse is not Excusing.PAGE:
        line = f"% undantag {code.value}: skälet, i några ord\nStycket, punkten eller tabellen som det gäller."
        yield f"Gäller det ett ställe skriver du ett undantag på raden ovanför.\n\n{_fence(line, 'markdown')}"
    lines = f'excuses:\n  - code: {code.value}\n    reason: "skälet, i några ord"'
    yield f"Gäller det hela sidan skriver du undantaget i sidhuvudet.\n\n{_fence(lines, 'yaml')}"
    yield "När undantaget inte längre behövs säger kontrollen till."


def _fence(text: str, language: str) -> str:
    longest = max((len(marks) for marks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "`")) else f"{text}."

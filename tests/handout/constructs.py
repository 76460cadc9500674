"""Every construct a writer can use, one small page each: what is written, and what the PDF must hold of it.

They stand in constructs/, a file for each family. A construct begins with ``=== name``; then come lines ``key: value``,
an empty line, and the page's text. The keys: ``paper`` says what it becomes, ``words`` and ``tags`` must be in the
PDF's text and tag tree, ``absent`` must not be in the text, ``told`` is what a warning says where there is one, and
``written`` is shown in the table instead of the text's first line. The tests build a page for each, check its PDF and
compare what they found with docs/handout-constructs.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kunskapsbas.swedish import slug

FOLDER = Path(__file__).parent / "constructs"
_HEAD = """# What constructs become on paper

For whoever changes the translator or the theme. Each row is one page, built to a PDF and checked against
PDF/UA-1 and PDF/A-2a; the tags are those of that PDF, beyond those every handout has. The pages are in
`tests/handout/constructs/`. This file is written by

```sh
HANDOUT_TABLE=write .venv/bin/python -m pytest -q tests/handout/test_constructs.py
```
"""


@dataclass(frozen=True)
class Construct:
    """One construct: its page, and what is asked of the PDF."""

    family: str
    name: str
    source: str
    asked: dict[str, list[str]]

    @property
    def page(self) -> str:
        """Give the page's name."""
        return f"constructs/{slug(self.family)}/{slug(self.name)}"

    @property
    def tags(self) -> list[str]:
        """Give the tags that must be in the PDF."""
        return " ".join(self.asked.get("tags", [])).split()

    @property
    def written(self) -> str:
        """Give what is shown of the text in the table."""
        return self.asked.get("written", [self.source.split("\n")[0]])[0]


def _construct(family: str, text: str) -> Construct:
    head, _, source = text.partition("\n\n")
    name, *lines = head.split("\n")
    asked: dict[str, list[str]] = {}
    for line in lines:
        key, _, said = line.partition(": ")
        asked.setdefault(key, []).append(said)
    return Construct(family, name, source.strip("\n"), asked)


def _family(path: Path) -> list[Construct]:
    name = path.stem.partition("-")[2].replace("-", " ").capitalize()
    parts = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_construct(name, part) for part in parts[1:]]


CONSTRUCTS = [construct for path in sorted(FOLDER.glob("*.txt")) for construct in _family(path)]


def write_pages(folder: Path) -> None:
    """Write a page for each construct, and one that lists them."""
    for construct in CONSTRUCTS:
        path = folder / f"{construct.page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {construct.name}\n\n{construct.source}\n", encoding="utf-8")
    listed = "\n".join(construct.page.removeprefix("constructs/") for construct in CONSTRUCTS)
    text = f"# Konstruktioner\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n"
    (folder / "constructs" / "index.md").write_text(text, encoding="utf-8")


def beyond(tags: Sequence[str], common: Counter[str]) -> list[str]:
    """Give the tags that a page has beyond those of every handout, each once, in reading order."""
    left = Counter(tags) - common
    return [tag for tag in dict.fromkeys(tags) if tag in left]


def table(found: dict[str, tuple[list[str], str]]) -> str:
    """Give the page of tables; found holds, by page, the tags and the result."""
    parts = [_HEAD]
    for family in dict.fromkeys(construct.family for construct in CONSTRUCTS):
        rows = [_row(item, *found[item.page]) for item in CONSTRUCTS if item.family == family]
        head = "| construct | written | on paper | tags in the PDF | result |\n|---|---|---|---|---|"
        parts.append(f"## {family}\n\n{head}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _row(construct: Construct, tags: list[str], result: str) -> str:
    written = construct.written.replace("|", "\\|")
    fence = "``" if "`" in written else "`"
    pad = " " if fence == "``" else ""
    paper = construct.asked["paper"][0]
    return f"| {construct.name} | {fence}{pad}{written}{pad}{fence} | {paper} | {' '.join(tags) or '–'} | {result} |"

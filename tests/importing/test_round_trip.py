"""One invented report in every form that it may come in: the same page comes of all of them."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from kunskapsbas.content import Library
from kunskapsbas.importing.comparing import page_words
from kunskapsbas.importing.document import words_of
from kunskapsbas.importing.drafting import as_data, draft, read_original
from kunskapsbas.swedish.dates import TIME_ZONE
from tests.importing.originals import MARCH
from tests.importing.wordfile import bold, docx, link, para

LINES = [line for line in MARCH.split("\n") if line.strip()]
HEADINGS = {line for line in LINES[2:] if not line.strip().startswith("-") and not line.endswith(".")}
LINK = re.compile(r"\[([^\[\]]+)\]\([# ]*\)")


def mail(text: str, html: str = "", attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "VB: Regional rapport", "a@exempel.se"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="r.docx")
    return message.as_bytes()


def html() -> str:
    made, depth = ["<html><body>"], 0
    for line in LINES:
        level = 2 if line.startswith(" - ") else 1 if line.startswith("- ") else 0
        words = LINK.sub(r'<a href="#">\1</a>', line.strip().removeprefix("- "))
        while depth > level:
            made.append("</li></ul>")
            depth -= 1
        made += ["</li>"] if level and depth == level else []
        while depth < level:
            made.append("<ul>")
            depth += 1
        tag = "li" if level else "h2" if line in HEADINGS else "p"
        made.append(f"<{tag}>{words}" if level else f"<{tag}>{words}</{tag}>")
    return "".join(made)


def word(headings: str) -> bytes:
    """Return the report as a Word file. ``headings``: by style, by bold, or nothing but lines."""
    made = ""
    for number, line in enumerate(LINES):
        pieces: list[str] = []
        at = 0
        words = line if headings == "lines" else line.strip().removeprefix("- ")
        for found in LINK.finditer(words if headings != "lines" else ""):
            pieces += [words[at : found.start()], link(found[1], "r1")]
            at = found.end()
        pieces = [piece for piece in [*pieces, words[at:]] if piece]
        if headings == "lines":
            made += para(*pieces)
        elif not number:
            made += para(*pieces, style="Rubrik")
        elif line in HEADINGS:
            made += para(*pieces, style="Rubrik1") if headings == "style" else para(bold(words))
        elif "- " in line[:3]:
            made += para(*pieces, number=(1, 1 if line.startswith(" ") else 0))
        else:
            made += para(*pieces)
    return docx(made, {"r1": "#"})


def wrapped() -> str:
    lines = []
    for line in MARCH.split("\n"):
        indent = " " * len(re.match(r" *(?:- )?", line)[0])  # type: ignore[index]
        lines += textwrap.wrap(line, 60, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(lines)


FORMS: dict[str, tuple[str, bytes]] = {
    "text": ("r.txt", MARCH.encode()),
    "text with a mark and CRLF": ("r.txt", MARCH.replace("\n", "\r\n").encode("utf-8-sig")),
    "UTF-16": ("r.txt", MARCH.encode("utf-16")),
    "Windows-1252": ("r.txt", MARCH.encode("cp1252")),
    "decomposed, with hard spaces": ("r.txt", unicodedata.normalize("NFD", MARCH).replace("i v", "i\xa0v").encode()),
    "indented by four": ("r.txt", MARCH.replace("\n - ", "\n    - ").encode()),
    "broken lines": ("r.txt", wrapped().encode()),
    "Markdown without marks": ("r.md", MARCH.encode()),
    "Markdown": ("r.md", "\n".join(f"## {line}" if line in HEADINGS else line for line in MARCH.split("\n")).encode()),
    "mail": ("r.eml", mail(MARCH)),
    "mail in HTML": ("r.eml", mail("Se HTML.", html())),
    "mail with a Word file": ("r.eml", mail("Hej!", attached=word("style"))),
    "web page": ("r.html", html().encode()),
    "Word": ("r.docx", word("style")),
    "Word with bold headings": ("r.docx", word("bold")),
    "Word with pasted lines": ("r.docx", word("lines")),
}


def model(folder: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    """Return the parsed model of a form, without Problems, and the words of its page."""
    file, data = FORMS[name]
    (folder / file).write_bytes(data)
    original = read_original(folder / file, file)
    made = draft(original, Library(), "", datetime(2026, 1, 1, tzinfo=TIME_ZONE))
    assert not any(problem.stops for problem in made.problems), made.problems
    return {**as_data(original, []), "problems": []}, page_words(made.text)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_report_and_loses_no_word(name: str, tmp_path: Path) -> None:
    found, words = model(tmp_path, name)
    expected, _ = model(tmp_path, "text")
    assert found == expected
    assert words == words_of(LINK.sub(r"\1", "\n".join(LINES[2:])))

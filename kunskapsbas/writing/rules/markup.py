"""Marks that were to shape the text and stand in it instead: half a link, a heading without its blank, an open box.

Sphinx takes such marks for words, and says nothing. Each is looked for where readers see it, in running text, and
again in the file: what a writer has escaped (``\\*``) is meant to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils.parsers.rst.languages import en

from ...content import Code, Markdown, Problem
from ...content.prose import OBJECT, Passage, PassageKind
from ...links.pages import Site
from .constructs import DIRECTIVES, ROLES, SWEDISH

_LINK = "Skriv länken som [länktext](adress), utan mellanslag emellan och utan mellanslag i adressen."
_ADDRESS = r"[^()\[\]\s]*(?:\.(?:md|html?|pdf|docx|png|jpe?g|svg)|://|www\.|#)[^()\[\]\s]*"
_ESCAPE = "Ska tecknet synas skriver du \\ framför det."


class _Slip(NamedTuple):
    """What a slip looks like, its code, what is wrong (``{0}`` is the text found), and what to do."""

    pattern: re.Pattern[str]
    code: Code
    message: str
    hint: str


def _slip(pattern: str, code: Code, message: str, hint: str) -> _Slip:
    return _Slip(re.compile(pattern), code, message, hint)


# In running text, as readers see it; OBJECT stands for code. The first that fits a place is told.
_SLIPS = (
    _slip(r"!\[[^\[\]]*\] ?\(?", Code.BROKEN_LINK, "Bilden är felskriven och visas som text: {0}",
          "Skriv bilden som ![vad den visar](filens namn), utan mellanslag emellan och utan mellanslag i namnet."),
    _slip(r"\[[^\[\]]*\]\(", Code.BROKEN_LINK, "Länken är felskriven och visas som text: {0}", _LINK),
    _slip(rf"\[[^\[\]]+\] \({_ADDRESS}\)", Code.BROKEN_LINK, "Ett mellanslag delar länken: {0}", _LINK),
    _slip(rf"\([^()\[\]]+\)\[{_ADDRESS}\]", Code.BROKEN_LINK, "Länken har fel slags parenteser: {0}", _LINK),
    _slip(r"\[\[[^\[\]]+\]\]", Code.BROKEN_LINK, "Dubbla hakparenteser blir ingen länk.", _LINK),
    _slip(r"\[[^\[\]]+\]\[[^\[\]]*\]", Code.BROKEN_LINK,
          "Länken har ingen adress: märket i den andra hakparentesen finns inte på sidan.", _LINK),
    _slip(rf"(?<![\w:]):[a-z][a-z:+-]*:{OBJECT}", Code.LEFTOVER, "Rollen är skriven som i reStructuredText: {0}",
          "Skriv namnet inom klamrar: {term}`modul`."),
    _slip(rf"\b(?:term|doc|ref|cite|cite:p|link|download):{OBJECT}", Code.LEFTOVER, "Rollen saknar klamrar: {0}",
          "Skriv namnet inom klamrar: {term}`modul`."),
    _slip(r"`[^`]*", Code.LEFTOVER, "En grav accent saknar sin andra: {0}",
          f"Kod och roller skrivs mellan två grava accenter: {{term}}`modul`. {_ESCAPE}"),
    _slip(r"\*\*[^*]*(?:\*\*)?|(?<![_\w])__(?=[^\W_])[^_]*", Code.LEFTOVER, "Märket för fetstil står kvar: {0}",
          f"Skriv **orden** utan mellanslag innanför märkena. {_ESCAPE}"),
    _slip(r"(?<![\w*])\*[^\W\d_][^*]*", Code.LEFTOVER, "Märket för kursiv står kvar: {0}",
          f"Skriv *orden* med en asterisk på varje sida. {_ESCAPE}"),
    _slip(r"\$\$[^$]*(?:\$\$)?", Code.LEFTOVER, "Dubbla dollartecken blir ingen formel: {0}",
          "Skriv formeln som {math}`x^2`, eller i ett block {math}."),
    _slip(r"^\.\. [a-z-]+::", Code.LEFTOVER, "Direktivet är skrivet som i reStructuredText: {0}",
          "Skriv :::{note} på en rad, texten under den och ::: sist."),
)  # fmt: skip
# One of these stands in each of them: a cheap look at a text that most likely has none.
_HINTS = ("[", "`", "*", "$$", "{", "__", "::", f":{OBJECT}")
_BRACED = re.compile(rf"\{{([a-zåäö][a-zåäö0-9:+-]*)\}}(?: ?{OBJECT}|`[^`]*)?")
_NAMES = ROLES | DIRECTIVES | set(SWEDISH) | set(en.directives)
# At the beginning of a line in the file.
_LINES = (
    _slip(r"#{2,6}[^\s#]|#[A-ZÅÄÖ][^.!?]*$", Code.LEFTOVER, "Rubriken visas som text: {0}",
          "Skriv ett mellanslag efter #."),
    _slip(r"[•◦▪‣·]\s?\w", Code.LEFTOVER, "Punkten är skriven med ett eget tecken och blir ingen lista: {0}",
          "Skriv - och ett mellanslag först på raden."),
    _slip(r"-[^\W\d_]", Code.LEFTOVER, "Punkten visas som text: {0}", "Skriv ett mellanslag efter strecket."),
    _slip(r"\d{1,2}[.)][A-ZÅÄÖ][a-zåäö ]", Code.LEFTOVER, "Den numrerade punkten visas som text: {0}",
          "Skriv ett mellanslag efter siffran och punkten."),
)  # fmt: skip
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_GRID = re.compile(r"\+(?:[-=]+\+)+$")
_LONGEST = 40  # letters of a line, in a message


def check_markup(site: Site, docname: str) -> Iterator[Problem]:
    """Yield the marks on a page that were to be something else than words."""
    path, text = f"{docname}.md", site.texts[docname]
    yield from _marks(path, text)
    for passage in text.passages:
        if passage.kind in (PassageKind.ALT, PassageKind.FIELD):
            continue
        if any(hint in passage.text for hint in _HINTS):
            yield from _in_text(path, passage)
        if passage.kind in (PassageKind.PARAGRAPH, PassageKind.ITEM):
            yield from _in_lines(path, passage)
        elif passage.kind is PassageKind.HEADING and "#" not in passage.source:
            message = f"Raden under ”{_short(passage.text)}” gör den till en rubrik."
            hint = "Skriv ## före en rubrik. Är det ingen rubrik lämnar du en tom rad före strecken."
            yield Problem(path, passage.line, 1, Code.LEFTOVER, message, hint)


def _in_text(path: str, passage: Passage) -> Iterator[Problem]:
    done = 0
    for at, end, slip in sorted(_slips(passage), key=lambda found: found[0]):
        if at >= done:
            done = end
            shown = _short(passage.text[at:end].replace(OBJECT, "`…`").strip())
            yield Problem(path, *passage.place(at), slip.code, slip.message.format(shown), slip.hint)


def _slips(passage: Passage) -> Iterator[tuple[int, int, _Slip]]:
    for slip in _SLIPS:
        for found in slip.pattern.finditer(passage.text):
            if _is_slip(passage, *found.span()):
                yield *found.span(), slip
    for found in _BRACED.finditer(passage.text):
        if found[1] in _NAMES and _is_slip(passage, *found.span()):
            right = SWEDISH.get(found[1], found[1])
            hint = f"Skriv {{{right}}}`…` utan mellanslag emellan, eller direktivet på en egen rad."
            yield *found.span(), _Slip(_BRACED, Code.LEFTOVER, "Rollen eller direktivet visas som text: {0}", hint)


def _is_slip(passage: Passage, at: int, end: int) -> bool:
    """Tell whether marks that readers see are a slip: in plain text, and not escaped in the file."""
    run = next(run for run in passage.runs if run.start <= at < run.end)
    words = re.escape(passage.text[at : min(end, run.end)])
    return run.style == "text" and re.search(rf"(?<!\\){words}", _joined(passage.source)) is not None


def _joined(source: str) -> str:
    """Return the lines of a source as readers see them: one line."""
    return re.sub(r"\s*\n[\s>]*", " ", source)


def _in_lines(path: str, passage: Passage) -> Iterator[Problem]:
    lines = passage.source.split("\n")
    for number, line in enumerate(lines):
        start = len(line) - len(line.lstrip(" \t>"))
        if number == 0 and passage.kind is PassageKind.ITEM and (item := _ITEM.match(line, start)):
            start = item.end()
        if line[start : start + 1].isalpha():
            continue  # as nearly every line begins
        if number and passage.kind is PassageKind.PARAGRAPH and line[start : start + 1] == "-":
            continue  # a word may be parted at a line's end
        for slip in _LINES:
            if slip.pattern.match(line, start):
                message = slip.message.format(_short(line[start:].strip()))
                yield Problem(path, passage.line + number, start + 1, slip.code, message, slip.hint)
                break
    rows = [number for number, line in enumerate(lines) if "|" in line and _is_row(line)]
    rows += [number for number, line in enumerate(lines) if "+-" in line and _GRID.match(line.strip())]
    if len(rows) > 1:
        message = f"Tabellen visas som text: {_short(lines[min(rows)].strip())}"
        yield Problem(path, passage.line + min(rows), 1, Code.TABLE, message)


def _is_row(line: str) -> bool:
    bare = line.strip(" \t>")
    return bare.count("|") > 1 or " | " in bare


def _marks(path: str, text: Markdown) -> Iterator[Problem]:
    told = {kind: {mark.text for mark in text.marks if mark.kind == kind} for kind in ("reference", "footnote")}
    named: dict[tuple[str, str], int] = {}
    for kind, words, line in text.marks:
        first = named.setdefault((kind, words), line)
        if kind == "unclosed":
            yield _unclosed(path, words, line)
        elif kind == "code" and (name := _box(words)):
            message = f"Rutan {words} saknar klamrar, så den visas som kod."
            yield Problem(path, line, 1, Code.LEFTOVER, message, f"Skriv {_fence(words)}{{{name}}}.")
        elif kind == "row":
            message = f"Raden har fler celler än rubrikraden, så de sista syns inte: {_short(words)}"
            yield Problem(path, line, 1, Code.TABLE, message)
        elif kind == "reference" and words not in told["footnote"]:
            yield Problem(path, line, 1, Code.FOOTNOTE, f"Fotnoten [^{words}] har ingen text på sidan.")
        elif kind == "footnote" and words not in told["reference"]:
            yield Problem(path, line, 1, Code.FOOTNOTE, f"Ingen hänvisning på sidan leder till fotnoten [^{words}].")
        elif kind == "footnote" and first != line:
            message = f"Fotnoten [^{words}] har sin text redan på rad {first}."
            yield Problem(path, line, 1, Code.FOOTNOTE, message, "Ge den ena ett annat nummer.")
        elif kind == "target" and first != line:
            yield Problem(path, line, 1, Code.SAME_TARGET, f"Märket {words} står redan på rad {first}.")


def _unclosed(path: str, words: str, line: int) -> Problem:
    marks = _fence(words)
    if words == marks and marks[0] == ":":
        message = f"Raden {marks} avslutar ingen ruta."
        hint = "Ta bort raden. Står en ruta i en annan ska den yttre ha fler kolon."
        return Problem(path, line, 1, Code.UNCLOSED, message, hint)
    message = f"Blocket som börjar med {words} saknar sin sista rad, så det som kommer efter hamnar i det."
    return Problem(path, line, 1, Code.UNCLOSED, message, f"Skriv {marks} på en egen rad där blocket slutar.")


def _fence(words: str) -> str:
    """Return the marks that a fence begins with."""
    return words[: len(words) - len(words.lstrip("`:~"))]


def _box(words: str) -> str:
    """Return the directive that a fence without its braces was to be, or "" for plain code."""
    info = words.removeprefix(_fence(words)).strip()
    first = info.strip("{}").split(" ")[0]
    name = SWEDISH.get(first, first)
    known = name in DIRECTIVES or name in en.directives
    return name if known and (words[0] == ":" or info[0] == "{" or name not in ("code", "math", "table")) else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rsplit(' ', 1)[0]} …"

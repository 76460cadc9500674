"""Markdown to blocks, read by markdown-it; HTML in it is text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..content import Code, Problem
from ..content.frontmatter import without_head
from .document import Block, Document, ImportRefused, Run, Runs, text_of, tidy, words_of
from .plain import address_of, broken_links, wraps


def read_markdown_file(text: str, shown: str) -> Document:
    """Return a Markdown text (NFC, line breaks LF) as blocks. ``shown``: the file's name in Problems.

    Raises ImportRefused for a page of the knowledge base itself.
    """
    body = without_head(text)
    problems = list(_head_problems(text, body, shown))
    skipped = text.count("\n") - body.count("\n")
    lines = _nested(body.split("\n"))
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    blocks = tuple(_walk(parser.parse("\n".join(lines)), skipped))
    problems += [_moved(problem, skipped) for problem in broken_links(lines, shown)]
    return Document(blocks, tuple(_words(body)), tuple(problems))


def _head_problems(text: str, body: str, shown: str) -> Iterator[Problem]:
    head = text[: len(text) - len(body)]
    if re.search(r"^kind:", head, re.MULTILINE):
        hint = "Lägg filen i mappen reports och kör kb check i stället."
        raise ImportRefused(Problem(shown, 1, 1, Code.IMPORT_FILE, "Filen är redan en sida i kunskapsbasen.", hint))
    if head.strip("-\n "):
        shown_head = " ".join(head.strip("-\n ").split())[:80]
        yield Problem(shown, 1, 1, Code.IMPORT_NOTE, f"Filens sidhuvud togs inte med: ”{shown_head}”.")


def _moved(problem: Problem, lines: int) -> Problem:
    return Problem(problem.path, problem.line + lines, problem.column, problem.code, problem.message, problem.hint)


def _nested(lines: Sequence[str]) -> list[str]:
    """Return the lines with items nested by one blank nested by as many as Markdown asks for (it flattens them)."""
    made, width = [], 0
    for line in lines:
        if parent := re.match(r"([-*+]|[0-9]{1,9}[.)]) ", line):
            width = len(parent[0])
        elif line and not line[0].isspace():
            width = 0
        made.append(" " * (width - 1) + line if width and re.match(r" ([-*+]|[0-9]{1,9}[.)]) ", line) else line)
    return made


def _words(body: str) -> list[str]:
    """Every word as written, without what only Markdown needs: addresses, list numbers, names of code's language."""
    bare = re.sub(r"^[ \t]*(?:[>][ \t]*)*[0-9]{1,9}[.)][ \t]+(?=\S)", "", body, flags=re.MULTILINE)
    bare = re.sub(r"^[ \t]*(`{3,}|~{3,}).*$", "", bare, flags=re.MULTILINE)
    bare = re.sub(r"^[ ]{0,3}\[[^\]]+\]:[ \t]*\S+.*$", "", bare, flags=re.MULTILINE)
    bare = re.sub(r"\]\(\s*(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+[\"'(][^\"')]*[\"')])?\s*\)", "] ", bare)
    return words_of(html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", bare)))


def _walk(tokens: Sequence[Token], skipped: int) -> Iterator[Block]:
    lists: list[bool] = []  # the lists around, outermost first: whether numbered
    first = False  # the next paragraph begins an item
    heading, label, end = 0, "", 0
    row: list[Runs] = []
    rows: list[tuple[Runs, ...]] = []
    for index, token in enumerate(tokens):
        start = token.map[0] if token.map else 0
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type == "ordered_list_open")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            first, label = True, f"{token.info}." if token.info else ""
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            rows.append(tuple(row))
        elif token.type == "table_close":
            yield Block("table", rows=tuple(rows), gap=True)
        elif token.type == "inline" and tokens[index - 1].type in ("td_open", "th_open"):
            row.append(tidy([run for line in _lines(token) for run in (*line, Run(" "))]))
        elif token.type == "inline" or token.type in ("fence", "code_block"):
            for number, runs in enumerate(_lines(token)):
                made = tidy(runs)
                place, gap = start + skipped + 1 + number, not number and start > end
                if not made:
                    continue
                if heading:
                    yield Block("heading", made, heading, line=place, gap=True)
                elif lists and first:
                    yield Block("item", made, len(lists), lists[-1], label, line=place, gap=gap)
                    first = False
                else:
                    yield Block("paragraph", made, line=place, gap=not number)
            end = token.map[1] if token.map else end


def _lines(token: Token) -> Iterator[list[Run]]:
    """Yield the runs of each line that the writer broke; lines that a program broke are one."""
    if token.type != "inline":
        for line in token.content.split("\n"):
            yield [Run(line)]
        return
    strong = emphasis = 0
    href: str | None = None
    lines: list[list[Run]] = [[]]
    breaks: list[str] = []
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            strong += child.nesting
        elif child.type in ("em_open", "em_close"):
            emphasis += child.nesting
        elif child.type == "link_open":
            href = address_of(unquote(str(child.attrs.get("href", ""))))
        elif child.type == "link_close":
            href = None
        elif child.type in ("softbreak", "hardbreak"):
            lines.append([])
            breaks.append(child.type)
        elif child.content:
            lines[-1].append(Run(child.content, strong > 0, emphasis > 0, href))
    current = lines[0]
    for kind, before, after in zip(breaks, lines, lines[1:], strict=False):
        inside = bool(before and after and before[-1].href is not None and after[0].href == before[-1].href)
        if inside or (kind == "softbreak" and wraps(text_of(before), text_of(after))):
            current = [*current, Run(" ", href=before[-1].href if inside else None), *after]
        else:
            yield current
            current = after
    yield current

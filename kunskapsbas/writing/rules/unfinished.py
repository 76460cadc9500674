"""What ``kb new``, or the writer, left to fill in. It is advice, since a page just made is to pass the check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content import Code, Problem, read_text
from ...content.frontmatter import without_head
from ...links.pages import Site

#: Begins every passage, field and comment that waits for a writer. It is said in words that a reader understands too.
TO_WRITE = "Skriv här:"
_IN_HEAD = re.compile(rf"(?:^|[\s\"'-]){re.escape(TO_WRITE)}(?P<what>[^\"]*)")
# What writers, and the programs that they write in, put where a text is to come.
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|\b[Ll]orem ipsum\b|^\[(?:[Ss]kriv|[Ff]yll i|[Tt]ext)\b[^\[\]]*\]$"
)
_HINTS = ("TODO", "FIXME", "TBD", "XXX", "orem ipsum")
_LONGEST = 60


def check_unfinished(site: Site, docname: str) -> Iterator[Problem]:
    """Yield what is left to fill in on a page: in its front matter, in its text and in comments there."""
    path, facts = f"{docname}.md", site.texts[docname]
    yield from _in_head(site, path)
    for passage in facts.passages:
        if passage.text.startswith(TO_WRITE):
            yield _problem(path, *passage.place(0), passage.text.removeprefix(TO_WRITE))
        elif (found := _placeholder(passage.text)) and passage.style_at(found.start()) == "text":
            yield _problem(path, *passage.place(found.start()), passage.text[found.start() :])
    for comment in facts.comments:
        for number, line in enumerate(comment.text.split("\n")):
            if line.strip().startswith(TO_WRITE):
                yield _problem(path, comment.line + number, 1, line.strip().removeprefix(TO_WRITE))


def _placeholder(text: str) -> re.Match[str] | None:
    likely = text[:1] == "[" or any(hint in text for hint in _HINTS)
    return _PLACEHOLDER.search(text) if likely else None


def _in_head(site: Site, path: str) -> Iterator[Problem]:
    """Yield the lines of the front matter whose value, or comment, begins with the words."""
    text, _ = read_text(site.root, path)
    if text is None or TO_WRITE not in text:
        return
    head = text.removesuffix(without_head(text))
    for number, line in enumerate(head.split("\n"), start=1):
        if found := _IN_HEAD.search(line):
            yield _problem(path, number, line.index(TO_WRITE) + 1, found["what"])


def _problem(path: str, line: int, column: int, what: str) -> Problem:
    words = what.replace("\ufffc", "").strip(" .'")
    shown = f"{words}." if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return Problem(path, line, column, Code.TO_FILL_IN, f"Kvar att skriva: {shown if words else 'text.'}")

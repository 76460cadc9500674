"""How a page is divided: sections that are missing, empty or named alike, and headings without words."""

from __future__ import annotations

from collections.abc import Iterator

from ...content import Code, Heading, Markdown, Problem, Report
from ...content.prose import PassageKind
from ...content.sections import REQUIRED, section_of
from ...links.pages import Site
from ...swedish import fold_form


def check_headings(site: Site, docname: str) -> Iterator[Problem]:
    """Yield headings of a page that have no words, nothing below them, or the words of one beside them."""
    path, text = f"{docname}.md", site.texts[docname]
    said = {passage.line for passage in text.passages if passage.kind is PassageKind.HEADING}
    said |= {spot.line for spot in text.spots}  # a term or a picture is a heading too
    for heading in text.headings:
        if heading.line not in said:
            yield Problem(path, heading.line, 1, Code.EMPTY_HEADING, "Rubriken saknar text.")
        elif _is_empty(text, heading):
            message = f"Under rubriken ”{heading.text}” står ingenting."
            yield Problem(path, heading.line, 1, Code.EMPTY_SECTION, message)
    yield from _alike(path, text)


def _is_empty(text: Markdown, heading: Heading) -> bool:
    """Tell whether nothing stands between a heading and the next that is not below it."""
    after = [other for other in text.headings if other.line > heading.line]
    if after and after[0].level > heading.level:
        return False
    end = after[0].line if after else float("inf")
    return not any(heading.line < block.first < end and block.kind != "heading" for block in text.blocks)


def _alike(path: str, text: Markdown) -> Iterator[Problem]:
    above: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for heading in text.headings:
        above = [*above[: heading.level - 1], *[""] * (heading.level - 1 - len(above)), fold_form(heading.text)]
        first = seen.setdefault(tuple(above), heading.line)
        if first != heading.line and heading.text:
            message = f"Rubriken ”{heading.text}” står redan på rad {first}, i samma avsnitt."
            yield Problem(path, heading.line, 1, Code.SAME_HEADING, message)


def check_sections(site: Site) -> Iterator[Problem]:
    """Yield the sections that a report of the series lacks. A report with none of them is of another kind."""
    found = {
        report.docname: {section_of(heading.text) for heading in site.texts[report.docname].headings}
        for report in site.library.of_type(Report)
        if report.docname in site.texts
    }
    for docname, sections in found.items():
        for part in REQUIRED if sections - {None} else ():
            if part not in sections:
                hint = f"Skriv rubriken ## {part.label}. Ska avsnittet saknas skriver du ett undantag i sidhuvudet."
                message = f"Avsnittet ”{part.label}” saknas."
                yield Problem(f"{docname}.md", 1, 1, Code.MISSING_SECTION, message, hint)

"""Checks of a page's Markdown: links, anchors, terms, sources, images, and what must never reach a reader."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase as fnmatch
from pathlib import Path

from docutils.nodes import fully_normalize_name

from ..content import (
    SAFE_SCHEMES,
    Code,
    Library,
    Markdown,
    Problem,
    Report,
    Spot,
    Term,
    cited_keys,
    incomplete,
    is_active,
    is_inside,
    leads_elsewhere,
    outside_hint,
    scheme_of,
    unknown_link,
    unknown_question,
    unknown_source,
    unknown_term,
    wrong_citation,
)
from ..content.formulas import FormulaError, to_mathml
from ..content.markdown import role_target
from ..content.registers import LINKS_FILE, SOURCES_FILE
from ..swedish import join_words, nearest

WEB_SCHEMES = ("http", "https")
SPHINX_SCHEMES = ("project", "path", "inv")
FORBIDDEN = frozenset(
    {"raw", "include", "literalinclude", "eval-rst", "role", "default-role", "meta", "exec", "raw-html", "title"}
    | {"hlist"}  # it may ask for any number of columns
    | {"parsed-literal"}  # it holds reStructuredText, which no rule reads
)
ICON_ROLES = ("octicon", "material-", "fa")
IMAGE_DIRECTIVES = ("image", "figure")
IMAGE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})
LABEL_ROLES = ("ref", "numref", "eq")
SPHINX_LABELS = frozenset({"genindex", "modindex", "search", "py-modindex"})
LINK_OPTIONS = ("target", "link")  # of an image, of a card
IMAGE_OPTIONS = ("img-top", "img-bottom", "img-background")  # of a card


@dataclass(frozen=True)
class Site:
    """What links may lead to: the library, the facts of every page's Markdown by docname, and all files by path."""

    root: Path
    library: Library
    texts: Mapping[str, Markdown]
    files: frozenset[str]

    def targets(self) -> set[str]:
        """Return every target that any page may link to by its name alone; headings are known on their own page."""
        return {target for text in self.texts.values() for target in text.targets}


def check_page(site: Site, docname: str) -> Iterator[Problem]:
    """Yield what is wrong in the text of one page, with line and column."""
    path, text = f"{docname}.md", site.texts[docname]
    yield from _headings(path, text)
    for spot in text.spots:
        if spot.kind == "html" and not spot.text.startswith("</"):
            hint = "Skriv med Markdown. En kommentar skrivs på en egen rad som börjar med %."
            message = f"Texten innehåller HTML-kod: {_short(spot.text)}"
            yield Problem(path, spot.line, spot.column, Code.RAW_HTML, message, hint)
        elif spot.kind == "link":
            yield from _link(site, docname, spot)
        elif spot.kind == "image":
            yield from _image(site, docname, spot, spot.text)
        elif spot.kind == "role":
            yield from _role(site, docname, spot)
        elif spot.kind == "directive":
            yield from _directive(site, docname, spot)


def check_contents(site: Site) -> Iterator[Problem]:
    """Yield pages that no table of contents names. Reports and terms are in one by themselves."""
    if site.library.lacks_pages:
        return  # the page that lists it may be one that could not be read
    listed: set[str] = {"index"}
    for docname, text in site.texts.items():
        here = posixpath.dirname(docname)
        for spot in text.spots:
            if spot.kind == "directive" and spot.name == "toctree":
                entries = (
                    posixpath.normpath(posixpath.join(here, role_target(line))) for line in spot.body.split("\n")
                )
                wanted = [entry.removeprefix("/").removesuffix(".md") for entry in entries]
                listed.update(wanted)
                patterns = [entry for entry in wanted if set(entry) & set("*?[")]
                listed.update(name for name in site.texts if any(fnmatch(name, entry) for entry in patterns))
    for docname, page in sorted(site.library.pages.items()):
        if docname not in listed and not isinstance(page, Report | Term):
            folder = posixpath.dirname(docname)
            hint = f"Lägg till raden {posixpath.basename(docname)} i {{toctree}} på en sida i {folder or 'roten'}/."
            yield Problem(page.path, 1, 1, Code.NOT_LISTED, "Sidan står inte i någon innehållslista.", hint)


def outside_spots(text: Markdown) -> Iterator[tuple[Spot, str]]:
    """Yield what on a page leads to an http or https address, in text, roles and directives, with the address."""
    for spot in text.spots:
        found = [spot.target] if spot.kind == "link" else []
        if spot.kind == "role" and (spot.name == "download" or spot.name.startswith("bdg-link-")):
            found.append(role_target(spot.target))
        elif spot.kind == "directive":
            found += [spot.target] if spot.name == "button-link" else []
            found += [value for name, value in spot.options if name in LINK_OPTIONS]
        yield from ((spot, url.strip()) for url in found if scheme_of(url) in WEB_SCHEMES)
        if spot.name == "toctree":
            yield from ((entry, entry.target) for entry in _entries(spot) if scheme_of(entry.target) in WEB_SCHEMES)


def _headings(path: str, text: Markdown) -> Iterator[Problem]:
    level = 1
    for heading in text.headings:
        if heading.level == 1:
            message = f"Rubriken ”{heading.text}” står på högsta nivån (#), som är sidans titel."
            yield Problem(path, heading.line, 1, Code.EXTRA_TITLE, message)
        elif heading.level > level + 1:
            right = "#" * (level + 1)
            message = f"Rubriken ”{heading.text}” hoppar över en nivå."
            yield Problem(path, heading.line, 1, Code.HEADING_LEVEL, message, f"Skriv {right} {heading.text}.")
        level = max(heading.level, 1)


def _link(site: Site, docname: str, spot: Spot) -> Iterator[Problem]:
    path, target = f"{docname}.md", spot.target.strip()
    if target in ("", "#", "#!"):
        words = f" ”{spot.text}”" if spot.text else ""
        yield Problem(path, spot.line, spot.column, Code.EMPTY_LINK, f"Länken{words} har ingen adress.")
        return
    scheme = scheme_of(target)
    if scheme in SAFE_SCHEMES:
        if reason := incomplete(target):
            message = f"Adressen {_short(target)} {reason}."
            yield Problem(path, spot.line, spot.column, Code.INCOMPLETE_ADDRESS, message)
        return
    if scheme and scheme not in SPHINX_SCHEMES:
        message = f"Länken börjar med {scheme}:, som inte får användas."
        yield Problem(path, spot.line, spot.column, Code.UNSAFE_ADDRESS, message)
        return
    if scheme:
        target = target.split(":", 1)[1]
    if target.startswith("//"):
        message = f"Adressen {target} saknar https: i början."
        yield Problem(path, spot.line, spot.column, Code.UNSAFE_ADDRESS, message)
        return
    yield from _internal(site, docname, spot, target)


def _internal(site: Site, docname: str, spot: Spot, target: str) -> Iterator[Problem]:
    path = f"{docname}.md"
    address, _, anchor = target.partition("#")
    if not address:
        if anchor not in site.texts[docname].anchors and anchor not in site.targets():
            yield _no_anchor(site, path, spot, docname, anchor)
        return
    found, problem = _find(site, docname, spot, address)
    if problem:
        yield problem
    elif target.endswith("#"):
        hint = "Ta bort # sist i adressen, eller skriv rubrikens ankare efter det."
        yield Problem(path, spot.line, spot.column, Code.EMPTY_LINK, f"Adressen {target} slutar utan rubrik.", hint)
    elif is_active(found):
        yield _active(path, spot, found)
    elif anchor and found in site.texts and anchor not in site.texts[found].anchors:
        yield _no_anchor(site, path, spot, found, anchor)


def _find(site: Site, docname: str, spot: Spot, address: str) -> tuple[str, Problem | None]:
    """Return the docname (or file) an address leads to, or the Problem that it leads nowhere."""
    path, here = f"{docname}.md", posixpath.dirname(docname)
    full = posixpath.normpath(address.lstrip("/") if address.startswith("/") else posixpath.join(here, address))
    if full.startswith(".."):
        message = f"Adressen {address} leder ut ur kunskapsbasens mapp."
        return "", Problem(path, spot.line, spot.column, Code.OUTSIDE_TREE, message)
    for name in (full, f"{full}.md"):
        if name in site.files and (name.endswith(".md") or name == full):
            if not is_inside(site.root, name):
                message = f"{name} är en genväg till en plats utanför kunskapsbasens mapp."
                return "", Problem(path, spot.line, spot.column, Code.OUTSIDE_TREE, message)
            return name.removesuffix(".md"), None
    twin = min((name for name in site.files if name.lower() in (full.lower(), f"{full}.md".lower())), default=None)
    if twin:
        right = posixpath.relpath(twin, here or ".")
        message = f"Filen heter {twin}, inte {full}."
        return "", Problem(path, spot.line, spot.column, Code.WRONG_CASE, message, f"Skriv {right}.")
    hint = outside_hint(address) or _page_hint(site, here, full)
    return "", Problem(path, spot.line, spot.column, Code.NO_PAGE, f"{address} finns inte.", hint)


def _page_hint(site: Site, here: str, full: str) -> str:
    if full.endswith(".html") and f"{full.removesuffix('.html')}.md" in site.files:
        return f"Länka till källfilen: {posixpath.relpath(full.removesuffix('.html') + '.md', here or '.')}."
    base = posixpath.basename(full)
    same = sorted(name for name in site.files if posixpath.basename(name) == base)
    ending = posixpath.splitext(full)[1] or ".md"
    near = same or nearest(full, [name for name in site.files if name.endswith(ending)], most=1)
    return f"Menade du {posixpath.relpath(near[0], here or '.')}?" if near else ""


def _no_anchor(site: Site, path: str, spot: Spot, docname: str, anchor: str) -> Problem:
    anchors = site.texts[docname].anchors
    near = nearest(anchor, anchors, most=1)
    some = join_words([f"#{name}" for name in sorted(anchors)[:8]])
    hint = f"Menade du #{near[0]}?" if near else f"Rubriker på sidan: {some}."
    message = f"Rubriken #{anchor} finns inte i {docname}.md."
    return Problem(path, spot.line, spot.column, Code.NO_ANCHOR, message, hint)


def _image(site: Site, docname: str, spot: Spot, alt: str) -> Iterator[Problem]:
    path, target = f"{docname}.md", spot.target.strip()
    if not alt.strip():
        message = f"Bilden {target or '(utan adress)'} saknar alternativtext."
        yield Problem(path, spot.line, spot.column, Code.NO_ALT, message)
    if leads_elsewhere(target):
        message = f"Bilden hämtas från en annan plats: {_short(target)}"
        hint = "Lägg bildfilen i kunskapsbasen, bredvid sidan."
        yield Problem(path, spot.line, spot.column, Code.UNSAFE_ADDRESS, message, hint)
    elif not target:
        yield Problem(path, spot.line, spot.column, Code.EMPTY_LINK, "Bilden har ingen adress.")
    else:
        _, problem = _find(site, docname, spot, target)
        if problem:
            yield problem
        elif posixpath.splitext(target)[1].lower() not in IMAGE_ENDINGS:
            message = f"{target} är ingen bild."
            hint = f"En bild har något av namnen {join_words(sorted(IMAGE_ENDINGS), 'eller')}."
            yield Problem(path, spot.line, spot.column, Code.NO_PAGE, message, hint)


def _role(site: Site, docname: str, spot: Spot) -> Iterator[Problem]:
    path, library = f"{docname}.md", site.library
    name, target = spot.name.removeprefix("std:"), role_target(spot.target)
    if name == "term" and library.term_for(target) is None and not library.may_hold_term(target):
        yield unknown_term(library, path, spot.line, spot.column, target)
    elif name == "link" and target not in library.links and LINKS_FILE not in library.unread:
        yield unknown_link(library, path, spot.line, spot.column, target)
    elif name == "question" and target not in {question.id for question, _ in library.questions}:
        if not library.lacks_pages:
            yield unknown_question(library, path, spot.line, spot.column, target)
    elif name == "download":
        yield from _link(site, docname, replace(spot, target=target))
    elif name == "doc":
        _, problem = _find(site, docname, spot, target)
        if problem:
            yield problem
        elif target.endswith(".md"):
            message, hint = f"Rollen {{doc}} hittar inte {target}.", f"Skriv {target.removesuffix('.md')}, utan .md."
            yield Problem(path, spot.line, spot.column, Code.NO_PAGE, message, hint)
    elif name in LABEL_ROLES:
        yield from _label(site, path, spot, fully_normalize_name(target))
    elif name.startswith("bdg-link-"):
        yield from _link(site, docname, replace(spot, target=target))
    elif name.startswith(ICON_ROLES) and re.search(r"[^\w\s;.-]", spot.target):
        message = f"Ikonens uppgifter ”{_short(spot.target)}” innehåller tecken som inte får stå där."
        hint = "Skriv namn;höjd;klass med bokstäver, siffror och bindestreck."
        yield Problem(path, spot.line, spot.column, Code.RAW_HTML, message, hint)
    elif name.split(":")[0] in ("cite", "footcite") and SOURCES_FILE not in library.unread:
        yield from _citation(library, path, spot)
    elif name == "math":
        yield from _formula(path, spot, spot.target, apart=False)
    elif name in FORBIDDEN or name == "html":
        message = f"Rollen {{{name}}} får inte användas på sidorna."
        yield Problem(path, spot.line, spot.column, Code.FORBIDDEN_DIRECTIVE, message)


def _label(site: Site, path: str, spot: Spot, label: str) -> Iterator[Problem]:
    targets = {fully_normalize_name(target) for target in site.targets()}
    if label not in targets and label not in SPHINX_LABELS:
        near = nearest(label, targets, most=1)
        hint = f"Menade du {near[0]}?" if near else "Skriv ett märke ovanför stället: (namn)= på en egen rad."
        message = f"Märket {label} finns inte på någon sida." if label else "Rollen leder ingenstans."
        yield Problem(path, spot.line, spot.column, Code.NO_ANCHOR, message, hint)


def _formula(path: str, spot: Spot, tex: str, *, apart: bool) -> Iterator[Problem]:
    try:
        to_mathml(tex, apart=apart)
    except FormulaError as error:
        yield Problem(path, spot.line, spot.column, Code.FORMULA, str(error))


def _citation(library: Library, path: str, spot: Spot) -> Iterator[Problem]:
    keys = cited_keys(spot.target)
    if not keys:
        yield wrong_citation(path, spot.line, spot.column, spot.target)
    for key in keys:
        if key not in library.sources:
            yield unknown_source(library, path, spot.line, spot.column, key)


def _active(path: str, spot: Spot, name: str) -> Problem:
    message = f"Filen {name} är av ett slag som kan köra kod när den öppnas."
    return Problem(
        path, spot.line, spot.column, Code.UNSAFE_ADDRESS, message, "Visa den som bild, eller länka till en PDF."
    )


def _directive(site: Site, docname: str, spot: Spot) -> Iterator[Problem]:
    path = f"{docname}.md"
    if spot.name == "csv-table" and (spot.option("file") or spot.option("url")):
        message, hint = "Direktivet {csv-table} får inte hämta en fil.", "Skriv tabellens rader i direktivet."
        yield Problem(path, spot.line, spot.column, Code.FORBIDDEN_DIRECTIVE, message, hint)
    elif spot.name in FORBIDDEN:
        message = f"Direktivet {{{spot.name}}} får inte användas på sidorna."
        yield Problem(path, spot.line, spot.column, Code.FORBIDDEN_DIRECTIVE, message)
    elif spot.name in IMAGE_DIRECTIVES:
        yield from _image(site, docname, spot, spot.option("alt") or "")
    elif spot.name == "button-link":
        yield from _link(site, docname, spot)
    elif spot.name == "toctree":
        yield from _toctree(site, docname, spot)
    elif spot.name == "math":
        yield from _formula(path, spot, f"{spot.target}\n\n{spot.body}", apart=True)
    yield from _options(site, docname, spot)


def _options(site: Site, docname: str, spot: Spot) -> Iterator[Problem]:
    """Yield what is wrong in the options of a directive that are addresses. Sphinx itself checks link-type: doc."""
    for name, value in spot.options:
        if name in LINK_OPTIONS and spot.option("link-type") in (None, "url"):
            yield from _link(site, docname, replace(spot, target=value))
        elif name in IMAGE_OPTIONS:
            yield from _image(site, docname, replace(spot, target=value), spot.option("img-alt") or "")


def _toctree(site: Site, docname: str, spot: Spot) -> Iterator[Problem]:
    if spot.option("glob") is not None:
        return
    for entry in _entries(spot):
        if scheme_of(entry.target) not in WEB_SCHEMES and entry.target != "self":
            _, problem = _find(site, docname, entry, entry.target)
            if problem:
                yield problem


def _entries(spot: Spot) -> Iterator[Spot]:
    """Yield the entries of a {toctree}, each as a link on its own line."""
    for offset, line in enumerate(spot.body.split("\n")):
        if entry := role_target(line):
            yield Spot("link", entry, spot.line + 1 + len(spot.options) + offset, 1)


def _short(text: str) -> str:
    first = text.strip().split("\n")[0]
    return first if len(first) <= 50 else f"{first[:49]}…"

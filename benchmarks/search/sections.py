"""The sections of built pages, cut as VitePress cuts them: what MiniSearch and FlexSearch are given to index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MAIN = "[role=main], main"
NOT_PAGES = {"genindex", "search", "404"}


@dataclass(frozen=True)
class Section:
    """A heading, the headings above it, and the text up to the next heading. ``id`` is its address in the site."""

    id: str
    title: str
    titles: list[str]
    text: str


def clean(text: str) -> str:
    """The text on one line, without Sphinx's mark after headings."""
    return re.sub(r"\s+", " ", text.replace("¶", "")).strip()


def anchor_of(heading: LexborNode) -> str:
    """The anchor of a heading: that of the section it begins."""
    parent = heading.parent
    identity = parent.attributes.get("id") if parent is not None and parent.tag == "section" else None
    return identity or heading.attributes.get("id") or ""


def page_sections(address: str, html: str) -> Iterator[Section]:
    """The sections of one page; its first one has the page's own address."""
    main = LexborHTMLParser(html).css_first(MAIN)
    if main is None:
        return
    for node in main.css("script, style, nav, form"):
        node.decompose()
    trail: list[tuple[int, str]] = []
    place, texts = "", list[str]()
    for node in main.traverse(include_text=True):
        if node.tag in HEADINGS:
            if trail:
                yield Section(address + place, trail[-1][1], [title for _, title in trail[:-1]], clean(" ".join(texts)))
            level = int(node.tag[1])
            place = f"#{anchor_of(node)}" if trail else ""
            trail = [(above, title) for above, title in trail if above < level] + [(level, clean(node.text()))]
            texts = []
        elif node.tag == "-text" and not in_heading(node):
            texts.append(node.text())
    if trail:
        yield Section(address + place, trail[-1][1], [title for _, title in trail[:-1]], clean(" ".join(texts)))


def in_heading(node: LexborNode) -> bool:
    """Whether a text is part of a heading."""
    parent = node.parent
    while parent is not None and parent.tag not in {"section", "body"}:
        if parent.tag in HEADINGS:
            return True
        parent = parent.parent
    return False


def pages(html: Path) -> list[Path]:
    """The built pages of a site that come from a source page."""
    found = (path.relative_to(html) for path in sorted(html.rglob("*.html")) if "_static" not in path.parts)
    return [path for path in found if path.with_suffix("").as_posix() not in NOT_PAGES]


def write_sections(html: Path, target: Path) -> None:
    """All sections of a site as one JSON file."""
    result: list[dict[str, object]] = []
    for path in pages(html):
        source = (html / path).read_text(encoding="utf-8")
        result.extend(asdict(section) for section in page_sections(path.as_posix(), source))
    target.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")

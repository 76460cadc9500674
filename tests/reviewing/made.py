"""Small built sites, written as HTML, to compare."""

from __future__ import annotations

from pathlib import Path

from tests.content.small import PNG, write

PAGE = """<!DOCTYPE html>
<html lang="sv"><head><meta name="description" content="{summary}"><title>{title} – Prov</title>
<link rel="stylesheet" href="_static/stil.css?v=1"></head><body><nav><a href="index.html">Meny</a></nav>
<article class="bd-article"><section id="rubrik"><h1>{title}<a class="headerlink" href="#rubrik">#</a></h1>
{body}</section></article><footer>Sidfot</footer></body></html>
"""
MOVED = '<html><head><meta http-equiv="refresh" content="0; url={}"><title>Flyttad</title></head><body></body></html>'


def page(title: str, *paragraphs: str, body: str = "", summary: str = "") -> str:
    """Return a built page; ``body`` is HTML that stands after the paragraphs."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs) + body
    return PAGE.format(title=title, body=text, summary=summary)


START = page("Start", "Välkommen.")


def site(root: Path, pages: dict[str, str | bytes]) -> Path:
    """Write a site with a start page and these files; return its folder."""
    for path, content in {"index.html": START, "search.html": "x", "_images/bild.png": PNG, **pages}.items():
        write(root, path, content)
    return root

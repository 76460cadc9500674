"""Old addresses that still work: each entry of redirects.toml becomes a small page that leads to the new one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..content.extension import library_of

PAGE = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<title>Sidan {old} har flyttat till {title}</title>
</head>
<body><main><h1>Sidan har flyttat</h1><p>Den finns nu här: <a href="{address}">{title}</a>.</p></main></body>
</html>
"""


def redirect_pages(redirects: dict[str, str], titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (docname, HTML) for every old address; ``titles`` gives the titles of the pages that exist."""
    for old, new in sorted(redirects.items()):
        page, _, anchor = new.partition("#")
        address = posixpath.relpath(f"{page}.html", posixpath.dirname(old) or ".") + (f"#{anchor}" if anchor else "")
        yield old, PAGE.format(address=escape(address), old=escape(old), title=escape(titles.get(page, page)))


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    titles = {name: node.astext() for name, node in app.env.titles.items()}
    for old, html in redirect_pages(dict(library_of(app.env).redirects), titles):
        path = Path(app.outdir, f"{old}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages when the site has been built."""
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Pages of the site that no file is written for: what has changed in each report, and the reports of each year.

They are written only when they have become others than they were: with 10,000 reports, an unchanged page must cost
nothing but a look at what it would be made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..content.browser import writes_site
from ..content.leftovers import keep_pages
from ..content.remembering import remember, remembered
from .changepages import change_pages
from .comparing import code_digest
from .madepage import MadePage
from .placing import INDEX, comparisons_of, known_changes, series_of
from .yearpages import year_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

TEMPLATES = Path(__file__).parent / "templates"
MEMORY = "reports-pages"
_CODE = (
    "reports/changepages.py", "reports/changes.py", "reports/yearpages.py", "reports/filtering.py",
    "reports/templates/kb-report-changes.html", "reports/templates/kb-report-year.html",
)  # fmt: skip


class ExtraPages:
    """The extra pages of one Sphinx application."""

    def __init__(self) -> None:
        self._digests: dict[str, str] | None = None  # of the pages that were looked at; None where none was

    def name(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Say which pages there are, so that those of earlier builds are known for leftovers."""
        self._digests = None
        if writes_site(app):
            keep_pages(env, "reports", [page.name for page in self._pages(app)])

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages that are others than they were, in the theme's plainest frame, which every theme has."""
        if not writes_site(app):
            return
        builder = cast("StandaloneHTMLBuilder", app.builder)
        nothing: dict[str, str] = {}
        before, around = remembered(app, MEMORY, nothing), _around(app)
        newest = builder.templates.newest_template_mtime() if builder.templates else 0.0
        self._digests = {}
        for page in self._pages(app):
            told = json.dumps([page[:4], page.shown, around], ensure_ascii=False)
            digest = self._digests[page.name] = hashlib.sha256(told.encode()).hexdigest()
            place = Path(builder.get_outfilename(page.name))
            if before.get(page.name) == digest and place.is_file() and place.stat().st_mtime >= newest:
                continue
            body = builder.templates.render(page.template, {**page.tell(), "title": page.title})
            yield page.name, {"title": escape(page.title), "body": body, "front_parent": page.parent}, "page.html"

    def _pages(self, app: Sphinx) -> Iterator[MadePage]:
        series, known = series_of(app.env), known_changes(app.env)
        yield from change_pages(app, series, known, comparisons_of(app))
        if INDEX in app.env.found_docs:
            yield from year_pages(app, series, known)

    def remember(self, app: Sphinx, exception: Exception | None) -> None:
        """Note what was written."""
        if exception is None and self._digests is not None:
            remember(app, MEMORY, self._digests)


def _around(app: Sphinx) -> list[object]:
    """Return what all the pages have round them: settings, header, and the code that makes them."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    frames: dict[str, int] = getattr(app.env, "front_frames", {})  # kept by kunskapsbas.front, where that is in use
    section = [INDEX, *app.env.toctree_includes.get(INDEX, ())]
    reports, titles = series_of(app.env).places, app.env.titles
    sidebar = [titles[name].astext() for name in section if name not in reports and name in titles]
    return [builder.build_info.config_hash, frames.get(app.config.root_doc), sidebar, code_digest(_CODE)]


def _add_templates(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(TEMPLATES)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the pages to Sphinx."""
    pages = ExtraPages()
    app.connect("config-inited", _add_templates)
    app.connect("env-updated", pages.name, priority=600)  # when the series and its changes are known
    app.connect("html-collect-pages", pages.collect)
    app.connect("build-finished", pages.remember)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

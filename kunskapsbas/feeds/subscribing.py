"""Feeds and calendar in a built site: the files, the links to them in every page's head, and ``{subscribe}``."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from ..content.browser import writes_site
from ..content.extension import library_of
from ..content.files import write_atomic
from ..content.nodes import bullets, container, paragraph
from ..content.remembering import remember, remembered
from ..swedish import join_words
from .atom import CHANGES, REPORTS, Entry, Feed, changed_entries, feed_files, report_entries
from .calendar import CALENDAR, calendar, calendar_events
from .history import changed, commits
from .publication import AUTHORITY, FOLDER, Publication, is_authority

MEMORY = "feeds"
_OURS = re.compile(r"(?:rapporter|andringar)(?:-[0-9]+)?\.atom|handelser\.ics")


@dataclass(frozen=True)
class Offer:
    """Something to subscribe to: its file and type, what it holds, its link in a list, and how to subscribe."""

    name: str
    media_type: str
    title: str
    words: str
    how: str


_READER = "Kopiera länkens adress till ett program som läser nyhetsflöden"
OFFERS = (
    Offer(
        REPORTS, "application/atom+xml", "Nya rapporter", "Nya rapporter (Atom)",
        f"{_READER}, så får du veta när en ny rapport finns här.",
    ),
    Offer(
        CHANGES, "application/atom+xml", "Ändrade sidor", "Ändrade sidor (Atom)",
        f"{_READER}, så får du veta när en sida är ny eller har ändrats.",
    ),
    Offer(
        CALENDAR, "text/calendar", "Händelser", "Händelser i kalendern (iCalendar)",
        "Lägg till länkens adress som en prenumeration i ditt kalenderprogram, så hålls datumen aktuella.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What there is to subscribe to in one build."""

    reports: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    events: bool

    @property
    def offers(self) -> list[Offer]:
        """The files that there is something to put in."""
        holds = {REPORTS: bool(self.reports), CHANGES: bool(self.changes), CALENDAR: self.events}
        return [offer for offer in OFFERS if holds[offer.name]]


class Subscriptions:
    """Feeds and calendar of one Sphinx application: found once in a build, before pages are written."""

    def __init__(self) -> None:
        self._found: Found | None = None

    def begin(self, app: Sphinx) -> None:
        """Forget what an earlier build found."""
        self._found = None

    def found(self, app: Sphinx) -> Found:
        """Return what there is; nothing where the project has no pages of the model."""
        if self._found is None:
            library, docs = library_of(app.env), app.env.found_docs
            history = commits(Path(app.srcdir)) if library.pages else ()
            reports = tuple(entry for entry in report_entries(library) if entry.docname in docs)
            every = changed_entries(library, changed(library, history))
            changes = tuple(entry for entry in every if entry.docname in docs)
            self._found = Found(reports, changes, any(calendar_events(library)))
        return self._found

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Name all pages when what there is to subscribe to is not what it was: each has it in its head."""
        now = [offer.name for offer in self.found(app).offers]
        return sorted(env.found_docs) if now != remembered(app, MEMORY, list[str]()) else []

    def link(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Put the links in the page's head, where programs look for feeds (RFC 4287 says alternate)."""
        if not writes_site(app):
            return
        tags = [
            f'<link rel="alternate" type="{offer.media_type}" title="{html.escape(offer.title)}"'
            f' href="{html.escape(context["pathto"](offer.name, True))}" />\n'
            for offer in self.found(app).offers
        ]
        context["metatags"] = context.get("metatags", "") + "".join(tags)

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put the list where a page has ``{subscribe}``; on paper without links that lead nowhere."""
        for node in list(doctree.findall(subscribe)):
            node.replace_self(self._list(app, docname))

    def _list(self, app: Sphinx, docname: str) -> list[nodes.Node]:
        offers, base = self.found(app).offers, app.config.html_baseurl
        if not offers:
            return []
        is_site = writes_site(app)
        if not is_site and not base:
            names = join_words([offer.title.lower() for offer in offers])
            return [paragraph(f"På webbplatsen går det att prenumerera på {names}.")]
        here = posixpath.dirname(app.builder.get_target_uri(docname)) if is_site else ""
        about = Publication(app.config.project, base=base)
        items: list[list[nodes.Node]] = []
        for offer in offers:
            address = posixpath.relpath(offer.name, here or ".") if is_site else about.file(offer.name)
            link = nodes.reference("", offer.words, internal=is_site, refuri=address)
            items.append([paragraph(link), paragraph(offer.how)])
        return [container("kb-handouts", bullets(items), searched=False)]

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files that have changed into the finished site, and take away those that are no more."""
        if exception is not None:
            return
        if writes_site(app):
            folder, made = Path(app.outdir) / FOLDER, dict(self._files(app))
            for name, data in made.items():
                path = Path(app.outdir) / name
                if not path.is_file() or path.read_bytes() != data:
                    write_atomic(path, data)
            for path in sorted(folder.iterdir()) if folder.is_dir() else []:
                if _OURS.fullmatch(path.name) and f"{FOLDER}/{path.name}" not in made:
                    path.unlink()
        remember(app, MEMORY, [offer.name for offer in self.found(app).offers])

    def _files(self, app: Sphinx) -> Iterator[tuple[str, bytes]]:
        found, about, root = self.found(app), publication(app), app.config.root_doc
        home = "reports/index" if "reports/index" in about.addresses else root
        reports = Feed(REPORTS, OFFERS[0].title, "Rapporterna, med den nyaste först.", home, found.reports)
        changes = Feed(CHANGES, OFFERS[1].title, "Sidorna, med den senast ändrade först.", root, found.changes)
        for feed in (reports, changes):
            yield from feed_files(feed, about).items()
        if found.events:
            yield CALENDAR, calendar(library_of(app.env), about)


def publication(app: Sphinx) -> Publication:
    """Return whose site this is and where its pages lie, from the settings."""
    addresses = {name: app.builder.get_target_uri(name) for name in app.env.found_docs}
    config = app.config
    return Publication(config.project, config.feeds_tag_authority, config.html_baseurl, addresses)


class subscribe(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """Where the list comes when it is known what builds the page."""


class Subscribe(SphinxDirective):
    """``{subscribe}``: what a reader can subscribe to, and how."""

    def run(self) -> list[nodes.Node]:
        """Return a placeholder."""
        return [subscribe()]


def check_settings(app: Sphinx, config: Config) -> None:
    """Raise ConfigError where the setting cannot be used."""
    if not is_authority(config.feeds_tag_authority):
        raise ConfigError(
            "feeds_tag_authority i conf.py ska vara ett domännamn eller en e-postadress, ett komma och ett "
            f'datum eller år, till exempel "{AUTHORITY}".'
        )


def setup(app: Sphinx) -> None:
    """Add setting, directive, links and files."""
    subscriptions = Subscriptions()
    app.add_config_value("feeds_tag_authority", AUTHORITY, "", (str,))  # no page shows it
    app.add_node(subscribe)
    app.add_directive("subscribe", Subscribe)
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", subscriptions.begin)
    app.connect("env-updated", subscriptions.outdated)
    app.connect("html-page-context", subscriptions.link)
    app.connect("doctree-resolved", subscriptions.fill)
    app.connect("build-finished", subscriptions.write)

"""The files of the open data in a built site, and ``{glossary-data}``, which leads to them."""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from ..content.browser import writes_site
from ..content.extension import library_of, note_use
from ..content.files import write_atomic
from ..content.nodes import bullets, container, paragraph
from ..swedish import size_words
from .opendata import Publication, graph, table
from .serialising import to_csv, to_jsonld, to_turtle

#: Where the files lie, from the site's root. These addresses stay (docs/open-data.md).
CSV, JSONLD, TURTLE = "glossary/ordlista.csv", "glossary/ordlista.jsonld", "glossary/ordlista.ttl"
ANCHOR = "oppna-data"
_FORMATS = {
    CSV: ("CSV", "En tabell med en rad för varje ord, till exempel för ett kalkylprogram."),
    JSONLD: ("JSON-LD", "Enligt standarden SKOS, för program som läser JSON."),
    TURTLE: ("Turtle", "Samma uppgifter som i JSON-LD, för program som läser länkade data (RDF)."),
}
_CREATIVE_COMMONS = re.compile(r"https://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/?")


class DataFiles:
    """The open data of one Sphinx application: made once in a build (and process), when they are first asked for."""

    def __init__(self) -> None:
        self._made: Mapping[str, bytes] | None = None

    def begin(self, app: Sphinx) -> None:
        """Forget what an earlier build made."""
        self._made = None

    def made(self, app: Sphinx) -> Mapping[str, bytes]:
        """Return path -> content of each file; nothing where the project has no terms."""
        if self._made is None:
            self._made = make_files(app)
        return self._made

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put the links where a page has ``{glossary-data}``; on paper only those that lead somewhere from there."""
        for number, node in enumerate(list(doctree.findall(glossary_data))):
            items = list(self._items(app, docname))
            node.replace_self([_box(items, app.config.glossary_licence, number == 0)] if items else [])

    def _items(self, app: Sphinx, docname: str) -> Iterator[list[nodes.Node]]:
        files = self.made(app) if writes_site(app) else {}
        here = posixpath.dirname(app.builder.get_target_uri(docname)) if files else ""
        for name, (kind, about) in _FORMATS.items():
            words = f"Ordlistan som {kind}"
            address = web_address(app, name)
            if files:
                words += f" ({size_words(len(files[name]))})"
                address = posixpath.relpath(name, here or ".")
            if address:
                link = nodes.reference("", words, internal=bool(files), refuri=address)
                yield [paragraph(link), paragraph(about)]

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files that have changed into the finished site, and take away those that are no more."""
        if exception is not None or not writes_site(app):
            return
        made = self.made(app)
        for name in _FORMATS:
            path = Path(app.outdir) / name
            if name not in made:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_bytes() != made[name]:
                write_atomic(path, made[name])


def make_files(app: Sphinx) -> dict[str, bytes]:
    """Return path -> content of each file of the glossary; nothing where there are no terms."""
    library, about = library_of(app.env), publication(app)
    if not library.terms:
        return {}
    said = graph(library, about)
    return {CSV: to_csv(table(library, about)), JSONLD: to_jsonld(said), TURTLE: to_turtle(said)}


def publication(app: Sphinx) -> Publication:
    """Return whose glossary this is, from the settings; addresses only where the site has one."""
    base, names = web_address(app, ""), [term.docname for term in library_of(app.env).terms]
    pages = [*names, *(name for name in ("glossary/index",) if name in app.env.found_docs)]
    addresses = {name: base + app.builder.get_target_uri(name) for name in pages} if base else {}
    config = app.config
    return Publication(config.project, config.glossary_namespace, config.glossary_licence, addresses)


def web_address(app: Sphinx, path: str) -> str:
    """Return the address of a file on the web, or "" while the site has none."""
    base: str = app.config.html_baseurl
    return f"{base.rstrip('/')}/{path}" if base else ""


class glossary_data(nodes.General, nodes.Element):  # node classes are lower case in docutils
    """Where the links to the open data come when it is known what builds the page."""


class GlossaryData(SphinxDirective):
    """``{glossary-data}``: what open data there is of the glossary, and links to the files."""

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; nothing where there are no terms."""
        note_use(self.env, "terms", "sources", "redirects")
        return [glossary_data()] if library_of(self.env).terms else []


def _box(items: list[list[nodes.Node]], licence: str, is_first: bool) -> nodes.container:
    # A rubric and not a section: the page's table of contents leaves out pages that only have letters (front).
    heading = nodes.rubric("", "Öppna data", ids=[ANCHOR] if is_first else [], **{"heading-level": 2})
    about = ["Hela ordlistan finns också som öppna data, det vill säga filer som andra program kan läsa. "]
    about.append("Varje ord har en beteckning (id) som är densamma även om webbplatsen byter adress.")
    terms: list[nodes.Node | str] = []
    if licence:
        known = _CREATIVE_COMMONS.fullmatch(licence)
        name = f"CC {known[1].upper()} {known[2]}" if known else licence
        terms = [" Licens: ", nodes.reference("", name, internal=False, refuri=licence), "."]
    listing = container("kb-handouts", bullets(items), searched=False)
    return container("kb-open-data", heading, paragraph("".join(about), *terms), listing)


def check_settings(app: Sphinx, config: Config) -> None:
    """Raise ConfigError where a setting cannot be used."""
    try:
        uuid.UUID(config.glossary_namespace or str(uuid.NAMESPACE_URL))
    except ValueError:
        raise ConfigError("glossary_namespace i conf.py ska vara ett UUID (uuid.uuid4() i Python gör ett).") from None
    if config.glossary_licence and not config.glossary_licence.startswith(("https://", "http://")):
        raise ConfigError("glossary_licence i conf.py ska vara licensens adress och börja med https://.")


def setup(app: Sphinx) -> None:
    """Add settings, directive and files."""
    files = DataFiles()
    app.add_config_value("glossary_namespace", "", "", (str,))  # no page shows it
    app.add_config_value("glossary_licence", "", "env", (str,))
    app.add_node(glossary_data)
    app.add_directive("glossary-data", GlossaryData)
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", files.begin)
    app.connect("doctree-resolved", files.fill)
    app.connect("build-finished", files.write)

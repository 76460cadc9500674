"""The Sphinx builders ``bookpdf`` and ``handoutpdf``: from resolved pages to PDF files on disk."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Set
from pathlib import Path
from typing import ClassVar, cast

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import ExtensionError
from sphinx.locale import _ as translated
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.i18n import format_date

from kunskapsbas.handout import document
from kunskapsbas.handout.document import Imprint, Part, Publication
from kunskapsbas.handout.files import write_atomic
from kunskapsbas.handout.markup import file_slug
from kunskapsbas.handout.tagging import RowHeaders, TaggingError, finish
from kunskapsbas.handout.translator import Context, TypstTranslator
from kunskapsbas.handout.typesetting import Typesetter, package_theme

logger = logging.getLogger(__name__)
_WORK = ".handout"
_SWEDISH_NUMBERING = {
    "figure": "Figur %s",
    "table": "Tabell %s",
    "code-block": "Kod %s",
    "section": "avsnitt %s",
}


class TypstBuilder(Builder):
    """What both builders share. A subclass says which publications there are."""

    format = "typst"
    default_translator_class = TypstTranslator
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Images on the web are named, not fetched: a build needs no network.
    supported_remote_images = True
    supported_data_uri_images = False

    def init(self) -> None:
        """Set up the typesetter; nothing is written before there is something to write."""
        settings = self.config
        theme = Path(self.confdir, settings.handout_theme) if settings.handout_theme else package_theme()
        fonts = [Path(self.confdir, folder) for folder in settings.handout_fonts]
        if not theme.is_file():
            raise ExtensionError(f"handout_theme: filen {theme} finns inte. Ange en sökväg räknad från conf.py.")
        self.typesetter = Typesetter(Path(self.outdir, _WORK), theme, fonts)

    def get_outdated_docs(self) -> Iterable[str]:
        """Give all pages: whether a PDF must be typeset again is decided by what it would contain."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give an address that the translator recognises as a page of the project."""
        return "%" + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give the same address wherever the link stands."""
        return self.get_target_uri(to, typ)

    def publications(self) -> list[Publication]:
        """Give the documents to make."""
        raise NotImplementedError

    def known_names(self) -> Set[str]:
        """Give the names that a PDF of this builder may have; others of its making are out of date."""
        return {publication.name for publication in self.publications()}

    def write_documents(self, docnames: Set[str]) -> None:
        """Make every publication whose content has changed; one that fails leaves the others be."""
        self._use_swedish_numbering()
        self._prepare()
        self.imprint = self._imprint()
        fingerprint = self.typesetter.fingerprint()
        digests = self._read_digests()
        made = self.publications()
        names = [publication.name for publication in made]
        for number, name in enumerate(status_iterator(names, "sätter PDF: ", "darkgreen", len(names))):
            digests[name] = self._make(made[number], fingerprint, digests.get(name, ""))
        for name in digests.keys() - self.known_names():
            self._output(name).unlink(missing_ok=True)
        kept = {name: digest for name, digest in digests.items() if digest and self._output(name).exists()}
        self._write(self._digests_file(), json.dumps(kept, indent=1, sort_keys=True).encode())

    def _prepare(self) -> None:
        try:
            self.typesetter.prepare()
        except OSError as error:
            message = f"{self.outdir} går inte att skriva i: {error.strerror}. Välj en annan mapp."
            raise ExtensionError(message) from error

    def _digests_file(self) -> Path:
        return Path(self.outdir, _WORK, f"{self.name}.json")

    def _make(self, publication: Publication, fingerprint: str, before: str) -> str:
        """Write one PDF where its content is new; give the digest of what the file holds, or nothing."""
        source, tables = self._source(publication)
        digest = hashlib.sha256(f"{fingerprint}\n{tables}\n{source}".encode()).hexdigest()
        output = self._output(publication.name)
        if digest == before and output.exists():
            return digest
        self._write(Path(self.outdir, _WORK, "source", publication.name + ".typ"), source.encode())
        pdf = self._typeset(publication.name, source, tables)
        return digest if pdf and self._write(output, pdf) else ""

    def _typeset(self, name: str, source: str, tables: list[RowHeaders]) -> bytes:
        try:
            pdf, warnings = self.typesetter.compile(source)
            for message in warnings:
                logger.warning("%s.pdf: %s", name, message, type="handout", subtype="typst")
            return finish(pdf, tables)
        except typst.TypstError as error:
            reason = error.diagnostic or error.message
        except TaggingError as error:
            reason = str(error)
        logger.error("%s.pdf kunde inte sättas: %s", name, reason.strip(), type="handout", subtype="typst")
        return b""

    def _source(self, publication: Publication) -> tuple[str, list[RowHeaders]]:
        """Give the Typst source of a publication and the row headers of its tables."""
        pages: list[tuple[Part, int, str]] = []
        tables: list[RowHeaders] = []
        wanted: set[str] = set()
        placed: set[str] = set()
        heading = 0
        for part in publication.parts:
            tree = self.env.get_and_resolve_doctree(part.docname, self, tags=self.tags)
            self.post_process_images(tree)
            translator = cast("TypstTranslator", self.create_translator(tree, self))
            translator.context = Context(
                part.docname, part.level, publication.scope, heading, publication.lists_sections
            )
            pages.append((part, len(tree.astext()), translator.translate()))
            tables += translator.tables
            heading = translator.heading
            wanted |= translator.wanted
            placed |= translator.placed
        lost = document.lost_places(wanted, placed)
        content = [document.opening(part, size, lost.get(part.docname, ())) + text for part, size, text in pages]
        return document.preamble(publication, self.imprint) + "".join(content), tables

    def source_path(self, uri: str) -> Path:
        """Give the file that an image's address means."""
        return Path(self.srcdir, uri)

    def _imprint(self) -> Imprint:
        settings = self.config
        try:
            day = document.parse_date(settings.handout_date)
        except ValueError:
            message = "handout_date: %r är inget datum. Skriv ÅÅÅÅ-MM-DD, till exempel 2025-11-20."
            raise ExtensionError(message % settings.handout_date) from None
        moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC) if day else None
        shown = format_date("%-d %B %Y", date=moment, language=settings.language) if moment else ""
        version = settings.release or settings.version
        author = "" if settings.author in ("Author name not set", "unknown") else settings.author
        return Imprint(author, version, settings.handout_date, shown, settings.html_baseurl or "", settings.language)

    def _use_swedish_numbering(self) -> None:
        """Sphinx's Swedish catalogue says "Fig."; what the project has set itself stays."""
        if not self.config.language.startswith("sv"):
            return
        default = {"figure": translated("Fig. %s"), "table": translated("Table %s")}
        default |= {"code-block": translated("Listing %s"), "section": translated("Section %s")}
        for kind, words in _SWEDISH_NUMBERING.items():
            if self.config.numfig_format.get(kind) == default[kind]:
                self.config.numfig_format[kind] = words

    def _output(self, name: str) -> Path:
        return Path(self.outdir, name + ".pdf")

    def _write(self, path: Path, data: bytes) -> bool:
        try:
            write_atomic(path, data)
        except OSError as error:
            message = "%s kunde inte skrivas: %s. Kontrollera att mappen finns och att du får skriva i den."
            logger.error(message, path, error.strerror, type="handout", subtype="write")
            return False
        return True

    def _read_digests(self) -> dict[str, str]:
        try:
            read = json.loads(self._digests_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(item) for key, item in read.items()} if isinstance(read, dict) else {}


class BookBuilder(TypstBuilder):
    """``bookpdf``: the whole project in one PDF, in the order of the table of contents."""

    name = "bookpdf"
    epilog = "Boken finns i %(outdir)s."

    def publications(self) -> list[Publication]:
        """Give the book."""
        settings = self.config
        name = file_slug(settings.handout_book_name.removesuffix(".pdf") or settings.project)
        title = settings.handout_book_title or settings.project
        parts = document.book_parts(settings.root_doc, self.env.toctree_includes)
        return [Publication(name, "book", title, parts)]


class HandoutBuilder(TypstBuilder):
    """``handoutpdf``: one PDF for each page, at the page's own path."""

    name = "handoutpdf"
    epilog = "Utskrifterna finns i %(outdir)s."

    def publications(self) -> list[Publication]:
        """Give one handout for each page, or for those that handout_pages names."""
        return [
            Publication(docname, "handout", self._title(docname), (Part(docname, 0),)) for docname in self._chosen()
        ]

    def known_names(self) -> Set[str]:
        """Give all pages: the handout of a page that was not chosen this time stays."""
        return self.env.found_docs

    def _title(self, docname: str) -> str:
        title = self.env.titles.get(docname, nodes.title()).astext()
        return title if title and title != "<no title>" else docname

    def _chosen(self) -> list[str]:
        wanted = [name.strip() for name in self.config.handout_pages if name.strip()]
        for name in wanted:
            if name not in self.env.found_docs:
                message = "handout_pages: sidan %r finns inte. Skriv sidans sökväg utan filändelse."
                logger.warning(message, name, type="handout", subtype="page")
        return sorted(self.env.found_docs & set(wanted)) if wanted else sorted(self.env.found_docs)

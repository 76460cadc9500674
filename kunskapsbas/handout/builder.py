"""From resolved pages to PDF files on disk: what the builders ``bookpdf`` and ``handoutpdf`` share."""

from __future__ import annotations

import datetime
import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, dataclass, field, replace
from logging import LogRecord
from pathlib import Path
from typing import Any, ClassVar, cast

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import ExtensionError
from sphinx.locale import _ as translated
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.i18n import format_date
from sphinx.util.parallel import ParallelTasks, SerialTasks

from kunskapsbas.content.extension import library_of
from kunskapsbas.content.files import write_atomic
from kunskapsbas.content.handouts import WORK_FOLDER, made_file
from kunskapsbas.handout import document
from kunskapsbas.handout.backmatter import BackMatter
from kunskapsbas.handout.document import Imprint, Part, Publication
from kunskapsbas.handout.finishing import finish
from kunskapsbas.handout.linking import LinkError
from kunskapsbas.handout.made import Made, read_made
from kunskapsbas.handout.markup import call, without_anchors
from kunskapsbas.handout.tagging import RowHeaders, TaggingError
from kunskapsbas.handout.translator import Context, TypstTranslator
from kunskapsbas.handout.typesetting import Typesetter, package_theme

logger = logging.getLogger(__name__)
_FEW = 8  # so many files are made sooner by one process than by several
_SWEDISH_NUMBERING = {
    "figure": "Figur %s",
    "table": "Tabell %s",
    "code-block": "Kod %s",
    "section": "avsnitt %s",
}


def day_in_words(day: datetime.date, language: str) -> str:
    """Give a day as it is written in a language: "20 november 2025"."""
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return format_date("%-d %B %Y", date=moment, language=language)


class TypstBuilder(Builder, ABC):
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
        self.typesetter = Typesetter(Path(self.outdir, WORK_FOLDER), theme, fonts)
        self._say_of_images_once()

    def _say_of_images_once(self) -> None:
        """Sphinx warns of a missing image while it reads; this builder does when it sets it, and says more."""
        reading = logging.getLogger("sphinx.environment.collectors.asset").logger

        def is_of_use(record: LogRecord) -> bool:
            return getattr(record, "subtype", "") != "not_readable" or getattr(record, "type", "") != "image"

        self._app.connect("env-before-read-docs", lambda *_: reading.addFilter(is_of_use))
        self._app.connect("env-updated", lambda *_: reading.removeFilter(is_of_use))

    def get_outdated_docs(self) -> Iterable[str]:
        """Give all pages: whether a PDF must be typeset again is decided by what it would contain."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give an address that the translator recognises as a page of the project."""
        return "%" + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Give the same address wherever the link stands."""
        return self.get_target_uri(to, typ)

    @abstractmethod
    def publications(self) -> list[Publication]:
        """Give the documents to make."""

    def known_names(self) -> Set[str]:
        """Give the names that a PDF of this builder may have; others of its making are out of date."""
        return {publication.name for publication in self.publications()}

    def write_documents(self, docnames: Set[str]) -> None:
        """Make every publication whose content has changed; one that fails leaves the others be."""
        self._use_swedish_numbering()
        self._prepare()
        self.imprint = self._imprint()
        before, known = read_made(self._made_file()), self.known_names()
        made = self._make_all(self.publications(), self.typesetter.fingerprint(), before)
        for name in before.keys() - known:
            self._output(name).unlink(missing_ok=True)
        kept = {name: item for name, item in (before | made).items() if item and name in known}
        found = {name: asdict(item) for name, item in kept.items() if self._output(name).exists()}
        self._write(self._made_file(), json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False).encode())

    def _make_all(
        self, publications: list[Publication], fingerprint: str, before: Mapping[str, Made]
    ) -> dict[str, Made | None]:
        """Write the PDF files, in as many processes as Sphinx may use; say what each holds."""
        processes = self._app.parallel if self.parallel_ok and len(publications) > _FEW else 1
        tasks = ParallelTasks(processes) if processes > 1 else SerialTasks()
        largest_first = sorted(publications, key=lambda publication: -len(publication.parts))
        number = min(2 * processes, len(publications))
        shares = [largest_first[start::number] for start in range(number)]
        names = [[publication.name for publication in share] for share in shares]
        counted = iter(status_iterator(names, "sätter PDF: ", "darkgreen", number))
        made: dict[str, Made | None] = {}

        def make(share: list[Publication]) -> dict[str, Made | None]:
            return {item.name: self._make(item, fingerprint, before.get(item.name)) for item in share}

        def done(*given: Any) -> None:
            made.update(given[-1])
            next(counted)

        for share in shares:
            tasks.add_task(make, share, done)
        tasks.join()
        return made

    def _prepare(self) -> None:
        try:
            self.typesetter.prepare()
        except OSError as error:
            message = f"{self.outdir} går inte att skriva i: {error.strerror}. Välj en annan mapp."
            raise ExtensionError(message) from error

    def _made_file(self) -> Path:
        return made_file(Path(self.outdir), self.name)

    def _make(self, publication: Publication, fingerprint: str, before: Made | None) -> Made | None:
        """Write one PDF where its content is new; say what the file holds, or None where it could not be made."""
        imprint, text, tables = self._content(publication)
        source = document.preamble(publication, imprint) + text
        digest = hashlib.sha256(f"{fingerprint}\n{tables}\n{source}".encode()).hexdigest()
        output = self._output(publication.name)
        if before and digest == before.digest and output.exists():
            return before
        pdf, pages = self._typeset(publication.name, source, tables)
        if not pdf or not self._write(output, pdf):
            return None
        last = max(self._days(publication), default=None)
        return Made(digest, publication.title, last.isoformat() if last else "", pages, len(pdf))

    def _typeset(self, name: str, source: str, tables: list[RowHeaders]) -> tuple[bytes, int]:
        """Give the finished PDF and its number of pages; nothing where it cannot be set, which is told."""
        try:
            pdf, warnings, places = self.typesetter.typeset(name, source)
            for message in warnings:
                logger.warning("%s.pdf: %s", name, message, type="handout", subtype="typst")
            return finish(pdf, tables, places, self.config.language or "en")
        except typst.TypstError as error:
            reason = error.diagnostic or error.message
        except (TaggingError, LinkError, OSError) as error:
            reason = str(error)
        logger.error("%s.pdf kunde inte sättas: %s", name, reason.strip(), type="handout", subtype="typst")
        return b"", 0

    def _content(self, publication: Publication) -> tuple[Imprint, str, list[RowHeaders]]:
        """Give what a publication says of itself, the Typst source of its pages, and the row headers of its tables."""
        language = self.config.language or "en"
        back = BackMatter(self.env, publication.scope, language)
        written = _Written()
        sizes: list[tuple[Part, int]] = []
        for part in publication.parts:
            tree = self.env.get_and_resolve_doctree(part.docname, self, tags=self.tags)
            self.post_process_images(tree)
            sizes.append((part, len(tree.astext())))
            listed = publication.lists_sections
            written.add(self, tree, Context(part.docname, part.level, publication.scope, back, listed=listed))
        if (last := back.sections(tree)) is not None:
            written.add(self, last, Context("", 1, publication.scope, back))
        lost = document.lost_places(written.wanted, written.placed)
        openings = [
            document.opening(publication.template, part, size, lost.get(part.docname, ()), first=number == 0)
            for number, (part, size) in enumerate(sizes)
        ]
        pages = [start + text for start, text in zip(openings, written.texts, strict=False)]
        ending = [call("back-matter", text) for text in written.texts[len(sizes) :]]
        text = without_anchors("".join(pages + ending), written.wanted)
        return self._imprint_of(publication), text, written.tables

    def _days(self, publication: Publication) -> list[datetime.date]:
        """Give the days on which the facts of the pages hold, for those that have one, in order."""
        pages = library_of(self.env).pages
        found = {pages[part.docname].valid_on for part in publication.parts if part.docname in pages}
        return sorted(day for day in found if day is not None)

    def page_address(self, docname: str) -> str:
        """Give the address of a page on the site; empty where the site has none."""
        settings = self.config
        suffix = settings.html_link_suffix or settings.html_file_suffix or ".html"
        return document.page_address(settings.html_baseurl or "", docname, suffix)

    def source_path(self, uri: str) -> Path:
        """Give the file that an image's address means."""
        return Path(self.srcdir, uri)

    def _imprint(self) -> Imprint:
        """Give what all documents of a build say of themselves."""
        settings = self.config
        try:
            day = document.parse_date(settings.handout_date)
        except ValueError:
            message = "handout_date: %r är inget datum. Skriv ÅÅÅÅ-MM-DD, till exempel 2025-11-20."
            raise ExtensionError(message % settings.handout_date) from None
        shown = day_in_words(day, settings.language) if day else ""
        version = settings.release or settings.version
        author = "" if settings.author in ("Author name not set", "unknown") else settings.author
        return Imprint(
            author, version, settings.handout_date, shown, settings.html_baseurl or "", settings.language,
            site=settings.project,
        )  # fmt: skip

    def _imprint_of(self, publication: Publication) -> Imprint:
        """Give what one document says of itself."""
        days = self._days(publication)
        page = library_of(self.env).pages.get(publication.home) if len(publication.parts) == 1 else None
        return replace(
            self.imprint,
            address=self.page_address(publication.home) if publication.home else self.config.html_baseurl or "",
            label=page.kind.label if page else "",
            as_of=tuple(day_in_words(day, self.config.language) for day in dict.fromkeys(days[:1] + days[-1:])),
        )

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


@dataclass
class _Written:
    """The parts of one document as they are translated, one after another."""

    texts: list[str] = field(default_factory=list)
    tables: list[RowHeaders] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    heading: int = 0

    def add(self, builder: TypstBuilder, tree: nodes.document, context: Context) -> None:
        """Translate one more tree; its first heading follows the last of the trees before it."""
        translator = cast("TypstTranslator", builder.create_translator(tree, builder))
        translator.context = replace(context, heading=self.heading)
        self.texts.append(translator.translate())
        self.tables += translator.tables
        self.heading = translator.heading
        self.wanted |= translator.wanted
        self.placed |= translator.placed

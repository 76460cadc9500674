"""Pages to set, made up: Swedish words in the shapes that this repository's own pages have.

The same seed gives the same text every time. A corpus can be written in two dialects: ``OWN`` is a knowledge base
like this repository, with its front matter, terms and citations; ``PLAIN`` says the same with ordinary links, so that
any Sphinx project and any PDF engine can read it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import typst

from benchmarks.search.corpus import ROOT

SEED = 11
FIRST_REPORT = date(2020, 1, 2)
# Of twenty pages 15 are terms, four answer a question at length and one is a report: about as here, where a page has
# 2.6 kB in the mean.
SHARES = {"glossary": 15, "strategy": 4, "reports": 1}
TITLES = {"glossary": "Ordlista", "strategy": "Frågor", "reports": "Rapporter"}
FRONT_PAGES = 5  # the start page, the three pages that list the others, and the page of the sources
SOURCES = ("kalla-ett", "kalla-tva", "kalla-tre", "kalla-fyra")
FIGURE = "strategy/figurer/flode.png"
WORDS = """
alla annan arbete arbetssätt avtal behov beskriver beslut beslutsunderlag blir byte både chef dag del dialog dokument
där efter eller en ett fler flera fråga få för förslag förvaltning förändring ge genom gemensam god grupp gäller göra
ha handling hur information informationssäkerhet inför införande innan innehåll inom inte journal kan kliniker kommun
kostnad kräver krav kunskap kvalitet känt leda ledning lång läkare läge lösning man med medarbetare mellan men mindre
mottagning mycket mål möte när något nästa och också om område ordna organisation patient patientsäkerhet plan process
provsvar på rapport region regionen regional remiss resultat risk roll rutin samarbete samordning samtidigt se sedan
sjukhus skriva ska skäl slutrapport som stor stöd svar system säga säkerhet sätt ta teknik tid tidplan tillgång tjänst
under underlag uppdrag uppföljning upphandling utbildning utveckling utvärdering vad var verksamhet verksamheter vi
viktig vilka vård vårdcentral vårdinformation vårdinformationsmiljö vårdpersonal väg välja än ändring även
återkoppling öppen över överföring
""".split()
PLAIN_CONF = """project = "Korpus"
language = "sv"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
latex_engine = "lualatex"
latex_elements = {"papersize": "a4paper"}
"""


@dataclass(frozen=True)
class Dialect:
    """How a page is headed, how a word is said to be a term, and how a source is named and listed."""

    head: Callable[[str, str, str], str]
    term: Callable[[str, str], str]
    source: Callable[[str], str]
    sources: str


def front_matter(title: str, summary: str, settings: str) -> str:
    """The head of a page of the knowledge base."""
    return f'---\ntitle: "{title}"\n{settings.strip()}\n---'


def heading(title: str, summary: str, settings: str) -> str:
    """The head of a page of any project."""
    return f"# {title}\n\n{summary}"


OWN = Dialect(
    head=front_matter,
    term=lambda text, slug: f"{{term}}`{text} <{slug}>`",
    source=lambda key: f" {{cite:p}}`{key}`",
    sources="```{bibliography}\n:all:\n```",
)
PLAIN = Dialect(
    head=heading,
    term=lambda text, slug: f"[{text}](../glossary/{slug}.md)",
    source=lambda key: "",
    sources="Inga källor.",
)


def names(pages: int) -> dict[str, list[str]]:
    """The pages of each folder, without the four front pages."""
    rest = pages - FRONT_PAGES
    reports, strategy = (rest * SHARES[folder] // sum(SHARES.values()) for folder in ("reports", "strategy"))
    return {
        "glossary": [f"ord-{number:03}" for number in range(1, rest - strategy - reports + 1)],
        "strategy": [f"fraga-{number:03}" for number in range(1, strategy + 1)],
        "reports": [str(FIRST_REPORT + timedelta(weeks=number)) for number in range(reports)],
    }


class Author:
    """Writes the pages of a corpus. What it draws by chance does not depend on the dialect."""

    def __init__(self, pages: int, dialect: Dialect) -> None:
        self.names = names(pages)
        self.dialect = dialect
        self.chance = random.Random(SEED)

    def words(self, fewest: int, most: int) -> str:
        """Some words."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(fewest, most)))

    def title(self, folder: str, name: str) -> str:
        """A title that no other page has."""
        kind = {"glossary": "Ordet", "strategy": "Frågan om", "reports": "Rapport om"}[folder]
        return f"{kind} {self.words(1, 3)} {name.removeprefix('ord-').removeprefix('fraga-')}"

    def sentence(self) -> str:
        """A sentence; one in three leads to a term, and one in eight to another page."""
        text = self.words(7, 18)
        link = self.dialect.term(self.words(1, 2), self.chance.choice(self.names["glossary"]))
        other = f"[{self.words(2, 4)}](../strategy/{self.chance.choice(self.names['strategy'])}.md)"
        draw = self.chance.random()
        text += f" {link} {self.words(1, 4)}" if draw < 1 / 3 else f" i {other}" if draw < 1 / 3 + 1 / 8 else ""
        return text[0].upper() + text[1:] + "."

    def paragraph(self, fewest: int = 2, most: int = 5) -> str:
        """Some sentences and where they come from."""
        text = " ".join(self.sentence() for _ in range(self.chance.randint(fewest, most)))
        return text + self.dialect.source(self.chance.choice(SOURCES))

    def bullets(self) -> str:
        """A list; one item in four has items of its own."""
        items = []
        for _ in range(self.chance.randint(3, 6)):
            items.append(f"- {self.sentence()}")
            items += [f"  - {self.words(3, 9)}" for _ in range(2) if self.chance.random() < 0.25]
        return "\n".join(items)

    def table(self) -> str:
        """A table with a header row and a header column."""
        rows = [[self.words(1, 3), self.words(3, 12), self.words(3, 12)] for _ in range(self.chance.randint(4, 8))]
        body = "\n".join("* - " + "\n  - ".join(row) for row in rows)
        return f"```{{list-table}} {self.words(3, 6)}\n:header-rows: 1\n:stub-columns: 1\n\n{body}\n```"

    def figure(self) -> str:
        """A figure with a caption."""
        where = Path(FIGURE).relative_to("strategy")
        return f"```{{figure}} {where}\n:alt: {self.words(5, 9)}\n\n{self.words(5, 9)}\n```"

    def sections(self, folder: str, number: int) -> Iterator[str]:
        """The body of a page of several sections: some hundred words each, lists, a table and at times a figure."""
        for section in range(self.chance.randint(4, 6)):
            yield f"## {self.words(2, 5).capitalize()}"
            yield from (self.paragraph() for _ in range(2))
            if section == 1:
                yield self.table()
            elif section == 2 and folder == "strategy" and number % 3 == 0:
                yield self.figure()
            elif section % 2:
                yield f"### {self.words(2, 5).capitalize()}"
                yield self.paragraph()
            else:
                yield self.bullets()
        yield f":::{{note}}\n{self.sentence()}\n:::"

    def page(self, folder: str, name: str, number: int) -> str:
        """One page as a Markdown file."""
        title, summary = self.title(folder, name), self.words(12, 20).capitalize() + "."
        settings = {
            "glossary": f"kind: term\ndefinition: {summary}\ncategory: begrepp\nsources: [{SOURCES[0]}]",
            "strategy": f"kind: strategy\nquestion: {title}?\nsummary: {summary}\n"
            f'as_of: "2025-11-20"\nsources: [{", ".join(SOURCES)}]',
            "reports": f"kind: report\nsummary: {summary}\ncompiled: {name}T08:30\npublisher: Staben\n"
            f"subject: Samordning\nwording: original\nsources: [{SOURCES[1]}]",
        }[folder]
        body = [self.paragraph(3, 5), self.paragraph()] if folder == "glossary" else self.sections(folder, number)
        return "\n\n".join([self.dialect.head(title, summary, settings), *body]) + "\n"

    def front_page(self, title: str, children: list[str]) -> str:
        """A page that leads to others; the one that leads to none lists the sources."""
        summary = "En sida som leder vidare till de andra sidorna i den här påhittade kunskapsbasen."
        head = self.dialect.head(title, summary, f"kind: {'index' if children else 'about'}\nsummary: {summary}")
        entries = "\n".join(children)
        body = f"```{{toctree}}\n:hidden:\n\n{entries}\n```" if children else self.dialect.sources
        return f"{head}\n\n{body}\n"


def texts(pages: int, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Every page of a corpus: its docname and its Markdown."""
    author = Author(pages, dialect)
    yield "index", author.front_page("Startsida", [*(f"{folder}/index" for folder in author.names), "about/om"])
    yield "about/om", author.front_page("Källor", [])
    for folder, children in author.names.items():
        yield f"{folder}/index", author.front_page(TITLES[folder], children)
        for number, name in enumerate(children):
            yield f"{folder}/{name}", author.page(folder, name, number)


def draw_figure() -> bytes:
    """Three boxes in a row, as a PNG file: the one format for pictures that all engines read."""
    box = "box(width: 3cm, height: 1.5cm, stroke: 1pt, inset: 3mm)[Steg]"
    source = f"#set page(width: auto, height: auto, margin: 5mm)\n#stack(dir: ltr, spacing: 1cm, {box}, {box}, {box})"
    picture = typst.compile(source.encode(), format="png", ppi=150)
    if not isinstance(picture, bytes):
        raise TypeError("Typst gave no picture")
    return picture


def bibliography() -> str:
    """The sources that the pages name."""
    fields = "organization = {VGR}, date = {2025-03-06}, year = {2025}, class = {S}"
    return "\n".join(f"@report{{{key},\n  title = {{Underlaget {key}}}, {fields}\n}}\n" for key in SOURCES)


def write(folder: Path, pages: int, dialect: Dialect) -> Path:
    """Write a corpus as a Sphinx project, anew; the knowledge base has this repository's own settings."""
    shutil.rmtree(folder, ignore_errors=True)
    files = dict(texts(pages, dialect))
    for docname, text in files.items():
        path = folder / f"{docname}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / FIGURE).parent.mkdir(parents=True)
    (folder / FIGURE).write_bytes(draw_figure())
    conf = (ROOT / "conf.py").read_text(encoding="utf-8") if dialect is OWN else PLAIN_CONF
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    if dialect is OWN:
        (folder / "references.bib").write_text(bibliography(), encoding="utf-8")
        for register in ("links.toml", "redirects.toml"):
            (folder / register).write_text("", encoding="utf-8")
    return folder

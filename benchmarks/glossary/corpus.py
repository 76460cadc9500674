"""A knowledge base with many reports and many terms: this repository's own pages, and copies and inventions besides."""

from __future__ import annotations

import random
import re
import shutil
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from benchmarks.search.corpus import ROOT

SEED = 5
MODEL = "reports/2025-11-20.md"  # the longer of the two reports
FIRST = date(1996, 1, 1)
COPIED = ("index.md", "conf.py", "references.bib", "links.toml", "reports", "strategy", "glossary", "about")
# Terms that nobody has written of: a first part and a noun, of all declensions and both genders.
FIRST_PARTS = """
arbets avtals beställnings besluts budget data drifts enhets ersättnings forsknings granskning grupp hälso inköps
journal klinik kompetens kontakt kostnads krav kunskaps kvalitets ledningslags läkemedels lös mottagnings mätnings
nämnd patient personal process projekt provtagnings register remiss risk rutin samverkans schema sekretess service
signal system tids upp utbildnings utvecklings vårdlags ärende
""".split()
NOUNS = """
plan modell grupp analys register lista metod mall möte nivå princip fråga regel trappa karta panel råd stöd underlag
utskott verktyg schema bild mått test krets kedja pool bank bro form fas gräns hub kod led mängd nät ort punkt ram
sal tabell uppgift vinst zon
""".split()


def invented(count: int) -> list[str]:
    """Give so many made-up terms, always the same ones."""
    every = [f"{first}{noun}" for first, noun in product(FIRST_PARTS, NOUNS)]
    random.Random(SEED).shuffle(every)
    return every[:count]


def term(title: str) -> str:
    """Give the page of a made-up term."""
    head = f"kind: term\ntitle: {title.capitalize()}\ndefinition: Något som är påhittat för att mäta med.\n"
    return f"---\n{head}category: begrepp\nsources: [seed-nov]\n---\n\nPåhittat för att mäta med.\n"


def report(text: str, day: date, terms: list[str], chance: random.Random) -> str:
    """Give a copy of a report with a date of its own, without events, and with some made-up terms."""
    text = re.sub(r"^(events|questions):\n(?:(?: |- ).*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^title: .*$", f'title: "Regional rapport {day.isoformat()}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^compiled: .*$", f'compiled: "{day.isoformat()}T08:30"', text, count=1, flags=re.MULTILINE)
    if not terms:
        return text
    words = ", ".join(f"{chance.choice(terms)}en" for _ in range(12))
    return f"{text}\n## Påhittat\n\nHär nämns {words}.\n"


def write(folder: Path, reports: int, terms: int) -> Path:
    """Write the project anew with so many reports and so many terms, this repository's own among them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy2(source, folder / name)
    own = len(list((folder / "glossary").glob("*.md"))) - 1
    titles = invented(max(terms - own, 0))
    for number, title in enumerate(titles):
        (folder / "glossary" / f"pahittat-{number:04}.md").write_text(term(title), encoding="utf-8")
    text, chance = (ROOT / MODEL).read_text(encoding="utf-8"), random.Random(SEED)
    days = (FIRST + timedelta(days=7 * number) for number in range(reports - 2))
    for day in days:
        path = folder / "reports" / f"{day.isoformat()}.md"
        path.write_text(report(text, day, titles, chance), encoding="utf-8")
    return folder

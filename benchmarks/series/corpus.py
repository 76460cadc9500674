"""A knowledge base with a long series of reports: this repository's own pages, and invented reports besides.

Each invented report has the sections of the series. It keeps most of the points of the one before, changes some and
has some new, so that there is something to compare.
"""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from benchmarks.search.corpus import ROOT
from kunskapsbas.content.sections import Section
from kunskapsbas.swedish import date_words

SEED = 7
LAST = date(2025, 2, 28)  # the invented reports come before this repository's own
COPIED = (
    "index.md", "conf.py", "references.bib", "links.toml", "handouts.toml", "redirects.toml", "addresses.txt",
    "words.txt", "reports", "strategy", "glossary", "about",
)  # fmt: skip
SUBJECTS = ("Införande", "Upphandling", "Utbildning", "Samordning vårdinformationssystem", "Ekonomi")
WITH_EVENTS = 100  # so many of the newest have a plan: the timeline shows all events on one page
WORDS = """
arbetet gruppen planen rapporten mötet beslutet frågan underlaget regionen sjukhuset ledningen verksamheten dialogen
utredningen vårdcentralen systemet leverantören tidplanen utbildningen granskningen fortsätter börjar avslutas väntas
diskuteras förbereds redovisas ändras godkänns presenteras under inom efter före enligt med om och för till också redan
""".split()


def sentence(chance: random.Random) -> str:
    """Give a made-up sentence of 12 to 40 words, with a date in it."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(12, 40))]
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(1800))
    return f"{' '.join(words).capitalize()} den {date_words(day)}."


def next_points(before: dict[Section, list[str]], chance: random.Random) -> dict[Section, list[str]]:
    """Give the points of a report after one with these: 6 of 10 stay, 2 are changed and 2 are others."""
    now: dict[Section, list[str]] = {}
    for part in Section:
        now[part] = []
        for point in before.get(part) or [sentence(chance) for _ in range(4)]:
            choice = chance.random()
            changed = f"{point.removesuffix('.')} {chance.choice(WORDS)} {chance.choice(WORDS)}."
            now[part].append(point if choice < 0.6 else changed if choice < 0.8 else sentence(chance))
    return now


def report(day: date, points: dict[Section, list[str]], chance: random.Random, planned: bool) -> str:
    """Give the text of a report's page."""
    event = (
        f'events:\n  - id: "plan-{day}"\n    date: "{day + timedelta(days=7)}"\n    precision: day\n'
        f'    title: "Ett möte som planerades {day}"\n    kind: meeting\n    planned_as_of: "{day}"\n'
        "    sources: [seed-mars]\n"
    )
    head = (
        f'---\nkind: report\ntitle: "Regional rapport {date_words(day)}"\n'
        f'summary: "Läget den {date_words(day)}: {sentence(chance)[:120].strip()} med mera."\n'
        f'compiled: "{day}T08:30"\npublisher: "Koncernstab kommunikation, Koncernkontoret"\n'
        f'subject: "{chance.choice(SUBJECTS)}"\nwording: original\nsources: [seed-mars]\n'
        f"{event if planned else ''}---\n"
    )
    parts = (f"## {part.label}\n\n" + "\n".join(f"- {point}" for point in items) for part, items in points.items())
    return head + "\n" + "\n\n".join(parts) + "\n"


def days(count: int) -> list[date]:
    """Give the days of so many reports, the oldest first: a week apart, or a day where they are very many."""
    step = 7 if count <= 1500 else 1
    return [LAST - timedelta(days=step * (count - number)) for number in range(count)]


def write(folder: Path, count: int) -> Path:
    """Write the project anew with so many reports, this repository's own two among them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.exists():
            shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy2(source, folder / name)
    chance, points = random.Random(SEED), dict[Section, list[str]]()
    every = days(count - 2)
    for number, day in enumerate(every):
        points = next_points(points, chance)
        text = report(day, points, chance, planned=len(every) - number <= WITH_EVENTS)
        (folder / "reports" / f"{day}.md").write_text(text, encoding="utf-8")
    return folder


def add_one(folder: Path) -> str:
    """Add one report, the newest; give its docname."""
    day, chance = date(2026, 5, 5), random.Random(SEED)
    (folder / "reports" / f"{day}.md").write_text(report(day, next_points({}, chance), chance, True), encoding="utf-8")
    return f"reports/{day}"

"""The tables, in Markdown. Pure functions over what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.handouts.ours import Build, OneHandout
from benchmarks.handouts.peers import Printed
from benchmarks.handouts.standards import PROFILES, Verdict
from benchmarks.search.child import Cost
from benchmarks.search.metrics import percentile
from benchmarks.search.report import table


@dataclass(frozen=True)
class Target:
    """What is claimed of a measure: at most, or at least, a limit."""

    name: str
    limit: float
    unit: str
    measured: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> str:
        """Yes or no; a dash where nothing could be measured."""
        if self.measured is None:
            return "–"
        return "yes" if (self.measured >= self.limit if self.at_least else self.measured <= self.limit) else "**no**"

    def row(self) -> list[str]:
        """The line of a table."""
        sign = "≥" if self.at_least else "≤"
        shown = "not measured" if self.measured is None else f"{figures(self.measured)} {self.unit}"
        name = f"{self.name} ({self.note})" if self.note else self.name
        return [name, f"{sign} {self.limit:g} {self.unit}".rstrip(), shown.rstrip(), self.holds]


@dataclass
class Site:
    """What one knowledge base costs: its HTML with all reading, then its book and its handouts from what was read."""

    name: str
    pages: int
    files: int  # handouts: of pages, of sections and those with a name
    html: Build
    book: Build
    handouts: Build

    @property
    def share(self) -> float:
        """The PDF files' part of the HTML build's seconds, in per cent."""
        return 100 * (self.book.cost.cpu_seconds + self.handouts.cost.cpu_seconds) / self.html.cost.cpu_seconds


@dataclass
class Outcome:
    """Everything that one run measures."""

    conditions: list[str]
    sites: dict[str, Site]  # "made up" and "own"
    each: Build  # a handout of each page and no others
    compiled: list[float]  # Typst's seconds for each of these
    one: OneHandout
    ours: Printed
    peers: list[Printed]
    verdicts: dict[str, Verdict]  # by engine, and by what else was looked at
    sizes: dict[str, float]
    peer_sizes: dict[str, float]
    libraries: list[str] | None
    setting: float  # of the plain book's printing


def figures(value: float) -> str:
    """A number with as many decimals as its size can bear."""
    return f"{value:,.0f}" if abs(value) >= 100 or not value else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def faster(ours: Cost | None, theirs: Cost | None) -> float | None:
    """How many times the CPU seconds of ours another needs."""
    return theirs.cpu_seconds / ours.cpu_seconds if ours and theirs and theirs.cpu_seconds else None


def times_faster(outcome: Outcome) -> list[Target]:
    """What is claimed against the other engines."""
    peers = {printed.engine: printed for printed in outcome.peers}

    def printing(name: str) -> float | None:
        return faster(outcome.ours.printing, peers[name].printing) if name in peers else None

    simplepdf = peers.get("sphinx-simplepdf")
    return [
        Target("Printing the book against WeasyPrint", 10, "x", printing("WeasyPrint"), True),
        Target("The same, WeasyPrint asked for PDF/UA-1", 10, "x", printing("WeasyPrint pdf/ua-1"), True),
        Target("The same, Sphinx's usual theme (alabaster)", 10, "x", printing("WeasyPrint theme alabaster"), True),
        Target("Printing the book against LuaLaTeX", 8, "x", printing("LuaLaTeX"), True),
        Target(
            "Whole build of the book against sphinx-simplepdf",
            3,
            "x",
            faster(outcome.ours.whole, simplepdf.whole) if simplepdf else None,
            True,
        ),
    ]


def targets(outcome: Outcome) -> list[Target]:
    """All that is claimed, with what was measured."""
    large, own = outcome.sites["made up"], outcome.sites["own"]
    handouts = f"A handout for each of {len(outcome.compiled)} pages"
    libraries = outcome.libraries
    return [
        Target("Typst, one handout, median", 20, "ms", 1000 * percentile(outcome.compiled, 0.5)),
        Target(f"{handouts}, whole process", 5, "s", outcome.each.cost.cpu_seconds),
        Target(f"{handouts}, setting part", 5, "s", outcome.each.setting),
        Target("One handout, warm, nothing changed", 1.5, "s", outcome.one.unchanged),
        Target("One handout, warm, its page edited", 1.5, "s", outcome.one.edited),
        *times_faster(outcome),
        Target(f"All PDF files, of HTML's seconds, {large.pages} pages made up", 50, "%", large.share),
        Target(f"All PDF files, of HTML's seconds, this repository's {own.pages}", 50, "%", own.share),
        Target(f"Peak memory, book, {large.pages} pages made up", 600, "MB", large.book.cost.peak_mb),
        Target(f"Peak memory, handouts, {large.pages} pages made up", 600, "MB", large.handouts.cost.peak_mb),
        Target(f"Peak memory, book, this repository's {own.pages}", 600, "MB", own.book.cost.peak_mb),
        Target(f"Peak memory, handouts, this repository's {own.pages}", 600, "MB", own.handouts.cost.peak_mb),
        Target("Disk that the PDF part adds", 130, "MB", sum(outcome.sizes.values())),
        Target("Libraries of the machine that it loads", 0, "", None if libraries is None else len(libraries)),
    ]


def seconds(cost: Cost | None) -> str:
    """CPU seconds, or a dash."""
    return figures(cost.cpu_seconds) if cost and cost.cpu_seconds else "–"


def times(value: float | None) -> str:
    """How many times, or a dash."""
    return "–" if value is None else f"{figures(value)} x"


def rules(verdict: Verdict | None, profile: str) -> str:
    """How many rules of a profile are broken; "passes" where none is."""
    if verdict is None:
        return "–"
    broken = verdict.broken[profile]
    return f"{len(broken)} rules broken" if broken else "passes"


def engines(outcome: Outcome) -> str:
    """One line for each engine: the book of the same plain pages."""
    head = ["Engine", "whole build CPU s", "ours is faster", "printing CPU s", "ours is faster", "peak MB"]
    head += ["sheets", "file MB", *PROFILES.values()]
    rows = []
    for printed in [outcome.ours, *outcome.peers]:
        if printed.missing:
            rows.append([f"{printed.engine}: {printed.missing}", *["–"] * (len(head) - 1)])
            continue
        verdict = outcome.verdicts.get(printed.engine)
        other = printed is not outcome.ours
        rows.append(
            [printed.engine, seconds(printed.whole)]
            + [times(faster(outcome.ours.whole, printed.whole) if other else None), seconds(printed.printing)]
            + [times(faster(outcome.ours.printing, printed.printing) if other else None)]
            + [figures(printed.whole.peak_mb)]
            + ([str(verdict.sheets), f"{verdict.megabytes:.1f}"] if verdict else ["–", "–"])
            + [rules(verdict, profile) for profile in PROFILES]
        )
    return table(head, rows)


def sites(outcome: Outcome) -> str:
    """One line for each knowledge base: where its seconds go."""
    head = ["Knowledge base", "pages", "handouts", "HTML CPU s", "book CPU s", "its setting", "handouts CPU s"]
    head += ["their setting", "PDF of HTML", "peak MB HTML", "book", "handouts"]
    rows = [
        [site.name, str(site.pages), str(site.files), figures(site.html.cost.cpu_seconds)]
        + [figures(value) for built in (site.book, site.handouts) for value in (built.cost.cpu_seconds, built.setting)]
        + [f"{site.share:.0f} %"]
        + [figures(built.cost.peak_mb) for built in (site.html, site.book, site.handouts)]
        for site in outcome.sites.values()
    ]
    return table(head, rows)


def compilation(outcome: Outcome) -> str:
    """What Typst alone needs for the handouts."""
    milliseconds = [1000 * value for value in outcome.compiled]
    shown = [figures(percentile(milliseconds, share)) for share in (0.5, 0.95, 1)]
    total = figures(sum(outcome.compiled))
    return table(
        ["Typst alone", "median ms", "p95 ms", "max ms", "all CPU s"],
        [[f"{len(milliseconds)} handouts, one after the other", *shown, total]],
    )


def disk(outcome: Outcome) -> str:
    """What must be installed."""
    head = ["Installed for PDF alone", "MB", "of which"]
    named = ", ".join(f"{name} {figures(size)}" for name, size in outcome.sizes.items() if size >= 1)
    rows = [["Ours", figures(sum(outcome.sizes.values())), named]]
    rows += [[name, figures(size), ""] for name, size in outcome.peer_sizes.items()]
    return table(head, rows)


def judged(outcome: Outcome) -> str:
    """One line for each file or folder of files that was validated."""
    head = ["", "files", "sheets", "MB", *PROFILES.values()]
    rows = [
        [name, str(verdict.files), str(verdict.sheets), f"{verdict.megabytes:.1f}"]
        + [rules(verdict, profile) for profile in PROFILES]
        for name, verdict in outcome.verdicts.items()
    ]
    return table(head, rows)


def broken(outcome: Outcome) -> str:
    """Which rules each file breaks."""
    lines = [
        f"- {name}, {PROFILES[profile]}: {', '.join(names)}"
        for name, verdict in outcome.verdicts.items()
        for profile, names in verdict.broken.items()
        if names
    ]
    return "\n".join(lines) if lines else "No file breaks a rule."


def report(outcome: Outcome) -> str:
    """The whole file."""
    parts = [
        "# PDF files: results",
        "Written by `make bench-handouts`; README.md beside this file tells what the numbers mean. Time depends on\n"
        "the machine; verdicts and sizes do not.",
        "; ".join(outcome.conditions) + ".",
        "## Targets",
        table(["", "target", "measured", "holds"], [target.row() for target in targets(outcome)]),
        f"One handout was made with `{outcome.one.command}`.",
        f"## The book of {outcome.sites['made up'].pages} pages, by engine",
        engines(outcome),
        f"Of our printing, {figures(outcome.setting)} CPU s come after Python's start, the imports and the reading of\n"
        "what Sphinx has kept.",
        "## Knowledge bases",
        sites(outcome),
        compilation(outcome),
        "## Disk",
        disk(outcome),
        "## Standards",
        judged(outcome),
        "The rules that are broken:",
        broken(outcome),
    ]
    return "\n\n".join(parts) + "\n"

"""The tables, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.search.child import Cost
from benchmarks.search.engines import ENGINES, OURS
from benchmarks.search.measure import Costs
from benchmarks.search.metrics import Score, bootstrap_difference, mean, percentile
from benchmarks.search.queries import Query

MEASURES: dict[str, Callable[[Score], float]] = {
    "nDCG@10": lambda score: score.ndcg10,
    "success@1": lambda score: score.success1,
    "success@3": lambda score: score.success3,
    "no hit": lambda score: score.empty,
}


@dataclass
class Outcome:
    """Everything measured over one corpus. The scores stand in the order of the queries."""

    corpus: str
    pages: int
    part: str
    queries: list[Query]
    scores: dict[str, list[Score]] = field(default_factory=dict)
    costs: dict[str, Costs] = field(default_factory=dict)
    index: dict[str, Cost | None] = field(default_factory=dict)
    builds: dict[str, Cost] = field(default_factory=dict)  # Sphinx's build of these pages, by the search it has


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def share(value: float) -> str:
    """A number between -1 and 1 with three decimals."""
    return f"{value:.3f}"


def difference(outcome: Outcome, engine: str, measure: str) -> str:
    """An engine's mean less ours, with its 95 % interval."""
    if engine == OURS.name or OURS.name not in outcome.scores:
        return "–"
    ours, theirs = ([MEASURES[measure](score) for score in outcome.scores[name]] for name in (OURS.name, engine))
    middle, low, high = bootstrap_difference(ours, theirs)
    return f"{middle:+.3f} [{low:+.3f}, {high:+.3f}]"


def overall(outcome: Outcome) -> str:
    """One line for each engine."""
    head = ["Engine", *MEASURES, "nDCG@10 less ours [95 %]", "success@1 less ours [95 %]"]
    rows = []
    for name, scores in outcome.scores.items():
        means = [share(mean([measure(score) for score in scores])) for measure in MEASURES.values()]
        compared = [difference(outcome, name, measure) for measure in ("nDCG@10", "success@1")]
        rows.append([ENGINES[name].label, *means, *compared])
    return table(head, rows)


def by_category(outcome: Outcome, measure: str) -> str:
    """One line for each category of queries, one column for each engine."""
    rows = []
    for category in sorted({query.category for query in outcome.queries}):
        chosen = [at for at, query in enumerate(outcome.queries) if query.category == category]
        means = [share(mean([MEASURES[measure](scores[at]) for at in chosen])) for scores in outcome.scores.values()]
        rows.append([category, str(len(chosen)), *means])
    return table([f"{measure} by category", "queries", *(ENGINES[name].label for name in outcome.scores)], rows)


def spread(values: Sequence[float], shares: Sequence[float], decimals: int = 0) -> list[str]:
    """Percentiles as text; dashes where nothing was measured."""
    return [f"{percentile(values, part):,.{decimals}f}" if values else "–" for part in shares]


def costs(outcome: Outcome) -> str:
    """What each engine costs the reader, and the one who builds."""
    head = ["Engine", "kB median", "p95", "max", "first ms median", "p95", "loaded ms median", "p95"]
    head += ["next ms median", "p95", "warm ms median", "p95"]
    head += ["long tasks per query typed", "longest ms", "index CPU s", "index peak MB"]
    rows = []
    for name, found in outcome.costs.items():
        size = [sent / 1000 for sent in found.bytes_sent]
        tasks = [str(round(mean([len(tasks) for tasks in found.long_tasks]), 1))] if found.long_tasks else ["–"]
        longest = [f"{max((max(tasks, default=0) for tasks in found.long_tasks), default=0):.0f}"]
        built = outcome.index.get(name)
        rows.append(
            [ENGINES[name].label, *spread(size, (0.5, 0.95, 1))]
            + [*spread(found.first_ms, (0.5, 0.95)), *spread(found.loaded_ms, (0.5, 0.95))]
            + [*spread(found.next_ms, (0.5, 0.95)), *spread(found.warm_ms, (0.5, 0.95), 1)]
            + (tasks + longest if found.long_tasks else ["–", "–"])
            + ([f"{built.cpu_seconds:.1f}", f"{built.peak_mb:.0f}"] if built else ["–", "–"])
        )
    return table(head, rows)


def section(outcome: Outcome) -> str:
    """All tables of one corpus."""
    parts = [f"## {outcome.corpus}: {outcome.pages:,} pages"]
    if outcome.scores:
        parts += [f"{len(outcome.queries)} queries ({outcome.part}).", overall(outcome)]
        parts += [by_category(outcome, measure) for measure in MEASURES]
    if outcome.costs:
        parts.append(costs(outcome))
    if outcome.builds:
        costs_told = (
            f"{name} {cost.cpu_seconds:.1f} CPU s, {cost.peak_mb:.0f} MB" for name, cost in outcome.builds.items()
        )
        parts.append(f"Sphinx's whole build of these pages: {'; '.join(costs_told)}.")
    return "\n\n".join(parts) + "\n"


# What README.md shows of it: (corpus, heading, what is shown of an engine's outcome).
SUMMARY: tuple[tuple[str, str, Callable[[Outcome, str], str]], ...] = (
    ("site", "own pages: right in the first three", lambda outcome, name: percent(outcome, name, "success@3")),
    ("help350", "348 pages: nDCG@10", lambda outcome, name: share(mean_of(outcome, name, "nDCG@10"))),
    ("help3000", "3,000 pages: right at once", lambda outcome, name: percent(outcome, name, "success@1")),
    ("help3000", "kB until ten hits stand there", lambda outcome, name: median_kb(outcome, name)),
    ("help3000", "ms for the first query after load", lambda outcome, name: median_ms(outcome, name)),
)


def mean_of(outcome: Outcome, engine: str, measure: str) -> float:
    """The mean of a measure over the queries."""
    return mean([MEASURES[measure](score) for score in outcome.scores[engine]])


def percent(outcome: Outcome, engine: str, measure: str) -> str:
    """The mean of a measure, as a percentage."""
    return f"{100 * mean_of(outcome, engine, measure):.0f} %"


def median_kb(outcome: Outcome, engine: str) -> str:
    """What half of the queries need at most, in a browser that has seen nothing."""
    return spread([sent / 1000 for sent in outcome.costs[engine].bytes_sent], (0.5,))[0]


def median_ms(outcome: Outcome, engine: str) -> str:
    """What half of the first queries take at most, in a page that is loaded."""
    return spread(outcome.costs[engine].loaded_ms, (0.5,))[0]


def summary(outcomes: Sequence[Outcome]) -> str:
    """One table of the numbers that say most, for README.md. An engine that was left out has dashes."""
    by_name = {outcome.corpus: outcome for outcome in outcomes}
    rows = []
    for name, engine in ENGINES.items():
        cells = [
            shown(by_name[corpus], name)
            if {name} <= by_name[corpus].scores.keys() & by_name[corpus].costs.keys()
            else "–"
            for corpus, _, shown in SUMMARY
        ]
        rows.append([engine.label, *cells])
    return table(["", *(heading for _, heading, _ in SUMMARY)], rows)


def report(outcomes: Sequence[Outcome]) -> str:
    """The whole file."""
    head = (
        "# Search: results\n\n"
        "Written by `make bench-search`; README.md beside this file tells what the numbers mean. Time depends on the\n"
        "machine; relevance and bytes do not.\n"
    )
    return "\n".join([head, *map(section, outcomes)])

"""The judged queries: one JSON object a line.

``{"query": "…", "category": "…", "relevant": {"page or page#anchor": grade}}``, with grades from 1 to 3.

Lines at even index are for tuning (``dev``), the others are held out (``test``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search import known_items
from benchmarks.search.corpus import WORK, make_corpora

FOLDER = Path(__file__).parent / "queries"
PARTS = ("dev", "test", "all")


@dataclass(frozen=True)
class Query:
    """A question, what kind it is, and what answers it."""

    text: str
    category: str
    relevant: dict[str, int]


def parse(text: str) -> list[Query]:
    """The queries of a file."""
    entries = (json.loads(line) for line in text.splitlines() if line.strip())
    return [Query(entry["query"], entry["category"], entry["relevant"]) for entry in entries]


def load(corpus: str, part: str = "all", folder: Path = FOLDER) -> list[Query]:
    """The queries of a corpus. Those of help3000 are made from its pages; help10000 has none of its own."""
    if corpus in {"help3000", "help10000"}:
        path = WORK / "queries" / "help3000.jsonl"
        known_items.write(make_corpora()["help3000"], path)
    else:
        path = folder / f"{corpus}.jsonl"
    if not path.is_file():
        return []
    queries = parse(path.read_text(encoding="utf-8"))
    return {"dev": queries[::2], "test": queries[1::2], "all": queries}[part]


def unknown_places(queries: list[Query], docnames: set[str]) -> list[str]:
    """Judged pages that the corpus does not have: a mistake in the judgements, or a page that has moved."""
    return sorted({place for query in queries for place in query.relevant if place.partition("#")[0] not in docnames})


def sample(queries: list[Query], size: int) -> list[Query]:
    """About ``size`` of the queries, evenly spread over the list."""
    step = max(1, len(queries) / size)
    return [queries[int(number * step)] for number in range(min(size, len(queries)))]

"""The measurements: relevance, bytes, time to first hits, time of further queries, and long tasks while typing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Timeout

from benchmarks.search.corpus import WORK
from benchmarks.search.engines import Engine
from benchmarks.search.metrics import Score, score
from benchmarks.search.queries import Query
from benchmarks.search.server import Server
from benchmarks.search.sites import Built, checksum

HERE = Path(__file__).parent
PATIENCE = 3  # unanswered queries, after which an engine is taken to be broken
SETTLED = 0.3  # seconds without requests, after which an engine that goes on fetching is taken to be done
OWN_PAGES = {"search.html", "host.html", "host.js", "index.html", "favicon.ico"}
FIELD = "[role=main] input[name=q], main input[name=q], input[name=q]"
TYPING_DELAY = 80  # milliseconds between two letters


@dataclass
class Costs:
    """What an engine costs a reader over a sample of queries."""

    bytes_sent: list[int] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    loaded_ms: list[float] = field(default_factory=list)
    next_ms: list[float] = field(default_factory=list)
    warm_ms: list[float] = field(default_factory=list)
    long_tasks: list[list[float]] = field(default_factory=list)  # for each query typed, how long each of them was


# --- Relevance


def relevance(
    engine: Engine,
    built: Built,
    page: Page,
    base: str,
    queries: list[Query],
    places: Callable[[list[str]], list[str]],
) -> list[list[str]]:
    """The hits of every query. Asked once only of the same index: the answers are kept with its checksum."""
    code = checksum([HERE / "engines.py", *(query.text + "\n" for query in queries)])
    kept = WORK / "hits" / built.folder.parent.name / f"{engine.name}.json"
    key = f"{built.key} {code}"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if known.get("key") != key:
        known = {"key": key, "hits": ask_all(engine, page, base, queries)}
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    return [places(known["hits"][query.text]) for query in queries]


class Broken(Exception):
    """An engine that does not answer."""


def ask_all(engine: Engine, page: Page, base: str, queries: list[Query]) -> dict[str, list[str]]:
    """The hits of every query. One that is never done has none; an engine where that goes on is broken."""
    hits: dict[str, list[str]] = {}
    lost = []
    for query in queries:
        try:
            hits[query.text] = engine.hits(page, base, query.text)
        except Timeout:
            hits[query.text] = []
            lost.append(query.text)
            if len(lost) == PATIENCE:
                raise Broken(f"{engine.name} never answers: {', '.join(lost)}") from None
    if lost:
        print(f"  {engine.name} did not answer: {', '.join(lost)}", file=sys.stderr)
    return hits


def only_pages(docnames: set[str], anchors: dict[str, str]) -> Callable[[list[str]], list[str]]:
    """Keeps hits on the corpus's own pages, and makes a hit on a page's title one on the page."""

    def keep(hits: list[str]) -> list[str]:
        result = []
        for hit in hits:
            page, _, anchor = hit.partition("#")
            if page in docnames:
                result.append(page if anchor == anchors.get(page) else hit)
        return result

    return keep


def scores(queries: list[Query], hits: list[list[str]]) -> list[Score]:
    """The scores of an engine, query by query."""
    return [score(found, query.relevant) for query, found in zip(queries, hits, strict=True)]


# --- Bytes and time


def own_files(engine: Engine, browser: Browser, server: Server, base: str) -> set[str]:
    """What an ordinary page of the site loads, search apart: none of it is search's cost."""
    if engine.page != "search.html":
        return set()
    server.take()
    with browser.new_context() as context:
        context.new_page().goto(base + "index.html", wait_until="networkidle")
    return {path for path, _ in server.take() if "search" not in path.removeprefix("/").partition("/")[2]}


def first_query(
    engine: Engine, browser: Browser, server: Server, base: str, query: Query, spared: set[str]
) -> tuple[int, float]:
    """One query in a browser that has seen nothing: bytes that search adds, and milliseconds until the hits stand."""
    with browser.new_context() as context:
        page = context.new_page()
        server.take()
        engine.open(page, base, query.text)
        taken = engine.finish(page)
        while engine.settles and server.quiet_for() < SETTLED:
            time.sleep(SETTLED / 5)
        sent = server.take()
    added = [size for path, size in sent if path not in spared and path.rpartition("/")[2] not in OWN_PAGES]
    return sum(added), taken


def loaded_queries(engine: Engine, browser: Browser, base: str, queries: list[Query], costs: Costs) -> None:
    """The first query of a page that is loaded and has answered none, each in a browser that has seen nothing."""
    for query in queries:
        with browser.new_context() as context:
            page = context.new_page()
            engine.open(page, base)
            page.wait_for_load_state("networkidle")
            taken = engine.warm(page, query.text)
            if taken is None:
                return
            costs.loaded_ms.append(taken)


def warm_queries(engine: Engine, browser: Browser, base: str, queries: list[Query], costs: Costs) -> None:
    """Further queries in a page that has answered one: each as the next, and once more when its files are at hand."""
    with browser.new_context() as context:
        page = context.new_page()
        engine.open(page, base, queries[-1].text)
        engine.finish(page)
        for found in (costs.next_ms, costs.warm_ms):
            for query in queries:
                taken = engine.warm(page, query.text)
                if taken is None:
                    return
                found.append(taken)


OBSERVE = """() => {
  window.benchTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) benchTasks.push(entry.duration);
  }).observe({ type: "longtask" });
}"""


def typing(engine: Engine, browser: Browser, base: str, queries: list[Query], costs: Costs) -> None:
    """Long tasks (over 50 ms) while queries are typed letter by letter, each in a browser that has seen nothing."""
    for query in queries if engine.types else ():
        with browser.new_context() as context:
            page = context.new_page()
            engine.open(page, base)
            page.wait_for_load_state("networkidle")
            page.evaluate(OBSERVE)
            page.locator(FIELD).first.press_sequentially(query.text, delay=TYPING_DELAY)
            page.wait_for_timeout(500)
            searched = page.evaluate("() => document.documentElement.dataset.search")
            if searched is None:
                return
            costs.long_tasks.append(page.evaluate("() => benchTasks"))


def costs_of(
    engine: Engine, browser: Browser, server: Server, base: str, queries: list[Query], typed: list[Query]
) -> Costs:
    """Everything an engine costs a reader."""
    costs = Costs()
    spared = own_files(engine, browser, server, base)
    for query in queries:
        size, taken = first_query(engine, browser, server, base, query, spared)
        costs.bytes_sent.append(size)
        costs.first_ms.append(taken)
    loaded_queries(engine, browser, base, queries, costs)
    warm_queries(engine, browser, base, queries, costs)
    typing(engine, browser, base, typed, costs)
    return costs

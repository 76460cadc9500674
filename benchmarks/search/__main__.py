"""Measures the search engines and prints the tables: ``python -m benchmarks.search --help``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from benchmarks.search import corpus as corpora
from benchmarks.search import measure, queries, report, sites
from benchmarks.search.engines import ENGINES, Engine
from benchmarks.search.server import Server

CORPORA = (sites.SITE, *corpora.NAMES)
ONLY_COSTS = {"help10000"}  # its pages are near copies of each other: no hit is the right one
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
RESULTS = Path(__file__).parent / "RESULTS.md"
README = sites.ROOT / "README.md"
BEGIN, END = "<!-- begin: make bench-search -->", "<!-- end: make bench-search -->"


def arguments() -> argparse.Namespace:
    """What the user wants measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--corpus", action="append", choices=CORPORA, help="only this corpus (may be repeated)")
    parser.add_argument("--engine", action="append", choices=list(ENGINES), help="only this engine (may be repeated)")
    parser.add_argument("--part", choices=queries.PARTS, default="test", help="which queries (default: held out)")
    parser.add_argument("--queries", type=Path, default=queries.FOLDER, help="folder of CORPUS.jsonl")
    parser.add_argument("--no-costs", action="store_true", help="only relevance: no bytes, no time, no index costs")
    parser.add_argument("--sample", type=int, default=40, help="queries for bytes and time (default: 40)")
    parser.add_argument("--typed", type=int, default=8, help="queries typed letter by letter (default: 8)")
    parser.add_argument("--output", type=Path, help="file for the tables (default: RESULTS.md, after a whole run)")
    return parser.parse_args()


def progress(text: str) -> None:
    """Tell what is going on, apart from the tables."""
    print(text, file=sys.stderr, flush=True)


def launch_path() -> str:
    """The machine's own Chromium."""
    path = os.environ.get("KB_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        sys.exit("No Chromium found. Run `make bench-search`, or say where it is in KB_CHROMIUM.")
    return path


def measure_engine(
    engine: Engine, outcome: report.Outcome, browser: Browser, server: Server, options: argparse.Namespace
) -> None:
    """All measurements of one engine over one corpus."""
    built = engine.build(outcome.corpus)
    base = f"{server.address}/{outcome.corpus}/{built.folder.name}/"
    plain = sites.sphinx_site(outcome.corpus, "sphinx").folder
    keep = measure.only_pages(sites.docnames(plain), sites.title_anchors(plain))
    if outcome.queries and outcome.corpus not in ONLY_COSTS:
        progress(f"  {engine.name}: relevance")
        with browser.new_context() as context:
            hits = measure.relevance(engine, built, context.new_page(), base, outcome.queries, keep)
        outcome.scores[engine.name] = measure.scores(outcome.queries, hits)
    if outcome.queries and not options.no_costs:
        progress(f"  {engine.name}: costs")
        asked = queries.sample(outcome.queries, options.sample)
        typed = queries.sample(outcome.queries, options.typed)
        outcome.costs[engine.name] = measure.costs_of(engine, browser, server, base, asked, typed)
        if outcome.corpus != sites.SITE:
            outcome.index[engine.name] = sites.index_cost(outcome.corpus, engine.name)


def measure_corpus(name: str, browser: Browser, server: Server, options: argparse.Namespace) -> report.Outcome:
    """All measurements over one corpus."""
    progress(name)
    asked = queries.load(name, options.part, options.queries)
    docnames = sites.docnames(sites.sphinx_site(name, "sphinx").folder)
    if not asked:
        progress(f"  no queries for {name}")
    if unknown := queries.unknown_places(asked, docnames):
        progress(f"  judged, but not in the corpus: {', '.join(unknown)}")
    outcome = report.Outcome(name, len(docnames - {"index"}), options.part, asked)
    for engine in options.engine or ENGINES:
        try:
            measure_engine(ENGINES[engine], outcome, browser, server, options)
        except (measure.Broken, BrowserError) as error:
            progress(f"  {engine} is left out: {error}")
    if outcome.index:
        searches = {"without any search": "none", "with its own": "sphinx", "with ours": "ours"}
        outcome.builds = {label: sites.sphinx_site(name, whose).cost for label, whose in searches.items()}
    return outcome


def main() -> None:
    """Measure, print, write."""
    options = arguments()
    sites.SITES.mkdir(parents=True, exist_ok=True)
    with Server(sites.SITES) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=launch_path(), args=QUIET)
        outcomes = [measure_corpus(name, browser, server, options) for name in options.corpus or CORPORA]
        browser.close()
    text = report.report(outcomes)
    print(text)
    whole = not (options.corpus or options.engine or options.no_costs) and options.part == "test"
    if target := options.output or (RESULTS if whole else None):
        target.write_text(text, encoding="utf-8")
    if whole:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n\n{report.summary(outcomes)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The search engines as a reader meets them: each asked through its own page, in a browser.

What the measurements need of an engine is in ``Engine``. Where a hit leads is given as ``docname`` or
``docname#anchor``.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from urllib.parse import quote, unquote

from playwright.sync_api import Page

from benchmarks.search.sites import Built, peer_index, sphinx_site

WAIT = 20_000  # milliseconds until a query counts as lost
DEPTH = 30  # hits looked at

# The first link of each hit; links in a list within a hit are not hits of their own.
HITS = """limit => {
  const items = [...document.querySelectorAll("#search-results li")].filter((li) => !li.parentElement.closest("li"));
  return items.slice(0, limit).map((li) => li.querySelector("a")?.href).filter(Boolean);
}"""


@dataclass(frozen=True)
class Engine(ABC):
    """One engine. ``base`` is the address of its folder on the server, which ends with a slash."""

    name: str
    label: str
    page: str = "search.html"
    # JavaScript that is true when the first ten hits stand there with their excerpts, or it is clear that none come.
    done: str = "() => document.documentElement?.dataset.search === 'done'"
    settles: bool = False  # whether it may fetch something more after ``done``
    types: bool = True  # whether it searches while one types

    @abstractmethod
    def build(self, corpus: str) -> Built:
        """What the engine is asked through."""

    def open(self, page: Page, base: str, query: str = "") -> None:
        """Load its page, with a query in the address or none."""
        page.goto(base + self.page + (f"?q={quote(query)}" if query else ""), wait_until="commit")

    def finish(self, page: Page) -> float:
        """Wait until the search is done; milliseconds since the page began to load."""
        found = page.wait_for_function(f"() => ({self.done})() && performance.now()", timeout=WAIT, polling="raf")
        return float(found.json_value())

    def hits(self, page: Page, base: str, query: str) -> list[str]:
        """Where the first hits lead, best first."""
        self.open(page, base, query)
        self.finish(page)
        return [place(address, base) for address in page.evaluate(HITS, DEPTH)]

    @abstractmethod
    def warm(self, page: Page, query: str) -> float | None:
        """Milliseconds for one more query in a page that has answered one; ``None`` where that is impossible."""


def place(address: str, base: str) -> str:
    """An address as ``docname`` or ``docname#anchor``."""
    path, _, anchor = address.removeprefix(base).lstrip("/").partition("#")
    docname = unquote(re.sub(r"\.html$", "", path.partition("?")[0]))
    return f"{docname}#{unquote(anchor)}" if anchor else docname


class Own(Engine):
    """Our engine: the search page of a site built with ``kunskapsbas.search``."""

    def build(self, corpus: str) -> Built:
        """The site."""
        return sphinx_site(corpus, "ours")

    def warm(self, page: Page, query: str) -> float | None:
        """The same page's search field again, sent with Enter; nothing where the page then loads anew."""
        found = page.evaluate(ASK_AGAIN, [query, 2000])
        return None if found is None else float(found)


# Puts a query in the search field, sends the form (an event made here never loads a page), and waits until it is done.
ASK_AGAIN = """([query, patience]) => new Promise((resolve) => {
  const root = document.documentElement;
  const field = document.querySelector("[role=main] input[name=q], main input[name=q], input[name=q]");
  root.removeAttribute("data-search");
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (root.dataset.search !== "done") return;
    watch.disconnect();
    resolve(performance.now() - start);
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-search"] });
  setTimeout(() => { watch.disconnect(); resolve(null); }, patience);
  field.value = query;
  field.form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
})"""

# Sphinx shows a hit every five milliseconds and then fetches its page for the excerpt. Its last words ("finished, found
# ... pages") fail in Swedish, so the heading tells that the list is whole.
SPHINX_WHOLE = """typeof Search !== "undefined" && Search.title?.innerText === _("Search Results")"""
SPHINX_LISTED = f"""(count) => {{
  const items = document.querySelectorAll("#search-results ul.search > li");
  return items.length >= count || ({SPHINX_WHOLE});
}}"""
SPHINX_DONE = f"""() => {{
  if (!({SPHINX_LISTED})(10)) return false;
  const items = [...document.querySelectorAll("#search-results ul.search > li")];
  return items.slice(0, 10).every((item) => item.querySelector("p.context, span"));
}}"""


class Sphinx(Engine):
    """Sphinx's own search, in the plain theme."""

    def build(self, corpus: str) -> Built:
        """The site."""
        return sphinx_site(corpus, "sphinx")

    def hits(self, page: Page, base: str, query: str) -> list[str]:
        """As many as are looked at, without waiting for excerpts or for the rest of a long list."""
        self.open(page, base, query)
        page.wait_for_function(SPHINX_LISTED, arg=DEPTH, timeout=WAIT, polling="raf")
        return [place(address, base) for address in page.evaluate(HITS, DEPTH)]

    def warm(self, page: Page, query: str) -> float | None:
        """The search itself, without Sphinx's showing one hit every five milliseconds."""
        script = """query => {
          const start = performance.now();
          Search._performSearch(...Search._parseQuery(query));
          return performance.now() - start;
        }"""
        return float(page.evaluate(script, query))


class Peer(Engine):
    """An engine of its own beside the site, asked through ``peers/host.html``."""

    def build(self, corpus: str) -> Built:
        """The index and the page."""
        return peer_index(corpus, self.name)

    def hits(self, page: Page, base: str, query: str) -> list[str]:
        """Asked in the page that is open already."""
        if page.url != base + self.page:
            self.open(page, base)
            page.wait_for_function("() => window.benchHits")
        return [place(address, base) for address in page.evaluate("query => benchHits(query)", query)]

    def warm(self, page: Page, query: str) -> float | None:
        """Hits in order, without excerpts."""
        script = """async query => {
          const start = performance.now();
          await benchHits(query);
          return performance.now() - start;
        }"""
        return float(page.evaluate(script, query))


OURS = Own("ours", "Ours", settles=True)
ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        OURS,
        Sphinx("sphinx", "Sphinx", done=SPHINX_DONE, types=False),
        Peer("pagefind", "Pagefind", page="host.html"),
        Peer("minisearch", "MiniSearch", page="host.html"),
        Peer("flexsearch", "FlexSearch", page="host.html"),
    )
}

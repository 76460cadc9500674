// Mends Sphinx's own search for Swedish and tells when it has finished.
// Sphinx writes the Swedish plural rule as "(n != 1)", which in JavaScript gives true or false where the list of
// translations wants 1 or 0: without this the search stops before it has said how many pages it found.
(() => {
  "use strict";
  const root = document.documentElement;
  const swedish = {
    "Searching": "Söker",
    "Preparing search...": "Förbereder sökningen …",
    "Search Results": "Sökresultat",
    "Search finished, found one page matching the search query.": [
      "Sökningen är klar. En sida hittades.",
      "Sökningen är klar. ${resultCount} sidor hittades.",
    ],
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Ingen sida hittades. Kontrollera stavningen, pröva ett annat ord eller sök på färre ord.",
  };

  const mend = () => {
    const rule = Documentation.PLURAL_EXPR;
    Documentation.PLURAL_EXPR = (n) => Number(rule(n));
    if (root.lang.startsWith("sv")) Object.assign(Documentation.TRANSLATIONS, swedish);
  };

  // Sphinx calls stopPulse first of all when the last hit is shown, and sets the title and the status right after.
  const announce = () => {
    const stop = Search.stopPulse;
    Search.stopPulse = () => {
      stop();
      Search.status?.setAttribute("role", "status");
      queueMicrotask(() => { root.dataset.search = "done"; });
    };
    if (new URLSearchParams(location.search).get("q")) root.dataset.search = "running";
  };

  // The words of the query that tell something, each with its stem: Sphinx's own lists decide.
  const tellingWords = (query) => {
    const common = typeof stopwords === "undefined" ? [] : [...stopwords];
    const words = query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
    return words.filter((word) => !common.includes(word)).map((word) => [word, new Stemmer().stemWord(word)]);
  };
  const score = (title, words) =>
    words.filter(([word, stem]) => title.includes(word) || (stem.length > 3 && title.includes(stem))).length;

  // Sphinx finds words in pages, not in sections. A hit whose page has a heading with more of the query's words than
  // the page's own title has leads to that heading instead.
  const toSection = (hit, words) => {
    const [name, title, anchor] = hit;
    const file = Search._index.docnames.indexOf(name);
    if (anchor || file < 0) return hit;
    let best = { heading: "", id: "", score: score((Search._index.titles[file] ?? title).toLowerCase(), words) };
    for (const [heading, places] of Object.entries(Search._index.alltitles)) {
      const id = places.find(([where, to]) => where === file && to)?.[1];
      const points = id ? score(heading.toLowerCase(), words) : 0;
      if (points > best.score || (best.id && points === best.score && heading.length < best.heading.length))
        best = { heading, id, score: points };
    }
    return best.id ? [name, `${title} > ${best.heading}`, `#${best.id}`, ...hit.slice(3)] : hit;
  };
  const leadToSections = () => {
    const perform = Search._performSearch;
    Search._performSearch = (query, ...rest) => {
      const words = tellingWords(query);
      const hits = perform.call(Search, query, ...rest).map((hit) => toSection(hit, words));
      // The best hit is last; of two that now lead to the same place the better one stays.
      const place = ([name, , anchor]) => name + anchor;
      return hits.filter((hit, at) => !hits.slice(at + 1).some((better) => place(better) === place(hit)));
    };
  };

  const start = () => {
    if (typeof Documentation !== "undefined") mend();
    if (typeof Search !== "undefined") { announce(); leadToSections(); }
  };
  // This listener is set before searchtools.js sets its own, so everything is mended when the search begins.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

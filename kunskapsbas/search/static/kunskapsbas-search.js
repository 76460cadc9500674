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

  const start = () => {
    if (typeof Documentation !== "undefined") mend();
    if (typeof Search !== "undefined") announce();
  };
  // This listener is set before searchtools.js sets its own, so everything is mended when the search begins.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

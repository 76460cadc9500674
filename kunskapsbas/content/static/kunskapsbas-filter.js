// What the filters of lists share: how words are compared, how hits are told, and how a reader gets everything back.
const kbFilter = (() => {
  "use strict";
  // Words and letters are compared as kunskapsbas/swedish/folding.py has it; a test holds the two together.
  const ALIKE = { "æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l" };
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[æøßđł]/g, (sign) => ALIKE[sign]);
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // å finds å, and a finds both a and å. Where å finds nothing it finds a too: the reader may have missed other marks.
  // Rows have their words as `text` and `folded`; `may` tells which of them may be hits at all.
  const finder = (words, rows, may = () => true) => {
    const strict = words.map((word) => (fold(word) === word ? ["folded", word] : ["text", word]));
    const loose = words.map((word) => ["folded", fold(word)]);
    const hits = (wanted) => (row) => may(row) && wanted.every(([where, word]) => row[where].includes(word));
    return rows.some(hits(strict)) ? hits(strict) : hits(loose);
  };
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const speaker = (status) => {
    let saying;
    return (text) => {
      clearTimeout(saying);
      saying = setTimeout(() => { status.textContent = text; }, 300); // not for every letter: it is read out
    };
  };
  const onEscape = (field, clear) => field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    event.stopPropagation();
    clear();
  });
  // Whoever goes to a heading that the filter hides wants to see it.
  const onHiddenTarget = (clear) => addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("section[hidden]")) return;
    clear();
    target.scrollIntoView();
  });
  return { plain, fold, wordsOf, finder, grouped, speaker, onEscape, onHiddenTarget };
})();

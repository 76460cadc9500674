// The filter of the A-Ö list: rows and letters without hits are hidden while the reader writes.
(() => {
  "use strict";
  const field = document.getElementById("kb-az-falt");
  if (!field) return;
  document.documentElement.classList.add("kb-js"); // shows the field, where no theme has said it already
  const [status, nothing] = ["[role=status]", ".kb-az-nothing"].map((part) => field.parentElement.querySelector(part));
  const more = nothing.querySelector("a"), address = more?.getAttribute("href");

  // Words and letters are compared as kunskapsbas/swedish/folding.py has it; a test holds the two together.
  const ALIKE = { "æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l" };
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[æøßđł]/g, (sign) => ALIKE[sign]);
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  let rows, letters;
  const prepare = () => {
    const forms = JSON.parse(document.getElementById("kb-az-former").textContent);
    rows = [...document.querySelectorAll(".kb-az > dt")].map((term, at) => {
      const parts = [term];
      for (let next = term.nextElementSibling; next?.localName === "dd"; next = next.nextElementSibling) parts.push(next);
      const text = plain(`${parts.map((part) => part.textContent).join(" ")} ${forms[at] ?? ""}`);
      return { parts, section: term.closest("section"), text, folded: fold(text), shown: true };
    });
    letters = new Map(rows.map(({ section }) => [section, 0]));
    for (const section of letters.keys()) {
      letters.set(section, { count: 0, shown: true, link: document.querySelector(`.kb-letters a[href="#${section.id}"]`) });
    }
  };
  // å finds å, and a finds both a and å. Where å finds nothing it finds a too: the reader may have missed other marks.
  const finder = (words) => {
    const strict = words.map((word) => (fold(word) === word ? ["folded", word] : ["text", word]));
    const loose = words.map((word) => ["folded", fold(word)]);
    const hits = (wanted) => (row) => wanted.every(([where, word]) => row[where].includes(word));
    return rows.some(hits(strict)) ? hits(strict) : hits(loose);
  };
  // A letter without hits keeps its place but leads nowhere.
  const showLetter = (letter, section) => {
    const shown = letter.count > 0;
    if (letter.shown === shown) return;
    letter.shown = shown;
    section.hidden = !shown;
    if (!letter.link) return;
    if (shown) letter.link.setAttribute("href", `#${section.id}`);
    else letter.link.removeAttribute("href");
    for (const [name, value] of [["role", "link"], ["aria-disabled", "true"]]) {
      if (shown) letter.link.removeAttribute(name);
      else letter.link.setAttribute(name, value);
    }
  };
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  let saying;
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = text; }, 300); // not for every letter: it is read out
  };
  const filter = () => {
    if (!rows) prepare();
    const words = wordsOf(field.value), hits = finder(words);
    for (const letter of letters.values()) letter.count = 0;
    let found = 0;
    for (const row of rows) {
      const shown = hits(row);
      if (shown) {
        found++;
        letters.get(row.section).count++;
      }
      if (row.shown !== shown) for (const part of row.parts) part.hidden = !shown;
      row.shown = shown;
    }
    letters.forEach(showLetter);
    nothing.hidden = found > 0;
    if (more) more.href = `${address}?${new URLSearchParams({ q: field.value.trim() })}`;
    say(words.length ? `${found ? grouped(found) : "Inget"} av ${grouped(rows.length)} ord` : "");
  };
  const clear = () => {
    field.value = "";
    filter();
  };
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    event.stopPropagation();
    clear();
  });

  // Whoever goes to a letter that the filter hides wants to see it.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("section[hidden]")) return;
    clear();
    target.scrollIntoView();
  });
  addEventListener("pageshow", () => { if (field.value) filter(); }); // what the browser remembers of an earlier visit
})();

// The filter of the A-Ö list: rows and letters without hits are hidden while the reader writes.
(() => {
  "use strict";
  const field = document.getElementById("kb-az-falt");
  if (!field) return;
  document.documentElement.classList.add("kb-js"); // shows the field, where no theme has said it already
  const [status, nothing] = ["[role=status]", ".kb-az-nothing"].map((part) => field.parentElement.querySelector(part));
  const more = nothing.querySelector("a"), address = more?.getAttribute("href");

  const { plain, fold, wordsOf, finder, grouped, speaker, onEscape, onHiddenTarget } = kbFilter, say = speaker(status);

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
  const filter = () => {
    if (!rows) prepare();
    const words = wordsOf(field.value), hits = finder(words, rows);
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
  onEscape(field, clear);
  onHiddenTarget(clear);
  addEventListener("pageshow", () => { if (field.value) filter(); }); // what the browser remembers of an earlier visit
})();

// The form above a list of reports: reports and headings without hits are hidden while the reader writes or chooses.
(() => {
  "use strict";
  const field = document.getElementById("kb-rapportfilter");
  if (!field) return;
  document.documentElement.classList.add("kb-js"); // shows the form, where no theme has said it already
  const form = field.closest(".kb-report-filter"), choice = document.getElementById("kb-rapportfilter-amne");
  const [status, nothing] = ["[role=status]", ".kb-report-nothing"].map((part) => form.querySelector(part));
  const links = [...form.querySelectorAll("a")].map((link) => [link, link.getAttribute("href")]);

  // Words and letters are compared as kunskapsbas/swedish/folding.py has it.
  const ALIKE = { "æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l" };
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[æøßđł]/g, (sign) => ALIKE[sign]);
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  let rows, sections;
  const prepare = () => {
    const subjects = JSON.parse(document.getElementById("kb-rapportfilter-data").textContent);
    rows = [...form.parentElement.querySelectorAll(".kb-report-list li")].map((item, at) => {
      // what is new in a report is told in numbers, and is the same words for all
      const parts = [...item.children].filter((part) => !part.classList.contains("kb-report-news"));
      const text = plain(parts.map((part) => part.textContent).join(" "));
      return { item, section: item.closest("section"), subject: subjects[at], text, folded: fold(text) };
    });
    sections = new Set(rows.map(({ section }) => section));
  };
  // å finds å, and a finds both a and å. Where å finds nothing it finds a too: the reader may have missed other marks.
  const finder = (words) => {
    const strict = words.map((word) => (fold(word) === word ? ["folded", word] : ["text", word]));
    const loose = words.map((word) => ["folded", fold(word)]);
    const about = (row) => !choice.value || row.subject === choice.value;
    const hits = (wanted) => (row) => about(row) && wanted.every(([where, word]) => row[where].includes(word));
    return rows.some(hits(strict)) ? hits(strict) : hits(loose);
  };
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  let saying;
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = text; }, 300); // not for every letter: it is read out
  };
  const filter = () => {
    if (!rows) prepare();
    const words = wordsOf(field.value), hits = finder(words), filled = new Set();
    let found = 0;
    for (const row of rows) {
      row.item.hidden = !hits(row);
      if (row.item.hidden) continue;
      found++;
      filled.add(row.section);
    }
    for (const section of sections) section.hidden = !filled.has(section);
    nothing.hidden = found > 0;
    const asked = field.value.trim();
    for (const [link, address] of links) link.href = asked ? `${address}&${new URLSearchParams({ q: asked })}` : address;
    say(words.length || choice.value ? `${found ? grouped(found) : "Ingen"} av ${grouped(rows.length)} rapporter visas` : "");
  };
  const clear = () => {
    field.value = choice.value = "";
    filter();
  };
  field.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    event.stopPropagation();
    field.value = "";
    filter();
  });

  // Whoever goes to a year that the form hides wants to see it.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("section[hidden]")) return;
    clear();
    target.scrollIntoView();
  });
  addEventListener("pageshow", () => { if (field.value || choice.value) filter(); }); // what the browser remembers
})();

// The form above a list of reports: reports and headings without hits are hidden while the reader writes or chooses.
(() => {
  "use strict";
  const field = document.getElementById("kb-rapportfilter");
  if (!field) return;
  document.documentElement.classList.add("kb-js"); // shows the form, where no theme has said it already
  const form = field.closest(".kb-report-filter"), choice = document.getElementById("kb-rapportfilter-amne");
  const [status, nothing] = ["[role=status]", ".kb-report-nothing"].map((part) => form.querySelector(part));
  const links = [...form.querySelectorAll("a")].map((link) => [link, link.getAttribute("href")]);

  const { plain, fold, wordsOf, finder, grouped, speaker, onEscape, onHiddenTarget } = kbFilter, say = speaker(status);

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
  const about = (row) => !choice.value || row.subject === choice.value;
  const filter = () => {
    if (!rows) prepare();
    const words = wordsOf(field.value), hits = finder(words, rows, about), filled = new Set();
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
  onEscape(field, () => {
    field.value = "";
    filter();
  });
  onHiddenTarget(clear);
  addEventListener("pageshow", () => { if (field.value || choice.value) filter(); }); // what the browser remembers
})();

// The panel of kb preview: what kb check finds, on the page itself, and the page fetched again when it has changed.
// All words from pages and checks are set as text, never as markup.
(() => {
  "use strict";
  const here = decodeURI(location.pathname).replace(/^\//, "").replace(/^$|\/$/, (end) => `${end}index.html`);
  const store = (key, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(key);
      sessionStorage.setItem(key, value);
    } catch { /* no storage: the panel is as it is at first */ }
    return null;
  };
  const add = (parent, tag, text, classes) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (classes) made.className = classes;
    parent.append(made);
    return made;
  };
  const panel = document.createElement("aside");
  panel.className = "kb-panel";
  panel.setAttribute("aria-label", "Förhandsvisning");
  const details = add(panel, "details");
  details.open = store("kb-panel") === "open";
  details.addEventListener("toggle", room);
  const summary = add(details, "summary", "", "kb-panel-sum");
  summary.addEventListener("click", () => store("kb-panel", details.open ? "folded" : "open"));
  const count = add(summary, "span", "Kontrollerar …");
  count.setAttribute("role", "status");
  const body = add(details, "div", "", "kb-panel-body");
  body.tabIndex = 0;
  body.setAttribute("role", "region");
  body.setAttribute("aria-label", "Det som kontrollen har funnit");
  const list = add(body, "div");
  const label = add(body, "label", "", "kb-panel-follow");
  const follow = add(label, "input");
  follow.type = "checkbox";
  follow.checked = store("kb-follow") !== "no";
  follow.addEventListener("change", () => store("kb-follow", follow.checked ? "yes" : "no"));
  label.append(" Visa den sida jag ändrar");
  document.body.append(panel);

  function room() {
    document.body.style.paddingBottom = `${panel.offsetHeight + 16}px`;
  }
  const WORDS = { fel: ["fel", "fel"], varning: ["varning", "varningar"], "råd": ["råd", "råd"] };
  function counted(problems) {
    const parts = Object.entries(WORDS).map(([severity, words]) => {
      const many = problems.filter((problem) => problem.severity === severity).length;
      return many ? `${many} ${words[many === 1 ? 0 : 1]}` : "";
    });
    return parts.filter(Boolean).join(", ");
  }
  function items(title, problems) {
    if (!problems.length) return;
    add(list, "h2", title);
    const ul = add(list, "ul");
    for (const problem of problems) {
      const li = add(ul, "li", "", `kb-panel-${problem.severity === "råd" ? "advice" : "fault"}`);
      add(li, "strong", `${problem.severity}: `);
      li.append(problem.message);
      add(li, "br");
      li.append(`${problem.hint} `);
      add(li, "code", `${problem.path}:${problem.line}:${problem.column} ${problem.code}`);
    }
  }
  function show(state) {
    const problems = state.problems;
    list.replaceChildren();
    if (state.failed) add(list, "p", state.failed, "kb-panel-fault");
    if (problems) {
      const rank = Object.keys(WORDS); // what must be mended comes first
      const ranked = [...problems].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
      const mine = ranked.filter((problem) => problem.path === here.replace(/\.html$/, ".md"));
      const others = ranked.filter((problem) => !mine.includes(problem));
      items("På den här sidan", mine);
      items(mine.length ? "På andra sidor" : "På andra sidor (den här har inga)", others.slice(0, 50));
      const words = counted(mine);
      // Open by itself only for what must be mended, until the writer has chosen.
      if (!store("kb-panel")) details.open = mine.some((problem) => problem.severity !== "råd");
      const more = others.length ? ` Andra sidor: ${counted(others)}.` : "";
      count.textContent = (words ? `Den här sidan: ${words}.` : "Inga fel på den här sidan.") + more;
    }
    panel.classList.toggle("kb-panel-busy", Boolean(state.building));
    room();
  }
  const stamp = (state, name) => state.made[name] || 0;
  const source = async () => (await fetch(location.pathname)).text();
  const shown = source();
  // The whole site is built after each edit; this page is fetched again only where that made it another.
  const isAnother = async (state, known) => stamp(state, "*") !== stamp(known, "*") && (await source()) !== (await shown);
  async function listen() {
    let known = null;
    let version = 0;
    for (;;) {
      let state;
      try {
        state = await (await fetch(`/_kb/state?after=${version}`)).json();
      } catch {
        count.textContent = "Förhandsvisningen är avslutad.";
        await new Promise((done) => setTimeout(done, 2000));
        version = 0;
        continue;
      }
      const first = known === null;
      if (!first && (stamp(state, here) !== stamp(known, here) || (await isAnother(state, known)))) return location.reload();
      const other = state.page && state.page !== here && stamp(state, state.page) !== (known ? stamp(known, state.page) : 0);
      if (!first && follow.checked && other) return location.assign(`/${state.page}`);
      known = state;
      version = state.version;
      show(state);
    }
  }
  listen();
})();

// The page of results, search.html?q=…: all that is chosen stands in the address, so that a search can be shared.
const HITS_AT_A_TIME = 10;
const readAddress = () => {
  const given = new URLSearchParams(location.search), year = given.get("ar") ?? "";
  return {
    query: given.get("q") ?? "",
    kinds: new Set(given.getAll("typ").flatMap((value) => value.split(",")).filter(Boolean)),
    year: /^\d{4}$/.test(year) ? year : "",
    byDate: given.get("sort") === "datum",
    exactly: given.get("exakt") === "1",
  };
};
const writeAddress = ({ query, kinds, year, byDate, exactly }) => {
  const told = new URLSearchParams();
  if (query) told.set("q", query);
  for (const kind of kinds) told.append("typ", kind);
  if (year) told.set("ar", year);
  if (byDate) told.set("sort", "datum");
  if (exactly) told.set("exakt", "1");
  const text = told.toString();
  return location.pathname + (text ? `?${text}` : "");
};
const toAddress = (state, method) => {
  try {
    history[method]({ shown: state.shown, top: state.top }, "", writeAddress(state));
  } catch { /* the browser wants no more changes just now: the address follows at the next one */ }
};

// A date is not broken between two lines.
const wholeDates = (text) => text.split(/(\d{4}-\d\d-\d\d)/).map((part, at) => (at % 2 ? make("span", { class: "kb-whole" }, part) : part));

class ResultsPage {
  constructor(form, engine) {
    const part = (name) => document.getElementById(`kb-search-${name}`);
    this.engine = engine;
    this.input = form.elements.q;
    this.status = part("status");
    this.notes = part("notes");
    this.filters = part("filters");
    this.choices = "";
    this.card = part("card");
    this.more = part("more");
    this.results = document.getElementById("search-results");
    this.baseTitle = document.title;
    this.asked = 0;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.typed(0, false); });
    this.input.addEventListener("input", (event) => this.typed(byLetter(event) ? 120 : 0, true));
    this.filters.addEventListener("change", () => this.filtered());
    this.more.addEventListener("click", () => this.showMore());
    for (const container of [this.results, this.card]) handOver(container, () => ({ query: this.state.query, exactly: this.state.exactly }));
    addEventListener("popstate", (event) => this.open(event.state));
    addEventListener("pagehide", () => this.keepPlace());
    try { history.scrollRestoration = "manual"; } catch { /* then the browser does as it is used to */ }
    // What was written before this script was there counts.
    const early = document.activeElement === this.input && this.input.value;
    this.open(history.state);
    if (early && early !== this.state.query) { this.input.value = early; this.typed(0, true); }
  }
  open(kept) {
    this.state = { ...readAddress(), shown: Math.min(Number(kept?.shown) || HITS_AT_A_TIME, 200), top: Number(kept?.top) || 0 };
    this.input.value = this.state.query;
    return this.run({ top: this.state.top });
  }
  keepPlace() {
    toAddress({ ...this.state, top: Math.round(scrollY) }, "replaceState");
  }
  typed(wait, typing) {
    clearTimeout(this.timer);
    this.asked++;
    document.documentElement.dataset.search = "running";
    if (wait) this.timer = setTimeout(() => this.ask(typing), wait);
    else this.ask(typing);
  }
  ask(typing) {
    const query = this.input.value;
    const exactly = this.state.exactly && query === this.state.query;
    this.state = { ...this.state, query, exactly, shown: HITS_AT_A_TIME, top: 0 };
    this.run({ typing });
    setTimeout(() => toAddress(this.state, "replaceState")); // the hits do not wait for it
  }
  filtered() {
    this.keepPlace();
    const chosen = (name) => [...this.filters.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
    const picked = (name, otherwise) => this.filters.querySelector(`select[name=${name}]`)?.value ?? otherwise;
    this.state = {
      ...this.state, kinds: new Set(chosen("typ")), year: picked("ar", this.state.year), byDate: picked("sort", "") === "datum",
      shown: HITS_AT_A_TIME, top: 0,
    };
    toAddress(this.state, "pushState");
    this.run();
  }

  // Asks the engine and shows what it says. An answer that comes after the next question is let go.
  async run({ typing = false, top = 0 } = {}) {
    const number = ++this.asked, { query, exactly, kinds, year, byDate, shown } = this.state;
    document.documentElement.dataset.search = "running";
    document.title = query.trim() ? `${quoted(query).textContent} – ${this.baseTitle}` : this.baseTitle;
    let answer = null;
    if (query.trim()) {
      answer = await this.engine.search(query, { limit: shown, typing, exactly, kinds, year, byDate }).catch(() => null);
      if (number !== this.asked) return;
    }
    try {
      this.show(answer);
      if (top) scrollTo(0, top);
    } catch {
      this.clear(UNREADABLE);
    }
    document.documentElement.dataset.search = "done";
  }
  clear(...status) {
    this.status.replaceChildren(...status);
    for (const part of [this.notes, this.card, this.results]) part.replaceChildren();
    this.filters.hidden = this.more.hidden = true;
  }
  show(answer) {
    const { query } = this.state;
    if (!query.trim()) return this.clear("Skriv vad du söker: ett ord, en fråga, ett namn eller ett datum.");
    if (!answer) return this.clear(UNREADABLE);
    this.status.replaceChildren(...this.summary(answer));
    this.notes.replaceChildren(...this.remarks(answer));
    this.showFilters(answer.facets ?? {}, answer.total);
    this.card.replaceChildren(...(answer.card ? [this.definition(answer.card)] : []));
    this.items = answer.hits.map((hit) => hit.address);
    const list = make("ol", { role: "list" }, ...answer.hits.map((hit) => this.item(hit)));
    this.results.replaceChildren(...(answer.hits.length ? [make("h2", { class: "kb-unseen" }, "Träffar"), list] : []));
    this.offerMore(answer);
  }
  summary(answer) {
    const shown = answer.corrected?.shown ?? this.state.query;
    const [before, after] = /["”“]/.test(shown) ? ["", ""] : ["”", "”"];
    return [`${hitsInWords(answer.total)} på ${before}`, quoted(shown), after];
  }
  filtering() {
    return this.state.kinds.size > 0 || this.state.year !== "";
  }
  remarks(answer) {
    const { query } = this.state, made = [];
    const say = (...children) => made.push(make("p", {}, ...children));
    if (answer.corrected) {
      const { shown, asked } = answer.corrected;
      say("Visar resultat för ", make("a", { href: toSearch({ q: shown }) }, quoted(shown)), ". Sök i stället på ",
        make("a", { href: toSearch({ q: asked, exakt: "1" }) }, quoted(asked)), ".");
    }
    if (answer.phraseMissing) say(PHRASE_MISSING);
    if (!answer.total && this.filtering()) {
      say("Ingen sida hittades med den begränsning du har valt. ", make("a", { href: toSearch({ q: query }) }, "Sök bland alla sidor"), ".");
    } else if (!answer.total) {
      say("Ingen sida hittades. Kontrollera stavningen, eller pröva ett annat ord för samma sak.");
    } else if (answer.uncertain) {
      say("Inget säkert svar hittades. De här sidorna ligger närmast.");
    }
    if (answer.nearest?.length && (answer.uncertain || !answer.total)) {
      say("Närmaste ord: ", ...between(answer.nearest.map((word) => make("a", { href: toSearch({ q: word }) }, word)), ", "), ".");
    }
    if (answer.lost) say("En del av sökningens filer gick inte att läsa. Därför kan träffar saknas. Ladda om sidan för att försöka igen.");
    return made;
  }

  // Filters. They are made anew only when there is something else to choose from: what has the focus keeps it.
  showFilters({ kinds: found = [], years = [] }, total) {
    const { state } = this;
    // A kind that is chosen can always be let go of again, also when no hit is of that kind.
    const unfound = (this.engine.meta?.kinds ?? []).filter(([kind]) => state.kinds.has(kind) && !found.some((each) => each[0] === kind));
    const kinds = [...found, ...unfound.map(([kind, label]) => [kind, label, 0])];
    const sorted = years.length > 0 && total > 1;
    const shown = { kinds: kinds.length > 1 || state.kinds.size ? kinds : [], years: years.length || state.year ? years : [], sorted: sorted || state.byDate };
    const choices = JSON.stringify([shown.kinds.map(([kind]) => kind), shown.years.map(([year]) => year), shown.sorted]);
    if (choices !== this.choices) this.buildFilters(shown);
    if (!this.choices) this.filters.open = this.filtering() || state.byDate || matchMedia("(min-width: 60rem)").matches;
    this.choices = choices;
    for (const box of this.filters.querySelectorAll("input[name=typ]")) {
      box.checked = state.kinds.has(box.value);
      box.nextElementSibling.lastElementChild.textContent = String(kinds.find(([kind]) => kind === box.value)?.[2] ?? 0);
    }
    const [year, order] = ["ar", "sort"].map((name) => this.filters.querySelector(`select[name=${name}]`));
    for (const option of year?.options ?? []) {
      const count = years.find(([value]) => String(value) === option.value)?.[1] ?? 0;
      if (option.value) option.textContent = `${option.value} (${count})`;
    }
    if (year) year.value = state.year;
    if (order) order.value = state.byDate ? "datum" : "";
    this.filters.hidden = !this.filters.lastElementChild.childElementCount;
  }
  buildFilters({ kinds, years, sorted }) {
    const boxes = kinds.map(([kind, label], at) => make("span", { class: "kb-choice" },
      make("input", { type: "checkbox", name: "typ", value: kind, id: `kb-typ-${at}` }),
      make("label", { for: `kb-typ-${at}` }, `${label} `, make("span", { class: "kb-count" }))));
    const menu = (name, label, options) => make("span", { class: "kb-menu" }, make("label", { for: `kb-${name}` }, label),
      make("select", { name, id: `kb-${name}` }, ...options.map(([value, text]) => make("option", { value }, text))));
    const given = new Set([...years.map(([year]) => String(year)), ...(this.state.year ? [this.state.year] : [])]);
    this.filters.lastElementChild.replaceChildren(
      ...(boxes.length ? [make("fieldset", {}, make("legend", {}, "Slag av sida"), make("div", {}, ...boxes))] : []),
      ...(given.size ? [menu("ar", "År", [["", "Alla år"], ...[...given].sort().reverse().map((year) => [year, year])])] : []),
      ...(sorted ? [menu("sort", "Ordning", [["", "Bäst träff först"], ["datum", "Nyast först"]])] : []),
    );
  }

  definition({ title, definition, source, address }) {
    return make("section", { class: "kb-card", "aria-labelledby": "kb-card-title" },
      make("h2", { id: "kb-card-title" }, make("a", { href: inSite(address), "data-hit": "" }, title)),
      make("p", { class: "kb-card-text" }, definition),
      ...(source ? [make("p", { class: "kb-hit-facts" }, "Källa: ", ...wholeDates(source))] : []));
  }
  item(hit) {
    const made = make("li", {}, make("a", { class: "kb-hit-title", href: inSite(hit.address, hit.anchor), "data-hit": "" }, ...titleOf(hit, true)));
    const facts = factsOf(hit), text = withMarks(hit.excerpt ?? []);
    if (facts.length) made.append(make("p", { class: "kb-hit-facts" }, ...facts));
    if (text.length) made.append(make("p", { class: "kb-hit-text" }, ...text));
    if (hit.more?.length) {
      const links = hit.more.map(({ heading, anchor }) => make("a", { href: inSite(hit.address, anchor), "data-hit": "" }, heading));
      made.append(make("p", { class: "kb-hit-more" }, "Fler avsnitt på sidan: ", ...between(links, " · ")));
    }
    return made;
  }
  offerMore({ total }) {
    const left = total - this.items.length;
    this.more.hidden = left <= 0;
    this.more.textContent = `Visa fler (${grouped(left)} till)`;
  }
  // Adds hits below the ones that stand there; those stay where they are, and the first new one gets the focus.
  async showMore() {
    const number = ++this.asked, { query, exactly, kinds, year, byDate } = this.state;
    const shown = this.items.length + HITS_AT_A_TIME;
    document.documentElement.dataset.search = "running";
    const answer = await this.engine.search(query, { limit: shown, exactly, kinds, year, byDate }).catch(() => null);
    if (number !== this.asked) return;
    const added = (answer?.hits ?? []).filter((hit) => !this.items.includes(hit.address)).map((hit) => [hit, this.item(hit)]);
    this.items.push(...added.map(([hit]) => hit.address));
    this.results.querySelector("ol").append(...added.map(([, item]) => item));
    added[0]?.[1].querySelector("a").focus();
    if (answer) this.offerMore(answer);
    this.state.shown = this.items.length;
    toAddress(this.state, "replaceState");
    document.documentElement.dataset.search = "done";
  }
}

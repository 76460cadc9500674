// What the field, the page of results and the marks share, and the field with its hits while the reader writes.
const thisScript = document.currentScript;
const siteRoot = new URL("../", thisScript.src);
const searchName = thisScript.dataset.page || "search.html";
const startedBefore = Boolean(window.kbSearchData);
const HANDED_OVER = "kb-found";
const LONGEST_SHOWN = 80;

// Files of the index arrive as scripts, which load from any server and from a folder.
const filesWaitedFor = new Map();
let indexVersion = "";
const loadFile = (kind, number) => new Promise((resolve, reject) => {
  const key = `${kind}/${number}`, tag = document.createElement("script");
  filesWaitedFor.set(key, (data) => { filesWaitedFor.delete(key); resolve(data); });
  const ended = () => {
    tag.remove();
    if (filesWaitedFor.delete(key)) reject(new Error(key));
  };
  tag.onload = tag.onerror = ended;
  tag.src = new URL(kind === "meta" ? "_search/meta.js" : `_search/${kind}/${number}.js?v=${indexVersion}`, siteRoot).href;
  document.head.append(tag);
});
if (!startedBefore) {
  window.kbSearchData = (kind, number, data) => {
    if (kind === "meta") indexVersion = encodeURIComponent(data?.version ?? "");
    filesWaitedFor.get(`${kind}/${number}`)?.(data);
  };
}

// Elements are made of text only: nothing that was written by anyone is ever read as HTML.
const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const withMarks = (parts) => parts.map(([text, found]) => (found ? make("mark", {}, text) : text));
const between = (items, separator) => items.flatMap((item, at) => (at ? [separator, item] : [item]));
const inWords = (day) => {
  const [year, month, date] = day.split("-").map(Number);
  return [date, SWEDISH.months[month - 1], year].filter(Boolean).join(" ");
};
const quoted = (text) => {
  const signs = [...text.replace(/\s+/g, " ").trim()];
  return make("bdi", {}, signs.length > LONGEST_SHOWN ? `${signs.slice(0, LONGEST_SHOWN).join("").trim()}…` : signs.join(""));
};
// Not toLocaleString: the browser takes 20 ms to load its numbers the first time.
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
const hitsInWords = (count) => (count === 0 ? "Inga träffar" : count === 1 ? "1 träff" : `${grouped(count)} träffar`);
const UNREADABLE = "Sökningens filer gick inte att läsa. Ladda om sidan och försök igen.";
const PHRASE_MISSING = "Ingen sida har orden i just den följden. Därför visas träffar på orden var för sig.";

// Addresses are written from the page, as the site's own links are. One that leads out of the site is not used.
const fromHere = (() => {
  const told = document.documentElement.dataset.content_root;
  const relative = (told ?? "").replace(/^\.\//, "");
  return told !== undefined && new URL(told || "./", document.baseURI).href === siteRoot.href ? relative : siteRoot.href;
})();
const inSite = (address, anchor = "") => {
  const safe = new URL(address, siteRoot).href.startsWith(siteRoot.href) ? address : "";
  return (fromHere + safe || "./") + (anchor ? `#${encodeURI(anchor)}` : "");
};
const toSearch = (settings) => `${inSite(searchName)}?${new URLSearchParams(settings)}`;
const plainPath = (path) => path.replace(/\/?(index)?(\.html)?$/, "");

// Whoever follows a hit takes the query along, so that the words can be marked on the page opened (90-marks.js). A new
// tab has a session of its own: it fetches the query from the storage that all tabs share, where it is left for a while.
const SHARED_FOR = 20000;
const handOver = (container, asked) => {
  const keep = (event) => {
    const link = event.target.closest?.("a[data-hit]");
    if (!link || event.button > 1) return;
    const told = JSON.stringify({ path: plainPath(new URL(link.href).pathname), ...asked() });
    try {
      if (event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey) {
        localStorage.setItem(HANDED_OVER, told);
        setTimeout(() => { if (localStorage.getItem(HANDED_OVER) === told) localStorage.removeItem(HANDED_OVER); }, SHARED_FOR);
      } else {
        sessionStorage.setItem(HANDED_OVER, told);
      }
    } catch { /* storage is switched off: the page opens without marks */ }
  };
  for (const name of ["click", "auxclick"]) container.addEventListener(name, keep);
};

const factsOf = (hit) => {
  const facts = hit.kindLabel ? [hit.kindLabel] : [];
  if (hit.day) facts.push(make("time", { datetime: hit.day }, inWords(hit.day)));
  return between(facts, " · ");
};
const titleOf = (hit, withPath) => {
  const above = withPath ? (hit.path ?? []).map((heading) => `${heading} › `).join("") : "";
  const section = hit.heading ? [make("span", { class: "kb-hit-section" }, " – ", above, ...withMarks(hit.headingParts ?? [[hit.heading, false]]))] : [];
  return [...withMarks(hit.titleParts ?? [[hit.title, false]]), ...section];
};

// An excerpt for two lines: what stands before the first mark is cut when it would push the mark out of sight.
const SHORT_LEAD = 60;
const shortened = (parts) => {
  const first = parts.findIndex(([, found]) => found);
  const lead = parts.slice(0, Math.max(0, first)).map(([text]) => text).join("");
  if (lead.length <= SHORT_LEAD) return parts;
  const from = lead.indexOf(" ", lead.length - SHORT_LEAD) + 1;
  return [[`… ${lead.slice(from || lead.length - SHORT_LEAD)}`, false], ...parts.slice(first)];
};

// Letter by letter, the next may follow at once and is waited for. What is pasted or chosen is sought without waiting.
const byLetter = ({ data, inputType }) => data?.length === 1 || Boolean(inputType?.startsWith("delete"));

// A field whose hits stand below it while the reader writes: the combobox pattern of WAI-ARIA (APG).
class FieldWithHits {
  static count = 0;
  constructor(input, engine, styled) {
    this.input = input;
    this.engine = engine;
    this.styled = styled;
    this.asked = 0;
    this.options = [];
    this.active = -1;
    this.query = "";
    const name = `kb-traffar-${++FieldWithHits.count}`;
    this.list = make("div", { role: "listbox", id: name, "aria-label": "Träffar" });
    this.note = make("p", { class: "kb-instant-note" });
    this.box = make("div", { class: "kb-instant" }, this.note, this.list);
    this.live = make("span", { class: "kb-unseen", role: "status" });
    if (this.box.showPopover) this.box.popover = "manual";
    for (const [key, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name,
    })) input.setAttribute(key, value);
    input.form.append(this.live);
    input.addEventListener("input", (event) => this.typed(byLetter(event) ? 80 : 0));
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("focusout", () => this.close());
    // The field keeps the focus while an option is pressed, or the list would close before the press is done. An answer on
    // its way is given up then: a new list under the pointer would lose the press.
    this.box.addEventListener("mousedown", (event) => {
      event.preventDefault();
      if (event.target.closest("a")) this.expectNothing();
    });
    handOver(this.box, () => ({ query: this.query, exactly: false }));
    this.list.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) setTimeout(() => this.followed(event.target.closest("a")));
    });
    window.addEventListener("pagehide", () => this.close());
    if (input.value.trim()) this.typed(0);
  }
  // A hit on the page that is open already loads nothing: the words are marked at once.
  followed(link) {
    this.close();
    if (link?.hash && link.pathname === location.pathname && link.search === location.search) markPage(this.engine);
  }
  typed(wait) {
    this.expectNothing();
    if (!this.input.value.trim()) {
      this.close();
      this.live.textContent = "";
      return;
    }
    this.timer = setTimeout(() => this.ask(), wait);
  }
  expectNothing() {
    this.asked++;
    clearTimeout(this.timer);
  }
  async ask() {
    const number = ++this.asked, query = this.input.value;
    const answer = await this.engine.search(query, { limit: 6, typing: true }).catch(() => null);
    await this.styled;
    if (number !== this.asked || document.activeElement !== this.input) return;
    try {
      this.show(query, answer);
    } catch {
      this.show(query, null); // a damaged file gave something that is no answer
    }
  }

  show(query, answer) {
    this.query = query;
    const hits = (answer?.hits ?? []).map((hit) => this.option(hit, answer.card));
    const lead = answer?.card && !answer.hits.some((hit) => hit.address === answer.card.address) ? [this.option(answer.card, answer.card)] : [];
    const words = answer && !hits.length ? (answer.nearest ?? []).map((word) => this.link(toSearch({ q: word }), "Sök på ", make("b", {}, word))) : [];
    const all = hits.length ? [this.link(toSearch({ q: query }), answer.total > 1 ? `Visa alla ${hitsInWords(answer.total)}` : "Visa på söksidan")] : [];
    this.options = [...lead, ...hits, ...words, ...all];
    this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    this.list.replaceChildren(...this.options);
    this.list.hidden = !this.options.length;
    const notes = this.notes(answer);
    this.note.replaceChildren(...notes);
    this.note.hidden = !notes.length;
    this.live.textContent = [this.note.textContent, this.options.length ? `${hits.length ? `${hitsInWords(answer.total)}. ` : ""}Välj med pil upp och pil ned.` : ""].join(" ").trim();
    this.choose(-1);
    this.open();
  }
  notes(answer) {
    if (!answer) return [UNREADABLE];
    if (!answer.hits.length) return ["Ingen sida hittades.", ...(answer.nearest?.length ? [" Närmaste ord:"] : [])];
    if (answer.corrected) return ["Visar träffar på ", make("b", {}, quoted(answer.corrected.shown)), "."];
    if (answer.phraseMissing) return [PHRASE_MISSING];
    if (answer.uncertain) return ["Inget säkert svar. Det här ligger närmast:"];
    return [];
  }
  option(hit, card) {
    const option = this.link(inSite(hit.address, hit.anchor), make("span", { class: "kb-hit-title" }, ...titleOf(hit)));
    option.dataset.hit = "";
    const facts = factsOf(hit), defined = card && card.address === hit.address && !hit.anchor;
    if (facts.length) option.append(" ", make("span", { class: "kb-hit-facts" }, ...facts));
    const text = defined ? [card.definition] : withMarks(shortened(hit.excerpt ?? []));
    if (text.length) option.append(" ", make("span", { class: "kb-hit-text", "aria-hidden": "true" }, ...text));
    return option;
  }
  link(address, ...children) {
    return make("a", { role: "option", "aria-selected": "false", tabindex: "-1", href: address }, ...children);
  }

  key(event) {
    if (event.isComposing || event.altKey) return;
    const opened = this.box.isConnected && this.options.length > 0, last = this.options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.input.value.trim()) return;
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (!opened) this.ask();
      else if (down) this.choose(this.active === last ? -1 : this.active + 1);
      else this.choose(this.active < 0 ? last : this.active - 1);
    } else if (event.key === "Enter" && opened && this.active >= 0) {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      this.options[this.active].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    } else if (event.key === "Enter") {
      this.expectNothing();
    } else if (event.key === "Escape" && this.box.isConnected) {
      event.preventDefault();
      event.stopPropagation();
      this.expectNothing();
      this.close();
    }
  }
  choose(at) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = this.options[at];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  // The list is in the page only while it is open: a theme may have rules for what stands in its search form.
  open() {
    if (!this.box.isConnected) {
      this.input.form.append(this.box);
      this.box.showPopover?.();
      this.opened = new AbortController();
      const { signal } = this.opened;
      addEventListener("resize", () => this.place(), { signal });
      addEventListener("scroll", (event) => { if (!this.box.contains(event.target)) this.place(); }, { signal, capture: true, passive: true });
    }
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.list.scrollTop = 0;
    this.place();
  }
  close() {
    clearTimeout(this.timer);
    if (!this.box.isConnected) return;
    this.opened.abort();
    this.box.remove();
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }
  // Below the field and at least as wide; on a narrow screen as wide as the screen lets it be.
  place() {
    const field = this.input.form.getBoundingClientRect(), own = this.input.getBoundingClientRect();
    const screen = document.documentElement.clientWidth, height = window.visualViewport?.height ?? innerHeight;
    const edge = screen < 640 ? 8 : 16;
    const width = Math.min(screen - 2 * edge, Math.max(Math.min(field.width, 720), 576));
    const left = Math.max(edge, Math.min(own.left, screen - width - edge));
    const room = Math.max(height - own.bottom - 16, 200);
    const { style } = this.box;
    style.width = `${width}px`;
    style.maxHeight = `${Math.min(room, 680)}px`;
    if (!this.box.showPopover) return;
    style.left = `${left + scrollX}px`;
    style.top = `${own.bottom + scrollY + 6}px`;
  }
}

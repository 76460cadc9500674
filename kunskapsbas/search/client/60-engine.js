// The search itself: a query in, an answer out. Knows nothing of the page it is shown on.
const PHRASE_PAGES = 40; // pages that are read through for a phrase, at most
const CANDIDATES = 14; // hits whose texts are fetched and compared with the query as a whole
const RELEVANT = 0.4; // of the best hit's coverage: a page with less is counted only where there are few

class Engine {
  constructor(load) {
    this.files = new Files(load);
    this.opened = null;
  }
  open() {
    this.opened ??= this.read();
    return this.opened;
  }
  async read() {
    this.meta = await this.files.get("meta", 0);
    if (!this.meta) throw new Error("meta");
    const names = new Map();
    this.titles = new Map(); // page of a term -> the term
    for (const [name, page, deprecated] of this.meta.names ?? []) {
      if (!this.titles.has(page)) this.titles.set(page, name);
      const key = nameKey(wordsOf(name));
      if (key && !names.has(key)) names.set(key, { page, title: this.titles.get(page), deprecated });
    }
    this.vocabulary = new Vocabulary(this.files, this.meta);
    this.understanding = new Understanding(this.vocabulary, names);
    this.ranking = new Ranking(this.files, this.meta);
  }

  // The answer to a query; 70-field.js and 80-page.js show it. Options: `limit` hits; `typing`, the last word may be
  // unfinished; `exactly`, without correction; `kinds` and `year`, filters; `byDate`, newest first.
  async search(text, { limit = 10, typing = false, exactly = false, kinds = new Set(), year = "", byDate = false } = {}) {
    await this.open();
    const query = readQuery(text);
    const { slots, unions } = await this.understanding.slots(query, { typing, exactly });
    const ranked = await this.ranking.rank(slots, unions);
    const best = ranked.pages.reduce((most, page) => Math.max(most, ranked.coverage[page]), 0);
    const leading = ranked.top(Math.max(limit, CANDIDATES)), having = query.phrases.length ? await this.withPhrases(ranked.top(PHRASE_PAGES), query.phrases) : [];
    const enough = new Set((having.length ? having : leading.slice(0, limit)).map((hit) => hit.page));
    if (!having.length) for (const page of ranked.pages) if (ranked.coverage[page] >= RELEVANT * best) enough.add(page);
    const passing = new Set([...enough].filter((page) => this.passes(page, kinds, year)));
    let shown = having.filter((hit) => passing.has(hit.page));
    if (byDate) shown = this.newest(ranked, passing, limit);
    else if (!having.length) shown = passing.size === enough.size ? leading : ranked.top(leading.length, (page) => passing.has(page));
    await Promise.all(shown.map((hit) => this.fetchText(hit)));
    if (!byDate) shown = rerank(query, shown);
    const words = this.sought(query, slots, unions);
    const marker = this.marker(words);
    const uncertain = best < 0.5 || slots.every((slot) => slot.doubtful);
    return {
      total: passing.size,
      hits: shown.filter((hit) => hit.text).slice(0, limit).map((hit) => this.describe(hit, marker)),
      card: await this.card(query, unions),
      corrected: correction(text, query, slots),
      phraseMissing: query.phrases.length > 0 && !having.length,
      uncertain,
      nearest: uncertain ? await this.nearest(slots) : [],
      facets: this.facets(enough),
      words,
      lost: this.files.lost.size,
    };
  }

  newest(ranked, pages, limit) {
    const days = [...pages].sort((a, b) => (this.day(a) < this.day(b) ? 1 : this.day(a) > this.day(b) ? -1 : ranked.score[b] - ranked.score[a]));
    return days.slice(0, limit).map((page) => ranked.hit(page));
  }
  kind(page) {
    const digit = parseInt(this.meta.kindOf?.[page] ?? "0", 36);
    return digit ? this.meta.kinds[digit - 1] : ["", ""];
  }
  day(page) {
    return this.meta.days?.[page] ?? "";
  }
  passes(page, kinds, year) {
    return (!kinds.size || kinds.has(this.kind(page)[0])) && (!year || this.day(page).startsWith(year));
  }
  facets(pages) {
    const kinds = new Map(), years = new Map();
    for (const page of pages) {
      const [kind, label] = this.kind(page), year = this.day(page).slice(0, 4);
      if (kind) kinds.set(kind, [kind, label, (kinds.get(kind)?.[2] ?? 0) + 1]);
      if (year) years.set(year, [year, (years.get(year)?.[1] ?? 0) + 1]);
    }
    return { kinds: [...kinds.values()].sort((a, b) => b[2] - a[2]), years: [...years.values()].sort((a, b) => (a[0] < b[0] ? 1 : -1)) };
  }

  // The file with a page's section, and the number of its first section.
  block(page, section) {
    const starts = this.meta.blocks[page] ?? [0];
    let part = 0;
    while (part + 1 < starts.length && starts[part + 1] <= section) part++;
    return { key: part ? `${page}-${part}` : page, first: starts[part], blocks: starts.length };
  }
  async fetchText(hit) {
    if (hit.text !== undefined) return;
    hit.section ??= bestSection(hit);
    const { key, first } = this.block(hit.page, hit.section);
    hit.text = await this.text(key);
    hit.first = first;
    hit.passage = hit.text?.p[hit.section - first] ?? ["", "", "", []];
  }
  // A file of texts; null where it is missing or is something else.
  async text(key) {
    const text = await this.files.get("t", key);
    if (text && !Array.isArray(text.p)) this.files.lost.add(`t/${key}`);
    return Array.isArray(text?.p) ? text : null;
  }

  // The pages that have every phrase, word for word, with the section where they have it.
  async withPhrases(ranked, phrases) {
    const having = [];
    for (let from = 0; from < ranked.length && having.length < 10; from += 10) {
      const batch = ranked.slice(from, from + 10);
      const sections = await Promise.all(batch.map((hit) => this.sectionWith(hit.page, phrases)));
      batch.forEach((hit, at) => {
        if (sections[at] === null) return;
        having.push({ ...hit, section: sections[at] });
      });
    }
    return having;
  }
  async sectionWith(page, phrases) {
    const starts = this.meta.blocks[page] ?? [0];
    const blocks = await Promise.all(starts.map((_, part) => this.text(part ? `${page}-${part}` : page)));
    const wanted = phrases.map((phrase) => ` ${phrase.map(fold).join(" ")} `);
    const missing = new Set(wanted);
    let found = null;
    blocks.forEach((block, part) => block?.p.forEach(([heading, , text], at) => {
      const plain = ` ${wordsOf(`${heading} ${text}`).map(fold).join(" ")} `;
      for (const phrase of wanted) if (plain.includes(phrase)) { missing.delete(phrase); found ??= starts[part] + at; }
    }));
    const title = ` ${wordsOf(blocks[0]?.t ?? "").map(fold).join(" ")} `;
    for (const phrase of wanted) if (title.includes(phrase)) { missing.delete(phrase); found ??= 0; }
    return missing.size ? null : found;
  }

  // What to mark in the texts: every form of the words that were found, and their shortest form inside longer words.
  sought(query, slots, unions) {
    const words = new Set(), texts = query.phrases.flat();
    const take = (found, least) => found.forEach((weight, word) => { if (weight >= least) words.add(word); });
    for (const slot of slots) {
      take(slot.words, WEIGHT.family);
      for (const part of slot.both ?? []) take(part.words, WEIGHT.onlyFamily);
      if (slot.corrected || slot.text) texts.push(slot.corrected ?? slot.text);
    }
    for (const union of unions) {
      if (union.words) take(union.words, WEIGHT.family);
      union.all?.forEach((found) => take(found, WEIGHT.title));
    }
    const forms = this.vocabulary.formsOf(words), roots = new Set();
    for (const found of forms.values()) {
      const shortest = found.reduce((short, form) => (form.length < short.length ? form : short)).replace(/[ae]$/, "");
      if (shortest.length > 3) roots.add(shortest);
    }
    return { forms: [...new Set([...texts, ...[...forms.values()].flat()])], roots: [...roots], dates: query.dates.map((date) => date.keys[0]) };
  }
  marker(words) {
    return new Marker(words);
  }

  describe(hit, marker) {
    const { text, passage } = hit;
    const [heading, anchor, body, path] = passage;
    // Of a whole page the definition or summary is shown, unless only what stands in the text tells why it was found.
    const lead = hit.section === 0 ? (text.f ?? text.a ?? "") : "";
    const told = lead && ([lead, text.t].some((one) => marker.places(one).length) || !marker.places(body).length);
    return {
      address: text.u, title: text.t, titleParts: marker.parts(text.t), kind: text.k, kindLabel: this.kind(hit.page)[1], day: text.d,
      heading, headingParts: marker.parts(heading), anchor, path,
      excerpt: marker.excerpt(told ? lead : body), more: otherSections(hit),
    };
  }

  // The definition of a term, when the query is a name of it or asks what it means.
  async card(query, unions) {
    const whole = query.tokens.length;
    if (query.row.some((token) => token.slot === undefined && !SWEDISH.defining.includes(token.text))) return null;
    const named = unions.find((union) => union.page !== undefined && union.slots.length === whole);
    if (!named || query.dates.length) return null;
    const text = await this.text(named.page);
    return text?.f ? { title: text.t, definition: text.f, source: text.s, address: text.u } : null;
  }

  // Words of the site that look most like those that were not found.
  async nearest(slots) {
    const found = new Map();
    for (const slot of slots.filter((slot) => !slot.known && slot.text)) {
      const folded = fold(slot.text);
      for (const { entry, far } of spell(folded, await this.vocabulary.near(folded), 3)) if (!found.has(entry.form)) found.set(entry.form, far);
    }
    return [...found].sort((a, b) => a[1] - b[1]).slice(0, 5).map(([form]) => form);
  }
}

const nameKey = (words) => words.map((word) => stem(fold(word))).join(" ");

const bestSection = (hit) => {
  let best = 0, most = hit.sections.get(0) ?? 0;
  for (const [section, value] of hit.sections) if (value > most * 1.0001) [best, most] = [section, value];
  return best;
};

// Up to three other sections of the page that answer nearly as well, of those whose text is at hand.
const otherSections = (hit) => {
  const most = Math.max(...hit.sections.values(), 0);
  const others = [...hit.sections].filter(([section, value]) => section !== hit.section && value > 0.5 * most);
  others.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const found = others.map(([section]) => hit.text.p[section - hit.first]).filter((passage) => passage?.[0] && passage[1]);
  return found.slice(0, 3).map(([heading, anchor]) => ({ heading, anchor }));
};

// The whole query with its misspelt words mended; null when none is.
const correction = (text, query, slots) => {
  let shown = text;
  for (const slot of slots) {
    if (!slot.corrected) continue;
    const written = slot.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    // A word that the reader began with a capital keeps it.
    const mended = ([first]) => (first === first.toLowerCase() ? slot.corrected : slot.corrected[0].toUpperCase() + slot.corrected.slice(1));
    shown = shown.replace(new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, "iu"), mended);
  }
  return shown === text ? null : { shown, asked: text };
};

// The first hits once more, now that their texts are known.
const rerank = (query, hits) => {
  const wanted = query.words.map(fold), telling = query.words.filter((word) => !common.has(word)).map((word) => stem(fold(word)));
  for (const hit of hits) if (hit.text) hit.score *= closeness(hit, wanted, telling);
  return hits.sort(byScore);
};

// How much more a hit is worth for what its title, heading and text say as a whole.
const closeness = (hit, wanted, telling) => {
  const title = wordsOf(hit.text.t).map(fold), asked = wanted.join(" ");
  let factor = 1 + RANK.titleMatch * overlap(title, telling) ** 2;
  factor *= 1 + RANK.titleAll * f1(new Set(title.map(stem)), new Set(wanted.map(stem))) ** 2;
  if (title.join("") === wanted.join("") || (hit.text.n ?? []).some((name) => wordsOf(name).map(fold).join(" ") === asked)) factor *= RANK.exact;
  const heading = wordsOf(hit.passage[0]).map(fold);
  if (heading.length) factor *= 1 + RANK.heading * overlap(heading, telling) ** 2;
  if (telling.length > 1) {
    const run = longestRun(foldedWords(hit.passage), telling);
    factor *= 1 + (RANK.run * (run - 1)) / (telling.length - 1);
  }
  return factor;
};

// The folded words of a section's heading and text; remembered with it.
const foldedWords = (passage) => (passage.folded ??= wordsOf(`${passage[0]} ${passage[2]}`).map(fold));

// The harmonic mean (F1) of how much of each set the other has.
const f1 = (mine, theirs) => (mine.size && theirs.size ? (2 * [...mine].filter((word) => theirs.has(word)).length) / (mine.size + theirs.size) : 0);

// How well a title and a query agree, by the stems of the words that say something.
const overlap = (title, telling) => f1(new Set(telling), new Set(title.filter((word) => !common.has(word)).map(stem)));

// The most words of the query that stand beside each other in a text, in any order, two other words apart at most. A word
// begins with its stem: only words that begin as one of the query's are looked at.
const longestRun = (text, telling) => {
  let best = 1, seen = new Set(), last = -9;
  text.forEach((word, at) => {
    const found = telling.find((root) => word.startsWith(root) && stem(word) === root);
    if (found === undefined) return;
    if (at - last > 3) seen = new Set();
    seen.add(found);
    last = at;
    best = Math.max(best, seen.size);
  });
  return best;
};

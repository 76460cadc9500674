// Scores pages: impacts (BM25F, made when the site was built) times rarity, coverage instead of AND, the title, and the
// best section by itself. docs/search.md explains each step and where it comes from.
const RANK = {
  coverage: 0.55, everywhere: 0.35, union: 0.65, title: 0.95, wholeTitle: 0.5, section: 0.4, sectionAlone: 0.8, inHeading: 1.3, inherited: 0.35, sectionHeading: 0.4,
  titleMatch: 0.9, titleAll: 0.3, exact: 1.5, heading: 0.25, run: 0.3, inTitle: 1.25, partInTitle: 1,
};
const IMPACTS = 63, SECTION_IMPACTS = 7;
const READ_SECTIONS = 60; // pages whose sections are looked at, the best by the page as a whole
const cover = (coverage) => 1 - RANK.coverage + RANK.coverage * coverage * coverage;
const byScore = (a, b) => b.score - a.score || a.page - b.page;

// What something gives each page: its value, how much of it the title has, and how much of what was asked it answers.
// `evidence(page)` gives the postings behind it, for each part of what was asked those that may answer it:
// [[{ list, at, weight }, …], …].
class Scores {
  constructor(pages, rarest, evidence) {
    this.value = new Float32Array(pages);
    this.title = new Float32Array(pages);
    this.share = new Float32Array(pages);
    this.rarest = rarest;
    this.evidence = evidence;
    this.found = [];
  }
  put(page, value, title, share) {
    if (!this.value[page]) this.found.push(page);
    this.value[page] = value;
    this.title[page] = Math.max(this.title[page], title);
    this.share[page] = Math.max(this.share[page], share);
  }
}
const weighed = (evidence, factor) => evidence.map((several) => several.map((one) => ({ ...one, weight: one.weight * factor })));
const placeOf = (list, page) => {
  let low = 0, high = list.pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.pages[middle] < page) low = middle + 1;
    else high = middle;
  }
  return list.pages[low] === page ? low : -1;
};

class Ranking {
  constructor(files, meta) {
    this.files = files;
    this.meta = meta;
    this.titleWords = Uint8Array.from(meta.titles, (digit) => Math.max(1, parseInt(digit, 36)));
    this.listings = new Set(meta.listings);
    this.decoded = new Map();
  }
  async postings(word) {
    if (!this.decoded.has(word)) this.decoded.set(word, await postingsOf(this.files, this.meta, word));
    return this.decoded.get(word);
  }
  // The idf of Robertson and Spärck Jones, never negative, and a little for words that are everywhere.
  rarity(count) {
    return RANK.everywhere + Math.log(1 + (this.meta.pages - count + 0.5) / (count + 0.5));
  }

  // The best of some words for each page. A relative never counts for more than the word itself, however rare it is.
  async wordScores(words) {
    const lists = await Promise.all([...words].map(async ([word, weight]) => ({ list: await this.postings(word), weight })));
    const most = Math.max(...lists.map((one) => one.weight));
    const sought = Math.max(...lists.filter((one) => one.weight === most).map((one) => this.rarity(one.list.pages.length)));
    const found = (page) => lists.map(({ list, factor }) => ({ list, at: placeOf(list, page), weight: factor })).filter(({ at }) => at >= 0);
    const scores = new Scores(this.meta.pages, 0, (page) => [found(page)]);
    for (const one of lists) {
      const { list, weight } = one, rarity = Math.min(sought, this.rarity(list.pages.length));
      one.factor = rarity * weight;
      if (list.pages.length) scores.rarest = Math.max(scores.rarest, rarity * (weight >= 0.5 ? 1 : 0.6));
      for (let at = 0; at < list.pages.length; at++) {
        const page = list.pages[at], title = list.titles[at] ? (list.titles[at] === 2 ? 1 : RANK.partInTitle) * weight : 0;
        const value = ((one.factor * list.impacts[at]) / IMPACTS) * (title ? RANK.inTitle : 1);
        if (value > scores.value[page]) scores.put(page, value, title, 1);
        else if (title > scores.title[page]) scores.title[page] = title;
      }
    }
    return scores;
  }
  // A slot's words, or both parts of a compound together; a page with one part only answers a share of it.
  async slotScores(slot) {
    const own = await this.wordScores(slot.words);
    if (!slot.both) return own;
    const parts = await Promise.all(slot.both.map((part) => this.wordScores(part.words)));
    // Where the texts have the compound itself, its parts say less.
    const factor = slot.words.size ? WEIGHT.besides : 1;
    const weightOf = (page) => factor * (parts.every((part) => part.value[page]) ? WEIGHT.both : WEIGHT.half);
    const made = new Scores(this.meta.pages, Math.max(own.rarest, factor * WEIGHT.both * (parts[0].rarest + parts[1].rarest)), (page) =>
      own.value[page] ? own.evidence(page) : parts.flatMap((part) => weighed(part.evidence(page), weightOf(page))));
    for (const page of own.found) made.put(page, own.value[page], own.title[page], 1);
    for (const page of parts.flatMap((part) => part.found)) {
      const whole = parts.every((part) => part.value[page]), weight = weightOf(page);
      const value = weight * (parts[0].value[page] + parts[1].value[page]);
      const title = whole ? weight * Math.min(parts[0].title[page], parts[1].title[page]) : 0;
      if (value > made.value[page]) made.put(page, value, title, whole ? 1 : weight);
    }
    return made;
  }
  // A term gives its own page most, and pages that have all the words of its title a part.
  async namedScores(union) {
    const each = await Promise.all(union.all.map((words) => this.wordScores(words)));
    const most = this.rarity(1), sum = (key) => each.reduce((all, one) => all + key(one), 0);
    const made = new Scores(this.meta.pages, sum((one) => one.rarest) || most, (page) => each.flatMap((one) => one.evidence(page)));
    for (const page of each[0]?.found ?? []) {
      if (each.every((one) => one.value[page])) made.put(page, sum((one) => one.value[page]), Math.min(...each.map((one) => one.title[page])), 1);
    }
    if (!made.value[union.page]) made.rarest = Math.max(made.rarest, most);
    made.put(union.page, Math.max(made.value[union.page], most * 0.9), union.slots.length, 1);
    return made;
  }

  async rank(slots, unions) {
    const own = await Promise.all(slots.map((slot) => this.slotScores(slot)));
    const joint = await Promise.all(unions.map((union) => (union.all ? this.namedScores(union) : this.wordScores(union.words))));
    // What may answer each slot: its own words, and the unions that it is a part of.
    const answers = own.map((scores, number) => [{ scores, portion: 1, worth: scores.rarest }].concat(
      unions.flatMap((union, at) => (union.slots.includes(number) ? [{ scores: joint[at], portion: RANK.union / union.slots.length, worth: joint[at].rarest / union.slots.length }] : []))));
    return new Ranked(this, answers);
  }
}

// All pages that have anything of what was asked, scored as wholes; `top` scores the best with their sections too.
class Ranked {
  constructor(ranking, answers) {
    this.ranking = ranking;
    this.answers = answers;
    this.worths = answers.map((several) => Math.max(...several.map((answer) => answer.worth)));
    this.total = this.worths.reduce((sum, worth) => sum + worth, 0) || 1;
    this.score = new Float32Array(ranking.meta.pages);
    this.coverage = new Float32Array(ranking.meta.pages);
    this.pages = [];
    for (const { scores } of answers.flat()) {
      for (const page of scores.found) if (!this.score[page]) this.scorePage(page);
    }
  }
  // The answer to a slot that gives a page most, and what it gives.
  best(several, page) {
    let best = several[0], most = several[0].scores.value[page];
    for (const answer of several) {
      const value = answer.scores.value[page] * answer.portion;
      if (value > most) [best, most] = [answer, value];
    }
    return [best, most];
  }
  titled(several, page) {
    let most = 0;
    for (const answer of several) most = Math.max(most, answer.scores.title[page]);
    return most;
  }
  scorePage(page) {
    let value = 0, covered = 0, title = 0;
    this.answers.forEach((several, slot) => {
      const [best, most] = this.best(several, page);
      if (!most) return;
      value += most;
      covered += this.worths[slot] * best.scores.share[page];
      title += this.titled(several, page);
    });
    this.coverage[page] = Math.min(1, covered / this.total);
    this.score[page] = value * cover(this.coverage[page]) * this.titleFactor(title, page) + this.wholeTitle(title, page);
    this.pages.push(page);
  }
  // How well title and query agree: the harmonic mean of their shares of each other, 1 when they are the same.
  inTitle(title, page) {
    return Math.min(1, (2 * title) / (this.ranking.titleWords[page] + this.answers.length));
  }
  titleFactor(title, page) {
    return 1 + RANK.title * this.inTitle(title, page) ** 2;
  }
  wholeTitle(title, page) {
    return this.inTitle(title, page) > 0.99 ? RANK.wholeTitle * this.ranking.rarity(1) : 0;
  }

  // The best `count` pages of those `allowed`, best first: [{ page, score, coverage, sections }].
  top(count, allowed = () => true) {
    const pages = best(this.pages.filter(allowed), this.score, Math.max(count, READ_SECTIONS));
    const hits = pages.slice(0, READ_SECTIONS).map((page) => this.hit(page)).sort(byScore);
    return [...hits, ...pages.slice(READ_SECTIONS).map((page) => this.hit(page))].slice(0, count);
  }
  // A page with what each of its sections is worth by itself, under the page's title.
  hit(page) {
    const found = new Map(), had = []; // section -> { values, headed }
    let title = 0;
    this.answers.forEach((several, slot) => {
      const [best, most] = this.best(several, page);
      if (!most) return;
      const titled = this.titled(several, page), number = had.length;
      title += titled;
      had.push({ inherited: Math.min(1, titled) * most * RANK.inherited, worth: this.worths[slot] * best.scores.share[page] });
      for (const several of best.scores.evidence(page)) {
        for (const [section, { value, heading }] of bestOfSections(several)) {
          if (!found.has(section)) found.set(section, { values: [], headed: new Set() });
          const one = found.get(section);
          one.values[number] = (one.values[number] ?? 0) + value * best.portion;
          if (heading) one.headed.add(number);
        }
      }
    });
    const sections = new Map();
    for (const [section, { values, headed }] of found) {
      let value = 0, covered = 0;
      had.forEach(({ inherited, worth }, number) => {
        if (values[number] || inherited) covered += worth;
        value += Math.max(values[number] ?? 0, inherited);
      });
      const head = headed.size / this.answers.length;
      sections.set(section, value * cover(Math.min(1, covered / this.total)) * (1 + RANK.sectionHeading * head * head));
    }
    const extra = this.wholeTitle(title, page), whole = this.score[page] - extra;
    const part = Math.max(0, ...sections.values()) * this.titleFactor(title, page);
    const divided = !this.ranking.listings.has(page) && (sections.size > 1 || (sections.size === 1 && !sections.has(0)));
    const score = extra + (divided ? Math.max((1 - RANK.section) * whole + RANK.section * part, RANK.sectionAlone * part) : whole);
    return { page, score, coverage: this.coverage[page], sections };
  }
}

// The best that several words give each section of a page: Map(section -> { value, heading }).
const bestOfSections = (several) => {
  const found = new Map();
  for (const { list, at, weight } of several) {
    for (const [section, impact, heading] of list.sections[at] ?? [[0, (list.impacts[at] / IMPACTS) * SECTION_IMPACTS, 0]]) {
      const value = weight * (impact / SECTION_IMPACTS) * (heading ? RANK.inHeading : 1);
      if (value > (found.get(section)?.value ?? 0)) found.set(section, { value, heading });
    }
  }
  return found;
};

// The `count` pages with the highest scores, best first; without sorting all of them.
const best = (pages, score, count) => {
  const sorted = (some) => some.sort((a, b) => score[b] - score[a] || a - b);
  if (pages.length <= count) return sorted(pages);
  const bins = new Uint32Array(1024), most = pages.reduce((high, page) => Math.max(high, score[page]), 0) || 1;
  const bin = (page) => Math.min(1023, Math.floor((score[page] / most) * 1023));
  for (const page of pages) bins[bin(page)]++;
  let lowest = 1023, sum = bins[1023];
  while (lowest > 0 && sum < count) sum += bins[--lowest];
  return sorted(pages.filter((page) => bin(page) >= lowest)).slice(0, count);
};

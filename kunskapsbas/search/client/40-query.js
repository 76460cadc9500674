// From what the reader wrote to slots: one for each thing that is asked for, with the words of the texts that answer it.
//
// A slot is { text, words: Map(word -> weight), known, corrected, both, doubtful }. `both` are two slots that answer it
// together: the parts of a compound. A doubtful one has only words that are far from what was written. A union is { slots, words, text } or { slots, all, page }: what answers several slots at once, a
// compound written apart or a name in the glossary.
const WEIGHT = {
  marks: 0.95, inflected: 0.9, farStem: 0.35, sameStem: 0.45, family: 0.4, onlyFamily: 0.7,
  unfinished: 0.8, longer: 0.35, ending: 0.55, inside: 0.3, both: 0.65, half: 0.3, besides: 0.6, onePart: 0.5, otherSpelling: 0.6, far: 0.4, title: 0.8,
};
const LONGEST_QUERY = 400, MOST_TOKENS = 24; // letters and words; what follows is left out
const RARE = 2; // a compound in at most 2 ** RARE - 1 pages is sought by its parts too

// The query in pieces: { words, tokens, row, phrases, dates }. `words` are all of it. A token is { text, folded, slot };
// `row` has the common words too, which have no slot. Neither has what stands in a date.
const readQuery = (text) => {
  let rest = text.slice(0, LONGEST_QUERY).normalize("NFC").toLowerCase();
  const phrases = [];
  rest = rest.replace(/["”“„»«]([^"”“„»«]+)["”“„»«]/g, (_, inside) => {
    const phrase = wordsOf(inside);
    if (phrase.length) phrases.push(phrase);
    return ` ${inside} `;
  });
  const words = wordsOf(rest).slice(0, MOST_TOKENS), dates = findDates(rest);
  for (const { start, end } of dates) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  rest = rest.replace(/([\p{L}\p{N}])[:’'´`]s(?![\p{L}\p{N}])/gu, "$1");
  const row = wordsOf(rest).slice(0, MOST_TOKENS).map(tokenOf);
  const telling = row.filter((token) => !common.has(token.text));
  const tokens = telling.length || dates.length ? telling : row;
  tokens.forEach((token, at) => { token.slot = dates.length + at; });
  return { words, tokens, row, phrases, dates };
};
const tokenOf = (text) => ({ text, folded: fold(text) });

// A form of the vocabulary fits a word when every mark that the reader wrote is there: "vård" is not "värd", "vard" is both.
const MARKED = /[^\x00-\x7f]/;
const fits = (written, form) => {
  if (written === form) return true;
  if (written.length !== form.length) return false;
  for (let at = 0; at < written.length; at++) if (written[at] !== form[at] && MARKED.test(written[at])) return false;
  return true;
};

// How many first letters a form shares with a token; 0 when it does not fit in the first `least`.
const likeness = (token, entry, least) => {
  if (!fits(token.text.slice(0, least), entry.form.slice(0, least))) return 0;
  let count = 0;
  while (count < token.folded.length && token.folded[count] === entry.folded[count]) count++;
  return count;
};

const add = (words, word, weight) => {
  if ((words.get(word) ?? 0) < weight) words.set(word, weight);
};

class Understanding {
  constructor(vocabulary, names) {
    this.vocabulary = vocabulary;
    this.names = names; // stems of a name joined by spaces -> { page, title, deprecated }
  }

  // The slots and unions of a query. `exactly`: the reader has refused the correction. `typing`: the last word may be
  // unfinished.
  async slots(query, { exactly = false, typing = false } = {}) {
    const dated = await Promise.all(query.dates.map((date) => this.dateSlot(date)));
    const last = query.tokens.length - 1;
    const plain = await Promise.all(query.tokens.map((token, at) => this.plainSlot(token, typing && at === last)));
    let unions = await this.joined(query.row);
    const covered = new Set(unions.flatMap((union) => union.slots));
    await Promise.all(plain.map((slot, at) => {
      if (slot.sure || covered.has(dated.length + at)) return slot.rare ? this.addParts(slot, query.tokens[at]) : null;
      return this.guess(slot, query.tokens[at], { exactly, typing: typing && at === last });
    }));
    if (plain.some((slot) => slot.corrected)) {
      const mended = (token) => plain[token.slot - dated.length]?.corrected;
      unions = await this.joined(query.row.map((token) => (mended(token) ? { ...tokenOf(mended(token)), slot: token.slot } : token)));
    }
    return { slots: [...dated, ...plain], unions };
  }

  async dateSlot({ keys }) {
    const words = new Map();
    for (const [place, key] of keys.entries()) {
      // Of a full date the day of any year says less, and the month less still; a week says nothing of a day.
      const weight = [1, 0.4, 0.3, 0, 0][place];
      if (weight) for (const entry of await this.vocabulary.forms(key)) add(words, entry.word, weight);
    }
    return { text: "", words, known: words.size > 0 };
  }

  // The words that a token is a form of, by the vocabulary or by its stem, and words of the same family. `sure`: nothing
  // needs to be guessed.
  async plainSlot(token, unfinished = false) {
    const words = new Map(), slot = { text: token.text, words, known: false };
    const root = stem(token.folded), kin = family(root);
    const near = await this.vocabulary.around(token.folded, kin);
    const exact = near.filter((entry) => entry.folded === token.folded && fits(token.text, entry.form));
    for (const entry of exact) add(words, entry.word, entry.form === token.text ? 1 : WEIGHT.marks);
    slot.sure = exact.length > 0;
    // Relatives of a known word are few: they begin with the very letters that were written, four at least.
    const related = (entry, length) => (slot.sure ? length > 3 && entry.form.slice(0, length) === token.text.slice(0, length) : length > 2 && likeness(token, entry, length) > 0);
    const same = near.filter((entry) => entry.stem === root && related(entry, root.length) && differByEndings(token.folded, entry.folded));
    const most = Math.max(0, ...same.map((entry) => likeness(token, entry, root.length)));
    for (const entry of same) {
      const inflected = likeness(token, entry, root.length) === most ? WEIGHT.inflected : WEIGHT.farStem;
      add(words, entry.word, slot.sure ? WEIGHT.sameStem : inflected);
    }
    slot.known = [...words.values()].some((weight) => weight >= WEIGHT.inflected);
    for (const entry of near) {
      if (entry.family === kin && related(entry, kin.length)) add(words, entry.word, slot.known ? WEIGHT.family : WEIGHT.onlyFamily);
    }
    // An inflection the texts do not have is believed when the word itself is there: modul for modulernas.
    const base = token.folded.slice(0, most);
    slot.sure ||= slot.known && most > 3 && near.some((entry) => entry.folded === base || entry.folded === `${base}a` || entry.folded === `${base}e`);
    slot.rare = slot.sure && token.folded.length > 7 && [...exact, ...same].every((entry) => entry.power <= RARE);
    if (unfinished && token.folded.length > 1) this.unfinished(slot, token, near);
    return slot;
  }

  unfinished(slot, token, near) {
    const longer = near.filter((entry) => entry.folded.startsWith(token.folded) && entry.folded !== token.folded && fits(token.text, entry.form.slice(0, token.text.length)));
    longer.sort((a, b) => b.power - a.power || a.form.length - b.form.length);
    const weight = slot.known ? WEIGHT.longer : WEIGHT.unfinished;
    for (const entry of longer.slice(0, 24)) add(slot.words, entry.word, weight * Math.max(0.5, token.folded.length / entry.folded.length));
    slot.known ||= longer.length > 0;
    slot.sure ||= longer.length > 0;
  }

  // Neighbouring tokens that are one word of the texts, or a name in the glossary; also with a common word among them
  // (upp handling, för- och nackdelar).
  async joined(row) {
    const unions = [];
    for (let from = 0; from < row.length; from++) {
      for (let to = Math.min(row.length, from + 4); to > from; to--) {
        const part = row.slice(from, to), slots = part.flatMap((token) => token.slot ?? []);
        if (!slots.length) continue;
        const name = this.names.get(nameKey(part.map((token) => token.text)));
        if (name) unions.push(await this.named(name, slots));
        const word = part.length > 1 && (await this.oneWord(part));
        if (word) unions.push({ slots, ...word });
      }
    }
    return unions;
  }
  async oneWord(part) {
    for (const text of glued(part.map((token) => token.text))) {
      const slot = await this.plainSlot(tokenOf(text));
      const words = new Map([...slot.words].filter(([, weight]) => weight >= WEIGHT.inflected));
      if (slot.sure && words.size) return { words, text };
    }
    return null;
  }
  // A name of a term: its page answers, and so do pages with all words of the term's title.
  async named({ page, title }, slots) {
    const telling = wordsOf(title).filter((word) => !common.has(word));
    const found = await Promise.all(telling.map((word) => this.plainSlot(tokenOf(word))));
    const all = found.map((slot) => new Map([...slot.words].filter(([, weight]) => weight >= WEIGHT.marks).map(([word]) => [word, WEIGHT.title])));
    return { slots, all: all.filter((words) => words.size), page };
  }

  // A word that the texts do not have: misspelt, a compound of words they have, unfinished, or a part of longer words.
  async guess(slot, token, { exactly, typing }) {
    if (typing && slot.words.size) return;
    const entries = await this.vocabulary.near(token.folded);
    const [best, ...others] = exactly ? [] : spell(token.folded, entries);
    const parts = best?.far <= 1 || slot.known ? null : await this.parts(token);
    if (best && !parts && (!slot.known || best.far <= 0.5)) {
      const sureness = (cost) => Math.max(0.5, 0.95 - 0.15 * Math.max(0, cost));
      await this.addEntry(slot, best.entry, sureness(best.cost));
      for (const { entry, cost } of others) if (cost <= best.cost + 0.2) await this.addEntry(slot, entry, sureness(cost) * WEIGHT.otherSpelling);
      slot.corrected = this.preferred(best.entry.form);
    } else if (parts) slot.both = parts;
    else if (!slot.words.size) {
      if (token.folded.length > 2) this.unfinished(slot, token, await this.vocabulary.beginning(token.folded, 2));
      const longer = token.folded.length > 3 ? entries.filter((entry) => entry.folded.length > token.folded.length + 2 && entry.folded.includes(token.folded, 1)) : [];
      for (const entry of longer.slice(0, 12)) await this.addEntry(slot, entry, entry.folded.endsWith(token.folded) ? WEIGHT.ending : WEIGHT.inside);
      if (!slot.words.size) await this.onePart(slot, token);
      if (!slot.words.size && !exactly) {
        for (const { entry } of spell(token.folded, entries, 0.4 * token.folded.length).slice(0, 2)) await this.addEntry(slot, entry, WEIGHT.far);
        slot.doubtful = true;
      }
    }
  }
  // What to write for a form: the term's title for one of its names that should not be written.
  preferred(form) {
    const name = this.names.get(nameKey([form]));
    return name?.deprecated && wordsOf(name.title).length === 1 ? name.title.toLowerCase() : form;
  }
  async addEntry(slot, entry, weight) {
    const word = await this.vocabulary.wordOf(entry);
    if (word !== null) add(slot.words, word, weight);
  }
  // Better than nothing: the longest known word that a token begins or ends with.
  async onePart(slot, token) {
    const length = token.text.length;
    let first = null, last = null;
    for (let cut = length - 1; cut > 3 && !first; cut--) first = await this.firstPart(token.text.slice(0, cut));
    for (let cut = 1; cut < length - 3 && !last; cut++) last = (await this.power(token.text.slice(cut))) ? await this.lastPart(token.text.slice(cut)) : null;
    for (const part of [first, last]) part?.slot.words.forEach((weight, word) => add(slot.words, word, weight * WEIGHT.onePart));
  }

  async addParts(slot, token) {
    slot.both = await this.parts(token);
  }
  // The two words that a compound is made of, as slots; null when it is none.
  async parts(token) {
    let best = null;
    for (let cut = 2; cut <= token.text.length - 3; cut++) {
      const first = await this.firstPart(token.text.slice(0, cut));
      const last = first && (await this.lastPart(token.text.slice(cut)));
      if (!last) continue;
      const score = Math.min(cut, token.text.length - cut) + 0.2 * Math.min(first.power, last.power) + (last.exact ? 1 : 0);
      if (!best || score > best.score) best = { score, both: [first.slot, last.slot] };
    }
    return best && best.both;
  }
  // A first part as it is, without its joint (samordning|s, kvinn|o), or with the vowel it has lost.
  async firstPart(text) {
    for (const written of new Set([text, text.replace(/[seou]$/, ""), `${text}a`, `${text}e`])) {
      const power = written.length < 2 ? 0 : await this.power(written);
      if (power > (written.length > 3 ? 0 : 2)) return { slot: await this.plainSlot(tokenOf(written), written === text && text.length < 6), power };
    }
    const slot = text.endsWith("s") && text.length > 5 ? await this.plainSlot(tokenOf(text.slice(0, -1))) : null;
    return slot?.sure ? { slot, power: 1 } : null;
  }
  async lastPart(text) {
    const slot = await this.plainSlot(tokenOf(text)), power = await this.power(text);
    return slot.words.size && (power > 2 || text.length > 3) ? { slot, power: Math.max(1, power), exact: power > 0 } : null;
  }
  async power(text) {
    const entries = (await this.vocabulary.forms(fold(text))).filter((entry) => fits(text, entry.form));
    return Math.max(0, ...entries.map((entry) => entry.power));
  }
}

// Ways to write tokens as one word: joined as they are, and with the joint s.
const glued = (parts) =>
  parts.slice(1).reduce((made, part) => made.flatMap((start) => (start.endsWith("s") ? [start + part] : [start + part, `${start}s${part}`])), [parts[0]]);

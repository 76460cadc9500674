// The index's files. Each is a script that calls kbSearchData, so that they load from any server and from a folder.
class Files {
  constructor(load) {
    this.load = load; // (kind, number) -> Promise of the file's data; rejects when it cannot be had
    this.held = new Map();
    this.lost = new Set(); // what could not be had: told to the reader, and the rest goes on without it
  }
  get(kind, number) {
    const key = `${kind}/${number}`;
    if (!this.held.has(key)) {
      this.held.set(key, this.load(kind, number).catch(() => {
        this.lost.add(key);
        return null;
      }));
    }
    return this.held.get(key);
  }
}

// The number of the file that holds a key, where `firsts` are the first keys of all files in order.
const fileOf = (firsts, key) => {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
};

// A form of the texts, the number of pages that have it as a power of two, and the number of its word; null where the form
// comes from the backwards files, which do not say.
class Entry {
  constructor(form, power, word) {
    this.form = form;
    this.folded = fold(form);
    this.power = power;
    this.word = word;
    this.mask = 0;
    this.knownStem = this.knownFamily = "";
  }
  get stem() {
    return (this.knownStem ||= stem(this.folded));
  }
  get family() {
    return (this.knownFamily ||= family(this.stem));
  }
}

// The words of the texts: lists of entries in order of the folded form.
class Vocabulary {
  constructor(files, meta) {
    this.files = files;
    this.meta = meta;
    this.lists = new Map();
    this.known = new Map(); // word -> the forms that have been read
  }
  async list(kind, number) {
    const key = kind + number;
    if (!this.lists.has(key)) this.lists.set(key, this.read(kind, (await this.files.get(kind, number)) ?? ""));
    return this.lists.get(key);
  }
  read(kind, text) {
    const list = [];
    let form = "", word = 0;
    for (const line of typeof text === "string" && text ? text.split("\n") : []) {
      const colon = line.lastIndexOf(":");
      form = form.slice(0, parseInt(line[0], 36)) + line.slice(1, colon);
      const step = line.slice(colon + 2);
      if (step) word += parseInt(step, 36);
      const whole = kind === "r" ? [...form].reverse().join("") : form;
      const entry = new Entry(whole, parseInt(line[colon + 1], 36), kind === "v" ? word : null);
      list.push(entry);
      if (kind === "v" && form[0] !== "@") this.known.set(word, [...(this.known.get(word) ?? []), form]);
    }
    return list;
  }
  // All forms whose folded form begins with `start`; at most `most` files are asked for.
  async beginning(start, most = 3) {
    const first = fileOf(this.meta.v, start), last = fileOf(this.meta.v, start + "\uffff");
    const from = first > 0 && this.meta.v[first] === start ? first - 1 : first;
    const numbers = [];
    for (let number = from; number <= last && numbers.length < most; number++) numbers.push(number);
    const lists = await Promise.all(numbers.map((number) => this.list("v", number)));
    const found = [];
    for (const list of lists) {
      for (let at = lowerBound(list, start); at < list.length && list[at].folded.startsWith(start); at++) found.push(list[at]);
    }
    return found;
  }
  // The forms round a folded word: all that begin as its family does, of the files nearest to the word.
  async around(folded, kin) {
    const at = fileOf(this.meta.v, folded), start = Math.max(fileOf(this.meta.v, kin), at - 1);
    const before = start > 0 && this.meta.v[start] === kin ? start - 1 : start;
    const last = Math.min(fileOf(this.meta.v, kin + "\uffff"), at);
    const lists = await Promise.all(Array.from({ length: last - before + 1 }, (_, step) => this.list("v", before + step)));
    return lists.flatMap((list) => list.slice(lowerBound(list, kin), lowerBound(list, kin + "\uffff")));
  }
  // The forms of words, of those that have been read: Map(word -> [form, …]).
  formsOf(words) {
    return new Map([...words].filter((word) => this.known.has(word)).map((word) => [word, this.known.get(word)]));
  }
  // The number of an entry's word.
  async wordOf(entry) {
    return entry.word ?? (await this.forms(entry.folded)).find((other) => other.form === entry.form)?.word ?? null;
  }
  // The forms that a folded word may be, with or without marks over its letters.
  async forms(folded) {
    return (await this.beginning(folded, 2)).filter((entry) => entry.folded === folded);
  }
  // Whole files near a folded word, in order and backwards: where a misspelt word's right form stands.
  async near(folded) {
    const half = Math.max(2, Math.min(4, folded.length >> 1));
    const backwards = [...folded].reverse().join("");
    const range = (firsts, key) => {
      const middle = fileOf(firsts, key), start = key.slice(0, half);
      const first = Math.max(fileOf(firsts, start), middle - 1);
      const last = Math.min(fileOf(firsts, start + "\uffff"), middle + 1);
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    };
    const wanted = [...range(this.meta.v, folded).map((n) => ["v", n]), ...range(this.meta.r, backwards).map((n) => ["r", n])];
    return (await Promise.all(wanted.map(([kind, number]) => this.list(kind, number)))).flat();
  }
}

const lowerBound = (list, folded) => {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].folded < folded) low = middle + 1;
    else high = middle;
  }
  return low;
};

// A word's postings: { pages, impacts, titles, sections }, where sections holds, for each page, a list of
// [number, impact, heading] or null when only the first section has the word.
const NO_POSTINGS = { pages: [], impacts: [], titles: [], sections: [] };
const decodePostings = (text) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  let at = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return value;
  };
  const count = number(), made = { pages: [], impacts: [], titles: [], sections: [] };
  let page = -1;
  for (let left = count; left > 0; left--) {
    const step = number(), byte = bytes[at++];
    page += (step >> 1) + 1;
    made.pages.push(page);
    made.impacts.push(byte & 63);
    made.titles.push(byte >> 6);
    let sections = null;
    if (step & 1) {
      sections = [];
      let section = -1;
      for (let more = number(); more > 0; more--) {
        const packed = number();
        section += (packed >> 4) + 1;
        sections.push([section, packed & 7, (packed >> 3) & 1]);
      }
    }
    made.sections.push(sections);
  }
  return made;
};
const postingsOf = async (files, meta, word) => {
  const file = fileOf(meta.p, word);
  const texts = await files.get("p", file);
  try {
    return texts ? decodePostings(texts[word - meta.p[file]]) : NO_POSTINGS;
  } catch {
    files.lost.add(`p/${file}`);
    return NO_POSTINGS;
  }
};

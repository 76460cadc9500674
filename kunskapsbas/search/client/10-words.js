// Words, stems and dates, as kunskapsbas/swedish has them: SWEDISH holds its very tables, and a test holds the two together.
const ALIKE = { "æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ł": "l" };
const foldSign = (sign) => (ALIKE[sign] ??= sign.normalize("NFD").replace(/[\u0300-\u036f]/g, ""));
const fold = (word) => word.replace(/[^\x00-\x7f]/g, foldSign);
const wordsOf = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const common = new Set(SWEDISH.common);

const endings = new Map(SWEDISH.endings.map(([ending, ...rule]) => [ending, rule]));
const longestEnding = Math.max(...[...endings.keys()].map((ending) => ending.length));
// The word without the longest ending that fits.
const withoutEnding = (word) => {
  for (let left = Math.max(1, word.length - longestEnding); left < word.length; left++) {
    const rule = endings.get(word.slice(left));
    if (rule && left >= rule[1] && (!rule[0] || rule[0].includes(word[left - 1]))) return word.slice(0, left);
  }
  return word;
};
const findStem = (word) => {
  for (let count = 0; count < SWEDISH.most; count++) {
    const shorter = withoutEnding(word);
    if (shorter === word) break;
    word = shorter;
  }
  const last = word.at(-1);
  return word.length > 3 && last === word.at(-2) && !SWEDISH.vowels.includes(last) ? word.slice(0, -1) : word;
};
// The stem of a folded word. The same words come again and again: their stems are remembered.
const stems = new Map();
const stem = (word) => {
  let known = stems.get(word);
  if (known === undefined) {
    if (stems.size > 1e5) stems.clear();
    stems.set(word, (known = findStem(word)));
  }
  return known;
};
// Whether two folded forms are alike up to endings.
const isEnding = (rest) => {
  if (rest.length > SWEDISH.longest) return false;
  while (rest) {
    const rule = SWEDISH.endings.find(([ending]) => rest.endsWith(ending));
    if (!rule) return false;
    rest = rest.slice(0, -rule[0].length);
  }
  return true;
};
const differByEndings = (one, other) => {
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one[shared] === other[shared]) shared++;
  return isEnding(one.slice(shared)) && isEnding(other.slice(shared));
};
// What a stem has in common with words made from it: upphandla, upphandling -> upphandl.
const family = (root) => {
  const ending = SWEDISH.derived.find((each) => root.endsWith(each) && root.length - each.length > 2);
  return ending ? root.slice(0, -ending.length) : root;
};

const datePatterns = SWEDISH.dates.map(([pattern, groups]) => [new RegExp(pattern, "g"), groups]);
const twoDigits = (number) => String(number).padStart(2, "0");
const isoWeek = (year, month, day) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return [date.getUTCFullYear(), Math.ceil(((date - Date.UTC(date.getUTCFullYear(), 0, 1)) / 864e5 + 1) / 7)];
};
const dateKeys = (told) => {
  const year = Number(told.y ?? (told.s ? `20${told.s}` : 0));
  if (told.w) {
    const week = Number(told.w);
    if (week < 1 || week > 53) return [];
    return year ? [`@${year}-w${week}`, `@w${week}`] : [`@w${week}`];
  }
  const month = told.n ? SWEDISH.months.findIndex((name) => name.slice(0, 3) === told.n.slice(0, 3)) + 1 : Number(told.m);
  if (month < 1 || month > 12) return [];
  if (!told.d) return [`@${year}-${twoDigits(month)}`];
  const day = Number(told.d);
  if (day < 1 || day > new Date(Date.UTC(year || 2000, month, 0)).getUTCDate()) return [];
  if (!year) return [`@--${twoDigits(month)}-${twoDigits(day)}`];
  const [weekYear, week] = isoWeek(year, month, day);
  return [`@${year}-${twoDigits(month)}-${twoDigits(day)}`, `@--${twoDigits(month)}-${twoDigits(day)}`,
    `@${year}-${twoDigits(month)}`, `@${weekYear}-w${week}`, `@w${week}`];
};
// The dates in a lower-case text: [{ start, end, keys }], the keys of each the most exact first.
const findDates = (text) => {
  const found = [];
  for (const [pattern, groups] of datePatterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index, end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const told = {};
      [...groups].forEach((group, at) => { if (match[at + 1]) told[group] = match[at + 1]; });
      const keys = dateKeys(told);
      if (keys.length) found.push({ start, end, keys });
    }
  }
  return found;
};

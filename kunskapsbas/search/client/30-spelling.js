// How far a word is from another, as Swedes misspell: the Damerau-Levenshtein distance (optimal string alignment), where
// the usual mistakes cost less. Gives a number above `most` as soon as it is certain to be above.
const CONFUSED = new Set(SWEDISH.confused.flatMap((pair) => [pair, pair[1] + pair[0]]));
const TOO_FAR = 99;
const distance = (word, other, most) => {
  const rows = word.length, columns = other.length;
  if (Math.abs(rows - columns) > most * 2) return TOO_FAR;
  let before = [], last = Array.from({ length: columns + 1 }, (_, at) => at), row;
  for (let i = 1; i <= rows; i++) {
    row = [i];
    let least = i;
    const mine = word[i - 1], previous = word[i - 2];
    for (let j = 1; j <= columns; j++) {
      const theirs = other[j - 1];
      let cost = last[j - 1] + (mine === theirs ? 0 : CONFUSED.has(mine + theirs) ? 0.6 : 1);
      cost = Math.min(cost, last[j] + (mine === previous ? 0.5 : 1), row[j - 1] + (theirs === other[j - 2] ? 0.5 : 1));
      if (i > 1 && j > 1 && mine === other[j - 2] && previous === theirs) cost = Math.min(cost, before[j - 2] + 0.7);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return TOO_FAR;
    before = last;
    last = row;
  }
  return last[columns];
};

const letters = (word) => {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) % 31);
  return mask;
};
const countBits = (number) => {
  let count = 0;
  for (; number; number &= number - 1) count++;
  return count;
};
const allowed = (word) => (word.length < 4 ? 0 : word.length < 5 ? 1 : word.length < 9 ? 1.6 : 2.2);

// The likeliest right forms of a folded word among entries of the vocabulary: [{ entry, cost }], the best first.
const spell = (word, entries, most = allowed(word)) => {
  const mask = letters(word), found = new Map();
  if (!most) return [];
  for (const entry of entries) {
    const other = entry.folded;
    if (Math.abs(other.length - word.length) > 2 || !entry.power || other[0] === "@") continue;
    entry.mask ||= letters(other);
    if (countBits(mask & ~entry.mask) > 2 || countBits(entry.mask & ~mask) > 2) continue;
    const far = distance(word, other, most) + (other[0] === word[0] ? 0 : 0.3);
    if (far > most || far === 0) continue;
    const cost = far - Math.min(0.45, entry.power * 0.07);
    const known = found.get(entry.form);
    if (!known || cost < known.cost) found.set(entry.form, { entry, far, cost });
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost || (a.entry.form < b.entry.form ? -1 : 1)).slice(0, 6);
};

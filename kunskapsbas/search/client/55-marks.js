// Marks what was sought in a text: other inflections, parts of compounds and other ways to write a date too.
//
// `sought` is { forms, roots, dates }: whole forms, what marks a part of a longer word, and keys of dates. A text comes
// back in parts, [[text, marked], …].
const INFLECTION = 5; // letters after a root that are marked with it: modul|erna

class Marker {
  constructor({ forms, roots, dates }) {
    this.forms = new Set(forms);
    this.roots = roots;
    this.dates = new Set(dates);
    this.seen = new Map(); // word -> its part to mark
  }
  // [start, end] of each marked place, in order.
  places(text) {
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const word = match[0].toLowerCase();
      if (!this.seen.has(word)) this.seen.set(word, this.inWord(word));
      const place = this.seen.get(word);
      if (place) found.push([match.index + place[0], match.index + place[1]]);
    }
    if (this.dates.size && /\d/.test(text)) {
      for (const { start, end, keys } of findDates(text.toLowerCase())) {
        if (!keys.some((key) => this.dates.has(key))) continue;
        for (let at = found.length - 1; at >= 0; at--) if (found[at][0] < end && start < found[at][1]) found.splice(at, 1);
        found.push([start, end]);
      }
      found.sort((a, b) => a[0] - b[0]);
    }
    return found;
  }
  // The part of a lower-case word to mark, or null.
  inWord(word) {
    if (this.forms.has(word)) return [0, word.length];
    let best = null;
    for (const root of this.roots) {
      const at = word.indexOf(root);
      if (at < 0) continue;
      const end = at + root.length, place = [at, word.length - end <= INFLECTION ? word.length : end];
      if (!best || place[1] - place[0] > best[1] - best[0]) best = place;
    }
    return best;
  }
  parts(text) {
    return split(text, this.places(text));
  }

  // A piece of a text of about `length` letters, where most of what was sought stands.
  excerpt(text, length = 220) {
    const places = this.places(text);
    if (text.length <= length) return split(text, places);
    let best = 0, most = -1;
    for (const [start] of [[0], ...places]) {
      const inside = places.filter((place) => place[0] >= start && place[1] <= start + length - 30);
      const score = new Set(inside.map((place) => stem(fold(text.slice(...place).toLowerCase())))).size + inside.length / 50;
      if (score > most) [best, most] = [start, score];
    }
    let from = best < 40 ? 0 : startOfPiece(text, best);
    let to = Math.min(text.length, from + length);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + length / 2);
    if (to === text.length) from = Math.min(from, Math.max(0, text.indexOf(" ", to - length - 1) + 1));
    const inside = places.filter((place) => place[0] >= from && place[1] <= to).map((place) => place.map((at) => at - from));
    const parts = split(text.slice(from, to), inside);
    if (from) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  }
}

// Where to begin a piece that leads up to a place: at its sentence if that is near, else some words before.
const startOfPiece = (text, place) => {
  const before = text.slice(Math.max(0, place - 110), place);
  const sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf("? "), before.lastIndexOf("! "));
  if (sentence >= 0) return place - before.length + sentence + 2;
  const space = text.indexOf(" ", Math.max(0, place - 60));
  return space < 0 || space > place ? place : space + 1;
};

const split = (text, places) => {
  const parts = [];
  let at = 0;
  for (const [start, end] of places) {
    if (start < at) continue;
    if (start > at) parts.push([text.slice(at, start), false]);
    parts.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < text.length) parts.push([text.slice(at), false]);
  return parts;
};

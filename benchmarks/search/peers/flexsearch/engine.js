import { Charset, Document } from "./library.js";
import { excerptOf } from "./excerpt.js";
import { search, settings } from "./settings.js";

let loading;
const load = async () => {
  const index = new Document(settings(Charset));
  for (const [key, data] of await (await fetch("index.json")).json()) index.import(key, data);
  return index;
};

export const ask = async (query) => {
  const index = await (loading ??= load());
  const hits = new Map();
  for (const { result } of index.search(query, search))
    for (const { id, doc } of result) if (!hits.has(id)) hits.set(id, doc.title);
  return [...hits].map(([id, title]) => ({ address: id, title, excerpt: excerptOf(id) }));
};

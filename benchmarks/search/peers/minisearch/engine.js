import MiniSearch from "./library.js";
import { excerptOf } from "./excerpt.js";
import { options } from "./settings.js";

let loading;
const load = async () => MiniSearch.loadJSON(await (await fetch("index.json")).text(), options);

export const ask = async (query) => {
  const index = await (loading ??= load());
  return index.search(query).slice(0, 30)
    .map(({ id, title }) => ({ address: id, title, excerpt: excerptOf(id) }));
};

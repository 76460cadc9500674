// node build.mjs SECTIONS FOLDER: the index, as VitePress writes it.
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { options } from "./settings.js";

const [sections, folder] = process.argv.slice(2);
const index = new MiniSearch(options);
index.addAll(JSON.parse(readFileSync(sections, "utf8")));
writeFileSync(`${folder}/index.json`, JSON.stringify(index));

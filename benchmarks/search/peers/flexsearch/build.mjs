// node build.mjs SECTIONS FOLDER: the index over whole pages, exported with FlexSearch's own export.
import { readFileSync, writeFileSync } from "node:fs";
import { Charset, Document } from "flexsearch";
import { settings } from "./settings.js";

const [sections, folder] = process.argv.slice(2);
const pages = new Map();
for (const { id, title, text } of JSON.parse(readFileSync(sections, "utf8"))) {
  const address = id.split("#")[0];
  const page = pages.get(address) ?? { id: address, title, text: "" };
  page.text += ` ${title} ${text}`;
  pages.set(address, page);
}
const index = new Document(settings(Charset));
for (const page of pages.values()) index.add(page);
const parts = [];
index.export((key, data) => { parts.push([key, data]); });
writeFileSync(`${folder}/index.json`, JSON.stringify(parts));

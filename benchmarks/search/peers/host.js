// The page that a peer is asked through. engine.js beside it is the peer's own code and settings: it exports
// ask(query), which gives a promise of hits [{ address, title, excerpt() }], best first.
import { ask } from "./engine.js";

const root = document.documentElement;
const field = document.querySelector("input[name=q]");
const list = document.getElementById("search-results");
let latest = 0;

const item = (hit, excerpt) => {
  const element = document.createElement("li");
  const link = document.createElement("a");
  link.href = hit.address;
  link.textContent = hit.title;
  const text = document.createElement("p");
  text.textContent = excerpt;
  element.append(link, text);
  return element;
};

// Shows the first ten hits with their excerpts; data-search tells when they stand there.
const show = async (query) => {
  const turn = ++latest;
  root.dataset.search = "running";
  const hits = (await ask(query)).slice(0, 10);
  const excerpts = await Promise.all(hits.map((hit) => hit.excerpt(query)));
  if (turn !== latest) return;
  list.replaceChildren(...hits.map((hit, at) => item(hit, excerpts[at])));
  root.dataset.search = "done";
};

window.benchHits = async (query) => (await ask(query)).map((hit) => hit.address);
window.benchShow = show;
field.addEventListener("input", () => show(field.value));
const given = new URLSearchParams(location.search).get("q");
if (given) show(given);

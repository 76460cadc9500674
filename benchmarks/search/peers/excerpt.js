// MiniSearch and FlexSearch keep no text to show: the excerpt is cut from the page itself, which VitePress does too.
const around = (text, query) => {
  const low = text.toLowerCase();
  const places = query.toLowerCase().split(/\s+/).map((word) => low.indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, low.length) - 60);
  return text.slice(places.length ? start : 0).slice(0, 200);
};

export const excerptOf = (address) => async (query) => {
  const [page, anchor] = address.split("#");
  const html = await (await fetch(`../sphinx/${page}`)).text();
  const document = new DOMParser().parseFromString(html, "text/html");
  const main = (anchor && document.getElementById(anchor)) || document.querySelector("[role=main]");
  return around(main?.textContent ?? "", query);
};

// Begins: on the page of results, in the field that the reader has turned to, and on a page opened from a hit.
const beginSearch = () => {
  const engine = new Engine(loadFile), fields = new WeakSet(), page = document.getElementById("kb-search-form");
  const fieldOf = (element) => {
    const form = element?.matches?.("input[name=q]") && element.form;
    return form && form !== page && form.action.split(/[?#]/)[0] === new URL(searchName, siteRoot).href;
  };
  const turnTo = (element) => {
    if (!fieldOf(element) || fields.has(element)) return;
    fields.add(element);
    new FieldWithHits(element, engine, styled);
    engine.open?.().catch(() => {});
  };
  const styled = page ? Promise.resolve() : new Promise((resolve) => {
    const sheet = make("link", { rel: "stylesheet", href: new URL("_static/kunskapsbas-search.css", siteRoot).href });
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
  document.addEventListener("focusin", (event) => turnTo(event.target));
  turnTo(document.activeElement);
  if (page) new ResultsPage(page, engine);
  else markPage(engine);
};
if (!startedBefore) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginSearch);
  else beginSearch();
}

// Marks, on a page that was opened from a hit, the words that led there. A button and Esc take the marks away.
const MOST_MARKS = 2000;
const UNMARKED = "script, style, noscript, template, nav, form, button, select, textarea, svg, math, mark, [hidden], .headerlink, .kb-instant";
const handedOver = () => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(HANDED_OVER) ?? "null");
    return kept && kept.path === plainPath(location.pathname) && String(kept.query).trim() ? kept : null;
  } catch {
    return null;
  }
};

const markText = (place, marker) => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node.data.trim() && !node.parentElement.closest(UNMARKED) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  });
  const texts = [], marks = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (marks.length >= MOST_MARKS) break;
    const parts = marker.parts(text.data);
    if (!parts.some(([, found]) => found)) continue;
    text.replaceWith(...parts.map(([part, found]) => {
      if (!found) return part;
      const mark = make("mark", { class: "kb-found" }, part);
      marks.push(mark);
      return mark;
    }));
  }
  return marks;
};

let unmarkPage = () => {};
const markPage = async (engine) => {
  const kept = handedOver(), place = document.querySelector("main, [role=main], article, .document");
  if (!kept || !place) return;
  const answer = await engine.search(String(kept.query), { limit: 1, exactly: kept.exactly === true }).catch(() => null);
  if (!answer) return;
  unmarkPage();
  const marks = answer.words ? markText(place, engine.marker(answer.words)) : [];
  if (!marks.length) return;
  const button = make("button", { type: "button", class: "kb-unmark" }, "Ta bort markeringen");
  unmarkPage = () => {
    const focused = document.activeElement === button;
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    button.remove();
    document.removeEventListener("keydown", byKey);
    unmarkPage = () => {};
    if (focused) {
      if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
      place.focus({ preventScroll: true });
    }
  };
  const unmark = () => {
    unmarkPage();
    try { sessionStorage.removeItem(HANDED_OVER); } catch { /* nothing was kept then */ }
  };
  const byKey = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest?.("input, select, textarea")) unmark();
  };
  button.addEventListener("click", unmark);
  document.addEventListener("keydown", byKey);
  place.append(button);
};

// The card at a link to a term: its definition, opened by pointing, by keyboard or by a tap (WCAG 2.2, 1.4.13).
// What the cards say stands in the page (kunskapsbas/glossary/card.py). It is only ever shown as text.
(() => {
  "use strict";
  const data = document.getElementById("kb-terms");
  if (!data || !HTMLElement.prototype.showPopover) return; // then the links are ordinary links
  const OPEN_AFTER = 250, CLOSE_AFTER = 300; // ms; the latter is time to find the way to the card
  const EDGE = 8; // px between the card and the edge of the window
  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // Each link is described by the definition, which is read out when the link gets the focus, once: the card itself
  // announces nothing.
  const terms = new Map(), links = new Map();
  const descriptions = make("div", { hidden: "" });
  for (const [address, term] of Object.entries(JSON.parse(data.textContent))) {
    const id = `kb-term-${terms.size + 1}`;
    terms.set(address, { ...term, id });
    descriptions.append(make("p", { id }, term.definition, term.unverified ? " Ska verifieras." : ""));
  }
  for (const link of document.querySelectorAll(":is(main, [role=main]) a.term[href]")) {
    const term = terms.get(link.getAttribute("href"));
    if (!term || link.closest("nav, .kb-az")) continue;
    links.set(link, term);
    link.setAttribute("aria-describedby", term.id);
  }
  document.body.append(descriptions);
  const linkAt = (place) => {
    const link = place.closest?.("a.term");
    return links.has(link) ? link : null;
  };

  // The card stands right after its link, so that Tab and a screen reader come to it next. Elements are spans: they
  // may stand in a paragraph.
  const cardFor = (link) => {
    const { title, name, definition, unverified } = links.get(link);
    const about = make("span", { class: "kb-term-unseen" }, ` om ${name ?? title}`); // for those who hear the link alone
    const more = make("a", { href: link.getAttribute("href") }, "Läs mer", about);
    const box = make("span", { class: "kb-term-box" },
      make("strong", {}, title),
      make("span", {}, definition),
      ...(unverified ? [make("span", {}, make("span", { class: "kb-missing" }, "Ska verifieras"))] : []),
      make("span", {}, more));
    return make("span", { class: "kb-term-card", popover: "manual", role: "note" }, box);
  };

  let shown = null; // the open card: link, card, line (which line of the link), under, held (the pointer is on it)
  let dismissed = null; // the link whose card was closed with Esc: it stays closed until pointer or focus has left
  let awaited = null, opening, closing;
  const settle = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    awaited = opening = closing = null;
  };
  const isIn = (place) => Boolean(shown) && place instanceof Node && [shown.link, shown.card].some((part) => part.contains(place));
  const isFocused = () => shown.link.matches(":focus-visible") || shown.card.contains(document.activeElement);

  const open = (link, point = null, tapped = false) => {
    settle();
    if (shown?.link === link) return;
    close();
    const card = cardFor(link), lines = [...link.getClientRects()];
    const at = point ? lines.findIndex(({ top, bottom }) => top <= point.y && point.y <= bottom) : -1;
    shown = { link, card, line: at < 0 ? lines.length - 1 : at, under: null, held: Boolean(point) };
    if (tapped) link.setAttribute("aria-expanded", "true"); // tells a screen reader what the tap did
    link.after(card);
    card.showPopover();
    place();
  };
  const close = () => {
    settle();
    if (!shown) return;
    const { link, card } = shown;
    if (card.contains(document.activeElement)) {
      dismissed = link;
      link.focus({ preventScroll: true });
    }
    shown = null;
    link.removeAttribute("aria-expanded");
    card.remove();
  };

  // Below the link, or above it where there is more room, and always within the window: what does not fit is scrolled
  // to inside the card. The place is counted from the top of the page, so that the card follows when that is scrolled.
  const place = () => {
    const { link, card } = shown, lines = link.getClientRects(), view = visualViewport;
    if (!lines.length) return close();
    const first = lines[0], last = lines[lines.length - 1], line = lines[Math.min(shown.line, lines.length - 1)];
    const top = view.offsetTop + EDGE, bottom = view.offsetTop + view.height - EDGE;
    if (last.bottom < top || first.top > bottom) return;
    const { width } = card.getBoundingClientRect(), box = card.firstElementChild;
    const height = card.offsetHeight + box.scrollHeight - box.clientHeight; // that of the whole text
    const room = (under) => Math.floor(under ? bottom - last.bottom : first.top - top);
    let under = shown.under ?? (lines.length === 1 || line === last);
    if (room(under) < height && room(!under) > room(under)) under = !under;
    shown.under = under;
    const fits = height <= room(under);
    const farthest = Math.min(view.offsetLeft + view.width, document.documentElement.clientWidth) - EDGE - width;
    card.style.maxHeight = fits ? "" : `${room(under)}px`;
    card.style.left = `${scrollX + Math.max(EDGE, Math.min(Math.max(line.left, view.offsetLeft + EDGE), farthest))}px`;
    card.style.top = `${scrollY + (under ? last.bottom : first.top - (fits ? height : room(under)))}px`;
  };
  addEventListener("resize", () => shown && place());
  document.addEventListener("scroll", ({ target }) => {
    if (!shown || shown.card.contains(target)) return;
    if (target === document || isFocused()) place();
    else if (target.contains(shown.link)) close(); // a table is scrolled sideways under the pointer
  }, { capture: true, passive: true });

  // Pointing. Only a pointer that moves counts: one that lies still may get a link under it when the page is scrolled.
  let x = 0, y = 0;
  const left = () => {
    clearTimeout(opening);
    awaited = null;
    if (!shown) return;
    shown.held = false;
    closing ??= setTimeout(() => { closing = null; if (!isFocused()) close(); }, CLOSE_AFTER);
  };
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || (event.screenX === x && event.screenY === y)) return;
    [x, y] = [event.screenX, event.screenY];
    if (isIn(event.target)) {
      settle();
      shown.held = true;
      return;
    }
    const link = linkAt(event.target);
    if (link !== dismissed) dismissed = null;
    if (link && link === awaited) return;
    left();
    if (!link || link === dismissed || event.buttons) return;
    awaited = link;
    opening = setTimeout(() => open(link, { y: event.clientY }), OPEN_AFTER);
  }, { passive: true });
  document.documentElement.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") left(); });

  // Keyboard
  document.addEventListener("focusin", ({ target }) => {
    const link = linkAt(target);
    if (link && link !== dismissed && link.matches(":focus-visible")) open(link);
  });
  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (!document.hasFocus() || isIn(relatedTarget)) return; // another window has the focus for a while
    dismissed = null;
    if (shown && !shown.held) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    dismissed = shown?.link ?? awaited;
    if (shown) event.stopPropagation(); // one thing is closed at a time
    close();
  }, true);

  // A tap opens the card; the next one follows the link. A click with a mouse, or by keyboard, follows it as always.
  let pressedBy = "";
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    pressedBy = pointerType;
    if (shown) shown.held = isIn(target);
  }, true);
  document.addEventListener("pointerup", ({ target, pointerType }) => {
    if (shown && pointerType !== "mouse" && !isIn(target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target), byKey = event.detail === 0, elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!link || byKey || elsewhere || pressedBy === "mouse" || !pressedBy || shown?.link === link) return;
    event.preventDefault();
    open(link, { y: event.clientY }, true);
  });

  // A page that the reader comes back to has no card open.
  addEventListener("pagehide", close);
})();

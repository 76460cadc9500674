// The frame round the pages: the menu on small screens, light or dark, the way to the search field.
(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* storage is switched off: not remembered */ } },
  };

  // The menu
  const button = document.querySelector(".kb-menu-button");
  const showMenu = (open) => {
    root.classList.toggle("kb-menu-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button?.addEventListener("click", () => showMenu(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("kb-menu-open")) {
      showMenu(false);
      button.focus();
    }
  });

  // Light or dark
  const mode = document.getElementById("kb-farglage");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = mode.value === "dark" || (mode.value === "auto" && system.matches);
    root.dataset.mode = mode.value;
    root.dataset.theme = dark ? "dark" : "light";
  };
  if (mode) {
    mode.value = root.dataset.mode || "auto";
    mode.addEventListener("change", () => { store.set("kb-farglage", mode.value); apply(); });
    system.addEventListener("change", apply);
  }

  // The way to the search field. A key alone must be possible to switch off (WCAG 2.1.4): the box in the footer.
  const field = document.getElementById("kb-sok") || document.querySelector("input[name=q]");
  const slash = document.getElementById("kb-snedstreck");
  if (slash) {
    slash.checked = store.get("kb-snedstreck") !== "av";
    slash.addEventListener("change", () => store.set("kb-snedstreck", slash.checked ? "på" : "av"));
  }
  const writing = (element) => element?.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (!field || event.altKey || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    const byLetter = command && event.key.toLowerCase() === "k";
    const bySlash = !command && event.key === "/" && slash?.checked && !writing(document.activeElement);
    if (!byLetter && !bySlash) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();

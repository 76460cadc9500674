// The filter of the timeline: events of other kinds than the chosen ones are hidden, and the years that get empty.
(() => {
  "use strict";
  const form = document.querySelector(".kb-event-filter");
  if (!form) return;
  document.documentElement.classList.add("kb-js"); // shows the boxes, where no theme has said it already
  const boxes = [...form.querySelectorAll("input")];
  const [status, button] = ["[role=status]", "button"].map((part) => form.querySelector(part));
  const choice = document.querySelector(".kb-event-choice"); // says on paper what has been left out
  const rows = [...document.querySelectorAll(".kb-events li[class*=kb-kind-]")];
  const years = [...document.querySelectorAll(".kb-events > section")];
  const parts = [...document.querySelectorAll(".kb-events")].map((part) => {
    const nothing = document.createElement("p");
    nothing.textContent = "Inga händelser av de valda slagen.";
    nothing.hidden = true;
    part.append(nothing);
    return { part, nothing };
  });

  const isShown = (row) => !row.hidden;
  const filter = () => {
    const chosen = boxes.filter((box) => box.checked);
    for (const row of rows) {
      row.hidden = chosen.length > 0 && !chosen.some((box) => row.classList.contains(`kb-kind-${box.dataset.kind}`));
    }
    for (const year of years) year.hidden = ![...year.querySelectorAll("li[class*=kb-kind-]")].some(isShown);
    for (const { part, nothing } of parts) nothing.hidden = [...part.querySelectorAll("li[class*=kb-kind-]")].some(isShown);
    const count = rows.filter(isShown).length;
    status.textContent = chosen.length ? `${count} av ${rows.length} händelser visas.` : `Alla ${rows.length} händelser visas.`;
    button.hidden = chosen.length === 0;
    choice.hidden = chosen.length === 0;
    choice.textContent = `Urval: ${chosen.map((box) => box.dataset.label).join(", ")}. ${status.textContent}`;
  };
  // The choice stands in the address, so that it can be linked to.
  const remember = () => {
    const address = new URL(location.href);
    address.searchParams.delete("slag");
    for (const box of boxes) if (box.checked) address.searchParams.append("slag", box.value);
    history.replaceState(history.state, "", address);
  };
  const choose = (values) => {
    for (const box of boxes) box.checked = values.includes(box.value);
    filter();
  };
  form.addEventListener("change", () => { filter(); remember(); });
  button.addEventListener("click", () => {
    choose([]);
    remember();
    boxes[0].focus(); // the button is gone
  });

  // Whoever goes to a year or an event that the filter hides wants to see it.
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest(".kb-events [hidden]")) return;
    choose([]);
    remember();
    target.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);
  choose(new URLSearchParams(location.search).getAll("slag"));
  showTarget();
})();

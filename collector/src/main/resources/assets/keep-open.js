"use strict";
// The refresh replaces the sheet: what somebody has opened must not close under their eyes.
(() => {
  const all = () => {
    const found = new Map();
    document.querySelectorAll("#sheet tr").forEach((row) =>
      row.querySelectorAll("details").forEach((details, i) => found.set(row.id + "/" + i, details)));
    return found;
  };
  let open = [];
  document.addEventListener("htmx:beforeSwap", () => {
    open = [...all()].filter(([, details]) => details.open).map(([key]) => key);
  });
  document.addEventListener("htmx:afterSwap", () => {
    const now = all();
    open.forEach((key) => now.get(key)?.setAttribute("open", ""));
  });
})();

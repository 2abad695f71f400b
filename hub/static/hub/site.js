// Small comforts; every page works without them.
(() => {
  "use strict";

  const menus = () => document.querySelectorAll("details.menu[open], .site-nav details[open]");

  // An open menu closes on Escape, on a click elsewhere, and when the focus leaves it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
    });
  }

  // The contents of a long text show where the reader is.
  const contents = new Map();
  for (const link of document.querySelectorAll(".toc a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) contents.set(target, link);
  }
  if (contents.size) {
    const mark = () => {
      let here = null;
      for (const target of contents.keys()) {
        if (target.getBoundingClientRect().top < innerHeight / 3) here = target;
      }
      for (const [target, link] of contents) {
        if (target === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // "Copy link" appears only where it can work.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      const said = button.parentElement.querySelector("output");
      if (said) said.textContent = button.dataset.copied;
    });
  }
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // A long text says how long it is; nothing is cut off.
  for (const text of document.querySelectorAll("textarea[data-counted]")) {
    const said = document.createElement("p");
    said.className = "help";
    const count = () => {
      said.textContent = text.dataset.counted
        .replace("{count}", [...text.value].length)
        .replace("{most}", text.dataset.most);
      said.classList.toggle("error", [...text.value].length > text.dataset.most);
    };
    text.after(said);
    text.addEventListener("input", count);
    count();
  }

  // After a refused form the summary of errors is read first.
  document.querySelector(".error-summary")?.focus();
})();

// The frame of every page: its menu, what a folder has not, and links into folds.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A page from a folder has no site with a server beside it.
  if (location.protocol === "file:") {
    for (const link of all("a.ec-app")) if (!/^https?:/.test(link.getAttribute("href"))) link.remove();
    // Nor has it an address that others could look up: it is cited by title and date.
    for (const button of all(".ec-copy[data-text]")) {
      if (/^https?:/.test(button.dataset.page)) continue;
      button.dataset.text = button.dataset.text.replace(/ ?[^.\n]*\[address\]\.?/g, "").trimEnd();
    }
  } else for (const place of all(".ec-found")) place.hidden = false;

  // One fold of the menu; Escape closes it, and so does whatever is chosen elsewhere.
  const menu = document.querySelector(".ec-read-menu");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });

  // A link into a fold opens it.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();

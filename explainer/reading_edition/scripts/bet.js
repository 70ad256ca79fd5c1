// A bet: until it is made, what happened waits.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const asked = document.querySelector("[data-bet]");
  const waiting = document.querySelector("[data-after=bet]");
  if (asked && waiting) {
    waiting.dataset.waits = "";
    const before = document.querySelector("[data-before]");
    const sure = asked.querySelector(".ec-how-sure");
    const yours = waiting.querySelector("[data-your-bet]");
    const board = waiting.querySelector("[data-board]");
    let words = "";
    const tell = () => {
      const level = asked.querySelector("input[name=sure]:checked");
      const pattern = level ? yours?.dataset.sure : yours?.dataset.yourBet;
      if (!yours || !words) return;
      yours.textContent = pattern.replace("[bet]", words).replace("[sure]", level?.parentElement.textContent.trim() ?? "");
      yours.hidden = false;
    };
    const show = (code, said) => {
      words = said;
      delete waiting.dataset.waits;
      if (before) before.dataset.over = "";
      asked.querySelector(".ec-first")?.setAttribute("hidden", "");
      if (sure) sure.hidden = code === "unknown";
      for (const one of all("[data-for]", waiting)) {
        one.hidden = one.dataset.for !== code;
        one.innerHTML = (one.pattern ??= one.innerHTML).replaceAll("[bet]", said);
      }
      if (board) {
        board.querySelector(".ec-pill-bet")?.remove();
        all("li", board).forEach((line, i) => {
          const mine = board.dataset.order.split(" ")[i] === code;
          line.classList.toggle("ec-chosen", mine);
          if (!mine) return;
          const pill = document.createElement("span");
          pill.className = "ec-pill ec-pill-bet";
          pill.textContent = board.dataset.board;
          line.firstElementChild.after(" ", pill);
        });
      }
      tell();
    };
    for (const line of all("[data-answer]", asked)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = line.textContent.trim();
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        for (const one of all("button[aria-pressed]", asked)) one.setAttribute("aria-pressed", String(one === button));
        show(line.dataset.answer, button.textContent);
      });
      line.replaceChildren(button);
    }
    sure?.addEventListener("change", tell);
    const range = asked.querySelector("input[type=range]");
    const place = asked.querySelector("button[data-words]");
    if (range && place) {
      const name = () => { place.textContent = place.dataset.words.replace("[bet]", range.value); };
      range.addEventListener("input", name);
      name();
      place.addEventListener("click", () => {
        for (const one of all("button[aria-pressed]", asked)) one.setAttribute("aria-pressed", "false");
        const off = Number(range.value) - Number(range.dataset.truth);
        const code = Math.abs(off) <= Number(range.dataset.near) ? "near" : off > 0 ? "over" : "under";
        show(code, range.value);
      });
    }
  }
})();

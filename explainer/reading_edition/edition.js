// Binds what can be played to pages that are whole without it: what is read stays where it is.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A page from a folder has no site with a server beside it.
  if (location.protocol === "file:") {
    for (const link of all("a.ec-app")) if (!/^https?:/.test(link.getAttribute("href"))) link.remove();
  }

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

  // Stages: the drawings and words of the page become the data that the player takes.
  for (const place of typeof mountStage === "function" ? all(".ec-stage-place") : []) {
    const lists = all(".ec-stage-words section", place);
    const houses = all(".ec-stage-house", place).map((house, i) => {
      const says = all("li", lists[i]).map((one) => one.textContent);
      return {
        markup: house.querySelector(".ec-stage-picture").innerHTML,
        name: house.querySelector("strong").textContent,
        told: house.querySelector("figcaption > span")?.textContent ?? "",
        says,
        short: says,
      };
    });
    const star = place.querySelector(".ec-stage-star")?.textContent ?? "";
    const words = JSON.parse(place.dataset.words);
    const name = place.dataset.name;
    mountStage({ parentElement: place.parentElement, data: { name, star, auto: false, controls: true, words, houses } });
  }

  // A bet: until it is made, what happened waits.
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

  // The one control: every position was simulated before.
  for (const control of all("[data-control]")) {
    const positions = JSON.parse(control.querySelector("script").textContent);
    const range = control.querySelector("input");
    const label = control.querySelector("label");
    const bars = all(".ec-bar", control);
    const after = control.querySelector(".ec-after");
    range.addEventListener("input", () => {
      const found = positions.find((one) => String(one.value) === range.value);
      if (!found) return;
      label.textContent = found.label;
      found.bars.forEach(([shape, text], i) => {
        bars[i].querySelector(".ec-bar-track > i").setAttribute("style", shape);
        bars[i].querySelector(".ec-bar-number").textContent = text;
      });
      after.innerHTML = found.after;
    });
  }

  // The questions before and after.
  for (const place of typeof mountQuestions === "function" ? all("[data-questions]") : []) {
    mountQuestions({ parentElement: place.parentElement, data: JSON.parse(place.dataset.questions) });
  }

  // A link into a fold opens it.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();

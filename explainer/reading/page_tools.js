// Copies texts, prints, and answers practice questions; put in once by page_tools.py.
// Everything happens in the browser: no run, no request, nothing kept.
(() => {
  if (window.entreCanales?.tools) return;
  (window.entreCanales ??= {}).tools = true;

  const whole = (page) => new URL(page, document.baseURI).href;
  const filled = (button) =>
    (button.dataset.text ?? "").replaceAll("[address]", whole(button.dataset.page ?? "."));

  // Addresses inside of citations, which only the browser knows: a proxy may serve the site anywhere.
  const address = () => {
    document.querySelectorAll(".ec-address[data-page]").forEach((place) => {
      const now = whole(place.dataset.page);
      if (place.textContent !== now) place.textContent = now;
    });
  };
  address();
  new MutationObserver(address).observe(document.body, { childList: true, subtree: true });

  const byHand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "ec-hidden";
    document.body.append(field);
    field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* told below */ }
    field.remove();
    return done;
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return byHand(text);
    }
  };
  const tell = (button, words, text = "") => {
    const place = button.parentElement.querySelector(".ec-told-copy");
    if (!place) return;
    place.textContent = words;
    if (!text) return;
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.rows = 6;
    field.value = text;
    field.setAttribute("aria-label", words);
    place.append(field);
    field.focus();
    field.select();
  };
  const copy = async (button) => {
    const text = filled(button);
    const focus = document.activeElement;
    const done = await copied(text);
    if (done) focus?.focus?.({ preventScroll: true });
    tell(button, done ? button.dataset.done : button.dataset.failed, done ? "" : text);
  };

  // What is folded on the screen is open on paper, and only as long as the paper takes.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".stApp :is(.stHtml details, .ec-undo-fold):not([open], .ec-how)")];
    opened.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((fold) => { fold.open = false; });
    opened = [];
  });
  const print = (button) => {
    const look = button.dataset.look;
    if (look) document.documentElement.dataset.ecPrint = look;
    window.print();
    delete document.documentElement.dataset.ecPrint;
  };

  const answer = (button) => {
    const question = button.closest(".ec-ask");
    const { right } = question.dataset;
    const chosen = button.dataset.option;
    question.dataset.answered = "";
    question.querySelectorAll("button[data-option]").forEach((one) => {
      const mine = one === button;
      one.setAttribute("aria-pressed", String(mine));
      one.classList.toggle("ec-right", one.dataset.option === right);
      one.classList.toggle("ec-wrong", mine && chosen !== right);
    });
    const verdict = question.querySelector(".ec-verdict");
    const { yes, no = question.querySelector(".ec-plain")?.textContent } = question.dataset;
    verdict.textContent = chosen === right ? yes : no;
    verdict.classList.toggle("ec-verdict-right", chosen === right);
    verdict.classList.toggle("ec-verdict-other", chosen !== right);
    question.querySelector(".ec-because").hidden = false;
  };
  window.entreCanales.answer = answer;

  // Rows of a table that are folded away until they are asked for, by hand or by a link to one (see address.js).
  const unfold = (button, open) => {
    const rows = document.getElementById(button.getAttribute("aria-controls"));
    if (!rows) return;
    rows.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? button.dataset.less : button.dataset.more;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.matches(".ec-unfold")) unfold(button, button.getAttribute("aria-expanded") !== "true");
    if (button.matches(".ec-copy")) copy(button);
    else if (button.matches(".ec-print")) print(button);
    else if (button.matches(".ec-ask button[data-option]") && !button.closest(".ec-stepped")) answer(button);
  });
})();

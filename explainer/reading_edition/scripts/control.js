// The one control of a lesson: every position was simulated before.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const control of all("[data-control]")) {
    const { said, positions } = JSON.parse(control.querySelector("script").textContent);
    const words = ([sentence, ...numbers]) => said[sentence].map((part, i) => part + (numbers[i] ?? "")).join("");
    const range = control.querySelector("input");
    const label = control.querySelector("label");
    const bars = all(".ec-bar", control);
    const after = control.querySelector(".ec-after");
    const still = control.querySelector(".ec-still"); // it shows where the control began
    const start = range.value;
    range.addEventListener("input", () => {
      const found = positions.find((one) => String(one.value) === range.value);
      if (!found) return;
      if (found.label) label.textContent = found.label;
      if (still) still.hidden = range.value !== start;
      found.bars.forEach(([shape, text], i) => {
        bars[i].querySelector(".ec-bar-track > i").setAttribute("style", shape);
        bars[i].querySelector(".ec-bar-number").textContent = text;
      });
      after.innerHTML = words(found.after);
    });
  }
})();

// The summary as a text to copy, written from what stands on the page.
(() => {
  const brief = document.getElementById("brief");
  const button = brief?.querySelector(".ec-copy:not([data-text])");
  if (!button) return;
  const said = (selector, root = brief) => [...root.querySelectorAll(selector)].map((one) => one.textContent);
  const cite = brief.querySelector("details .ec-copy");
  const lines = [...said(".ec-brief-name"), ""];
  for (const part of brief.querySelectorAll("dl > div, .ec-brief-points > div")) {
    const [label] = said("dt, h3", part);
    const points = said("li", part);
    if (points.length) lines.push("", `${label}:`, ...points.map((one) => `- ${one}`));
    else {
      const told = part.querySelector("dd").cloneNode(true);
      const follows = told.querySelector(".ec-follows"); // named in full, on a line of its own
      follows?.remove();
      if (part.id === "brief-when") lines.push("");
      lines.push(`${label}: ${told.textContent.trim()}`, ...(follows ? [follows.dataset.work] : []));
    }
  }
  lines.push("", ...said("details:has(.ec-copy) > summary").map((one) => `${one}:`), cite.dataset.text, "[address]");
  button.dataset.text = lines.join("\n");
})();

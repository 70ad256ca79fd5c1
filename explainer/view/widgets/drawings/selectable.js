// Choosing one part of a drawing. The drawing is our own markup; all other words are text.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const ASIDE = 3; // how much worse a step aside is than one ahead
const GONE = 400; // ms in which the page takes away what is no longer shown
const CLOSE = 4; // px: parts of one row or column need not stand in line to the pixel

const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];

/** Which of `boxes` comes next after number `from` in a direction, or -1. */
export const neighbour = (boxes, from, [right, down]) => {
  const [x, y] = middle(boxes[from]);
  let found = -1;
  let least = Infinity;
  boxes.forEach((box, place) => {
    const [across, up] = middle(box);
    const ahead = (across - x) * right + (up - y) * down;
    const aside = Math.abs((across - x) * down) + Math.abs((up - y) * right);
    const cost = ahead + ASIDE * aside;
    if (place === from || ahead <= CLOSE || cost >= least) return;
    found = place;
    least = cost;
  });
  return found;
};

class Drawing {
  constructor(place) {
    this.root = document.createElement("div");
    this.root.className = "ec-pick";
    this.root.setAttribute("role", "listbox");
    this.keys = document.createElement("p");
    this.keys.className = "ec-hidden";
    this.shown = document.createElement("p");
    this.shown.className = "ec-pick-shown";
    this.shown.setAttribute("aria-hidden", "true"); // the parts say it themselves
    this.onward = document.createElement("button");
    this.onward.type = "button";
    this.onward.className = "ec-pick-onward";
    this.onward.addEventListener("click", () => this.go());
    this.status = document.createElement("p");
    this.status.className = "ec-hidden";
    this.status.setAttribute("role", "status");
    this.line = document.createElement("div");
    this.line.className = "ec-pick-line";
    this.line.append(this.shown, this.onward);
    // None of these is part of the picture that a visitor saves.
    for (const part of [this.line, this.keys, this.status]) part.dataset.unsaved = "";
    place.replaceChildren(this.root, this.line, this.keys, this.status);
    this.root.addEventListener("click", (event) => this.choose(this.part(event)));
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("focusin", (event) => this.rove(this.part(event)));
    this.root.addEventListener("focusout", () => this.tell());
    this.root.addEventListener("pointerover", (event) => this.tell(this.part(event)));
    this.root.addEventListener("pointerleave", () => this.tell());
  }

  part(event) {
    return event.target.closest?.("[data-pick]") ?? undefined;
  }

  update(data, report) {
    this.report = report;
    this.words = data;
    this.root.setAttribute("aria-label", data.label);
    this.keys.id = `${data.name}-keys`;
    this.keys.textContent = data.keys;
    this.root.setAttribute("aria-describedby", this.keys.id);
    this.onward.textContent = data.onward;
    if (data.markup !== this.markup) this.draw(data.markup);
    const before = this.chosen;
    this.mark(data.chosen);
    if (before && !this.chosen) this.recover();
    this.tell(this.parts.find((part) => part === document.activeElement));
  }

  // Another drawing in the place of the last one; focus stays where it was, if that part remains.
  draw(markup) {
    const held = this.root.contains(document.activeElement);
    const [id, place] = [this.here?.dataset.pick, this.parts?.indexOf(this.here) ?? 0];
    this.markup = markup;
    this.root.innerHTML = markup;
    this.parts = [...this.root.querySelectorAll("[data-pick]")];
    for (const part of this.parts) {
      part.setAttribute("role", "option");
      part.setAttribute("tabindex", "-1");
    }
    const same = this.parts.find((part) => part.dataset.pick === id);
    this.here = undefined;
    const now = same ?? this.parts[Math.min(Math.max(place, 0), this.parts.length - 1)];
    if (id !== undefined && now) this.rove(now);
    if (held && now) now.focus({ preventScroll: true });
  }

  mark(chosen) {
    this.chosen = this.parts.find((part) => part.dataset.pick === chosen);
    for (const part of this.parts) {
      part.setAttribute("aria-selected", String(part === this.chosen));
    }
    this.onward.hidden = !this.words.onward || !this.chosen;
    if (!this.here) this.rove(this.chosen ?? this.parts[0]);
  }

  // One stop for the tab key: the part that was visited last.
  rove(part) {
    if (!part) return;
    this.here?.setAttribute("tabindex", "-1");
    this.here = part;
    part.setAttribute("tabindex", "0");
    this.tell(part);
  }

  tell(part) {
    const about = part ?? this.chosen;
    this.shown.textContent = about?.getAttribute("aria-label") ?? this.words.hint;
  }

  // To what the choice has opened, for eye and keyboard.
  go() {
    const place = document.getElementById(this.words.target);
    place?.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place?.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
  }

  // What the choice had opened is closed, and the focus that was in it is nowhere: back to here.
  recover() {
    setTimeout(() => {
      if (document.activeElement === document.body) this.here?.focus({ preventScroll: true });
    }, GONE);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !this.part(event)) return;
    const { parts } = this;
    const from = parts.indexOf(this.part(event));
    let to = -1;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) this.choose(parts[from]);
      return;
    }
    if (event.key === "Home") to = 0;
    else if (event.key === "End") to = parts.length - 1;
    else if (event.key in ARROWS) {
      to = neighbour(parts.map((part) => part.getBoundingClientRect()), from, ARROWS[event.key]);
    } else return;
    event.preventDefault();
    parts[to]?.focus();
  }

  choose(part) {
    if (!part) return;
    this.rove(part);
    this.mark(part.dataset.pick); // at once; the answer of the server has the last word
    this.status.textContent = `${this.words.said}: ${part.getAttribute("aria-label")}`;
    this.report(part.dataset.pick);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".ec-pick-place") ?? parentElement;
  place.ecPick ??= new Drawing(place);
  place.ecPick.update(data, (id) => setTriggerValue("chosen", id));
}

// Sliders, each with a number field. What the visitor's hand does is shown at once and sent on in
// turn: one change is on its way at a time, the newest of each dial waits for the answer. An answer
// never moves a dial that has something newer to say. Everything said comes as data, as text.
const LATER = "st-key-ec_later_";
const OUT = 0.8; // screens that a part is away which need not be drawn now
const PATIENCE = 3000; // milliseconds after which an answer is no longer waited for
const LATEST = 12000; // at most, before what no run has heard of is said again

const make = (tag, look, words) => {
  const element = document.createElement(tag);
  if (look) element.className = look;
  if (words !== undefined) element.textContent = words;
  return element;
};
const put = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

class Row {
  constructor(panel, id) {
    this.panel = panel;
    this.id = id;
    this.outer = make("div", "ec-dial");
    this.outer.dataset.dial = id;
    this.name = make("label", "ec-dial-name");
    this.range = make("input", "ec-dial-range");
    this.range.type = "range";
    this.range.id = `${panel.name}-${id}`;
    this.name.htmlFor = this.range.id;
    this.field = make("input", "ec-dial-field");
    this.field.type = "text";
    this.field.inputMode = "decimal";
    this.field.autocomplete = "off";
    this.field.maxLength = 24;
    this.unit = make("span", "ec-dial-unit");
    this.words = make("p", "ec-dial-words");
    this.words.id = `${this.range.id}-words`;
    this.problem = make("p", "ec-problem");
    this.problem.setAttribute("role", "alert");
    this.back = make("button", "ec-dial-back");
    this.back.type = "button";
    this.mark = make("button", "ec-dial-mark");
    this.mark.type = "button";
    this.card = make("div", "ec-dial-card");
    this.card.id = `${this.range.id}-card`;
    this.card.hidden = true;
    this.mark.setAttribute("aria-controls", this.card.id);
    const head = make("div", "ec-dial-head");
    this.value = make("span", "ec-dial-value");
    head.append(this.name, this.mark);
    this.value.append(this.field, this.unit);
    const line = make("div", "ec-dial-line");
    line.append(this.range, this.value);
    this.outer.append(head, line, this.problem, this.words, this.back, this.card);
    this.listen();
  }

  listen() {
    const { range, field, panel, id } = this;
    range.addEventListener("input", () => {
      this.show(range.value);
      panel.push(id, { value: Number(range.value), live: true });
    });
    range.addEventListener("change", () => panel.push(id, { value: Number(range.value), live: false }));
    field.addEventListener("change", () => {
      this.typing = false;
      panel.push(id, { value: field.value, live: false });
    });
    field.addEventListener("input", () => (this.typing = true));
    field.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by) {
        event.preventDefault();
        const step = Number(range.step) || 1;
        const places = (String(range.step).split(".")[1] ?? "").length;
        const next = Math.min(Number(range.max), Math.max(Number(range.min), Number(range.value) + by * step));
        range.value = next.toFixed(places);
        this.show(range.value);
        panel.push(id, { value: Number(range.value), live: false });
      } else if (event.key === "Escape") {
        this.typing = false;
        this.show(String(this.data.value));
      }
    });
    this.back.addEventListener("click", () => {
      panel.push(id, { value: this.data.before.value, live: false });
      this.range.focus();
    });
    this.mark.addEventListener("click", () => this.open(this.card.hidden));
  }

  open(yes) {
    this.card.hidden = !yes;
    this.mark.setAttribute("aria-expanded", String(yes));
  }

  /** Show a value that the hand chose, before the server has said anything. */
  show(value) {
    const number = Number(value);
    const words = this.panel.write(number);
    this.field.value = words;
    this.range.value = String(number);
    this.fill();
    this.range.setAttribute("aria-valuetext", (this.data.leads ? `${this.data.unit} ${words}` : `${words} ${this.data.unit}`).trim());
  }

  fill() {
    const { min, max, value } = this.range;
    const share = max > min || Number(max) > Number(min) ? (Number(value) - min) / (max - min) : 0;
    this.range.style.setProperty("--ec-share", `${100 * share}%`);
  }

  update(data) {
    this.data = data;
    put(this.name, data.label);
    this.outer.dataset.shop = data.shop ?? "";
    for (const name of ["min", "max", "step"]) this.range[name] = String(data[name]);
    this.range.setAttribute("aria-describedby", this.words.id);
    this.field.setAttribute("aria-label", data.exactly);
    if (data.spoken) this.range.setAttribute("aria-label", data.spoken);
    put(this.unit, data.unit);
    this.unit.classList.toggle("ec-leads", data.leads);
    put(this.words, data.words);
    this.words.hidden = !data.words;
    put(this.problem, data.problem);
    this.problem.hidden = !data.problem;
    this.back.hidden = !data.before;
    if (data.before) put(this.back, data.before.words);
    this.mark.hidden = !data.mark;
    if (data.mark) this.evidence(data.mark);
    if (!this.panel.pending.has(this.id) && !this.typing) this.show(String(data.value));
  }

  evidence(mark) {
    put(this.mark, mark.sign);
    this.mark.dataset.grade = mark.grade;
    this.mark.setAttribute("aria-label", mark.name);
    this.mark.setAttribute("aria-expanded", String(!this.card.hidden));
    const said = JSON.stringify(mark);
    if (this.said === said) return;
    this.said = said;
    this.card.replaceChildren(...mark.lines.map((line) => make("p", "", line)));
    for (const { href, words } of mark.links) {
      const link = make("a", "ec-go", words);
      link.href = href;
      const place = make("p");
      place.append(link);
      this.card.append(place);
    }
  }
}

class Panel {
  constructor(root) {
    this.root = root;
    this.rows = new Map();
    this.pending = new Map();
    this.n = Date.now();
    this.since = 0;
    this.tries = 0;
  }

  update(data, send) {
    this.data = data;
    this.name = data.name;
    this.send = send;
    this.numbers = new Intl.NumberFormat(data.locale, { maximumFractionDigits: 6 });
    if (data.ack >= this.n) {
      for (const [id, edit] of this.pending) if (edit.n && edit.n <= data.ack) this.pending.delete(id);
      this.since = 0;
      this.tries = 0;
    }
    const shape = JSON.stringify(data.groups);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(data);
    }
    for (const [id, row] of this.rows) row.update(data.dials[id]);
    this.flush();
  }

  build(data) {
    const rows = new Map();
    const parts = data.groups.map((group) => {
      const outer = make("div", `ec-dials-group ${group.look ?? ""}`);
      if (group.title && !group.fold) outer.append(make("h3", "ec-dials-title", group.title));
      if (group.note) outer.append(make("p", "ec-dials-note", group.note));
      for (const id of group.dials) {
        const row = this.rows.get(id) ?? new Row(this, id);
        rows.set(id, row);
        outer.append(row.outer);
      }
      if (!group.fold) return outer;
      const fold = make("details", "ec-dials-fold");
      fold.append(make("summary", "", group.title), outer);
      return fold;
    });
    this.rows = rows;
    this.root.replaceChildren(...parts);
  }

  write(number) {
    return this.numbers.format(number).replace("-", "\u2212");
  }

  /** Keep the newest change of a dial and send it as soon as the last answer is here. */
  push(id, edit) {
    this.pending.set(id, { ...edit, n: 0 });
    this.flush();
  }

  flush() {
    if (![...this.pending.values()].some((edit) => !edit.n)) return;
    const left = this.since ? this.since + PATIENCE - performance.now() : 0;
    if (left > 0) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), left);
      return;
    }
    this.n = Math.max(this.n + 1, Date.now());
    this.since = performance.now();
    // All that has no answer yet: what was sent while the line was cut never arrived.
    const changes = [...this.pending].map(([id, edit]) => {
      edit.n = this.n;
      return { id, value: edit.value, live: edit.live };
    });
    this.send({ n: this.n, changes, far: far() });
    this.expect();
  }

  expect() {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.again(), Math.min(LATEST, PATIENCE * 2 ** this.tries));
  }

  /** A run has begun: it has heard of our change, or is the first of a server that was started anew. */
  hear({ session, heard }) {
    const fresh = this.session !== undefined && this.session !== session;
    this.session = session;
    if ((heard[this.name] ?? 0) >= this.n) clearTimeout(this.watch);
    else if (fresh) this.again();
  }

  /** Say it again: what was said while the line was cut never arrived. */
  again() {
    if (!this.pending.size || !this.root.isConnected) return;
    this.tries += 1;
    this.since = 0;
    for (const edit of this.pending.values()) edit.n = 0;
    this.flush();
  }
}

const panels = new Set();
addEventListener("ec-heard", ({ detail }) => {
  for (const panel of panels) {
    if (panel.root.isConnected) panel.hear(detail);
    else panels.delete(panel);
  }
});

addEventListener("ec-line", ({ detail }) => {
  if (!detail.fresh) for (const panel of panels) panel.again();
});

/** The parts of the page that are far out of sight, and how high they are. */
function far() {
  const found = {};
  for (const part of document.querySelectorAll(`[class*="${LATER}"]`)) {
    const { top, bottom, height } = part.getBoundingClientRect();
    const name = [...part.classList].find((one) => one.startsWith(LATER)).slice(LATER.length);
    if (top > (1 + OUT) * innerHeight || bottom < -OUT * innerHeight) found[name] = Math.round(height);
  }
  return found;
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".ec-dials");
  root.panel ??= new Panel(root);
  panels.add(root.panel);
  root.panel.update(data, (edit) => setStateValue("edit", edit));
}

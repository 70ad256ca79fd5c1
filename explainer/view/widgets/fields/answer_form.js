// A form whose answer is sent until the server has it. What is written stays in the browser, and
// an answer keeps its name however often it is sent: the server keeps it once.
const AGAIN = 3000; // ms after which an answer that nobody has confirmed is sent again
const AGAIN_MOST = 15000;

const name = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

const made = (tag, look, text) => {
  const part = document.createElement(tag);
  if (look) part.className = look;
  if (text !== undefined) part.textContent = text;
  return part;
};

/** What one browser keeps of one form; a browser that keeps nothing loses only what is not sent. */
const kept = {
  read(drawer) {
    try {
      const found = JSON.parse(localStorage.getItem(drawer) ?? "{}");
      return found && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  },
  write(drawer, value) {
    try {
      localStorage.setItem(drawer, JSON.stringify(value));
    } catch {
      // a full or forbidden store: the page itself still has it
    }
  },
};

class Form {
  constructor(place) {
    this.place = place;
    this.form = made("form", "ec-answer");
    this.form.noValidate = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.form.addEventListener("input", () => this.changed());
    addEventListener("online", () => this.pending && this.send());
    place.replaceChildren(this.form);
  }

  update(data, report) {
    this.report = report;
    this.data = data;
    const shape = JSON.stringify([data.drawer, data.fields, data.words]);
    if (shape !== this.shape) this.draw(shape);
    if (this.pending && data.stored === this.pending.id) this.settled(data.words.sent);
    else if (this.pending && data.problem[0] === this.pending.id) this.settled(data.problem[1], true);
  }

  draw(shape) {
    const held = this.shape && this.drawer === this.data.drawer ? this.values() : undefined;
    this.shape = shape;
    this.drawer = this.data.drawer;
    const found = kept.read(this.drawer);
    this.parts = {};
    this.form.replaceChildren(...this.data.fields.map((field, place) => this.field(field, place)));
    this.button = made("button", "ec-answer-send", this.data.words.send);
    this.button.type = "submit";
    this.status = made("p", "ec-answer-status");
    this.status.setAttribute("role", "status");
    this.form.append(this.button, this.status);
    this.fill(held ?? found.values ?? this.data.before ?? {});
    this.pending = found.pending;
    if (this.pending) this.send();
    else if (this.data.before) this.say(this.data.words.sent, "stored");
  }

  field(field, place) {
    const box = made("fieldset", `ec-answer-field ec-answer-${field.kind}`);
    const id = `answer-${field.name}-${place}`;
    const single = ["number", "select", "text"].includes(field.kind);
    const label = made(single ? "label" : "legend", "ec-answer-label", field.label);
    if (single) label.htmlFor = id;
    box.append(label);
    let help;
    if (field.help) {
      help = made("p", "ec-answer-help", field.help);
      help.id = `${id}-help`;
      box.append(help);
    }
    const part = this[field.kind](field, id, box);
    if (help && part.control) part.control.setAttribute("aria-describedby", help.id);
    this.parts[field.name] = part;
    if (single) {
      const plain = made("div", box.className);
      plain.append(...box.childNodes);
      return plain;
    }
    return box;
  }

  number(field, id, box) {
    const control = made("input");
    Object.assign(control, { type: "range", id, min: field.low, max: field.high, step: 1, value: field.value });
    const shown = made("output", "", String(field.value));
    shown.htmlFor = id;
    const show = () => { shown.textContent = control.value; };
    control.addEventListener("input", show);
    const row = made("div", "ec-answer-row");
    row.append(control, shown);
    box.append(row);
    return { control, get: () => Number(control.value), set: (value) => { control.value = value; show(); } };
  }

  choice(field, id, box) {
    const inputs = field.options.map(([value, words], place) => {
      const label = made("label", "ec-answer-option");
      const input = made("input");
      Object.assign(input, { type: "radio", name: id, value, id: `${id}-${place}` });
      label.append(input, made("span", "", words));
      box.append(label);
      return input;
    });
    return {
      first: inputs[0],
      get: () => inputs.find((one) => one.checked)?.value ?? "",
      set: (value) => inputs.forEach((one) => { one.checked = one.value === value; }),
    };
  }

  select(field, id, box) {
    const control = made("select");
    control.id = id;
    control.append(new Option("—", ""), ...field.options.map(([value, words]) => new Option(words, value)));
    box.append(control);
    return { control, first: control, get: () => control.value, set: (value) => { control.value = value; } };
  }

  text(field, id, box) {
    const control = made("textarea");
    Object.assign(control, { id, rows: 3, maxLength: field.high });
    box.append(control);
    return { control, first: control, get: () => control.value, set: (value) => { control.value = value; } };
  }

  tokens(field, id, box) {
    const left = made("p", "ec-answer-left");
    left.setAttribute("role", "status");
    const rows = field.options.map(([piece, words]) => {
      const row = made("div", "ec-answer-row");
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", words);
      const less = made("button", "", "−");
      const more = made("button", "", "+");
      const shown = made("output", "", "0");
      for (const [button, said, by] of [[less, this.data.words.less, -field.step], [more, this.data.words.more, field.step]]) {
        button.type = "button";
        button.setAttribute("aria-label", `${said}: ${words}`);
        button.addEventListener("click", () => move(one, by));
      }
      row.append(made("span", "ec-answer-piece", words), less, shown, more);
      const one = { piece, shown, value: 0 };
      box.append(row);
      return one;
    });
    const sum = () => rows.reduce((all, one) => all + one.value, 0);
    const show = () => {
      for (const one of rows) one.shown.textContent = String(one.value);
      left.textContent = this.data.words.left.replace("#", String(field.value - sum()));
    };
    const move = (one, by) => {
      const room = Math.min(field.high, one.value + field.value - sum());
      const after = Math.max(0, Math.min(room, one.value + by));
      if (after === one.value) return;
      one.value = after;
      show();
      this.changed();
    };
    box.append(left);
    show();
    return {
      first: box.querySelector("button"),
      whole: () => sum() === field.value,
      get: () => Object.fromEntries(rows.map((one) => [one.piece, one.value])),
      set: (value) => {
        for (const one of rows) one.value = Number(value?.[one.piece]) || 0;
        show();
      },
    };
  }

  values() {
    return Object.fromEntries(Object.entries(this.parts).map(([field, part]) => [field, part.get()]));
  }

  fill(values) {
    for (const [field, part] of Object.entries(this.parts)) {
      if (values[field] !== undefined) part.set(values[field]);
    }
  }

  keep() {
    kept.write(this.drawer, { values: this.values(), pending: this.pending });
  }

  changed() {
    this.keep();
    if (!this.pending) this.say("");
  }

  submit() {
    if (this.pending) return;
    for (const field of this.data.fields) {
      const part = this.parts[field.name];
      const value = part.get();
      const short = field.kind === "text" && value.trim().length < field.low;
      if (part.whole?.() === false || short || value === "") {
        if (field.kind === "text" && field.low === 0) continue;
        this.say(field.kind === "tokens" ? this.data.words.tokens : this.data.words.short.replace("#", field.label), "problem");
        part.first?.focus();
        return;
      }
    }
    this.pending = { id: name(), values: this.values() };
    this.keep();
    this.send();
  }

  send() {
    clearTimeout(this.watch);
    if (!this.pending) return;
    this.tries = (this.tries ?? 0) + 1;
    this.say(this.tries > 1 ? this.data.words.waiting : this.data.words.sending, "sending");
    this.report({ ...this.pending, tries: this.tries, at: Math.round(performance.now()) });
    this.watch = setTimeout(() => this.send(), Math.min(AGAIN_MOST, AGAIN * this.tries));
  }

  settled(words, refused = false) {
    clearTimeout(this.watch);
    this.pending = undefined;
    this.tries = 0;
    this.keep();
    this.say(words, refused ? "problem" : "stored");
  }

  say(words, look = "") {
    this.status.textContent = words;
    this.status.dataset.look = look;
    this.button.textContent = look === "stored" ? this.data.words.again : this.data.words.send;
    if (look === "sending") this.button.setAttribute("aria-disabled", "true");
    else this.button.removeAttribute("aria-disabled");
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector(".ec-answer-place") ?? parentElement;
  place.ecAnswer ??= new Form(place);
  place.ecAnswer.update(data, (value) => setStateValue("sent", value));
}

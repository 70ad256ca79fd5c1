// The replay of two lives. Everything that is said comes as data and is written as text; only
// icons are markup, and they are drawings of our own. Stepping needs no server.
const PACE = { slow: 3600, normal: 2000, fast: 1000 };

const make = (tag, look, words) => {
  const element = document.createElement(tag);
  if (look) element.className = look;
  if (words !== undefined) element.textContent = words;
  return element;
};

const button = (look, words, act) => {
  const element = make("button", `ec-rb ${look}`, words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
};

const choice = (label, options, act) => {
  const outer = make("label", "ec-rchoice");
  outer.append(make("span", "", label));
  const select = make("select");
  for (const [value, words] of options) {
    const option = make("option", "", words);
    option.value = value;
    select.append(option);
  }
  select.addEventListener("change", () => act(select.value));
  outer.append(select);
  return { outer, select };
};

/** Which step comes `by` steps after `step`, inside both ends. */
export const moved = (step, by, low, high) => Math.min(high, Math.max(low, step + by));

/** The step at which the next fork after `step` begins, or -1. */
export const nextFork = (chapters, step) =>
  chapters.find((chapter) => chapter.stop && chapter.fork > step)?.fork ?? -1;

class Replay {
  constructor(root, data, tell) {
    this.root = root;
    this.data = data;
    this.tell = tell;
    this.last = data.steps.length - 1;
    this.low = 0;
    this.high = this.last;
    this.pace = "normal";
    this.open = {};
    this.timer = 0;
    this.build();
    this.go(moved(data.moment ?? data.first, 0, 0, this.last), false);
  }

  build() {
    const { labels } = this.data;
    this.root.replaceChildren();
    this.frame = make("div", "ec-replay");
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "group");
    this.frame.setAttribute("aria-label", labels.region);
    this.hint = make("p", "ec-hidden", labels.keys);
    this.hint.id = `${this.data.name}-keys`;
    this.frame.setAttribute("aria-describedby", this.hint.id);
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.clock = make("p", "ec-rclock");
    this.place = make("span", "ec-rplace");
    const head = make("div", "ec-rhead");
    head.append(this.clock, this.place);
    this.until = make("p", "ec-runtil");
    this.lanes = make("div", "ec-rlanes");
    this.homes = this.houses();
    this.status = make("p", "ec-hidden");
    this.status.setAttribute("role", "status");
    const legend = make("p", "ec-rlegend", labels.legend);
    this.frame.append(head, this.track(), this.controls(), this.until, this.homes, this.lanes, legend, this.status, this.hint);
    this.root.append(this.frame);
  }

  // Both companies with the person at a door; the cards say the same in words.
  houses() {
    const homes = make("div", "ec-rhomes");
    homes.setAttribute("aria-hidden", "true");
    for (const [side, markup] of Object.entries(this.data.houses ?? {})) {
      const home = make("div", "ec-rhome");
      home.dataset.side = side;
      home.innerHTML = markup; // drawn by us
      home.querySelector("svg")?.insertAdjacentHTML("beforeend", this.data.walker);
      homes.append(home, make("p", "ec-rhome-name", this.data.lanes[side]));
    }
    return homes;
  }

  // At the door of what happens now; on the street, left of all doors, where nothing does.
  stand(side, cell) {
    const home = this.homes.querySelector(`[data-side="${side}"]`);
    const walker = home?.querySelector(".ec-walker");
    if (!walker) return;
    const doors = [...home.querySelectorAll("[data-door]")];
    const door = doors.find((one) => one.dataset.door === cell.channel);
    const y = Number(doors[0]?.dataset.y ?? 0);
    walker.setAttribute("transform", `translate(${door ? Number(door.dataset.x) : 9} ${y + 1})`);
    walker.dataset.door = door?.dataset.door ?? "";
  }

  track() {
    const track = make("div", "ec-rtrack");
    const strip = make("div", "ec-rstrip");
    strip.setAttribute("aria-hidden", "true");
    const whole = Math.max(1, this.data.steps.length);
    this.data.chapters.forEach((chapter) => {
      const part = make("span", chapter.alike ? "ec-rpart" : "ec-rpart ec-rdiffers");
      part.style.left = `${(100 * chapter.first) / whole}%`;
      part.style.width = `${(100 * chapter.count) / whole}%`;
      part.append(make("i", `ec-rend ec-rend-a ec-r-${chapter.a}`), make("i", `ec-rend ec-rend-b ec-r-${chapter.b}`));
      strip.append(part);
    });
    this.slider = make("input");
    this.slider.type = "range";
    this.slider.step = "1";
    this.slider.setAttribute("aria-label", this.data.labels.scrub);
    this.slider.addEventListener("input", () => {
      this.stop();
      this.go(Number(this.slider.value));
    });
    track.append(strip, this.slider);
    return track;
  }

  controls() {
    const { labels } = this.data;
    const row = make("div", "ec-rcontrols");
    this.before = button("ec-rb-step", "", () => this.by(-1));
    this.after = button("ec-rb-step", "", () => this.by(1));
    this.before.setAttribute("aria-label", labels.previous);
    this.after.setAttribute("aria-label", labels.next);
    this.before.append(make("span", "ec-rarrow ec-rarrow-back"));
    this.after.append(make("span", "ec-rarrow"));
    this.playing = button("ec-rb-play", labels.play, () => (this.timer ? this.stop() : this.play()));
    this.fork = button("ec-rb-fork", labels.fork, () => {
      const step = nextFork(this.data.chapters, this.step);
      this.stop();
      if (step < 0) return;
      this.whole();
      this.go(step);
    });
    const speeds = Object.keys(PACE).map((name) => [name, labels[name]]);
    const speed = choice(labels.speed, speeds, (value) => {
      this.pace = value;
      if (this.timer) this.play();
    });
    speed.select.value = this.pace;
    speed.outer.classList.add("ec-rspeed");
    const spans = [["year", labels.year], ["journey", labels.journey]];
    this.span = choice(labels.span, spans, (value) => {
      if (value === "year") this.whole();
      else this.narrow();
      this.go(moved(this.step, 0, this.low, this.high));
    });
    row.append(this.before, this.playing, this.after, this.fork, speed.outer, this.span.outer);
    return row;
  }

  whole() {
    this.low = 0;
    this.high = this.last;
    this.span.select.value = "year";
  }

  narrow() {
    const chapter = this.data.chapters[this.data.steps[this.step].chapter];
    this.low = chapter.first;
    this.high = chapter.first + chapter.count - 1;
  }

  key(event) {
    if (event.target.matches("input, select") || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.by(to);
  }

  by(count) {
    this.stop();
    this.go(moved(this.step, count, this.low, this.high));
  }

  play() {
    this.stop();
    if (this.step >= this.high) this.go(this.low);
    this.playing.textContent = this.data.labels.pause;
    this.timer = setInterval(() => {
      this.go(moved(this.step, 1, this.low, this.high));
      if (this.step >= this.high) this.stop();
    }, PACE[this.pace]);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.playing.textContent = this.data.labels.play;
  }

  go(step, asked = true) {
    this.step = step;
    const now = this.data.steps[step];
    const chapter = this.data.chapters[now.chapter];
    this.clock.textContent = now.week;
    this.place.textContent = now.place;
    this.slider.min = String(this.low);
    this.slider.max = String(this.high);
    this.slider.value = String(step);
    this.before.disabled = step <= this.low;
    this.after.disabled = step >= this.high;
    this.fork.disabled = nextFork(this.data.chapters, step) < 0;
    this.until.textContent = step === this.data.first && !chapter.alike ? this.data.until : "";
    this.show(now);
    const spoken = this.spoken(now);
    this.slider.setAttribute("aria-valuetext", `${now.week}. ${spoken}`);
    if (asked && !this.timer) this.status.textContent = `${now.week}. ${spoken}`;
    if (asked) this.remember();
  }

  spoken(now) {
    const { lanes } = this.data;
    const say = (cell) => cell.empty ?? [cell.words, ...cell.notes].join(". ").replaceAll("..", ".");
    if (now.both) return `${lanes.both}: ${say(now.both)}`;
    return ["a", "b"].map((side) => `${lanes[side]}: ${say(now[side])}`).join(" ");
  }

  show(now) {
    const focus = document.activeElement;
    const lane = this.lanes.contains(focus) ? focus.closest("[data-lane]")?.dataset.lane : undefined;
    for (const side of ["a", "b"]) this.stand(side, now.both ?? now[side]);
    const sides = now.both ? ["both"] : ["a", "b"];
    this.lanes.replaceChildren(...sides.map((side) => this.card(side, now)));
    if (lane === undefined) return;
    const again = this.lanes.querySelector(`[data-lane="${lane}"] summary`) ?? this.frame;
    again.focus({ preventScroll: true });
  }

  card(side, now) {
    const cell = now[side];
    const card = make("article", `ec-rcard ec-rcard-${side}${cell.tone ? ` ec-rtone-${cell.tone}` : ""}`);
    card.dataset.lane = side;
    card.append(make("h3", `ec-pill${side === "both" ? "" : ` ec-pill-${side}`}`, this.data.lanes[side]));
    if (cell.empty) card.append(make("p", "ec-rempty", cell.empty));
    else card.append(this.told(cell));
    const levels = side === "both" && !this.data.one ? ["a", "b"] : [side === "both" ? "a" : side];
    const alike = levels.length > 1 && JSON.stringify(now.levels.a) === JSON.stringify(now.levels.b);
    for (const one of alike ? ["a"] : levels) {
      card.append(this.gauges(now.levels[one], levels.length > 1 && !alike ? this.data.lanes[one] : ""));
    }
    if (!cell.empty) card.append(this.why(cell, side));
    return card;
  }

  told(cell) {
    const told = make("div", "ec-rtold");
    const icon = make("span", "ec-ricon");
    icon.innerHTML = cell.icon;
    const words = make("div");
    if (cell.where) words.append(make("small", "", cell.where));
    words.append(make("p", "ec-rwords", cell.words));
    if (cell.notes.length) {
      const notes = make("ul", "ec-rnotes");
      notes.append(...cell.notes.map((note) => make("li", "", note)));
      words.append(notes);
    }
    told.append(icon, words);
    return told;
  }

  gauges(levels, lane) {
    const { labels } = this.data;
    const outer = make("div", "ec-rgauges");
    if (lane) outer.append(make("p", "ec-rwhose", lane));
    for (const name of ["frustration", "wish"]) {
      const gauge = make("p", `ec-rgauge ec-rgauge-${name}`);
      const bar = make("span", "ec-rbar");
      const size = make("i");
      size.style.width = `${levels[name].size}%`;
      bar.append(size);
      gauge.append(make("span", "", labels[name]), bar, make("b", "", levels[name].words));
      outer.append(gauge);
    }
    return outer;
  }

  why(cell, side) {
    const { labels } = this.data;
    const outer = make("details", "ec-rwhy");
    outer.open = Boolean(this.open[side]);
    outer.addEventListener("toggle", () => (this.open[side] = outer.open));
    outer.append(make("summary", "", labels.why));
    if (cell.luck) outer.append(this.luck(cell.luck));
    const list = make("dl");
    for (const { heading, words } of cell.why) list.append(make("dt", "", heading), make("dd", "", words));
    outer.append(list);
    if (cell.cards.length) {
      const links = make("p", "ec-rcards");
      links.append(make("span", "", labels.evidence));
      for (const [card, name] of cell.cards) {
        const link = make("a", "ec-cite ec-go", name);
        link.href = `${this.data.evidence}#${encodeURIComponent(card)}`;
        links.append(link);
      }
      outer.append(links);
    }
    if (this.data.alone.includes(cell.piece)) {
      outer.append(button("ec-rb-alone", labels.alone, () => this.tell("alone", cell.piece)));
    }
    return outer;
  }

  luck({ draw, a, b }) {
    const line = make("div", "ec-rluck");
    line.setAttribute("aria-hidden", "true");
    for (const [side, chance] of [["a", a], ["b", b]]) {
      if (chance === null) continue;
      const bar = make("span", `ec-rluck-${side}`);
      bar.style.width = `${100 * Math.min(1, chance)}%`;
      line.append(bar);
    }
    const mark = make("i");
    mark.style.left = `${100 * draw}%`;
    line.append(mark);
    return line;
  }

  // The address keeps the moment, so that a copied link opens at the same place.
  remember() {
    if (!this.data.parameter) return;
    const [name, value] = [this.data.parameter, String(this.step + 1)];
    dispatchEvent(new CustomEvent("ec-note", { detail: { name, value } })); // to the address's owner
    const field = document.getElementById("state-link");
    if (!field) return;
    const copied = new URL(field.value, location.href);
    copied.searchParams.set(name, value);
    field.value = copied.href;
    field.setAttribute("value", copied.href);
    const link = field.parentElement.querySelector("a");
    if (link) link.href = copied.href;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".ec-replay-place") ?? parentElement;
  const tell = (name, value) => setTriggerValue(name, value);
  const running = place.ecReplay;
  if (running && running.data.id === data.id) {
    running.tell = tell;
    return;
  }
  running?.stop();
  if (!data.steps.length) {
    place.replaceChildren();
    place.ecReplay = undefined;
    return;
  }
  place.ecReplay = new Replay(place, data, tell);
  return () => place.ecReplay?.stop();
}

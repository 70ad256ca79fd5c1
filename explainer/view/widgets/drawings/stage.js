// A stage: houses side by side, and somebody who walks through their channels when asked to.
// The drawings are our own markup; all other words are text. At rest everything is shown; while
// somebody walks, what lies ahead waits. A drawing that changes moves from the old state to the new.

const WALK = 3000; // ms for the whole way, stops included
const BLEND = 700; // ms from one drawing to the next
const TURNED = new Set(["points", "d", "x", "y", "cx", "cy", "r", "width", "height", "transform", "opacity", "dy"]);
const NUMBER = /-?\d+(?:\.\d+)?/g;

/** Where somebody has got to after each step: at each mark of a way, in order, without repeats. */
export const steps = (marks) => [...new Set(marks)].sort((one, other) => one - other);

/** The number of the last step that is not beyond a place, -1 before the first. */
export const reached = (all, at) => all.filter((one) => one <= at + 1e-6).length - 1;

/** A text part of the way from one to another, if only its numbers differ; null if more does. */
export const between = (from, to, part) => {
  if (from.replace(NUMBER, "#") !== to.replace(NUMBER, "#")) return null;
  const start = from.match(NUMBER) ?? [];
  let place = 0;
  return to.replace(NUMBER, (end) => {
    const begin = Number(start[place++]);
    return String(Math.round((begin + (Number(end) - begin) * part) * 100) / 100);
  });
};

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const kind = (one) => `${one.tagName} ${one.getAttribute("class") ?? ""} ${one.dataset?.piece ?? ""}`;

// Pairs what two drawings have in common, and lists what only one of them has.
const match = (before, after, found) => {
  const rest = [...before.children];
  for (const child of after.children) {
    const place = rest.findIndex((one) => kind(one) === kind(child));
    if (place < 0) found.come.push(child);
    else {
      const [old] = rest.splice(place, 1);
      found.turn.push([old, child]);
      match(old, child, found);
    }
  }
  found.go.push(...rest.map((one) => [one, after]));
  return found;
};

const turns = (pairs) => pairs.flatMap(([old, now]) =>
  [...now.attributes].filter(({ name }) => TURNED.has(name)).flatMap(({ name, value }) => {
    const before = old.getAttribute(name);
    if (before === null || before === value || between(before, value, 0) === null) return [];
    return [(part) => now.setAttribute(name, part < 1 ? between(before, value, part) : value)];
  }));

/** Let a drawing that has just taken the place of another begin as the other one was. */
export const blend = (before, after) => {
  const found = match(before, after, { turn: [], come: [], go: [] });
  const moves = turns(found.turn);
  const left = found.go.map(([one, parent]) => {
    const copy = one.cloneNode(true);
    copy.setAttribute("aria-hidden", "true");
    parent.append(copy);
    return copy;
  });
  const fade = (one, ends) => one.animate({ opacity: ends }, { duration: BLEND, easing: "ease-in-out" });
  found.come.forEach((one) => fade(one, [0, 1]));
  left.forEach((one) => fade(one, [1, 0]).finished.then(() => one.remove(), () => one.remove()));
  const begin = performance.now();
  moves.forEach((move) => move(0));
  const frame = (now) => {
    const part = Math.min(Math.max((now - begin) / BLEND, 0), 1);
    moves.forEach((move) => move(part * part * (3 - 2 * part)));
    if (part < 1 && after.isConnected) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

const make = (tag, look, words) => {
  const element = document.createElement(tag);
  if (look) element.className = look;
  if (words !== undefined) element.textContent = words;
  return element;
};

class House {
  constructor() {
    this.root = make("figure", "ec-stage-house");
    this.picture = make("div", "ec-stage-picture");
    this.name = make("strong");
    this.told = make("span");
    this.said = make("span", "ec-stage-said");
    this.said.setAttribute("aria-hidden", "true"); // the line of the stage says it
    const caption = make("figcaption");
    caption.append(this.name, this.told, this.said);
    this.root.append(this.picture, caption);
  }

  show(data) {
    this.lists = [data.says, data.short];
    if (this.markup !== data.markup) {
      const before = [...this.picture.querySelectorAll("svg")];
      this.markup = data.markup;
      this.picture.innerHTML = data.markup;
      const after = [...this.picture.querySelectorAll("svg")];
      if (before.length === after.length && !still()) after.forEach((one, i) => blend(before[i], one));
      this.walks = [...this.picture.querySelectorAll(".ec-walk")].map((walk) => new Walk(walk));
    }
    this.name.textContent = data.name;
    this.told.textContent = data.told;
    this.told.hidden = !data.told;
  }

  /** The walk that is seen: of several drawings the page shows the one that fits. */
  get walk() {
    return this.walks.find((walk) => walk.line.getClientRects().length) ?? this.walks[0];
  }

  get count() {
    return this.walk?.steps.length ?? 0;
  }

  get says() {
    return this.lists.find((one) => one.length === this.count) ?? this.lists[0];
  }

  /** Put the walker to a share of the way; null is at rest. */
  at(part) {
    this.walks.forEach((walk) => walk.at(part));
  }

  /** Put the walker to one of the steps. */
  step(number) {
    this.walks.forEach((walk) => walk.at(walk.steps[Math.min(number, walk.steps.length - 1)] ?? null));
  }

  tell(number) {
    this.said.textContent = number < 0 ? "" : (this.says[Math.min(number, this.says.length - 1)] ?? "");
    return this.said.textContent;
  }
}

class Walk {
  constructor(root) {
    this.line = root.querySelector("polyline");
    this.walker = root.querySelector(".ec-walker");
    this.marks = [...root.querySelectorAll("[data-at]")];
    this.steps = steps(this.marks.map((one) => Number(one.dataset.at)));
  }

  at(part) {
    for (const one of this.marks) one.classList.toggle("ec-ahead", part !== null && Number(one.dataset.at) > part + 1e-6);
    if (part === null) {
      this.walker.removeAttribute("transform");
      return;
    }
    const start = this.line.points.getItem(0);
    const { x, y } = this.line.getPointAtLength(this.line.getTotalLength() * part);
    this.walker.setAttribute("transform", `translate(${(x - start.x).toFixed(1)} ${(y - start.y).toFixed(1)})`);
  }
}

class Stage {
  constructor(place) {
    this.root = make("div", "ec-stage");
    this.root.setAttribute("role", "group");
    this.houses = [];
    this.bar = make("p", "ec-stage-bar");
    this.play = this.button(() => (this.playing ? this.pause() : this.walk()));
    this.next = this.button(() => this.forward());
    this.star = make("p", "ec-note ec-stage-star");
    this.status = make("p", "ec-hidden");
    this.status.setAttribute("role", "status");
    this.fold = make("details", "ec-stage-words");
    this.summary = make("summary");
    this.list = make("div");
    this.fold.append(this.summary, this.list);
    for (const one of [this.bar, this.status, this.fold]) one.dataset.unsaved = "";
    this.bar.append(this.play, this.next);
    place.replaceChildren(this.root, this.star, this.bar, this.fold, this.status);
    this.place = -1; // the last step that was reached
    this.gone = 0; // the share of the way behind the walker
  }

  get count() {
    return Math.max(0, ...this.houses.map((house) => house.count));
  }

  button(answer) {
    const made = make("button", "ec-stage-button");
    made.type = "button";
    made.addEventListener("click", answer);
    return made;
  }

  show(data) {
    this.words = data.words;
    const fresh = this.name !== data.name;
    if (fresh) {
      this.halt();
      [this.place, this.gone, this.status.textContent] = [-1, 0, ""];
    }
    this.name = data.name;
    this.root.classList.toggle("ec-stage-1", data.houses.length === 1);
    this.root.setAttribute("aria-label", data.words.label);
    while (this.houses.length < data.houses.length) {
      const house = new House();
      this.houses.push(house);
      this.root.append(house.root);
    }
    for (const house of this.houses.splice(data.houses.length)) house.root.remove();
    data.houses.forEach((one, i) => this.houses[i].show(one));
    this.star.textContent = data.star;
    this.star.hidden = !data.star;
    this.bar.hidden = this.fold.hidden = !data.controls || !this.count;
    this.summary.textContent = data.words.list;
    this.list.replaceChildren(...data.houses.map((one) => {
      const part = make("section");
      const way = make("ol");
      way.append(...one.says.map((words) => make("li", "", words)));
      part.append(make("h3", "", one.name), way);
      return part;
    }));
    if (!this.playing) this.put(this.place);
    this.name_buttons();
    if (fresh && data.auto && !still()) this.walk({ aloud: false });
  }

  name_buttons() {
    this.play.hidden = still(); // whoever wants less motion goes step by step
    const begun = this.place >= 0 && this.place < this.count - 1;
    const again = this.place >= this.count - 1 && this.count;
    this.play.textContent = this.playing ? this.words.pause : begun ? this.words.on : again ? this.words.again : this.words.play;
    this.next.textContent = again && !this.playing ? this.words.back : this.words.step;
  }

  /** Show a step without motion; -1 is rest. */
  put(number) {
    this.place = Math.min(number, this.count - 1);
    this.houses.forEach((house) => (this.place < 0 ? house.at(null) : house.step(this.place)));
    return this.houses.map((house) => house.tell(this.place));
  }

  say(told) {
    const named = told.map((words, i) => (told.length > 1 ? `${this.houses[i].name.textContent}. ${words}` : words));
    this.status.textContent = named.join(" ");
  }

  forward() {
    this.halt();
    const told = this.put(this.place >= this.count - 1 ? -1 : this.place + 1);
    this.gone = this.place < 0 ? 0 : (this.houses[0].walk?.steps[this.place] ?? 0);
    if (this.place >= 0) this.say(told);
    else this.status.textContent = "";
    this.name_buttons();
  }

  pause() {
    this.halt();
    this.name_buttons();
  }

  halt() {
    cancelAnimationFrame(this.playing);
    this.playing = 0;
  }

  walk({ aloud = true } = {}) {
    if (this.place >= this.count - 1) this.gone = 0;
    let last = performance.now();
    this.place = -1;
    const frame = (now) => {
      if (!this.root.isConnected) return this.halt();
      this.gone = Math.min(1, this.gone + Math.max(0, now - last) / WALK);
      last = now;
      for (const house of this.houses) {
        house.at(this.gone);
        const step = house.walk ? reached(house.walk.steps, this.gone) : -1;
        house.tell(step);
        this.place = Math.max(this.place, step);
      }
      if (this.gone < 1) {
        this.playing = requestAnimationFrame(frame);
        return;
      }
      this.halt();
      const told = this.put(this.count - 1);
      if (aloud) this.say(told);
      this.name_buttons();
    };
    this.playing = requestAnimationFrame(frame);
    this.name_buttons();
  }
}

const stages = new WeakMap();

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".ec-stage-place");
  if (!stages.has(place)) stages.set(place, new Stage(place));
  stages.get(place).show(data);
  return () => stages.get(place)?.halt();
}

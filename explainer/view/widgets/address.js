// The one owner of the address. It alone writes the browser's history, and reports where the browser
// is; the server answers with the address of what is shown. One entry for each action of the visitor:
//   - who moves (back, forward, a link of the site) is reported; the answer may only put that
//     entry into the site's own writing;
//   - what a control changed arrives as a new address and becomes a new entry;
//   - an answer to something older than the last move changes nothing.
// Streamlit listens to the history too, and would ask for a run of its own: it is taken off the line.
// What the page looks at, its focus and its place, follows from the move.
const LATER = 3000; // milliseconds after which a report that no run has heard of is told again
const LATEST = 12000;
const HELD = 1500; // milliseconds for which a move waits until the page of the last one is drawn
const SETTLED = 300; // milliseconds in which Streamlit takes over a change of the system's theme
const PATIENCE = 20000; // milliseconds in which a part of a page is looked for
const MOST = 2000; // parts of Streamlit's page among which its listener is looked for
const OWN = ".ec-top a[href], .ec-footer a[href], a.ec-go";
const EMBEDDED = ["embed", "embed_options"]; // Streamlit's own, for whoever shows the page in a frame

/** An address without what is not ours: slug and parameters, the last of a name. */
const keyOf = (address) => {
  const { pathname, searchParams } = new URL(address, location.href);
  const asked = Object.fromEntries(searchParams);
  for (const name of EMBEDDED) delete asked[name];
  return JSON.stringify([pathname.split("/").at(-1), Object.entries(asked).sort()]);
};
const slugOf = ({ pathname }) => pathname.split("/").at(-1);
/** What a link says by itself; opening it elsewhere completes it. */
const plainOf = (link) => (link.dataset.plain ??= link.getAttribute("href"));
/** How the server is told of an address: below the top of the site, without the part of the page. */
const below = (address) => slugOf(address) + address.search;

class Owner {
  constructor() {
    this.session = "";
    this.n = 0;
    this.heard = this.said = this.shown = 0;
    this.tries = 0;
    silence();
    addEventListener("popstate", () => this.moved());
    // The watch over the line (view/front/line.js), where there is one, says when it is back.
    addEventListener("ec-line", ({ detail }) => (detail.fresh ? this.run() : this.again()));
    addEventListener("ec-shown", ({ detail }) => this.drawn(detail));
    addEventListener("ec-note", ({ detail }) => this.note(detail));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("auxclick", (event) => this.offer(event.target.closest?.(OWN)), true);
    // Charts carry their colours inside: when the system turns dark, run once more.
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => setTimeout(() => this.run(), SETTLED));
  }

  update(told, send) {
    this.send = send;
    this.told = told;
    dispatchEvent(new CustomEvent("ec-heard", { detail: told })); // for whoever else reports something
    if (told.session !== this.session) this.meet(told);
    if (told.n < this.n) return; // whoever asked has gone on
    this.speak(told.language);
    if (told.n > this.heard) {
      this.heard = told.n;
      this.replace(told.arrived);
    }
    if (told.address !== this.address) this.push(told.address);
    this.look(told);
  }

  /** A new visit: the first one, or one with a server that was started anew meanwhile. */
  meet(told) {
    this.session = told.session;
    this.n = this.heard = this.said = this.shown = 0;
    // Whoever moved while the first answer was on its way is somewhere else by now.
    if (keyOf(told.opened) !== keyOf(location.href)) this.report(below(location));
    else this.replace(told.arrived);
  }

  /** Say the page's language; the script of a page that is left may still run, and asks what it is. */
  speak(language) {
    (window.entreCanales ??= {}).language = language;
    document.documentElement.lang = language;
  }

  report(address) {
    this.n += 1;
    this.tries = 0;
    this.asked = address;
    // Streamlit sends the values of its own controls along, as they are on screen. Those of a page
    // that is not drawn yet would undo the last move: so the newest move waits for that, a while.
    const left = this.said > this.shown ? this.since + HELD - performance.now() : 0;
    clearTimeout(this.watch);
    if (left > 0) this.watch = setTimeout(() => this.say(), left);
    else this.say();
  }

  /** A page is drawn, up to its foot. */
  drawn({ session, n }) {
    if (session !== this.session) return;
    this.shown = Math.max(this.shown, n);
    if (this.said < this.n && this.shown >= this.said) this.say();
  }

  say() {
    clearTimeout(this.watch);
    const { session, n, asked, tries, shown } = this;
    this.said = n;
    this.since = performance.now();
    // What is on screen goes along with each report: `shown` says which move it belongs to.
    this.send?.("at", { session, n, address: asked, tries, shown });
    this.watch = setTimeout(() => this.again(), Math.min(LATEST, LATER * 2 ** tries));
  }

  /** Ask for a run that goes nowhere. A server that was started anew begins with the address. */
  run() {
    this.send?.("theme", this.dark.matches ? "dark" : "light");
  }

  /** Tell it again if it was lost: each run says at its begin what it has heard. */
  again() {
    if (this.heard >= this.n) return;
    this.tries += 1;
    this.say();
  }

  // The history. In an edition that is opened as a file it cannot be written: then the page
  // works all the same, with the address that it was opened with.
  write(method, address) {
    const there = new URL(address, location.href);
    const here = new URL(location.href);
    for (const name of EMBEDDED) {
      if (here.searchParams.has(name)) there.searchParams.set(name, here.searchParams.get(name));
    }
    if (method === "replaceState" && !there.hash) there.hash = here.hash;
    if (there.href === here.href) return;
    try {
      history[method]({}, "", there);
    } catch (error) {
      console.warn("address:", error);
    }
  }

  replace(address) {
    this.address = address;
    this.write("replaceState", address);
  }

  /** Keep in this entry what a part of the page does by itself, without the server. */
  note({ name, value }) {
    const there = new URL(location.href);
    there.searchParams.set(name, value);
    this.write("replaceState", there);
  }

  push(address) {
    this.address = address;
    this.write("pushState", address);
  }

  moved() {
    this.bound = decoded(location.hash.slice(1));
    const inside = this.heard >= this.n && this.address && keyOf(this.address) === keyOf(location.href);
    if (inside) this.seek(this.bound); // a part of the page that is here
    else this.report(below(location));
  }

  // The site's own links: the same document, another address, one more run.
  click(event) {
    const link = event.target.closest?.(OWN);
    if (!link || event.defaultPrevented) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      this.offer(link);
      return;
    }
    if (!this.send || link.target === "_blank") return;
    event.preventDefault();
    const plain = new URL(plainOf(link), location.href);
    const whole = new URL(this.complete(link));
    this.bound = decoded(plain.hash.slice(1));
    this.tongue = Boolean(link.dataset.language);
    const here = this.heard >= this.n && this.address;
    const same = here && (keyOf(this.address) === keyOf(whole) || this.isHere(plain));
    if (!same || plain.hash) this.write("pushState", same ? location.href.split("#")[0] + plain.hash : whole);
    if (same) this.seek(this.bound);
    else this.report(below(plain)); // what it does not say, the visit knows
  }

  /** A link of the menu to the page on which one is, in its language. */
  isHere(plain) {
    const now = new URLSearchParams(location.search);
    return slugOf(plain) === slugOf(location) && plain.search === `?lang=${now.get("lang")}`;
  }

  /** A link of the menu says the language alone; opened in another tab it must say everything. */
  offer(link) {
    if (link && this.told) link.href = this.complete(link);
  }

  complete(link) {
    const address = new URL(plainOf(link), location.href);
    if (address.searchParams.has("v") || !link.closest(".ec-top, .ec-footer")) return address.href;
    const language = address.searchParams.get("lang");
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!this.told.choices.includes(name) || link.dataset.language) address.searchParams.set(name, value);
    }
    address.searchParams.set("lang", language);
    return address.href;
  }

  /** After a change of page, step or language the reader is put where they would look first. */
  look({ page, screen, language }) {
    const before = this.seen;
    this.seen = { page, screen, language };
    if (!before) {
      this.seek(decoded(location.hash.slice(1)));
    } else if (before.screen !== screen && !this.bound) {
      const top = before.page === page ? screen : page;
      document.querySelector(".stMain")?.scrollTo(0, 0);
      this.find(`[data-screen="${CSS.escape(top)}"]`, (place) => place.focus({ preventScroll: true }));
    } else if (before.language !== language && this.tongue) {
      // A phone shows only the languages that one could change to.
      const tongue = document.querySelector(".ec-languages [aria-current]");
      const shown = tongue?.getClientRects().length ? tongue : document.querySelector("[data-screen]");
      shown?.focus({ preventScroll: true });
    } else {
      this.seek(this.bound);
    }
    this.bound = "";
    this.tongue = false;
  }

  /** Go to a part of a page, which may be drawn later than its address is written. */
  seek(id) {
    if (!id) return;
    this.find(`#${CSS.escape(id)}`, (part) => {
      for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      const rows = part.closest(".ec-rest[hidden]"); // of a table, behind a button
      if (rows) document.querySelector(`button[aria-controls="${rows.id}"]`)?.click();
      part.querySelectorAll("details").forEach((inner) => { inner.open = true; });
      part.scrollIntoView();
      part.focus({ preventScroll: true });
    });
  }

  find(selector, then) {
    this.stop?.();
    const watch = new MutationObserver(() => tried());
    const stop = (this.stop = () => {
      watch.disconnect();
      clearTimeout(timer);
      for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) removeEventListener(name, stop, true);
    });
    const timer = setTimeout(stop, PATIENCE);
    const tried = () => {
      const found = document.querySelector(selector);
      if (!found) return;
      stop();
      then(found);
    };
    watch.observe(document.body, { attributes: true, attributeFilter: ["id", "data-screen"], childList: true, subtree: true });
    // Whoever goes somewhere by themselves is not called back.
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, stop, true);
    tried();
  }
}

/**
 * Take Streamlit's own listener away. Its page component answers each step in the history with a run
 * that knows nothing of the step's report, so that there would be two. Listeners of a window are called
 * in the order in which they were added, and ours comes later; the component is found where React
 * keeps it. Should it not be found, a step costs a second run and ends in the same state.
 */
const silence = () => {
  const root = document.getElementById("root") ?? {};
  const container = Object.keys(root).find((name) => name.startsWith("__reactContainer$"));
  const waiting = [root[container]?.stateNode?.current];
  for (let looked = 0; waiting.length && looked < MOST; looked += 1) {
    const part = waiting.pop();
    if (!part) continue;
    const listener = part.stateNode?.onHistoryChange;
    if (typeof listener === "function") {
      removeEventListener("popstate", listener);
      return;
    }
    waiting.push(part.sibling, part.child);
  }
};

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

// The browser loads this file once for a document, however often the page is drawn.
const owner = new Owner();

export default function ({ data, setStateValue }) {
  owner.update(data, (name, value) => setStateValue(name, value));
}

// Watches over the line to the server, from before Streamlit's own scripts on. Whatever cuts it (a
// server that starts anew, a network that is gone, a line that is silent), the page says so in the
// visitor's language, stays readable, and comes back by itself.
//   - Streamlit asks whether the server is there before it connects. Those questions go through
//     here: one that fails is asked again until it is answered, at our pace, so that the way back
//     takes seconds and Streamlit has no failure to show.
//   - A line on which nothing comes, while the server does not answer beside it, is closed.
//   - A page that has given up, though the server is there, is loaded anew: once.
// Pages learn of a line that is back by the event `ec-line` ({ detail: { fresh } }: whether another
// server answers now). Nothing here reads how Streamlit marks its own state.
(() => {
  const NOTICE = 1200; // milliseconds after which a cut is told: most are mended before
  const RETRY = 1500; // between two questions whether the server is there; up to half more
  const ANSWER = 5000; // in which it must answer
  const UNANSWERED = 4000; // after which a question that was sent is doubted
  const SILENT = 30000; // after which a line is doubted on which nothing comes
  const FIRST = 10000; // in which the first connection must be made
  const TICK = 1000;
  const GIVEN_UP = 6; // ticks without an attempt; Streamlit waits for up to 4 seconds
  const STEADY = 60000; // after which a page that was loaded anew may be so again
  const SHOWN = 4000; // how long the return is told
  const PINGS = ["_stcore/health", "_stcore/host-config"];
  const STREAM = "_stcore/stream";
  const MEMORY = "ec-line-reloads";

  const own = document.getElementById("ec-line-script");
  const words = JSON.parse(own.dataset.words);
  const top = new URL("..", own.src); // the script is one folder below the top of the site
  // Else Streamlit would look for its server below each page first, and meet a failure there.
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: top.href };
  const fetchNow = window.fetch.bind(window);
  const Socket = window.WebSocket;
  const now = () => performance.now();
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /** What is to be remembered beyond this document; null where the browser keeps nothing. */
  const memory = {
    read() {
      try {
        return sessionStorage.getItem(MEMORY) ?? "";
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        sessionStorage.setItem(MEMORY, value);
        return true;
      } catch {
        return false;
      }
    },
  };

  class Notice {
    show(name) {
      if (!document.body) return document.addEventListener("DOMContentLoaded", () => this.show(name), { once: true });
      this.build();
      clearTimeout(this.timer);
      this.name = name;
      const tongue = document.documentElement.lang.slice(0, 2);
      const said = words[tongue] ?? Object.values(words)[0];
      this.words.textContent = name ? said[name].replace("{host}", location.host) : "";
      this.button.textContent = said.reload;
      this.button.hidden = !["stuck", "blocked"].includes(name);
      const read = document.querySelector("link[rel=alternate][type='text/html']"); // needs no line
      this.link.textContent = said.read;
      this.link.href = read?.href ?? "";
      this.link.hidden = name !== "blocked" || !read;
      this.box.hidden = !name;
      if (name === "back") this.timer = setTimeout(() => this.show(""), SHOWN);
    }

    build() {
      if (this.place?.isConnected) return;
      this.place = document.createElement("div");
      this.place.setAttribute("role", "status");
      this.place.translate = false;
      this.box = document.createElement("div");
      this.box.className = "ec-line";
      this.words = document.createElement("p");
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.addEventListener("click", () => location.reload());
      this.link = document.createElement("a");
      this.box.append(this.words, this.link, this.button);
      this.place.append(this.box);
      document.body.append(this.place);
    }
  }

  class Line {
    constructor() {
      this.notice = new Notice();
      this.up = true; // until a question was not answered
      this.open = false;
      this.ever = false; // whether there was a connection in this document
      this.asking = 0; // questions of Streamlit that are on their way
      this.idle = 0;
      this.misses = 0;
      this.wakes = [];
      this.heard = this.sent = this.beat = now();
      setInterval(() => this.tick(), TICK);
      for (const event of ["online", "offline", "pageshow"]) addEventListener(event, () => this.doubt(event));
      for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => this.doubt(event));
      addEventListener("vite:preloadError", () => this.broke());
      addEventListener("error", ({ target }) => target?.tagName === "SCRIPT" && this.broke(), true);
    }

    // What Streamlit asks.

    async reach(address) {
      this.asking += 1;
      this.first ??= now();
      try {
        for (;;) {
          if (!this.up) await this.return();
          const answer = await this.ask(address);
          if (answer) return answer;
          this.fell();
        }
      } finally {
        this.asking -= 1;
        this.idle = 0;
      }
    }

    async ask(address) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), ANSWER);
      try {
        const answer = await fetchNow(address, { signal: stop.signal, cache: "no-store" });
        if (!answer.ok) return null;
        const text = await answer.text(); // the line may be cut between head and body
        this.instance = answer.headers.get("x-site-instance") ?? this.instance;
        return new Response(text, { status: 200, headers: answer.headers });
      } catch {
        return null;
      } finally {
        clearTimeout(timer);
      }
    }

    // Whether the server is there.

    fell() {
      this.up = false;
      this.search();
    }

    /** Wait until the server answers again. */
    return() {
      const there = new Promise((done) => this.wakes.push(done));
      this.search();
      return there;
    }

    async search() {
      if (this.searching) return;
      this.searching = true;
      while (!(await this.ask(new URL(PINGS[0], top)))) {
        this.up = false;
        await Promise.race([pause(RETRY * (1 + Math.random() / 2)), new Promise((go) => (this.hurry = go))]);
      }
      this.searching = false;
      this.up = true;
      this.idle = 0;
      for (const wake of this.wakes.splice(0)) wake();
      if (this.broken) this.reload();
    }

    /** Look at once: something happened to the network or to the page. */
    doubt(event) {
      if (event === "offline" && !this.open) this.say();
      this.hurry?.();
      if (document.visibilityState === "hidden") return;
      this.idle = 0;
      if (this.open) this.check();
      else if (this.ever) this.search();
    }

    // The connection.

    watch(socket) {
      this.socket = socket;
      this.first ??= now();
      this.idle = 0;
      socket.addEventListener("open", () => socket === this.socket && this.opened());
      socket.addEventListener("message", () => {
        this.heard = now();
        this.misses = 0;
      });
      for (const event of ["close", "error"]) {
        socket.addEventListener(event, () => socket === this.socket && this.cut());
      }
    }

    opened() {
      const fresh = this.ever && this.known !== undefined && this.known !== this.instance;
      const again = this.ever;
      this.known = this.instance;
      this.open = this.ever = true;
      this.heard = this.sent = this.since = now();
      this.misses = this.idle = 0;
      clearTimeout(this.telling);
      if (this.notice.name) this.notice.show(this.notice.name === "blocked" || !again ? "" : "back");
      // Streamlit hears of it after us, and must be ready to pass on what is said now.
      if (again) setTimeout(() => dispatchEvent(new CustomEvent("ec-line", { detail: { fresh } })), 100);
    }

    cut() {
      if (!this.open) return;
      this.open = false;
      this.idle = 0;
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.say(), NOTICE);
    }

    say() {
      if (this.open || this.notice.name === "stuck") return;
      this.notice.show(navigator.onLine ? "lost" : "offline");
    }

    /** Ask beside a line that says nothing; close it if there is no answer either. */
    async check() {
      if (this.checking) return;
      this.checking = true;
      const { heard, socket } = this;
      const answer = await this.ask(new URL(PINGS[0], top));
      this.checking = false;
      if (socket !== this.socket || !this.open) return;
      if (answer || heard !== this.heard) {
        this.heard = this.sent = now();
        this.misses = 0;
        if (this.notice.name) this.notice.show("");
        return;
      }
      this.misses += 1;
      if (this.misses < 2) {
        this.notice.show("slow");
        this.check();
        return;
      }
      // The browser would wait for an end that cannot come.
      this.up = false;
      socket.dispatchEvent(new CloseEvent("close", { code: 4000, wasClean: false }));
      this.say();
      this.search();
    }

    tick() {
      const slept = now() - this.beat > 3 * TICK;
      this.beat = now();
      if (slept || document.visibilityState === "hidden") {
        this.idle = 0;
        return;
      }
      if (this.open) {
        const unanswered = this.sent > this.heard && now() - this.sent > UNANSWERED;
        if (unanswered || now() - this.heard > SILENT) this.check();
        if (now() - this.since > STEADY && memory.read()) memory.write("");
        return;
      }
      if (this.first === undefined) return; // nothing has been tried
      if (!this.ever && now() - this.first > FIRST && this.notice.name !== "stuck") {
        const told = this.up ? "blocked" : "unreachable";
        if (this.notice.name !== told) this.notice.show(told);
      }
      const trying = this.asking || this.socket?.readyState === Socket.CONNECTING;
      this.idle = trying || !this.up ? 0 : this.idle + 1;
      if (this.idle > GIVEN_UP) this.reload();
    }

    /** A part of the page could not be loaded: anew, as soon as the server answers. */
    broke() {
      this.broken = true;
      this.search();
    }

    reload() {
      this.broken = false;
      this.idle = 0;
      const before = memory.read();
      const [entry] = performance.getEntriesByType("navigation");
      const done = before === null ? entry?.type === "reload" : before !== "";
      if (done) {
        if (this.notice.name !== "stuck") this.notice.show("stuck");
        return;
      }
      memory.write("1");
      location.reload();
    }
  }

  const line = new Line();
  const below = (address) => {
    const asked = new URL(address instanceof Request ? address.url : address, location.href);
    return asked.host === top.host && asked.pathname.startsWith(top.pathname) ? asked.pathname.slice(top.pathname.length) : "";
  };

  window.fetch = (address, options) =>
    PINGS.includes(below(address)) ? line.reach(address) : fetchNow(address, options);

  window.WebSocket = class extends Socket {
    constructor(address, protocols) {
      super(address, protocols);
      if (below(address) === STREAM) line.watch(this);
    }

    send(data) {
      super.send(data);
      if (this === line.socket && line.sent <= line.heard) line.sent = now();
    }
  };
})();

// What the frame needs from the browser; put in by frame.py with its facts as `site`.
// The facts come from the catalogues and the site map, never from what a visitor sent.
(() => {
  const page = document.documentElement;
  page.lang = site.language;

  // For whoever shares or indexes the page after running its scripts. Without scripts
  // every page of a Streamlit site is the same empty shell.
  const describe = (attribute, name, value) => {
    let tag = document.head.querySelector(`meta[${attribute}="${name}"]`);
    if (!tag) {
      tag = document.createElement("meta");
      tag.setAttribute(attribute, name);
      document.head.append(tag);
    }
    tag.content = value;
  };
  const picture = new URL("./app/static/" + site.picture, location.href).href;
  describe("name", "description", site.description);
  describe("property", "og:type", "website");
  describe("property", "og:site_name", site.name);
  describe("property", "og:title", site.title);
  describe("property", "og:description", site.description);
  describe("property", "og:locale", site.language.replace("-", "_"));
  describe("property", "og:image", picture);
  describe("property", "og:image:alt", site.name);
  describe("name", "twitter:card", "summary_large_image");
  document.head.querySelectorAll("link[rel=alternate][hreflang]").forEach((link) => link.remove());
  for (const [code, tongue] of Object.entries(site.languages)) {
    const link = document.createElement("link");
    link.rel = "alternate";
    link.hreflang = tongue;
    link.href = new URL(location.pathname + "?lang=" + code, location.href).href;
    document.head.append(link);
  }

  // After a change of page or language the reader is put where they would look first.
  const before = window.entreCanalesPage;
  window.entreCanalesPage = site.page;
  const part = location.hash || window.entreCanalesBound; // anchors.py goes there
  window.entreCanalesBound = "";
  if (before !== undefined && before !== site.page && !part) {
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    document.getElementById(site.start)?.focus({ preventScroll: true });
  } else if (window.entreCanalesLanguage) {
    // A phone shows only the languages that one could change to.
    const tongue = document.querySelector(".ec-languages [aria-current]");
    const shown = tongue?.getClientRects().length ? tongue : document.getElementById(site.start);
    shown?.focus({ preventScroll: true });
  }
  window.entreCanalesLanguage = false;

  if (window.entreCanales) return;
  window.entreCanales = true;

  // Whoever moves in the history (back, forward, our own links) means the address; whatever else
  // asks for a run may carry an older one. The mark tells them apart. Streamlit reads the address
  // while it is told, so the mark is on it for that moment only.
  const STAYS = "stays";
  const run = () => dispatchEvent(new PopStateEvent("popstate", { state: STAYS }));
  const arrive = () => {
    const clean = location.href;
    const moved = new URL(clean);
    moved.searchParams.set(site.mark, Date.now().toString(36));
    history.replaceState(history.state, "", moved);
    run();
    history.replaceState(history.state, "", clean);
  };
  addEventListener("popstate", (event) => {
    // Streamlit listens first and has asked for a run already; the marked one takes its place.
    if (event.state !== STAYS) arrive();
  });

  // The line is back (front/line.js, where there is one). A server that was started anew knows
  // nothing of this page: it is told the address at once, not with the next move of a control.
  addEventListener("ec-line", ({ detail }) => detail.fresh && arrive());

  // Disclosure: one menu open at a time; Escape, a click outside and leaving it close it.
  const outer = (button) => button.classList.contains("ec-menu-button");
  const set = (button, open) => button.setAttribute("aria-expanded", String(open));
  const opened = () => [...document.querySelectorAll('.ec-top button[aria-expanded="true"]')];
  const close = (keep) => opened().forEach((button) => keep?.(button) || set(button, false));

  // The site runs where it stands: the same document, another address, one more run.
  const go = (address) => {
    // The answer drops the part of a page from the address, before or after the page is drawn.
    const part = new URL(address, location.href).hash.slice(1);
    window.entreCanalesBound = window.entreCanalesAnchor = part;
    history.pushState({}, "", address);
    arrive();
  };
  const complete = (link) => {
    const address = new URL(link.href);
    if (address.searchParams.has("v")) return address.href; // it says all there is to say
    const language = address.searchParams.get("lang");
    const here = new URLSearchParams(location.search);
    for (const [name, value] of here) {
      if (!site.choices.includes(name) || link.dataset.language) address.searchParams.set(name, value);
    }
    address.searchParams.set("lang", language);
    return address.href;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".ec-top button[aria-controls]");
    if (button) {
      const open = button.getAttribute("aria-expanded") !== "true";
      // On a phone the sections are one long list: there it may be open at several places.
      const phone = document.querySelector(".ec-menu-button").getClientRects().length > 0;
      close((other) => !outer(button) && (outer(other) || phone));
      set(button, open);
      const here = document.querySelector(".ec-here > button");
      if (outer(button) && open && here) set(here, true);
      return;
    }
    const link = event.target.closest(".ec-top a[href], .ec-footer a[href], a.ec-go");
    if (!link) return close();
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
      link.href = complete(link);
      return;
    }
    event.preventDefault();
    close();
    window.entreCanalesLanguage = Boolean(link.dataset.language);
    go(link.href);
  });
  document.addEventListener("auxclick", (event) => {
    const link = event.target.closest?.(".ec-top a[href], .ec-footer a[href], a.ec-go");
    if (link) link.href = complete(link);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const [last] = opened().reverse();
    if (!last) return;
    set(last, false);
    last.focus();
  });
  document.addEventListener("focusout", (event) => {
    const top = event.target.closest?.(".ec-nav");
    if (top && event.relatedTarget && !top.contains(event.relatedTarget)) close();
  });

  // A field for a number brings a phone's numbers; the framework's field of text cannot say so.
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const field = event.target.closest?.('[class*="st-key-ec_number_"]')?.querySelector("input");
      if (field) field.inputMode = "decimal";
    }, true);
  }

  // Whoever answered a question is put at the answer, as soon as it is there.
  document.addEventListener("click", (event) => {
    if (!event.target.closest('[class*="st-key-ec_bets"] button')) return;
    const watch = new MutationObserver(() => {
      const answer = document.getElementById("reveal");
      if (!answer) return;
      watch.disconnect();
      answer.focus({ preventScroll: true });
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      answer.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
    });
    watch.observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 15000);
  });

  // A walk through the houses, only when asked for and never for whoever wants less motion.
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".ec-play");
    if (!button || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const place = button.closest('[class*="st-key-ec_walk"]');
    for (const walk of place?.querySelectorAll(".ec-walk") ?? []) {
      const walker = walk.querySelector(".ec-walker");
      const points = [...walk.querySelector("polyline").points].map(({ x, y }) => [x, y]);
      if (!walker || !walk.getClientRects().length) continue;
      const legs = points.map(([x, y], i) => (i ? Math.hypot(x - points[i - 1][0], y - points[i - 1][1]) : 0));
      const whole = legs.reduce((sum, leg) => sum + leg, 0);
      let gone = 0;
      const frames = points.map(([x, y], i) => {
        gone += legs[i];
        return { transform: `translate(${x - points[0][0]}px, ${y - points[0][1]}px)`, offset: gone / whole };
      });
      walker.animate(frames, { duration: 9 * whole, easing: "linear" });
    }
  });

  // Charts carry their colours inside: when the system turns dark, run once more. Streamlit
  // runs a page anew when the browser moves in its history, which is what is told here.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    setTimeout(run, 300);
  });
})();

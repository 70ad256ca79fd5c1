// What the frame needs from the browser; put in by frame.py with its facts as `site`.
// The facts come from the catalogues and the site map, never from what a visitor sent.
(() => {
  const page = document.documentElement;
  page.lang = window.entreCanales?.language ?? site.language; // the owner of the address knows the newest

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

  if (window.entreCanales?.frame) return;
  (window.entreCanales ??= {}).frame = true;

  // Disclosure: one menu open at a time; Escape, a click outside and leaving it close it.
  const outer = (button) => button.classList.contains("ec-menu-button");
  const set = (button, open) => button.setAttribute("aria-expanded", String(open));
  const opened = () => [...document.querySelectorAll('.ec-top button[aria-expanded="true"]')];
  const close = (keep) => opened().forEach((button) => keep?.(button) || set(button, false));

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
    close();
  });
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

  // What lies around a fold may make room for what is unfolded in it. A selector with :has() would
  // say so too, and have the browser look at every part of the page with each change of one.
  document.addEventListener("toggle", ({ target }) => {
    const around = target.closest?.('[class*="st-key-ec_"]');
    around?.toggleAttribute("data-unfolded", around.querySelector("details[open]") !== null);
  }, true);

  // A field for a number brings a phone's numbers; the framework's field of text cannot say so.
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const field = event.target.closest?.('[class*="st-key-ec_number_"]')?.querySelector("input");
      if (field) field.inputMode = "decimal";
    }, true);
  }

  // Whoever answered a question is put at the answer, as soon as it is there; whoever chose
  // somebody from below is put at that life.
  const put = (place) => {
    place.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".st-key-ec_lives_search [data-testid=stButton] button")) {
      const life = document.getElementById("life");
      if (life) put(life);
      return;
    }
    if (!event.target.closest('[class*="st-key-ec_bets"] button')) return;
    const watch = new MutationObserver(() => {
      const answer = document.getElementById("reveal");
      if (!answer) return;
      watch.disconnect();
      put(answer);
    });
    watch.observe(document.querySelector(".stMain"), { childList: true, subtree: true });
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
})();

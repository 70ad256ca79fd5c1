// A session on a projector: one part at a time in large type, moved by arrows or buttons. The
// listeners are set once; where no session is on the page they do nothing.
{
  const root = document.documentElement;
  const NAME = "ec-projecting";
  const screens = () => [...document.querySelectorAll(".st-key-ec_session :is(.ec-join, .ec-part)")];
  let here = 0;

  const show = (wish) => {
    const all = screens();
    here = Math.min(Math.max(wish, 0), all.length - 1);
    all.forEach((one, place) => one.classList.toggle("ec-off", place !== here));
    const bar = document.querySelector(".ec-session-bar");
    const [previous, next] = ["previous", "next"].map((name) => bar.querySelector(`[data-session=${name}]`));
    previous.disabled = here === 0;
    next.disabled = here === all.length - 1;
    const told = bar.querySelector("[data-place]");
    told.textContent = told.dataset.place.replace("[number]", here + 1).replace("[total]", all.length);
    document.querySelector(".st-key-ec_session").scrollTo?.(0, 0);
  };
  const leave = () => {
    if (!root.classList.contains(NAME)) return;
    root.classList.remove(NAME);
    screens().forEach((one) => one.classList.remove("ec-off"));
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    document.querySelector(".ec-project")?.focus();
  };
  const begin = () => {
    root.classList.add(NAME);
    show(0);
    document.querySelector("[data-session=next]")?.focus();
    root.requestFullscreen?.().catch(() => {});
  };
  const acts = {
    ArrowRight: () => show(here + 1),
    PageDown: () => show(here + 1),
    ArrowLeft: () => show(here - 1),
    PageUp: () => show(here - 1),
    Escape: leave,
  };

  if (!root.dataset.ecSessionKeys) {
    root.dataset.ecSessionKeys = "on";
    document.addEventListener("keydown", (event) => {
      if (!root.classList.contains(NAME)) return;
      if (!document.querySelector(".st-key-ec_session")) return leave();
      const act = acts[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".ec-project")) begin();
      const name = event.target.closest?.("[data-session]")?.dataset.session;
      if (name === "previous") show(here - 1);
      else if (name === "next") show(here + 1);
      else if (name === "leave" || event.target.closest?.("a.ec-go")) leave();
    });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement) leave();
    });
  }
}

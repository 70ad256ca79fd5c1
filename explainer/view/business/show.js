// The presenter's keys: arrows, F full screen, B blank, N notes, Escape out of it. The listener is
// set once; where no presentation is on screen it does nothing.
{
  const root = document.documentElement;
  const press = (name) => document.querySelector(`.st-key-pitch_${name} button:not(:disabled)`)?.click();
  const leave = () => {
    root.classList.remove("ec-presenting", "ec-blank");
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
  const full = () => {
    if (root.classList.contains("ec-presenting")) return leave();
    document.activeElement?.blur?.();
    root.classList.add("ec-presenting");
    root.requestFullscreen?.().catch(() => {});
  };
  const blank = () => root.classList.toggle("ec-blank");
  const notes = () => {
    const box = document.querySelector(".ec-pitch-notes");
    if (box) box.open = !box.open;
  };
  const acts = {
    ArrowRight: () => press("next"),
    PageDown: () => press("next"),
    ArrowLeft: () => press("previous"),
    PageUp: () => press("previous"),
    f: full,
    b: blank,
    n: notes,
    Escape: () => {
      const open = document.querySelector(".ec-objections details[open], .ec-pitch-notes[open]");
      if (open) open.open = false;
      else leave();
    },
  };
  const free = (target) => !target.closest?.("input, textarea, select, [role=radiogroup], [role=tablist]");
  if (!root.dataset.ecPitchKeys) {
    root.dataset.ecPitchKeys = "on";
    document.addEventListener("keydown", (event) => {
      if (!document.querySelector(".st-key-ec_pitch")) return leave();
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act || !plain || !free(event.target)) return;
      event.preventDefault();
      act();
    });
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".ec-pitch-full")) full();
    });
  }
}

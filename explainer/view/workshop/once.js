// The second click of a double click is no second decision: it would skip a step, delete a room that
// was only asked about, or take two seats. Keys and single clicks are not touched.
if (!window.ecOnce) {
  window.ecOnce = true;
  const ONCE = ".st-key-ec_controls_pace, .st-key-ws_delete_sure, [class*='st-key-ws_name_']";
  document.addEventListener("click", (event) => {
    if (event.detail < 2 || !event.target.closest(ONCE)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}

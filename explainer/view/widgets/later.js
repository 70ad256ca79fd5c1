// Room for what is not drawn yet, as high as it was: near the screen it is asked for, once. There
// is nothing in it to focus, or the focus would go with it.
const MARGIN = 0.7; // screens; the dials call far what is further away
const REST = 150; // milliseconds: while a page is put together, or scrolled past, it is near for less

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".ec-later");
  root.watcher?.disconnect();
  const words = document.createElement("p");
  words.textContent = data.words;
  root.style.minHeight = `${data.height}px`;
  root.replaceChildren(words);
  let timer = 0;
  const near = () => {
    const { top, bottom } = root.getBoundingClientRect();
    return root.isConnected && top < (1 + MARGIN) * innerHeight && bottom > -MARGIN * innerHeight;
  };
  const ask = () => {
    if (!near()) return;
    watcher.disconnect();
    setTriggerValue("near", true);
  };
  const watcher = new IntersectionObserver(
    (seen) => {
      clearTimeout(timer);
      if (seen.some((one) => one.isIntersecting)) timer = setTimeout(ask, REST);
    },
    { rootMargin: `${100 * MARGIN}% 0px` },
  );
  root.watcher = watcher;
  watcher.observe(root);
  return () => {
    clearTimeout(timer);
    watcher.disconnect();
  };
}

// What was changed, folded away, each with a button that takes it back. All that is said is text.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".ec-undo");
  const make = (tag, look, words) => {
    const element = document.createElement(tag);
    if (look) element.className = look;
    if (words !== undefined) element.textContent = words;
    return element;
  };
  const button = (words, name, id) => {
    const made = make("button", "ec-undo-button", words);
    made.type = "button";
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", () => setTriggerValue("back", id));
    return made;
  };
  const open = root.querySelector("details")?.open ?? false;
  const focused = root.contains(document.activeElement);
  const fold = make("details", "ec-undo-fold");
  fold.open = open;
  const title = make("summary", "", data.title);
  const list = make("ul");
  for (const row of data.rows) {
    const item = make("li");
    item.append(make("span", "", row.words), button(data.undo, row.undo, row.id));
    list.append(item);
  }
  fold.append(title, list, button(data.all, "", "all"));
  root.replaceChildren(fold);
  if (focused) title.focus();
}

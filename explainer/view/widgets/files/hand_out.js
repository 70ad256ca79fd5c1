// Buttons that ask for a file and save it when it comes. It is never shown, only saved.
const saved = new Set();

const save = ({ n, name, kind, text }) => {
  if (saved.has(n)) return;
  saved.add(n);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".ec-hand-out-place") ?? parentElement;
  const shape = JSON.stringify(data.files);
  if (place.dataset.shape !== shape) {
    place.dataset.shape = shape;
    place.replaceChildren(...data.files.map(({ id, label }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ec-hand-out";
      button.textContent = label;
      button.addEventListener("click", () =>
        place.ecAsk("wanted", { id, n: `${id}-${Date.now()}-${Math.random()}` }));
      return button;
    }));
  }
  place.ecAsk = setTriggerValue;
  if (data.made) save(data.made);
}

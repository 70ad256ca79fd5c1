// A field that takes one file, by mouse, keyboard or drop, and hands its text to the server, or its
// bytes in base64.
// What is too large is not even read. The words are data and are written as text.
const make = (tag, look) => {
  const element = document.createElement(tag);
  element.className = look;
  return element;
};

/** Return the bytes of a file in base64. */
const packed = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.replace(/^[^,]*,?/, "")));
    reader.addEventListener("error", reject);
    reader.readAsDataURL(file);
  });

/** Read one file; what cannot be read is told as well. */
const take = async (file, { limit, bytes }) => {
  const about = { name: file.name.slice(0, 200), size: file.size };
  if (file.size > limit) return about;
  try {
    return { ...about, ...(bytes ? { bytes: await packed(file) } : { text: await file.text() }) };
  } catch {
    return { ...about, unreadable: true };
  }
};

const build = (place) => {
  const zone = make("div", "ec-file-zone");
  const label = make("label", "ec-file-label");
  const hint = make("p", "ec-file-hint");
  const input = make("input", "ec-file-input");
  input.type = "file";
  zone.append(label, hint, input);
  place.replaceChildren(zone);
  const shown = { zone, label, hint, input };
  const hand = async (files) => {
    if (!files.length) return;
    shown.tell(files.length > 1 ? { several: files.length } : await take(files[0], shown.data));
    input.value = ""; // the same file may be chosen again
  };
  input.addEventListener("change", () => hand([...input.files]));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("ec-file-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("ec-file-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("ec-file-over");
    hand([...event.dataTransfer.files]);
  });
  return shown;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".ec-file-place") ?? parentElement;
  place.ecFile ??= build(place);
  const shown = place.ecFile;
  shown.data = data;
  shown.tell = (value) => setTriggerValue("file", value);
  shown.input.accept = data.accept;
  shown.input.id = `${data.name}-input`;
  shown.hint.id = `${data.name}-hint`;
  shown.label.htmlFor = shown.input.id;
  shown.input.setAttribute("aria-describedby", shown.hint.id);
  shown.label.textContent = data.label;
  shown.hint.textContent = data.hint;
}

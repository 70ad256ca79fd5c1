// A field that takes one file, by mouse, keyboard or drop, and hands its text to the server, or its
// bytes in base64: at once, or in parts of which the server asks for one after the other.
// What is too large is not even read. The words are data and are written as text.
const AGAIN = 10_000; // milliseconds after which a part is sent once more

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

/** Send the part that the server wants, and the same again if nothing comes back. */
const send = async (shown) => {
  const { file, id, from } = shown.way;
  const about = { name: file.name.slice(0, 200), size: file.size, id, from };
  clearTimeout(shown.again);
  let part = about;
  try {
    part = { ...about, bytes: await packed(file.slice(from, from + shown.data.part)) };
  } catch {
    part = { ...about, unreadable: true };
  }
  if (shown.way?.id !== id || shown.way.from !== from) return; // another file, or the next part
  shown.tell(part);
  shown.again = setTimeout(() => send(shown), AGAIN);
};

/** Do what the server says of the file that is on its way. */
const follow = (shown) => {
  const { way, data } = shown;
  if (way?.id !== data.known) {
    // The rest of it was here before this page was left.
    if (!way && data.wanted >= 0) shown.tell({ id: data.known, gone: true });
  } else if (data.wanted < 0) {
    clearTimeout(shown.again);
    shown.way = undefined;
  } else if (data.wanted !== way.from) {
    way.from = data.wanted;
    clearTimeout(shown.again);
    shown.again = setTimeout(() => send(shown), data.pause);
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
    if (!files.length || input.disabled) return;
    const [file] = files;
    if (files.length > 1) shown.tell({ several: files.length });
    else if (shown.data.part && file.size <= shown.data.limit) {
      shown.way = { file, id: `${Date.now()}-${Math.random()}`, from: 0 };
      send(shown);
    } else shown.tell(await take(file, shown.data));
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
  shown.input.disabled = Boolean(data.disabled);
  shown.input.id = `${data.name}-input`;
  shown.hint.id = `${data.name}-hint`;
  shown.label.htmlFor = shown.input.id;
  shown.input.setAttribute("aria-describedby", shown.hint.id);
  shown.label.textContent = data.label;
  shown.hint.textContent = data.hint;
  if (data.part) follow(shown);
}

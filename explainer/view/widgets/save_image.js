// Saves what a block shows as a picture, in the browser alone; put in once by save_image.py.
// The picture is drawn anew as one SVG: title, what is on the page, and where it comes from.
(() => {
  if (window.entreCanales?.images) return;
  (window.entreCanales ??= {}).images = true;

  const SVG = "http://www.w3.org/2000/svg";
  const NARROW = 600; // below this a picture comes from a phone, and gets more pixels for each point
  const LOOK = [
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "opacity", "clip-path", "mask", "filter",
    "marker-start", "marker-end", "stop-color", "stop-opacity", "shape-rendering", "paint-order",
    "vector-effect", "visibility", "overflow", "image-rendering",
  ];
  const TYPE = [
    "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric", "letter-spacing",
    "text-anchor", "dominant-baseline", "white-space", "text-decoration-line",
  ];

  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  };
  const pen = document.createElement("canvas").getContext("2d");
  const fontOf = (style) => `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const spaced = (style) => parseFloat(style.letterSpacing) || 0;
  const measure = (text, style) => {
    pen.font = fontOf(style);
    return pen.measureText(text).width + spaced(style) * text.length;
  };
  const written = (text, x, y, style, colour) => {
    const line = make("text", { x, y, fill: colour });
    for (const name of ["font-family", "font-size", "font-weight", "font-style", "letter-spacing", "font-variant-numeric"]) {
      line.style.setProperty(name, style.getPropertyValue?.(name) ?? style[name]);
    }
    line.textContent = text;
    return line;
  };
  const seen = (element, style) => {
    if (style.display === "none" || style.visibility === "hidden" || Number(style.opacity) === 0) return false;
    if (element.matches("script, style")) return false;
    const { width, height } = element.getBoundingClientRect();
    return style.display === "contents" || width > 1 || height > 1 || style.overflow === "visible";
  };

  // A drawing of the page with every colour and letter as the page shows it.
  const drawing = (source, left, top) => {
    const copy = source.cloneNode(true);
    const from = [source, ...source.querySelectorAll("*")];
    const to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      if (style.display === "none" || element.matches(".hoverlayer, title, desc")) {
        if (i) to[i].remove();
        return;
      }
      const names = element.closest("text") ? [...LOOK, ...TYPE] : LOOK;
      for (const name of names) to[i].style.setProperty(name, style.getPropertyValue(name));
      to[i].removeAttribute("class");
    });
    const box = source.getBoundingClientRect();
    const place = { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
    for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value);
    for (const name of ["position", "inset", "width", "height", "margin"]) copy.style.removeProperty(name);
    return copy;
  };

  const CLEAR = /^(?:transparent|rgba\(.*, 0\))$/;
  const edges = ["Top", "Right", "Bottom", "Left"];
  // The box of an element of HTML: its ground and its border.
  const boxed = (element, style, left, top) => {
    const box = element.getBoundingClientRect();
    const widths = edges.map((edge) => (style[`border${edge}Style`] === "none" ? 0 : parseFloat(style[`border${edge}Width`])));
    const filled = !CLEAR.test(style.backgroundColor);
    const even = widths.every((width) => width === widths[0] && width > 0);
    if (!filled && !widths.some(Boolean)) return [];
    const [width, colour, line] = [even ? widths[0] : 0, style.borderTopColor, style.borderTopStyle];
    const found = [make("rect", {
      x: box.left - left + width / 2, y: box.top - top + width / 2,
      width: Math.max(0, box.width - width), height: Math.max(0, box.height - width),
      rx: Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2),
      fill: filled ? style.backgroundColor : "none",
      stroke: even ? colour : "none", "stroke-width": width,
      "stroke-dasharray": line === "dashed" ? `${3 * width} ${2 * width}` : "none",
    })];
    if (even) return found;
    const [x, y, right, bottom] = [box.left - left, box.top - top, box.right - left, box.bottom - top];
    const sides = [[x, y, right, y], [right, y, right, bottom], [x, bottom, right, bottom], [x, y, x, bottom]];
    sides.forEach(([x1, y1, x2, y2], i) => {
      if (widths[i]) found.push(make("line", { x1, y1, x2, y2, stroke: style[`border${edges[i]}Color`], "stroke-width": widths[i] }));
    });
    return found;
  };

  // The lines that the browser has broken a text into.
  const lines = (node, style, left, top) => {
    const range = document.createRange();
    const found = [];
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      for (const box of range.getClientRects()) {
        const last = found.at(-1);
        if (last && Math.abs(last.box.top - box.top) < box.height / 2) last.words.push(word);
        else found.push({ box, words: [word] });
        break;
      }
    }
    pen.font = fontOf(style);
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
    return found.map(({ box, words }) => {
      const base = box.top + (box.height - up - down) / 2 + up;
      return written(words.join(" "), box.left - left, base - top, style, style.color);
    });
  };

  const paint = (element, onto, left, top) => {
    const style = getComputedStyle(element);
    if (!seen(element, style)) return;
    if (element instanceof SVGSVGElement) {
      onto.append(drawing(element, left, top));
      return;
    }
    onto.append(...boxed(element, style, left, top));
    for (const node of element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) paint(node, onto, left, top);
      else if (node.nodeType === Node.TEXT_NODE) onto.append(...lines(node, style, left, top));
    }
  };

  // Lines of about the same length, as the page sets its headings.
  const balanced = (text, style, width) => {
    const most = wrapped(text, style, width).length;
    let least = width;
    while (least > width / 2 && wrapped(text, style, least - 8).length === most) least -= 8;
    return wrapped(text, style, least);
  };
  const wrapped = (text, style, width) => {
    const found = [];
    for (const word of text.split(/\s+/)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && measure(longer, style) <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  };

  // The site's own letters, as far as they are used, inside of the picture.
  const within = (range, text) =>
    !range || range.split(",").some((part) => {
      const [low, high = low] = part.trim().replace(/^U\+/i, "").split("-").map((code) => parseInt(code, 16));
      return [...text].some((letter) => letter.codePointAt(0) >= low && letter.codePointAt(0) <= high);
    });
  const rules = () => [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch {
      return []; // a sheet of somebody else, such as a browser's extension
    }
  });
  const kept = new Map();
  const letters = (address) => {
    if (!kept.has(address)) {
      kept.set(address, fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${address}`);
        const blob = await answer.blob();
        return new Promise((done, fail) => {
          const reader = new FileReader();
          reader.onload = () => done(reader.result);
          reader.onerror = () => fail(reader.error);
          reader.readAsDataURL(blob);
        });
      }));
      kept.get(address).catch(() => kept.delete(address));
    }
    return kept.get(address);
  };
  const faces = async (text, families) => {
    const found = new Map();
    for (const { style, parentStyleSheet } of rules()) {
      const family = style.getPropertyValue("font-family").replace(/["']/g, "");
      const range = style.getPropertyValue("unicode-range");
      const address = style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)?.[1];
      if (!address || !families.includes(family) || !within(range, text)) continue;
      const whole = new URL(address, parentStyleSheet.href ?? document.baseURI);
      if (whole.origin !== location.origin && whole.protocol !== "data:") continue;
      const ranged = range ? `unicode-range:${range};` : "";
      const weight = style.getPropertyValue("font-weight") || "normal";
      found.set(whole.href, { family, weight, ranged });
    }
    const parts = [...found].map(async ([address, { family, weight, ranged }]) =>
      `@font-face{font-family:"${family}";font-weight:${weight};${ranged}src:url(${await letters(address)}) format("woff2");}`);
    return (await Promise.all(parts)).join("");
  };

  const compose = async (picture, heading, note, title, source) => {
    // What is only there to be used closes up meanwhile; the screen is not drawn before it is back.
    picture.classList.add("ec-saving");
    const { left, top } = picture.getBoundingClientRect();
    const shown = make("g");
    let drawn;
    try {
      paint(picture, shown, left, top);
      drawn = [...picture.querySelectorAll("svg")].filter((one) => one.getClientRects().length)
        .map((one) => one.getBoundingClientRect());
    } finally {
      picture.classList.remove("ec-saving");
    }
    // To know how large it is, and to see that there is something to save.
    const probe = make("svg", { width: 10, height: 10, style: "position:absolute;left:-99999px;top:0;overflow:visible" });
    probe.append(shown);
    document.body.append(probe);
    const box = shown.getBBox();
    probe.remove();
    if (!(box.width > 0 && box.height > 0)) throw new Error("nothing to save");
    const right = Math.max(...drawn.map((one) => one.right - left), Math.min(box.x + box.width, picture.clientWidth));
    const bottom = Math.max(...drawn.map((one) => one.bottom - top), box.y + box.height);
    const begin = Math.min(0, box.y);

    const pad = right < NARROW ? 16 : 32;
    const width = Math.ceil(right + 2 * pad);
    const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
    const small = getComputedStyle(note);
    const size = right < NARROW ? 20 : 26;
    const large = typeOf({
      fontFamily: "Fraunces, Georgia, serif", fontSize: `${size}px`, fontWeight: "600", fontStyle: "normal",
      letterSpacing: `${-0.015 * size}px`,
    });
    const told = { ...typeOf(small), fontSize: "13px" };
    const whole = make("svg", { xmlns: SVG, width });
    const sheet = make("style");
    whole.append(sheet, make("rect", { width: "100%", height: "100%", fill: ground }));
    let y = pad;
    for (const line of balanced(title, large, right)) {
      whole.append(written(line, pad, y + 0.9 * size, large, getComputedStyle(heading).color));
      y += 1.2 * size;
    }
    y += 14;
    const inner = make("g", { transform: `translate(${pad} ${y - begin})` });
    inner.append(shown);
    whole.append(inner);
    y += bottom - begin + 14;
    for (const line of wrapped(source, told, right)) {
      whole.append(written(line, pad, y + 13, told, small.color));
      y += 18;
    }
    const height = Math.ceil(y + pad - 4);
    whole.setAttribute("height", height);
    whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
    sheet.textContent = await faces(whole.textContent, ["Figtree", "Fraunces"]);
    return { whole, width, height, scale: right < NARROW ? 3 : 2 };
  };
  const typeOf = ({ fontFamily, fontSize, fontWeight, fontStyle, letterSpacing }) => ({
    fontFamily, fontSize, fontWeight, fontStyle, letterSpacing,
    getPropertyValue(name) {
      return this[name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())] ?? "";
    },
  });

  const pixels = async ({ whole, width, height, scale }) => {
    const text = new XMLSerializer().serializeToString(whole);
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = width * scale;
      canvas.height = height * scale;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done, fail) =>
        canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  const save = async (button) => {
    const block = button.closest('[class*="st-key-ec_block_"]');
    const { title, source, file } = button.dataset;
    const said = block.querySelector(".ec-saved");
    said.textContent = "";
    button.setAttribute("aria-busy", "true");
    try {
      await document.fonts.ready;
      const picture = block.querySelector('[class*="st-key-ec_picture_"]');
      const [heading, note] = [block.querySelector(".ec-finding"), block.querySelector(".ec-note")];
      const from = `${source} · ${location.host}${location.pathname}`;
      const blob = await pixels(await compose(picture, heading, note, title, from));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      said.textContent = button.dataset.done;
    } catch (error) {
      console.warn("save image:", error);
      said.textContent = button.dataset.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.ec-save");
    if (button && button.getAttribute("aria-busy") !== "true") save(button);
  });
})();

// Paints a part of the page as one SVG that needs nothing else; put in once by save_image.py.
(() => {
  if (window.entreCanales?.paint) return;

  const SVG = "http://www.w3.org/2000/svg";
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

  // Lines of text that are no wider than their place; a word that is wider goes on in the next line.
  const pieces = (word, style, width) => {
    const found = [""];
    for (const letter of word) {
      const longer = found.at(-1) + letter;
      if (found.at(-1) && measure(longer, style) > width) found.push(letter);
      else found[found.length - 1] = longer;
    }
    return found;
  };
  const wrapped = (text, style, width) => {
    const found = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && measure(longer, style) <= width) found[found.length - 1] = longer;
      else found.push(...(measure(word, style) <= width ? [word] : pieces(word, style, width)));
    }
    return found;
  };
  // A style of text as a browser computes one, from what is wished.
  const typeOf = (size, weight = 400, family = "Figtree, system-ui, sans-serif") => ({
    fontFamily: family, fontSize: `${size}px`, fontWeight: String(weight), fontStyle: "normal",
    letterSpacing: family.startsWith("Fraunces") ? `${-0.015 * size}px` : "normal",
    getPropertyValue(name) {
      return this[name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())] ?? "";
    },
  });

  const inside = (rule) => (rule instanceof CSSSupportsRule ? [...rule.cssRules].flatMap(inside) : [rule]);
  const rules = (kind) => [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].flatMap(inside).filter((rule) => rule instanceof kind);
    } catch {
      return []; // a sheet of somebody else, such as a browser's extension
    }
  });
  // A picture is light whatever the page is: each colour of the dark theme becomes the one in its place.
  const variables = () => {
    const names = new Set();
    for (const rule of rules(CSSStyleRule)) {
      if (rule.selectorText !== ":root") continue;
      for (const name of rule.style) if (name.startsWith("--ec-")) names.add(name);
    }
    return names;
  };
  const resolved = (scheme) => {
    const probe = document.createElement("i");
    probe.style.cssText = `color-scheme:${scheme};transition:none;position:absolute`;
    document.body.append(probe);
    const found = new Map();
    for (const name of variables()) {
      probe.style.color = `var(${name})`;
      found.set(name, getComputedStyle(probe).color);
    }
    probe.remove();
    return found;
  };
  const channels = (colour) => colour.match(/\d+, \d+, \d+/)?.[0];
  const lighten = (shown, light) => {
    const dark = resolved("dark");
    if (getComputedStyle(document.querySelector(".stApp")).backgroundColor !== dark.get("--ec-paper")) return;
    // A variable that is no colour, such as a border, resolves to the same text colour in both.
    const turned = new Map([...dark].filter(([name, colour]) => colour !== light.get(name))
      .map(([name, colour]) => [channels(colour), channels(light.get(name))]));
    for (const element of [shown, ...shown.querySelectorAll("*")]) {
      for (const name of ["style", "fill", "stroke"]) {
        const given = element.getAttribute(name);
        if (given) element.setAttribute(name, given.replace(/\d+, \d+, \d+/g, (one) => turned.get(one) ?? one));
      }
    }
  };

  // The site's own letters, as far as they are used, inside of the picture.
  const within = (range, text) =>
    !range || range.split(",").some((part) => {
      const [low, high = low] = part.trim().replace(/^U\+/i, "").split("-").map((code) => parseInt(code, 16));
      return [...text].some((letter) => letter.codePointAt(0) >= low && letter.codePointAt(0) <= high);
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
    for (const { style, parentStyleSheet } of rules(CSSFontFaceRule)) {
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

  (window.entreCanales ??= {}).paint = { SVG, faces, lighten, make, measure, paint, resolved, typeOf, wrapped, written };
})();

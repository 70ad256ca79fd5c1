// Saves or sends a result as one picture, made in the browser alone; put in once by save_image.py after paint.js.
// A picture explains itself: finding, chart, what its shade means, both names, date, link, and that the data are made up.
(() => {
  if (window.entreCanales?.images) return;
  (window.entreCanales ??= {}).images = true;
  const { SVG, faces, lighten, make, measure, paint, resolved, typeOf, wrapped, written } = window.entreCanales.paint;

  // A slide's shape: words in one column, the chart beside them; only a tall chart makes it taller.
  const [WIDTH, LEAST, MOST] = [1200, 675, 1500];
  const [PAD, WORDS, GAP] = [48, 408, 44];
  const ROOM = WIDTH - 2 * PAD - WORDS - GAP;
  const FOOT = 96;
  const LARGEST = 1.7; // points of the picture for one of the page
  const LEAST_SCALE = 1.1;
  const LAID = 440; // px: as narrow as on a large phone, so that letters are large in the picture
  const PIXELS = 1.6; // 1,920 × 1,080
  const FRAUNCES = "Fraunces, Georgia, serif";
  const TITLE = { most: 46, least: 24, lead: 1.14 };

  // Charts follow the width of their place by themselves, a moment later.
  const followed = async (picture) => {
    const plots = [...picture.querySelectorAll(".js-plotly-plot .main-svg:first-child")];
    const end = performance.now() + 3000;
    while (plots.some((plot) => plot.getBoundingClientRect().width > LAID + 1) && performance.now() < end) {
      await new Promise((done) => { setTimeout(done, 30); });
    }
  };

  // What is on the page, as it looks in a narrow place.
  const shot = async (picture, light) => {
    const narrow = picture.clientWidth > LAID;
    if (narrow) picture.style.setProperty("width", `${LAID}px`, "important");
    picture.classList.add("ec-saving");
    const shown = make("g");
    let drawn;
    let wide;
    try {
      if (narrow) await followed(picture);
      const { left, top } = picture.getBoundingClientRect();
      wide = picture.clientWidth;
      paint(picture, shown, left, top);
      drawn = [...picture.querySelectorAll("svg")].filter((one) => one.getClientRects().length)
        .map((one) => one.getBoundingClientRect()).map((box) => [box.right - left, box.bottom - top]);
    } finally {
      picture.classList.remove("ec-saving");
      if (narrow) picture.style.removeProperty("width");
    }
    lighten(shown, light);
    // To know how large it is, and to see that there is something to save.
    const probe = make("svg", { width: 10, height: 10, style: "position:absolute;left:-99999px;top:0;overflow:visible" });
    probe.append(shown);
    document.body.append(probe);
    const box = shown.getBBox();
    probe.remove();
    if (!(box.width > 0 && box.height > 0)) throw new Error("nothing to save");
    const [x, y] = [Math.min(0, box.x), Math.min(0, box.y)];
    const right = Math.max(...drawn.map(([one]) => one), Math.min(box.x + box.width, wide));
    const bottom = Math.max(...drawn.map(([, one]) => one), box.y + box.height);
    return { shown, x, y, width: right - x, height: bottom - y };
  };

  // As large as the title can be in its room; what is too long for any size ends in three dots.
  const titled = (text, room) => {
    let [size, type, lines] = [TITLE.most + 2];
    do {
      size -= 2;
      type = typeOf(size, 600, FRAUNCES);
      lines = wrapped(text, type, WORDS);
    } while (size > TITLE.least && lines.length * TITLE.lead * size > room);
    const most = Math.max(1, Math.floor(room / (TITLE.lead * size)));
    const cut = lines.slice(0, most);
    if (lines.length > most) cut[most - 1] = `${cut[most - 1].slice(0, -2)}…`;
    return { lines: cut, size, type };
  };

  // What the shade of a chart means, beside a small piece of it.
  const SIGNS = {
    band: (y, ink) => [
      make("rect", { x: PAD, y: y + 3, width: 40, height: 22, fill: ink, "fill-opacity": 0.2 }),
      make("line", { x1: PAD, x2: PAD + 40, y1: y + 14, y2: y + 14, stroke: ink, "stroke-width": 4 }),
    ],
    bar: (y, ink) => [
      make("path", {
        d: `M${PAD + 1} ${y + 4}v20M${PAD + 1} ${y + 14}h38m0-10v20`, fill: "none", stroke: ink, "stroke-width": 3,
      }),
      make("circle", { cx: PAD + 20, cy: y + 14, r: 8, fill: ink }),
    ],
  };

  const compose = async (picture, told) => {
    const light = resolved("light");
    const [ink, soft, rim] = ["ink", "soft", "edge"].map((name) => light.get(`--ec-${name}`));
    const { shown, x, y, width, height } = await shot(picture, light);

    const sides = told.sides.map(([look, sign, name]) => ({ colour: light.get(`--ec-${look}`) ?? ink, sign, name }));
    const [small, strong, plain] = [typeOf(21), typeOf(25, 600), typeOf(22)];
    const key = wrapped(told.key, small, WORDS - 56);
    const named = sides.flatMap(({ name, sign, colour }) =>
      wrapped(name, strong, WORDS - 40).slice(0, 2).map((line, i) => ({ colour, sign: i ? "" : sign, line })));
    const below = named.length * 33 + (key.length ? 18 + key.length * 28 : 0) + 24;

    const inner = Math.min(MOST - 2 * PAD - FOOT, Math.max(LEAST - 2 * PAD - FOOT, height * LEAST_SCALE));
    const scale = Math.min(LARGEST, ROOM / width, inner / height);
    const tall = Math.max(LEAST - 2 * PAD - FOOT, Math.round(scale * height));
    const whole = make("svg", { xmlns: SVG, width: WIDTH });
    const sheet = make("style");
    whole.append(sheet, make("rect", { width: "100%", height: "100%", fill: light.get("--ec-paper") }));
    const put = (text, left, base, type, colour) => whole.append(written(text, left, base, type, colour));

    const title = titled(told.title, tall - below);
    let down = PAD;
    title.lines.forEach((line, i) => put(line, PAD, down + (0.86 + i * TITLE.lead) * title.size, title.type, ink));
    down += title.lines.length * TITLE.lead * title.size + 14;
    const said = wrapped(told.words, plain, WORDS);
    if (down + said.length * 30 + below <= PAD + tall) {
      said.forEach((line, i) => put(line, PAD, down + 24 + i * 30, plain, soft));
    }
    down = PAD + tall - below + 24;
    for (const { colour, sign, line } of named) {
      if (sign) put(sign, PAD, down + 24, strong, colour);
      put(line, PAD + 36, down + 24, strong, colour);
      down += 33;
    }
    if (key.length) {
      down += 18;
      whole.append(...(SIGNS[told.shade]?.(down - 2, ink) ?? []));
      key.forEach((line, i) => put(line, PAD + 56, down + 20 + i * 28, small, soft));
    }

    const [left, top] = [WIDTH - PAD - ROOM + (ROOM - scale * width) / 2, PAD + (tall - scale * height) / 2];
    const chart = make("g", { transform: `translate(${left - scale * x} ${top - scale * y}) scale(${scale})` });
    chart.append(shown);
    whole.append(chart);

    const [line, foot] = [PAD + tall + 24, WIDTH - 2 * PAD];
    whole.append(make("path", { d: `M${PAD} ${line}H${WIDTH - PAD}`, stroke: rim, "stroke-width": 1.5 }));
    const brand = typeOf(26, 700, FRAUNCES);
    put(told.site, WIDTH - PAD - measure(told.site, brand), line + 38, brand, ink);
    put(wrapped(told.source, typeOf(21, 600), foot - measure(told.site, brand) - 24)[0] ?? "", PAD, line + 38, typeOf(21, 600), ink);
    // Where it can be tried: whole if it fits, else the page alone.
    const at = typeOf(20);
    const dated = [told.link, told.link.replace(/\?.*$/, "")].map((one) => `${told.date} · ${one}`);
    const fits = dated.find((one) => measure(one, at) <= foot) ?? wrapped(dated[1], at, foot)[0];
    put(fits, PAD, line + 72, at, soft);

    const bottom = PAD + tall + FOOT + PAD;
    whole.setAttribute("height", bottom);
    whole.setAttribute("viewBox", `0 0 ${WIDTH} ${bottom}`);
    sheet.textContent = await faces(whole.textContent, ["Figtree", "Fraunces"]);
    return { whole, height: bottom };
  };

  const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // no XML may hold them
  const pixels = async ({ whole, height }) => {
    const text = new XMLSerializer().serializeToString(whole).replace(UNWRITABLE, "");
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = WIDTH * PIXELS;
      canvas.height = Math.round(height * PIXELS);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((done, fail) =>
        canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  const keep = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const send = async (blob, name, told) => {
    const files = [new File([blob], name, { type: "image/png" })];
    await navigator.share({ files, title: told.title, text: `${told.title} ${told.address}` });
  };

  const act = async (button) => {
    const place = button.closest('[class*="st-key-ec_block_"], .st-key-ec_share');
    // The button that sends stands beside the one that saves, and is of the same picture.
    const { dataset } = button.dataset.card ? button : button.parentElement.querySelector(".ec-save");
    const { block, file, done, failed, card } = dataset;
    const said = place.querySelector(".ec-saved");
    said.textContent = "";
    button.setAttribute("aria-busy", "true");
    try {
      await document.fonts.ready;
      const told = JSON.parse(card);
      told.address = new URL(told.at, document.baseURI).href;
      told.link = told.address.replace(/^[a-z]+:\/\//, "");
      const from = block ? document.querySelector(`.st-key-ec_block_${CSS.escape(block)}`) : place;
      const picture = from.querySelector('[class*="st-key-ec_picture_"]');
      const blob = await pixels(await compose(picture, told));
      if (button.matches(".ec-send")) await send(blob, file, told);
      else {
        keep(blob, file);
        said.textContent = done;
      }
    } catch (error) {
      if (error.name === "AbortError") return; // whoever was asked where to send it has said nowhere
      console.warn("save image:", error);
      said.textContent = failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };

  // Only where the system can pass a picture on is that offered.
  const tried = new File(["."], "a.png", { type: "image/png" });
  if (navigator.canShare?.({ files: [tried] })) document.documentElement.classList.add("ec-can-send");
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button:is(.ec-save, .ec-send)");
    if (button && button.getAttribute("aria-busy") !== "true") act(button);
  });
})();

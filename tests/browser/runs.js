// Put into every page before its own scripts: what the site was asked for and has answered.
//
// Streamlit's messages are protocol buffers; the number of the first-level field tells a
// message's kind (BackMsg and ForwardMsg of the pinned version, checked in test_visits.py).
(() => {
  const ASK = 11, START = 4, END = 6, AGAIN = 2;

  const number = (bytes, at) => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return [value, at];
    }
  };
  const fields = (bytes) => {
    const found = new Map();
    for (let at = 0; at < bytes.length; ) {
      let tag, value;
      [tag, at] = number(bytes, at);
      if (![0, 2].includes(tag % 8)) return found;
      [value, at] = number(bytes, at);
      if (tag % 8 === 2) at += value;
      found.set(Math.floor(tag / 8), value);
    }
    return found;
  };
  const bytesOf = (data) =>
    data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

  // `asked` until a run begins that knows of the last request, `running` until it ends.
  const runs = { state: "asked", begun: 0, changed: performance.now() };
  window.siteRuns = runs;
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string") return;
        const got = fields(bytesOf(data));
        if (got.has(START)) {
          runs.state = "running";
          runs.begun += 1;
        }
        if (got.has(END) && runs.state === "running")
          runs.state = got.get(END) === AGAIN ? "asked" : "idle";
      });
    }
    send(data) {
      if (typeof data !== "string" && fields(bytesOf(data)).has(ASK)) runs.state = "asked";
      super.send(data);
    }
  };
  new MutationObserver(() => (runs.changed = performance.now())).observe(document, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
})();

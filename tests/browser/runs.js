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
  const got = (data) => {
    const parts = fields(bytesOf(data));
    if (parts.has(START)) {
      runs.state = "running";
      runs.begun += 1;
    }
    if (parts.has(END) && runs.state === "running")
      runs.state = parts.get(END) === AGAIN ? "asked" : "idle";
  };
  const sent = (data) => {
    if (fields(bytesOf(data)).has(ASK)) runs.state = "asked";
  };
  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => typeof data === "string" || got(data));
    }
    send(data) {
      if (typeof data !== "string") sent(data);
      super.send(data);
    }
  };
  // In the edition without a server the same messages go to a worker of the page, and from it.
  const Worker = window.Worker;
  window.Worker = class extends Worker {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data?.type === "websocket:message") got(data.data.payload);
      });
    }
    postMessage(message, ...options) {
      if (message?.type === "websocket:send") sent(message.data.payload);
      super.postMessage(message, ...options);
    }
  };
  new MutationObserver(() => (runs.changed = performance.now())).observe(document, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
})();

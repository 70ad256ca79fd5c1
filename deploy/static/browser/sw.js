// Keeps the whole site in this browser, for whoever asked for it. The version is that of the contents.
const VERSION = "@VERSION@";
const { FILES, SLUGS } = JSON.parse(`@LISTS@`);
const NAME = `entre-canales-${VERSION}`;
const top = new URL("./", self.location.href);
const known = new Set(FILES.map((file) => new URL(file, top).href));

const tell = async (message) => {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
};

const keep = async () => {
  const cache = await caches.open(NAME);
  let done = 0;
  for (const file of FILES) {
    const url = new URL(file, top);
    // What is kept is of this version: whoever begins again, after a line that broke, goes on.
    if (!(await cache.match(url))) {
      const answer = await fetch(url, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      await cache.put(url, answer);
    }
    done += 1;
    await tell({ share: done / FILES.length });
  }
};

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("entre-canales-") && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
})()));

self.addEventListener("message", ({ data }) => {
  if (data === "use") self.skipWaiting();
});

/** The file that answers an address: inner addresses are the page of the site itself. */
const fileOf = (address) => {
  const url = new URL(address);
  const slug = url.pathname.slice(top.pathname.length).replace(/\/$/, "");
  if (SLUGS.includes(slug)) return new URL("index.html", top).href;
  const plain = url.origin + url.pathname;
  return plain.endsWith("/") ? `${plain}index.html` : plain;
};

self.addEventListener("fetch", (event) => {
  const file = fileOf(event.request.url);
  if (event.request.method !== "GET" || !known.has(file)) return;
  event.respondWith((async () => {
    const cache = await caches.open(NAME);
    return (await cache.match(file)) ?? fetch(event.request);
  })());
});

// Starts the site in this browser, and says in the visitor's language how far it is.
const edition = JSON.parse(document.getElementById("edition").textContent);
const top = new URL("./", document.baseURI);
const asked = new URL(location.href);

/** The language of the address, or else of the browser: Spanish unless one of the others is named. */
const language = () => {
  const named = [asked.searchParams.get("lang"), ...navigator.languages];
  for (const name of named) {
    const code = String(name ?? "").toLowerCase().split("-")[0];
    if (Object.hasOwn(edition.words, code)) return code;
  }
  return "es";
};
const words = edition.words[language()];
const part = (id) => document.getElementById(id);

/** Where the visitor wants to go: the address, or what the page of an inner address passes on. */
const destination = () => {
  const passed = asked.searchParams.get("_at");
  const wanted = new URL(passed ?? asked.href, top);
  const slug = wanted.pathname.slice(top.pathname.length);
  const known = wanted.origin === top.origin && edition.slugs.includes(slug);
  return known ? wanted : new URL("./", top);
};

const stages = Object.keys(words.stages);
const shares = edition.stage_shares;
const PASSED = [
  ["Loading Pyodide", "python"],
  ["Unpacking", "unpack"],
  ["Installing", "packages"],
  ["Loading streamlit", "streamlit"],
  ["Booting", "server"],
];
const show = (stage, within = 0) => {
  const before = stages.slice(0, stages.indexOf(stage)).reduce((sum, name) => sum + shares[name], 0);
  part("bar").value = Math.max(part("bar").value, before + shares[stage] * within);
  const said = `${words.stages[stage]} …`;
  if (part("stage").textContent !== said) part("stage").textContent = said;
};

const fail = (why) => {
  const problem = part("problem");
  const button = problem.querySelector("button");
  problem.querySelector("p").textContent = why;
  button.textContent = words.reload;
  button.onclick = () => location.reload();
  problem.hidden = false;
  document.querySelector("#start .words").hidden = true;
  part("start").hidden = false;
};

/** Fetch the archives, with the share that has come. */
const archives = async () => {
  const total = edition.archives.reduce((sum, { bytes }) => sum + bytes, 0);
  let come = 0;
  return Promise.all(edition.archives.map(async ({ url, bytes, folder }) => {
    const answer = await fetch(new URL(url, top));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const whole = new Uint8Array(bytes);
    let filled = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      whole.set(value, filled);
      filled += value.length;
      come += value.length;
      show("files", come / total);
    }
    return { buffer: whole.buffer, format: "zip", options: { extractDir: folder } };
  }));
};

/** Hide the words once the first page is drawn: its footer is the last thing of a run. */
const whenDrawn = (then) => {
  const drawn = () => document.querySelector(".ec-footer");
  const watch = new MutationObserver(() => {
    if (!drawn()) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { childList: true, subtree: true });
};

const start = async () => {
  document.documentElement.lang = words.html_lang;
  document.title = words.title;
  for (const id of ["loading", "size"]) part(id).textContent = words[id];
  part("bar").setAttribute("aria-label", words.progress);
  const reading = edition.reading[language()];
  if (reading) {
    // In a window of its own: here it goes on loading.
    Object.assign(part("read").firstElementChild, { textContent: words.read, href: reading, target: "_blank", rel: "noopener" });
    part("read").hidden = false;
  }
  if (typeof WebAssembly !== "object") return fail(words.old);
  show("files");
  const there = destination();
  const [{ mount }, unpacked] = await Promise.all([import(new URL("stlite/stlite.js", top)), archives()]);
  // The front end takes the address of this moment for the top of the site.
  history.replaceState(null, "", top);
  const site = mount(
    {
      entrypoint: "start.py",
      files: {},
      archives: unpacked,
      requirements: [],
      prebuiltPackageNames: edition.packages,
      pyodideUrl: new URL("pyodide/pyodide.mjs", top).href,
      wheelUrls: {
        streamlit: new URL(edition.wheels.streamlit, top).href,
        stliteLib: new URL(edition.wheels.library, top).href,
      },
      disableProgressToasts: true,
      disableErrorToasts: true,
      disableModuleAutoLoadToasts: true,
    },
    part("root"),
  );
  history.replaceState(null, "", there);
  const kernel = site._kernel;
  kernel.addEventListener("loadProgress", ({ detail }) => {
    const passed = PASSED.find(([begin]) => String(detail).startsWith(begin));
    if (passed) show(passed[1]);
  });
  kernel.addEventListener("loadFinished", () => show("page"));
  kernel.addEventListener("loadError", ({ detail }) => {
    console.error(detail);
    fail(words.failed);
  });
  whenDrawn(() => {
    part("start").remove();
    performance.mark("ec-drawn");
  });
};

/** Whoever keeps the site in this browser hears of a new version when there is one. */
const keepUp = async () => {
  const kept = await navigator.serviceWorker?.getRegistration(top);
  if (!kept) return;
  const offer = () => {
    if (!kept.waiting || !navigator.serviceWorker.controller) return;
    const notice = part("update");
    const button = notice.querySelector("button");
    notice.querySelector("p").textContent = words.update;
    button.textContent = words.use_update;
    button.onclick = () => kept.waiting?.postMessage("use");
    notice.hidden = false;
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  const watch = () => kept.installing?.addEventListener("statechange", offer);
  kept.addEventListener("updatefound", watch);
  watch(); // what was found before anybody listened
  offer();
};

start().catch((error) => {
  console.error(error);
  fail(words.failed);
});
keepUp().catch(console.warn);

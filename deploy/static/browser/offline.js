// The page where a visitor keeps the site in this browser, or takes it away again.
const edition = JSON.parse(document.getElementById("edition").textContent);
const top = new URL("../", document.baseURI);
const asked = new URLSearchParams(location.search).get("lang");
const code = [asked, ...navigator.languages]
  .map((name) => String(name ?? "").toLowerCase().split("-")[0])
  .find((name) => Object.hasOwn(edition.words, name)) ?? "es";
const words = edition.words[code];
const part = (id) => document.getElementById(id);
const say = (text) => {
  part("said").textContent = text;
};

document.documentElement.lang = words.html_lang;
document.title = `${words.offline.title} · ${words.title}`;
document.querySelector("h1").textContent = words.offline.title;
part("what").textContent = words.offline.what;
part("save").textContent = words.offline.save;
part("remove").textContent = words.offline.remove;
part("bar").setAttribute("aria-label", words.progress);
part("back").textContent = words.offline.back;
part("back").href = `../?lang=${code}`;

const possible = window.isSecureContext && "serviceWorker" in navigator && "caches" in window;

const shown = (kept) => {
  part("save").hidden = kept || !possible;
  part("remove").hidden = !kept;
  part("bar").hidden = true;
};

const save = async () => {
  part("save").disabled = true;
  part("bar").hidden = false;
  try {
    const kept = await navigator.serviceWorker.register(new URL("sw.js", top), { scope: top.pathname });
    const worker = kept.installing ?? kept.waiting ?? kept.active;
    await new Promise((done, failed) => {
      const look = () => {
        if (worker.state === "activated") done();
        if (worker.state === "redundant") failed(new Error("the worker could not keep the files"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
    say(words.offline.saved);
    shown(true);
  } catch (error) {
    console.error(error);
    await (await navigator.serviceWorker.getRegistration(top))?.unregister();
    say(words.offline.failed);
    shown(false);
  }
  part("save").disabled = false;
};

const remove = async () => {
  await (await navigator.serviceWorker.getRegistration(top))?.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("entre-canales-")) await caches.delete(name);
  }
  say(words.offline.removed);
  shown(false);
};

if (possible) {
  let quarter = -1;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (typeof data?.share !== "number") return;
    part("bar").value = data.share;
    const percent = Math.floor(data.share * 100);
    if (Math.floor(percent / 10) === quarter) return;
    quarter = Math.floor(percent / 10); // not each file is said aloud
    say(words.offline.saving.replace("{share}", percent));
  });
  part("save").addEventListener("click", save);
  part("remove").addEventListener("click", remove);
  navigator.serviceWorker.getRegistration(top).then((kept) => shown(Boolean(kept?.active)));
} else {
  shown(false);
  say(words.offline.impossible);
}

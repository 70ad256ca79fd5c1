// Runs scenarios with the Python of the built edition: node numbers.mjs EDITION TOLD SCENARIOS > JSON.
import process from "node:process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// An error of Python's has a readable message; what Node prints of it by itself is the whole script.
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const [edition, told, scenarios, answers] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${edition}/pyodide/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${edition}/pyodide/` });
await python.loadPackage(["numpy", "pandas"], { messageCallback: () => {} });
const archive = (name) => new Uint8Array(readFileSync(`${edition}/pyodide/${name}`));
python.unpackArchive(archive("packages.zip"), "zip", { extractDir: "/lib/python3.13/site-packages" });
python.unpackArchive(archive("site.zip"), "zip", { extractDir: "." });
python.FS.writeFile("site/told.py", readFileSync(told, "utf8"));
python.globals.set("raw", readFileSync(scenarios, "utf8"));
const found = await python.runPythonAsync(`
import json, sys, time
sys.path.insert(0, "site")
from told import told
begin = time.perf_counter()
answers = [told(one) for one in json.loads(raw)]
json.dumps({
    "answers": answers,
    "seconds": time.perf_counter() - begin,
    "modules": sorted({name.partition(".")[0] for name in sys.modules}),
})
`);
writeFileSync(answers, found);
process.exit(0);

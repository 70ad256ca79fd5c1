// Compiles Python files with the very interpreter that will run them: node compile.mjs MODULES FOLDER.
// Each `x.py` below FOLDER becomes `x.pyc` beside it, which Python imports without its source.
import process from "node:process";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${modules}/pyodide/pyodide.mjs`).href);
const pyodide = await loadPyodide();
pyodide.FS.mkdir("/work");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/work");
await pyodide.runPythonAsync(`
import os, py_compile
from pathlib import Path

for top in sorted(Path("/work").iterdir()):
    for file in sorted(top.rglob("*.py")) if top.is_dir() else ():
        py_compile.compile(
            str(file), str(file) + "c", str(file.relative_to(top)), doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        file.unlink()
`);
process.exit(0);

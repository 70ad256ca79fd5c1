"""Python packages as the browser loads them: cut to what the site uses, compiled, few files."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from deploy.static.sources import COMPILED, HERE, Sources, run

LOCALES = re.compile(r"(root|en|en_001|es|es_(419|MX|CO|CL|AR|ES)|pt|pt_BR)$")
"""What Babel and Faker keep: the site's languages and countries, and what both begin with."""
STAND_INS = {"altair": "6.3.0", "fastparquet": "2024.11.0"}
"""Packages that Streamlit asks for and the site never calls: names without contents.

Altair draws charts that no page has; fastparquet sends tables that are no HTML.
"""
FOLDERS_LEFT_OUT = {"tests", "__pycache__", "f2py", "include", "labextension", "datasets"}
FILES_LEFT_OUT = re.compile(
    r".*\.(pyi|pxd|pyx|c|h|a|js\.map|so\.dbg)$|.*plotly\.min\.js$|.*/RECORD$|.*/py\.typed$"
    r"|markupsafe/_speedups\..*$"  # compiled for another machine; its plain part does the same
)
LICENCES = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
FIXED_TIME = (2020, 1, 1, 0, 0, 0)
PACKAGES, PLAIN_FOLDER = "packages.zip", "plain"
UNPACKED = tuple(name for name in COMPILED if name != "libopenssl")


def gather_packages(sources: Sources, work: Path) -> None:
    """Unpack all packages below a folder: the pure ones together, each compiled one by itself."""
    plain = work / PLAIN_FOLDER
    for wheel in (*sources.wheels, *plain_wheels(sources)):
        unpack(wheel, plain)
    stand_ins(plain)
    for name in UNPACKED:
        unpack(sources.official[name], work / name)


def compile_all(modules: Path, work: Path) -> None:
    """Replace each Python file below the folders of a folder by its byte code."""
    run(["node", str(HERE / "browser" / "compile.mjs"), str(modules), str(work)], work)


def pack_packages(sources: Sources, work: Path, target: Path) -> None:
    """Write the packages, and the lock file that says where they are and what they must hash to."""
    pack(work / PLAIN_FOLDER, target / PACKAGES)
    lock = official_lock(sources)
    kept: dict[str, Any] = {}
    for name in ("micropip", "libopenssl"):
        shutil.copyfile(sources.official[name], target / sources.official[name].name)
        kept[name] = lock["packages"][name] | {"depends": []}
    for name in UNPACKED:
        file = target / sources.official[name].name
        pack(work / name, file)
        depends = [
            dependency for dependency in lock["packages"][name]["depends"] if dependency in COMPILED
        ]
        kept[name] = lock["packages"][name] | {"sha256": sha256(file), "depends": depends}
    lock_file = {"info": lock["info"], "packages": kept}
    (target / "pyodide-lock.json").write_text(json.dumps(lock_file, indent=1), encoding="utf-8")


def plain_wheels(sources: Sources) -> tuple[Path, ...]:
    """Return Pyodide's own pure packages, less the installer, which stays a wheel."""
    apart = {*COMPILED, "micropip"}
    return tuple(file for name, file in sources.official.items() if name not in apart)


def official_lock(sources: Sources) -> Mapping[str, Any]:
    """Return Pyodide's own lock file of the release that the packages belong to."""
    file = sources.modules / "pyodide-official" / "pyodide-lock.json"
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def unpack(wheel: Path, target: Path) -> None:
    """Unpack a wheel, less what the site does not use."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and is_wanted(name):
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))


def is_wanted(name: str) -> bool:
    """Return whether the site uses a file of a package, by its path in the wheel."""
    parts = name.split("/")
    if parts[0].endswith(".data"):  # what an installer would put elsewhere
        return False
    if set(parts[:-1]) & FOLDERS_LEFT_OUT or FILES_LEFT_OUT.fullmatch(name):
        return False
    if parts[:2] == ["babel", "locale-data"]:
        return bool(LOCALES.match(parts[2].partition(".")[0]))
    if parts[:2] == ["faker", "providers"]:
        locales = [part for part in parts[2:-1] if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", part)]
        return all(LOCALES.match(locale) or locale == "en_US" for locale in locales)
    return True


def stand_ins(folder: Path) -> None:
    """Write the metadata of packages as if they were installed."""
    for name, version in STAND_INS.items():
        info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(text, encoding="utf-8")
        (info / "INSTALLER").write_text("stand-in\n", encoding="utf-8")


def pack(folder: Path, archive: Path, names: Iterable[str] | None = None) -> None:
    """Write a folder as a zip file that is the same for the same contents."""
    files = sorted(names or (str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in files:
            entry = zipfile.ZipInfo(Path(name).as_posix(), FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            out.writestr(entry, (folder / name).read_bytes())


def licences(wheels: Sequence[Path]) -> dict[str, str]:
    """Return the licence texts that wheels carry, by package."""
    texts_by_package: dict[str, str] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            texts = [
                archive.read(name).decode("utf-8", "replace").strip()
                for name in archive.namelist()
                if ".dist-info/" in name and LICENCES.match(name.rpartition("/")[2])
            ]
        texts_by_package[wheel.name.partition("-")[0]] = "\n\n".join(texts)
    return texts_by_package


def sha256(file: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()

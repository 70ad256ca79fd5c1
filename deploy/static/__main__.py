"""Builds the edition without a server, ``dist/static/`` and a zip: ``python -m deploy.static``."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from deploy.static.application import ARCHIVE, add_entries, copy_application
from deploy.static.front import copy_front
from deploy.static.packages import (
    PACKAGES,
    compile_all,
    gather_packages,
    licences,
    pack,
    pack_packages,
)
from deploy.static.pages import STAGE_SHARES, add_reading, notice, weight, write_pages
from deploy.static.sources import TOP, BuildError, Sources, cache_folder, fetch

TARGET = TOP / "dist" / "static"
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
SITE_PACKAGES = "/lib/python3.13/site-packages"
HOME = "."
READY = ("numpy", "pandas", "pillow", "ssl")
"""Packages that are loaded before the site starts."""


def build(target: Path, work: Path, sources: Sources) -> None:
    """Make the edition in an empty folder.

    Parameters
    ----------
    target : Path
        Replaced if it is there.
    work : Path
        Folder for what is made on the way; replaced as well.
    """
    from explainer.view.shell.sitemap import PAGES  # the addresses; Streamlit is imported with it

    for folder in (target, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    gather_packages(sources, work)
    copy_application(work / "app")
    compile_all(sources.modules, work)
    add_entries(work / "app")

    pyodide = target / "pyodide"
    pyodide.mkdir()
    for name in CORE:
        shutil.copyfile(sources.modules / "pyodide" / name, pyodide / name)
    pack_packages(sources, work, pyodide)
    pack(work / "app", pyodide / ARCHIVE)
    front = copy_front(sources.modules / "@stlite" / "browser" / "build", target / "stlite")

    texts = licences((*sources.wheels, *sources.official.values()))
    (target / "NOTICE.txt").write_text(notice(texts), encoding="utf-8")
    reading = add_reading(target, work / "reading")
    edition = facts(pyodide, front) | {"reading": reading}
    write_pages(target, edition, [page.slug for page in PAGES])


def facts(pyodide: Path, front: tuple[str, ...]) -> dict[str, Any]:
    """Return what the starting page needs to know."""
    wheels = sorted(name for name in front if name.endswith(".whl"))
    return {
        "archives": [
            {"url": f"pyodide/{name}", "bytes": (pyodide / name).stat().st_size, "folder": folder}
            for name, folder in ((PACKAGES, SITE_PACKAGES), (ARCHIVE, HOME))
        ],
        "packages": list(READY),
        "wheels": {"library": f"stlite/{wheels[0]}", "streamlit": f"stlite/{wheels[1]}"},
        "stage_shares": dict(STAGE_SHARES),
    }


def main() -> int:
    """Build; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to make")
    target: Path = parser.parse_args().target.resolve()
    if target.exists() and any(target.iterdir()) and not (target / "sw.js").exists():
        print(f"{target} is there already and is no edition of the site.", file=sys.stderr)
        return 1
    try:
        print("Fetching what the edition is made of (about 180 MB the first time) ...", flush=True)
        sources = fetch()
        print("Building ...", flush=True)
        build(target, cache_folder() / "work", sources)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    archive = Path(shutil.make_archive(str(target), "zip", target.parent, target.name))
    print(
        f"\n  {target}  {weight(target) / 1e6:.1f} MB\n"
        f"  {archive}  {archive.stat().st_size / 1e6:.1f} MB\n\n"
        f"  To open it: python {target / 'serve.py'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

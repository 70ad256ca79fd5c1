"""The site's own files as the browser unpacks them."""

from __future__ import annotations

import shutil
from pathlib import Path

from deploy.static.sources import HERE, TOP

ROOMS = ("content", "explainer", "pages", "simulations")
LEFT_OUT = {"__pycache__", "front"}
"""Folders that only a server needs; the front listens to connections."""
ARCHIVE = "site.zip"
SITE = "site"
"""The site's folder: a folder `pages` beside the entry itself would be Streamlit's pages."""


def copy_application(folder: Path, top: Path = TOP) -> None:
    """Copy the site's files into a new folder, with the entry that the browser starts.

    Parameters
    ----------
    folder : Path
        What becomes the home folder of the browser's Python.
    top : Path
        The clone.
    """
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / SITE
    for room in ROOMS:
        for file in sorted((top / room).rglob("*")):
            path = file.relative_to(top)
            if file.is_file() and is_shipped(path):
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, site / path)
    (site / "static").mkdir()
    shutil.copyfile(top / "static" / "icon.png", site / "static" / "icon.png")
    (folder / ".streamlit").mkdir()
    shutil.copyfile(top / ".streamlit" / "config.toml", folder / ".streamlit" / "config.toml")


def add_entries(folder: Path, top: Path = TOP) -> None:
    """Add what stays source text, after the rest was compiled: each run reads it."""
    shutil.copyfile(top / "app.py", folder / SITE / "app.py")
    shutil.copyfile(HERE / "browser" / "start.py", folder / "start.py")


def is_shipped(path: Path) -> bool:
    """Return whether the browser needs a file of the clone."""
    if LEFT_OUT & set(path.parts) or path.suffix == ".pyc":
        return False
    return path.suffix != ".md" or path.parts[0] == "content"

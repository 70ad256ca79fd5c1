"""The plain pages around the application: the one that starts it, inner addresses, use offline."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from content import LANGUAGES, load_texts
from deploy.static.sources import HERE, TOP, BuildError, run

BROWSER = HERE / "browser"
SECONDS, MEMORY = 20, 1
"""What starting takes on a laptop, roughly: see the README for how it was measured."""
STAGES = ("files", "python", "unpack", "packages", "streamlit", "server", "page")
STAGE_SHARES: Mapping[str, float] = {
    "files": 0.15,
    "python": 0.2,
    "unpack": 0.15,
    "packages": 0.2,
    "streamlit": 0.1,
    "server": 0.05,
    "page": 0.15,
}
"""Share of the time of starting that each stage takes, roughly; together 1."""
OFFLINE_WORDS = ("title", "what", "save", "saving", "saved", "remove", "removed", "failed")
OFFLINE = "offline"
LEFT_OUT_OFFLINE = {"sw.js", "serve.py", "NOTICE.txt"}
READING = "explainer.reading_edition"
"""The module that builds the pages which are read, in a folder for each language."""
NOT_OURS = {"index.html", "robots.txt", "sitemap.xml"}
"""What those pages have at their top for a host of their own."""


def words(language: str, size: str) -> dict[str, Any]:
    """Return the words of the plain pages in a language.

    `size` is the megabytes that a first visit downloads.
    """
    texts = load_texts(language)
    plain = ("title", "progress", "old", "reload", "update", "use_update", "read")
    return {
        "html_lang": LANGUAGES[language].html_lang,
        **{name: texts(f"edition.{name}") for name in plain},
        "loading": texts("edition.loading", seconds=str(SECONDS)),
        "size": texts("edition.size", size=size),
        "failed": texts("edition.failed", memory=str(MEMORY)),
        "stages": {name: texts(f"edition.stages.{name}") for name in STAGES},
        "offline": {
            "back": texts("edition.offline.back"),
            "impossible": texts("edition.offline.impossible"),
            **{
                name: texts(f"edition.offline.{name}", **_given(name, size))
                for name in OFFLINE_WORDS
            },
        },
    }


def _given(name: str, size: str) -> dict[str, str]:
    return {"what": {"size": size}, "saving": {"share": "{share}"}}.get(name, {})


def as_json(value: object) -> str:
    """Write JSON that cannot end the script that holds it."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return a file of the browser with its places filled; each must occur."""
    text = (BROWSER / name).read_text(encoding="utf-8")
    for placeholder, value in values.items():
        if f"@{placeholder}@" not in text:
            raise ValueError(f"{name} has no @{placeholder}@")
        text = text.replace(f"@{placeholder}@", value)
    return text


def write_pages(target: Path, edition: Mapping[str, Any], slugs: Sequence[str]) -> None:
    """Write the page that starts the site, one for each inner address, and the one for offline use.

    Parameters
    ----------
    target : Path
        Folder of the edition; the other files are there.
    edition : Mapping
        What the scripts need to know, without words.
    slugs : sequence of str
        Inner addresses; the first page's is empty.
    """
    size = str(round(weight(target) / 1e6))
    words_by_language = {code: words(code, size) for code in LANGUAGES}
    whole = as_json({**edition, "words": words_by_language, "slugs": list(slugs)})
    both = {
        f"{name.upper()}_{code.upper()}": escape(load_texts(code)(f"edition.{name}"))
        for name in ("no_script", "old", "file")
        for code in ("es", "pt")
    }
    (target / "index.html").write_text(filled("index.html", {"EDITION": whole, **both}), "utf-8")
    for slug in filter(None, slugs):
        path = target / slug / "index.html"
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(BROWSER / "inner.html", path)
    (target / OFFLINE).mkdir()
    page = filled("offline.html", {"EDITION": as_json({"words": words_by_language})})
    (target / OFFLINE / "index.html").write_text(page, "utf-8")
    (target / "start").mkdir()
    for name in ("start.js", "start.css", "offline.js"):
        shutil.copyfile(BROWSER / name, target / "start" / name)
    shutil.copyfile(BROWSER / "serve.py", target / "serve.py")
    fonts = target / "app" / "static" / "fonts"
    shutil.copytree(TOP / "static" / "fonts", fonts)
    shutil.copyfile(TOP / "static" / "icon.png", fonts.parent / "icon.png")
    write_worker(target, slugs)


def add_reading(target: Path, work: Path) -> dict[str, str]:
    """Put the pages that are read beside the application that they link to; return their addresses.

    Parameters
    ----------
    target : Path
        Folder of the edition.
    work : Path
        New folder for what is made on the way.

    Returns
    -------
    dict of str to str
        Address of the first page of each language; empty for a clone that cannot build them.
    """
    if importlib.util.find_spec(READING) is None:
        return {}
    run([sys.executable, "-m", READING, "--out", str(work), "--quiet"], TOP)
    return copy_reading(work, target)


def copy_reading(built: Path, target: Path) -> dict[str, str]:
    """Copy built pages into the edition; nothing of the edition itself may be in their way."""
    for file in sorted(built.iterdir()):
        if file.name in NOT_OURS:
            continue
        if (target / file.name).exists():
            raise BuildError(f"the pages that are read and the edition both have {file.name}")
        (shutil.copytree if file.is_dir() else shutil.copyfile)(file, target / file.name)
    return {code: f"{code}/" for code in LANGUAGES if (target / code / "index.html").exists()}


def write_worker(target: Path, slugs: Sequence[str]) -> None:
    """Write the service worker: the list of all files, and a version made of their contents."""
    files = sorted(
        file.relative_to(target).as_posix()
        for file in target.rglob("*")
        if file.is_file() and file.name not in LEFT_OUT_OFFLINE
    )
    digest = hashlib.sha256()
    for name in files:
        digest.update(name.encode() + b"\0" + (target / name).read_bytes())
    kept = [name for name in files if name.removesuffix("/index.html") not in slugs]
    values = {
        "VERSION": digest.hexdigest()[:16],
        "LISTS": as_json({"FILES": kept, "SLUGS": list(slugs)}),
    }
    (target / "sw.js").write_text(filled("sw.js", values), encoding="utf-8")


def weight(folder: Path) -> int:
    """Return the bytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def notice(licences: Mapping[str, str]) -> str:
    """Return the text of NOTICE.txt: what the edition is made of, and under which licences."""
    licence = (TOP / "LICENSE").read_text(encoding="utf-8")
    raw = tomllib.loads((HERE / "notice.toml").read_text(encoding="utf-8"))
    parts_named = (f"- {one['name']}: {one['licence']}" for one in raw["part"])
    lines = [raw["begin"].strip(), "", *parts_named]
    parts = ["\n".join(lines), f"## Entre canales\n\n{licence.strip()}"]
    parts += [f"## {name}\n\n{text}" for name, text in sorted(licences.items()) if text]
    return "\n\n".join(parts) + "\n"

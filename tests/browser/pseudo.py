"""A made-up language of longer, accented words, to find what does not bend."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from math import ceil
from pathlib import Path
from typing import Any

CODE = "xx"
CARD = {"name": "Ẋẋẋẋẋẋẋ", "html_lang": "es-MX", "default_country": "es-MX"}
FENCE = "+++\n"
PARTS = (
    *("app.py", "pages", "content", "explainer", "simulations", "static", "deploy"),
    ".streamlit",
)
_ACCENTED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
# Commands are the same in every language, and so is what a fenced block is.
_KEPT = re.compile(
    r"(```sh[\s\S]*?```|^```.*$|`[^`\n]+`|\{[^}]*\}|https?://\S+|\b[A-Z]{2}-?\d+\b)", re.MULTILINE
)
_WORD = re.compile(r"[^\W\d_]+")


def longer(text: str) -> str:
    """Make every word about 40 % longer and accent it; places, commands, addresses and ids stay."""
    parts = _KEPT.split(text)
    return "".join(
        part if position % 2 else _WORD.sub(lambda word: _stretch(word[0]), part)
        for position, part in enumerate(parts)
    )


def _stretch(word: str) -> str:
    more = ceil(len(word) * 0.4)
    return word.translate(_ACCENTED) + ("åñø" * more)[:more]


def add_language(source: Path, folder: Path) -> None:
    """Copy the site to a folder and give the copy one more language."""
    for part in PARTS:
        if (source / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*.html")
            shutil.copytree(source / part, folder / part, ignore=ignored)
        else:
            shutil.copy(source / part, folder / part)
    content = folder / "content"
    shutil.copytree(content / "es", content / CODE)
    for file in (content / CODE).rglob("*.toml"):
        if file.name == "names.toml":  # no words of the site, but what those words may be
            file.unlink()
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        file.write_text(dump(_lengthened(table)), encoding="utf-8")
    for file in (content / CODE).rglob("*.md"):
        _, head, body = file.read_text(encoding="utf-8").split(FENCE, 2)
        meta = tomllib.loads(head)
        meta |= {key: longer(meta[key]) for key in ("title", "description")}
        file.write_text(f"{FENCE}{dump(meta)}{FENCE}{longer(body)}", encoding="utf-8")
    (content / CODE / "language.toml").write_text(dump(CARD), encoding="utf-8")


def _lengthened(value: Any) -> Any:
    match value:
        case str():
            return longer(value)
        case dict():
            return {key: _lengthened(item) for key, item in value.items()}
    return value


def dump(table: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """Write a table of texts, numbers, lists and tables as TOML."""
    lines, tables = [], []
    for key, value in table.items():
        if isinstance(value, dict):
            place = (*path, json.dumps(key))
            tables.append(f"[{'.'.join(place)}]\n{dump(value, place)}")
        else:
            lines.append(f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines + tables)

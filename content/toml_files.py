"""TOML files: their tables, and on which line a key stands, so that an error can say it."""

import re
import tomllib
from pathlib import Path
from typing import Any

HEADER = re.compile(r"\s*\[\[?\s*([\w.\-\"]+)\s*\]\]?")
KEY = re.compile(r"\s*([\w.\-\"]+)\s*=")
FENCES = ('"""', "'''")


def read_toml(file: Path) -> dict[str, Any]:
    """Return the tables of a TOML file, or raise `tomllib.TOMLDecodeError`."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def key_lines(text: str) -> dict[str, int]:
    """Return the line, counted from 1, of every table and key written on a line of its own.

    Parameters
    ----------
    text : str
        A TOML document.

    Returns
    -------
    dict of str to int
        Dotted key to line. Keys inside inline tables are not listed; see `line_of`.
    """
    lines: dict[str, int] = {}
    prefix, fence = "", ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        header, key = HEADER.match(line), KEY.match(line)
        if key:
            name = key.group(1).replace('"', "")
            lines[f"{prefix}{name}"] = number
            fence = _opened(line)
        elif header:
            name = header.group(1).replace('"', "")
            lines[name] = number
            prefix = f"{name}."
    return lines


def line_of(key: str, lines: dict[str, int]) -> int:
    """Return the line of a key, or of the nearest table above it; 1 if there is none."""
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition(".")[0]
    return 1


def _opened(line: str) -> str:
    """Return the mark of a text over several lines that begins here and does not end here."""
    return next((mark for mark in FENCES if line.count(mark) % 2), "")

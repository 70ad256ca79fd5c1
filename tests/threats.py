"""The list of threats as a document: `python -m tests.threats` writes `deploy/THREATS.md`."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SOURCE, DOCUMENT = TOP / "deploy" / "threats.toml", TOP / "deploy" / "THREATS.md"
HEAD = """# What somebody hostile can try

Written by `python -m tests.threats` from `threats.toml`; do not edit. Each line names the test that
fails when its guard is taken out: `tests/test_threats.py` (slow) takes each out of a copy.

What is not guarded against: somebody who controls the machine, the proxy or the database; a flood
from many addresses at once (that is for the network before this); what a visitor's own browser
extensions do.
"""


@dataclass(frozen=True)
class Threat:
    """One line: what can be tried, what stands against it, and how that is shown."""

    kind: str
    what: str
    stands: str
    test: str
    file: str
    guard: str
    without: str


def threats() -> list[Threat]:
    """Return all of them, in the order of the file."""
    return [Threat(**one) for one in tomllib.loads(SOURCE.read_text("utf-8"))["threat"]]


def document(every: Sequence[Threat]) -> str:
    """Return the text of ``deploy/THREATS.md``."""
    parts = [HEAD]
    for kind, lines in groupby(every, key=lambda one: one.kind):
        parts.append(f"## {kind}\n\n| what | what stands against it | test |\n| --- | --- | --- |")
        parts[-1] += "".join(f"\n| {t.what} | {t.stands} | `{t.test}` |" for t in lines) + "\n"
    return "\n".join(parts)


def is_there(test: str) -> bool:
    """Say whether a test of this name is in its file."""
    file, _, name = test.partition("::")
    if not (TOP / file).is_file():
        return False
    tree = ast.parse((TOP / file).read_text("utf-8"))
    return any(isinstance(one, ast.FunctionDef) and one.name == name for one in ast.walk(tree))


if __name__ == "__main__":
    DOCUMENT.write_text(document(threats()), encoding="utf-8")

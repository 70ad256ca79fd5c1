"""The rules of all pages are one sheet in the end: what one room writes must not hit another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

VIEW = Path(__file__).parents[2] / "explainer" / "view"
CONTRAST = "contrast.css"
"""Says for all rooms what a contrast theme of the system takes away."""
SHEETS = {
    path: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in sorted(VIEW.rglob("*.css"))
}
LIFTED = re.compile(r"position: (fixed|absolute)|background: #")


def lifted(sheet: str) -> Iterator[str]:
    """Classes that a sheet, named alone, takes from their place or sets on a fixed ground."""
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if LIFTED.search(body):
            for one in selectors.split(","):
                yield from re.findall(r"^(?:\.stApp )?\.(ec-[\w-]+)$", one.strip())


def test_sheets_are_found_and_so_are_their_lifted_classes() -> None:
    assert len(SHEETS) > 15
    assert {"ec-line", "ec-pitch-code", "ec-hidden"} <= {
        name for sheet in SHEETS.values() for name in lifted(sheet)
    }


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_class_that_a_room_lifts_from_its_place_is_no_name_in_another_room(path: Path) -> None:
    clashes = {
        (name, other.name)
        for name, (other, sheet) in product(set(lifted(SHEETS[path])), SHEETS.items())
        if other.parent != path.parent
        and other.name != CONTRAST
        and re.search(rf"\.{name}(?![\w-])", sheet)
    }
    assert clashes == set()

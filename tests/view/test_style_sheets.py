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


def on_screen(sheet: str) -> str:
    """A sheet without the rules that are for paper or for contrast themes alone."""
    kept, depth, skipped = "", 0, 0
    for part in re.split(r"(@media[^{]*\{|[{}])", sheet):
        opens = part.endswith("{")
        if opens and not skipped and re.search(r"print|forced-colors", part):
            skipped = depth + 1
        depth += opens - (part == "}")
        if not skipped:
            kept += part
        elif depth < skipped:
            skipped = 0
    return kept


def wide(selector: str) -> bool:
    """Whether a selector asks, of a part that may be most of a page, what is in it."""
    before = selector.partition(":has(")[0]
    *around, here = re.split(r"[\s>+~]+", before)
    named = re.match(r"[a-z]|\.ec-", here) or any(".ec-" in one for one in around)
    return ":has(" in selector and not named


def test_no_rule_makes_the_browser_style_a_whole_page_anew_with_each_change() -> None:
    """What ``:has()`` is asked of is styled anew with all in it whenever something in it changes.

    One such rule at the top of the page made each of fifty changes of the simulator's page, while
    it was drawn, restyle two thousand elements.
    """
    asked = ".stApp:has(.a) .b", "[class*='c'] > :first-child:has(> .d)", ":is(.e) > :has(> .f)"
    assert all(map(wide, asked))
    assert not any(map(wide, ("label:has(input:checked)", ".ec-zone:has(input)", ".stApp .b")))
    assert "b" not in on_screen("a {c: d} @media print { b {e: f} } g {h: i}")
    assert "g" in on_screen("a {c: d} @media print { b {e: f} } g {h: i}")
    found = [
        (path.name, selector.strip())
        for path, sheet in SHEETS.items()
        for selector in re.findall(r"([^{}]+)\{", on_screen(sheet))
        if wide(selector.strip())
    ]
    assert found == []

"""What was changed, each with a button that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.javascript.conftest import Widget

ROWS = [
    {"id": "a.data_error", "words": "Records: 0 → 20", "undo": "Take back records"},
    {"id": "b.cost", "words": "Cost: 1 → 2", "undo": "Take back cost"},
]
DATA = {"title": "2 changes", "rows": ROWS, "undo": "Undo", "all": "Undo all"}


def test_each_change_and_all_of_them_can_be_taken_back(
    mount: Callable[[str, str, dict[str, Any]], Widget],
) -> None:
    widget = mount("simulator/settings/changes", "ec-undo", DATA)
    page = widget.page
    page.get_by_text("2 changes").click()
    page.get_by_role("button", name="Take back cost").click()
    page.get_by_role("button", name="Undo all").click()
    assert widget.said("back") == ["b.cost", "all"]


def test_it_stays_open_and_keeps_the_focus_when_a_change_is_gone(
    mount: Callable[[str, str, dict[str, Any]], Widget],
) -> None:
    widget = mount("simulator/settings/changes", "ec-undo", DATA)
    page = widget.page
    page.get_by_text("2 changes").click()
    page.get_by_role("button", name="Take back cost").focus()
    widget.show(DATA | {"title": "1 change", "rows": ROWS[:1]})
    expect(page.get_by_role("button", name="Take back records")).to_be_visible()
    expect(page.locator("summary")).to_be_focused()
    hostile = [{"id": "x", "words": "<img src=x>", "undo": "u"}]
    widget.show(DATA | {"rows": hostile})
    expect(page.locator("img")).to_have_count(0)

"""Choosing a part of a drawing with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.javascript.conftest import LOAD, Widget, source

BOXES = "".join(
    f'<rect data-pick="{name}" aria-label="Part {name}" x="{x}" y="{y}" width="40" height="40"/>'
    for name, x, y in (("a", 0, 0), ("b", 60, 0), ("c", 0, 60), ("d", 60, 60))
)
DATA = {
    "name": "map",
    "label": "Map",
    "hint": "Choose a part",
    "keys": "Arrow keys move",
    "onward": "Go there",
    "said": "Chosen",
    "target": "story",
    "chosen": "",
    "markup": f'<svg width="120" height="120" viewBox="0 0 120 120">{BOXES}</svg>',
}
Mount = Callable[[str, str, dict[str, Any]], Widget]


@pytest.fixture
def drawing(mount: Mount) -> Widget:
    return mount("widgets/drawings/selectable", "ec-pick-place", DATA)


def focused(page: Page) -> str | None:
    return page.evaluate("document.activeElement.dataset?.pick")


def test_a_click_tells_which_part_and_marks_it(drawing: Widget) -> None:
    drawing.page.locator("[data-pick=d]").click()
    assert drawing.said("chosen") == ["d"]
    expect(drawing.page.locator("[data-pick=d]")).to_have_attribute("aria-selected", "true")
    expect(drawing.page.locator("[role=status]")).to_have_text("Chosen: Part d")


def test_arrows_move_within_the_drawing_and_enter_chooses(drawing: Widget) -> None:
    page = drawing.page
    page.keyboard.press("Tab")
    assert focused(page) == "a"
    for key, there in (("ArrowRight", "b"), ("ArrowDown", "d"), ("ArrowLeft", "c"), ("End", "d")):
        page.keyboard.press(key)
        assert focused(page) == there
    page.keyboard.press("ArrowRight")  # nothing is there: the focus stays
    assert focused(page) == "d"
    page.keyboard.press("Enter")
    assert drawing.said("chosen") == ["d"]


def test_one_part_alone_is_a_stop_of_the_tab_key(drawing: Widget) -> None:
    stops = drawing.page.locator('[data-pick][tabindex="0"]')
    expect(stops).to_have_count(1)
    drawing.page.locator("[data-pick=c]").click()
    expect(stops).to_have_attribute("data-pick", "c")


def test_a_new_drawing_keeps_the_focus_on_the_part_that_remains(drawing: Widget) -> None:
    drawing.page.keyboard.press("Tab")
    drawing.page.keyboard.press("ArrowRight")
    drawing.show(DATA | {"markup": DATA["markup"].replace("Part", "New part"), "chosen": "c"})
    assert focused(drawing.page) == "b"
    expect(drawing.page.locator("[data-pick=c]")).to_have_attribute("aria-selected", "true")


def test_the_way_onward_is_shown_only_when_something_is_chosen(drawing: Widget) -> None:
    onward = drawing.page.get_by_role("button", name="Go there")
    expect(onward).to_be_hidden()
    drawing.page.locator("[data-pick=a]").click()
    expect(onward).to_be_visible()


def test_words_of_the_data_are_text(mount: Mount) -> None:
    hostile = "<img src=x onerror='window.hit = true'>"
    widget = mount(
        "widgets/drawings/selectable", "ec-pick-place", DATA | {"hint": hostile, "keys": hostile}
    )
    expect(widget.page.locator("img")).to_have_count(0)
    assert widget.page.evaluate("window.hit") is None


def test_the_next_part_is_the_nearest_ahead_and_not_the_nearest_of_all(page: Page) -> None:
    box = "(left, top) => ({ left, top, width: 10, height: 10 })"
    found = page.evaluate(
        f"""async (source) => {{
          const {{ neighbour }} = await ({LOAD})(source);
          const box = {box};
          const boxes = [box(0, 0), box(100, 0), box(12, 40), box(-50, 2)];
          return [[1, 0], [-1, 0], [0, 1], [0, -1]].map((way) => neighbour(boxes, 0, way));
        }}""",
        source("widgets/drawings/selectable"),
    )
    assert found == [1, 3, 2, -1]

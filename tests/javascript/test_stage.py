"""The stage: somebody walks through the channels, by play, by steps, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.javascript.conftest import LOAD, Widget, source

WAY = (
    '<svg viewBox="0 0 100 40" width="{wide}"><g class="ec-walk"><polyline points="0,0 100,0"/>'
    '<circle class="ec-stop" data-at="0.1"/><g class="ec-seam" data-at="0.5"></g>'
    '<circle class="ec-stop" data-at="1.000"/><g class="ec-walker"></g></g>'
    '<rect class="room" x="{x}" width="10" height="10"/></svg>'
)
WORDS = {
    one: one.title() for one in ("play", "pause", "on", "again", "step", "back", "list", "label")
}


def data(x: int = 0, *, auto: bool = False, name: str = "one", says: str = "A") -> dict[str, Any]:
    said = [f"{says}1", f"{says}2", f"{says}3"]
    house = {"markup": WAY.format(wide=100, x=x), "name": "Shop", "told": "", "says": said}
    return {
        "name": name,
        "star": "A star is ten",
        "auto": auto,
        "controls": True,
        "words": WORDS,
        "houses": [house | {"short": said}, house | {"name": "Other", "short": said}],
    }


Mount = Callable[[str, str, dict[str, Any]], Widget]
MOVED = "document.querySelector('.ec-walker').getAttribute('transform')"
STATUS = "[role=status]"


def staged(mount: Mount, **more: Any) -> Widget:
    return mount("widgets/drawings/stage", "ec-stage-place", data(**more))


def call(page: Page, code: str) -> Any:
    return page.evaluate(
        f"async (source) => {{ const m = await ({LOAD})(source); return {code}; }}",
        source("widgets/drawings/stage"),
    )


def test_steps_go_through_every_mark_say_it_and_come_back_to_rest(mount: Mount) -> None:
    page = staged(mount).page
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVED) is None
    expect(page.locator(".ec-ahead")).to_have_count(0)
    step = page.locator(".ec-stage-button").nth(1)
    for number, ahead in ((1, 4), (2, 2), (3, 0)):
        step.press("Enter")
        expect(page.locator(STATUS)).to_have_text(f"Shop. A{number} Other. A{number}")
        expect(page.locator(".ec-stage-said").first).to_have_text(f"A{number}")
        expect(page.locator(".ec-ahead")).to_have_count(ahead)
    assert page.evaluate(MOVED) == "translate(100.0 0.0)"
    expect(step).to_have_text("Back")
    step.press("Enter")
    assert page.evaluate(MOVED) is None
    expect(page.locator(STATUS)).to_have_text("")


def test_play_walks_to_the_end_once_and_can_pause(mount: Mount) -> None:
    page = staged(mount).page
    page.emulate_media(reduced_motion="no-preference")
    play = page.locator(".ec-stage-button").first
    play.click()
    expect(play).to_have_text("Pause")
    page.wait_for_function(f"{MOVED} !== null")
    play.click()
    stood = page.evaluate(MOVED)
    page.wait_for_timeout(150)
    assert page.evaluate(MOVED) == stood
    play.click()
    expect(play).to_have_text("Again", timeout=20_000)
    assert page.evaluate(MOVED) == "translate(100.0 0.0)"
    expect(page.locator(STATUS)).to_have_text("Shop. A3 Other. A3")
    page.wait_for_timeout(100)
    assert page.evaluate(MOVED) == "translate(100.0 0.0)"


@pytest.mark.parametrize(("wish", "walks"), [("no-preference", True), ("reduce", False)])
def test_somebody_walks_unasked_only_for_whoever_has_nothing_against_motion(
    page: Page, mount: Mount, wish: Any, walks: bool
) -> None:
    page.emulate_media(reduced_motion=wish)
    staged(mount, auto=True)
    page.wait_for_timeout(300)
    assert (page.evaluate(MOVED) is not None) == walks
    assert page.locator(".ec-stage-button").first.is_hidden() != walks
    expect(page.locator(STATUS)).to_have_text("")  # nobody is told what they did not ask for


def test_a_drawing_moves_from_one_state_to_the_next(page: Page, mount: Mount) -> None:
    page.emulate_media(reduced_motion="no-preference")
    widget = staged(mount)
    widget.show(data(x=80))
    place = "Number(document.querySelector('.room').getAttribute('x'))"
    assert page.evaluate(place) < 80
    page.wait_for_function(f"{place} === 80")
    page.emulate_media(reduced_motion="reduce")
    widget.show(data(x=20))
    assert page.evaluate(place) == 20


def test_the_same_screen_keeps_the_walker_and_another_one_begins_anew(mount: Mount) -> None:
    widget = staged(mount)
    widget.page.locator(".ec-stage-button").nth(1).click()
    widget.show(data(says="B"))
    expect(widget.page.locator(".ec-stage-said").first).to_have_text("B1")
    widget.show(data(name="two"))
    assert widget.page.evaluate(MOVED) is None


def test_words_are_text(mount: Mount) -> None:
    page = staged(mount, says="<b>x</b>").page
    page.locator(".ec-stage-button").nth(1).click()
    assert page.locator("b").count() == 0
    page.locator("summary").click()
    expect(page.locator("li").first).to_have_text("<b>x</b>1")


@pytest.mark.parametrize(
    ("one", "other", "part", "there"),
    [
        ("M0 0V10", "M0 10V20", 0.5, "M0 5V15"),
        ("1,2 -3.5", "3,2 0.5", 0.25, "1.5,2 -2.5"),
        ("M0 0V10", "M0 0H10", 0.5, None),
        ("1 2", "1 2 3", 0.5, None),
    ],
)
def test_numbers_move_and_letters_do_not(
    page: Page, one: str, other: str, part: float, there: str | None
) -> None:
    assert call(page, f"m.between('{one}', '{other}', {part})") == there

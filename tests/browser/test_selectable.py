"""Choosing a person of the hundred and a cell of the map: by thumb, by keyboard, by ear."""

from urllib.parse import urlencode

import pytest

from content import load_texts
from explainer.results.experiments.break_even import STEPS
from explainer.results.quantities import COST, CROSSING
from simulations import Scenario
from tests.browser.visits import asked, ready

ES = load_texts("es")
SMALL = {"shoppers": 400, "weeks": 26}
PERSON = ".ec-people [data-pick]"
CELL = ".ec-map [data-pick]"
HERE = "() => document.activeElement.dataset.pick"
SMALLEST = 24  # px, of WCAG 2.2


def opened(stroll, lang, width, **query):
    scenario = Scenario(SMALL).to_query()
    return stroll(f"/sim?{urlencode(scenario | query)}", lang=lang, width=width)


def stops(page, parts):
    """The parts of a drawing at which the tab key stops."""
    return page.locator(f'{parts}[tabindex="0"]').count()


def steady(page):
    """Mark the part that has focus; return how to ask whether it is the same one still."""
    page.evaluate("() => { window.held = document.activeElement; }")
    return lambda: page.evaluate("() => window.held === document.activeElement")


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_a_person_is_chosen_by_keyboard_and_stays_the_same_everywhere(stroll, axe, language):
    texts = load_texts(language)
    page = opened(stroll, language, 360, chapter="people")
    people = page.locator(PERSON)
    assert people.count() == 100
    boxes = people.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert all(min(box["width"], box["height"]) >= SMALLEST for box in boxes)
    assert stops(page, PERSON) == 1
    people.first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "End", "Home", "ArrowDown"):
        page.keyboard.press(key)
    assert stops(page, PERSON) == 1
    person = people.nth(10)
    number, name = person.get_attribute("data-pick"), person.get_attribute("aria-label")
    assert page.evaluate(HERE) == number
    same = steady(page)
    page.keyboard.press("Enter")
    page.wait_for_selector(".ec-life-name")
    ready(page)
    assert same(), "the answer of the server took the focus away"
    assert asked(page)["person"] == number
    assert person.get_attribute("aria-selected") == "true"
    assert page.locator('.ec-pick-place [role="status"]').inner_text().endswith(name)
    lived = page.locator(".ec-life-name").inner_text()
    first = name.partition(",")[0]
    assert first in lived
    page.get_by_role("button", name=texts("crowd.onward")).click()
    assert page.evaluate("document.activeElement.id") == "crowd-life"
    assert axe(page) == []
    page.get_by_role("link", name=texts("crowd.open")).click()
    page.wait_for_function("() => location.pathname.endsWith('/twins')")
    ready(page)
    assert asked(page)["person"] == number
    assert page.locator(".ec-life-name").inner_text() == lived


def test_a_life_is_opened_by_a_thumb_and_closed_and_back_opens_it_again(stroll):
    page = opened(stroll, "es", 360, chapter="people")
    people = page.locator(PERSON)
    people.nth(44).tap()
    page.wait_for_selector(".ec-life-name")
    ready(page)
    name = page.locator(".ec-life-name").inner_text()
    number = asked(page)["person"]
    assert people.nth(44).get_attribute("data-pick") == number
    page.get_by_role("button", name=ES("crowd.close")).click()
    page.wait_for_selector(".ec-life-name", state="detached")
    ready(page)
    assert asked(page)["person"] == "0"
    page.wait_for_function(f"() => document.activeElement.dataset.pick === '{number}'")
    page.go_back()
    page.wait_for_selector(".ec-life-name")
    assert page.locator(".ec-life-name").inner_text() == name
    width = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 360


def test_a_cell_of_the_map_sets_both_quantities_and_the_map_stays(stroll, axe, screenshot):
    page = opened(stroll, "es", 360, chapter="money")
    page.locator(".st-key-ask_map button").click()
    page.wait_for_selector(CELL)
    ready(page)
    cells = page.locator(CELL)
    assert cells.count() == STEPS**2
    box = cells.first.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    title = page.locator('[class*="ec_block_break_even"] .ec-finding').inner_text()
    page.locator('[data-pick="3-2"]').tap()
    ready(page)
    check_place(page, 3, 2, title)
    cell = page.locator('[data-pick="3-2"]')
    cell.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(HERE) == "4-3"
    page.keyboard.press("Space")
    ready(page)
    assert page.evaluate(HERE) == "4-3", "the answer of the server took the focus away"
    check_place(page, 4, 3, title)
    assert stops(page, CELL) == 1
    assert axe(page) == []
    screenshot(page, "map-chosen-360")
    page.go_back()
    ready(page)
    check_place(page, 3, 2, title)
    page.get_by_role("button", name=ES("controls.luck.other")).click()
    ready(page)
    page.wait_for_selector(".ec-stale", state="detached")
    assert asked(page)["seed"] == "2"
    assert cells.count() == STEPS**2
    assert stops(page, CELL) == 1


def check_place(page, row, column, title):
    """The scenario stands in a cell; the map is the one that was asked for."""
    found, _ = Scenario.from_query(asked(page))
    assert (CROSSING.shown(found), COST.shown(found)) == (20 * column, 10 * row)
    block = page.locator('[class*="ec_block_break_even"]')
    assert block.locator(".ec-finding").inner_text() == title
    assert block.locator(".ec-stale").count() == 0
    cell = page.locator(f'[data-pick="{row}-{column}"]')
    assert cell.get_attribute("aria-selected") == "true"
    assert cell.get_attribute("aria-label") in block.locator(".ec-sentence").inner_text()

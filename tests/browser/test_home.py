"""From landing to the first insight: one action, no chart library, by mouse or keyboard."""

import pytest

from content import LANGUAGES, load_texts
from tests.browser.visits import asked, go_to, ready, turn

MOST_ACTIONS = 3
ES = load_texts("es")


def top_of(page, selector):
    """Where an element begins, in pixels from the top of the window."""
    return page.locator(selector).evaluate("element => element.getBoundingClientRect().top")


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_a_visitor_gets_from_landing_to_the_reveal_in_few_actions(visit, axe, screenshot, language):
    texts = load_texts(language)
    page = visit("/", lang=language, width=360)
    assert page.get_by_role("button", name=texts("home.bet.buys")).is_visible()
    actions = 0
    page.get_by_role("button", name=texts("home.bet.leaves")).click()
    actions += 1
    page.wait_for_selector("#reveal")
    ready(page)
    assert actions <= MOST_ACTIONS
    assert page.evaluate("document.activeElement.id") == "reveal"
    page.wait_for_function("document.getElementById('reveal').getBoundingClientRect().top < 200")
    assert top_of(page, "#reveal") > -20
    for lane in ("a", "b"):
        assert page.locator(f".ec-moments-{lane} li").count() > 0
    assert page.locator(".ec-people svg").count() == 100
    assert asked(page) == {"lang": language, "v": "2", "bet": "leaves"}
    for scheme in ("light", "dark"):
        turn(page, scheme)
        assert axe(page) == []
        screenshot(page, f"reveal-{language}-360-{scheme}")
    assert not [url for url in visit.requests if "Plotly" in url]


def test_the_bet_is_placed_by_keyboard_and_survives_reload_language_and_back(visit):
    page = visit("/", lang="es")
    button = page.get_by_role("button", name=ES("home.bet.solved"))
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    assert button.evaluate("button => button.matches(':focus-visible')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reveal")
    ready(page)
    told = page.locator(".ec-board").inner_text()
    assert ES("home.tag.bet") in told
    page.reload()
    ready(page)
    assert page.locator(".ec-board").inner_text() == told
    page.get_by_role("link", name=LANGUAGES["pt"].name).click()
    ready(page)
    assert asked(page) == {"lang": "pt", "v": "2", "bet": "solved"}
    assert load_texts("pt")("home.tag.bet") in page.locator(".ec-board").inner_text()
    go_to(page, "simulator", load_texts("pt"))
    assert "bet" not in asked(page)
    page.go_back()
    page.wait_for_selector(".ec-board")
    ready(page)
    assert asked(page)["bet"] == "solved"


def test_a_walk_moves_on_demand_and_never_for_whoever_wants_less_motion(visit):
    page = visit("/?bet=unsure", lang="es")
    assert page.locator(".ec-play:visible").count() == 0  # the visits ask for less motion
    page.emulate_media(reduced_motion="no-preference")
    moving = "document.getAnimations().filter(a => a.effect.target?.matches('.ec-walker')).length"
    assert page.evaluate(moving) == 0
    # Counted with the click: on a busy machine the walk may be over before the next question.
    page.evaluate(f"addEventListener('click', () => (window.moved = {moving}))")
    page.locator(".ec-play:visible").first.click()
    assert page.evaluate("window.moved") > 0

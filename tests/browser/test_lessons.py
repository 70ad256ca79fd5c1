"""Every lesson taken to its end on a phone, by keyboard alone, in both languages."""

import pytest
from playwright.sync_api import Page

from content import LANGUAGES, load_texts
from content.lesson_plans import Plan, load_plans
from content.lessons import load_lesson
from explainer.view.shell import sitemap
from tests.browser.visits import ready

PATIENCE = 90_000  # milliseconds; a busy machine is slow, not wrong
MOST_TABS = 40
PHONE = 360
QUICK = ("seams", "omnichannel", "shared_stock")
"""Lessons with pieces, with a number to bet on, and with answers to bet on."""


def wait_for_step(page: Page, plan: Plan, number: int) -> None:
    """Wait until a step is on screen and its heading has the focus."""
    page.wait_for_selector(f'#step[data-screen="{plan.id}-{number}"]', timeout=PATIENCE)
    wait_for_the_end(page)


def wait_for_the_end(page: Page) -> None:
    """Wait until the run is over: until then the links are still those of the last screen."""
    page.wait_for_selector(
        "[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that matches has the focus, as a visitor without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement?.matches(wanted) ?? false", selector):
            return
    raise AssertionError(f"no Tab leads to {selector} on {page.url}")


def wait_for_address(page: Page, name: str, before: str) -> None:
    page.wait_for_function(
        "([name, before]) => new URL(location.href).searchParams.get(name) !== before",
        arg=[name, before],
        timeout=PATIENCE,
    )
    wait_for_the_end(page)


def choose(page: Page, group: str, parameter: str) -> None:
    """Take the answer on which the focus lands."""
    before = page.evaluate("(n) => new URL(location.href).searchParams.get(n)", parameter)
    tab_to(page, f".st-key-{group} input[type=radio]")
    page.keyboard.press("Space")
    wait_for_address(page, parameter, before)


def slide(page: Page, group: str, parameter: str) -> None:
    """Move a control by one step."""
    before = page.evaluate("(n) => new URL(location.href).searchParams.get(n)", parameter)
    tab_to(page, f".st-key-{group} [role=slider], .st-key-{group} input[type=range]")
    page.keyboard.press("ArrowLeft")
    wait_for_address(page, parameter, before)


def take(page: Page, plan: Plan, step: str) -> None:
    """Do what a step asks for."""
    if step == "bet" and plan.guess:
        slide(page, "ec_choice_bet", "bet")
    elif step == "bet":
        choose(page, "ec_choice_bet", "bet")
        choose(page, "ec_sure", "sure")
    elif step == "why":
        choose(page, "ec_choice_why", "why")
    elif step == "pieces":
        tab_to(page, ".st-key-ec_choice_piece input[type=radio]")
        page.keyboard.press("ArrowDown")
        wait_for_address(page, "piece", plan.capabilities[0])
    elif step == "try":
        slide(page, "ec_lesson_control", "value")
    elif step == "name":
        tab_to(page, ".ec-folds summary")
        page.keyboard.press("Enter")
        assert page.locator(".ec-folds details[open]").count() == 1
    elif step == "quiz":
        for question in plan.quiz:
            choose(page, f"ec_choice_q_{question}", f"q_{question}")
        page.wait_for_function(
            "(count) => document.querySelectorAll('.ec-reaction').length === count",
            arg=len(plan.quiz),
            timeout=PATIENCE,
        )


def fits(page: Page) -> bool:
    return bool(
        page.evaluate(
            """() => { const main = document.querySelector('[data-testid=stMain]');
                return main.scrollWidth <= main.clientWidth + 1; }"""
        )
    )


def take_to_the_end(page: Page, visit, language: str, names: tuple[str, ...]) -> None:
    """Take lessons one after the other, and open the simulator from the last."""
    for name in names:
        plan = load_plans()[name]
        page.goto(visit.address(f"/{sitemap.page_named(name).slug}", language))
        for number, step in enumerate(plan.steps, start=1):
            wait_for_step(page, plan, number)
            take(page, plan, step)
            assert fits(page), f"{name}: {step} is wider than the phone"
            if number < len(plan.steps):
                tab_to(page, ".ec-onward a.ec-button")
                page.keyboard.press("Enter")
        tab_to(page, ".ec-onward a.ec-button-quiet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sim?**", timeout=PATIENCE)


@pytest.mark.parametrize(("first", "language"), list(enumerate(sorted(LANGUAGES))))
def test_lessons_are_taken_to_their_end_by_keyboard_on_a_phone(visit, first, language):
    """One of each make, to be quick; every lesson in every language in the slow test."""
    names = QUICK[first :: len(LANGUAGES)]
    take_to_the_end(visit("/learn", lang=language, width=PHONE), visit, language, names)


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_lesson_is_taken_to_its_end_in_every_language(visit, language):
    page = visit("/learn", lang=language, width=PHONE)
    take_to_the_end(page, visit, language, sitemap.offered_lessons())


def test_back_reload_and_language_keep_step_bet_and_value(visit):
    plan = load_plans()["shared_stock"]
    page = visit("/stock?step=2", lang="es", width=PHONE)
    choose(page, "ec_choice_bet", "bet")
    choose(page, "ec_sure", "sure")
    tab_to(page, ".ec-onward a.ec-button")
    page.keyboard.press("Enter")
    wait_for_step(page, plan, 3)
    told = load_lesson("es", plan.id).text(f"bet.options.{plan.options[0]}")
    assert told in page.locator(".ec-bet").inner_text()

    page.go_back()
    wait_for_step(page, plan, 2)
    assert page.get_by_role("radio", name=told).is_checked()
    page.go_forward()
    wait_for_step(page, plan, 3)

    page.reload()
    wait_for_step(page, plan, 3)
    assert told in page.locator(".ec-bet").inner_text()

    page.get_by_role("link", name=LANGUAGES["pt"].name).press("Enter")
    page.wait_for_url("**lang=pt**", timeout=PATIENCE)
    ready(page)
    assert page.locator("#step").get_attribute("data-screen") == f"{plan.id}-3"
    translated = load_lesson("pt", plan.id).text(f"bet.options.{plan.options[0]}")
    assert translated in page.locator(".ec-bet").inner_text()

    dots = page.get_by_role("navigation", name=load_texts("pt")("lesson.dots"))
    assert dots.get_by_role("link").count() == len(plan.steps)
    dots.get_by_role("link").nth(4).press("Enter")
    wait_for_step(page, plan, 5)
    slide(page, "ec_lesson_control", "value")
    page.reload()
    wait_for_step(page, plan, 5)
    assert "value=40" in page.url
    assert f"bet={plan.options[0]}" in page.url


def test_the_way_on_is_legible_in_both_themes(visit, axe):
    """Rules for links in a text once took the colour of a button's words away."""
    last = len(load_plans()["shared_stock"].steps)
    page = visit("/stock?step=3&bet=leaves", lang="es", width=PHONE)
    for step, buttons in ((3, 1), (last, 3)):
        if step == last:
            page.goto(visit.address(f"/stock?step={step}&q_where=web", "es"))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(400)
            ready(page)
            found = page.locator(".ec-onward a.ec-button")
            assert found.count() == buttons
            for number in range(buttons):
                ink, ground = found.nth(number).evaluate(
                    "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
                )
                assert ink != ground
            assert axe(page) == []


def answer_all(page: Page, which: str) -> None:
    """Answer every question, and say how sure, with the first or the last choice."""
    groups = page.locator(".ec-questions fieldset")
    groups.nth(11).wait_for(timeout=PATIENCE)
    for number in range(groups.count()):
        getattr(groups.nth(number).locator("input"), which).check()


def test_the_six_questions_stay_in_this_browser(visit):
    texts = load_texts("es")
    page = visit("/six", lang="es", width=PHONE)
    before = len(visit.requests)
    answer_all(page, "first")
    page.get_by_role("button", name=texts("quiz.words.see")).click()
    assert page.get_by_text(texts("quiz.words.after"), exact=True).is_visible()
    page.reload()
    ready(page)
    assert page.get_by_text(texts("quiz.words.after"), exact=True).is_visible()
    answer_all(page, "last")
    page.get_by_role("button", name=texts("quiz.words.see")).click()
    assert page.get_by_text(texts("quiz.words.kept"), exact=True).is_visible()
    assert "entre-canales-questions" in page.evaluate("Object.keys(localStorage).join()")
    assert not [url for url in visit.requests[before:] if "together" in url or "answer" in url]
    page.get_by_role("button", name=texts("quiz.words.reset")).click()
    assert page.get_by_text(texts("quiz.words.before"), exact=True).is_visible()
    kept = page.evaluate("JSON.parse(localStorage.getItem('entre-canales-questions'))")
    assert kept["before"] == kept["after"] == {}

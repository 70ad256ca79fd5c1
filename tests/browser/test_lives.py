"""The replay as people use it: by mouse, by keyboard, by ear, on a phone, without motion."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from content import load_texts
from simulations import Scenario
from tests.browser.visits import asked, ready

ES = load_texts("es")
WORDS = ".ec-replay .ec-rwords"


def opened(stroll, lang="es", width=1280, **query):
    scenario = Scenario({"shoppers": 600}).to_query()
    page = stroll(f"/twins?{urlencode(scenario | query)}", lang=lang, width=width)
    page.wait_for_selector(".ec-replay")
    return page


def place(page):
    return page.locator(".ec-rplace").inner_text()


def words(page):
    return page.locator(WORDS).all_inner_texts()


def step_button(page, name, texts=ES):
    return page.get_by_role("button", name=texts(f"lives.player.{name}"))


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_the_first_fork_is_open_on_a_phone_and_on_a_desk_in_both_themes(
    stroll, axe, screenshot, language
):
    texts = load_texts(language)
    page = opened(stroll, language, width=360)
    replay = page.locator(".ec-replay")
    label = replay.get_attribute("aria-label")
    assert page.locator(".ec-life-name").inner_text().split()[0] in label
    assert page.get_by_text(texts("lives.invented")).first.is_visible()
    assert page.locator(".ec-runtil").inner_text()
    assert page.locator(".ec-rcard-a").is_visible()
    assert page.locator(".ec-rcard-b").is_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        ready(page)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(200)
            boxes = [page.locator(f".ec-rcard-{side}").bounding_box() for side in ("a", "b")]
            stacked = boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
            assert stacked == (width == 360)
            assert (
                page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
                <= width
            )
            if (width == 360) != (scheme == "dark"):
                continue  # the plain page is looked at in all four elsewhere
            why = page.locator(".ec-rcard-a .ec-rwhy")
            if why.get_attribute("open") is None:
                why.locator("summary").click()
            assert axe(page) == []
            screenshot(page, f"life-{language}-{width}-{scheme}")


def test_stepping_asks_nothing_of_the_server_and_the_link_keeps_the_moment(stroll):
    page = opened(stroll)
    sent = []
    page.on("websocket", lambda _: sent.append("opened"))
    runs = "document.querySelector('[data-testid=stApp]').dataset.testScriptState"
    first = place(page)
    told = words(page)
    page.evaluate(
        """() => {
            window.ranAgain = 0;
            new MutationObserver(() => window.ranAgain++).observe(
                document.querySelector('[data-testid=stApp]'),
                { attributes: true, attributeFilter: ['data-test-script-state'] });
        }"""
    )
    step_button(page, "next").click()
    assert place(page) != first
    second = words(page)
    assert second != told
    step_button(page, "previous").click()
    assert place(page) == first
    assert words(page) == told
    step_button(page, "next").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.ranAgain") == 0
    assert page.evaluate(runs) == "notRunning"
    assert sent == []
    here = place(page)
    moment = asked(page)["moment"]
    assert here.startswith(f"{moment} ")
    copied = page.locator("#state-link").input_value()
    assert dict(parse_qsl(urlsplit(copied).query))["moment"] == moment
    page.reload()
    ready(page)
    page.wait_for_selector(".ec-replay")
    assert place(page) == here
    assert words(page) == second


def test_keyboard_and_ear_are_enough_and_arrows_belong_to_the_replay_only(stroll):
    page = opened(stroll)
    check_ear(page)
    step_button(page, "previous").click()
    first = place(page)
    page.locator("h1").first.evaluate("e => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    assert place(page) == first, "without focus the arrows are the page's"
    page.locator(".ec-replay").focus()
    page.keyboard.press("ArrowRight")
    second = place(page)
    assert second != first
    page.keyboard.press("ArrowLeft")
    assert place(page) == first
    page.keyboard.press("Home")
    assert place(page).startswith("1 ")
    page.keyboard.press("End")
    total = place(page).split()[-1]
    assert place(page).startswith(f"{total} ")
    page.keyboard.press("Home")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "() => document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent"
            )
        )
    wanted = [ES("lives.player.scrub"), ES("lives.player.next"), ES("lives.player.fork")]
    assert [name for name in reached if name in wanted] == wanted
    page.locator(".ec-replay").focus()
    step_button(page, "fork").press("Enter")
    page.locator(".ec-rcard-a summary").press("Enter")
    assert page.locator(".ec-rcard-a .ec-rwhy dl").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(
        "() => document.querySelector('.ec-replay').contains(document.activeElement)"
    )


def check_ear(page):
    """A screen reader hears each moment as a sentence."""
    slider = page.get_by_role("slider", name=ES("lives.player.scrub"))
    step_button(page, "next").click()
    heard = page.locator(".ec-replay [role=status]").inner_text()
    for sentence in words(page):
        assert sentence in heard
    assert slider.get_attribute("aria-valuetext") == heard
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != heard
    page.keyboard.press("ArrowRight")
    hint = page.locator(".ec-replay").get_attribute("aria-describedby")
    assert page.locator(f"#{hint}").inner_text() == ES("lives.player.keys")


def test_the_story_is_listed_and_plays_on_demand_and_never_for_whoever_wants_less_motion(stroll):
    page = opened(stroll)
    check_list(page)
    assert not step_button(page, "play").is_visible()
    page.emulate_media(reduced_motion="no-preference")
    play = step_button(page, "play")
    assert play.is_visible()
    page.locator(".ec-replay").focus()
    page.keyboard.press("Home")
    before = place(page)
    page.wait_for_timeout(1500)
    assert place(page) == before
    page.get_by_label(ES("lives.player.speed")).select_option("fast")
    play.click()
    page.wait_for_function(f"() => document.querySelector('.ec-rplace').innerText !== {before!r}")
    step_button(page, "pause").click()
    stopped = place(page)
    page.wait_for_timeout(1300)
    assert place(page) == stopped
    check_one_need(page)


def check_one_need(page):
    """The replay can keep to one need."""
    page.get_by_label(ES("lives.player.span")).select_option("year")
    clock = page.locator(".ec-rclock").inner_text()
    page.get_by_label(ES("lives.player.span")).select_option("journey")
    page.locator(".ec-replay").focus()
    page.keyboard.press("Home")
    assert page.locator(".ec-rclock").inner_text() == clock
    page.keyboard.press("End")
    assert page.locator(".ec-rclock").inner_text() == clock
    assert step_button(page, "next").is_disabled()


def check_list(page):
    """The story is a list with the first fork open and the rest folded."""
    story = page.locator(".ec-life")
    assert story.locator("details.ec-life-fork[open]").count() == 1
    assert story.locator("details.ec-life-same[open]").count() == 0
    listed = story.locator("details[open] ol li strong").all_inner_texts()
    for sentence in words(page):
        assert sentence in [text.strip() for text in listed]


def check_search(page):
    """People are found in the crowd."""
    first = page.locator(".ec-life-name").inner_text()
    page.get_by_role("button", name=ES("lives.pick.next")).click()
    ready(page)
    page.wait_for_function(f"() => document.querySelector('.ec-life-name').innerText !== {first!r}")
    second = asked(page)["person"]
    page.get_by_role("button", name=ES("lives.pick.previous")).click()
    ready(page)
    page.wait_for_function(f"() => document.querySelector('.ec-life-name').innerText === {first!r}")
    assert asked(page)["person"] != second
    page.locator(".st-key-lives_filters summary").click()
    page.locator(".st-key-lives_who").get_by_text(ES("lives.filter.worse"), exact=True).click()
    ready(page)
    assert asked(page)["who"] == "worse"


def test_people_are_found_and_one_capability_is_tried_alone(stroll):
    page = opened(stroll)
    check_alone(page)
    check_search(page)


def check_alone(page):
    """One capability alone, and back again."""
    page.locator(".ec-rcard-a .ec-rwhy summary").click()
    name = page.locator(".ec-life-name").inner_text()
    button = step_button(page, "alone")
    for _ in range(40):
        if button.count():
            break
        step_button(page, "next").click()
    button.first.click()
    back = page.get_by_role("button", name=ES("lives.player.back"))
    back.wait_for()
    ready(page)
    assert asked(page)["alone"] != "none"
    assert page.locator(".ec-life-name").inner_text() == name
    capability = ES(f"terms.capability.{asked(page)['alone']}.name")
    assert capability in page.locator(".ec-life").inner_text()
    back.click()
    ready(page)
    assert asked(page)["alone"] == "none"


def test_equal_shops_have_one_lane(stroll):
    scenario = Scenario({"shoppers": 600}).with_preset("b", "multichannel").to_query()
    page = stroll(f"/twins?{urlencode(scenario)}", lang="pt", width=360)
    page.wait_for_selector(".ec-replay")
    texts = load_texts("pt")
    assert page.get_by_text(texts("lives.verdict.same")).is_visible()
    assert page.locator(".ec-rcard-both").count() == 1
    assert page.locator(".ec-rcard-a, .ec-rcard-b").count() == 0
    assert step_button(page, "fork", texts).is_disabled()

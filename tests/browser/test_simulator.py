"""The simulator in a browser: change something, take it along, come back to it."""

import json
import re
from urllib.parse import urlsplit

import pytest

from content import LANGUAGES, load_texts
from explainer.view.simulator.simulator_choices import SIMULATOR_CHOICES
from simulations import Scenario
from tests.browser.strolls import DESK
from tests.browser.visits import asked, go_to, ready

ES, PT = load_texts("es"), load_texts("pt")


def numbers(page):
    """What the page says: its result, every sentence and every table."""
    told = page.locator("#result, .ec-sentence, .st-key-ec_tiles p").all_text_contents()
    return told + page.locator(".ec-table").all_text_contents()


def field(page, control, texts=ES):
    label = texts(f"controls.{control}.label")
    return page.get_by_role("textbox", name=texts("controls.exactly", label=label), exact=True)


def test_another_luck_repeat_and_back(stroll):
    page = stroll("/sim", lang="es", width=DESK)
    first = numbers(page)
    page.get_by_role("button", name=ES("controls.luck.other")).click()
    ready(page)
    assert asked(page)["seed"] == "2"
    assert numbers(page) != first
    page.get_by_role("button", name=ES("controls.luck.repeat")).click()
    ready(page)
    assert ES("controls.luck.same") in page.inner_text("body")
    page.go_back()
    ready(page)
    assert "seed" not in asked(page)  # what is the default is left out
    assert numbers(page) == first


def test_a_reload_and_a_copied_link_restore_the_exact_numbers(visit):
    page = visit("/sim?chapter=people", lang="es")
    page.get_by_role("radio", name=ES("terms.strategy.cross_channel.name")).last.click()
    ready(page)
    page.get_by_role("button", name=ES("controls.luck.other")).click()
    ready(page)
    shown, address = numbers(page), page.url
    page.reload()
    ready(page)
    assert page.url == address
    assert numbers(page) == shown
    copied = page.get_by_label(ES("simulator.link.label"))
    copied.focus()
    assert page.evaluate("getSelection().toString()") or copied.evaluate(
        "field => field.selectionEnd - field.selectionStart === field.value.length"
    )
    link = urlsplit(copied.input_value())
    page.goto(visit.address(f"{link.path}?{link.query}"))
    ready(page)
    assert numbers(page) == shown


def test_the_language_changes_and_nothing_else(stroll):
    page = stroll("/sim?chapter=runs", lang="es", width=DESK)
    field(page, "crossing").fill("20")
    field(page, "crossing").press("Enter")
    ready(page)
    page.get_by_role("button", name=ES("controls.luck.other")).click()
    ready(page)
    before = asked(page)
    page.get_by_role("link", name=LANGUAGES["pt"].name).click()
    ready(page)
    assert asked(page) == before | {"lang": "pt"}
    assert page.evaluate("document.documentElement.lang") == "pt-BR"
    assert field(page, "crossing", PT).input_value() == "20"
    go_to(page, "omnichannel", PT)
    kept = {name: value for name, value in before.items() if name not in SIMULATOR_CHOICES}
    assert asked(page).items() >= (kept | {"lang": "pt"}).items()
    go_to(page, "simulator", PT)
    assert field(page, "crossing", PT).input_value() == "20"


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_a_hostile_link_is_corrected_in_words(visit, axe, screenshot, language):
    hostile = (
        "/sim?v=1&seed=%3Cscript%3Ealert(1)%3C%2Fscript%3E&shoppers=1e308&weeks=NaN"
        "&b=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E&world=-1&%3Cb%3E=1"
    )
    page = visit(hostile, lang=language, width=360)
    texts = load_texts(language)
    told = page.get_by_role("status")
    assert "1.2.0" in told.first.inner_text()  # the version of the model that made the link
    report = told.filter(has_text=texts("problems.heading")).first.inner_text()
    for name in ("seed", "shoppers", "weeks"):
        assert texts(f"fields.{name}") in report
    body = page.inner_text("body")
    assert "Traceback" not in body
    assert "Error" not in body
    assert page.locator("#result").count() == 1
    assert page.locator("img[src=x]").count() == 0
    assert axe(page) == []
    screenshot(page, f"hostile-{language}")


def test_a_link_that_asks_for_too_many_people_says_what_it_did(stroll):
    query = "&".join(f"{k}={v}" for k, v in Scenario({"shoppers": 999_999}).to_query().items())
    page = stroll(f"/sim?{query}&chapter=runs", lang="es", width=DESK)
    report = page.get_by_role("status").first.inner_text()
    assert ES("fields.shoppers") in report
    assert "50,000" in report
    assert asked(page)["shoppers"] == "50000"


def test_the_data_of_a_chart_open_by_keyboard_and_can_be_saved(stroll, axe):
    page = stroll("/sim?chapter=people", lang="pt")
    opener = page.locator(".st-key-ec_block_kinds summary").first  # then how to cite it
    opener.focus()
    opener.press("Enter")
    page.locator(".st-key-ec_block_kinds .ec-table").wait_for()
    with page.expect_download() as saved:
        page.locator(".st-key-ec_block_kinds button", has_text=PT("blocks.csv")).click()
    text = saved.value.path().read_text(encoding="utf-8-sig")
    assert re.match(r"kind;share\r?\n", text)
    for summary in page.locator("summary").all():
        summary.click()
    ready(page)
    assert axe(page) == []


@pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
def test_the_first_screen_of_a_phone_shows_sentence_difference_and_chart(stroll, language):
    page = stroll("/sim", lang=language, width=360, height=800)
    for part in ("#result", ".st-key-ec_tiles", ".st-key-ec_told .js-plotly-plot"):
        box = page.locator(part).first.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800, part


def test_the_first_screen_of_a_desk_shows_shops_dials_and_result(stroll):
    page = stroll("/sim", lang="es", width=1280, height=800)
    parts = ["#result", ".st-key-ec_tiles", ".st-key-ec_side_a", ".st-key-ec_side_b"]
    parts += [f'[data-dial="{name}"]' for name in ("crossing", "integration", "patience", "cost")]
    for part in parts:
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 800, part
    assert page.locator(".st-key-ec_told .js-plotly-plot").bounding_box()["y"] < 600


def test_a_thumb_on_a_chart_scrolls_the_page(stroll):
    page = stroll("/sim", lang="es", width=360, height=800)
    chart = page.locator(".st-key-ec_told .js-plotly-plot").bounding_box()
    where = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(where) == 0
    x, y = 180, chart["y"] + chart["height"] / 2
    finger = page.context.new_cdp_session(page)
    press = {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    finger.send("Input.dispatchTouchEvent", press)
    for step in range(1, 21):
        point = {"x": x, "y": y - 12 * step}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"() => {where} > 150")


def test_what_changes_is_styled_and_not_all_of_the_page_with_each_change(stroll, chromium):
    """While the page was drawn in fifty changes, one rule had each of them style all of it anew."""
    stroll("/sim", lang="es")
    page = stroll("/words", lang="es")
    categories = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
    chromium.start_tracing(page=page, categories=categories)
    stroll("/sim", lang="es")
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    styled = [
        event["args"]["elementCount"]
        for event in events
        if event["name"] == "UpdateLayoutTree" and "elementCount" in event["args"]
    ]
    there = page.evaluate("document.querySelectorAll('*').length")
    assert len(styled) > 5
    assert sum(styled) < 6 * there  # 1.7 of them; with that rule, 22

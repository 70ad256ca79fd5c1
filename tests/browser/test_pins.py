"""Pinned runs in a browser: pin, name, compare, take along, come back, in both languages."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from content import load_texts
from explainer.view.simulator.saved.pinned_runs import LONGEST_NAME, Pin, read, write
from simulations import Scenario
from tests.browser.visits import asked, ready, turn

ES, PT = load_texts("es"), load_texts("pt")
HOSTILE = '<img src=x onerror="alert(1)"> ñ'
BASE = Scenario({"shoppers": 400})


def pinned(page):
    return read(asked(page)["pins"])[0]


def opened(stroll, lang="es", width=1280, scenario=BASE, **query):
    query = scenario.to_query() | {"chapter": "runs"} | query
    return stroll(f"/sim?{urlencode(query)}", lang=lang, width=width)


def pin(page, name="", texts=ES):
    if name:
        page.get_by_label(texts("pins.new")).fill(name)
    page.get_by_role("button", name=texts("pins.pin")).click()
    ready(page)


def press(page, key, number, texts=ES):
    page.get_by_role("button", name=texts(f"pins.{key}", number=str(number)), exact=True).click()
    ready(page)


def another_luck(page, texts=ES):
    page.get_by_role("button", name=texts("controls.luck.other")).click()
    ready(page)


def table(page):
    return page.locator(".st-key-data_pins .ec-table").text_content()


def test_two_runs_are_pinned_compared_reloaded_and_copied_to_the_other_language(stroll, visit):
    page = opened(stroll)
    pin(page)
    assert ES("terms.strategy.omnichannel.name") in pinned(page)[0].name
    assert page.locator(".st-key-ec_block_pins").count() == 0  # nothing to compare it with
    another_luck(page)
    pin(page, HOSTILE)
    assert ES("pins.pinned", name=HOSTILE) in page.get_by_role("status").all_inner_texts()
    assert [one.name for one in pinned(page)][1] == HOSTILE
    assert [one.scenario.seed for one in pinned(page)] == [1, 2]
    assert ES("pins.already", name=HOSTILE) in page.inner_text("body")
    assert page.locator(".st-key-ec_block_pins h3").is_visible()
    shown, before = table(page), asked(page)
    assert HOSTILE in shown
    assert page.locator(".st-key-ec_block_pins [data-testid=stPlotlyChart]").is_visible()
    page.reload()
    ready(page)
    assert asked(page) == before
    assert table(page) == shown
    copied = urlsplit(page.get_by_label(ES("simulator.link.label")).input_value())
    query = dict(parse_qsl(copied.query)) | {"lang": "pt"}
    other = visit(f"{copied.path}?{urlencode(query)}")
    field = other.get_by_label(PT("pins.name", number="2"))
    assert field.input_value() == HOSTILE
    assert HOSTILE in table(other)
    assert pinned(other) == pinned(page)


def test_a_run_is_renamed_gone_back_to_and_removed(stroll):
    pins = [Pin("one", BASE.with_values({"seed": 11})), Pin("two", BASE.with_values({"weeks": 20}))]
    page = opened(stroll, pins=write(pins))
    field = page.get_by_label(ES("pins.name", number="2"))
    field.fill("  a\tbetter name ")
    field.press("Enter")
    ready(page)
    assert [one.name for one in pinned(page)] == ["one", "a better name"]
    field.fill("")
    field.press("Tab")
    ready(page)
    assert field.input_value() == "a better name"
    press(page, "back", 1)
    assert asked(page)["seed"] == "11"
    assert ES("pins.returned", name="one") in page.get_by_role("status").all_inner_texts()
    assert [one.name for one in pinned(page)] == ["one", "a better name"]
    press(page, "remove", 1)
    assert [one.name for one in pinned(page)] == ["a better name"]
    assert page.get_by_label(ES("pins.name", number="1")).input_value() == "a better name"
    page.go_back()
    ready(page)
    assert [one.name for one in pinned(page)] == ["one", "a better name"]


@pytest.mark.slow  # `tests/pages/test_pins.py` and `tests.view.test_pinned_runs.py` hold it
def test_the_fifth_is_refused_in_words_and_the_address_stays_short(stroll):
    page = opened(stroll)
    for number in range(4):
        pin(page, f"{number}".ljust(LONGEST_NAME, "x") if number else "")
        another_luck(page)
    assert len(pinned(page)) == 4
    assert [len(one.name) for one in pinned(page)][1:] == [LONGEST_NAME] * 3
    assert ES("pins.full") in page.inner_text("body")
    assert page.get_by_role("button", name=ES("pins.pin")).count() == 0
    assert len(page.url) < 3_000


def test_the_outcome_of_the_chart_is_chosen_by_keyboard_and_kept(stroll):
    pins = [Pin("one", BASE.with_values({"seed": 11}))]
    page = opened(stroll, pins=write(pins))
    first = page.locator(".st-key-ec_block_pins h3").inner_text()
    choice = page.locator(".st-key-pins_compared").get_by_role("radio")
    choice.first.focus()
    choice.first.press("ArrowRight")
    if asked(page)["compared"] == "frustration_index":
        page.keyboard.press("Space")
    ready(page)
    assert asked(page)["compared"] == "conversion_rate"
    title = page.locator(".st-key-ec_block_pins h3").inner_text()
    assert title != first
    page.reload()
    ready(page)
    assert page.locator(".st-key-ec_block_pins h3").inner_text() == title


def test_a_link_with_a_bad_run_keeps_the_good_one_and_names_the_other(stroll):
    good = write([Pin("good", BASE.with_values({"seed": 5}))])
    page = opened(stroll, pins=good[:-4])
    assert ES("fields.pins") in page.locator(".ec-problems").inner_text()
    assert asked(page)["pins"] == "none"


@pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
def test_the_panel_is_accessible_and_fits_a_phone_in_both_themes(stroll, axe, screenshot, language):
    pins = [
        Pin("W" * LONGEST_NAME, BASE.with_values({"seed": 11})),
        Pin("Chile", BASE.with_country("es-CL")),
    ]
    page = opened(stroll, language, 360, pins=write(pins), compared="profit")
    texts = load_texts(language)
    assert texts.plural("pins.compare.currency", 1, currency="MXN") in page.inner_text("body")
    page.locator(".st-key-data_pins summary").click()
    ready(page)
    for scheme in ("light", "dark"):
        turn(page, scheme)
        assert axe(page) == []
        wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 360
        small = page.evaluate(
            """() => [...document.querySelectorAll('.st-key-ec_pins :is(button, input)')]
                .filter((one) => one.getBoundingClientRect().height < 44)
                .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert small == []
        screenshot(page, f"pins-{language}-360-{scheme}")

"""The dials under a quick hand: no step is lost, no answer moves them back."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from content import load_texts
from explainer.view.shell import links
from simulations import Scenario
from tests.browser.line import Line
from tests.browser.strolls import DESK
from tests.browser.visits import Visits, ready

ES, PT = load_texts("es"), load_texts("pt")
SIMULATOR = "/sim?chapter=runs"
"""The chapter with the fewest charts, none of which a dial hangs on."""
SHARE = "population.crossing_share"


def slider(page, control, texts=ES):
    return page.get_by_role("slider", name=texts(f"controls.{control}.label"), exact=True)


def field(page, control, texts=ES):
    label = texts(f"controls.{control}.label")
    return page.get_by_role("textbox", name=texts("controls.exactly", label=label), exact=True)


def state(page):
    return links.read(dict(parse_qsl(urlsplit(page.url).query)))[0]


def said(page):
    return page.locator("#result, .st-key-ec_tiles, .st-key-ec_told .ec-sentence").all_inner_texts()


def test_quick_arrows_count_each(stroll):
    presses = 23
    page = stroll(SIMULATOR, lang="es", width=DESK)
    before = round(100 * Scenario().get(SHARE))
    handle = slider(page, "crossing")
    handle.focus()
    for _ in range(presses):
        page.keyboard.press("ArrowLeft", delay=0)
    ready(page)
    wanted = before - presses
    assert handle.input_value() == str(wanted)
    assert field(page, "crossing").input_value() == str(wanted)
    assert state(page) == Scenario({SHARE: wanted / 100})
    assert ES.plural("controls.crossing.words", wanted, per="100") in page.inner_text("body")


def test_a_wild_drag_ends_where_the_hand_ended_and_is_one_step_back(visit):
    page = visit(SIMULATOR, lang="es")
    first, shown = state(page), said(page)
    handle = slider(page, "patience")
    box = handle.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for step in range(25):
        page.mouse.move(box["x"] + box["width"] * (0.1 + 0.8 * ((step * 7) % 25) / 25), middle)
    page.mouse.move(box["x"] + box["width"] * 0.25, middle)
    last = handle.input_value()
    page.mouse.up()
    ready(page)
    assert handle.input_value() == last
    assert field(page, "patience").input_value() == last
    assert state(page) == Scenario({"population.patience": int(last) / 100})
    assert said(page) != shown
    page.go_back()
    ready(page)
    assert state(page) == first
    assert said(page) == shown
    page.go_forward()
    ready(page)
    assert handle.input_value() == last
    moved = said(page)
    page.reload()
    ready(page)
    assert said(page) == moved


def test_two_dials_in_a_hurry_keep_both(stroll):
    page = stroll(SIMULATOR, lang="pt", width=DESK)
    start = state_of_language = Scenario().with_country("pt-BR")
    slider(page, "patience", PT).focus()
    page.keyboard.press("Home")
    slider(page, "crossing", PT).focus()
    page.keyboard.press("End")
    slider(page, "cost", PT).focus()
    page.keyboard.press("ArrowRight")
    ready(page)
    cost = round(start.get("b.one_off_cost") * 1000) + 1
    wanted = {"population.patience": 0.0, SHARE: 1.0, "b.one_off_cost": cost / 1000}
    assert state(page) == state_of_language.with_values(wanted)


@pytest.mark.parametrize(
    ("language", "typed", "shown", "share"),
    [("pt", "33,5", "33,5", 0.335), ("es", "33.5", "33.5", 0.335)],
)
def test_numbers_are_typed_as_the_country_writes_them(stroll, language, typed, shown, share):
    texts = load_texts(language)
    page = stroll(SIMULATOR, lang=language, width=DESK)
    number = field(page, "crossing", texts)
    number.fill(typed)
    number.press("Enter")
    ready(page)
    assert number.input_value() == shown
    assert state(page).get(SHARE) == pytest.approx(share)


def test_what_is_not_legal_is_refused_with_name_and_range_and_loses_nothing(stroll, axe):
    page = stroll(SIMULATOR, lang="es")
    kept = state(page)
    number = field(page, "patience")
    before = number.input_value()
    alert = page.locator(".ec-dial .ec-problem:visible")
    for typed, better in (("150", "60"), ("<b>x</b>", "70")):
        number.fill(typed)
        number.press("Tab")
        ready(page)
        assert ES("controls.patience.label") in alert.inner_text()
        assert ES("formats.interval", low="0", high="100") in alert.inner_text()
        assert number.input_value() == before
        assert state(page) == kept
        assert axe(page) == []
        number.fill(better)
        number.press("Enter")
        ready(page)
        assert alert.count() == 0
        before, kept = number.input_value(), state(page)
        assert before == better


def test_a_changed_shop_says_what_it_comes_from_and_goes_back_one_by_one(stroll):
    page = stroll(
        f"{SIMULATOR}&b.data_error=0.3&b.capabilities.shared_stock=0.5", lang="es", width=DESK
    )
    name = ES("terms.strategy.omnichannel.name")
    line = ES.plural("changes.based", 2, name=name)
    page.locator(".st-key-ec_side_b summary", has_text=line).click()
    undo = ES("changes.undo_one", field=ES("fields.data_error"))
    page.get_by_role("button", name=undo).click()
    ready(page)
    assert state(page) == Scenario({"b.capabilities.shared_stock": 0.5})
    assert ES.plural("changes.based", 1, name=name) in page.inner_text("body")
    page.get_by_role("button", name=ES("changes.all"), exact=True).click()
    ready(page)
    assert state(page) == Scenario()
    assert not re.search(r"con \d+ cambio", page.inner_text(".st-key-ec_sides"))


@pytest.mark.parametrize(
    "group",
    ["friction", *(pytest.param(one, marks=pytest.mark.slow) for one in ("pieces", "costs"))],
)
def test_every_group_of_settings_is_complete_and_accessible(stroll, axe, group):
    page = stroll(f"{SIMULATOR}&settings={group}", lang="pt")
    for fold in page.locator(".ec-dials-fold > summary").all():
        fold.click()
    mark = page.locator(".st-key-ec_settings .ec-dial-mark:visible")
    if mark.count():
        mark.first.click()
        assert page.locator(".ec-dial-card:visible").count() == 1
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.slow  # waits for a line to come back, which takes its time
def test_what_was_set_while_the_line_was_cut_is_not_lost(server, chromium):
    """The page would otherwise show a dial that its numbers know nothing of."""
    with Line(server.url) as line:
        visits = Visits(line.url, chromium)
        page = visits("/sim", lang="es")
        before = page.locator(".st-key-ec_tiles").first.inner_text()
        line.cut()
        page.get_by_text(ES("line.lost")).wait_for()
        for control in ("patience", "crossing"):
            slider(page, control).evaluate(
                """(one) => {
                    one.value = one.max;
                    for (const name of ['input', 'change']) one.dispatchEvent(new Event(name));
                }"""
            )
        line.mend()
        page.wait_for_function(
            "(before) => document.querySelector('.st-key-ec_tiles').innerText !== before",
            arg=before,
        )
        ready(page)
        assert slider(page, "patience").input_value() == "100"
        assert state(page) == Scenario({"population.patience": 1.0, SHARE: 1.0})
        shown, address = said(page), page.url
        again = visits(address.removeprefix(line.url))
        assert said(again) == shown
        visits.close()
        assert visits.failures == []

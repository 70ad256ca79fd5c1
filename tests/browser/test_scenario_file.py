"""Files in a browser: taken along, brought back, dropped, refused in words, by keyboard too."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from content import load_texts
from explainer.view.shell import links
from explainer.view.simulator.saved.pinned_runs import Pin, read, write
from explainer.view.simulator.saved.scenario_file_reading import LIMIT, pins_json, scenario_json
from simulations import KNOBS, Scenario
from tests.browser.visits import asked, ready, turn

ES, PT = load_texts("es"), load_texts("pt")
BASE = Scenario({"shoppers": 400})
OTHER = BASE.with_values({"seed": 77, "population.patience": 0.123456789, "b.data_error": 0.2})


def scenario_of(page):
    return links.read(asked(page))


def opened(stroll, lang="es", width=1280, **query):
    return stroll(
        f"/sim?{urlencode(BASE.to_query() | {'chapter': 'runs'} | query)}", lang=lang, width=width
    )


def field(page, texts=ES):
    return page.get_by_label(texts("files.open"))


def hand(page, name, content, texts=ES):
    raw = content if isinstance(content, bytes) else content.encode()
    field(page, texts).set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": raw}
    )
    ready(page)


def loaded(page):
    return page.locator(".ec-loaded").inner_text()


def refused(page):
    return page.locator(".ec-problems").inner_text()


def save(page, label):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_file_made_in_spanish_brings_the_exact_state_back_in_portuguese(stroll):
    query = OTHER.to_query()
    page = opened(stroll, **query)
    name, raw = save(page, ES("files.save_scenario"))
    assert name == "multichannel-omnichannel-es-MX-77.json"
    assert raw == scenario_json(OTHER)
    other = opened(stroll, "pt")
    assert scenario_of(other) == (BASE, ())
    hand(other, name, raw, PT)
    assert name in loaded(other)
    assert scenario_of(other) == (OTHER, ())
    assert other.locator(".ec-problems").count() == 0
    hand(other, name, raw, PT)  # the same file once more
    assert scenario_of(other) == (OTHER, ())
    assert name in loaded(other)


@pytest.mark.slow  # the way of a file is held above, pins in files by `tests/pages/test_pins.py`
def test_pinned_runs_go_out_and_come_back_in(stroll):
    pins = [Pin("una ñ", OTHER), Pin("dos", BASE.with_values({"weeks": 9}))]
    page = opened(stroll, pins=write(pins))
    name, raw = save(page, ES("files.save_pins"))
    assert (name, raw) == ("pins-2.json", pins_json(pins))
    other = opened(stroll, "pt", pins=write([Pin("same", OTHER)]))
    hand(other, name, raw, PT)
    found = read(asked(other)["pins"])[0]
    assert [pin.name for pin in found] == ["same", "dos"]  # what is there already stays as it is
    assert PT.plural("files.loaded_pins", 1, file=name) in loaded(other)
    assert scenario_of(other) == (BASE, ())


@pytest.mark.slow  # each of it is read and told in `tests/view/test_scenario_file.py`
def test_a_partial_file_a_large_crowd_and_a_whole_result_say_what_was_done(stroll):
    page = opened(stroll)
    hand(page, "part.json", '{"seed": 3, "shoppers": 900000}')
    told = loaded(page)
    assert ES.plural("files.absent", len(KNOBS) - 2) in told
    assert ES("fields.shoppers") in told
    assert asked(page)["seed"] == "3"
    result = {"model": "0.9", "scenario": OTHER.to_dict(), "weekly": [[1.5] * 9] * 9}
    hand(page, "result.json", json.dumps(result))
    assert "0.9" in loaded(page)
    assert scenario_of(page) == (OTHER, ())


def test_every_fault_is_named_and_nothing_is_lost(stroll, axe):
    pins = write([Pin("kept", OTHER)])
    page = opened(stroll, pins=pins)
    before = asked(page)
    bad = BASE.to_dict() | {"shoppers": -1, "weeks": "many", "country": "xx"}
    cases = {
        "bad.json": (json.dumps(bad), [ES("fields.shoppers"), ES("fields.weeks"), "«xx»", "«-1»"]),
        "name.json": (json.dumps(BASE.to_dict() | {"<b>": 1}), ["<b>"]),
        "old.json": (json.dumps(BASE.to_dict() | {"version": 9}), ["«9»"]),
        "<img src=x onerror=alert(1)>.json": ("<html>", ["<img src=x onerror=alert(1)>", "<html>"]),
        "photo.json": (bytes(range(256)) * 40, [ES("files.fault.malformed", given="")[:20]]),
        "empty.json": ("", [ES("files.fault.malformed", given="")[:20]]),
        "large.json": (
            b" " * (LIMIT + 1),
            [ES("files.fault.too_large", megabytes="2")],
        ),
    }
    for name, (content, expected) in cases.items():
        hand(page, name, content)
        told = refused(page)
        assert page.locator(".ec-problems").get_attribute("role") == "alert"
        for words in (name, *expected):
            assert words in told
        assert asked(page) == before
        assert page.locator(".ec-problems :is(img, b)").count() == 0
    assert axe(page) == []
    hand(page, "good.json", scenario_json(OTHER))
    assert page.locator(".ec-problems").count() == 0
    assert scenario_of(page) == (OTHER, ())


def test_what_is_too_large_is_not_even_sent(stroll):
    page = opened(stroll)
    page.evaluate(
        """() => {
            const send = WebSocket.prototype.send;
            window.sentBytes = 0;
            WebSocket.prototype.send = function (data) {
                window.sentBytes += data.byteLength ?? data.length;
                return send.call(this, data);
            };
        }"""
    )
    hand(page, "large.json", b" " * (LIMIT + 1))
    assert "large.json" in refused(page)
    assert page.evaluate("window.sentBytes") < LIMIT / 10
    page.close()  # what it sends is counted


def test_a_file_is_dropped_and_several_are_not(stroll):
    page = opened(stroll)
    drop = """(zone, files) => {
        const transfer = new DataTransfer();
        for (const [name, text] of files) transfer.items.add(new File([text], name));
        for (const type of ["dragover", "drop"]) {
            zone.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true }));
        }
    }"""
    zone = page.locator(".ec-file-zone")
    zone.evaluate(drop, [["dropped.json", scenario_json(OTHER).decode()]])
    ready(page)
    assert "dropped.json" in loaded(page)
    assert scenario_of(page) == (OTHER, ())
    zone.evaluate(drop, [["a.json", "{}"], ["b.json", "{}"]])
    ready(page)
    assert ES("files.fault.several") in refused(page)
    assert scenario_of(page) == (OTHER, ())


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_the_field_is_reached_and_opened_by_keyboard_and_has_a_name(
    stroll, axe, screenshot, language
):
    texts = load_texts(language)
    page = opened(stroll, language, width=360)
    page.get_by_role("button", name=texts("files.save_scenario")).focus()
    page.keyboard.press("Tab")
    assert field(page, texts).evaluate("one => one === document.activeElement")
    described = field(page, texts).get_attribute("aria-describedby")
    assert page.locator(f"[id='{described}']").inner_text() == texts("files.hint", megabytes="2")
    ring = page.locator(".ec-file-zone").evaluate("zone => getComputedStyle(zone).outlineStyle")
    assert ring == "solid"
    with page.expect_file_chooser() as waiting:
        # A key goes to the page by another way than the order to hand the window for files to
        # the test. A key that came first would open the browser's own, so an answer is waited for.
        page.evaluate("() => true")
        page.keyboard.press("Enter")
    waiting.value.set_files({"name": "x.json", "mimeType": "", "buffer": scenario_json(OTHER)})
    ready(page)
    assert "x.json" in loaded(page)
    assert field(page, texts).evaluate("one => one === document.activeElement")
    for scheme in ("light", "dark"):
        turn(page, scheme)
        assert axe(page) == []
        wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 360
        screenshot(page, f"file-{language}-360-{scheme}")

"""The panel of pinned runs in memory: what each control does to the state and to the address."""

import pytest

from content import load_texts
from explainer.view.simulator.saved.pinned_runs import Pin, read, write
from explainer.view.simulator.saved.scenario_file import load
from explainer.view.widgets.files.file_input import Upload
from simulations import Scenario
from tests.view.test_pinned_runs import line, packed

ES = load_texts("es")
BASE = Scenario({"shoppers": 60, "weeks": 8})


@pytest.fixture
def runs(site):
    """Open the chapter of runs with some of them pinned."""

    def visit(*pins, **query):
        asked = {"lang": "es", "chapter": "runs", "pins": write(pins)} | query
        page = site("simulator", lang="es").go(**BASE.to_query(), **asked)  # as a link moves there
        assert not page.exception
        return page

    return visit


def pinned(page):
    return read(page.query("pins"))[0]


def click(page, key):
    next(button for button in page.button if button.key.startswith(key)).click().run()
    assert not page.exception


def luck(number):
    return BASE.with_values({"seed": number})


def test_a_run_is_pinned_under_the_name_that_was_typed_or_the_suggested_one(runs):
    page = runs()
    page.text_input(key="pin_new").input("  mine <b>")
    click(page, "FormSubmitter:pin_form")
    assert pinned(page) == (Pin("mine <b>", BASE),)
    assert page.text_input(key="pin_name_0").value == "mine <b>"
    page.go(**page.asked | {"seed": "9"})
    click(page, "FormSubmitter:pin_form")
    assert [pin.scenario for pin in pinned(page)] == [BASE, luck(9)]
    assert ES("terms.strategy.omnichannel.name") in pinned(page)[1].name


def pin_fields(page):
    """Return the keys of the fields that are about pins; the chapter has one for people too."""
    return [one.key for one in page.text_input if one.key.startswith("pin_")]


def test_what_is_pinned_already_or_has_no_room_cannot_be_pinned(runs):
    page = runs(Pin("same", BASE))
    assert ES("pins.already", name="same") in page.words
    assert pin_fields(page) == ["pin_name_0"]
    page = runs(*(Pin(str(number), luck(number)) for number in range(2, 6)))
    assert ES("pins.full") in page.words
    assert len(pin_fields(page)) == 4


def test_rename_back_and_remove_say_what_they_did(runs):
    page = runs(Pin("one", luck(5)), Pin("two", luck(6)))
    page.text_input(key="pin_name_0").input("uno").run()
    assert ES("pins.renamed", before="one", name="uno") in page.words
    click(page, "pin_back_1")
    assert page.scenario == luck(6)
    assert ES("pins.returned", name="two") in page.words
    click(page, "pin_remove_0")
    assert pinned(page) == (Pin("two", luck(6)),)
    assert ES("pins.removed", name="uno") in page.words
    assert page.text_input(key="pin_name_0").value == "two"


def test_the_chart_tells_the_outcome_of_the_address_with_the_run_on_screen(runs):
    page = runs(Pin("one", luck(5)), compared="profit")
    assert "1. one" in page.words
    assert ES("pins.compare.now") in page.words
    titles = (
        ES(f"pins.compare.profit.{kind}", **counts, total="2")
        for kind, counts in (
            ("none", {}),
            *(("less", {"less": count}) for count in "12"),
            *(("more", {"more": count}) for count in "12"),
            ("less_more", {"less": "1", "more": "1"}),
        )
    )
    assert any(title in page.words for title in titles)
    assert page.query("compared") == "profit"


def test_a_bad_run_of_a_link_is_reported_and_the_good_one_kept(runs):
    page = runs(pins=packed(line("good", seed="4"), line("bad", weeks="-5")))
    assert [pin.name for pin in pinned(page)] == ["good"]
    assert "bad" in page.words
    assert ES("fields.weeks") in page.words


def test_taking_files_in_never_loses_what_is_there(monkeypatch):
    """Callbacks of the component, which this harness cannot press."""
    memory = {"kept": [], "pins": ()}
    monkeypatch.setattr("explainer.view.shell.state.set_scenario", memory["kept"].append)
    monkeypatch.setattr("explainer.view.shell.state.scenario", lambda: BASE)
    monkeypatch.setattr("explainer.view.simulator.saved.pins.pinned", lambda: memory["pins"])
    monkeypatch.setattr(
        "explainer.view.simulator.saved.pins._keep", lambda pins: memory.update(pins=pins)
    )
    for bad in ("no", '{"seed": -1}', '{"version": 1, "runs": [{"name": "x", "scenario": {}}]}'):
        load(Upload("x", bad))
    load(Upload("x", fault="too_large"))
    assert memory == {"kept": [], "pins": ()}
    load(Upload("x", luck(3).to_json()))
    assert memory["kept"] == [luck(3)]

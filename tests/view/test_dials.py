"""What comes from a dial: hostile until it is read, and the scenario's own rules after that."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.formats import Formats
from explainer.results.quantities import CROSSING, INTEGRATION, MAIN, PATIENCE
from explainer.view.shell import state
from explainer.view.simulator.settings import knob_controls, settings
from explainer.view.simulator.settings.knob_controls import setter
from explainer.view.widgets.fields.dials import LONGEST, Edit, _number_of, edits
from simulations import CAPABILITIES, KNOBS, Scenario

MX, BR = Formats("es-MX"), Formats("pt-BR")
KNOWN = frozenset({"patience", "crossing"})
NUMBERS = [knob for knob in KNOBS.values() if knob.kind in ("float", "int")]


def message(*changes):
    return {"n": 1, "changes": list(changes)}


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


HUGE = 10**400  # JSON has whole numbers that no float can hold


@given(anything)
@example(HUGE)
@example(-HUGE)
def test_whatever_comes_from_a_browser_is_read_or_left_out(raw):
    assert edits(raw, KNOWN, MX) == ()
    for edit in edits(message({"id": "patience", "value": raw}), KNOWN, MX):
        assert isinstance(edit.value, float | str)
        assert edit.id in KNOWN


@given(anything)
@example(["patience"])
@example({"id": "patience"})
def test_a_dial_is_named_by_a_text(name):
    found = edits(message({"id": name, "value": 60}), KNOWN, MX)
    assert found == ((Edit("patience", 60.0, False),) if name == "patience" else ())


@pytest.mark.parametrize("number", [HUGE, -HUGE, math.nan, math.inf, "7", None, [7]])
def test_a_message_without_a_number_counts_as_none(number):
    assert _number_of({"n": number, "changes": []}) == 0.0


def test_only_dials_that_are_shown_are_read_and_only_so_many():
    one = {"id": "patience", "value": 60, "live": True}
    assert edits(message(one), KNOWN, MX) == (Edit("patience", 60.0, True),)
    assert edits(message(one | {"id": "b.data_error"}), KNOWN, MX) == ()
    assert len(edits(message(*[one] * 1000), KNOWN, MX)) == 64
    assert len(edits(message(one | {"value": "x" * 9999}), KNOWN, MX)[0].value) == LONGEST + 1


@pytest.mark.parametrize(
    ("text", "mexico", "brazil"),
    [
        ("33.5", 33.5, 33.5),
        ("33,5", 33.5, 33.5),
        ("1,500", 1500.0, 1.5),
        ("1.500", 1.5, 1500.0),
        ("1.234.567,5", None, 1234567.5),
        ("1,234,567.5", 1234567.5, None),
        ("\u22125", -5.0, -5.0),
        (" 7 ", 7.0, 7.0),
        (".5", 0.5, 0.5),
        ("", None, None),
        ("1e3", 1000.0, 1000.0),
        ("1,5E3", 1500.0, 1500.0),
        ("1e999", None, None),
        ("１２", 12.0, 12.0),
        ("1 000", 1000.0, 1000.0),
        ("1\u202f000,5", None, 1000.5),
        ("1 2", None, None),
        ("1_000", None, None),
        ("0,125", 0.125, 0.125),
        ("0.125", 0.125, 0.125),
        ("nan", None, None),
        ("٣", None, None),
        ("12,34,5", None, None),
    ],
)
def test_numbers_are_read_as_the_country_types_them(text, mexico, brazil):
    assert (MX.read(text), BR.read(text)) == (mexico, brazil)


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 3)))
def test_what_a_country_writes_it_reads(value):
    for formats in (MX, BR, Formats("es-ES"), Formats("es-CL")):
        assert formats.read(formats.number(value, 3)) == value


@pytest.fixture
def visitor(monkeypatch):
    """A visitor whose state is a plain mapping."""
    begun = {state.SESSION: "1", state.READ: 0, state.TRIES: 0}
    memory = {state.LANGUAGE: "es", state.SCENARIO: Scenario()} | begun
    monkeypatch.setattr(state, "st", SimpleNamespace(session_state=memory))
    monkeypatch.setattr(knob_controls, "state", state)
    return memory


def test_a_main_dial_sets_its_knobs_and_says_when_it_is_still_moving(visitor):
    setter(MAIN)([Edit("crossing", 20.0, True)])
    assert visitor[state.SCENARIO] == Scenario({"population.crossing_share": 0.2})
    assert visitor[state.LIVE] is True
    setter(MAIN)([Edit("integration", 40.0, False), Edit("patience", 80.0, False)])
    assert visitor[state.LIVE] is False
    assert set(visitor[state.SCENARIO].b.capabilities.values()) == {0.4}
    assert visitor[state.SCENARIO].get("population.patience") == 0.8


@pytest.mark.parametrize("value", [150.0, -1.0, 1e300, "abc", "1e999", "<b>", "nan"])
def test_a_value_that_is_not_legal_changes_nothing_and_is_reported(visitor, value):
    setter(MAIN)([Edit("patience", value, False)])
    assert visitor[state.SCENARIO] == Scenario()
    (problem,) = state.refused("patience")
    assert (problem.field, problem.low, problem.high) == ("population.patience", 0.0, 1.0)
    setter(MAIN)([Edit("patience", 60.0, False)])
    assert state.refused("patience") == ()


def test_an_empty_field_changes_nothing(visitor):
    setter(MAIN)([Edit("patience", "", False)])
    assert visitor[state.SCENARIO] == Scenario()
    assert state.refused("patience") == ()


@pytest.mark.parametrize("knob", NUMBERS, ids=lambda knob: knob.name)
def test_every_knob_has_a_dial_inside_its_legal_range_that_gives_its_value_back(knob):
    control = settings.quantity_of(knob.name)
    low, high = control.ends()
    units = knob.per
    assert knob.low * units <= low < high <= knob.high * units
    assert 0 < control.step <= (high - low) / 2
    shown = control.shown(Scenario())
    scenario = Scenario().with_values(control.changes(shown))
    assert scenario.get(knob.name) == pytest.approx(knob.default, rel=1e-6, abs=1e-9)


def test_pieces_of_both_shops_are_set_apart():
    for side in ("a", "b"):
        for capability in CAPABILITIES:
            knob = f"{side}.capabilities.{capability}"
            assert settings.quantity_of(knob).changes(50.0) == {knob: 0.5}
    assert CROSSING.shown(Scenario()) == round(100 * Scenario().get(CROSSING.knobs[0]), 6)
    assert PATIENCE.ends() == (0, 100)
    mixed = Scenario({"b.capabilities.shared_stock": 0.5})
    assert INTEGRATION.mixed(mixed)
    assert INTEGRATION.shown(mixed) == 94


def test_an_amount_of_money_has_a_slider_of_its_country_s_size():
    for country in ("es-CL", "pt-BR", "es-ES"):
        usual = Scenario().with_country(country).get("market.basket_mean")
        control = settings.quantity_of("market.basket_mean", usual)
        low, high = control.ends()
        assert usual / 10 < low < usual < high < usual * 10
        assert control.step <= usual / 10

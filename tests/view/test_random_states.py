"""A thousand random states: the link restores each of them, and the page shows its numbers."""

import json
from copy import deepcopy
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

import pytest

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.results import findings
from explainer.results.measures import CONVERSION, FRUSTRATION, PROFIT, Reading
from explainer.view.shell import links
from simulations import KNOBS, Scenario, compare
from simulations.scenario import scenario as scenario_module
from simulations.scenario import strategies
from tests.pages.conftest import site
from tests.view.random_states import random_state

__all__ = ["site"]

MANY = 1000
SIMULATED = range(0, MANY, 25)
"""States whose results are compared in the quick set; the slow one compares them all."""
SEEN = range(0, MANY, 50)
"""States that the quick set opens on the page, each in one of the languages."""


@cache
def state_of(number):
    return random_state(number)


def through_a_link(scenario, language):
    """Send a scenario through the text of an address, as a browser would."""
    address = urlencode(links.query(language, scenario))
    assert address.isascii()
    query = dict(parse_qsl(address, keep_blank_values=True))
    assert query["lang"] == language
    found, corrected = links.read(query)
    assert corrected == ()
    return found


def result_of(scenario):
    return json.dumps(compare(scenario).to_dict(), sort_keys=True)


def test_the_states_cover_every_knob_and_its_ends():
    states = [state_of(number) for number in range(MANY)]
    assert len(set(states)) == MANY
    for name, knob in KNOBS.items():
        seen = {state.get(name) for state in states}
        if knob.kind in ("float", "int") and name not in ("shoppers", "weeks"):
            assert {knob.low, knob.high} < seen, name
        elif knob.kind != "set":
            assert set(knob.choices) <= seen, name
    assert sum(not state.shoppers or not state.weeks for state in states) > 50


@pytest.mark.parametrize("step", [len(LANGUAGES), pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("turn", "language"), list(enumerate(LANGUAGES)))
def test_a_link_restores_each_state(turn, language, step):
    for number in range(turn % step, MANY, step):
        state = state_of(number)
        found = through_a_link(state, language)
        assert found == state, number
        assert found.to_json() == state.to_json(), number  # and every value is of the same kind


@pytest.mark.parametrize(
    "numbers", [SIMULATED, pytest.param(range(MANY), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_what_a_link_restores_has_the_same_results(numbers):
    for number in numbers:
        language = tuple(LANGUAGES)[number % len(LANGUAGES)]
        state = state_of(number)
        assert result_of(through_a_link(state, language)) == result_of(state), number


@pytest.fixture
def other_defaults(monkeypatch):
    """A later version: every number has another default, Brazil brings other values."""
    knobs = {
        name: replace(knob, default=knob.low if knob.default != knob.low else knob.high)
        if knob.kind == "float"
        else knob
        for name, knob in KNOBS.items()
    }
    for module in (scenario_module, strategies):
        monkeypatch.setattr(module, "KNOBS", MappingProxyType(knobs))
    presets = deepcopy(dict(strategies.PRESET_FILE))
    presets["country"]["pt-BR"]["set"] = {"market.basket_mean": 77.0}
    monkeypatch.setattr(strategies, "PRESET_FILE", presets)
    strategies.market_values.cache_clear()
    yield
    strategies.market_values.cache_clear()


def old_links():
    return {number: links.query("es", state_of(number)) for number in range(0, MANY, 20)}


OLD, FIRST = old_links(), Scenario()
BRAZIL = strategies.market_values("pt-BR", "hedonic")


@pytest.mark.usefixtures("other_defaults")
def test_a_link_keeps_its_meaning_when_defaults_change():
    assert Scenario() != FIRST
    assert strategies.market_values("pt-BR", "hedonic") != BRAZIL
    for number, query in OLD.items():
        found, corrected = links.read(query)
        assert corrected == ()
        assert dict(found.values) == dict(state_of(number).values), number


def curves(page, name):
    """The values of both lines of a chart over time, as the browser gets them."""
    (chart,) = (c for c in page.get("plotly_chart") if c.proto.id.endswith(f"-chart_{name}"))
    traces = json.loads(chart.proto.spec)["data"]
    lines = [trace for trace in traces if trace.get("fill") is None]
    return [[float(value) for value in line["y"]] for line in lines]


def shown(scenario, language):
    """What the page must say about a state, from a run of its own."""
    texts = load_texts(language, scenario.country)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    reading = Reading(compare(scenario), who, load_words(language, scenario.country))
    said = findings.headline(
        reading.difference(FRUSTRATION), reading.difference(CONVERSION), who, texts
    )
    return reading, (
        said,
        reading.title(PROFIT),
        reading.value(FRUSTRATION, "difference").text,
        reading.interval(FRUSTRATION),
        reading.sentence(FRUSTRATION),
    )


def see(page, number, language):
    """Open a state by its link on the page and hold what is shown against the model."""
    state = state_of(number)
    page.go(**links.query(language, state))
    assert not page.exception, number
    assert page.scenario == state, number
    assert "ec-problems" not in page.html, number
    if not state.shoppers or not state.weeks:
        assert load_texts(language)("simulator.empty") in page.words, number
        return
    reading, said = shown(state, language)
    for words in said:
        assert words in page.words, (number, words)
    expected = [
        [float(value) for value in reading.side(side).weekly["frustration"]] for side in ("a", "b")
    ]
    drawn = curves(page, "frustration_by_week")
    assert sorted(drawn) == sorted(line for line in expected if line), number


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_page_shows_the_numbers_of_the_state_in_its_link(site, language):
    page = site("simulator", lang=language)
    turn = tuple(LANGUAGES).index(language)
    for number in SEEN:
        if number // SEEN.step % len(LANGUAGES) == turn:
            see(page, number, language)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_page_shows_the_numbers_of_every_state(site, language):
    page = site("simulator", lang=language)
    for number in range(MANY):
        see(page, number, language)

"""A link names what differs from the defaults of its version, and keeps its meaning for good."""

import json
import shutil
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import urlencode

import pytest

from simulations import KNOBS, MODEL_VERSION, Scenario
from simulations.scenario import frozen, link, strategies
from simulations.scenario import scenario as scenario_module
from simulations.scenario.frozen import FOLDER, defaults_of, freeze, present_defaults, versions
from simulations.scenario.link import LONG, PARAMETERS
from simulations.scenario.packing import MOST_BYTES, pack

YOUNG = "market.young"


def codes(problems):
    return [(problem.field, problem.code) for problem in problems]


def test_the_defaults_of_this_version_are_kept_as_they_are():
    """If not: a new version of the model, then `python -m tests.links.record`."""
    kept = json.loads((FOLDER / f"{MODEL_VERSION}.json").read_text(encoding="ascii"))
    assert kept == json.loads(json.dumps(present_defaults(MODEL_VERSION)))
    assert freeze(MODEL_VERSION) is False


def test_other_defaults_of_the_same_version_are_refused(tmp_path):
    assert freeze("9.9.9", tmp_path) is True
    assert freeze("9.9.9", tmp_path) is False
    file = tmp_path / "9.9.9.json"
    file.write_text(file.read_text(encoding="ascii").replace("5000", "5001"), encoding="ascii")
    with pytest.raises(ValueError, match="make a new version"):
        freeze("9.9.9", tmp_path)


def test_a_default_scenario_takes_almost_nothing():
    assert Scenario().to_query() == {"v": "2", "m": MODEL_VERSION, "country": "es-MX"}
    assert Scenario({"country": "pt-BR", "category": "hedonic"}).to_query() == {
        "v": "2",
        "m": MODEL_VERSION,
        "country": "pt-BR",
        "category": "hedonic",
    }


def test_a_changed_scenario_names_its_presets_and_the_knobs_that_differ():
    scenario = (
        Scenario({"country": "es-CL", "seed": 7})
        .with_preset("a", "single")
        .with_values({"b.capabilities.shared_stock": 0.2, "population.crossing_share": 0.5})
    )
    query = scenario.to_query()
    assert query == {
        "v": "2",
        "m": MODEL_VERSION,
        "country": "es-CL",
        "a": "single",
        "seed": "7",
        "b.shared_stock": "0.2",
        "population.crossing_share": "0.5",
    }
    assert len(urlencode(query)) < 120


def test_a_set_up_between_presets_is_told_from_the_nearest():
    scenario = Scenario().with_preset("b", "cross_channel").with_values({"b.channels": ["store"]})
    query = scenario.to_query()
    assert {name: query[name] for name in ("b", "b.channels")} == {
        "b": "cross_channel",
        "b.channels": "store",
    }
    assert Scenario.from_query(query) == (scenario, ())


def test_many_differences_are_packed():
    wild = {
        name: (knob.low + knob.high) / 3.0 for name, knob in KNOBS.items() if knob.kind == "float"
    }
    query = Scenario(wild).to_query()
    assert set(query) == {"v", "m", "country", "packed"}
    assert Scenario.from_query(query) == (Scenario(wild), ())
    assert len(urlencode(query)) < 6_000


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"v": "2", "m": "0.0.1", "seed": "3"}, [("version", "wrong_version")]),
        ({"v": "2", "m": "../../presets", "seed": "3"}, [("version", "wrong_version")]),
        ({"v": "2", "m": "", "seed": "3"}, [("version", "wrong_version")]),
        ({"v": "2", "m": 7, "seed": "3"}, [("version", "wrong_version")]),
        ({"v": "2", "seed": "3"}, [("version", "missing")]),
        ({"seed": "3"}, []),
        (
            {"v": "2", "m": MODEL_VERSION, "seed": "3", "b": "best"},
            [("b.preset", "unknown_choice")],
        ),
        (
            {"v": "2", "m": MODEL_VERSION, "seed": "3", "country": "xx"},
            [("country", "unknown_choice")],
        ),
        (
            {"v": "2", "m": MODEL_VERSION, "seed": "3", "b.shared_stock": "2"},
            [("b.capabilities.shared_stock", "out_of_range")],
        ),
        ({"v": "2", "m": MODEL_VERSION, "seed": "3", "zap": "1"}, [("zap", "unknown_name")]),
    ],
)
def test_what_is_wrong_in_a_link_is_told_and_the_rest_is_taken(query, told):
    scenario, problems = Scenario.from_query(query)
    assert codes(problems) == told
    assert scenario == Scenario({"seed": 3})


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "A",
        "____",
        "x" * 9_000,
        pack("seed"),
        pack("seed=3&seed=4"),
        pack("packed=abc"),
        pack("&".join(f"a{n}=1" for n in range(700))),
        pack("&" * (MOST_BYTES + 1)),
        7,
    ],
)
def test_differences_that_cannot_be_unpacked_are_told(packed):
    scenario, problems = Scenario.from_query(
        {"v": "2", "m": MODEL_VERSION, "seed": "9", "packed": packed}
    )
    assert codes(problems) == [("scenario", "malformed")]
    assert scenario == Scenario({"seed": 9})


def test_what_stands_outside_the_package_counts():
    query = {"v": "2", "m": MODEL_VERSION, "seed": "9", "packed": pack("seed=3&weeks=8")}
    assert Scenario.from_query(query) == (Scenario({"seed": 9, "weeks": 8}), ())


def test_short_differences_stay_readable():
    names = [name for name, knob in KNOBS.items() if knob.kind == "float"][:20]
    query = Scenario({name: KNOBS[name].low for name in names}).to_query()
    assert "packed" not in query
    assert len(urlencode(query)) < LONG


@pytest.fixture
def later(monkeypatch, tmp_path):
    """A later model: most numbers have another default, and there is a young knob."""
    for version in versions():
        shutil.copy(FOLDER / f"{version}.json", tmp_path)
    today = present_defaults(MODEL_VERSION)  # what presets and countries bring stays theirs
    kept = {f"{side}.{name}" for side in ("a", "b") for name in today["presets"]["single"]}
    kept |= {
        name
        for country in today["markets"].values()
        for category in country.values()
        for name in category
    }
    kept |= {"costs.contact_live", "costs.contact_self", "reaction.sensitivity"}
    knobs = {
        name: replace(knob, default=knob.low if knob.default != knob.low else knob.high)
        if knob.kind == "float" and name not in kept
        else knob
        for name, knob in KNOBS.items()
    }
    young = replace(KNOBS["market.stock_pull"], name=YOUNG, default=0.7, neutral=0.0)
    knobs[YOUNG] = young
    for module in (scenario_module, strategies, frozen, link):
        monkeypatch.setattr(module, "KNOBS", MappingProxyType(knobs))
    scenario_module._members.cache_clear()
    strategies.market_values.cache_clear()
    monkeypatch.setattr(frozen, "FOLDER", tmp_path)
    monkeypatch.setattr(link, "MODEL_VERSION", "9.0.0")
    freeze("9.0.0", tmp_path)
    defaults_of.cache_clear()
    yield
    defaults_of.cache_clear()
    strategies.market_values.cache_clear()
    scenario_module._members.cache_clear()


OLD = (
    Scenario(),
    Scenario({"country": "pt-BR", "category": "hedonic", "seed": 4}),
    Scenario({"b.data_error": 0.3}).with_preset("a", "single").with_preset("b", "cross_channel"),
)
LINKS = [(scenario.to_query(), dict(scenario.values)) for scenario in OLD]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(("query", "meant"), LINKS)
def test_a_link_of_an_older_version_means_what_it_meant_and_says_who_made_it(query, meant):
    assert Scenario().get("b.data_error") != OLD[0].get("b.data_error")
    scenario, problems = Scenario.from_query(query)
    (note,) = problems
    assert note.is_note
    assert (note.given, note.choices) == (MODEL_VERSION, ("9.0.0",))
    assert {name: scenario.get(name) for name in meant} == meant


@pytest.mark.usefixtures("later")
def test_a_knob_costs_older_links_nothing_and_is_neutral_in_them():
    query, _ = LINKS[0]
    assert Scenario().get(YOUNG) == 0.7
    old, _ = Scenario.from_query(query)
    assert old.get(YOUNG) == 0.0
    again = old.to_query()
    assert again["m"] == "9.0.0"
    result, problems = Scenario.from_query(again)
    assert problems == ()
    assert {n: v for n, v in result.values.items() if v != old.get(n)} == {}


@pytest.mark.usefixtures("later")
def test_a_link_of_the_later_version_is_as_short():
    scenario = Scenario({"seed": 7})
    assert scenario.to_query() == {"v": "2", "m": "9.0.0", "country": "es-MX", "seed": "7"}
    assert Scenario.from_query(scenario.to_query()) == (scenario, ())


def test_no_parameter_of_a_scenario_has_two_meanings():
    short = set(link.LONG_NAMES)
    assert not short & set(KNOBS)
    assert len(short) == len(link.SHORT)
    assert {"lang", "moved"}.isdisjoint(PARAMETERS)

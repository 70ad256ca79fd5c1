"""A scenario goes out as JSON or link and comes back the same; nothing illegal gets in."""

from __future__ import annotations

import json
import math
import pickle
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulations import COUNTRIES, KNOBS, PRESETS, Problem, Scenario, ScenarioError
from simulations.scenario.strategies import market_values
from tests.simulations.worlds import random_scenario

JUNK: list[Any] = [
    math.nan,
    math.inf,
    -math.inf,
    1e308,
    -1,
    -1e-9,
    "",
    "x",
    "nan",
    "1e999",
    "0x10",
    "1_000",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "=1+1",
    "\x00",
    "ñ" * 1_000_000,
    True,
    None,
    [],
    {},
    [[1]],
    {"a": {"b": 1}},
    10**400,
    0.5,
]


def test_the_default_is_multichannel_against_omnichannel() -> None:
    scenario = Scenario()
    assert (scenario.shoppers, scenario.weeks, scenario.seed) == (5000, 52, 1)
    assert (scenario.a.preset, scenario.b.preset) == ("multichannel", "omnichannel")


@pytest.mark.parametrize("number", range(150))
def test_json_link_and_pickle_bring_back_the_same_scenario(number: int) -> None:
    scenario = random_scenario(number)
    assert Scenario.from_json(scenario.to_json()) == scenario
    assert Scenario.from_dict(json.loads(json.dumps(scenario.to_dict()))) == scenario
    assert Scenario.from_query(scenario.to_query()) == (scenario, ())
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert hash(pickle.loads(pickle.dumps(scenario))) == hash(scenario)


def test_a_frozen_scenario_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        Scenario().seed = 3  # type: ignore[misc]  # what is tested
    with pytest.raises(TypeError):
        Scenario().values["seed"] = 3  # type: ignore[index]  # what is tested


@pytest.mark.parametrize("name", KNOBS)
def test_every_knob_refuses_what_is_outside_its_range_and_names_it(name: str) -> None:
    knob = KNOBS[name]
    wrong: list[Any] = [math.nan, math.inf, -math.inf, "<b>", True, None, {}, "1e999"]
    if knob.kind in ("int", "float"):
        wrong += [knob.low - 1, knob.high * 2 + 1]
    for value in wrong:
        with pytest.raises(ScenarioError) as caught:
            Scenario({name: value})
        (problem,) = caught.value.problems
        assert problem.field == name
        assert problem.choices or (problem.low, problem.high) == (knob.low, knob.high)
        assert len(problem.given) <= 60
    legal = knob.default if knob.kind in ("set", "choice") else knob.low
    assert Scenario({name: legal}).get(name) == legal


@given(
    st.dictionaries(st.sampled_from([*KNOBS, "zap", "a", "v", "a.b", ""]), st.sampled_from(JUNK))
)
def test_any_query_gives_a_scenario_and_names_every_field_it_refused(query: dict[str, Any]) -> None:
    scenario, problems = Scenario.from_query(query)
    assert Scenario.from_query(scenario.to_query()) == (scenario, ())
    named = {problem.field for problem in problems}
    form = query.get("v")
    for name, raw in query.items():
        if form not in (None, "1", "2"):
            assert named == {"version"}
        elif name in ("a", "b"):
            assert name in named or f"{name}.preset" in named
        elif name not in KNOBS and name != "v":
            assert name in named
        elif name in KNOBS and name not in named:
            assert KNOBS[name].read(raw) == scenario.get(name)


@pytest.mark.parametrize("number", range(300))
def test_mutated_links_never_raise_and_always_say_what_was_wrong(number: int) -> None:
    dice = random.Random(number)
    clean = random_scenario(number % 20).to_query()
    mutated: dict[str, Any] = dict(clean)
    for _ in range(dice.randint(1, 4)):
        key = dice.choice(list(mutated))
        kind = dice.randrange(5)
        if kind == 0:
            mutated[key] = dice.choice(JUNK)
        elif kind == 1:
            position = dice.randrange(len(str(mutated[key])) + 1)
            mutated[key] = str(mutated[key])[:position] + dice.choice("_-<é9.e\x00") + "z"
        elif kind == 2:
            del mutated[key]
        elif kind == 3:
            mutated[dice.choice(["zap", "<img>", "a.capabilities.x"])] = "1"
        else:
            parts = str(mutated[key]).split("_")
            parts[dice.randrange(len(parts))] = dice.choice(["nan", "-9", "1e308", "1e999", ""])
            mutated[key] = "_".join(parts)
        if not mutated:
            break
    scenario, problems = Scenario.from_query(mutated)
    if mutated != clean and "v" in mutated:
        same = Scenario.from_query(clean)[0] == scenario
        assert problems or not same or _equal_numbers(mutated, clean)
    assert all(problem.field and len(problem.given) <= 61 for problem in problems)


def _refused(raw: object) -> tuple[Problem, ...]:
    try:
        Scenario.from_dict(raw)
    except ScenarioError as error:
        return error.problems
    return ()


def _equal_numbers(first: dict[str, Any], second: dict[str, Any]) -> bool:
    return {k: str(v).strip() for k, v in first.items()} == second


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
def test_json_files_of_any_content_give_a_named_error_or_a_scenario(junk: Any) -> None:
    for raw in (junk, {"seed": junk}, {"market": {"basket_mean": junk}}, {"market": junk}):
        problems = _refused(raw)
        assert all(problem.field for problem in problems)
        assert problems or Scenario.from_dict(raw)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[" * 100_000,
        '{"seed": NaN}',
        '{"seed": 1e999}',
        '{"seed": ' + "9" * 6000 + "}",
        '{"a": {"channels": ["store", "<script>"]}}',
        '{"a": {"channels": ["email"]}}',
        '{"version": 2}',
        '{"version": true}',
        '{"zap": 1}',
        "x" * 1_000_000,
        b"\xff\xfe\x00",
    ],
    ids=lambda text: repr(text)[:24],
)
def test_broken_files_are_refused_with_a_name(text: str | bytes) -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_json(text)
    assert caught.value.problems[0].field
    assert len(str(caught.value)) < 1000


def test_a_country_brings_its_money_and_habits_and_single_values_have_the_last_word() -> None:
    brazil = Scenario({"country": "pt-BR", "market.basket_mean": 99})
    assert brazil.currency == "BRL"
    assert brazil.get("population.whatsapp_use") == 0.74
    assert brazil.get("market.basket_mean") == 99.0
    assert brazil.with_country("es-MX") == Scenario({"market.basket_mean": 99})
    assert Scenario({"country": "pt-BR"}).with_country("es-MX") == Scenario()
    own = Scenario({"friction.price_gap.base": 0.9}).with_country("pt-BR")
    assert own.get("friction.price_gap.base") == 0.9


def test_values_of_countries_and_categories_are_legal_values_of_knobs() -> None:
    for country in COUNTRIES:
        for category in ("utilitarian", "hedonic"):
            for name, value in market_values(country, category).items():
                assert Scenario({name: value}) is not None, (country, category, name)


def test_presets_differ_only_in_channels_and_capability_levels() -> None:
    base = Scenario()
    for preset in PRESETS:
        changed = base.with_preset("a", preset)
        differing = {n for n in KNOBS if base.get(n) != changed.get(n)}
        assert all(n == "a.channels" or n.startswith("a.capabilities.") for n in differing)
        assert changed.a.preset == preset
    with pytest.raises(ScenarioError, match=r"a\.preset"):
        base.with_preset("a", "zap")


def test_a_side_must_leave_a_channel_to_buy_in() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario({"b.channels": ["email", "print"]})
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("b.channels", "no_buy_channel")
    assert "store" in problem.choices


@pytest.mark.slow
def test_ten_thousand_mutated_links_and_files_are_all_answered() -> None:
    dice = random.Random(0)
    clean = Scenario().to_query()
    tree = Scenario().to_dict()
    for _ in range(5000):
        query: dict[str, Any] = dict(clean)
        query[dice.choice([*clean, *KNOBS, "zap"])] = dice.choice(JUNK)
        scenario, problems = Scenario.from_query(query)
        assert problems or Scenario.from_query(scenario.to_query()) == (scenario, ())
        file = json.loads(json.dumps(tree))
        branch = dice.choice([file, file["a"], file["market"], file["friction"]["price_gap"]])
        branch[dice.choice([*branch, "zap"])] = dice.choice(JUNK)
        assert _refused(file) or Scenario.from_dict(file)


def test_a_number_is_asked_for_by_name_and_channels_are_none():
    scenario = Scenario({"shoppers": 7, "market.basket_mean": 12.5})
    assert scenario.number("shoppers") == 7.0
    assert scenario.number("market.basket_mean") == 12.5
    with pytest.raises(TypeError, match=r"a\.channels"):
        scenario.number("a.channels")

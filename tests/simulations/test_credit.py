"""Credit: shares that add up, give nothing for nothing, and do not depend on who worked."""

from __future__ import annotations

import dataclasses
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from simulations import CAPABILITIES, OUTCOMES, Estimate, Scenario, Strategy, compare
from simulations.commands.cli import main
from simulations.experiments.credit import Credit, credit, shapley
from simulations.experiments.methods import coalitions
from simulations.experiments.methods.coalitions import OTHER_PLAYERS, coalition, measure, players
from simulations.experiments.methods.groups import (
    GROUPS,
    estimate,
    ratios,
    standard_error,
    student_95,
)
from tests.simulations.worlds import random_scenario

SAME = Scenario().with_preset("b", "multichannel")
THREE = ("shared_stock", "shared_history", "coordinated_contact")


def few_players(number: int, shoppers: int = 60) -> Scenario:
    """A random scenario whose set-ups differ in at most four things."""
    scenario = random_scenario(number, shoppers)
    rng = np.random.default_rng(number)
    names = ["channels", *CAPABILITIES, "data_error", "running_cost", "nudge_to_store"]
    kept = {str(name) for name in rng.choice(names, size=4, replace=False)}
    alike = [n for n in scenario.values if n.startswith("b.") and n.split(".")[-1] not in kept]
    return scenario.with_values({n: scenario.values["a" + n.removeprefix("b")] for n in alike})


def assert_adds_up(result: Credit) -> None:
    for key in OUTCOMES:
        size = max(abs(result.a[key].mean), abs(result.b[key].mean), 1e-12)
        total = sum(share.mean for share in result.shares[key].values())
        assert total == pytest.approx(result.difference[key].mean, abs=1e-9 * size, rel=1e-9)


@pytest.mark.parametrize("number", range(24))
def test_shares_add_up_to_the_difference_of_compare(number: int) -> None:
    scenario = few_players(number)
    result = credit(scenario)
    assert result.players == players(scenario.a, scenario.b)
    whole = compare(scenario)
    assert result.difference == whole.difference.outcomes
    assert_adds_up(result)
    for key, outcome in OUTCOMES.items():
        widest = outcome.bounds[1] - outcome.bounds[0]
        assert tuple(result.shares[key]) == result.players
        for share in result.shares[key].values():
            assert -widest <= share.low <= share.mean <= share.high <= widest


@pytest.mark.parametrize("presets", [("multichannel", "omnichannel"), ("single", "omnichannel")])
def test_presets_add_up(presets: tuple[str, str]) -> None:
    scenario = Scenario({"shoppers": 30, "weeks": 20})
    scenario = scenario.with_preset("a", presets[0]).with_preset("b", presets[1])
    result = credit(scenario)
    assert set(result.players) >= set(CAPABILITIES)
    assert ("channels" in result.players) == (presets[0] == "single")
    assert_adds_up(result)


def shapley_by_orders(values: Any, count: int) -> Any:
    orders = list(itertools.permutations(range(count)))
    shares = np.zeros((count, *values.shape[1:]))
    for order in orders:
        index = 0
        for player in order:
            shares[player] += (values[index | 1 << player] - values[index]) / len(orders)
            index |= 1 << player
    return shares


@pytest.mark.parametrize("count", range(1, 6))
def test_shapley_is_the_mean_over_all_orders(count: int) -> None:
    values = np.random.default_rng(count).normal(size=(2**count, 4))
    shares = shapley(values)
    assert shares == pytest.approx(shapley_by_orders(values, count))
    assert shares.sum(axis=0) == pytest.approx(values[-1] - values[0])


def test_shapley_treats_equals_equally_and_gives_nothing_for_nothing() -> None:
    rng = np.random.default_rng(7)
    worth = rng.normal(size=(3, 2))  # by how many of players 0 and 1 are in, and whether 2 is
    values = np.array([worth[(n & 1) + (n >> 1 & 1), n >> 2 & 1] for n in range(16)])  # not by 3
    shares = shapley(values)
    assert shares[0] == pytest.approx(shares[1], rel=1e-12)
    assert shares[3] == 0.0
    assert shapley(np.ones((1, 5))).shape == (0, 5)


@pytest.mark.parametrize("number", range(2))
def test_three_capabilities_by_compare_in_every_order(number: int) -> None:
    """The same shares from nothing but ``compare``, one coalition at a time."""
    base = SAME.with_values({"shoppers": 150, "weeks": 30, "seed": number, "a.ramp_weeks": 5})
    base = base.with_values({"b.ramp_weeks": 5})
    worth: dict[str, list[float]] = {key: [] for key in OUTCOMES}
    for index in range(8):
        levels = {f"b.capabilities.{n}": float(index >> i & 1) for i, n in enumerate(THREE)}
        for key, outcome in compare(base.with_values(levels)).b.outcomes.items():
            worth[key].append(outcome.mean)
    result = credit(base.with_values({f"b.capabilities.{name}": 1.0 for name in THREE}))
    assert result.players == THREE
    for key, values in worth.items():
        expected = shapley_by_orders(np.array(values), 3)
        shares = [share.mean for share in result.shares[key].values()]
        assert shares == pytest.approx(expected, abs=1e-9 * max(map(abs, values)))


def test_equal_levels_and_equal_setups_get_no_share() -> None:
    result = credit(Scenario({"shoppers": 80, "a.capabilities.shared_cart": 1.0}))
    assert "shared_cart" not in result.players
    nothing = credit(SAME.with_values({"shoppers": 80}))
    assert nothing.players == ()
    assert all(shares == {} for shares in nothing.shares.values())
    assert set(nothing.difference.values()) == {Estimate(0.0, 0.0, 0.0)}
    assert nothing.to_dict()["outcomes"]["profit"]["credit"] == {}


@pytest.mark.parametrize("channel", ["store", "website"])
def test_what_touches_no_life_and_costs_nothing_gets_nothing(channel: str) -> None:
    free = {"a.one_off_cost": 0.0, "a.running_cost": 0.0, "b.one_off_cost": 0.0}
    single_channel = {"a.channels": channel, "b.channels": channel, "b.running_cost": 0.0}
    result = credit(Scenario({"shoppers": 200, **free, **single_channel}))
    assert result.players == CAPABILITIES
    for shares in result.shares.values():
        assert set(shares.values()) == {Estimate(0.0, 0.0, 0.0)}


def test_cost_shares_move_profit_alone_and_by_no_luck() -> None:
    omnichannel = Scenario({"shoppers": 300}).with_preset("a", "omnichannel")
    result = credit(omnichannel.with_values({"b.running_cost": 0.02}))
    assert result.players == ("costs",)
    for key, shares in result.shares.items():
        share = shares["costs"]
        assert (share.mean < 0.0) == (key == "profit")
        assert share.high - share.low < 1e-9 * max(1.0, abs(share.mean))


def test_every_field_of_a_strategy_belongs_to_exactly_one_player() -> None:
    owned = [name for names in OTHER_PLAYERS.values() for name in names]
    assert sorted([*owned, "capabilities"]) == sorted(f.name for f in dataclasses.fields(Strategy))


@pytest.mark.parametrize("number", range(10))
def test_all_players_taken_make_b_and_none_make_a(number: int) -> None:
    scenario = random_scenario(number)
    names = players(scenario.a, scenario.b)
    assert coalition(scenario.a, scenario.b, names) == scenario.b
    assert coalition(scenario.a, scenario.b, ()) == scenario.a
    assert players(coalition(scenario.a, scenario.b, names[:1]), scenario.a) == names[:1]


@pytest.mark.parametrize("number", range(30))
def test_setups_that_share_a_life_live_it(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving out what cannot differ changes no number: every set-up run by itself agrees."""
    scenario = random_scenario(number)
    a, b = scenario.a, scenario.b
    lonely = dataclasses.replace(a, channels=frozenset({"website"}))
    plain = dataclasses.replace(a, capabilities=dict.fromkeys(CAPABILITIES, 0.0))
    every = [a, b, lonely, plain]
    every += [dataclasses.replace(s, capabilities=b.capabilities) for s in (lonely, plain)]
    every += [dataclasses.replace(s, ramp_weeks=77, one_off_cost=0.5) for s in (a, lonely, plain)]
    shared = measure(scenario, every)
    assert len(set(shared.run_numbers.tolist())) < len(every)
    numbers = iter(range(len(every)))
    monkeypatch.setattr(coalitions, "_run_key", lambda _strategy: (next(numbers),))
    assert np.array_equal(shared.values, measure(scenario, every).values)


def test_who_works_and_how_much_at_once_changes_no_bit() -> None:
    scenario = Scenario({"shoppers": 2300, "weeks": 5, "b.channels": "store,website,app"})
    for name in CAPABILITIES[2:]:
        scenario = scenario.with_values({f"b.capabilities.{name}": 0.0})
    every = coalitions.coalitions(scenario.a, scenario.b, players(scenario.a, scenario.b))
    values = measure(scenario, every).values
    for at_once in (1, 3, 5):
        assert np.array_equal(values, measure(scenario, every, setups_at_once=at_once).values)
    with ThreadPoolExecutor(3) as executor:
        assert np.array_equal(values, measure(scenario, every, 1, executor).values)
        assert credit(scenario, executor=executor) == credit(scenario)


@pytest.mark.slow
def test_processes_change_no_bit() -> None:
    scenario = Scenario({"shoppers": 2300, "weeks": 8})
    assert credit(scenario, workers=2) == credit(scenario)


def test_progress_ends_at_the_whole_and_can_stop_the_work() -> None:
    scenario = Scenario({"shoppers": 1500, "weeks": 1})
    seen: list[tuple[int, int]] = []
    credit(scenario, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (512 * 1500, 512 * 1500)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        credit(scenario, progress=stop)


def test_one_open_channel_needs_one_life_for_all_capabilities() -> None:
    scenario = Scenario().with_preset("a", "single")
    every = coalitions.coalitions(scenario.a, scenario.b, players(scenario.a, scenario.b))
    measured = measure(scenario.with_values({"shoppers": 0}), every)
    assert len(every) == 1024
    assert len(set(measured.run_numbers.tolist())) == 513


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"shoppers": 1}, {"weeks": 0}])
def test_nobody_or_nothing_is_a_defined_result(changes: dict[str, int]) -> None:
    scenario = Scenario({"shoppers": 3, "weeks": 26, **changes})
    scenario = scenario.with_preset("b", "cross_channel")
    result = credit(scenario)
    assert_adds_up(result)
    text = json.dumps(result.to_dict(), allow_nan=False)
    assert json.loads(text)["players"] == list(CAPABILITIES)
    if "shoppers" in changes:
        shares = [share for of_outcome in result.shares.values() for share in of_outcome.values()]
        assert all(share.low == share.mean == share.high for share in shares)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 10, 48, 49])
def test_student_agrees_with_scipy(freedom: int) -> None:
    assert student_95(freedom) == pytest.approx(student.ppf(0.975, freedom), rel=1e-9)


@pytest.mark.parametrize("people", [40, 50, 75, 1000, 5000])
def test_the_jackknife_error_of_a_mean_is_the_textbook_one(people: int) -> None:
    rng = np.random.default_rng(people)
    result = []
    for _ in range(200):
        sample = rng.gamma(2.0, size=people)
        sums = np.zeros((3, GROUPS))
        np.add.at(sums[0], np.arange(people) % GROUPS, sample)
        np.add.at(sums[1], np.arange(people) % GROUPS, 1.0)
        values = ratios(sums, people)
        assert values[0] == pytest.approx(sample.mean())
        result.append(standard_error(values) ** 2 / (sample.var(ddof=1) / people))
    assert np.mean(result) == pytest.approx(1.0, abs=0.05)


def test_without_groups_there_is_no_interval() -> None:
    assert estimate(np.array([2.0]), 1.0) == Estimate(2.0, 2.0, 2.0)
    assert estimate(np.array([0.9, 0.9, 0.9]), 5.0, widest=1.0) == Estimate(0.9, -1.0, 1.0)


@pytest.mark.slow
def test_errors_and_intervals_of_shares_are_those_that_many_seeds_show() -> None:
    """One crowd tells how much shares vary between crowds, and where the truth lies."""
    base = Scenario({"weeks": 26, "shoppers": 300, "a.ramp_weeks": 0, "b.ramp_weeks": 0})
    base = base.with_values({f"b.capabilities.{n}": float(n in THREE) for n in CAPABILITIES})
    every = coalitions.coalitions(base.a, base.b, THREE)
    worlds = [base.with_values({"seed": seed}) for seed in range(60)]
    results = [credit(world) for world in worlds]
    parts = [shapley(measure(world, every).values) for world in worlds]
    truth = credit(base.with_values({"shoppers": 40_000, "seed": 99}))
    ratio, covered = [], []
    for index, key in enumerate(OUTCOMES):
        for player, name in enumerate(THREE):
            own = np.array([part[player, index] for part in parts])
            promised = np.mean([standard_error(values) ** 2 for values in own])
            ratio.append(promised / own[:, 0].var(ddof=1))
            true = truth.shares[key][name].mean
            shares = [result.shares[key][name] for result in results]
            covered.append(np.mean([share.low <= true <= share.high for share in shares]))
    assert np.median(ratio) == pytest.approx(1.0, abs=0.2)
    assert np.mean(covered) >= 0.95
    assert min(covered) >= 0.85


def test_the_command_prints_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = "credit --a single --b cross_channel --shoppers 20 --weeks 4"
    assert main([*arguments.split(), "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"model", "scenario", "currency", "players", "outcomes"}
    assert result["players"] == [*CAPABILITIES, "channels"]
    assert set(result["outcomes"]) == set(OUTCOMES)
    for outcome in result["outcomes"].values():
        assert set(outcome) == {"unit", "better", "a", "b", "difference", "credit"}
        assert set(outcome["credit"]) == set(result["players"])
        assert all(set(share) == {"mean", "low", "high"} for share in outcome["credit"].values())
    assert main(arguments.split()) == 0
    table = capsys.readouterr().out
    assert all(name in table for name in (*OUTCOMES, *CAPABILITIES))
    assert main(["credit", "--workers", "0"]) == 2
    assert "legal range 1 to 256" in capsys.readouterr().err

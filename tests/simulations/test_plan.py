"""The best plan: never beyond the budget, never worse than waiting, and honest about luck."""

from __future__ import annotations

import itertools
import json
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from simulations import CAPABILITIES, OUTCOMES, Estimate, Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.experiments.plan import JUDGED, RUNNERS_UP, BestPlan, best_plan, levels_to_build
from simulations.model.costs import setup_costs
from tests.simulations.worlds import random_scenario

THREE = ("shared_stock", "shared_promotions", "coordinated_contact")
KEPT = {f"a.capabilities.{name}": 1.0 for name in CAPABILITIES if name not in THREE}
SMALL = Scenario({"shoppers": 200, "weeks": 30, "a.ramp_weeks": 4, "b.ramp_weeks": 4, **KEPT})


def rank_value(result: BestPlan, gain: float) -> float:
    return -gain if OUTCOMES[result.outcome].better == "lower" else gain


def assert_sound(result: BestPlan) -> None:
    plans = (result.best, *result.runners_up)
    gains = [rank_value(result, plan.gain.mean) for plan in plans]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] >= 0.0
    assert len({plan.capabilities for plan in plans}) == len(plans)
    assert len(plans) == min(RUNNERS_UP + 1, result.affordable)
    for plan in plans:
        assert plan.cost <= result.budget
        assert set(plan.capabilities) <= set(result.levels)
        for estimate in (plan.gain, plan.expected):
            assert estimate.low <= estimate.mean <= estimate.high
        if not plan.capabilities:
            assert plan.gain == plan.expected == Estimate(0.0, 0.0, 0.0)
            assert plan.cost == 0.0
    assert result.waiting == (result.best.capabilities == ())
    assert not (result.waiting and result.beats_waiting)
    json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize("number", range(12))
def test_in_any_world_the_best_plan_is_sound(number: int) -> None:
    scenario = random_scenario(number, shoppers=25)
    scenario = scenario.with_values({f"a.capabilities.{n}": 1.0 for n in CAPABILITIES[5:]})
    for budget in (0.0, 20.0, 1e9):
        goal = JUDGED[number % len(JUDGED)]
        assert_sound(best_plan(scenario, budget, outcome=goal))


@pytest.fixture(scope="module")
def tried() -> list[tuple[tuple[str, ...], float, dict[str, Estimate]]]:
    """Every set of the three capabilities by ``compare``: names, cost and gains."""
    result = []
    for size in range(len(THREE) + 1):
        for names in itertools.combinations(THREE, size):
            levels = {f"b.capabilities.{n}": float(n in names) for n in THREE}
            scenario = SMALL.with_values(levels)
            costs = setup_costs(scenario, (scenario.a, scenario.b))
            gains = dict(compare(scenario).difference.outcomes)
            result.append((names, float(costs[1] - costs[0]), gains))
    return result


@pytest.mark.parametrize("outcome", ["profit", "frustration_index", "conversion_rate"])
@pytest.mark.parametrize("budget", [0.0, 3.0, 8.0, 1000.0])
def test_agrees_with_trying_every_set_by_compare(tried: Any, outcome: str, budget: float) -> None:
    result = best_plan(SMALL, budget, outcome=outcome)
    within = [
        (-rank_value(result, gains[outcome].mean), cost, len(names), names)
        for names, cost, gains in tried
        if cost <= budget
    ]
    worst, cost, _, names = min(within)
    assert result.best.capabilities == names
    assert rank_value(result, result.best.gain.mean) == pytest.approx(-worst, abs=1e-9)
    assert result.best.cost == pytest.approx(cost)
    assert result.affordable == len(within)


def test_expected_gain_is_the_one_of_compare_on_the_fresh_seed() -> None:
    result = best_plan(SMALL, 1000.0)
    assert result.fresh_seed != SMALL.seed
    for plan in (result.best, *result.runners_up):
        levels = {f"b.capabilities.{name}": 1.0 for name in plan.capabilities}
        levels |= {f"b.capabilities.{n}": 0.0 for n in THREE if n not in plan.capabilities}
        fresh = compare(SMALL.with_values({**levels, "seed": result.fresh_seed}))
        expected = fresh.difference.outcomes["profit"].mean
        assert plan.expected.mean == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_more_money_never_makes_the_best_plan_worse(seed: int) -> None:
    scenario = SMALL.with_values({"seed": seed})
    gains = [best_plan(scenario, budget).best.gain.mean for budget in (0, 2, 4, 8, 16, 32)]
    assert gains == sorted(gains)
    assert gains[0] == 0.0


def test_without_money_the_plan_is_to_wait() -> None:
    result = best_plan(Scenario({"shoppers": 100}), 0.0)
    assert result.waiting
    assert (result.affordable, result.runners_up, result.lead) == (1, (), None)
    assert not result.tie


def test_where_nothing_pays_waiting_wins() -> None:
    dear = SMALL.with_values({"b.one_off_cost": 1.0, "b.running_cost": 1.0})
    result = best_plan(dear, 1e9)
    assert result.waiting
    assert result.affordable == 8
    assert all(plan.gain.mean < 0.0 for plan in result.runners_up)
    assert result.lead is not None
    assert result.lead.mean > 0.0
    assert not result.tie


def test_with_one_open_channel_there_is_nothing_to_integrate() -> None:
    result = best_plan(Scenario({"shoppers": 60}).with_preset("a", "single"), 1e9)
    assert result.waiting
    assert result.affordable == 512


def test_a_clear_winner_is_no_tie_and_a_doubtful_one_is() -> None:
    free = {"b.one_off_cost": 0.0, "b.running_cost": 0.0, "shoppers": 1000}
    keen = {"friction.stock_out.base": 0.5, "friction.phantom_stock.base": 0.9}
    clear = best_plan(SMALL.with_values({**free, **keen}), 0.0, outcome="conversion_rate")
    assert "shared_stock" in clear.best.capabilities
    assert clear.beats_waiting
    few = best_plan(SMALL.with_values({**free, "shoppers": 20}), 0.0, outcome="conversion_rate")
    assert few.tie
    assert not few.beats_waiting


def test_levels_go_up_to_the_other_side_and_else_to_one() -> None:
    changes = {"shared_stock": (0.2, 0.7), "shared_cart": (0.6, 0.3), "shared_goals": (0.5, 0.5)}
    both = {f"{s}.capabilities.{n}": v[i] for n, v in changes.items() for i, s in enumerate("ab")}
    scenario = Scenario({**both, "a.capabilities.unified_price": 1.0, "shoppers": 0})
    levels = levels_to_build(scenario.a, scenario.b)
    assert "unified_price" not in levels
    assert (levels["shared_stock"], levels["shared_cart"], levels["shared_goals"]) == (0.7, 1, 1)
    assert best_plan(scenario, 5.0).levels == levels
    back = best_plan(scenario, 5.0, side="a").levels
    assert back == {"shared_stock": 1.0, "shared_cart": 0.6, "shared_goals": 1.0}
    assert best_plan(scenario.with_preset("a", "omnichannel"), 1e9).affordable == 1


def test_what_is_built_is_built_as_the_other_side_does_it() -> None:
    free = SMALL.with_values({"b.one_off_cost": 0.0, "b.running_cost": 0.0})
    assert best_plan(free, 0.0).affordable == 8
    wrong = best_plan(SMALL.with_values({"b.data_error": 1.0}), 1e9, outcome="frustration_index")
    right = best_plan(SMALL, 1e9, outcome="frustration_index")
    assert wrong.best.gain.mean > right.best.gain.mean


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"shoppers": 1}, {"weeks": 0}])
def test_nobody_or_nothing_is_a_defined_result(changes: dict[str, int]) -> None:
    result = best_plan(SMALL.with_values(changes), 1e9)
    assert_sound(result)
    if changes.get("shoppers") != 1:
        assert result.waiting


def test_who_works_changes_nothing() -> None:
    scenario = SMALL.with_values({"shoppers": 1200, "weeks": 6})
    with ThreadPoolExecutor(3) as executor:
        assert best_plan(scenario, 9.0, executor=executor) == best_plan(scenario, 9.0)


@pytest.mark.slow
def test_processes_change_nothing() -> None:
    scenario = SMALL.with_values({"shoppers": 1200, "weeks": 6})
    assert best_plan(scenario, 9.0, workers=2) == best_plan(scenario, 9.0)


@pytest.mark.parametrize(
    ("budget", "choices", "field"),
    [
        (-1.0, {}, "budget"),
        (math.nan, {}, "budget"),
        (math.inf, {}, "budget"),
        (1.0, {"side": "c"}, "side"),
        (1.0, {"outcome": "store_visits"}, "outcome"),
        (1.0, {"outcome": "happiness"}, "outcome"),
    ],
)
def test_bad_input_is_named(budget: float, choices: dict[str, Any], field: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        best_plan(SMALL, budget, **choices)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_the_command_prints_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--shoppers", "20", "--weeks", "4"]
    arguments = ["plan", "--budget", "9", "--a", "cross_channel", *few]
    assert main([*arguments, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["budget_unit"] == "money per shopper over the horizon"
    assert set(result["best"]) == {"capabilities", "cost", "gain", "expected"}
    assert set(result["lead"]) == {"mean", "low", "high"}
    assert len(result["runners_up"]) == RUNNERS_UP
    assert main(arguments) == 0
    assert "MXN" in capsys.readouterr().out
    for budget in ("-1", "1e10", "nan", "ten"):
        assert main(["plan", f"--budget={budget}"]) == 2
        assert "--budget" in (line := capsys.readouterr().err)
        assert "legal range 0 to 1000000000" in line
        assert line.count("\n") == 1

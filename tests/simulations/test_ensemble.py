"""Plausible worlds: drawn within the evidence, judged without mixing luck and assumptions."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.stats import binomtest, spearmanr

from simulations import KNOBS, OUTCOMES, Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.experiments.assumptions import assumptions
from simulations.experiments.ensemble import (
    Ensemble,
    affordable,
    ensemble,
    plausible_worlds,
    wilson,
)
from simulations.experiments.methods.sensitivity import sensitivity

SMALL = Scenario({"shoppers": 120, "weeks": 8})


@pytest.fixture(scope="module")
def small() -> Ensemble:
    return ensemble(SMALL, 16)


def test_assumptions_are_inside_their_ranges_and_no_decisions() -> None:
    found = assumptions(Scenario())
    names = [one.name for one in found]
    assert len(names) == len(set(names)) > 150
    assert {"market.delivery_days", "b.one_off_cost", "b.ramp_weeks", "b.data_error"} <= set(names)
    for one in found:
        assert one.low <= one.value <= one.high
        assert one.low < one.high
        for knob in one.knobs:
            assert (one.low, one.high) == KNOBS[knob].plausible
            assert ".capabilities." not in knob
            assert KNOBS[knob].kind in ("int", "float")
    assert not {"shoppers", "weeks", "seed", "market.basket_mean"} & set(names)


def test_knobs_of_a_set_up_count_where_they_act_and_are_shared_when_equal() -> None:
    def sides(scenario: Scenario) -> set[str]:
        names = {one.name for one in assumptions(scenario)}
        return {name for name in names if name.split(".")[0] in ("a", "b", "both")}

    own = {"data_error", "ramp_weeks", "one_off_cost", "running_cost"}
    assert sides(Scenario()) == {f"b.{name}" for name in own}
    assert sides(Scenario().with_preset("b", "single")) == set()
    both = Scenario().with_preset("a", "cross_channel")
    assert sides(both) == {f"both.{name}" for name in own}
    apart = sides(both.with_values({"a.data_error": 0.1}))
    assert {"a.data_error", "b.data_error", "both.ramp_weeks"} <= apart


def test_a_value_outside_the_plausible_range_is_kept() -> None:
    odd = SMALL.with_values({"market.delivery_days": 20.0, "b.data_error": 0.9})
    names = {one.name for one in assumptions(odd)}
    assert not {"market.delivery_days", "b.data_error"} & names
    assert len(names) == len(assumptions(SMALL)) - 2


def test_draws_cover_each_range_and_more_draws_continue() -> None:
    found = assumptions(SMALL)
    inputs = plausible_worlds(SMALL, found, 128)
    low, high = np.array([o.low for o in found]), np.array([o.high for o in found])
    assert ((inputs >= low) & (inputs <= high)).all()
    shares = (inputs - low) / (high - low)
    assert (np.abs(shares.mean(axis=0) - 0.5) < 0.09).all()
    assert (shares.min(axis=0) < 0.1).all()
    assert (shares.max(axis=0) > 0.9).all()
    whole = [i for i, one in enumerate(found) if one.whole]
    assert whole
    assert (inputs[:, whole] == np.rint(inputs[:, whole])).all()
    assert (plausible_worlds(SMALL, found, 40) == inputs[:40]).all()
    other = plausible_worlds(SMALL.with_values({"seed": 2}), found, 40)
    assert (other != inputs[:40]).mean() > 0.9


def test_no_two_inputs_are_drawn_as_twins() -> None:
    inputs = plausible_worlds(Scenario(), assumptions(Scenario()), 200)
    alike = np.corrcoef(inputs.T) - np.eye(inputs.shape[1])
    assert np.abs(alike).max() < 0.4


@pytest.mark.parametrize(("hits", "draws"), [(0, 20), (20, 20), (7, 20), (150, 200)])
def test_the_interval_of_a_share_is_wilsons(hits: int, draws: int) -> None:
    own = wilson(hits, draws)
    known = binomtest(hits, draws).proportion_ci(method="wilson")
    assert (own.low, own.high) == pytest.approx((known.low, known.high), abs=1e-9)
    assert own.low <= own.mean <= own.high


def test_shares_quantiles_and_spreads_are_those_of_the_draws(small: Ensemble) -> None:
    assert small.shoppers == 120
    for key, outcome in OUTCOMES.items():
        spread, means = small.spreads[key], small.means[key]
        better = means < 0 if outcome.better == "lower" else means > 0
        assert spread.b_better.mean == better.mean()
        assert spread.b_better.mean + spread.a_better.mean <= 1.0
        assert spread.b_clear <= spread.b_better.mean
        assert spread.a_clear <= spread.a_better.mean
        assert spread.low <= spread.median <= spread.high
        assert spread.luck > 0.0
        total = spread.assumptions**2 + spread.luck**2
        assert total == pytest.approx(max(float(means.var()), spread.luck**2))


def test_each_world_is_a_comparison_with_its_own_luck(small: Ensemble) -> None:
    again = ensemble(SMALL, 8)
    assert (again.means["profit"] == small.means["profit"][:8]).all()
    seeds = {world.seed for world in again.worlds()}
    assert len(seeds) == 8
    for world, mean in zip(again.worlds(), again.means["profit"], strict=True):
        assert compare(world).difference.outcomes["profit"].mean == mean


def test_a_long_horizon_is_cut_in_shoppers_and_says_so() -> None:
    assert affordable(Scenario(), 200) >= 5000
    long = Scenario({"weeks": 520})
    assert affordable(long, 200) < 5000
    assert affordable(long, 4096) >= 200


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"shoppers": 1}, {"weeks": 0}])
def test_nobody_and_no_time_give_a_defined_answer(changes: dict[str, object]) -> None:
    result = ensemble(SMALL.with_values(changes), 8)
    json.dumps(result.to_dict(), allow_nan=False)
    for spread in result.spreads.values():
        if "shoppers" in changes:
            assert (spread.b_clear, spread.a_clear) == (0.0, 0.0)


def test_equal_strategies_win_nowhere_and_nothing_matters() -> None:
    result = ensemble(SMALL.with_preset("a", "omnichannel"), 8)
    for key, spread in result.spreads.items():
        assert (spread.b_better.mean, spread.a_better.mean, spread.median) == (0.0, 0.0, 0.0)
        assert (spread.assumptions, spread.luck) == (0.0, 0.0)
        assert not result.sensitivities[key].matters.any()


def test_a_known_line_bend_and_many_inert_inputs_are_told_apart() -> None:
    scenario = Scenario({"seed": 5})
    inputs = plausible_worlds(scenario, assumptions(scenario), 200)
    x = (inputs - inputs.min(axis=0)) / np.ptp(inputs, axis=0) * 2.0 - 1.0
    dice = np.random.default_rng(1)
    output = 2.0 * x[:, 3] - 1.5 * x[:, 40] + 3.0 * x[:, 80] ** 2
    output = np.exp(output + 0.3 * dice.standard_normal(200))
    found = sensitivity(inputs, output)
    assert set(np.argsort(-found.share)[:3]) == {3, 40, 80}
    assert found.matters[[3, 40, 80]].all()
    assert found.matters.sum() <= 5
    assert found.direction[3] == pytest.approx(spearmanr(inputs[:, 3], output).statistic)
    assert found.direction[3] > 0.3 > -0.2 > found.direction[40]
    assert ((found.low <= found.share + 0.02) & (found.share <= found.high + 0.02)).all()


def test_pure_noise_has_no_cause() -> None:
    false = 0
    for seed in range(20):
        dice = np.random.default_rng(seed)
        false += bool(sensitivity(dice.random((50, 80)), dice.random(50)).matters.any())
    assert false <= 4  # 5 % of 20 on average


def test_ishigamis_function() -> None:
    dice = np.random.default_rng(3)
    u = dice.random((2000, 30))
    x = (2.0 * u - 1.0) * np.pi
    y = np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = sensitivity(u, y)
    # x1 acts alone; x2 bends twice, of which a single bend sees a part; x3 acts only through x1.
    assert found.matters[[0, 1]].all()
    assert found.matters[2:].sum() <= 1
    assert 0.1 < found.share[0] < 0.4
    assert found.share[0] > found.share[1] > 0.0


def test_too_few_worlds_and_constants_say_nothing() -> None:
    dice = np.random.default_rng(1)
    inputs = dice.random((30, 3))
    inputs[:, 1] = 0.5
    for points, output in ((inputs[:4], inputs[:4, 0]), (inputs, np.ones(30))):
        found = sensitivity(points, output)
        assert not found.share.any()
        assert (found.q == 1.0).all()
    found = sensitivity(inputs, inputs[:, 0])
    assert found.share[0] == pytest.approx(1.0)
    assert found.share[1] == 0.0
    assert np.isfinite([found.low, found.high, found.direction, found.q]).all()


@pytest.mark.parametrize("draws", [7, 4097, 2.5, True])
def test_draws_outside_the_range_are_refused(draws: int) -> None:
    with pytest.raises(ScenarioError, match=r"draws.*legal range 8 to 4096"):
        ensemble(SMALL, draws)


def test_the_command_line_prints_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["ensemble", "--shoppers", "40", "--weeks", "2", "--draws", "8"]
    assert main([*base, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["draws"], result["shoppers"]) == (8, 40)
    assert set(result["outcomes"]) == set(OUTCOMES)
    profit = result["outcomes"]["profit"]
    assert set(profit) == {
        *("unit", "better", "b_better", "a_better", "b_clear", "a_clear", "difference", "spread"),
        "matters_most",
    }
    assert {"name", "knobs", "share", "direction", "matters"} <= set(profit["matters_most"][0])
    assert main(base) == 0
    assert "spread by assumptions / by luck" in capsys.readouterr().out
    assert main(["ensemble", "--draws", "1"]) == 2
    assert "--draws" in capsys.readouterr().err


@pytest.mark.slow
def test_workers_do_not_change_the_numbers(small: Ensemble) -> None:
    assert ensemble(SMALL, 16, workers=2).to_dict() == small.to_dict()

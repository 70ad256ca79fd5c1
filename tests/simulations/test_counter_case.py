"""Convince me otherwise: what is found wins, is plausible, and is near."""

from __future__ import annotations

import json

import numpy as np
import pytest

from simulations import KNOBS, Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.experiments.counter_case import CounterCase, counter_case
from simulations.experiments.methods.nearest_point import Box, nearest_point, point_at_distance

SMALL = Scenario({"shoppers": 300, "weeks": 8})


def straight(gains: np.ndarray, need: float, low: float = -1.0, high: float = 1.0) -> Box:
    """A margin that grows along a straight line, in a box of equal sides."""
    size = np.ones_like(gains)
    return Box(
        low=low * size,
        high=high * size,
        margin=lambda point: float(gains @ point) - need,
        rough=lambda point: float(gains @ point) + 7.0,
    )


@pytest.mark.parametrize("seed", range(10))
def test_where_everything_is_straight_the_nearest_place_is_known(seed: int) -> None:
    dice = np.random.default_rng(seed)
    gains = dice.standard_normal(40)
    need = 0.4 * float(np.linalg.norm(gains))  # 0.4 away, and inside the box
    point, reached = nearest_point(straight(gains, need))
    assert reached
    assert gains @ point > need
    assert 0.4 <= np.linalg.norm(point) <= 0.4 * 1.3
    assert np.count_nonzero(point) < 40


def test_few_changes_that_do_it_are_preferred() -> None:
    gains = np.full(60, 0.01)
    gains[[5, 9]] = 3.0, -4.0
    point, reached = nearest_point(straight(gains, 2.0))
    assert reached
    assert set(np.flatnonzero(point)) <= {5, 9}
    assert point[9] < 0.0 <= point[5]
    assert np.linalg.norm(point) <= 1.3 * 2.0 / 5.0


def test_inputs_that_cannot_move_farther_stop_at_their_ends() -> None:
    gains = np.array([10.0, 1.0, 1.0])
    box = straight(gains, 11.0)
    point, reached = nearest_point(box)
    assert reached
    assert point[0] == 1.0
    assert ((point >= box.low) & (point <= box.high)).all()
    for length in (0.3, 1.0, 1.4):
        assert np.linalg.norm(point_at_distance(box, gains, length)) == pytest.approx(length)
    assert np.linalg.norm(point_at_distance(box, gains, 9.0)) == pytest.approx(3**0.5)


def test_out_of_reach_is_said_with_the_best_place() -> None:
    gains = np.array([2.0, -1.0, 1e-17])  # the last is rounding, not a gain
    point, reached = nearest_point(straight(gains, 100.0))
    assert not reached
    assert point.tolist() == [1.0, -1.0, 0.0]
    for length in (0.25, 0.5, 1.0):
        assert np.linalg.norm(
            point_at_distance(straight(gains, 9.0), gains, length)
        ) == pytest.approx(length)
    nothing, reached = nearest_point(straight(np.zeros(3), 1.0))
    assert not reached
    assert not nothing.any()
    nobody, reached = nearest_point(straight(np.zeros(0), 1.0))
    assert not reached
    assert nobody.shape == (0,)


@pytest.fixture(scope="module")
def against_single() -> CounterCase:
    return counter_case(SMALL.with_preset("a", "single").with_preset("b", "multichannel"))


def test_what_is_reported_can_be_checked_by_anybody(against_single: CounterCase) -> None:
    result = against_single
    assert len(result.counters) == (2 if result.current_winner == "unclear" else 1)
    for counter in result.counters:
        assert counter.winner != result.current_winner
        changes = {
            knob: change.after for change in counter.changes for knob in change.assumption.knobs
        }
        assert result.scenario.with_values(changes) == counter.world
        for name, value in changes.items():
            low, high = KNOBS[name].plausible
            assert low <= value <= high
            assert ".capabilities." not in name
        distance = np.linalg.norm([change.half_ranges for change in counter.changes])
        assert counter.distance == pytest.approx(float(distance))
        assert compare(counter.world).difference.outcomes["profit"] == counter.after
        other = counter.world.with_values({"seed": counter.fresh_seed})
        assert compare(other).difference.outcomes["profit"] == counter.fresh
        if counter.found:
            sign = 1.0 if counter.winner == "b" else -1.0
            for estimate in (counter.after, counter.fresh):
                assert min(sign * estimate.low, sign * estimate.high) > 0.0


def test_a_bill_alone_can_turn_the_answer() -> None:
    # Two sides that live alike but for what they are charged: only bills can decide.
    same = Scenario({"shoppers": 5000, "weeks": 8}).with_preset("a", "omnichannel")
    result = counter_case(same.with_values({"a.one_off_cost": 0.02, "b.one_off_cost": 0.015}))
    assert result.current_winner == "b"
    (counter,) = result.counters
    assert counter.found
    assert {change.assumption.name for change in counter.changes} <= {
        *("a.one_off_cost", "b.one_off_cost", "costs.reference_capture"),
    }
    assert counter.distance < 0.7


def test_equal_strategies_cannot_be_told_apart() -> None:
    same = Scenario({"shoppers": 20, "weeks": 1}).with_preset("a", "omnichannel")
    result = counter_case(same)
    assert result.current_winner == "unclear"
    assert [counter.winner for counter in result.counters] == ["b", "a"]
    assert not any(counter.found for counter in result.counters)
    json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"shoppers": 1}, {"weeks": 0}])
def test_nobody_and_no_time_give_a_defined_answer(changes: dict[str, object]) -> None:
    plain = json.dumps(counter_case(SMALL.with_values(changes)).to_dict(), allow_nan=False)
    assert json.loads(plain)["found"] is False
    assert json.loads(plain)["now"] == "unclear"


@pytest.mark.parametrize("outcome", ["zap", "store_visits", "online_revenue"])
def test_an_outcome_without_a_better_side_is_refused(outcome: str) -> None:
    with pytest.raises(ScenarioError, match=r"outcome: .* legal choices: .*profit"):
        counter_case(SMALL, outcome)


def test_the_command_line_prints_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["counter-case", "--shoppers", "40", "--weeks", "1", "--outcome", "conversion_rate"]
    assert main([*base, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {
        *("model", "scenario", "currency", "outcome", "unit", "better", "shoppers", "now"),
        *("before", "found", "tried", "counters"),
    }
    for counter in result["counters"]:
        assert {"winner", "found", "distance", "changes", "after", "fresh"} <= set(counter)
        assert Scenario.from_dict(counter["scenario"]).shoppers == 40
    assert main(["counter-case", "--shoppers", "1"]) == 0
    assert "b - a" in capsys.readouterr().out


@pytest.mark.slow
def test_the_search_is_deterministic(against_single: CounterCase) -> None:
    again = counter_case(SMALL.with_preset("a", "single").with_preset("b", "multichannel"))
    assert again.to_dict() == against_single.to_dict()

"""Many estimates at once are each what one alone would be, to the last bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulations import FRICTIONS, Scenario, compare
from simulations.engine.estimates import (
    MOMENTS,
    NORMAL_95,
    Estimate,
    difference,
    differences,
    moments,
    ratios,
    unpaired_half_widths,
)
from simulations.experiments.credit import credit
from simulations.experiments.methods.differences import simulate_worlds
from simulations.experiments.one_knob import change_knob


def many(seed: int, groups: int, people: int) -> np.ndarray:
    """Moments of several outcomes, in whole 64ths like those of the engine; some of nobody."""
    dice = np.random.default_rng(seed)
    top = dice.integers(-300, 300, (groups, 2, people)) / 64.0
    bottom = dice.integers(0, 3, (groups, 2, people)).astype(np.float64)
    present = dice.random(groups)[:, None, None] < 0.8
    return moments(top * present, bottom * present)


@given(seed=st.integers(0, 2**32 - 1), groups=st.integers(0, 30), people=st.integers(0, 40))
def test_many_estimates_are_each_what_one_alone_is(seed: int, groups: int, people: int) -> None:
    sums = many(seed, groups, people)
    low, high = np.full(groups, -math.inf), np.full(groups, math.inf)
    low[::2], high[::2] = 0.0, 1.0
    usual = np.arange(groups) / 8.0
    for side in (0, 1):
        result = ratios(sums, people, side, (low, high)).each()
        assert result == [
            ratios(row, people, side, bounds).each()[0]
            for row, bounds in zip(sums, zip(low, high, strict=True), strict=True)
        ]
    for can_differ in (False, True):
        gaps = differences(sums, people, (low, high), can_differ, usual).each()
        assert gaps == [
            difference(row, people, bounds, can_differ, size)
            for row, bounds, size in zip(sums, zip(low, high, strict=True), usual, strict=True)
        ]
    apart = unpaired_half_widths(sums, people).tolist()
    assert apart == [float(unpaired_half_widths(row, people)) for row in sums]


def test_groups_of_different_size_are_judged_by_their_own_people() -> None:
    sizes = np.array([0, 1, 2, 40])
    sums = np.stack([many(7, 3, people) for people in sizes.tolist()])
    result = differences(sums, sizes[:, None]).each()
    alone = [differences(row, n).each() for row, n in zip(sums, sizes.tolist(), strict=True)]
    assert result == [estimate for group in alone for estimate in group]
    assert all(estimate.low == estimate.mean == estimate.high for estimate in result[:6])
    assert any(estimate.low < estimate.mean < estimate.high for estimate in result[6:])


def test_nobody_at_all_is_zero_without_a_range() -> None:
    sums = np.zeros((2, MOMENTS))
    assert ratios(sums, 0, 1, (0.0, 1.0)).each() == [Estimate(0.0, 0.0, 0.0)] * 2
    assert differences(sums, 0).each() == [Estimate(0.0, 0.0, 0.0)] * 2


@pytest.mark.parametrize("part", ["a", "b", "difference"])
def test_a_week_without_a_journey_repeats_the_last_value(part: str) -> None:
    comparison = compare(Scenario({"shoppers": 30, "weeks": 30, "seed": 5}))
    weekly = getattr(comparison, part).weekly
    counted = ("a", "b") if part == "difference" else (part,)
    journeys = [getattr(comparison, side).weekly["journeys"] for side in counted]
    held = 0
    last = dict.fromkeys(("conversion", "conversion_low", "conversion_high"), 0.0)
    for week, row in weekly.iterrows():
        if min(own[week] for own in journeys) == 0.0:
            assert {name: row[name] for name in last} == last
            held += 1
        last = {name: row[name] for name in last}
    assert 0 < held < len(weekly)


def test_what_nobody_met_is_not_certain_to_be_equal() -> None:
    """The rule of three: none of these people had a severe friction, and some others would."""
    quiet = {f"friction.{kind}.points": 0.0 for kind in FRICTIONS}
    scenario = Scenario({"shoppers": 300, "weeks": 26, **quiet}).with_preset("b", "multichannel")
    levels = {f"b.capabilities.{name}": 1.0 for name in ("shared_stock", "shared_history")}
    scenario = scenario.with_values(levels)
    comparison = compare(scenario)
    result = comparison.difference.outcomes["severe_friction_share"]
    journeys = comparison.b.weekly["journeys"].sum() * 300.0
    assert result.mean == 0.0
    assert -result.low == result.high == pytest.approx(NORMAL_95 * math.sqrt(2.0) / journeys)
    assert simulate_worlds(scenario).difference("severe_friction_share") == result
    by_generation = comparison.difference.by_generation.query("outcome == 'severe_friction_share'")
    assert (by_generation["low"] < 0.0).all()
    assert (by_generation["high"] > 0.0).all()
    changed = change_knob(scenario, "market.delivery_days", 5.0, side="b").difference
    assert changed["severe_friction_share"].low < 0.0 < changed["severe_friction_share"].high
    shares = credit(scenario).shares["severe_friction_share"].values()
    assert min(share.high for share in shares) > 0.0 > max(share.low for share in shares)
    same = scenario.with_preset("b", scenario.a.preset)
    assert compare(same).difference.outcomes["severe_friction_share"] == Estimate(0.0, 0.0, 0.0)

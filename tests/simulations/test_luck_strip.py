"""Many lucks: what pairing is worth, seen from outside the formula of the interval."""

from __future__ import annotations

import json

import numpy as np
import pytest

from simulations import KNOBS, OUTCOMES, Scenario, ScenarioError, compare
from simulations.experiments.luck_strip import JUDGED, following, luck_strip
from tests.simulations.worlds import random_scenario


def test_each_dot_is_what_compare_says_with_that_seed() -> None:
    scenario = Scenario({"shoppers": 60, "seed": 8})
    result = luck_strip(scenario, 4)
    assert result.seeds == (8, 9, 10, 11)
    assert set(result.strips) == {k for k, o in OUTCOMES.items() if o.better != "neither"}
    runs = [compare(scenario.with_values({"seed": seed})) for seed in result.seeds]
    for key, strip in result.strips.items():
        assert strip.paired == tuple(run.difference.outcomes[key].mean for run in runs)
        a, b = ([getattr(run, side).outcomes[key].mean for run in runs] for side in ("a", "b"))
        assert strip.unpaired == tuple(b[(i + 1) % 4] - a[i] for i in range(4))


@pytest.mark.parametrize(
    "number", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 6))]
)
def test_shared_luck_or_not_the_mean_is_the_same(number: int) -> None:
    result = luck_strip(random_scenario(number, shoppers=50), 5)
    for key, strip in result.strips.items():
        size = max(abs(x) for x in (*strip.paired, *strip.unpaired, 1.0))
        assert np.mean(strip.unpaired) == pytest.approx(strip.mean, abs=1e-9 * size), key
        assert np.mean(strip.paired) == pytest.approx(strip.mean, abs=1e-9 * size), key
        assert strip.paired_sd == pytest.approx(np.std(strip.paired, ddof=1), abs=1e-9 * size)
        assert strip.unpaired_sd == pytest.approx(np.std(strip.unpaired, ddof=1), abs=1e-9 * size)
        assert (strip.factor is None) == (strip.paired_sd == 0.0)


def test_the_factor_is_about_what_the_interval_promises() -> None:
    """The interval also counts people whom nobody has met, so it promises a little less."""
    scenario = Scenario({"shoppers": 8000})
    result, gain = luck_strip(scenario, 40), compare(scenario).luck_gain
    ratios = [s.factor / gain[key] for key, s in result.strips.items() if s.factor is not None]
    assert len(ratios) == len(JUDGED)
    assert 0.8 < np.exp(np.mean(np.log(ratios))) < 1.5
    assert all(0.5 < ratio < 3.0 for ratio in ratios)


def test_equal_setups_differ_under_no_luck_but_seem_to_without_a_shared_one() -> None:
    result = luck_strip(Scenario({"shoppers": 100}).with_preset("b", "multichannel"), 4)
    for strip in result.strips.values():
        assert set(strip.paired) == {0.0}
        assert strip.paired_sd == 0.0
        assert strip.factor is None
        assert strip.unpaired_sd > 0.0
    json.dumps(result.to_dict(), allow_nan=False)


def test_workers_change_nothing_and_progress_counts_the_seeds() -> None:
    scenario, calls = Scenario({"shoppers": 30}), []
    alone = luck_strip(scenario, 3, progress=lambda *done: calls.append(done))
    assert calls == [(1, 3), (2, 3), (3, 3)]
    assert luck_strip(scenario, 3, workers=2) == alone == luck_strip(scenario, 3)


def test_after_the_largest_seed_comes_the_smallest() -> None:
    low, high = int(KNOBS["seed"].low), int(KNOBS["seed"].high)
    assert following(high - 1, 4) == (high - 1, high, low, low + 1)
    assert luck_strip(Scenario({"shoppers": 5, "seed": high}), 2).seeds == (high, low)


@pytest.mark.parametrize("people", [0, 1])
def test_hardly_anybody_is_no_accident(people: int) -> None:
    result = luck_strip(Scenario({"shoppers": people}), 3)
    json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize("seeds", [1, 1_001, 2.5, True])
def test_an_impossible_number_of_seeds_is_refused(seeds: int) -> None:
    with pytest.raises(ScenarioError, match="seeds"):
        luck_strip(Scenario(), seeds)

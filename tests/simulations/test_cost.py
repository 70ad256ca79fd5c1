"""What a run costs is known before it is run, roughly."""

from time import process_time

import pytest

from simulations import Scenario
from simulations.engine.chunks import run_chunks
from simulations.engine.cost import cost

FACTOR = 3.0


def measured(scenario):
    times = []
    for _ in range(3):
        begin = process_time()
        for _ in run_chunks(scenario):
            pass
        times.append(process_time() - begin)
    return min(times)


def test_the_first_scenario_costs_one():
    assert cost(Scenario()) == pytest.approx(1.0, abs=0.05)


def test_nobody_and_no_time_cost_nothing():
    assert cost(Scenario({"shoppers": 0})) == 0.0
    assert cost(Scenario({"weeks": 0})) == 0.0


def test_the_largest_scenario_of_a_page_costs_hundreds_of_times_the_first():
    assert cost(Scenario({"shoppers": 50_000, "weeks": 520, "population.need_rate": 52})) > 300


@pytest.mark.parametrize("changes", [
    {"shoppers": 200},
    {"shoppers": 20_000},
    {"shoppers": 5_000, "weeks": 104},
    {"population.need_rate": 52},
    {"population.need_rate": 1},
    {"shoppers": 9_999, "weeks": 26, "population.need_rate": 52},
])  # fmt: skip
def test_the_estimate_holds_within_a_factor(changes):
    base = measured(Scenario())
    estimate, real = cost(Scenario(changes)), measured(Scenario(changes)) / base
    assert real / FACTOR <= estimate <= real * FACTOR

"""The plan and the counter-case on the controls are what the experiment had found."""

import pytest

from explainer.results.experiments.counter_case import counter_changes
from explainer.results.experiments.plan import plan_changes
from simulations import Scenario, compare
from simulations.engine.estimates import Estimate
from simulations.experiments.assumptions import assumptions
from simulations.experiments.counter_case import Change, Counter
from simulations.experiments.plan import best_plan
from tests.simulations.worlds import random_scenario

GAP = Estimate(-1.0, -2.0, -0.5)


@pytest.mark.parametrize("world", range(4))
@pytest.mark.parametrize("side", ["a", "b"])
def test_the_plan_on_the_controls_costs_and_gains_what_was_found(world, side):
    scenario = random_scenario(world, shoppers=30)
    found = best_plan(scenario, 1e6, side=side)
    changes = plan_changes(found)
    if found.waiting:
        assert changes == {}
        return
    other = "a" if side == "b" else "b"
    # Waiting is to be as the other side is, at its cost; so both differ by the gain that was told.
    used = scenario.with_values(changes)
    assert used.side(other) == scenario.side(other)
    for name, level in used.side(side).capabilities.items():
        built = name in found.best.capabilities
        wanted = found.levels[name] if built else scenario.side(other).capabilities[name]
        assert level == pytest.approx(wanted)
    difference = compare(used).difference.outcomes[found.outcome].mean
    gain = difference if side == "b" else -difference
    assert gain == pytest.approx(found.best.gain.mean, abs=1e-6 + 1e-9 * abs(gain))


def counter(scenario, found=True):
    large, small = assumptions(scenario)[:2]
    changes = (Change(large, large.high), Change(small, small.low))
    world = scenario.with_values(large.changes(large.high) | small.changes(small.low))
    return Counter("a", found, changes, 1.0, world, GAP, GAP, 7)


def test_the_counter_case_on_the_controls_is_its_world():
    scenario = Scenario({"shoppers": 25})
    case = counter(scenario)
    assert scenario.with_values(counter_changes(case)) == case.world


def test_a_world_that_was_not_found_is_not_offered():
    assert counter_changes(counter(Scenario({"shoppers": 25}), found=False)) == {}

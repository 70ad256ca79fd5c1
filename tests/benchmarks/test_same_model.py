"""What is measured against the engine lives the same lives: agents and the compiled kernel."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from simulations import PRESETS, Scenario
from simulations.engine.chunks import run_chunk, run_chunks
from simulations.engine.tally import Tally
from simulations.model.costs import setup_costs
from simulations.model.journeys import live
from simulations.model.outcomes import shopper_totals
from tests.benchmarks import measure, table
from tests.benchmarks.compiled_kernel import lives_of, run_compiled
from tests.benchmarks.compiled_rules import make_rules
from tests.benchmarks.mesa_agents import live_with_agents
from tests.benchmarks.plain_agents import live_with_plain_agents
from tests.simulations.worlds import random_scenario

OWN_NAMES = {"frustration": "frustration_sum"}
AGENT_NAMES = {"points": "frustration_points", "severe": "severe_journeys"}
BY_AGENTS = (
    *("journeys", "purchases", "points", "severe", "revenue", "store_revenue", "contribution"),
    *("store_visits", "online_sessions", "phone_sessions", "carts", "contacts"),
)


@pytest.mark.parametrize("changes", [{}, {"b.data_error": 0.5, "country": "pt-BR", "seed": 9}])
def test_agents_live_the_lives_of_the_engine(changes: dict[str, object]) -> None:
    scenario = Scenario({"shoppers": 250, **changes})
    strategies = (scenario.a, scenario.b)
    _, ledger = live(scenario, strategies, np.arange(250, dtype=np.int64))
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    for side, market in enumerate(live_with_agents(scenario)):
        for name in BY_AGENTS:
            own = AGENT_NAMES.get(name, name)
            told = [shopper.life.totals[own] for shopper in market.shoppers]
            assert totals[name][side].tolist() == told, name
        left = [-1 if s.left_week is None else s.left_week for s in market.shoppers]
        assert ledger.left_week[side].tolist() == left
        assert len(market.agents) == left.count(-1)
    assert totals["purchases"].sum() > 200


def test_plain_agents_live_the_lives_of_the_engine() -> None:
    scenario = Scenario({"shoppers": 60, "seed": 4})
    strategies = (scenario.a, scenario.b)
    _, ledger = live(scenario, strategies, np.arange(60, dtype=np.int64))
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    for side, market in enumerate(live_with_plain_agents(scenario)):
        for name in BY_AGENTS:
            own = AGENT_NAMES.get(name, name)
            told = [shopper.customer.life.totals[own] for shopper in market.shoppers]
            assert totals[name][side].tolist() == told, name
    assert totals["purchases"].sum() > 50


def kernel_worlds() -> list[Scenario]:
    """The default, every preset, and random legal worlds."""
    size = {"shoppers": 1500}
    presets = [
        Scenario(size).with_preset("a", preset).with_preset("b", PRESETS[-1]) for preset in PRESETS
    ]
    return [Scenario({"shoppers": 3500}), *presets, *(random_scenario(n, 300) for n in range(12))]


@pytest.mark.slow  # compiling takes most of half a minute
def test_the_compiled_kernel_lives_the_lives_of_the_engine() -> None:
    for scenario in kernel_worlds():
        rules = make_rules(scenario)
        assert_same_tallies(scenario, run_compiled(scenario, rules, 0, scenario.shoppers))
        strategies = (scenario.a, scenario.b)
        _, ledger = live(scenario, strategies, np.arange(scenario.shoppers, dtype=np.int64))
        totals = shopper_totals(ledger, setup_costs(scenario, strategies))
        lives = lives_of(scenario, rules, scenario.shoppers)
        for name, column in totals.items():
            own = OWN_NAMES.get(name, name)
            if own in (lives.dtype.names or ()):
                assert pytest.approx(column, rel=1e-12, abs=1e-9) == lives[own].T, (name, scenario)
        assert np.array_equal(lives["left_week"].T, ledger.left_week), scenario


def assert_same_tallies(scenario: Scenario, compiled: list[Tally]) -> None:
    engine, other = Tally.empty(scenario.weeks), Tally.empty(scenario.weeks)
    for part in run_chunk(scenario, 0, scenario.shoppers):
        engine.add(part)
    for part in compiled:
        other.add(part)
    for field in fields(Tally):
        if field.name == "firsts":
            continue  # the kernel keeps sums, not who is who
        own, theirs = getattr(engine, field.name), getattr(other, field.name)
        assert theirs == pytest.approx(own, rel=1e-9, abs=1e-6), (field.name, scenario)


def test_the_clock_runs_over_the_whole_kernel() -> None:
    scenario = Scenario({"shoppers": 300})
    assert measure.seconds(lambda: measure.run_engine(scenario)) > 0.0
    assert sum(int(part.people[0]) for part in run_chunks(scenario)) == 300


def figures(**changes: object) -> table.Figures:
    values: dict[str, object] = {
        "agents": (measure.Pair(5000, 0.1, 12.0, 120.0),),
        "tuned": measure.Pair(20000, 0.2, 6.0, 30.0),
        "compiled": (measure.Pair(50000, 0.4, 0.13, 3.1),),
        "by_shoppers": {5000: 0.1, 200000: 3.9},
        "slope": 0.99,
        "by_needs": {7.0: 0.2, 14.0: 0.3},
        "memory": {20000: 150.0, 500000: 160.0},
        "yardsticks": 0.6,
        "million": None,
    }
    return table.Figures(**{**values, **changes})  # type: ignore[arg-type]  # on purpose loose


def test_the_table_says_which_limit_was_missed() -> None:
    assert all(line.met for line in table.checks(figures()))
    missed = {
        "agents": (measure.Pair(5000, 0.1, 2.0, 20.0),),
        "compiled": (measure.Pair(50000, 0.4, 0.05, 8.0),),
        "slope": 1.3,
        "memory": {20000: 150.0, 500000: 900.0},
        "yardsticks": 1.5,
        "million": (20.0, 1200.0),
    }
    for name, value in missed.items():
        found = figures(**{name: value})
        assert [line.met for line in table.checks(found)].count(False) == 1, name
        assert "missed" in table.document(found)
    assert "missed" not in table.document(figures())

"""What is measured against the engine lives the same lives: agents."""

from __future__ import annotations

import numpy as np

from simulations import Scenario
from simulations.engine.chunks import run_chunks
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import shopper_totals
from tests.benchmarks import measure, table
from tests.benchmarks.mesa_agents import live_with_agents

AGENT_NAMES = {"points": "frustration_points", "severe": "severe_journeys"}
BY_AGENTS = (
    *("journeys", "purchases", "points", "severe", "revenue", "store_revenue", "contribution"),
    *("store_visits", "online_sessions", "phone_sessions", "carts", "contacts"),
)


def test_plain_agents_live_the_lives_of_the_engine() -> None:
    scenario = Scenario({"shoppers": 60, "seed": 4})
    strategies = (scenario.a, scenario.b)
    _, ledger = simulate(scenario, strategies, np.arange(60, dtype=np.int64))
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    for side, market in enumerate(live_with_agents(scenario)):
        for name in BY_AGENTS:
            agent_name = AGENT_NAMES.get(name, name)
            totals_of_agents = [
                shopper.customer.life.totals[agent_name] for shopper in market.shoppers
            ]
            assert totals[name][side].tolist() == totals_of_agents, name
    assert totals["purchases"].sum() > 50


def test_the_clock_runs_over_the_whole_engine() -> None:
    scenario = Scenario({"shoppers": 300})
    assert measure.seconds(lambda: measure.run_engine(scenario)) > 0.0
    assert sum(int(part.people[0]) for part in run_chunks(scenario)) == 300


def figures(**changes: object) -> table.Figures:
    values: dict[str, object] = {
        "agents": (measure.Pair(5000, 0.1, 12.0, 120.0),),
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
        "slope": 1.3,
        "memory": {20000: 150.0, 500000: 900.0},
        "yardsticks": 1.5,
        "million": (20.0, 1200.0),
    }
    for name, value in missed.items():
        result = figures(**{name: value})
        assert [line.met for line in table.checks(result)].count(False) == 1, name
        assert "missed" in table.document(result)
    assert "missed" not in table.document(figures())

"""The fast engine and the slow reference must tell the same lives, event by event."""

from __future__ import annotations

import numpy as np
import pytest

from simulations import CHANNELS, Scenario
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import shopper_totals
from tests.simulations import reference
from tests.simulations.worlds import random_scenario

EXACT = (
    "journeys",
    "purchases",
    "store_visits",
    "online_sessions",
    "phone_sessions",
    "carts",
    "contacts",
    "store_purchases",
    "online_purchases",
    "active",
)
CLOSE = {
    "points": "frustration_points",
    "frustration": "frustration_end_sum",
    "severe": "severe_journeys",
    "revenue": "revenue",
    "store_revenue": "store_revenue",
    "online_revenue": "online_revenue",
    "contribution": "contribution",
    "loyalty": "loyalty_end",
}


def assert_same_lives(scenario: Scenario, shoppers: np.ndarray) -> int:
    """Compare every event and total of these shoppers; return how many events there were."""
    strategies = (scenario.a, scenario.b)
    _, ledger = simulate(scenario, strategies, shoppers, keep_events=True)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    events_of: dict[tuple[int, int], list[tuple[int, str, str, float]]] = {}
    for e in ledger.events or []:
        channel = CHANNELS[e.channel] if e.channel >= 0 else ""
        events_of.setdefault((e.side, e.shopper), []).append((e.week, e.name, channel, e.points))
    events = 0
    for side, name in enumerate(("a", "b")):
        for row, shopper in enumerate(shoppers.tolist()):
            expected = reference.simulate(scenario, name, shopper)
            where = f"scenario {scenario!r}, side {name}, shopper {shopper}"
            assert events_of.get((side, row), []) == expected.events, where
            events += len(expected.events)
            for key in EXACT:
                assert totals[key][side, row] == expected.totals[key], (key, where)
            for key, reference_name in CLOSE.items():
                wanted = pytest.approx(expected.totals[reference_name], rel=1e-9, abs=1e-9)
                assert totals[key][side, row] == wanted, (key, where)
    return events


@pytest.mark.parametrize("number", range(40))
def test_any_legal_scenario_gives_the_same_events_as_the_reference(number: int) -> None:
    scenario = random_scenario(number)
    assert_same_lives(scenario, np.arange(scenario.shoppers, dtype=np.int64))


@pytest.mark.parametrize("shoppers", [500, pytest.param(2000, marks=pytest.mark.slow)])
def test_shoppers_of_the_first_scenario_live_as_in_the_reference(shoppers: int) -> None:
    events = assert_same_lives(Scenario({"weeks": 104}), np.arange(shoppers, dtype=np.int64))
    assert events > 10 * shoppers


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1000, 1400))
def test_many_more_scenarios_give_the_same_events_as_the_reference(number: int) -> None:
    scenario = random_scenario(number)
    assert_same_lives(scenario, np.arange(scenario.shoppers, dtype=np.int64))

"""What a set-up costs per shopper: integrating it, keeping it integrated, keeping channels open."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations.scenario.knobs import CAPABILITIES
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy


def setup_costs(scenario: Scenario, strategies: tuple[Strategy, ...]) -> NDArray[np.float64]:
    """Return the cost per shopper of each strategy over the whole horizon (rules, section 5).

    Parameters
    ----------
    scenario : Scenario
        Costs, yearly revenue and horizon. Its own two set-ups are not used.
    strategies : tuple of Strategy
        S strategies.

    Returns
    -------
    float array (S,)
        Money per shopper, in the scenario's currency.
    """
    return np.array(
        [one_off_cost(scenario, s) + weekly_cost(scenario, s) * scenario.weeks for s in strategies]
    )


def one_off_cost(scenario: Scenario, strategy: Strategy) -> float:
    """Return what it costs to put the strategy's integration in place (rules, section 5).

    Parameters
    ----------
    scenario : Scenario
    strategy : Strategy

    Returns
    -------
    float
        Money per shopper; 0 in an empty horizon.
    """
    if scenario.weeks == 0:
        return 0.0
    return strategy.one_off_cost * _integration(scenario, strategy) * _yearly_revenue(scenario)


def weekly_cost(scenario: Scenario, strategy: Strategy) -> float:
    """Return what it costs to keep integration and channels running (rules, section 5).

    Parameters
    ----------
    scenario : Scenario
    strategy : Strategy

    Returns
    -------
    float
        Money per shopper and week.
    """
    share = strategy.running_cost * _integration(scenario, strategy)
    share += scenario.group("costs").channel_upkeep * (len(strategy.channels) - 1)
    return share * _yearly_revenue(scenario) / 52.0


def _integration(scenario: Scenario, strategy: Strategy) -> float:
    """Share of full integration that has been bought: mean level, weighted by what parts cost."""
    parts = scenario.group("costs.weight")
    whole = sum(parts[name] for name in CAPABILITIES)
    bought = sum(parts[name] * strategy.capabilities[name] for name in CAPABILITIES)
    return bought / whole if whole > 0.0 else 0.0


def _yearly_revenue(scenario: Scenario) -> float:
    """Revenue per shopper and year to which costs are related; outside both set-ups on purpose."""
    needs = scenario.group("population").need_rate
    basket = scenario.group("market").basket_mean
    return needs * basket * scenario.group("costs").reference_capture

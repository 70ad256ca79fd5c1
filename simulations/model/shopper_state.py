"""What lasts from journey to journey: the world's knobs and everybody's relationship."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import NOWHERE
from simulations.model import distributions
from simulations.model.channel_choice import combining, home_channels, reach
from simulations.model.population import Population
from simulations.model.setups import Setups
from simulations.scenario.knobs import FRICTIONS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

STAYS = -1


class World:
    """Knobs of a scenario, looked up once for a whole run.

    Parameters
    ----------
    scenario : Scenario
    setups : Setups
    """

    def __init__(self, scenario: Scenario, setups: Setups) -> None:
        self.setups = setups
        self.market = scenario.group("market")
        self.reaction = scenario.group("reaction")
        self.costs = scenario.group("costs")
        self.points = np.array([scenario.group(f"friction.{k}").points for k in FRICTIONS])
        self.chances = np.stack([setups.chance[k] for k in FRICTIONS])  # (frictions, S, W)
        self.appeal = {
            k: weights[:, 0] * setups.open[:, :, 0] for k, weights in setups.taste.items()
        }
        self.quit = {k: scenario.group(f"friction.{k}").get("quit", 0.0) for k in FRICTIONS}
        keep = self.reaction.frustration_keep
        self.fading = np.array([keep**weeks for weeks in range(scenario.weeks + 1)])
        self.values = distributions.lognormal_table(self.market.basket_spread)


@dataclass(slots=True)
class ShopperState:
    """What changes from journey to journey, for all n shoppers of the chunk under S set-ups.

    Attributes
    ----------
    home : int64 array (S, n)
        Channel code of those who keep to one.
    combines, active : bool arrays (S, n)
        Who combines channels, by habit or nudged; who has not left.
    reach : float array (S, n)
        Factor of the chance to think of the retailer, 0 to 1.
    loyalty, expectation : float arrays (S, n)
        0 to 1; expectation is nan before the first journey.
    frustration : float array (S, n)
        Points from 0 to 100, as of the last journey.
    last_week, left_week : int64 arrays (S, n)
        Weeks from 0; ``left_week`` is −1 for those who stay.
    last_purchase, last_friction : int64 arrays (S, n)
        Channel codes; −1 for none yet.
    """

    home: Codes
    combines: Flags
    reach: Floats
    active: Flags
    loyalty: Floats
    expectation: Floats
    frustration: Floats
    last_week: Codes
    last_purchase: Codes
    last_friction: Codes
    left_week: Codes

    @staticmethod
    def begin(people: Population, setups: Setups, reach_effect: float) -> ShopperState:
        """Return everybody's state before the first week.

        Parameters
        ----------
        people : Population
            n shoppers.
        setups : Setups
            S set-ups.
        reach_effect : float
            The knob ``market.reach_effect``, a share from 0 to 1.

        Returns
        -------
        ShopperState
            Expectations are nan until the first journey sets them.
        """
        shape = (setups.open.shape[1], len(people))
        return ShopperState(
            home=home_channels(people, setups),
            combines=combining(people, setups),
            reach=reach(people, setups, reach_effect),
            active=np.ones(shape, dtype=bool),
            loyalty=np.tile(people.loyalty, (shape[0], 1)),
            expectation=np.full(shape, np.nan),
            frustration=np.zeros(shape),
            last_week=np.zeros(shape, dtype=np.int64),
            last_purchase=np.full(shape, NOWHERE, dtype=np.int64),
            last_friction=np.full(shape, NOWHERE, dtype=np.int64),
            left_week=np.full(shape, STAYS, dtype=np.int64),
        )


def to_sixtyfourths(values: Floats) -> Floats:
    """Round to 1/64 (half to even), so that sums are exact and do not depend on their order.

    Parameters
    ----------
    values : float array (...)
        Money or frustration points, any shape.

    Returns
    -------
    float array (...)
        In the shape of `values`.
    """
    return np.rint(values * 64.0) / 64.0

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
    """Knobs of a scenario, looked up once for a whole run."""

    def __init__(self, scenario: Scenario, setups: Setups) -> None:
        self.setups = setups
        self.market = scenario.group("market")
        self.reaction = scenario.group("reaction")
        self.costs = scenario.group("costs")
        self.points = {k: scenario.group(f"friction.{k}").points for k in FRICTIONS}
        self.quit = {k: scenario.group(f"friction.{k}").get("quit", 0.0) for k in FRICTIONS}
        keep = self.reaction.frustration_keep
        self.fading = np.array([keep**weeks for weeks in range(scenario.weeks + 1)])
        self.values = distributions.lognormal_table(self.market.basket_spread)


@dataclass(slots=True)
class Lives:
    """What changes from journey to journey, arrays (S, n) over all shoppers of the chunk."""

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
    def begin(people: Population, setups: Setups, reach_effect: float) -> Lives:
        """Everybody before the first week; expectations are set at the first journey."""
        shape = (setups.open.shape[1], len(people))
        return Lives(
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
    """Round to 1/64, so that sums are exact and do not depend on their order."""
    return np.rint(values * 64.0) / 64.0

"""Customers as a retailer's records show them, and what only a simulation knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.ledger import Ledger
from simulations.model.journeys import simulate
from simulations.scenario.knobs import CHANNELS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOUCHES = ("discover", "evaluate", "buy", "support")


@dataclass(frozen=True, slots=True)
class Customers:
    """People with at least one purchase, one array element each.

    Attributes
    ----------
    shopper : int64 array (n,)
    purchases, revenue : float arrays (n,)
        Over the horizon; revenue net of returns.
    channels : int64 array (n,)
        Channels in which the person was seen: in any journey, whether it ended in a purchase or
        not, at any stage (discover, evaluate, buy, help).
    early, late : float arrays (n,)
        Purchases in the first half of the weeks (rounded down) and in the rest.
    early_channels : int64 array (n,)
        Channels in which the person was seen in the first half.
    engagement, need_rate : float arrays (n,)
        Traits that no retailer sees; see ``population.Population``.
    """

    shopper: NDArray[np.int64]
    purchases: Floats
    revenue: Floats
    channels: NDArray[np.int64]
    early: Floats
    late: Floats
    early_channels: NDArray[np.int64]
    engagement: Floats
    need_rate: Floats

    def __len__(self) -> int:
        return len(self.shopper)

    @staticmethod
    def join(parts: Sequence[Customers]) -> Customers:
        """Return the customers of several chunks, in their order.

        Parameters
        ----------
        parts : sequence of Customers
            At least one.

        Returns
        -------
        Customers
        """
        return Customers(
            *(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Customers))
        )


def customers_chunk(scenario: Scenario, side: str, start: int, length: int) -> Customers:
    """Return the customers among the shoppers of a chunk under one set-up.

    Parameters
    ----------
    scenario : Scenario
    side : str
        ``a`` or ``b``.
    start : int
        Number of the first shopper, from 0.
    length : int
        Shoppers; the chunk ends with the scenario's last one.

    Returns
    -------
    Customers
    """
    shoppers = np.arange(start, min(start + length, scenario.shoppers), dtype=np.int64)
    people, ledger = simulate(scenario, (scenario.side(side),), shoppers)
    bought = ledger.journeys["bought"][0].astype(np.float64)
    first_half = ledger.week < scenario.weeks // 2

    def add_up(column: NDArray[np.generic]) -> Floats:
        return add_by(ledger.shopper, column, len(people))

    purchases = add_up(bought)
    who = np.flatnonzero(purchases > 0.0)
    started = ledger.journeys["started"][0].astype(bool)
    return Customers(
        shopper=shoppers[who],
        purchases=purchases[who],
        revenue=add_up(np.where(started, ledger.journeys["revenue"][0], 0.0))[who],
        channels=_channels_seen(ledger, started, len(people))[who],
        early=add_up(bought * first_half)[who],
        late=add_up(bought * ~first_half)[who],
        early_channels=_channels_seen(ledger, started & first_half, len(people))[who],
        engagement=people.engagement[who],
        need_rate=people.need_rate[who],
    )


def _channels_seen(ledger: Ledger, journeys: Flags, people: int) -> NDArray[np.int64]:
    seen = np.zeros((people, len(CHANNELS)), dtype=bool)
    for stage in TOUCHES:
        channel = ledger.journeys[stage][0].astype(np.int64)
        seen_here = journeys & (channel >= 0)
        cell = ledger.shopper[seen_here] * len(CHANNELS) + channel[seen_here]
        seen |= (count_by(cell, seen.size) > 0).reshape(seen.shape)
    return seen.sum(axis=1).astype(np.int64)

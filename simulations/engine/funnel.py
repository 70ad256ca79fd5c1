"""The funnel from the first thought of the retailer to a purchase: how many go on at each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.ledger import NOT_CONVINCED, Ledger
from simulations.model.outcomes import SHARE
from simulations.scenario.knobs import CHANNELS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """A share of those who came as far as another step.

    Attributes
    ----------
    name : str
    of : str
        That step; journeys, or people for the first step.
    bounds : tuple of float
        Least and largest value that the share can have.
    """

    name: str
    of: str
    bounds: tuple[float, float] = SHARE


_LIST = (
    Step("journeys", "people", (0.0, np.inf)),
    Step("evaluate", "journeys"),
    Step("buy", "evaluate"),
    Step("receive", "buy"),
    Step("lost", "journeys"),
    Step("not_convinced", "journeys"),
)
STEPS: Mapping[str, Step] = MappingProxyType({step.name: step for step in _LIST})
STEP_BOUNDS = np.array([step.bounds for step in _LIST]).T
"""Lowest, then highest value of every step."""


def step_totals(ledger: Ledger) -> tuple[Floats, Floats]:
    """Count for every step of the funnel who took it and who could have.

    Whole numbers, so that sums of products of them are exact in any order.

    Parameters
    ----------
    ledger : Ledger
        n shoppers under S set-ups.

    Returns
    -------
    took : float array (steps, S, n)
        In the order of ``STEPS``.
    could : float array (steps, S, n)
        Those who came as far as ``Step.of``.
    """
    journeys = ledger.journeys
    sides, people = ledger.loyalty.shape
    counts = {"people": np.ones((sides, people))}
    counts |= {step.name: np.zeros((sides, people)) for step in _LIST}
    for side in range(sides):
        columns = {name: column[side] for name, column in journeys.items()}
        flags = {
            "journeys": columns["started"],
            "evaluate": columns["evaluate"] >= 0,
            "buy": columns["buy"] >= 0,
            "receive": columns["bought"],
            "lost": columns["lost_to"] >= 0,
            "not_convinced": columns["lost_to"] == NOT_CONVINCED,
        }
        for name, flag in flags.items():
            counts[name][side] = count_by(ledger.shopper[flag], people)
    top = np.stack([counts[step.name] for step in _LIST])
    return top, np.stack([counts[step.of] for step in _LIST])


def channel_revenue(ledger: Ledger) -> Floats:
    """Return the revenue of each shopper by channel of purchase.

    Parameters
    ----------
    ledger : Ledger
        n shoppers under S set-ups.

    Returns
    -------
    float array (8, S, n)
        Money, in the order of ``CHANNELS``.
    """
    sides, people = ledger.loyalty.shape
    totals = np.zeros((len(CHANNELS), sides, people))
    for side in range(sides):
        bought = ledger.journeys["bought"][side]
        cell = ledger.journeys["buy"][side][bought].astype(np.int64) * people
        cell += ledger.shopper[bought]
        revenue = ledger.journeys["revenue"][side][bought]
        totals[:, side] = add_by(cell, revenue, len(CHANNELS) * people).reshape(-1, people)
    return totals

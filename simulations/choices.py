"""Random-utility choice among open channels (a logit: weights are exponentials of utilities).

Weights are products of factors, so that a choice needs no exponential and falls the same way on
every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulations.knobs import CHANNELS, STORE
from simulations.population import ONLINE_ONLY, SEVERAL, STORE_ONLY, Population
from simulations.setups import Setups

if TYPE_CHECKING:
    from simulations.visit import Visit

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

CHANNEL_CODES = np.arange(len(CHANNELS))[:, None, None]
FITS = {STORE_ONLY: ("store",), ONLINE_ONLY: ("website", "app")}


def pick(weights: Floats, draws: Floats) -> Codes:
    """Choose along the first axis (8 channels) in proportion to the weights.

    Parameters
    ----------
    weights : float array (8, S, n)
        At least one is positive for each (S, n).
    draws : float array, broadcastable to (S, n)
    """
    total = np.cumsum(weights, axis=0)
    passed = total[:-1] <= draws * total[-1]
    return passed.sum(axis=0, dtype=np.int64)


def choose(visit: Visit, stage: str, draws: Floats) -> Codes:
    """Channel that each person takes for a stage, among those open for it."""
    setups = visit.world.setups
    weights = visit.pull_now() * setups.taste[stage] * setups.open
    if stage == "buy":  # seeing what the store has moves sales there (IN1, IN2)
        seen = setups.good["shared_stock"][visit.week]
        weights[STORE] *= 1.0 + visit.world.market.stock_pull * seen
    return pick(_never_empty(weights, setups, stage), draws)


def home_channels(people: Population, setups: Setups) -> Codes:
    """The one channel of people who keep to one, as codes (S, n)."""
    weights = people.pull[:, None, :] * setups.taste["buy"] * setups.open
    fitting = weights.copy()
    for habit, channels in FITS.items():
        misfit = np.array([channel not in channels for channel in CHANNELS])[:, None, None]
        fitting[np.broadcast_to(misfit & (people.habit == habit), fitting.shape)] = 0.0
    weights = np.where(fitting.any(axis=0), fitting, weights)
    return pick(_never_empty(weights, setups, "buy"), people.home_draw)


def combining(people: Population, setups: Setups) -> NDArray[np.bool_]:
    """Who combines channels: by habit, or because the set-up got them to; (S, n)."""
    to_store = (people.habit == ONLINE_ONLY) & (people.nudge_draw < setups.nudge_to_store)
    to_online = (people.habit == STORE_ONLY) & (people.nudge_draw < setups.nudge_to_online)
    return (people.habit == SEVERAL) | to_store | to_online


def _never_empty(weights: Floats, setups: Setups, stage: str) -> Floats:
    empty = ~weights.any(axis=0)
    if empty.any():
        serving = setups.open * setups.serves[stage][:, None, None]
        weights = np.where(empty, serving, weights)
    return weights

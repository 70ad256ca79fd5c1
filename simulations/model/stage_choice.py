"""Which channel a shopper takes for a stage of a journey, and who goes on in another one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations.model.channel_choice import (
    ONLINE,
    FlatIndices,
    fill_zero_weights,
    flat_indices,
    weighted_choice,
)
from simulations.model.journey_state import JourneyState
from simulations.scenario.knobs import STORE

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def choose(state: JourneyState, stage: str, flat: FlatIndices) -> Codes:
    """Return the channels that these people take for a stage, among those open for it.

    Source: rules, section 3 (choosing) and section 4, steps 3 to 5 and 9.

    Parameters
    ----------
    state : JourneyState
        n journeys under S set-ups.
    stage : str
        ``discover``, ``evaluate``, ``buy`` or ``support``.
    flat : int array (k,)
        Who chooses: indices of the flat view of the journeys (S, n).

    Returns
    -------
    int64 array (k,)
        Positions in ``CHANNELS``.
    """
    if not len(flat):
        return flat.astype(np.int64)
    side = flat // len(state.rows)
    weights = state.pull.take(flat, axis=1)
    weights *= state.world.appeal[stage].take(side, axis=1)
    if stage == "buy":  # seeing what the store has moves sales there (IN1, IN2)
        weights[STORE] *= _seen_stock(state, flat)
    fill_zero_weights(weights, state.world.setups, stage, side)
    return weighted_choice(weights, state.u_at(f"{stage}_channel", flat))


def _seen_stock(state: JourneyState, flat: FlatIndices) -> Floats:
    """Factor of the store's pull for who can see elsewhere what it has (section 4, step 5)."""
    market, setups = state.world.market, state.world.setups
    good = state.in_week(setups.good["shared_stock"]).take(flat)
    pull, sight = market.stock_pull * good, market.stock_sight
    blind = 1.0 + pull * (1.0 - sight)
    if sight == 0.0:
        return blind
    looks = ONLINE.take(state.evaluate.take(flat))
    in_stock = state.u_at("stock_out", flat) >= state.chance("stock_out").take(flat)
    seen = np.where(in_stock, 1.0 + pull, blind * (1.0 - sight * good))
    return np.where(looks, seen, blind)


def next_channels(state: JourneyState, stage: str, current: Codes) -> Codes:
    """Return the channels of stage ``evaluate`` or ``buy`` (rules, section 4, steps 4 and 5).

    Parameters
    ----------
    state : JourneyState
        n journeys under S set-ups.
    stage : str
    current : int64 array (S, n)

    Returns
    -------
    int64 array (S, n)
    """
    must = ~state.world.setups.serves[stage].take(current)
    crosses = must | (state.u(f"{stage}_change") < state.crossing)
    moving = flat_indices(crosses & state.going & ~state.single)
    following = current.copy()
    following.ravel()[moving] = choose(state, stage, moving)
    return following

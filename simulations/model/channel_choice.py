"""Random-utility choice among open channels (a logit: weights are exponentials of utilities).

Weights are products of factors, so that a choice needs no exponential and falls the same way on
every machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations.model.population import ONLINE_ONLY, SEVERAL, STORE_ONLY, Population
from simulations.model.setups import Setups
from simulations.scenario.group import Group
from simulations.scenario.knobs import CHANNELS

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
FlatIndices = NDArray[np.intp]  # of a flat view of an array (S, n)

ONLINE = np.array([channel in ("website", "app") for channel in CHANNELS])
HABIT_CHANNELS = {STORE_ONLY: ("store",), ONLINE_ONLY: ("website", "app")}


def weighted_choice(weights: Floats, draws: Floats) -> Codes:
    """Choose along the first axis in proportion to the weights (rules, section 3: choosing).

    Parameters
    ----------
    weights : float array (8, …, n)
        At least one is positive for each choice. Overwritten with their running totals.
    draws : float array (n,) or (…, n)
        In [0, 1); broadcast to (…, n).

    Returns
    -------
    int64 array (…, n)
        Positions in ``CHANNELS``.
    """
    for channel in range(1, len(weights)):  # row by row: far faster than cumsum along this axis
        weights[channel] += weights[channel - 1]
    passed = weights[:-1] <= draws * weights[-1]
    return passed.sum(axis=0, dtype=np.int8).astype(np.int64)


def flat_indices(flags: NDArray[np.bool_]) -> FlatIndices:
    """Return the indices of the true flags in the flat view of the array.

    Parameters
    ----------
    flags : bool array (S, n)
        Any other shape works as well.

    Returns
    -------
    int array (k,)
    """
    return flags.ravel().nonzero()[0]


def scattered(values: Floats, flat: FlatIndices, shape: tuple[int, ...]) -> Floats:
    """Put values of some journeys into an array for all of them, 0 elsewhere.

    Parameters
    ----------
    values : float array (k,)
    flat : int array (k,)
    shape : tuple of int
        Of the array.

    Returns
    -------
    float array (S, n)
    """
    everybody = np.zeros(shape)
    everybody.ravel()[flat] = values
    return everybody


def current_pull(
    tastes: Floats, last_purchase: Codes, last_friction: Codes, reaction: Group
) -> Floats:
    """Return the pull of each channel after inertia and avoidance, at the start of a journey.

    Source: rules, section 4, step 3.

    Parameters
    ----------
    tastes : float array (8, n)
        Pull of each channel on n people.
    last_purchase, last_friction : int64 arrays (S, n)
        Channels of the last purchase and of the last friction; −1 for none.
    reaction : Group
        The knobs ``inertia`` and ``avoidance`` of it.

    Returns
    -------
    float array (8, S*n)
    """
    pull = np.tile(tastes, len(last_purchase))
    for codes, factor in ((last_purchase, reaction.inertia), (last_friction, reaction.avoidance)):
        channel = codes.ravel()
        known = (channel >= 0).nonzero()[0]
        pull[channel.take(known), known] *= factor
    return pull


def home_channels(people: Population, setups: Setups) -> Codes:
    """Return the one channel of people who keep to one by habit (rules, section 3: home channel).

    Parameters
    ----------
    people : Population
        n shoppers.
    setups : Setups
        S set-ups.

    Returns
    -------
    int64 array (S, n)
        Positions in ``CHANNELS``; 0 and without meaning for the habit *several*.
    """
    home = np.zeros((setups.open.shape[1], len(people)), dtype=np.int64)
    for habit, channels in HABIT_CHANNELS.items():
        keepers = np.flatnonzero(people.habit == habit)
        fits = np.array([channel in channels for channel in CHANNELS])[:, None]
        for side in range(len(home)):
            weights = people.pull[:, keepers] * setups.taste["buy"][:, 0] * setups.open[:, side]
            fitting = weights * fits
            weights = np.where(fitting.any(axis=0), fitting, weights)
            fill_zero_weights(weights, setups, "buy", np.full(len(keepers), side))
            home[side, keepers] = weighted_choice(weights, people.home_draw[keepers])
    return home


def reach(people: Population, setups: Setups, effect: float) -> Floats:
    """Return what is left of the chance to think of a retailer with closed channels.

    People who keep to one kind of channel miss only those; whoever combines misses any (rules,
    section 3: reach).

    Parameters
    ----------
    people : Population
        n shoppers.
    setups : Setups
        S set-ups.
    effect : float
        The knob ``market.reach_effect``, a share from 0 to 1.

    Returns
    -------
    float array (S, n)
        Factors from 1 − `effect` to 1.
    """
    liked = people.pull * setups.taste["buy"][:, 0]
    for habit, channels in HABIT_CHANNELS.items():
        misfit = np.array([channel not in channels for channel in CHANNELS])
        liked[np.ix_(misfit, people.habit == habit)] = 0.0
    total = liked.sum(axis=0)
    everything = np.ones_like(total)
    shares = [
        np.divide((liked * is_open).sum(axis=0), total, out=everything.copy(), where=total > 0.0)
        for is_open in np.moveaxis(setups.open, 1, 0)
    ]
    return 1.0 - effect * (1.0 - np.stack(shares))


def combining(people: Population, setups: Setups) -> NDArray[np.bool_]:
    """Return who combines channels: by habit, or because the set-up got them to.

    Source: rules, section 3 (combining).

    Parameters
    ----------
    people : Population
        n shoppers.
    setups : Setups
        S set-ups.

    Returns
    -------
    bool array (S, n)
    """
    to_store = (people.habit == ONLINE_ONLY) & (people.nudge_draw < setups.nudge_to_store)
    to_online = (people.habit == STORE_ONLY) & (people.nudge_draw < setups.nudge_to_online)
    return (people.habit == SEVERAL) | to_store | to_online


def fill_zero_weights(weights: Floats, setups: Setups, stage: str, side: FlatIndices) -> None:
    """Where all weights are zero, make those of the open channels for the stage equal.

    Parameters
    ----------
    weights : float array (8, k)
        Changed in place.
    setups : Setups
    stage : str
        ``discover``, ``evaluate``, ``buy`` or ``support``.
    side : int array (k,)
        Which set-up each of them is under.
    """
    empty = (weights.sum(axis=0) == 0.0).nonzero()[0]
    if len(empty):
        weights[:, empty] = (setups.open[:, :, 0] * setups.serves[stage][:, None])[:, side[empty]]

"""Groups of shoppers, and the delete-a-group jackknife over them.

A share of credit or the gain of the best plan is no ratio of two sums, so it has no short formula
for its interval. The delete-a-group jackknife needs none: the statistic is worked out again
without each group of shoppers, and the spread of these answers is the standard error (Kott 2001).
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

from simulations.engine.estimates import NORMAL_95, Estimate, typical_size
from simulations.engine.ledger import Ledger
from simulations.engine.tally import BLOCK
from simulations.model.outcomes import OUTCOME_EVENTS, OUTCOMES, shopper_totals

Floats = NDArray[np.float64]

GROUPS = 50  # a shopper's group is the number modulo this; blocks hold whole rounds of groups
PARTS = 3  # sums of top, of bottom, and of squares of top


def group_sums(ledger: Ledger) -> Floats:
    """Sums of every outcome for each group of one block of shoppers.

    Parameters
    ----------
    ledger : Ledger
        Of S set-ups and at most one block of shoppers that starts at a whole block.

    Returns
    -------
    float array (S, outcomes, PARTS, GROUPS)
        Costs of the set-ups are left out: profit is contribution here.
    """
    sides, people = ledger.loyalty.shape
    totals = shopper_totals(ledger, np.zeros(sides))
    top = np.stack([outcome.top(totals) for outcome in OUTCOMES.values()], axis=1)
    bottom = np.stack([outcome.bottom(totals) for outcome in OUTCOMES.values()], axis=1)
    parts = np.zeros((sides, len(OUTCOMES), PARTS, BLOCK))
    parts[..., :people] = np.stack([top, bottom, top * top], axis=2)
    return parts.reshape(sides, len(OUTCOMES), PARTS, BLOCK // GROUPS, GROUPS).sum(axis=-2)


def _used_groups(people: int) -> int:
    """Groups that hold somebody; 0 when leaving one out would leave nobody."""
    return min(people, GROUPS) if people >= 2 else 0


def ratios(sums: Floats, people: int) -> Floats:
    """Every outcome of everybody, and again without each group.

    Parameters
    ----------
    sums : float array (…, PARTS, GROUPS)
    people : int

    Returns
    -------
    float array (…, 1 + used groups)
        A rate over nobody is 0.
    """
    top, bottom = (
        np.concatenate([total, total - sums_of_part[..., : _used_groups(people)]], axis=-1)
        for sums_of_part in (sums[..., 0, :], sums[..., 1, :])
        for total in [sums_of_part.sum(axis=-1, keepdims=True)]
    )
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom != 0.0)


def unseen(first: Floats, second: Floats) -> Floats:
    """Half width of a difference of outcomes due to two shoppers who were not drawn.

    Where few or none of those drawn differ, their spread alone would promise a certainty that
    nobody has; the interval of a comparison counts the same two (``estimates.difference``).

    Parameters
    ----------
    first, second : float array (outcomes, PARTS, GROUPS)
        Sums of both set-ups.

    Returns
    -------
    float array (outcomes,)
        In the units of the outcomes.
    """
    total, _, squares = np.abs(first.sum(axis=-1)).T
    bottom = second[:, 1].sum(axis=-1)
    size = typical_size(total, squares, OUTCOME_EVENTS)
    weight = np.divide(1.0, bottom, out=np.zeros_like(bottom), where=bottom != 0.0)
    return NORMAL_95 * math.sqrt(2.0) * size * weight


def estimate(values: Floats, unseen_half: float = 0.0, widest: float = math.inf) -> Estimate:
    """Mean and 95 % interval of a statistic.

    Parameters
    ----------
    values : float array (1 + groups,)
        The statistic of everybody, then without each group. Without groups there is no spread to
        judge luck by: both ends equal the mean.
    unseen_half : float
        Half width due to shoppers who were not drawn.
    widest : float
        Largest size that the statistic can have at all.

    Returns
    -------
    Estimate
    """
    mean = float(values[0])
    half = math.hypot(standard_error(values) * student_95(len(values) - 2), unseen_half)
    if len(values) < 2:
        return Estimate(mean, mean, mean)
    low, high = max(-widest, mean - half), min(widest, mean + half)
    return Estimate(mean, min(low, mean), max(high, mean))


def standard_error(values: Floats) -> float:
    """Return the jackknife standard error.

    Parameters
    ----------
    values : float array (1 + groups,)
        The statistic of everybody (not used), then without each group.

    Returns
    -------
    float
        0 with fewer than two groups.
    """
    without = values[1:]
    if len(without) < 2:
        return 0.0
    spread = without - without.mean()
    return math.sqrt((len(without) - 1) / len(without) * float(spread @ spread))


@functools.lru_cache(maxsize=GROUPS)
def student_95(freedom: int) -> float:
    """Return the half width of the 95 % interval of Student's t.

    Parameters
    ----------
    freedom : int
        Degrees of freedom.

    Returns
    -------
    float
        In standard errors; 0 without a degree of freedom.
    """
    if freedom < 1:
        return 0.0
    low, high = 0.0, 16.0
    while high - low > 1e-12:
        middle = (low + high) / 2.0
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return low


def _within(t: float, freedom: int) -> float:
    """P(−t ≤ T ≤ t): finite sums of cosines (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    odd = freedom % 2
    term = math.cos(angle) if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for k in range(2 + odd, freedom - 1, 2):
        term *= math.cos(angle) ** 2 * (k - 1) / k
        total += term
    within = math.sin(angle) * total
    return 2.0 / math.pi * (angle + within) if odd else within

"""Means, paired differences and their intervals, from sums that can be added up.

A ratio R = Σtop / Σbottom has the influence value (top − R × bottom) / mean(bottom) for each
shopper; the standard error is the spread of these values over √n (the delta method). A paired
difference uses the difference of both sides' values of the same shopper, which is what shared
luck makes narrow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NORMAL_95 = 1.959963984540054
# Four values of each shopper: top and bottom of side a, and what side b has more of each. Kept as
# differences, equal set-ups give intervals of exactly zero. Sums, then sums of products.
PAIRS = tuple((i, j) for i in range(4) for j in range(i, 4))
MOMENTS = 4 + len(PAIRS)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with the ends of its 95 % interval for luck (finite shoppers), not for assumptions.

    With fewer than two shoppers there is no spread to judge luck by: both ends equal the mean.
    """

    mean: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """Plain value for JSON."""
        return {"mean": self.mean, "low": self.low, "high": self.high}


def moments(top: Floats, bottom: Floats) -> Floats:
    """Sums and sums of products over n shoppers, for two sides: (…, 2, n) twice → (…, 14)."""
    values = four_values(np.moveaxis(top, -2, 0), np.moveaxis(bottom, -2, 0))
    sums = [value.sum(axis=-1) for value in values]
    products = [(values[i] * values[j]).sum(axis=-1) for i, j in PAIRS]
    return np.stack([*sums, *products], axis=-1)


def four_values(top: Floats, bottom: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Top and bottom of side a, and what side b (second along the first axis) has more."""
    return top[0], bottom[0], top[1] - top[0], bottom[1] - bottom[0]


def ratio(sums: Floats, people: int, side: int, bounds: tuple[float, float]) -> Estimate:
    """One side's mean with its interval, kept inside the outcome's bounds."""
    mean, influence = _influence(sums, people, side)
    half = _half_width(sums, people, influence)
    low, high = max(bounds[0], mean - half), min(bounds[1], mean + half)
    return Estimate(mean, low, high)


def difference(
    sums: Floats,
    people: int,
    bounds: tuple[float, float] = (-math.inf, math.inf),
    can_differ: bool = True,
    usual: float = 0.0,
) -> Estimate:
    """Side b minus side a, with the interval of the paired difference.

    The variance counts two imagined shoppers whose lives differ, one each way: where few or none
    of those drawn differ, the spread alone would promise a certainty that nobody has (the
    rule of three for shares). Between equal set-ups nothing can differ, and nothing is imagined.
    """
    mean_a, influence_a = _influence(sums, people, 0)
    mean_b, influence_b = _influence(sums, people, 1)
    mean = mean_b - mean_a
    seen = _half_width(sums, people, influence_b - influence_a)
    unseen = _unseen(sums, influence_b[2], people, usual) if can_differ else 0.0
    half = math.hypot(seen, unseen)
    widest = bounds[1] - bounds[0]
    return Estimate(mean, max(-widest, mean - half), min(widest, mean + half))


def _unseen(sums: Floats, weight: float, people: int, usual: float) -> float:
    """Half width due to the imagined shoppers, each of the typical size of the outcome.

    Where nobody was seen at all the size is the ``usual`` one (0 where that is not known).
    """
    total, squares = abs(float(sums[0])), float(sums[4])
    if people < 2:
        return 0.0
    size = min(squares / total, math.sqrt(squares)) if total > 0.0 else usual
    return NORMAL_95 * math.sqrt(2.0) * size * float(weight) / people


def relative_change(sums: Floats, people: int, can_differ: bool = True) -> Estimate | None:
    """Side b / side a − 1 with its paired interval; None where side a is not above 0."""
    mean_a, influence_a = _influence(sums, people, 0)
    mean_b, influence_b = _influence(sums, people, 1)
    if mean_a <= 0.0:
        return None
    change = (mean_b - mean_a) / mean_a
    seen = _half_width(sums, people, (influence_b - (1.0 + change) * influence_a) / mean_a)
    unseen = _unseen(sums, influence_b[2], people, 0.0) / mean_a if can_differ else 0.0
    half = math.hypot(seen, unseen)
    return Estimate(change, change - half, change + half)


def unpaired_half_width(sums: Floats, people: int) -> float:
    """Half width of the difference's interval if each side had had its own luck."""
    halves = [_half_width(sums, people, _influence(sums, people, side)[1]) for side in (0, 1)]
    return math.hypot(*halves)


def _influence(sums: Floats, people: int, side: int) -> tuple[float, Floats]:
    weights = np.zeros(4)
    top, bottom = float(sums[0]), float(sums[1])
    if side == 1:
        top, bottom = top + float(sums[2]), bottom + float(sums[3])
    if bottom == 0.0:  # a rate over nobody is 0 by definition
        return 0.0, weights
    mean = top / bottom
    own = people / bottom, -mean * people / bottom
    weights[:2] = own
    if side == 1:
        weights[2:] = own
    return mean, weights


def _half_width(sums: Floats, people: int, weights: Floats) -> float:
    if people < 2 or not weights.any():
        return 0.0
    square = 0.0
    for place, (i, j) in enumerate(PAIRS):
        twice = 1.0 if i == j else 2.0
        square += twice * weights[i] * weights[j] * float(sums[4 + place])
    total = sum(float(weights[i]) * float(sums[i]) for i in range(4))
    variance = max(0.0, square - total * total / people) / (people - 1)
    return NORMAL_95 * float(np.sqrt(variance / people))

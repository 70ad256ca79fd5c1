"""Means, paired differences and their 95 % intervals, from sums that can be added up.

A ratio R = Σtop / Σbottom has the influence value (top − R × bottom) / mean(bottom) for each
shopper; the standard error is the spread of these values over √n (the delta method). A paired
difference uses the difference of both sides' values of the same shopper; with common random numbers
it is narrow.

Moments are arrays (…, MOMENTS): one outcome or many at once, with the same bits either way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Bounds = tuple[float, float] | Floats
"""Lowest and highest value: one pair for all, or an array (2, …)."""

NORMAL_95 = 1.959963984540054
# Four values of each shopper: top and bottom of side a, and what side b has more of each. Kept as
# differences, equal set-ups give intervals of exactly zero. Sums, then sums of products.
PAIRS = tuple((i, j) for i in range(4) for j in range(i, 4))
MOMENTS = 4 + len(PAIRS)
FIRST, SECOND = np.array(PAIRS).T
TWICE = np.where(FIRST == SECOND, 1.0, 2.0)
"""How often a pair occurs in the square of a sum."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with the ends of its 95 % interval for luck (finite shoppers), not for assumptions.

    Attributes
    ----------
    mean, low, high : float
        In the unit of what is estimated. With fewer than two shoppers there is no spread to judge
        luck by: both ends equal the mean.
    """

    mean: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """Return a plain value for JSON.

        Returns
        -------
        dict of str to float
            ``mean``, ``low``, ``high``.
        """
        return {"mean": self.mean, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Estimates:
    """Many estimates.

    Attributes
    ----------
    mean, low, high : float arrays (...)
        Means and the ends of their 95 % intervals, all of one shape, in the unit of the outcome.
    """

    mean: Floats
    low: Floats
    high: Floats

    def each(self) -> list[Estimate]:
        """Return every estimate on its own, in C order.

        Returns
        -------
        list of Estimate
        """
        ends = (array.ravel().tolist() for array in (self.mean, self.low, self.high))
        return [Estimate(*values) for values in zip(*ends, strict=True)]


def moments(top: Floats, bottom: Floats) -> Floats:
    """Return sums and sums of products over n shoppers, for two sides.

    Parameters
    ----------
    top, bottom : float array (…, 2, n)
        Numerators and denominators of each shopper, sides a and b.

    Returns
    -------
    float array (…, 14)
        Sums of the four values of ``four_values``, then of the products ``PAIRS``.
    """
    values = four_values(np.moveaxis(top, -2, 0), np.moveaxis(bottom, -2, 0))
    sums = [value.sum(axis=-1) for value in values]
    products = [(values[i] * values[j]).sum(axis=-1) for i, j in PAIRS]
    return np.stack([*sums, *products], axis=-1)


def four_values(top: Floats, bottom: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return top and bottom of side a, and what side b has more of each.

    Parameters
    ----------
    top, bottom : float array (2, …)
        Sides a and b.

    Returns
    -------
    top_a : float array (…,)
    bottom_a : float array (…,)
    more_top : float array (…,)
    more_bottom : float array (…,)
    """
    return top[0], bottom[0], top[1] - top[0], bottom[1] - bottom[0]


def ratios(sums: Floats, people: int | Counts, side: int, bounds: Bounds) -> Estimates:
    """Return one side's means with their intervals, kept inside the bounds (delta method).

    Parameters
    ----------
    sums : float array (…, MOMENTS)
    people : int or int64 array (…,)
        Shoppers that the sums are over, for all or for each; below 2 an interval has no width.
    side : int
        0 for a, 1 for b.
    bounds : tuple of float, or float array (2, …)
        For all or for each.

    Returns
    -------
    Estimates
        Arrays (…,); a mean over nobody is 0.
    """
    mean, influence = _influence(sums, people, side)
    half = _half_width(sums, people, influence)
    return Estimates(mean, np.maximum(bounds[0], mean - half), np.minimum(bounds[1], mean + half))


def difference(
    sums: Floats,
    people: int,
    bounds: tuple[float, float] = (-math.inf, math.inf),
    can_differ: bool = True,
    usual: float = 0.0,
) -> Estimate:
    """Side b minus side a, with the interval of the paired difference.

    The variance counts two pseudo-shoppers with a difference, one in each direction: where few or
    none of those drawn differ, the spread alone would be too narrow (the rule of three for shares).
    Between equal set-ups nothing can differ, and none are added.

    Parameters
    ----------
    sums : float array (MOMENTS,)
    people : int
        Shoppers that the sums are over; below 2 the interval has no width.
    bounds : tuple of float
        Of the outcome; the difference is kept within plus or minus their distance.
    can_differ : bool
        False for equal set-ups.
    usual : float
        Size of one event, where nobody had any.

    Returns
    -------
    Estimate
    """
    return differences(sums, people, bounds, can_differ, usual).each()[0]


def differences(
    sums: Floats,
    people: int | Counts,
    bounds: Bounds = (-math.inf, math.inf),
    can_differ: bool = True,
    usual: float | Floats = 0.0,
) -> Estimates:
    """Return ``difference`` of many moments at once.

    Parameters
    ----------
    sums : float array (…, MOMENTS)
    people : int or int64 array (…,)
        For all or for each; broadcast.
    bounds : tuple of float, or float array (2, …)
        For all or for each.
    can_differ : bool
        False for equal set-ups.
    usual : float or float array (…,)
        Size of one event, where nobody had any.

    Returns
    -------
    Estimates
        Arrays (…,).
    """
    mean_a, influence_a = _influence(sums, people, 0)
    mean_b, influence_b = _influence(sums, people, 1)
    mean = mean_b - mean_a
    half = _half_width(sums, people, influence_b - influence_a)
    if can_differ:
        half = _hypot(half, _unseen(sums, influence_b[2], people, usual))
    widest = bounds[1] - bounds[0]
    return Estimates(mean, np.maximum(-widest, mean - half), np.minimum(widest, mean + half))


def _unseen(sums: Floats, weight: Floats, people: int | Counts, usual: float | Floats) -> Floats:
    """Half width due to the pseudo-shoppers, each of the typical size of the outcome."""
    size = typical_size(np.abs(sums[..., 0]), sums[..., 4], usual)
    half = NORMAL_95 * math.sqrt(2.0) * size * weight / np.maximum(people, 2)
    return np.where(np.less(people, 2), 0.0, half)


def typical_size(total: Floats, squares: Floats, usual: float | Floats) -> Floats:
    """Return what one shopper with anything to count has of an outcome.

    Parameters
    ----------
    total, squares : float array (…,)
        Size of the sum over shoppers, and sum of their squares.
    usual : float or float array (…,)
        Size of one event, where nobody had any; 0 where that is not known.

    Returns
    -------
    float array (…,)
        In the unit of the outcome.
    """
    seen = np.minimum(_divide(squares, total), np.sqrt(squares))
    return np.where(total > 0.0, seen, usual)


def relative_change(sums: Floats, people: int, can_differ: bool = True) -> Estimate | None:
    """Return side b / side a − 1 with its paired interval (delta method).

    Parameters
    ----------
    sums : float array (MOMENTS,)
    people : int
    can_differ : bool
        False for equal set-ups.

    Returns
    -------
    Estimate or None
        0.04 is 4 % more; None where side a is not above 0.
    """
    mean_a, influence_a = _influence(sums, people, 0)
    mean_b, influence_b = _influence(sums, people, 1)
    if mean_a <= 0.0:
        return None
    change = (mean_b - mean_a) / mean_a
    seen = _half_width(sums, people, (influence_b - (1.0 + change) * influence_a) / mean_a)
    unseen = _unseen(sums, influence_b[2], people, 0.0) / mean_a if can_differ else 0.0
    half = math.hypot(seen, unseen)
    return Estimate(float(change), float(change - half), float(change + half))


def unpaired_half_widths(sums: Floats, people: int) -> Floats:
    """Return the half widths that intervals of differences had if each side had luck of its own.

    Parameters
    ----------
    sums : float array (…, MOMENTS)
    people : int

    Returns
    -------
    float array (…,)
    """
    a, b = (_half_width(sums, people, _influence(sums, people, side)[1]) for side in (0, 1))
    return _hypot(a, b)


def _influence(sums: Floats, people: int | Counts, side: int) -> tuple[Floats, Floats]:
    """Means (…), and what each of the four values weighs in a shopper's influence: (4, …)."""
    top, bottom = sums[..., 0], sums[..., 1]
    if side == 1:
        top, bottom = top + sums[..., 2], bottom + sums[..., 3]
    mean = _divide(top, bottom)  # a rate over nobody is 0 by definition
    weights = _divide(people, bottom), _divide(-mean * people, bottom)
    none = np.zeros_like(mean)
    return mean, np.stack([*weights, *(weights if side == 1 else (none, none))])


def _half_width(sums: Floats, people: int | Counts, weights: Floats) -> Floats:
    values, enough = np.moveaxis(sums, -1, 0), np.maximum(people, 2)
    twice = TWICE.reshape(-1, *[1] * (sums.ndim - 1))
    # One after the other: NumPy's own sum adds in an order that depends on the shape.
    square = sum(twice * weights[FIRST] * weights[SECOND] * values[4:])
    total = sum(weights * values[:4])
    variance = np.maximum(0.0, square - total * total / enough) / (enough - 1)
    return np.where(np.less(people, 2), 0.0, NORMAL_95 * np.sqrt(variance / enough))


def _divide(top: Any, bottom: Floats) -> Floats:
    """Divide; 0 where there is nothing to divide by."""
    nothing = bottom == 0.0
    return np.where(nothing, 0.0, top / np.where(nothing, 1.0, bottom))


def _hypot(first: Floats, second: Floats) -> Floats:
    """Root of the sum of squares, with the bits that ``math.hypot`` gives on every machine."""
    pairs = zip(first.ravel().tolist(), second.ravel().tolist(), strict=True)
    return np.array([math.hypot(*pair) for pair in pairs]).reshape(first.shape)

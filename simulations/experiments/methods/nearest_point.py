"""The nearest point of a box in which a margin becomes positive, found with few evaluations.

Positions are vectors of changes in half ranges, so that their length is the distance. The margin is
negative at the origin. Nothing is assumed but that moving along a helpful direction goes on
helping; the answer is a point that was tried, not a proof that no nearer one exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Evaluation = Callable[[Floats], float]

FIRST_STEP, GROWTH = 0.25, 1.5  # lengths tried until the margin is positive
HALVINGS = 6
FIRST_LOOK = 1.0  # half ranges
NEGLIGIBLE = 1e-9  # of the strongest gain: rounding, not an effect
DETOUR = 1.25  # how much farther a point may be that needs fewer changes
STEP = 0.4  # half ranges, of the finite differences around a first answer
LOOKED_AT_AGAIN = 30
FEWER = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30, 40, 60, 90, 130)


@dataclass(frozen=True, slots=True)
class Box:
    """Where to search, and how to evaluate a point.

    Attributes
    ----------
    low, high : float arrays (k,)
        Farthest changes, low ≤ 0 ≤ high.
    margin : callable
        Of a point, a float array (k,): positive where the aim is reached; expensive.
    rough : callable
        Of a point (k,), the same up to a constant and a little noise; cheap.
    constraints : float array (K, k), optional
        Slopes of figures that are to stay as they are: directions are kept at right angles to them.
    """

    low: Floats
    high: Floats
    margin: Evaluation
    rough: Evaluation
    constraints: Floats | None = None

    def project(self, gains: Floats) -> Floats:
        """Return a direction without the part that changes a constrained figure.

        Parameters
        ----------
        gains : float array (k,)

        Returns
        -------
        float array (k,)
        """
        if self.constraints is None or not self.constraints.any():
            return gains
        return gains - np.linalg.pinv(self.constraints) @ (self.constraints @ gains)

    def clip(self, point: Floats) -> Floats:
        """Return the nearest point inside the box.

        Parameters
        ----------
        point : float array (k,)
            In half ranges.

        Returns
        -------
        float array (k,)
        """
        return np.clip(point, self.low, self.high)


def nearest_point(box: Box) -> tuple[Floats, bool]:
    """Return the nearest point found whose margin is positive, with True.

    1. Change each input alone by a half range: its gain.
    2. Search along these gains (the shortest direction if every gain were linear), inputs stopping
       at their ends, until the margin is positive, and bisect the last step. An input that stops
       may break the constraints; then only inputs without constraints are changed.
    3. Measure the strongest gains again half way to that point, and search along these.
    4. Keep only the strongest inputs: as few as reach the aim within a detour of a quarter.
    5. Undo each change that turns out not to be needed, the smallest first.

    When the margin stays negative, the point with the best margin tried, with False.

    Parameters
    ----------
    box : Box

    Returns
    -------
    point : float array (k,)
        In half ranges.
    reached : bool
        Whether its margin is positive.
    """
    first = _first_gains(box)
    gains = box.project(first)
    point, reached = _line_search(box, gains)
    if not reached and box.constraints is not None:
        gains = np.where(box.constraints.any(axis=0), 0.0, first)
        point, reached = _line_search(box, gains)
    if not reached:
        return point, False
    better = box.project(_second_gains(box, gains, point / 2.0))
    second_point, reached = _line_search(box, better)
    if reached and np.linalg.norm(second_point) < np.linalg.norm(point):
        gains, point = better, second_point
    return _prune(box, _fewest_changes(box, gains, point)), True


def nearest_on_segment(box: Box, reached: Floats) -> Floats:
    """Return a nearer point than one that reaches the aim: on the segment to it, pruned.

    Parameters
    ----------
    box : Box
    reached : float array (k,)
        A point with a positive margin.

    Returns
    -------
    float array (k,)
    """
    return _prune(box, _bisected(box, lambda share: reached * share, 0.0, 1.0))


def _first_gains(box: Box) -> Floats:
    """Gain in margin per half range of each input changed alone (one-at-a-time sensitivity), (k,).

    Each is changed by a half range towards its farther end, or less where the box ends before.
    """
    start, gains = box.rough(np.zeros_like(box.low)), np.zeros_like(box.low)
    for i in range(len(gains)):
        low, high = max(-FIRST_LOOK, float(box.low[i])), min(FIRST_LOOK, float(box.high[i]))
        end = high if high >= -low else low
        gains[i] = (box.rough(_single_change(len(gains), i, end)) - start) / end
    return gains


def _second_gains(box: Box, gains: Floats, middle: Floats) -> Floats:
    """Gains around a point (k,) of the inputs that were strongest; 0 for the others."""
    better = np.zeros_like(gains)
    for i in np.argsort(-np.abs(gains), kind="stable")[:LOOKED_AT_AGAIN]:
        if gains[i] == 0.0:
            continue
        step = _single_change(len(gains), i, STEP)
        up, down = box.clip(middle + step), box.clip(middle - step)
        if up[i] > down[i]:
            better[i] = (box.rough(up) - box.rough(down)) / (up[i] - down[i])
    return better


def _line_search(box: Box, gains: Floats) -> tuple[Floats, bool]:
    """First point along the gains (k,) whose margin is positive, with True; else the best one."""
    best, best_margin = np.zeros_like(gains), -np.inf
    short, length = 0.0, FIRST_STEP
    while True:
        point = point_at_distance(box, gains, length)
        margin = box.margin(point)
        if margin > 0.0:
            return _bisected(box, partial(point_at_distance, box, gains), short, length), True
        if margin > best_margin:
            best, best_margin = point, margin
        if float(np.linalg.norm(point)) < 0.999 * length:  # every input is at its end
            return best, False
        short, length = length, length * GROWTH


def point_at_distance(box: Box, gains: Floats, length: float) -> Floats:
    """Return the point along the gains at a distance, inputs stopping at their ends.

    Parameters
    ----------
    box : Box
    gains : float array (k,)
        Direction.
    length : float
        Distance in half ranges, from 0.

    Returns
    -------
    float array (k,)
        The farthest one if the distance is too far.
    """
    strongest = float(np.abs(gains).max(initial=0.0))
    if strongest == 0.0:
        return np.zeros_like(gains)
    used = np.abs(gains) > NEGLIGIBLE * strongest
    gains = np.where(used, gains, 0.0)
    ends = np.where(gains > 0.0, box.high, box.low)
    low, high = 0.0, float(np.max(ends[used] / gains[used]))
    if np.linalg.norm(box.clip(gains * high)) <= length:
        return box.clip(gains * high)
    for _ in range(60):
        middle = (low + high) / 2.0
        if np.linalg.norm(box.clip(gains * middle)) <= length:
            low = middle
        else:
            high = middle
    return box.clip(gains * low)


def _fewest_changes(box: Box, gains: Floats, point: Floats) -> Floats:
    """A point that reaches the aim with as few changes as a small detour allows; else this one."""
    length = float(np.linalg.norm(point))
    order = np.argsort(-np.abs(gains), kind="stable")
    for count in FEWER:
        if count >= np.count_nonzero(gains):
            break
        strongest = np.zeros_like(gains)
        strongest[order[:count]] = gains[order[:count]]
        if box.margin(point_at_distance(box, strongest, DETOUR * length)) > 0.0:
            return _bisected(box, partial(point_at_distance, box, strongest), 0.0, DETOUR * length)
    return point


def _prune(box: Box, point: Floats) -> Floats:
    """The point without any change that the aim is reached without, (k,)."""
    for i in np.argsort(np.abs(point), kind="stable"):
        if point[i] != 0.0:
            without = point.copy()
            without[i] = 0.0
            if box.margin(without) > 0.0:
                point = without
    return point


def _bisected(box: Box, at: Callable[[float], Floats], short: float, length: float) -> Floats:
    """Bisect between a length that does not reach the aim and one that does."""
    for _ in range(HALVINGS):
        middle = (short + length) / 2.0
        if box.margin(at(middle)) > 0.0:
            length = middle
        else:
            short = middle
    return at(length)


def _single_change(size: int, i: int, change: float) -> Floats:
    point = np.zeros(size)
    point[i] = change
    return point

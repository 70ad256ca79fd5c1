"""The gap between two groups of customers, as it is and among comparable ones.

Comparable means: within cells (the same number of purchases, or the same traits). Each cell
weighs n1 × n0 / (n1 + n0), as many as there are of both kinds (overlap weights; Li, Morgan and
Zaslavsky 2018): cells with one kind only say nothing about the gap and drop out, and no cell with
a handful of one kind is blown up. One cell for all gives the naive gap.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.estimates import NORMAL_95, Estimate
from simulations.scenario.plain import plain

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gap:
    """What one group has more than another.

    Attributes
    ----------
    several, one : float or None
        Level of either group, weighted alike.
    difference : Estimate or None
        ``several`` − ``one`` with its 95 % interval (independent groups, not paired).
    relative : Estimate or None
        ``several`` / ``one`` − 1 (0.04 is 4 % more); None where ``one`` is not above 0.
    compared : int
        People in cells that hold both kinds.
    reason : str
        Why there is no gap to state: ``none_in_several``, ``none_in_one``, ``no_overlap``,
        ``equal_by_definition``, ``nobody``; else empty.
    """

    several: float | None
    one: float | None
    difference: Estimate | None
    relative: Estimate | None
    compared: int
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            Keys as the attributes; None for an empty reason.
        """
        values = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return values | {"reason": self.reason or None}


def no_gap(reason: str) -> Gap:
    """Return a gap that cannot be stated.

    Parameters
    ----------
    reason : str
        As in :class:`Gap`.

    Returns
    -------
    Gap
    """
    return Gap(None, None, None, None, 0, reason)


def gap(top: Floats, bottom: Floats, several: Flags, cell: Codes) -> Gap:
    """Gap of Σtop / Σbottom between people with and without a flag, within cells.

    Parameters
    ----------
    top, bottom : float arrays (n,)
        Of each person; a plain mean has 1 in ``bottom``.
    several : bool array (n,)
        Who belongs to the first group.
    cell : int64 array (n,)
        From 0; only people of one cell are compared.

    Returns
    -------
    Gap
        In the unit of top / bottom; with a reason where nothing can be compared.
    """
    if not several.any():
        return no_gap("none_in_several")
    if several.all():
        return no_gap("none_in_one")
    cells = int(cell.max()) + 1
    groups = [_levels(top, bottom, cell, flag, cells) for flag in (several, ~several)]
    people = [group[0] for group in groups]
    weight = np.where(people[0] * people[1] > 0.0, people[0] * people[1], 0.0)
    weight = weight / np.maximum(people[0] + people[1], 1.0)
    if not weight.any():
        return no_gap("no_overlap")
    weight = weight / weight.sum()
    levels = [float(np.sum(weight * group[1])) for group in groups]
    spread = _borrow(groups[0], groups[1]), _borrow(groups[1], groups[0])
    errors = [float(np.sum(weight**2 * variances)) for variances in spread]
    shared = weight > 0.0
    compared = int(people[0][shared].sum() + people[1][shared].sum())
    return _state(levels, errors, compared)


def _levels(
    top: Floats, bottom: Floats, cell: Codes, flag: Flags, cells: int
) -> tuple[Floats, Floats, Floats]:
    """People, level and variance of one person's influence on it, for each cell."""
    cells_of_flagged = cell[flag]
    people = count_by(cells_of_flagged, cells).astype(np.float64)
    above = add_by(cells_of_flagged, top[flag], cells)
    below = add_by(cells_of_flagged, bottom[flag], cells)
    level = np.divide(above, below, out=np.zeros(cells), where=below > 0.0)
    each = np.divide(below, people, out=np.ones(cells), where=below > 0.0)
    influence = (top[flag] - level[cells_of_flagged] * bottom[flag]) / each[cells_of_flagged]
    squares = add_by(cells_of_flagged, influence**2, cells)
    variance = np.divide(squares, people - 1.0, out=np.full(cells, np.nan), where=people > 1.0)
    return people, level, variance


def _borrow(group: tuple[Floats, Floats, Floats], other: tuple[Floats, Floats, Floats]) -> Floats:
    """Variance of a group's level in each cell; who is alone borrows the spread of the others."""
    people, level, variance = group
    apart = (level - other[1]) ** 2 / 2.0  # one against one: all there is
    spread = np.where(np.isnan(variance), other[2], variance)
    spread = np.where(np.isnan(spread), apart, spread)
    return spread / np.maximum(people, 1.0)


def _state(levels: list[float], errors: list[float], compared: int) -> Gap:
    several, one = levels
    half = NORMAL_95 * math.sqrt(sum(errors))
    difference = several - one
    relative = None
    if one > 0.0:
        share = several / one
        wide = NORMAL_95 * math.sqrt(errors[0] + share**2 * errors[1]) / one
        relative = Estimate(share - 1.0, share - 1.0 - wide, share - 1.0 + wide)
    interval = Estimate(difference, difference - half, difference + half)
    return Gap(several, one, interval, relative, compared)

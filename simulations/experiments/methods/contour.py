"""The line on which a grid of values changes sign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Point = tuple[float, float]
Edge = tuple[int, int, int]  # 0 along x or 1 along y, row, column of its lower end


def zero_lines(x: Sequence[float], y: Sequence[float], values: Floats) -> tuple[list[Point], ...]:
    """Lines that part the points above zero from the others.

    Each line runs through the edges of the grid, where the values at both ends say by linear
    interpolation that zero is reached. Where two corners of a cell that face each other are above
    zero and the others are not, the mean of the four decides which of them are joined.

    Parameters
    ----------
    x, y : sequences of float
        Coordinates of the columns and rows, increasing.
    values : float array (rows, columns)

    Returns
    -------
    tuple of lists of (x, y)
        Closed lines end where they begin. Empty when all values are on one side.
    """
    joined: dict[Edge, list[Edge]] = {}
    for row in range(len(y) - 1):
        for column in range(len(x) - 1):
            for first, second in _segments(values, row, column):
                joined.setdefault(first, []).append(second)
                joined.setdefault(second, []).append(first)
    return tuple([_crossing(edge, x, y, values) for edge in edges] for edges in _chains(joined))


def _segments(values: Floats, row: int, column: int) -> list[tuple[Edge, Edge]]:
    """Pieces of the line within one cell, as pairs of the edges that they join."""
    bottom, left = (0, row, column), (1, row, column)
    top, right = (0, row + 1, column), (1, row, column + 1)
    corners = values[row : row + 2, column : column + 2]
    (low_left, low_right), (high_left, high_right) = (corners > 0.0).tolist()
    crossed = [
        edge
        for edge, first, second in (
            (bottom, low_left, low_right),
            (right, low_right, high_right),
            (top, high_left, high_right),
            (left, low_left, high_left),
        )
        if first != second
    ]
    if len(crossed) == 4:
        if (float(corners.mean()) > 0.0) == low_left:
            return [(bottom, right), (top, left)]
        return [(bottom, left), (top, right)]
    return [(crossed[0], crossed[1])] if crossed else []


def _chains(joined: dict[Edge, list[Edge]]) -> list[list[Edge]]:
    """Edges in the order of the lines; lines with ends first, then closed ones."""
    chains: list[list[Edge]] = []
    seen: set[Edge] = set()
    for start in sorted(joined, key=lambda edge: (len(joined[edge]), edge)):
        if start in seen:
            continue
        chain, current = [start], start
        seen |= {start}
        while ahead := [edge for edge in joined[current] if edge not in seen]:
            current = ahead[0]
            chain.append(current)
            seen |= {current}
        closed = len(joined[start]) == 2
        chains.append([*chain, start] if closed else chain)
    return chains


def _crossing(edge: Edge, x: Sequence[float], y: Sequence[float], values: Floats) -> Point:
    along_y, row, column = edge
    first = float(values[row, column])
    second = float(values[row + along_y, column + 1 - along_y])
    share = first / (first - second)
    if along_y:
        return float(x[column]), float(y[row] + share * (y[row + 1] - y[row]))
    return float(x[column] + share * (x[column + 1] - x[column])), float(y[row])

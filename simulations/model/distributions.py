"""Quantile tables of the few distributions that the population needs.

Tables instead of library calls: the same numbers on a server and in the browser, without SciPy,
and one interpolation for each draw. They are read by linear interpolation between 4,097 equally
spaced probabilities.
"""

from __future__ import annotations

import functools
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

POINTS = 4097
BETA_PRECISION = 3.22  # a + b of the fitted BG/NBD model (RE1: 0.79 + 2.43)
_PROBABILITIES = np.linspace(0.0, 1.0, POINTS)
_TOP = 1.0 - 0.5 / POINTS  # the last point stands for the middle of the last cell
_GRID = 20_001


def read(table: Table, draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles at the draws, by linear interpolation.

    Parameters
    ----------
    table : float array (4097,)
        Quantiles at equally spaced probabilities from 0 to 1.
    draws : float array (...)
        Probabilities in [0, 1).

    Returns
    -------
    float array (...)
        Quantiles, in the shape of `draws`.
    """
    position = draws * (POINTS - 1)
    cell = position.astype(np.int64)
    low = table[cell]
    return low + (table[cell + 1] - low) * (position - cell)


@functools.lru_cache(maxsize=32)
def gamma_table(shape: float) -> Table:
    """Return gamma quantiles with mean 1 (rules, section 2: need rate).

    Parameters
    ----------
    shape : float
        Shape parameter, above 0.

    Returns
    -------
    float array (4097,)
        Read-only; shared between callers.
    """
    # With y = x**shape the density has no pole at 0, so plain sums converge.
    highest = (shape + 12.0 * np.sqrt(shape) + 24.0) ** shape
    grid = np.linspace(0.0, highest, _GRID)
    density = np.exp(-(grid ** (1.0 / shape)))
    x = _invert(grid, density) ** (1.0 / shape) / shape
    return _scaled_to_mean_one(x)


@functools.lru_cache(maxsize=32)
def beta_table(mean: float) -> Table:
    """Return beta quantiles with the given mean and a + b = 3.22 (rules, section 2: churn).

    Parameters
    ----------
    mean : float
        Above 0 and below 1.

    Returns
    -------
    float array (4097,)
        Read-only; shared between callers.
    """
    a, b = mean * BETA_PRECISION, (1.0 - mean) * BETA_PRECISION
    grid = np.linspace(0.0, 1.0, _GRID)
    density = np.maximum(1.0 - grid ** (1.0 / a), 1e-12) ** (b - 1.0)
    return _frozen(_invert(grid, density) ** (1.0 / a))


@functools.lru_cache(maxsize=32)
def lognormal_table(scale: float) -> Table:
    """Return lognormal quantiles with mean 1 (rules, section 2: basket).

    Parameters
    ----------
    scale : float
        Standard deviation of the logarithm, from 0.

    Returns
    -------
    float array (4097,)
        Read-only; shared between callers.
    """
    inner = np.clip(_PROBABILITIES, 0.5 / POINTS, _TOP)
    normal = np.array([NormalDist().inv_cdf(p) for p in inner.tolist()])
    return _scaled_to_mean_one(np.exp(scale * normal))


@functools.lru_cache(maxsize=64)
def geometric_table(mean: float) -> Table:
    """Return P(N ≤ n) for the number N ≥ 0 of extra tries (rules, section 4: counts).

    Parameters
    ----------
    mean : float
        Mean of 1 + N, at least 1.

    Returns
    -------
    float array (200,)
        For n = 0 … 199. Read-only; shared between callers.
    """
    stay = 1.0 - 1.0 / mean
    return _frozen(1.0 - stay ** np.arange(1.0, 201.0))


def geometric(draws: NDArray[np.float64], mean: float) -> NDArray[np.float64]:
    """Return 1 + a geometric number for each draw (rules, section 4: counts).

    Parameters
    ----------
    draws : float array (...)
        In [0, 1).
    mean : float
        Of the results, at least 1.

    Returns
    -------
    float array (...)
        From 1, in the shape of `draws`.
    """
    return 1.0 + np.searchsorted(geometric_table(mean), draws, side="right").astype(np.float64)


def _invert(grid: Table, density: Table) -> Table:
    middle = (density[1:] + density[:-1]) / 2.0
    cumulative = np.concatenate([[0.0], np.cumsum(middle)])
    return np.interp(np.minimum(_PROBABILITIES, _TOP), cumulative / cumulative[-1], grid)


def _scaled_to_mean_one(table: Table) -> Table:
    return _frozen(table / ((table[1:] + table[:-1]).sum() / (2.0 * (POINTS - 1))))


def _frozen(table: Table) -> Table:
    table.setflags(write=False)
    return table

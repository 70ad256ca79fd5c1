"""The few statistics that a page needs, without SciPy, which a browser would have to load first.

``tests/simulations/test_ranks.py`` holds each to SciPy's own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def mean_ranks(values: Floats) -> Floats:
    """Rank each column from 1; equal values share the mean of their ranks.

    Parameters
    ----------
    values : float array (n, k)

    Returns
    -------
    float array (n, k)
        As ``scipy.stats.rankdata(values, axis=0)``.
    """
    ranks = np.empty(values.shape)
    for column in range(values.shape[1]):
        _, group, sizes = np.unique(values[:, column], return_inverse=True, return_counts=True)
        ends = np.cumsum(sizes)
        ranks[:, column] = (ends - (sizes - 1) / 2.0)[group.ravel()]
    return ranks


def f_of_two_survival(f_values: Floats, freedom: float) -> Floats:
    """Return the chance of a larger F where two terms are judged: it has a closed form.

    Parameters
    ----------
    f_values : float array (k,)
        F statistics, at least 0.
    freedom : float
        Degrees of freedom of the denominator.

    Returns
    -------
    float array (k,)
        As ``scipy.stats.f.sf(f_values, 2, freedom)``.
    """
    chances: Floats = np.exp(-freedom / 2.0 * np.log1p(2.0 * f_values / freedom))
    return chances


def false_discovery_rates(p: Floats) -> Floats:
    """Adjust p values by the rule of Benjamini and Hochberg (1995).

    Parameters
    ----------
    p : float array (k,)
        From 0 to 1.

    Returns
    -------
    float array (k,)
        As ``scipy.stats.false_discovery_control(p)``.
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    held = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    rates = np.empty(len(p))
    rates[order] = held
    return rates

"""Sums by group, with explicit 64-bit integers: in the browser NumPy's own integer has 32 bits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def count_by(codes: NDArray[Any], length: int) -> NDArray[np.int64]:
    """Return how often each code from 0 to `length` − 1 occurs.

    Parameters
    ----------
    codes : int array (n,)
        From 0 to `length` − 1.
    length : int

    Returns
    -------
    int64 array (length,)
    """
    index = codes.astype(np.intp, copy=False)
    return np.bincount(index, minlength=length).astype(np.int64, copy=False)


def add_by(codes: NDArray[Any], values: NDArray[Any], length: int) -> NDArray[np.float64]:
    """Return the sum of the values of each code, added in their order.

    Parameters
    ----------
    codes : int array (n,)
        From 0 to `length` − 1.
    values : array (n,)
        Numbers or flags.
    length : int

    Returns
    -------
    float array (length,)
    """
    index = codes.astype(np.intp, copy=False)
    return np.bincount(index, values, minlength=length).astype(np.float64, copy=False)


def spread(values: NDArray[Any], counts: NDArray[Any]) -> NDArray[Any]:
    """Repeat each value as often as its count says.

    Parameters
    ----------
    values : array (n,)
    counts : int array (n,)
        From 0.

    Returns
    -------
    array (m,)
        m is the sum of the counts.
    """
    return np.repeat(values, counts.astype(np.intp, copy=False))

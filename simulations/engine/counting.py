"""Sums by place that work where the platform's own integer has 32 bits, as in the browser."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def count_by(places: NDArray[Any], length: int) -> NDArray[np.int64]:
    """How often each place from 0 to ``length`` − 1 occurs."""
    own = places.astype(np.intp, copy=False)
    return np.bincount(own, minlength=length).astype(np.int64, copy=False)


def add_by(places: NDArray[Any], values: NDArray[Any], length: int) -> NDArray[np.float64]:
    """Sum of the values at each place from 0 to ``length`` − 1, in their order."""
    own = places.astype(np.intp, copy=False)
    return np.bincount(own, values, minlength=length).astype(np.float64, copy=False)


def spread(values: NDArray[Any], counts: NDArray[Any]) -> NDArray[Any]:
    """Each value as often as its count says."""
    return np.repeat(values, counts.astype(np.intp, copy=False))

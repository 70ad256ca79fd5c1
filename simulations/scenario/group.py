"""The knobs under one prefix, as attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Group:
    """Read-only view of the knobs under one prefix: ``market.basket_mean`` as an attribute."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> float:
        try:
            return float(self._values[name])
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> float:
        return float(self._values[name])

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def get(self, name: str, default: float) -> float:
        """Return the value of a knob that not every member of the group has.

        Parameters
        ----------
        name : str
        default : float

        Returns
        -------
        float
        """
        return float(self._values.get(name, default))

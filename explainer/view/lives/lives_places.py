"""What the page of twin lives keeps in its address: the person, the moment, the search."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

from explainer.view.shell.edition import MOST_SHOPPERS
from simulations.people.search import FILTERS
from simulations.scenario.knobs import CAPABILITIES

NONE = "none"
MOST_MOMENTS = 100_000


class Numbers(tuple[str, ...]):
    """Whole numbers from 0 to ``last`` as the legal values of a choice, without listing them.

    What it holds is only what a message to the visitor would show.
    """

    last: int

    def __new__(cls, last: int) -> Self:
        """Make the numbers from 0 to ``last``."""
        made = super().__new__(cls, ("0", "1", "…", str(last)))
        made.last = last
        return made

    def __contains__(self, value: object) -> bool:
        """Say whether a text is one of the numbers, written in the one way there is."""
        if not isinstance(value, str) or not value.isascii() or not value.isdecimal():
            return False
        short = len(value) <= len(str(self.last))
        return short and str(int(value)) == value and int(value) <= self.last


LIFE_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": Numbers(MOST_SHOPPERS),
        "moment": Numbers(MOST_MOMENTS),
        "who": FILTERS,
        "alone": (NONE, *CAPABILITIES),
    }
)
"""Person and moment count from 1; 0 leaves the choice to the page."""

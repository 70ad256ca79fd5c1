"""What the page of twin lives keeps in its address: the person, the moment, the search."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from explainer.edition import MOST_SHOPPERS
from explainer.view.shell.choice_kinds import NONE, Numbers
from simulations.people.search import FILTERS
from simulations.scenario.knobs import CAPABILITIES

MOST_MOMENTS = 100_000


LIFE_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": Numbers(MOST_SHOPPERS),
        "moment": Numbers(MOST_MOMENTS),
        "who": FILTERS,
        "alone": (NONE, *CAPABILITIES),
    }
)
"""Person and moment count from 1; 0 leaves the choice to the page."""

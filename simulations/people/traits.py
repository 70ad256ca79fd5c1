"""Traits of shoppers that no set-up changes, as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.model.population import HABITS, SEVERAL, Population
from simulations.scenario.knobs import GENERATIONS

Columns = Mapping[str, NDArray[Any]]

TRAITS = (
    "generation",
    "habit",
    "engagement",
    "crossing",
    "need_rate",
    "basket",
    "patience",
    "price_sensitivity",
    "loyalty_start",
    "uses_messaging",
    "collects",
    "privacy",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Traits of one shopper that no set-up changes; see ``population.Population``.

    Attributes
    ----------
    generation, habit : str
        One of ``GENERATIONS`` and of ``HABITS``.
    engagement, price_sensitivity, loyalty : float
        From 0 to 1; loyalty before the first week.
    crossing, need_rate : float
        Probabilities: of changing channel on the way, and of a need in a week.
    basket : float
        Money, in the country's currency.
    patience : float
        From 0 to 1: 1.5 less impatience.
    uses_messaging, collects, privacy : bool
    """

    generation: str
    habit: str
    engagement: float
    crossing: float
    need_rate: float
    basket: float
    patience: float
    price_sensitivity: float
    loyalty: float
    uses_messaging: bool
    collects: bool
    privacy: bool


def traits(people: Population) -> Columns:
    """Return traits of people as :class:`Person` states them.

    Parameters
    ----------
    people : Population
        n shoppers.

    Returns
    -------
    dict of str to array (n,)
        By name in ``TRAITS``, in the order of the fields of ``Person``; codes as words.
    """
    several = people.habit == SEVERAL
    return {
        "generation": names_of(GENERATIONS, people.generation),
        "habit": names_of(HABITS, people.habit),
        "engagement": people.engagement,
        "crossing": people.crossing * several,
        "need_rate": people.need_rate,
        "basket": people.basket,
        "patience": 1.5 - people.impatience,
        "price_sensitivity": people.price_sensitivity,
        "loyalty_start": people.loyalty,
        "uses_messaging": people.messaging,
        "collects": people.collects & several,
        "privacy": people.privacy,
    }


def person_of(people: Population) -> Person:
    """Return the traits of the first of some people.

    Parameters
    ----------
    people : Population

    Returns
    -------
    Person
    """
    return Person(*(column[:1].tolist()[0] for column in traits(people).values()))


def names_of(names: Sequence[str], codes: NDArray[np.integer]) -> NDArray[Any]:
    """Return the name that each code stands for.

    Parameters
    ----------
    names : sequence of str
    codes : int array (n,)
        Positions in `names`.

    Returns
    -------
    object array (n,)
    """
    return np.array(names, dtype=object)[codes]

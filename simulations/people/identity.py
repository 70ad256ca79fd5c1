"""Invented names, cities, and codes of occupations for people who are shown.

They never touch an outcome.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.model.luck import PERSON_DRAWS, draw, person_keys, week_keys
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import COUNTRIES

JOBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        country: tuple(codes)
        for country, codes in tomllib.loads(
            Path(__file__).with_name("jobs.toml").read_text(encoding="utf-8")
        ).items()
    }
)
"""Codes of occupations by country."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An invented person: name, city and occupation that fit the country.

    Attributes
    ----------
    name, city : str
    occupation : str
        A code, no word.

    Notes
    -----
    Faker invents the name; city and occupation, a code, are picked among the country's own.
    (Faker's cities for Mexico and Brazil do not exist, and many of its occupations are odd.)
    """

    name: str
    city: str
    occupation: str


def identity(scenario: Scenario, shopper: int) -> Identity:
    """Return the invented identity of a shopper: the same for the same seed and country.

    Parameters
    ----------
    scenario : Scenario
    shopper : int
        From 0.

    Returns
    -------
    Identity
    """
    return _identity(scenario.country, scenario.seed, shopper)


def identities(scenario: Scenario, first: int, count: int) -> list[Identity]:
    """Return the identities of consecutive shoppers, each as ``identity`` gives it.

    Parameters
    ----------
    scenario : Scenario
    first : int
        Number of the first shopper, from 0.
    count : int
        From 0.

    Returns
    -------
    list of Identity
    """
    return _identities(scenario.country, scenario.seed, np.arange(first, first + count))


@functools.lru_cache(maxsize=4096)
def _identity(country: str, seed: int, shopper: int) -> Identity:
    return _identities(country, seed, np.array([shopper]))[0]


def _identities(country: str, seed: int, shoppers: NDArray[np.int64]) -> list[Identity]:
    """Invent people: the generator of each is seeded by a draw that no trait uses."""
    first_names, last_names = _names(COUNTRIES[country].faker_locale)
    cities, jobs = COUNTRIES[country].cities, JOBS[country]
    keys = week_keys(person_keys(seed, shoppers.astype(np.int64)), -1)
    starts = (draw(keys, len(PERSON_DRAWS)) * 2**52).astype(np.int64)
    generator = Random()
    people = []
    for start in starts.tolist():
        generator.seed(start)
        name = f"{first_names.choose(generator)} {last_names.choose(generator)}"
        city = generator.choice(cities)
        people.append(Identity(name=name, city=city, occupation=generator.choice(jobs)))
    return people


@dataclass(frozen=True, slots=True)
class _Words:
    """Words to choose from, by weight where weights are known.

    ``ends`` are the cumulative weights; the choice is that of ``random_element`` of Faker, which
    adds the weights up anew for each word.
    """

    words: tuple[str, ...]
    ends: tuple[float, ...] | None

    @staticmethod
    def of(elements: Mapping[str, float] | Iterable[str]) -> _Words:
        """From a list of Faker's, or its table of words and weights."""
        if isinstance(elements, Mapping):
            return _Words(tuple(elements), tuple(accumulate(elements.values())))
        return _Words(tuple(elements), None)

    def choose(self, generator: Random) -> str:
        """Choose a word."""
        if self.ends is None:
            return generator.choice(self.words)
        return generator.choices(self.words, cum_weights=self.ends)[0]


@functools.lru_cache(maxsize=8)
def _names(locale: str) -> tuple[_Words, _Words]:
    """First and last names that Faker has for a locale."""
    from faker import Faker

    person: Any = Faker(locale).factories[0].provider("faker.providers.person")
    return _Words.of(person.first_names), _Words.of(person.last_names)

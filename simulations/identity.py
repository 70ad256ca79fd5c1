"""Invented names, cities and occupations for people who are shown; they never touch an outcome."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulations.luck import PERSON_DRAWS, draw, person_keys, week_keys
from simulations.scenario import COUNTRIES, Scenario

if TYPE_CHECKING:
    from faker import Faker


@dataclass(frozen=True, slots=True)
class Identity:
    """An invented person: name, city and occupation that fit the country."""

    name: str
    city: str
    occupation: str


def identity(scenario: Scenario, shopper: int) -> Identity:
    """Return the invented identity of a shopper: the same for the same seed and country."""
    return _identity(COUNTRIES[scenario.country].faker_locale, scenario.seed, shopper)


@functools.lru_cache(maxsize=4096)
def _identity(locale: str, seed: int, shopper: int) -> Identity:
    import numpy as np

    faker = _faker(locale)
    keys = week_keys(person_keys(seed, np.array([shopper], dtype=np.int64)), -1)
    # A draw that no trait uses, so that names tell nothing about people.
    faker.seed_instance(int(draw(keys, len(PERSON_DRAWS))[0] * 2**52))
    name = f"{faker.first_name()} {faker.last_name()}"
    return Identity(name=name, city=faker.city(), occupation=faker.job())


@functools.lru_cache(maxsize=8)
def _faker(locale: str) -> Faker:
    from faker import Faker

    return Faker(locale)

"""Invented names, cities and occupations for people who are shown; they never touch an outcome."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulations.luck import PERSON_DRAWS, draw, person_keys, week_keys
from simulations.scenario import Scenario
from simulations.strategies import COUNTRIES

if TYPE_CHECKING:
    from faker import Faker


TRIES = 400
LONGEST_OCCUPATION = 32  # letters
# "Periodista", "Gerente de vendas": Faker's other occupations have a masculine form only.
SAME_FOR_ALL = re.compile(r"\w+(ista|nte)( de [\w ]+)?")


@dataclass(frozen=True, slots=True)
class Identity:
    """An invented person: name, city and occupation that fit the country.

    Faker invents name and occupation and picks the city among the country's real ones (its own
    cities for Mexico and Brazil do not exist).
    """

    name: str
    city: str
    occupation: str


def identity(scenario: Scenario, shopper: int) -> Identity:
    """Return the invented identity of a shopper: the same for the same seed and country."""
    return _identity(scenario.country, scenario.seed, shopper)


@functools.lru_cache(maxsize=4096)
def _identity(country: str, seed: int, shopper: int) -> Identity:
    faker = _faker(COUNTRIES[country].faker_locale)
    keys = week_keys(person_keys(seed, np.array([shopper], dtype=np.int64)), -1)
    # A draw that no trait uses, so that names tell nothing about people.
    faker.seed_instance(int(draw(keys, len(PERSON_DRAWS))[0] * 2**52))
    name = f"{faker.first_name()} {faker.last_name()}"
    city = str(faker.random_element(COUNTRIES[country].cities))
    return Identity(name=name, city=city, occupation=_occupation(faker))


def _occupation(faker: Faker) -> str:
    """An occupation whose word is the same for women and men, and short enough to show."""
    for _ in range(TRIES):
        job: str = faker.job().strip()
        if SAME_FOR_ALL.fullmatch(job) and len(job) <= LONGEST_OCCUPATION:
            return job
    return ""


@functools.lru_cache(maxsize=8)
def _faker(locale: str) -> Faker:
    from faker import Faker

    return Faker(locale)

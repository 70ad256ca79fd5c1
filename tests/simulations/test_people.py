"""The synthetic population looks like the people it stands for; names never touch an outcome."""

from __future__ import annotations

import numpy as np
import pytest
from faker import Faker

from simulations import COUNTRIES, Scenario, compare
from simulations.model.luck import PERSON_DRAWS, draw, person_keys, week_keys
from simulations.model.population import ONLINE_ONLY, SEVERAL, STORE_ONLY, make_population
from simulations.people.identity import JOBS, identities, identity

MANY = np.arange(40_000, dtype=np.int64)


def test_habits_keep_the_order_of_the_ages() -> None:
    """The older, the fewer combine channels or keep to online ones (LA2)."""
    people = make_population(Scenario({"country": "es-ES"}), MANY)
    young, old = people.generation <= 1, people.generation == 3
    for habit, more in ((ONLINE_ONLY, young), (SEVERAL, young), (STORE_ONLY, old)):
        fewer = old if more is young else young
        assert (people.habit[more] == habit).mean() > (people.habit[fewer] == habit).mean()


def test_needs_are_few_for_most_and_many_for_some() -> None:
    scenario = Scenario()
    rate = make_population(scenario, MANY).need_rate * 52.0
    need_rate = scenario.get("population.need_rate")
    assert 1.0 < rate.mean() / need_rate < 1.1  # whoever needs most is engaged and needs still more
    assert np.quantile(rate, 0.5) < 0.6 * rate.mean()
    for alike in ("population.engagement_need", "population.engagement_rate"):
        apart = make_population(scenario.with_values({alike: 0.0}), MANY).need_rate * 52.0
        assert apart.mean() == pytest.approx(need_rate, rel=0.03)


def test_engaged_people_cross_more_and_need_more_before_any_retailer_acts() -> None:
    people = make_population(Scenario(), MANY)
    engaged = people.engagement > 0.5
    assert (people.habit[engaged] == SEVERAL).mean() > (people.habit[~engaged] == SEVERAL).mean()
    assert people.need_rate[engaged].mean() > people.need_rate[~engaged].mean()


def test_traits_do_not_depend_on_who_else_is_asked_for() -> None:
    whole = make_population(Scenario(), MANY)
    few = make_population(Scenario(), np.array([5, 777, 39_999], dtype=np.int64))
    for name in ("generation", "habit", "basket", "impatience", "churn", "pull", "home_draw"):
        assert np.array_equal(getattr(few, name), getattr(whole, name)[..., few.shoppers])


def test_crossing_share_is_what_it_says() -> None:
    for share in (0.0, 0.3, 0.6, 0.9, 1.0):
        people = make_population(Scenario({"population.crossing_share": share}), MANY)
        assert (people.habit == SEVERAL).mean() == pytest.approx(share, abs=0.008)


@pytest.mark.parametrize("country", COUNTRIES)
def test_identities_fit_the_country_and_stay_the_same(country: str) -> None:
    scenario = Scenario({"country": country})
    first = [identity(scenario, shopper) for shopper in range(60)]
    assert first == [identity(scenario, shopper) for shopper in range(60)]
    assert {who.city for who in first} <= set(COUNTRIES[country].cities)
    assert len({who.name for who in first}) > 50
    assert {who.occupation for who in first} <= set(JOBS[country])
    assert first != [identity(scenario.with_values({"seed": 2}), s) for s in range(60)]


def test_asking_for_names_changes_no_outcome() -> None:
    scenario = Scenario({"shoppers": 500})
    before = compare(scenario).to_dict()
    for shopper in range(50):
        identity(scenario, shopper)
    assert compare(scenario).to_dict() == before


@pytest.mark.parametrize("country", COUNTRIES)
def test_people_are_called_what_faker_itself_calls_them(country: str) -> None:
    """The quick way keeps Faker's own lists and dice; nobody changes name because of it."""
    scenario = Scenario({"country": country, "seed": 77})
    faker = Faker(COUNTRIES[country].faker_locale)
    for shopper, who in enumerate(identities(scenario, 0, 40)):
        assert who == identity(scenario, shopper)
        keys = week_keys(person_keys(77, np.array([shopper])), -1)
        faker.seed_instance(int(draw(keys, len(PERSON_DRAWS))[0] * 2**52))
        assert who.name == f"{faker.first_name()} {faker.last_name()}"
        assert who.city == faker.random_element(COUNTRIES[country].cities)

"""The engine's draws are those of the rules, worked out again in plain whole numbers."""

from __future__ import annotations

from statistics import mean, pvariance

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulations.model import luck
from simulations.model.luck import NEED_CODE, NEED_DRAWS, PERSON_CODE, PERSON_DRAWS
from tests.simulations import reference_luck as plain

seeds = st.integers(0, 2**32 - 1)
shoppers = st.integers(0, 10**8)
weeks = st.integers(-1, 520)
keys = st.integers(0, 2**64 - 1)

# Worked out from the rules with divisions and remainders. A change here changes every
# result that was ever saved or linked to.
GOLDEN_TRAITS = {
    (1, 0, "generation"): 0.2727767130395451,
    (1, 4999, "taste_print"): 0.5550070177559423,
    (4294967295, 99999999, "engagement"): 0.4954566953933617,
    (0, 0, "habit"): 0.6350394933436703,
}
GOLDEN_NEEDS = {
    (1, 0, 0, "need"): 0.8622371425671838,
    (1, 0, 51, "checkout"): 0.5851214016006805,
    (1, 4999, 12, "phantom_stock"): 0.932730064619868,
    (4294967295, 99999999, 519, "repeat_at_buy.quit"): 0.773437232550213,
    (0, 0, 0, "think"): 0.2371438278020026,
}


def engine_person(seed: int, shopper: int) -> luck.Keys:
    return luck.person_keys(seed, np.array([shopper], dtype=np.int64))


def engine_keys(whole: int) -> luck.Keys:
    return np.array([whole], dtype=np.uint64)


@given(keys)
@example(0)
@example(2**64 - 1)
def test_mixing_is_that_of_the_rules(key: int) -> None:
    assert int(luck.mix(engine_keys(key))[0]) == plain.mix(key)


@given(seeds, shoppers)
@example(0, 0)
@example(2**32 - 1, 10**8)
def test_the_key_of_a_person_is_that_of_the_rules(seed: int, shopper: int) -> None:
    assert int(engine_person(seed, shopper)[0]) == plain.person_key(seed, shopper)


@given(keys, weeks)
@example(2**64 - 1, 520)
def test_the_key_of_a_week_is_that_of_the_rules(person: int, week: int) -> None:
    assert int(luck.week_keys(engine_keys(person), week)[0]) == plain.week_key(person, week)


@given(keys)
def test_traits_are_drawn_at_the_mixed_key_of_the_person(person: int) -> None:
    assert plain.week_key(person, -1) == plain.mix(person)


@given(seeds, shoppers, weeks, st.sampled_from(NEED_DRAWS))
def test_a_draw_by_name_is_that_of_the_rules(seed: int, shopper: int, week: int, name: str) -> None:
    moment = luck.week_keys(engine_person(seed, shopper), week)
    reference = plain.Luck(plain.person_key(seed, shopper))
    assert luck.draw(moment, NEED_CODE[name]).item() == reference.need(week, name)


@given(seeds, shoppers, st.sampled_from(PERSON_DRAWS))
def test_a_trait_by_name_is_that_of_the_rules(seed: int, shopper: int, name: str) -> None:
    moment = luck.week_keys(engine_person(seed, shopper), -1)
    reference = plain.Luck(plain.person_key(seed, shopper))
    assert luck.draw(moment, PERSON_CODE[name]).item() == reference.trait(name)


@given(st.lists(keys, min_size=1, max_size=5), st.integers(0, 80))
def test_all_draws_at_once_are_the_draws_one_by_one(moments: list[int], count: int) -> None:
    drawn = luck.draw_each(np.array(moments, dtype=np.uint64), np.arange(count))
    expected = [[plain.draw(moment, code) for moment in moments] for code in range(count)]
    assert drawn.shape == (count, len(moments))
    assert drawn.tolist() == expected


@given(keys, st.integers(0, 80))
def test_a_draw_is_from_0_up_to_but_not_1(moment: int, code: int) -> None:
    assert 0.0 <= plain.draw(moment, code) < 1.0


@pytest.mark.parametrize("key", [(1, 0), (1, 4999), (2**32 - 1, 10**8)])
def test_neighbours_have_other_luck(key: tuple[int, int]) -> None:
    seed, shopper = key
    reference = plain.person_key(seed, shopper)
    drawn = {
        plain.Luck(reference).need(0, "need"),
        plain.Luck(reference).need(1, "need"),
        plain.Luck(reference).need(0, "think"),
        plain.Luck(plain.person_key(seed, shopper + 1)).need(0, "need"),
        plain.Luck(plain.person_key(seed - 1, shopper)).need(0, "need"),
    }
    assert len(drawn) == 5


def test_every_name_has_one_code() -> None:
    assert len(set(PERSON_DRAWS)) == len(PERSON_CODE) == len(PERSON_DRAWS)
    assert len(set(NEED_DRAWS)) == len(NEED_CODE) == len(NEED_DRAWS)


@pytest.mark.parametrize(("key", "value"), GOLDEN_TRAITS.items())
def test_traits_drawn_before_are_drawn_again(key: tuple[int, int, str], value: float) -> None:
    seed, shopper, name = key
    assert plain.Luck(plain.person_key(seed, shopper)).trait(name) == value
    moment = luck.week_keys(engine_person(seed, shopper), -1)
    assert luck.draw(moment, PERSON_CODE[name]).item() == value


@pytest.mark.parametrize(("key", "value"), GOLDEN_NEEDS.items())
def test_needs_drawn_before_are_drawn_again(key: tuple[int, int, int, str], value: float) -> None:
    seed, shopper, week, name = key
    assert plain.Luck(plain.person_key(seed, shopper)).need(week, name) == value
    moment = luck.week_keys(engine_person(seed, shopper), week)
    assert luck.draw(moment, NEED_CODE[name]).item() == value


def test_draws_of_neighbouring_people_fill_the_unit_evenly() -> None:
    keys_of_people = [plain.person_key(1, shopper) for shopper in range(2_000)]
    for week, name in ((0, "need"), (51, "need"), (0, "checkout"), (0, "repeat_at_buy.quit")):
        evenly([plain.Luck(key).need(week, name) for key in keys_of_people])


def test_draws_of_neighbouring_weeks_and_seeds_fill_the_unit_evenly() -> None:
    reference = plain.Luck(plain.person_key(7, 11))
    evenly([reference.need(week, "think") for week in range(2_000)])
    evenly([plain.Luck(plain.person_key(seed, 0)).trait("engagement") for seed in range(2_000)])


def test_two_names_of_one_moment_are_unrelated() -> None:
    people = luck.person_keys(3, np.arange(20_000))
    drawn = luck.draw_each(luck.week_keys(people, 5), np.arange(len(NEED_DRAWS)))
    related = np.corrcoef(drawn) - np.eye(len(NEED_DRAWS))
    assert np.abs(related).max() < 5.0 / np.sqrt(20_000)


def evenly(drawn: list[float]) -> None:
    """Mean, variance and ten bins within five standard errors of a uniform's."""
    count = len(drawn)
    assert abs(mean(drawn) - 0.5) < 5 * (1 / 12 / count) ** 0.5
    assert abs(pvariance(drawn) - 1 / 12) < 5 * (1 / 180 / count) ** 0.5
    bins = [sum(int(value * 10) == decile for value in drawn) for decile in range(10)]
    assert max(abs(result - count / 10) for result in bins) < 5 * (count * 0.09) ** 0.5

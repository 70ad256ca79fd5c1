"""Every knob moves alone and acts in the direction that the rules state (model §3, §4, §7)."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulations import (
    CAPABILITIES,
    CATEGORIES,
    CAUSE_OF,
    CHANNELS,
    COUNTRIES,
    FRICTIONS,
    KNOBS,
    Scenario,
    compare,
)
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import friction_totals, shopper_totals
from simulations.model.setups import make_setups
from tests.simulations.directions import BASE, read_directions, rule_sections
from tests.simulations.quantities import Lived, change
from tests.simulations.worlds import random_scenario

DIRECTIONS = read_directions()
OTHER_PEOPLE = ("shoppers", "seed")  # nobody there to be compared with: tests of their own
BRING_OTHERS = ("country", "category")  # they stand for several knobs at once
SEVERAL_WORLDS = range(4)
START = Scenario(BASE)


def test_every_knob_declares_its_direction() -> None:
    assert sorted({*DIRECTIONS, *OTHER_PEOPLE}) == sorted(KNOBS)
    assert not set(OTHER_PEOPLE) & set(DIRECTIONS)


@pytest.mark.parametrize("knob", DIRECTIONS)
def test_the_direction_rests_on_a_rule(knob: str) -> None:
    direction, sections = DIRECTIONS[knob], rule_sections()
    assert direction.rule in sections
    if direction.declared == knob and knob.split(".")[0] in ("population", "market", "reaction"):
        assert f"`{knob.split('.')[1]}`" in sections[direction.rule]


@pytest.mark.parametrize("knob", DIRECTIONS)
def test_a_knob_moves_alone_and_as_the_rules_say(knob: str) -> None:
    direction = DIRECTIONS[knob]
    before, after = direction.worlds(START)
    moved = [name for name in KNOBS if before.get(name) != after.get(name)]
    assert moved == [knob] or (knob in BRING_OTHERS and knob in moved)
    assert direction.failures(START) == []


@pytest.mark.slow
def test_directions_do_not_hang_on_the_luck() -> None:
    start = START.with_values({"seed": 2, "shoppers": 16_000})  # rare events need many people
    assert [
        failure for direction in DIRECTIONS.values() for failure in direction.failures(start)
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [11, 12, 13])
def test_directions_do_not_hang_on_the_assumptions(number: int) -> None:
    start = acting_world(number)  # in which country and category have no values of their own
    moving = [direction for direction in DIRECTIONS.values() if direction.knob not in BRING_OTHERS]
    assert [
        failure for direction in moving for failure in direction.failures(start, surely=False)
    ] == []


@pytest.mark.parametrize("knob", ["market.delivery_days", "friction.price_gap.quit"])
def test_a_knob_that_turned_the_wrong_way_or_did_nothing_would_be_found(knob: str) -> None:
    direction = DIRECTIONS[knob]
    assert direction.failures(START) == []
    backwards = replace(direction, ends=(direction.ends[1], direction.ends[0]))
    inert = replace(direction, ends=(direction.ends[0], direction.ends[0]))
    for broken in (backwards, inert):
        assert len(broken.failures(START)) == len(direction.expect)
        assert len(replace(broken, exact=True).failures(START)) == len(direction.expect)


@pytest.mark.parametrize("number", range(4))
def test_knobs_of_one_side_leave_the_other_side_alone(number: int) -> None:
    scenario = random_scenario(number, shoppers=300).with_values(
        {"weeks": 52, "population.need_rate": 10.0}
    )
    other = random_scenario(number + 100)
    own = {name: other.get(name) for name in KNOBS if name.startswith("a.")}
    who = np.arange(300, dtype=np.int64)
    totals = []
    for world in (scenario, scenario.with_values(own)):
        _, ledger = simulate(world, (world.a, world.b), who)
        totals.append(shopper_totals(ledger, setup_costs(world, (world.a, world.b))))
    before, after = totals
    assert any(not np.array_equal(before[name][0], after[name][0]) for name in before)
    for name in before:
        assert np.array_equal(before[name][1], after[name][1]), name


def test_more_shoppers_are_the_same_people_and_some_more() -> None:
    few, many = (Lived(Scenario({**BASE, "shoppers": n}), "a") for n in (1000, 4000))
    for name in ("trait.basket", "journeys", "revenue", "loyalty"):
        assert np.array_equal(few.total(name), many.total(name)[:1000])
    widths = []
    for n in (1000, 4000):
        estimate = compare(Scenario({**BASE, "shoppers": n})).a.outcomes["conversion_rate"]
        widths.append(estimate.high - estimate.low)
    assert widths[1] == pytest.approx(widths[0] / 2.0, rel=0.15)


def test_another_seed_is_other_luck_in_the_same_world() -> None:
    first, second = (compare(Scenario({**BASE, "seed": seed})).a.outcomes for seed in (1, 2))
    for key in ("frustration_index", "conversion_rate", "revenue", "store_visits"):
        assert first[key].mean != second[key].mean
        widths = [estimate.high - estimate.low for estimate in (first[key], second[key])]
        assert abs(first[key].mean - second[key].mean) < 1.5 * sum(widths)


# Moves that have been measured somewhere, in plausible worlds of every kind


WELL_DONE = {
    "market.pieces_together": 0.0,
    **{
        f"{side}.{name}": 0.0
        for side in "ab"
        for name in (
            *("data_error", "wrong_stock", "wrong_price", "wrong_history", "wrong_orders"),
            "changeover",
        )
    },
}
"""No wrong records, no piece that lacks another, no trouble while systems change over."""


def plausible_world(number: int, **values: Any) -> Scenario:
    """Every knob drawn from its plausible range; integration at once, on right data."""
    dice = random.Random(number)
    country, category = dice.choice(list(COUNTRIES)), dice.choice(CATEGORIES)
    drawn = {
        name: dice.uniform(*knob.plausible)
        for name, knob in KNOBS.items()
        if "." in name and knob.kind == "float" and knob.plausible != (knob.low, knob.high)
    }
    seed = dice.randrange(2**32)
    right = {**WELL_DONE, "seed": seed}
    start = Scenario({**BASE, "country": country, "category": category})
    return start.with_values({**drawn, **right, **values})


def lived(scenario: Scenario, side: str, **changes: Any) -> Lived:
    """A side's shoppers after some knobs (with __ for the dots) have moved."""
    return Lived(
        scenario.with_values({name.replace("__", "."): v for name, v in changes.items()}), side
    )


@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_contact_pressure_is_an_inverted_u_in_revenue(number: int) -> None:
    world = plausible_world(number)
    channels = 6  # that carry messages
    middle = lived(
        world, "a", market__messages_per_month=float(world.get("market.messages_ideal")) / channels
    )
    for extreme in (0.0, 5.0, 20.0, 60.0):
        other = lived(world, "a", market__messages_per_month=extreme)
        assert change(other, middle, "revenue").low > 0.0, extreme


@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_channels_without_integration_add_contacts_and_seams(number: int) -> None:
    # Another channel also shows what is hard to judge in the first one; that is left out here.
    world = plausible_world(number, **{"friction.hard_to_judge.base": 0.0, "shoppers": 8000})
    steps = [{"store"}, {"store", "website"}, {"store", "website", "app", "messaging"}, CHANNELS]
    runs = [lived(world, "a", a__channels=frozenset(channels)) for channels in steps]
    for more in runs[1:]:
        assert change(runs[0], more, "contacts / purchases").low > 0.0
        assert change(runs[0], more, "frustration / journeys").low > 0.0


@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_changing_channel_shows_what_is_hard_to_judge_in_one(number: int) -> None:
    world = plausible_world(number, **{"friction.hard_to_judge.base": 0.4, "shoppers": 8000})
    runs = [lived(world, "a", population__crossing_rate=rate) for rate in (0.1, 0.9)]
    assert change(*runs, "count.hard_to_judge / journeys").high < 0.0


@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_slower_delivery_loses_remote_purchases(number: int) -> None:
    world = plausible_world(number)
    runs = [lived(world, "a", market__delivery_days=days) for days in (1.0, 4.0, 9.0, 25.0)]
    for faster, slower in itertools.pairwise(runs):
        assert change(faster, slower, "bought@remote / reached@remote").high < 0.0
    assert change(runs[0], runs[-1], "bought@remote").high < 0.0


@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_wrong_stock_data_raise_phantom_stock(number: int) -> None:
    world = plausible_world(number, **{"friction.phantom_stock.worse": 0.6})
    runs = [lived(world, "b", b__data_error=error) for error in (0.0, 0.2, 0.5, 1.0)]
    for right, wrong in itertools.pairwise(runs):
        assert change(right, wrong, "count.phantom_stock / journeys").low > 0.0


@pytest.mark.parametrize("nudge", ["nudge_to_store", "nudge_to_online"])
@pytest.mark.parametrize("number", SEVERAL_WORLDS)
def test_people_who_are_nudged_are_seen_in_several_channels(number: int, nudge: str) -> None:
    world = plausible_world(number, shoppers=16_000)
    runs = [Lived(world.with_values({f"a.{nudge}": share}), "a") for share in (0.0, 0.3, 0.9)]
    for before, after in itertools.pairwise(runs):
        assert change(before, after, "seen.several / seen.somewhere").low > 0.0


# A higher level never raises the frustration of its own cause


def helped_by_integration(scenario: Scenario, part: float) -> Scenario:
    """The world in which integration leaves at most a part of the chance of each friction."""
    rules = {kind: scenario.group(f"friction.{kind}") for kind in FRICTIONS}
    return scenario.with_values(
        {
            f"friction.{kind}.residual": min(rule["residual"], part * rule["base"])
            for kind, rule in rules.items()
            if "residual" in rule
        }
    )


def acting_world(number: int) -> Scenario:
    """A plausible world in which nothing is inert: integration helps, wrong records hurt, and all
    channels together send more than people want. Assumptions may be such that none of it does."""
    world = helped_by_integration(plausible_world(number), 0.5)
    rules = {kind: world.group(f"friction.{kind}") for kind in FRICTIONS}
    hurt = {
        f"friction.{kind}.worse": min(1.0, max(rule["worse"], 1.5 * rule["base"]))
        for kind, rule in rules.items()
        if "worse" in rule
    }
    sent = max(world.get("market.messages_per_month"), world.get("market.messages_ideal") / 3.0)
    return world.with_values({**hurt, "market.messages_per_month": sent})


@pytest.mark.parametrize("number", range(15))
def test_wrong_records_never_lower_the_chance_of_a_friction(number: int) -> None:
    scenario = random_scenario(number)
    for records in ("data_error", "wrong_stock", "wrong_price", "wrong_history", "wrong_orders"):
        shares = [scenario.with_values({f"a.{records}": share}).a for share in (0.0, 0.3, 0.6, 1.0)]
        setups = make_setups(scenario, shares)
        for kind in FRICTIONS:
            assert (np.diff(setups.chance[kind], axis=0) >= -1e-15).all(), (records, kind)
        assert (np.diff(np.maximum(setups.pressure, 0.0), axis=0) >= -1e-12).all(), records


@pytest.mark.parametrize("number", range(15))
def test_a_higher_level_never_raises_the_chance_of_its_own_frictions(number: int) -> None:
    scenario = random_scenario(number).with_values(WELL_DONE)
    scenario = helped_by_integration(scenario, 1.0)
    for capability in CAPABILITIES:
        levels = [
            scenario.with_values({f"a.capabilities.{capability}": level}).a
            for level in (0.0, 0.3, 0.6, 1.0)
        ]
        setups = make_setups(scenario, levels)
        for kind in FRICTIONS:
            rise = np.diff(setups.chance[kind], axis=0)
            assert (rise <= (1e-15 if CAUSE_OF[kind] == capability else 0.0)).all(), kind
        pressed = np.maximum(setups.pressure, 0.0)
        assert (np.diff(pressed, axis=0) <= 1e-12).all()


@pytest.mark.parametrize("number", range(3))
def test_a_higher_level_never_raises_the_frustration_of_its_own_cause(number: int) -> None:
    world = helped_by_integration(plausible_world(number), 0.5)
    cases = list(itertools.product(CAPABILITIES, (0.0, 0.5, 1.0)))
    strategies = [world.with_values({f"a.capabilities.{c}": level}).a for c, level in cases]
    _, ledger = simulate(world, strategies, np.arange(8000, dtype=np.int64))
    points = friction_totals(ledger)[1].sum(axis=2)
    journeys = shopper_totals(ledger, np.zeros(len(cases)))["journeys"].sum(axis=1)
    for index, capability in enumerate(CAPABILITIES):
        own = [code for code, kind in enumerate(FRICTIONS) if CAUSE_OF[kind] == capability]
        each = (points[own].sum(axis=0) / journeys)[3 * index : 3 * index + 3]
        assert each[0] >= each[1] >= each[2], (capability, each)
        assert each[0] > each[2]

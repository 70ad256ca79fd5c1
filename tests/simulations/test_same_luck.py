"""Luck belongs to the person, not to the set-up, the chunk or the worker (model §7, 1 and 2)."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from simulations import CAPABILITIES, CAUSE_OF, PRESETS, Scenario, compare, shopper_records, trace
from simulations.engine.ledger import Ledger
from simulations.model.journeys import simulate
from tests.simulations.worlds import random_scenario


def lives_of(ledger: Ledger, side: int) -> dict[int, list[tuple[object, ...]]]:
    """Events of each shopper under one set-up, without the chance they were held against."""
    events: dict[int, list[tuple[object, ...]]] = {}
    for e in ledger.events or []:
        if e.side == side:
            luck = None if math.isnan(e.draw) else e.draw
            events.setdefault(e.shopper, []).append((e.week, e.name, e.channel, e.points, luck))
    return events


@pytest.mark.parametrize(
    "number", [*range(12), *(pytest.param(n, marks=pytest.mark.slow) for n in range(12, 60))]
)
def test_equal_strategies_give_equal_lives_to_the_last_bit(number: int) -> None:
    scenario = random_scenario(number, shoppers=150)
    who = np.arange(scenario.shoppers, dtype=np.int64)
    _, ledger = simulate(scenario, (scenario.a, scenario.a), who)
    for name, column in ledger.journeys.items():
        assert np.array_equal(column[0], column[1]), name
    assert np.array_equal(ledger.loyalty[0], ledger.loyalty[1])
    assert np.array_equal(ledger.left_week[0], ledger.left_week[1])


@pytest.mark.parametrize("preset", PRESETS)
def test_equal_presets_differ_by_exactly_nothing(preset: str) -> None:
    scenario = Scenario({"shoppers": 1500}).with_preset("a", preset).with_preset("b", preset)
    result = compare(scenario)
    for key, estimate in result.difference.outcomes.items():
        assert (estimate.mean, estimate.low, estimate.high) == (0.0, 0.0, 0.0), key
    numbers = result.difference.friction.drop(columns=["kind", "cause"])
    assert not numbers.to_numpy().any()
    assert not result.difference.weekly.drop(columns="week").to_numpy().any()
    assert result.shopper_kinds["same"] == 1.0


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_changes_nothing_for_those_whom_it_never_touches(capability: str) -> None:
    """Whoever meets neither its friction nor its side effects lives the very same life."""
    # What joins teams and ways to buy touches everybody who buys; it is left out here.
    whole = {"market.own_sale": 0.0, "market.complexity": 0.0}
    scenario = Scenario({"shoppers": 4000, "b.ramp_weeks": 0, "a.ramp_weeks": 0, **whole})
    scenario = scenario.with_preset("b", "multichannel")
    scenario = scenario.with_values({f"b.capabilities.{capability}": 1.0})
    who = np.arange(scenario.shoppers, dtype=np.int64)
    people, ledger = simulate(scenario, (scenario.a, scenario.b), who, keep_events=True)
    before, after = lives_of(ledger, 0), lives_of(ledger, 1)
    single = np.flatnonzero(people.habit != 2).tolist()
    if capability == "coordinated_contact":  # messages reach everybody
        single = []
    if capability == "shared_goals":  # colleagues of other channels help in every channel
        single = [s for s in single if not {"nobody_helps", "stock_out"} & _names(before, s)]
    if capability == "shared_stock":
        single = [s for s in single if not {"phantom_stock", "stock_out"} & _names(before, s)]
    for shopper in single:
        assert before.get(shopper) == after.get(shopper), shopper
    touched = [s for s in who.tolist() if before.get(s) != after.get(s)]
    assert touched, "the capability does something to somebody"
    if capability not in ("coordinated_contact", "shared_stock", "shared_goals"):
        own = {kind for kind, cause in CAUSE_OF.items() if cause == capability} | {"privacy_unease"}
        for shopper in touched:
            seen = _names(before, shopper) | _names(after, shopper)
            assert own & seen or capability in ("cross_fulfilment", "shared_history"), shopper


def _names(events: dict[int, list[tuple[object, ...]]], shopper: int) -> set[object]:
    return {event[1] for event in events.get(shopper, [])}


@pytest.mark.parametrize("chunk", [1, 999, 1000, 2500, 100_000])
def test_numbers_do_not_depend_on_the_chunk_to_the_last_byte(chunk: int) -> None:
    scenario = Scenario({"shoppers": 3300, "seed": 7})
    whole = json.dumps(compare(scenario).to_dict())
    assert json.dumps(compare(scenario, chunk_size=chunk).to_dict()) == whole


def test_numbers_do_not_depend_on_the_workers_to_the_last_byte() -> None:
    scenario = Scenario({"shoppers": 4200, "seed": 8})
    alone = json.dumps(compare(scenario).to_dict())
    together = compare(scenario, workers=2, chunk_size=1000)
    assert json.dumps(together.to_dict()) == alone


def test_another_seed_gives_other_lives() -> None:
    first, second = Scenario({"seed": 1}), Scenario({"seed": 2})
    assert compare(first).a.outcomes != compare(second).a.outcomes


@pytest.mark.parametrize("shopper", [0, 17, 999, 1000, 4321, 4999])
def test_a_shopper_replayed_alone_lives_the_life_inside_the_crowd(shopper: int) -> None:
    scenario = Scenario()
    crowd = shopper_records(scenario, 0, scenario.shoppers).set_index(["shopper", "side"])
    life = trace(scenario, shopper)
    for side in ("a", "b"):
        inside = crowd.loc[(shopper, side)]
        assert {name: inside[name] for name in life.totals[side]} == dict(life.totals[side])


def test_events_of_a_shopper_do_not_depend_on_who_else_is_asked_for() -> None:
    scenario = Scenario()
    some = np.array([3, 17, 4321], dtype=np.int64)
    _, crowd = simulate(scenario, (scenario.a, scenario.b), some, keep_events=True)
    for row, shopper in enumerate(some.tolist()):
        alone = trace(scenario, shopper)
        for side, moments in enumerate((alone.a, alone.b)):
            events = lives_of(crowd, side).get(row, [])
            assert [(m.week - 1, m.event, m.points) for m in moments] == [
                (week, name, points) for week, name, _, points, _ in events
            ]


def test_both_lives_are_identical_up_to_the_fork() -> None:
    scenario = Scenario()
    forks = 0
    for shopper in range(400):
        life = trace(scenario, shopper)
        if life.fork is None:
            assert len(life.a) == len(life.b)
            continue
        forks += 1
        same = [(m.week, m.event, m.channel, m.points, m.draw) for m in life.a[: life.fork]]
        assert same == [(m.week, m.event, m.channel, m.points, m.draw) for m in life.b[: life.fork]]
    assert forks > 20


def test_shared_luck_narrows_the_interval_of_money_and_loyalty_at_least_three_times() -> None:
    """Frustration gains less (about 2.5 times), because integration itself changes it for many."""
    gain = compare(Scenario()).luck_gain
    for key in (
        "profit",
        "revenue",
        "contribution",
        "repeat_rate",
        "mean_repeats",
        "active_at_end",
    ):
        assert gain[key] >= 3.0, (key, gain[key])
    assert min(gain.values()) > 1.5


def test_the_interval_of_the_difference_covers_what_other_luck_brings() -> None:
    """Over 40 seeds the intervals contain the overall mean about 95 times in 100."""
    results = [compare(Scenario({"shoppers": 800, "seed": seed})) for seed in range(40)]
    for key in ("conversion_rate", "frustration_index", "revenue"):
        gaps = [result.difference.outcomes[key] for result in results]
        middle = float(np.mean([gap.mean for gap in gaps]))
        inside = sum(gap.low <= middle <= gap.high for gap in gaps)
        assert inside >= 34, (key, inside)


def test_few_differing_lives_do_not_promise_certainty() -> None:
    """Where hardly anybody differs, the interval still covers what a large run finds."""
    base = {"weeks": 30, "b.data_error": 0.0}
    truth = compare(Scenario({**base, "shoppers": 60_000, "seed": 999})).difference
    wanted = {
        **{key: truth.outcomes[key].mean for key in ("repeat_rate", "contacts")},
        "nobody_owns_case": float(
            truth.friction.set_index("kind").loc["nobody_owns_case", "count"]
        ),
    }
    hits = dict.fromkeys(wanted, 0)
    for seed in range(60):
        seen = compare(Scenario({**base, "shoppers": 500, "seed": seed})).difference
        row = seen.friction.set_index("kind").loc["nobody_owns_case"]
        for key, middle in wanted.items():
            low, high = (
                (row["count_low"], row["count_high"])
                if key == "nobody_owns_case"
                else (seen.outcomes[key].low, seen.outcomes[key].high)
            )
            hits[key] += low <= middle <= high
    assert min(hits.values()) >= 52, hits

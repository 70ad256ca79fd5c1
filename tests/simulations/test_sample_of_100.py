"""One hundred people who stand for the crowd: the right numbers of each kind, and real people."""

from __future__ import annotations

from typing import Any

import pytest

from simulations import Comparison, Scenario, compare, shopper_records
from simulations.engine.comparison import WEEKS_PER_MONTH
from simulations.engine.tally import BOUGHT_IN, FEELINGS, FIRSTS
from simulations.people.rounding import share_out
from simulations.people.sample_of_100 import SampledPerson, sample_from, sample_of_100
from tests.simulations.worlds import random_scenario


def by_hand(scenario: Scenario) -> list[SampledPerson]:
    """Kind and feeling of everybody, read off the totals of their lives one by one."""
    rows = shopper_records(scenario, 0, scenario.shoppers).to_dict("records")
    return [_chosen(a, b) for a, b in zip(rows[::2], rows[1::2], strict=True)]


def _chosen(a: dict[str, Any], b: dict[str, Any]) -> SampledPerson:
    bought = (a["purchases"] > 0, b["purchases"] > 0)
    names = {(True, True): "both", (True, False): "only_a", (False, True): "only_b"}
    gain = (b["purchases"] - a["purchases"], a["points"] - b["points"])
    feeling = "same" if gain == (0.0, 0.0) else "better" if gain > (0.0, 0.0) else "worse"
    return SampledPerson(a["shopper"], names.get(bought, "neither"), feeling)


@pytest.mark.parametrize("number", range(12))
def test_a_small_crowd_is_shown_whole(number: int) -> None:
    scenario = random_scenario(number, shoppers=(0, 1, 3, 40, 99)[number % 5])
    result = sample_of_100(scenario)
    expected = by_hand(scenario)
    assert sorted(result.people, key=lambda person: person.shopper) == expected
    assert result.counts == {k: len(result.of_kind(k)) for k in BOUGHT_IN}


@pytest.mark.parametrize("number", range(8))
def test_a_large_crowd_is_stood_for_by_its_first_people_of_each_kind(number: int) -> None:
    scenario = random_scenario(number, shoppers=160)
    result = compare(scenario)
    found = sample_from(result)
    everybody = by_hand(scenario)
    assert sum(found.counts.values()) == len(found.people) == 100
    assert found.counts == share_out({k: result.shopper_kinds[k] for k in BOUGHT_IN})
    for kind in BOUGHT_IN:
        alike = [person for person in everybody if person.kind == kind]
        assert list(found.of_kind(kind)) == alike[: found.counts[kind]]
        assert result.first_people[kind] == tuple((o.shopper, o.feeling) for o in alike[:100])
    feelings = {f: sum(o.feeling == f for o in everybody) / 160 for f in FEELINGS}
    assert feelings == {f: result.shopper_kinds[f] for f in FEELINGS}


def test_whoever_does_the_work_the_hundred_are_the_same() -> None:
    scenario = Scenario({"shoppers": 3_300, "b.data_error": 0.7, "seed": 9})
    whole = compare(scenario)
    for other in (compare(scenario, chunk_size=1000), compare(scenario, workers=2, chunk_size=1)):
        assert other.first_people == whole.first_people
        assert other.balance == whole.balance
        assert sample_from(other) == sample_from(whole)
    ids = [person.shopper for person in sample_from(whole).people]
    assert len(set(ids)) == 100


def test_a_rare_kind_is_looked_for_beyond_the_first_five_thousand() -> None:
    scenario = Scenario({"shoppers": 12_000})
    first, whole = compare(scenario.with_values({"shoppers": 5_000})), compare(scenario)
    rare = min(BOUGHT_IN, key=lambda kind: whole.shopper_kinds[kind])
    assert 0 < len(first.first_people[rare]) < FIRSTS
    assert len(whole.first_people[rare]) > len(first.first_people[rare])
    assert max(shopper for shopper, _ in whole.first_people[rare]) >= 5_000


def worlds() -> list[Scenario]:
    return [*(random_scenario(n, 60) for n in range(20)), Scenario({"shoppers": 400})]


def month_of(result: Comparison) -> float | None:
    """When the balance turns positive for good, read off the balance."""
    month = None
    for week in reversed(range(len(result.balance))):
        if result.balance[week] <= 0.0:
            break
        month = (week + 1) / WEEKS_PER_MONTH
    return month


def test_the_balance_ends_at_the_difference_of_profit_and_turns_when_it_pays_back() -> None:
    paid_back = set()
    for scenario in worlds():
        result = compare(scenario)
        assert len(result.balance) == scenario.weeks
        profit = result.difference.outcomes["profit"].mean
        assert result.balance[-1] == pytest.approx(profit, rel=1e-9, abs=1e-6), scenario
        assert result.payback_month == month_of(result), scenario
        paid_back.add(result.payback_month is not None)
        kept = result.to_dict()
        assert {"balance", "first_people"}.isdisjoint(kept)
    assert paid_back == {True, False}


def test_nobody_and_no_time_give_an_empty_balance() -> None:
    nobody, no_time = compare(Scenario({"shoppers": 0})), compare(Scenario({"weeks": 0}))
    assert set(nobody.balance) == {0.0}
    assert len(nobody.balance) == 52
    assert no_time.balance == ()
    assert nobody.payback_month is None
    assert no_time.payback_month is None
    assert sample_from(nobody).people == ()


def test_equal_setups_never_gain_or_lose() -> None:
    scenario = Scenario({"shoppers": 300}).with_preset("b", "multichannel")
    assert set(compare(scenario).balance) == {0.0}

"""The gap between customers of several channels and of one: defined, checked, and taken apart."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from statistics import fmean
from typing import Any

import numpy as np
import pytest

from simulations import Scenario, ScenarioError, shopper_records, trace
from simulations.commands.cli import main
from simulations.experiments.methods.customers import customers_chunk
from simulations.experiments.methods.gaps import gap
from simulations.experiments.premium import CAUSAL, METRICS, placebos, premium

PLACES = ("discover", "evaluate", "buy_stage", "support")
NO_ENGAGEMENT = {
    "population.engagement_crossing": 0.0,
    "population.engagement_basket": 0.0,
    "population.engagement_need": 0.0,
}
# Nothing that depends on channels touches the money of a purchase.
SAME_MONEY = {
    "market.promotion_share": 0.0,
    "population.pickup_taste": 0.0,
    "market.return_online": 0.0,
    "market.return_store": 0.0,
}


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    elif isinstance(value, float):
        yield value


def test_customers_are_what_their_lives_say() -> None:
    scenario = Scenario({"shoppers": 200, "seed": 3})
    result = customers_chunk(scenario, "b", 0, 1000)
    records = shopper_records(scenario, 0, 200)
    records = records[records["side"] == "b"].set_index("shopper")
    expected = []
    for shopper in range(200):
        moments = trace(scenario, shopper).b
        bought = [moment.week for moment in moments if moment.event == "bought"]
        if not bought:
            continue
        seen = {m.channel for m in moments if m.event in PLACES}
        early_seen = {m.channel for m in moments if m.event in PLACES and m.week <= 26}
        early = sum(week <= 26 for week in bought)
        revenue = float(records.loc[shopper, "revenue"])
        counts = (len(bought), early, len(bought) - early)
        expected.append((shopper, revenue, *counts, len(seen), len(early_seen)))
    rows = zip(
        *(result.shopper, result.revenue, result.purchases, result.early, result.late),
        *(result.channels, result.early_channels),
        strict=True,
    )
    assert [tuple(float(x) for x in row) for row in rows] == expected


def test_gaps_are_what_a_plain_loop_says() -> None:
    scenario = Scenario({"shoppers": 200, "seed": 4})
    result = premium(scenario, side="a")
    people = customers_chunk(scenario, "a", 0, 1000)
    rows = list(zip(people.revenue, people.purchases, people.channels, strict=True))
    several = [row for row in rows if row[2] >= 2]
    single = [row for row in rows if row[2] == 1]
    assert result.several_share == pytest.approx(len(several) / len(rows))
    for name, measure in {
        "revenue": lambda group: fmean(row[0] for row in group),
        "spend_per_occasion": lambda group: sum(r[0] for r in group) / sum(r[1] for r in group),
        "purchases": lambda group: fmean(row[1] for row in group),
        "repeat_share": lambda group: fmean(row[1] >= 2 for row in group),
    }.items():
        stated = result.naive[name]
        assert stated.several == pytest.approx(measure(several))
        assert stated.one == pytest.approx(measure(single))
        assert stated.difference is not None
        assert stated.relative is not None
        assert stated.difference.mean == pytest.approx(measure(several) - measure(single))
        assert stated.relative.mean == pytest.approx(measure(several) / measure(single) - 1.0)
    top = bottom = total = 0.0
    for count in {row[1] for row in rows}:
        left = [row[0] for row in several if row[1] == count]
        right = [row[0] for row in single if row[1] == count]
        if left and right:
            weight = len(left) * len(right) / (len(left) + len(right))
            top += weight * fmean(left)
            bottom += weight * fmean(right)
            total += weight
    matched = result.equal_purchases["revenue"]
    assert matched.several == pytest.approx(top / total)
    assert matched.one == pytest.approx(bottom / total)


def test_the_forced_comparison_is_made_of_two_runs() -> None:
    scenario = Scenario({"shoppers": 1500})
    forced = premium(scenario).causal
    totals = []
    for share in (0.0, 1.0):
        records = shopper_records(
            scenario.with_values({"population.crossing_share": share}), 0, 1500
        )
        totals.append(records[records["side"] == "a"])
    single, several = totals
    gain = (several["revenue"].to_numpy() - single["revenue"].to_numpy()).mean()
    assert forced["revenue"].difference is not None
    assert forced["revenue"].difference.mean == pytest.approx(gain)
    assert forced["purchases"].several == pytest.approx(several["purchases"].mean())
    spend = several["revenue"].sum() / several["purchases"].sum()
    assert forced["spend_per_occasion"].several == pytest.approx(spend)
    assert forced["repeat_share"].one == pytest.approx((single["purchases"] >= 2).mean())


def test_a_placebo_deceives_who_looks_naively_and_nobody_else() -> None:
    inside: dict[tuple[str, str], list[bool]] = {}
    for population in range(3):
        people = customers_chunk(Scenario({"shoppers": 5000, "seed": population}), "a", 0, 5000)
        for seed in range(70):
            for habit, placebo in placebos(seed, people).items():
                raw = placebo.naive["revenue"]
                assert raw.difference is not None
                assert raw.relative is not None
                assert raw.difference.low > 0.0
                assert raw.relative.mean > 0.4
                for name in ("revenue", "spend_per_occasion", "bought_again"):
                    matched = placebo.equal_purchases[name].difference
                    assert matched is not None
                    covers = matched.low <= 0.0 <= matched.high
                    inside.setdefault((habit, name), []).append(covers)
    shares = {key: fmean(covered) for key, covered in inside.items()}
    assert all(0.90 <= share <= 0.99 for share in shares.values()), shares


def test_without_engagement_nobody_spends_more_for_being_seen_in_several_channels() -> None:
    base = Scenario({"shoppers": 20_000, **SAME_MONEY})
    flat = premium(base.with_values(NO_ENGAGEMENT))
    for gaps in (flat.naive, flat.equal_purchases, flat.equal_traits):
        change = gaps["spend_per_occasion"].relative
        assert change is not None
        assert change.low < 0.0 < change.high
    strong = {"population.engagement_crossing": 1.0, "population.engagement_basket": 0.5}
    tilted = premium(base.with_values({**NO_ENGAGEMENT, **strong}))
    naive, matched = (
        gaps["spend_per_occasion"].relative for gaps in (tilted.naive, tilted.equal_traits)
    )
    forced = tilted.causal["spend_per_occasion"].relative
    assert naive is not None
    assert matched is not None
    assert forced is not None
    assert naive.low > 0.05
    assert matched.mean < naive.mean / 2.0
    assert abs(forced.mean) < naive.mean / 4.0


@pytest.mark.parametrize("shoppers", [0, 1, 2, 12])
def test_few_people_have_a_defined_result(shoppers: int) -> None:
    for weeks in (0, 1, 52):
        result = premium(Scenario({"shoppers": shoppers, "weeks": weeks})).to_dict()
        assert all(math.isfinite(number) for number in numbers(result))
        json.dumps(result, allow_nan=False)
        if result["customers"] == 0:
            assert result["several_share"] is None
            assert result["naive"]["revenue"]["reason"] == "none_in_several"


def test_with_a_single_channel_there_is_no_gap_and_a_reason() -> None:
    # People of online channels are lost to a store alone; without that nothing is left to differ.
    scenario = Scenario({"shoppers": 1000, "market.reach_effect": 0.0})
    result = premium(scenario.with_preset("a", "single"))
    assert result.several_share == 0.0
    for gaps in (result.naive, result.equal_traits):
        for name in METRICS:
            assert gaps[name].difference is None
            assert gaps[name].reason == "none_in_several"
    for name in CAUSAL:
        change = result.causal[name].difference
        assert change is not None
        assert (change.mean, change.low, change.high) == (0.0, 0.0, 0.0)


def test_nobody_to_compare_with_is_said() -> None:
    ones = np.ones(4)
    cell = np.array([0, 0, 1, 1])
    several = np.array([True, True, False, False])
    assert gap(ones, ones, several, cell).reason == "no_overlap"
    assert gap(ones, ones, ~np.zeros(4, dtype=bool), cell).reason == "none_in_one"


def test_one_of_each_kind_has_an_interval() -> None:
    ones, cell = np.ones(2), np.zeros(2, dtype=np.int64)
    result = gap(np.array([3.0, 1.0]), ones, np.array([True, False]), cell)
    assert result.difference is not None
    assert result.difference.mean == 2.0
    assert result.difference.low < 0.0


def test_chunks_change_nothing_and_luck_is_reproducible() -> None:
    scenario = Scenario({"shoppers": 2500, "seed": 8})
    first = premium(scenario, chunk_size=1000)
    assert json.dumps(first.to_dict()) == json.dumps(premium(scenario).to_dict())
    other = premium(scenario.with_values({"seed": 9}))
    assert first.placebo["even"].several_share != other.placebo["even"].several_share


@pytest.mark.slow
def test_processes_change_nothing() -> None:
    scenario = Scenario({"shoppers": 2500})
    alone = premium(scenario, chunk_size=1000)
    shared = premium(scenario, chunk_size=1000, workers=2)
    assert json.dumps(alone.to_dict()) == json.dumps(shared.to_dict())


def test_the_command_prints_what_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["premium", "--shoppers", "900", "--side", "b"]
    assert main([*arguments, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["side"] == "b"
    for part in ("naive", "equal_purchases", "equal_traits"):
        assert set(result[part]) == set(METRICS)
    assert set(result["causal"]) == set(CAUSAL)
    assert set(result["placebo"]) == {"even", "strong_habits"}
    fields = {"several", "one", "difference", "relative", "compared", "reason"}
    assert all(set(metric) == fields for metric in result["naive"].values())
    assert Scenario.from_dict(result["scenario"]).shoppers == 900
    assert main(arguments) == 0
    assert "at equal traits" in capsys.readouterr().out


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ScenarioError, match="side"):
        premium(Scenario({"shoppers": 10}), side="c")

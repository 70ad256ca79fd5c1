"""Accounting, monotony, null cases and limits (model §7, 4 to 7), over scenarios of every kind."""

from __future__ import annotations

import itertools
import math
import warnings
from typing import Any

import numpy as np
import pytest

from simulations import (
    CAPABILITIES,
    CAUSE_OF,
    CHANNELS,
    FRICTIONS,
    Scenario,
    ScenarioError,
    compare,
    trace,
)
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import friction_totals, shopper_totals
from simulations.scenario.knobs import serving
from tests.simulations.worlds import random_scenario

MULTICHANNEL = Scenario({"a.ramp_weeks": 0, "b.ramp_weeks": 0}).with_preset("b", "multichannel")
RIGHT_DATA = {f"b.wrong_{kind}": 0.0 for kind in ("stock", "price", "history", "orders")}
MANY = {"market.promotion_share": 1.0}  # promotions: few are refused otherwise


@pytest.mark.parametrize(
    "number", [*range(12), *(pytest.param(n, marks=pytest.mark.slow) for n in range(12, 40))]
)
def test_the_books_balance(number: int) -> None:
    scenario = random_scenario(number, shoppers=120)
    who = np.arange(scenario.shoppers, dtype=np.int64)
    strategies = (scenario.a, scenario.b)
    _, ledger = simulate(scenario, strategies, who)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    counts, points = friction_totals(ledger)
    journeys = ledger.journeys
    started, bought, lost = journeys["started"], journeys["bought"], journeys["lost_to"] != -1
    assert points.sum(axis=0) == pytest.approx(totals["points"], abs=0)
    assert counts.sum() == len(ledger.friction_kind)
    assert np.array_equal(started, bought | lost)
    assert not (bought & lost).any()
    assert not (~started & (bought | (journeys["points"] > 0))).any()
    reached = [journeys[stage] >= 0 for stage in ("discover", "evaluate", "buy")]
    assert np.array_equal(reached[0], started)
    assert not (reached[1] & ~reached[0]).any()
    assert not (reached[2] & ~reached[1]).any()
    assert not (bought & ~reached[2]).any()
    assert np.array_equal(totals["revenue"], totals["store_revenue"] + totals["online_revenue"])
    assert (journeys["frustration"] <= 100.0).all()
    assert (journeys["frustration"] >= 0.0).all()
    assert (totals["carts"] >= totals["online_purchases"]).all()
    assert (totals["store_visits"] >= totals["store_purchases"]).all()
    assert ((ledger.loyalty >= 0.0) & (ledger.loyalty <= 1.0)).all()


@pytest.mark.parametrize("wake", [0.0, 0.5])
def test_who_has_left_acts_again_only_after_waking(wake: float) -> None:
    changes = {"reaction.wake": wake, "reaction.sleep_weeks": 13, "weeks": 104}
    scenario = Scenario({"shoppers": 2000, **changes})
    who = np.arange(2000, dtype=np.int64)
    _, ledger = simulate(scenario, (scenario.a, scenario.b), who)
    started, left, woke = (ledger.journeys[name] for name in ("started", "left", "woke"))
    assert woke.any() == (wake > 0.0)
    assert left.sum() > 100
    for side in (0, 1):
        away = np.zeros(2000, dtype=bool)
        since = np.zeros(2000, dtype=np.int64)
        for row in np.lexsort((ledger.week, ledger.shopper)):
            person = ledger.shopper[row]
            if started[side, row]:
                assert away[person] == woke[side, row]
                assert not away[person] or ledger.week[row] - since[person] >= 13
                since[person] = ledger.week[row]
                away[person] = left[side, row]
            else:
                assert not left[side, row]
                assert not woke[side, row]
        assert np.array_equal(away, ledger.left_week[side] >= 0)


def test_newcomers_have_no_needs_before_they_arrive() -> None:
    scenario = Scenario({"shoppers": 3000, "population.newcomers": 0.5, "weeks": 104})
    people, ledger = simulate(scenario, (scenario.a, scenario.b), np.arange(3000, dtype=np.int64))
    later = people.arrival > 0
    assert 0.4 < later.mean() < 0.6
    assert (ledger.week >= people.arrival[ledger.shopper]).all()
    assert (people.arrival < 156).all()


def test_retention_is_among_customers_and_counts_those_who_came_back() -> None:
    result = compare(Scenario({"reaction.wake": 0.5, "reaction.sleep_weeks": 13, "weeks": 104}))
    _, ledger = simulate(result.scenario, (result.scenario.a, result.scenario.b), np.arange(5000))
    for side, own in enumerate((result.a, result.b)):
        for name, week in (("active", 20), ("active", 104), ("repeat", 20), ("repeat", 104)):
            bought: dict[int, int] = {}
            away: set[int] = set()
            for row in np.lexsort((ledger.week, ledger.shopper)):
                if ledger.week[row] < week and ledger.journeys["started"][side, row]:
                    person = int(ledger.shopper[row])
                    bought[person] = bought.get(person, 0) + ledger.journeys["bought"][side, row]
                    away.discard(person)
                    if ledger.journeys["left"][side, row]:
                        away.add(person)
            customers = {person for person, count in bought.items() if count}
            kept = {p for p in customers if (p not in away if name == "active" else bought[p] > 1)}
            share = len(kept) / len(customers)
            assert own.weekly[name].iloc[week - 1] == pytest.approx(share, abs=1e-12)


def test_frames_of_a_result_add_up_to_its_outcomes() -> None:
    result = compare(Scenario())
    people = result.scenario.shoppers
    for side in (result.a, result.b):
        outcomes = side.outcomes
        journeys = side.weekly["journeys"].sum()
        purchases = side.weekly["purchases"].sum()
        assert purchases / journeys == pytest.approx(outcomes["conversion_rate"].mean)
        assert side.money["revenue"].sum() == pytest.approx(outcomes["revenue"].mean)
        assert side.money["contribution"].sum() == pytest.approx(outcomes["profit"].mean)
        funnel = side.funnel.groupby("stage")["journeys"].sum()
        assert funnel["discover"] == pytest.approx(journeys)
        assert funnel["receive"] == pytest.approx(purchases)
        assert side.lost_sales["journeys"].sum() + purchases == pytest.approx(journeys)
        assert side.weekly["active"].iloc[-1] == pytest.approx(outcomes["active_at_end"].mean)
        assert side.weekly["repeat"].iloc[-1] == pytest.approx(outcomes["repeat_rate"].mean)
        by_age = side.by_generation.query("outcome == 'revenue'")
        assert by_age["people"].sum() == people
        weighted = (by_age["mean"] * by_age["people"]).sum() / people
        assert weighted == pytest.approx(outcomes["revenue"].mean)
    kinds = result.shopper_kinds
    assert kinds["both"] + kinds["only_a"] + kinds["only_b"] + kinds["neither"] == pytest.approx(1)
    assert kinds["better"] + kinds["same"] + kinds["worse"] == pytest.approx(1)
    for key, gap in result.difference.outcomes.items():
        assert gap.mean == pytest.approx(result.b.outcomes[key].mean - result.a.outcomes[key].mean)
        assert gap.low <= gap.mean <= gap.high


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_more_of_a_capability_never_means_more_frustration_of_its_own_cause(
    capability: str,
) -> None:
    own = [kind for kind, cause in CAUSE_OF.items() if cause == capability]
    points = []
    for level in (0.0, 0.25, 0.5, 0.75, 1.0):
        scenario = MULTICHANNEL.with_values(
            {f"b.capabilities.{capability}": level, "shoppers": 8000, **RIGHT_DATA, **MANY}
        )
        table = compare(scenario).b.friction.set_index("kind")
        points.append(float(table.loc[own, "points"].sum()))
    assert all(later <= earlier for earlier, later in itertools.pairwise(points)), points
    assert points[-1] < 0.8 * points[0]


@pytest.mark.parametrize("capability", ["shared_history", "shared_cart"])
def test_people_who_never_change_channel_gain_nothing_from_memory_or_cart(capability: str) -> None:
    scenario = MULTICHANNEL.with_values(
        {f"b.capabilities.{capability}": 1.0, "population.crossing_share": 0.0, "shoppers": 2000}
    )
    result = compare(scenario)
    for key, gap in result.difference.outcomes.items():
        if key != "profit":  # it still costs money
            assert gap.mean == 0.0, key
            assert gap.low <= 0.0 <= gap.high, key
    assert result.difference.outcomes["profit"].mean < 0.0


@pytest.mark.parametrize("channel", serving("buy"))
def test_with_one_channel_open_integration_is_inert(channel: str) -> None:
    changes: dict[str, Any] = {f"b.capabilities.{name}": 1.0 for name in CAPABILITIES}
    changes |= {"a.channels": [channel], "b.channels": [channel], "shoppers": 1200}
    changes |= {"b.data_error": 0.5, "market.messages_per_month": 20.0}
    result = compare(MULTICHANNEL.with_values(changes))
    for key, gap in result.difference.outcomes.items():
        assert (gap.mean == 0.0) == (key != "profit"), key


def test_badly_done_integration_frustrates_more_than_honest_islands() -> None:
    gaps = []
    for error in (0.0, 0.5, 1.0):
        result = compare(Scenario({"b.data_error": error, "b.ramp_weeks": 0}))
        gaps.append(result.difference.outcomes["frustration_index"])
    assert gaps[0].high < 0.0
    assert gaps[2].low > 0.0
    assert gaps[0].mean < gaps[1].mean < gaps[2].mean


@pytest.mark.parametrize(
    ("capability", "outcome", "sign"),
    [
        ("cross_fulfilment", "store_visits", 0),
        ("shared_stock", "store_revenue", 1),
        ("shared_promotions", "frustration_index", -1),
        ("unified_price", "frustration_index", -1),
        ("shared_cart", "cart_abandonment", -1),
        ("consistent_message", "frustration_index", -1),
        ("coordinated_contact", "frustration_index", -1),
        ("shared_history", "contacts", -1),
    ],
)
def test_each_capability_acts_where_it_should(capability: str, outcome: str, sign: int) -> None:
    scenario = MULTICHANNEL.with_values({f"b.capabilities.{capability}": 1.0, "shoppers": 40_000})
    if capability == "shared_cart":  # few give up over a lost cart: as many as can be believed
        lost = {"friction.cart_lost.base": 0.6, "friction.cart_lost.quit": 0.35}
        scenario = scenario.with_values(lost)
    gap = compare(scenario).difference.outcomes[outcome]
    if sign > 0:
        assert gap.low > 0.0
    elif sign < 0:
        assert gap.high < 0.0
    else:
        assert math.isfinite(gap.mean)


@pytest.mark.parametrize(("own_sale", "sign"), [(0.0, 1.0), (0.05, -1.0)])
def test_shared_goals_help_or_hurt_sales_as_teams_take_it(own_sale: float, sign: float) -> None:
    """Colleagues find missing items; a team may sell less hard what is no longer its own sale."""
    changes = {"b.capabilities.shared_goals": 1.0, "market.own_sale": own_sale, "shoppers": 40_000}
    gap = compare(MULTICHANNEL.with_values(changes)).difference.outcomes["revenue"]
    assert sign * gap.low > 0.0
    assert sign * gap.high > 0.0


def test_side_effects_are_there() -> None:
    """Unease about privacy, failed pick-ups, redeemed discounts, margin given up."""

    def friction(result: Any, kind: str) -> float:
        return float(result.b.friction.set_index("kind").loc[kind, "count"])

    def only(capability: str) -> Any:
        changes = {f"b.capabilities.{capability}": 1.0, "shoppers": 8000}
        return compare(MULTICHANNEL.with_values(changes))

    assert friction(only("shared_history"), "privacy_unease") > 0.0
    assert friction(only("shared_goals"), "privacy_unease") == 0.0
    pickup = only("cross_fulfilment")
    assert friction(pickup, "pickup_failed") > 0.0
    per_sale = [
        r.outcomes["contribution"].mean / r.outcomes["revenue"].mean for r in (pickup.a, pickup.b)
    ]
    assert per_sale[1] < per_sale[0]
    promoted = only("shared_promotions")
    a, b = promoted.a, promoted.b
    assert (
        b.outcomes["contribution"].mean / b.outcomes["revenue"].mean
        < a.outcomes["contribution"].mean / a.outcomes["revenue"].mean
    )
    one_price = only("unified_price")
    money = one_price.b.money, one_price.a.money
    shares = [float(m["contribution"][:-1].sum() / m["revenue"].sum()) for m in money]
    assert shares[0] < shares[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"shoppers": 0},
        {"shoppers": 1},
        {"weeks": 0},
        {"shoppers": 0, "weeks": 0},
        {"weeks": 1},
        {"population.need_rate": 0},
        {"population.need_rate": 52},
        {"population.crossing_share": 0},
        {"population.crossing_share": 1, "population.crossing_rate": 1},
        {"market.purchase_intent": 0},
        {"market.purchase_intent": 1},
        {"population.loyalty_start": 0, "market.impulse_per_message": 0},
        {"population.churn_mean": 0},
        {"population.churn_mean": 0.95},
        {"reaction.loyalty_floor": 1},
        {"a.data_error": 1, "b.data_error": 1},
        {"market.basket_mean": 1e8, "market.basket_spread": 2},
        {"market.messages_per_month": 60},
        {f"generation.{g}.share": 0 for g in ("z", "millennial", "x", "boomer")},
        {
            f"taste.{s}.{c}": 0
            for s in ("discover", "evaluate", "buy", "support")
            for c in CHANNELS
            if c in serving(s)
        },
        {f"friction.{kind}.base": 1 for kind in FRICTIONS},
        {f"friction.{kind}.points": 100 for kind in FRICTIONS},
        {"a.channels": ["messaging"], "population.whatsapp_use": 0},
        {"market.delivery_days": 30, "market.delivery_effect": 0.2},
    ],
    ids=lambda changes: ",".join(list(changes)[:2]),
)
def test_limits_give_defined_results_without_a_warning(changes: dict[str, Any]) -> None:
    scenario = Scenario({"shoppers": 300, "weeks": 30}).with_values(changes)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = compare(scenario)
    for part in (result.a, result.b, result.difference):
        for key, estimate in part.outcomes.items():
            values = (estimate.mean, estimate.low, estimate.high)
            assert all(math.isfinite(value) for value in values), key
        for table in (part.weekly, part.friction, part.funnel, part.money, part.by_generation):
            assert np.isfinite(table.select_dtypes("number").to_numpy()).all()
    if scenario.shoppers == 0 or scenario.weeks == 0:
        assert result.a.outcomes["revenue"].mean == 0.0
        assert result.b.outcomes["profit"].mean == 0.0


@pytest.mark.parametrize("shopper", [-1, 5000, 10**30, 1.5, "3", True, None])
def test_a_shopper_who_does_not_exist_is_refused_by_name(shopper: Any) -> None:
    with pytest.raises(ScenarioError, match="shopper"):
        trace(Scenario(), shopper)


def test_the_second_set_up_need_not_win() -> None:
    """With a dear integration and few who cross channels, islands earn more; nothing forbids it."""
    changes = {"population.crossing_share": 0.05, "b.one_off_cost": 0.04}
    gap = compare(Scenario(changes)).difference.outcomes["profit"]
    assert gap.high < 0.0

"""What orders tell about customers, and how simulated customers compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.engine.comparison import compare
from simulations.orders import bg_nbd
from simulations.orders.bg_nbd import BgNbd
from simulations.orders.reading import NO_CHANNEL, Orders, channel_codes
from simulations.scenario.knobs import KNOBS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

DAYS_PER_WEEK, WEEKS_PER_YEAR = 7.0, 52.0
CURVE_WEEKS = (4, 8, 13, 26, 39, 52)
HELD_BACK = 1.0 / 3.0
"""Share of the time that a fit does not see and is judged by."""
FEWEST_WEEKS = 12.0
FEWEST_FOLLOWED = 30
"""Customers watched for so many weeks, below which no share of them is stated."""
COMPARED = 4_000
"""Synthetic shoppers whose repeat curve is laid beside the data's."""

CANNOT_TELL = ("frustration", "cause", "losses", "newcomers")
"""What no file of orders can tell: how people felt, whether the channels make customers better, who
left without buying, and who bought before the file begins."""


@dataclass(frozen=True)
class HeldBack:
    """A fit judged by time that it did not see.

    Attributes
    ----------
    weeks : float
        Length of that time.
    bought, expected : float
        Repeat purchases in it, of the customers known before: in the data, and by the fit.
    """

    weeks: float
    bought: float
    expected: float

    @property
    def error(self) -> float:
        """How far the fit was off, as a share of what was bought."""
        return (self.expected - self.bought) / self.bought if self.bought else float("nan")


@dataclass(frozen=True)
class Habits:
    """Buying habits, derived from orders.

    Attributes
    ----------
    customers, purchases : int
        A purchase is what one customer bought on one day.
    weeks : float
        From the first day to the last.
    revenue, refunded : float
        Money that came in, and that was given back.
    basket, basket_spread : float
        Mean money of a purchase, and the standard deviation of its logarithm.
    purchases_per_year : float
        Per customer, from the first purchase on.
    curve : dict of weeks to float
        Share of customers who bought again within so many weeks, of those watched that long.
    channel_share : dict of channel to float
        Share of purchases, by the model's channels and ``other``; empty without channels.
    combining : float
        Share of customers of two purchases or more who used several channels; NaN without channels.
    fitted : BgNbd or None
        From the whole file.
    held_back : HeldBack or None
        From a fit to the first two thirds.
    """

    customers: int
    purchases: int
    weeks: float
    revenue: float
    refunded: float
    basket: float
    basket_spread: float
    purchases_per_year: float
    curve: Mapping[int, float]
    channel_share: Mapping[str, float]
    combining: float
    fitted: BgNbd | None
    held_back: HeldBack | None


def habits(orders: Orders) -> Habits:
    """Derive buying habits from orders.

    Parameters
    ----------
    orders : Orders
        At least one.

    Returns
    -------
    Habits
    """
    who, day, money = _purchases(orders)
    first, last, count = _first_last_count(who, day)
    end = float(orders.days.max())
    start = float(orders.days.min())
    weeks = (end - start) / DAYS_PER_WEEK
    watched = (end - first) / DAYS_PER_WEEK
    years = float(watched.sum()) / WEEKS_PER_YEAR
    repeats = count - 1.0
    positive = money[money > 0.0]
    logs = np.log(positive)
    enough = weeks >= FEWEST_WEEKS
    return Habits(
        customers=len(first),
        purchases=len(day),
        weeks=weeks,
        revenue=float(orders.amounts[orders.amounts > 0.0].sum()),
        refunded=float(np.abs(orders.amounts[orders.amounts < 0.0]).sum()),
        basket=float(positive.mean()) if len(positive) else 0.0,
        basket_spread=float(logs.std()) if len(logs) > 1 else 0.0,
        purchases_per_year=float(repeats.sum()) / years if years > 0.0 else float("nan"),
        curve=_curve(who, day, first, end),
        channel_share=_channel_share(orders),
        combining=_combining(orders, count),
        fitted=bg_nbd.fit(repeats, (last - first) / DAYS_PER_WEEK, watched) if enough else None,
        held_back=_held_back(who, day, start, end) if enough else None,
    )


def scenario_of(habits: Habits, scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """Return a scenario with the customers of the data, and the knobs that the data set.

    A need is a purchase or an attempt that failed. Data has no attempts, so the rate of needs is
    that of purchases over the conversion that the scenario's own company has. What does not fit
    into the legal range of a knob is set to its end.

    Parameters
    ----------
    habits : Habits
    scenario : Scenario

    Returns
    -------
    Scenario
    tuple of str
    """
    values: dict[str, float] = {}
    if habits.basket > 0.0:
        values["market.basket_mean"] = habits.basket
        values["market.basket_spread"] = habits.basket_spread
    if not np.isnan(habits.combining):
        values["population.crossing_share"] = habits.combining
    rate = habits.purchases_per_year
    if habits.fitted is not None:
        rate = min(habits.fitted.purchases_per_year, WEEKS_PER_YEAR)
        values["population.need_shape"] = habits.fitted.r
        values["population.churn_mean"] = habits.fitted.leaving
    if np.isfinite(rate) and rate > 0.0:
        small = scenario.with_values({"shoppers": 2_000, "weeks": 52})
        conversion = compare(small).a.outcomes["conversion_rate"].mean
        values["population.need_rate"] = rate / max(conversion, 0.05)
    inside = {
        name: float(np.clip(value, KNOBS[name].low, KNOBS[name].high))
        for name, value in values.items()
    }
    return scenario.with_values(inside), tuple(inside)


def simulated_curve(scenario: Scenario) -> dict[int, float]:
    """Return the same curve for the customers of set-up a: shares who bought again, by weeks.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    dict of int to float
        Weeks to shares, from 0 to 1.
    """
    from simulations.model.journeys import simulate

    people = np.arange(min(max(scenario.shoppers, 1), COMPARED), dtype=np.int64)
    long = scenario.with_values({"weeks": max(scenario.weeks, 104), "shoppers": len(people)})
    _, ledger = simulate(long, (long.a, long.b), people)
    bought = ledger.journeys["bought"][0].astype(np.bool_)
    who = np.asarray(ledger.shopper)[bought].astype(np.int64)
    day = np.asarray(ledger.week)[bought].astype(np.float64) * DAYS_PER_WEEK
    if not len(who):
        return {}
    order = np.lexsort((day, who))
    _, codes = np.unique(who[order], return_inverse=True)
    first, _, _ = _first_last_count(codes, day[order])
    return _curve(codes, day[order], first, (long.weeks - 1) * DAYS_PER_WEEK)


def _purchases(orders: Orders) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Purchases (customer, day, money): orders of one customer and day together, sorted."""
    paid = orders.amounts > 0.0
    who, day = orders.customers[paid].astype(np.int64), orders.days[paid].astype(np.int64)
    if not len(who):  # nothing but refunds
        return who, np.zeros(0), np.zeros(0)
    keys, index = np.unique(who * 200_000 + day, return_inverse=True)
    money = np.bincount(index, weights=orders.amounts[paid], minlength=len(keys))
    _, codes = np.unique(keys // 200_000, return_inverse=True)
    return codes.astype(np.int64), (keys % 200_000).astype(np.float64), money.astype(np.float64)


def _first_last_count(who: NDArray[np.int64], day: Floats) -> tuple[Floats, Floats, Floats]:
    """First day, last day and count of each customer's purchases, which are sorted."""
    if not len(who):
        return np.zeros(0), np.zeros(0), np.zeros(0)
    starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
    ends = np.r_[starts[1:], len(who)] - 1
    return day[starts], day[ends], (ends - starts + 1).astype(np.float64)


def _curve(who: NDArray[np.int64], day: Floats, first: Floats, end: float) -> dict[int, float]:
    if not len(who):
        return {}
    starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
    again = np.full(len(first), np.inf)
    several = np.r_[starts[1:], len(who)] - starts > 1
    again[several] = day[starts[several] + 1] - first[several]
    curve = {}
    for weeks in CURVE_WEEKS:
        followed = first + weeks * DAYS_PER_WEEK <= end
        if followed.sum() >= FEWEST_FOLLOWED:
            curve[weeks] = float((again[followed] <= weeks * DAYS_PER_WEEK).mean())
    return curve


def _channel_share(orders: Orders) -> dict[str, float]:
    known = (orders.channels != NO_CHANNEL) & (orders.amounts > 0.0)
    if not known.any():
        return {}
    counts = np.bincount(orders.channels[known], minlength=len(orders.channel_names))
    shares: dict[str, float] = {}
    for code, count in zip(channel_codes(orders.channel_names), counts.tolist(), strict=True):
        shares[code or "other"] = shares.get(code or "other", 0.0) + count / float(known.sum())
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _combining(orders: Orders, count: Floats) -> float:
    known = (orders.channels != NO_CHANNEL) & (orders.amounts > 0.0)
    if not known.any() or not (count >= 2.0).any():
        return float("nan")
    codes = [
        code or name
        for code, name in zip(
            channel_codes(orders.channel_names), orders.channel_names, strict=True
        )
    ]
    _, groups = np.unique(codes, return_inverse=True)
    who = orders.customers[known].astype(np.int64)
    pairs = np.unique(who * 1_000 + groups[orders.channels[known]])
    channels = np.bincount(pairs // 1_000)
    purchases = np.bincount(who)
    several = purchases >= 2
    return float((channels[several] >= 2).mean()) if several.any() else float("nan")


def _held_back(who: NDArray[np.int64], day: Floats, start: float, end: float) -> HeldBack | None:
    """Fit to the first two thirds of the time, and compare with the rest."""
    edge = start + (end - start) * (1.0 - HELD_BACK)
    seen = day <= edge
    if not seen.any():
        return None
    _, codes = np.unique(who[seen], return_inverse=True)
    first, last, count = _first_last_count(codes, day[seen])
    repeats, age = count - 1.0, (last - first) / DAYS_PER_WEEK
    watched = (edge - first) / DAYS_PER_WEEK
    model = bg_nbd.fit(repeats, age, watched)
    if model is None:
        return None
    weeks = (end - edge) / DAYS_PER_WEEK
    known = np.isin(who, np.unique(who[seen]))
    bought = float((known & ~seen).sum())
    expected = model.expected(repeats, age, watched, np.full(len(first), weeks))
    return HeldBack(weeks, bought, float(expected.sum()))

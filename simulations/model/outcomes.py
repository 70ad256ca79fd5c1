"""The outcomes: what is measured of each shopper, and in which unit it is stated.

Every outcome is a ratio of two sums over shoppers (a plain mean has 1 below the line), so that one
formula gives every mean, every paired difference and every interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.ledger import Ledger
from simulations.scenario.knobs import CHANNELS, FRICTIONS

Floats = NDArray[np.float64]
Totals = Mapping[str, Floats]

UNBOUNDED = (-np.inf, np.inf)
SHARE = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome.

    Attributes
    ----------
    key : str
    unit : str
        ``points`` (0–100), ``share`` (0–1), ``score`` (0–10), ``money`` or ``count``; money and
        counts are per shopper over the whole horizon.
    better : str
        ``lower``, ``higher`` or ``neither``.
    bounds : tuple of float
        Values that the outcome can take at all.
    top, bottom : callable
        From shoppers' totals, arrays (S, n), to numerator and denominator.
    """

    key: str
    unit: str
    better: str
    bounds: tuple[float, float]
    top: Callable[[Totals], Floats]
    bottom: Callable[[Totals], Floats]

    @property
    def event(self) -> float:
        """Size of one event, where nobody had any: 1 in a share; 0 where nobody can tell."""
        return 1.0 if self.unit == "share" else 0.0

    @property
    def scale(self) -> dict[str, str]:
        """Unit, and what is better, as results state them in JSON."""
        return {"unit": self.unit, "better": self.better}


def _total(name: str) -> Callable[[Totals], Floats]:
    return lambda totals: totals[name]


def _everyone(totals: Totals) -> Floats:
    return np.ones_like(totals["journeys"])


def _tried(totals: Totals) -> Floats:
    return (totals["journeys"] > 0).astype(np.float64)


def _customers(totals: Totals) -> Floats:
    """Who has bought: nobody else can be kept or lost."""
    return (totals["purchases"] > 0).astype(np.float64)


def _mean_frustration(totals: Totals) -> Floats:
    return totals["frustration"] / np.maximum(totals["journeys"], 1.0)


def _repeats(totals: Totals) -> Floats:
    return np.maximum(totals["purchases"] - 1.0, 0.0)


_LIST = (
    Outcome("frustration_index", "points", "lower", (0.0, 100.0), _mean_frustration, _tried),
    Outcome("severe_friction_share", "share", "lower", SHARE, _total("severe"), _total("journeys")),
    Outcome("conversion_rate", "share", "higher", SHARE, _total("purchases"), _total("journeys")),
    Outcome(
        "repeat_rate",
        "share",
        "higher",
        SHARE,
        lambda totals: (totals["purchases"] >= 2).astype(np.float64),
        _customers,
    ),
    Outcome("mean_repeats", "count", "higher", (0.0, np.inf), _repeats, _customers),
    Outcome(
        "active_at_end",
        "share",
        "higher",
        SHARE,
        lambda totals: totals["active"] * _customers(totals),
        _customers,
    ),
    Outcome(
        "recommend_score",
        "score",
        "higher",
        (0.0, 10.0),
        lambda totals: 10.0 * totals["loyalty"] * _tried(totals),
        _tried,
    ),
    Outcome("revenue", "money", "higher", UNBOUNDED, _total("revenue"), _everyone),
    Outcome("contribution", "money", "higher", UNBOUNDED, _total("contribution"), _everyone),
    Outcome("profit", "money", "higher", UNBOUNDED, _total("profit"), _everyone),
    Outcome("online_revenue", "money", "neither", UNBOUNDED, _total("online_revenue"), _everyone),
    Outcome("store_revenue", "money", "neither", UNBOUNDED, _total("store_revenue"), _everyone),
    Outcome("store_visits", "count", "neither", (0.0, np.inf), _total("store_visits"), _everyone),
    Outcome("contacts", "count", "lower", (0.0, np.inf), _total("contacts"), _everyone),
    Outcome(
        "cart_abandonment",
        "share",
        "lower",
        SHARE,
        lambda totals: totals["carts"] - totals["online_purchases"],
        _total("carts"),
    ),
    Outcome(
        "store_conversion",
        "share",
        "higher",
        SHARE,
        _total("store_purchases"),
        _total("store_visits"),
    ),
    Outcome(
        "online_conversion",
        "share",
        "higher",
        SHARE,
        _total("online_purchases"),
        _total("online_sessions"),
    ),
)
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({outcome.key: outcome for outcome in _LIST})
OUTCOME_ROW: Mapping[str, int] = MappingProxyType({key: row for row, key in enumerate(OUTCOMES)})
"""Row of each outcome in arrays that hold all of them."""
OUTCOME_BOUNDS = np.array([outcome.bounds for outcome in _LIST]).T
"""Lowest, then highest value of every outcome."""
OUTCOME_EVENTS = np.array([outcome.event for outcome in _LIST])
JUDGED = tuple(key for key, outcome in OUTCOMES.items() if outcome.better != "neither")
"""Outcomes of which more or less is better."""

SUMMED = (
    "frustration",
    "points",
    "severe",
    "revenue",
    "store_revenue",
    "contribution",
    "store_visits",
    "online_sessions",
    "phone_sessions",
    "carts",
    "contacts",
)


def shopper_totals(ledger: Ledger, costs: Floats) -> Totals:
    """Sum up every shopper's horizon.

    Parameters
    ----------
    ledger : Ledger
        n shoppers under S set-ups.
    costs : float array (S,)
        Integration and channel costs per shopper over the horizon, taken off the contribution.

    Returns
    -------
    dict of str to float array (S, n)
        Those of ``SUMMED``, and journeys, purchases, store_purchases, online_purchases,
        online_revenue, profit (money), active (0 or 1) and loyalty (0 to 1).
    """
    sides, people = ledger.loyalty.shape
    journeys = ledger.journeys
    store, website, app = (CHANNELS.index(c) for c in ("store", "website", "app"))

    def add_up(column: NDArray[np.generic]) -> Floats:
        return np.stack([add_by(ledger.shopper, column[s], people) for s in range(sides)])

    started, bought, buy = journeys["started"], journeys["bought"], journeys["buy"]
    totals = {name: add_up(journeys[name]) for name in SUMMED}
    totals["journeys"] = add_up(started)
    totals["purchases"] = add_up(bought)
    totals["store_purchases"] = add_up(bought & (buy == store))
    totals["online_purchases"] = add_up(bought & ((buy == website) | (buy == app)))
    totals["online_revenue"] = totals["revenue"] - totals["store_revenue"]
    totals["profit"] = totals["contribution"] - costs[:, None]
    totals["active"] = (ledger.left_week < 0).astype(np.float64)
    totals["loyalty"] = ledger.loyalty
    return totals


def friction_totals(ledger: Ledger) -> tuple[Floats, Floats]:
    """Sum up each friction for each shopper.

    Parameters
    ----------
    ledger : Ledger
        n shoppers under S set-ups.

    Returns
    -------
    counts : float array (frictions, S, n)
        How often it happened; in the order of ``FRICTIONS``.
    points : float array (frictions, S, n)
        Frustration points booked.
    """
    sides, people = ledger.loyalty.shape
    cell = (ledger.friction_kind * sides + ledger.friction_side) * people
    cell = cell + ledger.friction_shopper
    shape = (len(FRICTIONS), sides, people)
    size = len(FRICTIONS) * sides * people
    counts = count_by(cell, size).astype(np.float64)
    points = add_by(cell, ledger.friction_points, size)
    return counts.reshape(shape), points.reshape(shape)

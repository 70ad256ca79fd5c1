"""One set-up's results, or the difference of two, as estimates and tidy tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulations.engine.estimates import Bounds, Counts, Estimate, Estimates, differences, ratios
from simulations.engine.funnel import STEP_BOUNDS, STEPS
from simulations.engine.tally import LOST_CAUSES, Tally
from simulations.model.costs import setup_costs
from simulations.model.outcomes import (
    OUTCOME_BOUNDS,
    OUTCOME_EVENTS,
    OUTCOMES,
    SHARE,
    UNBOUNDED,
)
from simulations.scenario.knobs import CAUSE_OF, CHANNELS, FRICTIONS, GENERATIONS, STAGES
from simulations.scenario.plain import plain
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Columns = Mapping[str, Any]
"""The columns of a table: arrays or lists of one length."""


def _table(name: str) -> cached_property[pd.DataFrame]:
    """A table of a result that is made from its columns when it is first read."""
    return cached_property(lambda result: pd.DataFrame(result.columns[name]))


@dataclass(frozen=True)
class Result:
    """One set-up's results, or the difference b − a. Money and counts: per shopper and horizon.

    A table is made when it is read: a page reads few of the eighteen of a comparison, and making or
    unpickling them all was a tenth of a run.

    Attributes
    ----------
    outcomes : dict of outcome to Estimate
    columns : dict of table to dict of column to array (rows,) or list
        What each table below is made of, by its name.
    weekly : DataFrame
        week (1, 2, …); frustration, conversion, active (share that has not left), repeat (share
        that has bought at least twice), each with _low and _high; journeys, purchases (per
        shopper). Weeks without a journey repeat the last value.
    friction : DataFrame
        kind, cause, count, count_low, count_high, points, points_low, points_high.
    funnel : DataFrame
        stage, channel, journeys per shopper (``receive``: purchases by the channel of purchase).
    lost_sales : DataFrame
        cause, kind of loss (friction or ``not_convinced``), journeys per shopper.
    money : DataFrame
        channel (of purchase), purchases, revenue, contribution, and a row ``costs``.
    by_generation : DataFrame
        generation, people, outcome, mean, low, high.
    steps : dict of step to Estimate
        See ``funnel.STEPS``: journeys per shopper, then the share that goes on, or is lost.
    channel_revenue : dict of channel of purchase to Estimate
        Revenue per shopper.
    """

    outcomes: Mapping[str, Estimate]
    columns: Mapping[str, Columns]
    steps: Mapping[str, Estimate]
    channel_revenue: Mapping[str, Estimate]

    weekly = _table("weekly")
    friction = _table("friction")
    funnel = _table("funnel")
    lost_sales = _table("lost_sales")
    money = _table("money")
    by_generation = _table("by_generation")

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON, without ``steps`` and ``channel_revenue``.

        Returns
        -------
        dict
            Outcomes by name; every table as a list of rows; ``friction`` also added up by cause.
        """
        causes = self.friction.groupby("cause", sort=False)[["points", "count"]].sum()
        return {
            "outcomes": plain(self.outcomes),
            "friction": causes.to_dict("index"),
            "friction_kinds": self.friction.to_dict("records"),
            **{
                name: getattr(self, name).to_dict("records")
                for name in ("funnel", "lost_sales", "money", "by_generation", "weekly")
            },
        }


@dataclass(frozen=True, slots=True)
class _Selection:
    """One side of a tally (0 or 1), or the difference of both (None)."""

    side: int | None
    can_differ: bool

    def estimate(
        self,
        sums: Floats,
        people: int | Counts,
        bounds: Bounds,
        usual: float | Floats = 0.0,
    ) -> Estimates:
        """Means and intervals from moments; ``usual`` is the size of one event."""
        if self.side is None:
            return differences(sums, people, bounds, self.can_differ, usual)
        return ratios(sums, people, self.side, bounds)

    def select(self, both: NDArray[Any]) -> NDArray[Any]:
        """One side of an array (2, …), or what b has more."""
        return both[1] - both[0] if self.side is None else both[self.side]

    def empty(self, sums: Floats) -> NDArray[np.bool_]:
        """Where nobody is counted on this side (for the difference: on either)."""
        a, b = sums[..., 1] == 0.0, sums[..., 1] + sums[..., 3] == 0.0
        return a | b if self.side is None else (a, b)[self.side]


def make_result(scenario: Scenario, tally: Tally, side: int | None) -> Result:
    """Return the results of one side, or of the difference b − a.

    Parameters
    ----------
    scenario : Scenario
        The one that was tallied: frictions' points and set-ups' costs.
    tally : Tally
    side : int or None
        0 for a, 1 for b, None for the difference.

    Returns
    -------
    Result
    """
    people = int(tally.people[0])
    selection = _Selection(side, can_differ=scenario.a != scenario.b)
    return Result(
        outcomes=_by_name(
            OUTCOMES, selection.estimate(tally.outcomes, people, OUTCOME_BOUNDS, OUTCOME_EVENTS)
        ),
        columns={
            "weekly": _weekly(tally, selection),
            "friction": _friction(scenario, tally, selection),
            "funnel": _funnel(tally, selection),
            "lost_sales": _lost_sales(tally, selection),
            "money": _money(scenario, tally, selection),
            "by_generation": _by_generation(tally, selection),
        },
        steps=_by_name(STEPS, selection.estimate(tally.steps, people, STEP_BOUNDS)),
        channel_revenue=_by_name(CHANNELS, selection.estimate(tally.channels, people, UNBOUNDED)),
    )


def _by_name(names: Iterable[str], estimates: Estimates) -> dict[str, Estimate]:
    return dict(zip(names, estimates.each(), strict=True))


def _spread(name: str, estimates: Estimates) -> dict[str, Floats]:
    return {
        name: estimates.mean,
        f"{name}_low": estimates.low,
        f"{name}_high": estimates.high,
    }


def _weekly(tally: Tally, selection: _Selection) -> Columns:
    people, weeks = int(tally.people[0]), len(tally.weekly_active)
    columns: dict[str, Any] = {"week": np.arange(1, weeks + 1)}
    for name, sums, bounds in (
        ("frustration", tally.weekly_frustration, (0.0, 100.0)),
        ("conversion", tally.weekly_conversion, SHARE),
        ("active", np.cumsum(tally.weekly_active, axis=0), SHARE),
        ("repeat", np.cumsum(tally.weekly_repeat, axis=0), SHARE),
    ):
        estimates = selection.estimate(sums, people, bounds)
        columns.update(_spread(name, _forward_filled(estimates, selection.empty(sums))))
    journeys, bought = tally.weekly_conversion[:, 1::2].T, tally.weekly_conversion[:, 0:4:2].T
    both = np.stack([journeys[0], journeys[0] + journeys[1]])
    columns["journeys"] = selection.select(both) / max(people, 1)
    both = np.stack([bought[0], bought[0] + bought[1]])
    columns["purchases"] = selection.select(both) / max(people, 1)
    return columns


def _forward_filled(estimates: Estimates, empty: NDArray[np.bool_]) -> Estimates:
    """Repeat the last value in weeks of nobody; 0 until there was one."""
    last = np.maximum.accumulate(np.where(empty, 0, np.arange(1, len(empty) + 1)))
    ends = (estimates.mean, estimates.low, estimates.high)
    return Estimates(*(np.concatenate([[0.0], end])[last] for end in ends))


def _friction(scenario: Scenario, tally: Tally, selection: _Selection) -> Columns:
    people = int(tally.people[0])
    columns: dict[str, Any] = {
        "kind": list(FRICTIONS),
        "cause": [CAUSE_OF[kind] for kind in FRICTIONS],
    }
    points = np.array([scenario.group(f"friction.{kind}").points for kind in FRICTIONS])
    once = np.ones(len(FRICTIONS))
    for name, sums, size in (
        ("count", tally.friction_counts, once),
        ("points", tally.friction_points, points),
    ):
        columns.update(_spread(name, selection.estimate(sums, people, (0.0, np.inf), size)))
    return columns


def _funnel(tally: Tally, selection: _Selection) -> Columns:
    counts = selection.select(tally.funnel) / max(int(tally.people[0]), 1)
    return {
        "stage": [stage for stage in STAGES for _ in CHANNELS],
        "channel": [*CHANNELS] * len(STAGES),
        "journeys": counts.ravel(),
    }


def _lost_sales(tally: Tally, selection: _Selection) -> Columns:
    counts = selection.select(tally.lost) / max(int(tally.people[0]), 1)
    causes = [CAUSE_OF.get(kind, "everyday") for kind in LOST_CAUSES]
    return {"cause": causes, "kind": list(LOST_CAUSES), "journeys": counts}


def _money(scenario: Scenario, tally: Tally, selection: _Selection) -> Columns:
    sums = selection.select(tally.money) / max(int(tally.people[0]), 1)
    costs = float(selection.select(setup_costs(scenario, (scenario.a, scenario.b))))
    return {
        "channel": [*CHANNELS, "costs"],
        "purchases": [*sums[0], 0.0],
        "revenue": [*sums[1], 0.0],
        "contribution": [*sums[2], -costs],
    }


def _by_generation(tally: Tally, selection: _Selection) -> Columns:
    people = tally.people[1:]
    estimates = selection.estimate(
        tally.generations, people[:, None], OUTCOME_BOUNDS, OUTCOME_EVENTS
    )
    return {
        "generation": [generation for generation in GENERATIONS for _ in OUTCOMES],
        "people": np.repeat(people, len(OUTCOMES)),
        "outcome": [*OUTCOMES] * len(GENERATIONS),
        "mean": estimates.mean.ravel(),
        "low": estimates.low.ravel(),
        "high": estimates.high.ravel(),
    }

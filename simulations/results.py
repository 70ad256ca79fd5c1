"""One set-up's results, or the difference of two, as estimates and tidy frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulations.costs import setup_costs
from simulations.estimates import Estimate, difference, ratio
from simulations.knobs import CAUSE_OF, CHANNELS, FRICTIONS, GENERATIONS, STAGES
from simulations.outcomes import OUTCOMES, SHARE, UNBOUNDED
from simulations.scenario import Scenario
from simulations.tally import LOST_CAUSES, Tally
from simulations.way import STEPS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Result:
    """One set-up's results, or the difference b − a. Money and counts: per shopper and horizon.

    Attributes
    ----------
    outcomes : dict of outcome to Estimate
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
        See ``way.STEPS``: journeys per shopper, then the share that goes on, or is lost.
    channel_revenue : dict of channel of purchase to Estimate
        Revenue per shopper.
    """

    outcomes: Mapping[str, Estimate]
    weekly: pd.DataFrame
    friction: pd.DataFrame
    funnel: pd.DataFrame
    lost_sales: pd.DataFrame
    money: pd.DataFrame
    by_generation: pd.DataFrame
    steps: Mapping[str, Estimate]
    channel_revenue: Mapping[str, Estimate]

    def to_dict(self) -> dict[str, Any]:
        """Plain value for JSON, without ``steps`` and ``channel_revenue``."""
        causes = self.friction.groupby("cause", sort=False)[["points", "count"]].sum()
        return {
            "outcomes": {key: estimate.to_dict() for key, estimate in self.outcomes.items()},
            "friction": {
                cause: {"points": float(row["points"]), "count": float(row["count"])}
                for cause, row in causes.iterrows()
            },
            "friction_kinds": self.friction.to_dict("records"),
            "funnel": self.funnel.to_dict("records"),
            "lost_sales": self.lost_sales.to_dict("records"),
            "money": self.money.to_dict("records"),
            "by_generation": self.by_generation.to_dict("records"),
            "weekly": self.weekly.to_dict("records"),
        }


@dataclass(frozen=True, slots=True)
class _View:
    """One side of a tally (0 or 1), or the difference of both (None)."""

    side: int | None
    can_differ: bool

    def estimate(
        self, sums: Floats, people: int, bounds: tuple[float, float], usual: float = 0.0
    ) -> Estimate:
        """Mean and interval from moments; ``usual`` is the size of one event."""
        if self.side is None:
            return difference(sums, people, bounds, self.can_differ, usual)
        return ratio(sums, people, self.side, bounds)

    def pick(self, both: NDArray[Any]) -> NDArray[Any]:
        """One side of an array (2, …), or what b has more."""
        return both[1] - both[0] if self.side is None else both[self.side]

    def empty(self, sums: Floats) -> bool:
        """Whether nobody is counted on this side (for the difference: on either)."""
        a, b = sums[1] == 0.0, sums[1] + sums[3] == 0.0
        return bool(a or b) if self.side is None else bool((a, b)[self.side])


def make_result(scenario: Scenario, tally: Tally, side: int | None) -> Result:
    """Results of side 0 (a) or 1 (b), or of the difference b − a (None)."""
    people = int(tally.people[0])
    view = _View(side, can_differ=scenario.a != scenario.b)
    return Result(
        outcomes={
            key: view.estimate(own, people, OUTCOMES[key].bounds)
            for key, own in zip(OUTCOMES, tally.outcomes, strict=True)
        },
        weekly=_weekly_frame(tally, view),
        friction=_friction_frame(scenario, tally, view),
        funnel=_funnel_frame(tally, view),
        lost_sales=_lost_frame(tally, view),
        money=_money_frame(scenario, tally, view),
        by_generation=_generation_frame(tally, view),
        steps={
            name: view.estimate(own, people, step.bounds)
            for (name, step), own in zip(STEPS.items(), tally.steps, strict=True)
        },
        channel_revenue={
            channel: view.estimate(own, people, UNBOUNDED)
            for channel, own in zip(CHANNELS, tally.channels, strict=True)
        },
    )


def _spread(name: str, estimates: list[Estimate]) -> dict[str, list[float]]:
    return {
        name: [e.mean for e in estimates],
        f"{name}_low": [e.low for e in estimates],
        f"{name}_high": [e.high for e in estimates],
    }


def _weekly_frame(tally: Tally, view: _View) -> pd.DataFrame:
    people, weeks = int(tally.people[0]), tally.left.shape[1]
    columns: dict[str, Any] = {"week": np.arange(1, weeks + 1)}
    for name, sums, bounds in (
        ("frustration", tally.weekly_frustration, (0.0, 100.0)),
        ("conversion", tally.weekly_conversion, SHARE),
    ):
        estimates: list[Estimate] = []
        for own in sums:
            last = estimates[-1] if estimates else Estimate(0.0, 0.0, 0.0)
            empty = view.empty(own)
            estimates.append(last if empty else view.estimate(own, people, bounds))
        columns.update(_spread(name, estimates))
    active = people - np.cumsum(tally.left, axis=1)
    columns.update(_spread("active", [_share(own, people, view) for own in active.T]))
    repeat = np.cumsum(tally.came_back, axis=1)
    columns.update(_spread("repeat", [_share(own, people, view) for own in repeat.T]))
    journeys, bought = tally.weekly_conversion[:, 1::2].T, tally.weekly_conversion[:, 0:4:2].T
    both = np.stack([journeys[0], journeys[0] + journeys[1]])
    columns["journeys"] = view.pick(both) / max(people, 1)
    both = np.stack([bought[0], bought[0] + bought[1]])
    columns["purchases"] = view.pick(both) / max(people, 1)
    return pd.DataFrame(columns)


def _share(counts: NDArray[np.int64], people: int, view: _View) -> Estimate:
    """Share of shoppers from the numbers under a, under b, and under both."""
    a, b, both = (float(n) for n in counts)
    n = float(people)
    sums = np.array([a, n, b - a, 0.0, a, a, both - a, 0.0, n, b - a, 0.0, a + b - 2 * both, 0, 0])
    return view.estimate(sums, people, SHARE)


def _friction_frame(scenario: Scenario, tally: Tally, view: _View) -> pd.DataFrame:
    people = int(tally.people[0])
    columns: dict[str, Any] = {
        "kind": list(FRICTIONS),
        "cause": [CAUSE_OF[kind] for kind in FRICTIONS],
    }
    points = [scenario.group(f"friction.{kind}").points for kind in FRICTIONS]
    for name, sums, sizes in (
        ("count", tally.friction_counts, [1.0] * len(FRICTIONS)),
        ("points", tally.friction_points, points),
    ):
        estimates = [
            view.estimate(own, people, (0.0, np.inf), size)
            for own, size in zip(sums, sizes, strict=True)
        ]
        columns.update(_spread(name, estimates))
    return pd.DataFrame(columns)


def _funnel_frame(tally: Tally, view: _View) -> pd.DataFrame:
    counts = view.pick(tally.funnel) / max(int(tally.people[0]), 1)
    rows = [
        (stage, channel, float(counts[i, j]))
        for i, stage in enumerate(STAGES)
        for j, channel in enumerate(CHANNELS)
    ]
    return pd.DataFrame(rows, columns=["stage", "channel", "journeys"])


def _lost_frame(tally: Tally, view: _View) -> pd.DataFrame:
    counts = view.pick(tally.lost) / max(int(tally.people[0]), 1)
    causes = [CAUSE_OF.get(kind, "everyday") for kind in LOST_CAUSES]
    return pd.DataFrame({"cause": causes, "kind": list(LOST_CAUSES), "journeys": counts})


def _money_frame(scenario: Scenario, tally: Tally, view: _View) -> pd.DataFrame:
    sums = view.pick(tally.money) / max(int(tally.people[0]), 1)
    frame = pd.DataFrame(
        {
            "channel": list(CHANNELS),
            "purchases": sums[0],
            "revenue": sums[1],
            "contribution": sums[2],
        }
    )
    costs = float(view.pick(setup_costs(scenario, (scenario.a, scenario.b))))
    frame.loc[len(frame)] = ["costs", 0.0, 0.0, -costs]
    return frame


def _generation_frame(tally: Tally, view: _View) -> pd.DataFrame:
    rows = []
    for code, generation in enumerate(GENERATIONS):
        people = int(tally.people[1 + code])
        for key, own in zip(OUTCOMES, tally.generations[code], strict=True):
            estimate = view.estimate(own, people, OUTCOMES[key].bounds)
            rows.append((generation, people, key, estimate.mean, estimate.low, estimate.high))
    return pd.DataFrame(rows, columns=["generation", "people", "outcome", "mean", "low", "high"])

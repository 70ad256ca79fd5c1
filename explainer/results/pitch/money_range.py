"""What integrating leaves, as a range over worlds that can be believed; never from one run.

Three of the worlds stand for all: the cautious one has 5 % of them below it, the central one half,
the hopeful one 95 %. Each is a world of its own, so its course over the months can be shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulations import Comparison, Scenario, compare
from simulations.experiments.ensemble import Ensemble, ensemble

Floats = NDArray[np.float64]
Verdict = Literal["pays", "unsure", "does_not"]

CASES: Mapping[str, float] = MappingProxyType({"cautious": 0.05, "central": 0.5, "hopeful": 0.95})
"""Share of the worlds that each case leaves below it."""
MATCHED = "kept" in {field.name for field in fields(Ensemble)}
"""Whether only worlds that meet what is measured count (history matching)."""
DRAWS = 200 if MATCHED else 40
MOST_SHOPPERS = 500
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One of the three worlds; money per shopper over the whole time.

    Attributes
    ----------
    name : str
        A key of ``CASES``.
    gain, cost, profit : float
        What b sells more than a after its own costs of selling; what integrating costs; the rest.
    month : int or None
        Month from which on b is ahead for good, 0 from the start; None if that does not come.
    balance : tuple of float (weeks,)
        Ahead (or behind) by the end of each week.
    """

    name: str
    gain: float
    cost: float
    profit: float
    month: int | None
    balance: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """The range, per shopper over the whole time; w worlds.

    Attributes
    ----------
    scenario : Scenario
    gains, costs : float arrays (w,)
        By world, from the least profit to the most.
    cases : tuple of Case
        Cautious, central, hopeful.
    visits_per_year : float
        Visits to the store of one shopper, under set-up a.
    """

    scenario: Scenario
    gains: Floats
    costs: Floats
    cases: tuple[Case, ...]
    visits_per_year: float

    @property
    def profits(self) -> Floats:
        """What is left in each world, ascending; float array (w,)."""
        return self.gains - self.costs

    @property
    def better(self) -> float:
        """Share of the worlds in which integrating leaves more than not doing it."""
        return float((self.profits > 0.0).mean())

    @property
    def verdict(self) -> Verdict:
        """``pays`` if even the cautious case gains, ``does_not`` if the central one loses."""
        cautious, central, _ = (case.profit for case in self.cases)
        if cautious > 0.0:
            return "pays"
        return "unsure" if central > 0.0 else "does_not"

    def wrong_by_half(self) -> tuple[float, float, float]:
        """Return the three cases if integrating gained only half of what the worlds say."""
        low, middle, high = np.sort(HALF * self.gains - self.costs)[case_positions(len(self.gains))]
        return float(low), float(middle), float(high)


def case_positions(worlds: int) -> list[int]:
    """Return the positions of the three cases among so many sorted worlds."""
    return [max(0, math.ceil(share * worlds) - 1) for share in CASES.values()]


def money_range(
    scenario: Scenario,
    draws: int = DRAWS,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> MoneyRange:
    """Compare both set-ups in so many drawn worlds and find the range.

    ``progress`` is called with worlds done and worlds in all. A number of draws that is not legal
    raises a ScenarioError.
    """
    small = scenario.with_values({"shoppers": min(scenario.shoppers, MOST_SHOPPERS)})
    drawn = ensemble(small, draws, progress=progress)
    profits, gains = drawn.means["profit"], drawn.means["contribution"]
    order = np.argsort(profits, kind="stable")
    worlds = drawn.worlds()
    runs = [compare(worlds[int(order[position])]) for position in case_positions(len(order))]
    cases = tuple(_case(name, run) for name, run in zip(CASES, runs, strict=True))
    visits = runs[1].a.outcomes["store_visits"].mean
    years = scenario.weeks / 52.0
    return MoneyRange(
        scenario=scenario,
        gains=gains[order],
        costs=(gains - profits)[order],
        cases=cases,
        visits_per_year=visits / years if years else 0.0,
    )


def _case(name: str, run: Comparison) -> Case:
    gain, profit = (run.difference.outcomes[key].mean for key in ("contribution", "profit"))
    month = run.payback_month if profit > 0.0 else None
    if month is not None:
        month = 0 if min(run.balance) > 0.0 else math.ceil(month)
    return Case(name, gain, gain - profit, profit, month, run.balance)

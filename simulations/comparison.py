"""Compare two set-ups on the same people with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.costs import one_off_cost, weekly_cost
from simulations.estimates import difference, unpaired_half_width
from simulations.execution import Executor, run_chunks
from simulations.outcomes import OUTCOMES
from simulations.results import Result, make_result
from simulations.scenario import MODEL_VERSION, Scenario
from simulations.tally import KINDS, Tally

Floats = NDArray[np.float64]

WEEKS_PER_MONTH = 52.0 / 12.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results on the same people and the same luck.

    Attributes
    ----------
    scenario : Scenario
    a, b, difference : Result
        ``difference`` is b − a, with intervals of the paired difference.
    shopper_kinds : dict
        Shares (0–1) of shoppers who bought in ``both``, ``only_a``, ``only_b``, ``neither``, and
        who are ``better``, ``same`` or ``worse`` off under b: more needs met, or as many with
        less frustration.
    luck_gain : dict of outcome to float
        How many times narrower shared luck makes the interval of the difference.
    payback_month : float or None
        First month in which side b has earned more than side a, costs included, and stays so to
        the end of the horizon; None when that does not happen.
    """

    scenario: Scenario
    a: Result
    b: Result
    difference: Result
    shopper_kinds: Mapping[str, float]
    luck_gain: Mapping[str, float]
    payback_month: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain value for JSON."""
        units = {key: {"unit": o.unit, "better": o.better} for key, o in OUTCOMES.items()}
        kinds = dict(self.shopper_kinds)
        return {
            "model": MODEL_VERSION,
            "scenario": self.scenario.to_dict(),
            "currency": self.scenario.currency,
            "units": units,
            "a": {**self.a.to_dict(), "shopper_kinds": kinds},
            "b": {**self.b.to_dict(), "shopper_kinds": kinds},
            "difference": {**self.difference.to_dict(), "shopper_kinds": kinds},
            "shopper_kinds": kinds,
            "luck_gain": dict(self.luck_gain),
            "payback_month": self.payback_month,
        }


def compare(
    scenario: Scenario,
    *,
    workers: int = 1,
    chunk_size: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Run both set-ups of a scenario on the same people and the same luck.

    Parameters
    ----------
    scenario : Scenario
    workers : int
        Processes to share the work; 1 stays in this one.
    chunk_size : int, optional
        Shoppers worked on at once, rounded up to whole blocks of 1,000. The numbers do not
        depend on it; memory does.
    executor : object with ``submit``, optional
        A ``concurrent.futures`` style executor to use instead of ``workers``.
    progress : callable, optional
        Called with shoppers done and shoppers in all.

    Returns
    -------
    Comparison
    """
    tally = Tally.empty(scenario.weeks)
    for part in run_chunks(scenario, workers, chunk_size, executor, progress):
        tally.add(part)
    return _comparison(scenario, tally)


def _comparison(scenario: Scenario, tally: Tally) -> Comparison:
    people = int(tally.people[0])
    sums = dict(zip(OUTCOMES, tally.outcomes, strict=True))
    kinds = {name: int(n) / max(people, 1) for name, n in zip(KINDS, tally.kinds, strict=True)}
    return Comparison(
        scenario=scenario,
        a=make_result(scenario, tally, 0),
        b=make_result(scenario, tally, 1),
        difference=make_result(scenario, tally, None),
        shopper_kinds=kinds,
        luck_gain={key: _luck_gain(own, people) for key, own in sums.items()},
        payback_month=_payback_month(scenario, tally, people),
    )


def _luck_gain(sums: Floats, people: int) -> float:
    paired = difference(sums, people)
    half = paired.high - paired.mean
    return unpaired_half_width(sums, people) / half if half > 0.0 else 1.0


def _payback_month(scenario: Scenario, tally: Tally, people: int) -> float | None:
    if people == 0 or scenario.weeks == 0:
        return None
    earned = (tally.weekly_contribution[1] - tally.weekly_contribution[0]) / people
    a, b = scenario.a, scenario.b
    running = weekly_cost(scenario, b) - weekly_cost(scenario, a)
    start = one_off_cost(scenario, b) - one_off_cost(scenario, a)
    balance = np.cumsum(earned - running) - start
    behind = np.flatnonzero(balance <= 0.0)
    week = int(behind[-1]) + 1 if len(behind) else 0
    return None if week >= scenario.weeks else (week + 1) / WEEKS_PER_MONTH

"""Compare two set-ups on the same people with common random numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Executor, run_chunks
from simulations.engine.estimates import differences, unpaired_half_widths
from simulations.engine.results import Result, make_result
from simulations.engine.tally import BOUGHT_IN, KINDS, NOBODY, Tally, read_mark
from simulations.model.costs import one_off_cost, weekly_cost
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.plain import result_header
from simulations.scenario.scenario import Scenario

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
    balance : tuple of float (weeks,)
        What side b has earned more than side a by the end of each week, all costs so far
        included: money per shopper. The last one is the difference of ``profit``.
    first_people : dict of kind to tuple of (int, str)
        The first 100 shoppers (in order, from 0) who bought in ``both``, ``only_a``, ``only_b``
        or ``neither``, each with ``better``, ``same`` or ``worse``; all of them where there are
        fewer. See ``people.sample_of_100``.
    """

    scenario: Scenario
    a: Result
    b: Result
    difference: Result
    shopper_kinds: Mapping[str, float]
    luck_gain: Mapping[str, float]
    payback_month: float | None
    balance: tuple[float, ...]
    first_people: Mapping[str, tuple[tuple[int, str], ...]]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON, without ``balance`` and ``first_people``.

        Returns
        -------
        dict
            With the version of the model, the scenario, the unit of each outcome and the currency.
        """
        kinds = dict(self.shopper_kinds)
        return {
            **result_header(self.scenario),
            "units": {key: outcome.scale for key, outcome in OUTCOMES.items()},
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
    kinds = {name: int(n) / max(people, 1) for name, n in zip(KINDS, tally.kinds, strict=True)}
    balance = _balance(scenario, tally, people)
    return Comparison(
        scenario=scenario,
        a=make_result(scenario, tally, 0),
        b=make_result(scenario, tally, 1),
        difference=make_result(scenario, tally, None),
        shopper_kinds=kinds,
        luck_gain=dict(zip(OUTCOMES, _luck_gain(tally.outcomes, people), strict=True)),
        payback_month=_payback_month(balance) if people else None,
        balance=tuple(balance.tolist()),
        first_people={
            kind: tuple(read_mark(mark) for mark in marks if mark != NOBODY)
            for kind, marks in zip(BOUGHT_IN, tally.firsts.tolist(), strict=True)
        },
    )


def _luck_gain(sums: Floats, people: int) -> list[float]:
    paired = differences(sums, people)
    half = paired.high - paired.mean
    apart = unpaired_half_widths(sums, people)
    return [
        wide / narrow if narrow > 0.0 else 1.0
        for wide, narrow in zip(apart.tolist(), half.tolist(), strict=True)
    ]


def _balance(scenario: Scenario, tally: Tally, people: int) -> Floats:
    """What b has earned more than a by the end of each week, per shopper; 0 for nobody."""
    if people == 0:
        return np.zeros(scenario.weeks)
    earned = (tally.weekly_contribution[1] - tally.weekly_contribution[0]) / people
    a, b = scenario.a, scenario.b
    running = weekly_cost(scenario, b) - weekly_cost(scenario, a)
    start = one_off_cost(scenario, b) - one_off_cost(scenario, a)
    return np.cumsum(earned - running) - start


def _payback_month(balance: Floats) -> float | None:
    behind = np.flatnonzero(balance <= 0.0)
    week = int(behind[-1]) + 1 if len(behind) else 0
    return None if week >= len(balance) else (week + 1) / WEEKS_PER_MONTH

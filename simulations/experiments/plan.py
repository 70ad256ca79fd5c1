"""The best plan for a budget: which capabilities to build first, or whether to wait.

Every set of capabilities that the budget allows is tried with common random numbers. The best of
many looks better than it is, because chance helped to choose it (the winner's curse); so the
finalists are simulated again under a fresh seed, which had no part in the choice, and that is the
gain to expect.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Executor, Progress
from simulations.engine.estimates import Estimate
from simulations.experiments.methods.coalitions import OTHER_PLAYERS, Measured, measure
from simulations.experiments.methods.differences import sign_of
from simulations.experiments.methods.groups import estimate
from simulations.model.costs import setup_costs
from simulations.model.outcomes import JUDGED, OUTCOME_ROW, OUTCOMES
from simulations.scenario.knobs import CAPABILITIES, SIDES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy

Floats = NDArray[np.float64]

MOST_MONEY = 1e9
RUNNERS_UP = 5
FRESH = 0x9E3779B9  # added to the seed for luck that had no part in the choice
SEEDS = 2**32


@dataclass(frozen=True, slots=True)
class Plan:
    """One set of capabilities to build; the empty set is waiting.

    Attributes
    ----------
    capabilities : tuple of str
    cost : float
        Money per shopper over the horizon that it costs more than waiting.
    gain : Estimate
        Outcome minus that of waiting (below 0 is good where lower is better), on the luck by
        which the plans were ranked.
    expected : Estimate
        The same on fresh luck: the gain to expect.
    """

    capabilities: tuple[str, ...]
    cost: float
    gain: Estimate
    expected: Estimate


@dataclass(frozen=True, slots=True)
class BestPlan:
    """The best plan within a budget, and how sure that is.

    Attributes
    ----------
    scenario : Scenario
    budget : float
        Money per shopper over the horizon.
    side : str
        Set-up that the levels are taken from; the other one is where the retailer stands.
    outcome : str
    levels : dict of capability to float
        What could be built, and up to which level.
    affordable : int
        Plans within the budget, waiting among them.
    fresh_seed : int
        Seed of the luck that had no part in the choice.
    best : Plan
    runners_up : tuple of Plan
        The next best, at most ``RUNNERS_UP``.
    lead : Estimate or None
        Outcome of the best minus that of the first runner-up, on fresh luck; None without one.
    """

    scenario: Scenario
    budget: float
    side: str
    outcome: str
    levels: Mapping[str, float]
    affordable: int
    fresh_seed: int
    best: Plan
    runners_up: tuple[Plan, ...]
    lead: Estimate | None

    @property
    def waiting(self) -> bool:
        """Whether building nothing is the best plan."""
        return not self.best.capabilities

    @property
    def beats_waiting(self) -> bool:
        """Whether the gain to expect is more than luck could explain."""
        good = self.best.expected
        return good.high < 0.0 if OUTCOMES[self.outcome].better == "lower" else good.low > 0.0

    @property
    def tie(self) -> bool:
        """Whether luck alone could explain the lead over the first runner-up."""
        return self.lead is not None and self.lead.low <= 0.0 <= self.lead.high

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON: attributes, ``waiting``, ``beats_waiting`` and ``tie``.

        Returns
        -------
        dict
            Money is in ``currency``, per shopper over the horizon; gains and lead have the
            ``unit``.
        """
        return {
            **result_header(self.scenario),
            "budget": self.budget,
            "budget_unit": "money per shopper over the horizon",
            "side": self.side,
            "outcome": self.outcome,
            **OUTCOMES[self.outcome].scale,
            "levels": dict(self.levels),
            "affordable": self.affordable,
            "fresh_seed": self.fresh_seed,
            "waiting": self.waiting,
            "beats_waiting": self.beats_waiting,
            "best": plain(self.best),
            "runners_up": plain(self.runners_up),
            "lead": plain(self.lead),
            "tie": self.tie,
        }


def best_plan(
    scenario: Scenario,
    budget: float,
    *,
    side: str = "b",
    outcome: str = "profit",
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> BestPlan:
    """Find the capabilities that are worth most within a budget, among all sets of them.

    The retailer stands at the one set-up and can build what the other has: a capability goes up
    to the level of ``side`` where that is higher, else to 1; one that is at 1 is there already.
    Channels and nudges stay. What is built is built as ``side`` does it: its share of wrong data,
    its weeks to full effect and its cost shares hold for everything integrated. Waiting leaves
    all as it is, costs nothing and gains nothing.

    Parameters
    ----------
    scenario : Scenario
    budget : float
        Money per shopper over the horizon (0 to 1e9), one-off and running costs together.
    side : str
        ``b`` (from a towards b) or ``a`` (from b towards a).
    outcome : str
        What to gain: any outcome that is better higher or lower.
    workers, executor, progress
        As for :func:`simulations.experiments.credit.credit`.

    Returns
    -------
    BestPlan

    Raises
    ------
    ScenarioError
        For a budget outside its range or an unknown side or outcome.
    """
    _check(budget, side, outcome)
    current = scenario.side("a" if side == "b" else "b")
    target = scenario.side(side)
    levels = levels_to_build(current, target)
    sets, built, costs = _affordable(scenario, current, target, levels, budget)
    measured = measure(scenario, built, workers, executor, progress)
    order = _ranked(costs, sets, measured, outcome)[: RUNNERS_UP + 1]
    seed = (scenario.seed + FRESH) % SEEDS
    finalists = [built[index] for index in (0, *order)]
    fresh = measure(scenario.with_values({"seed": seed}), finalists, workers, executor)
    plans = [
        Plan(
            capabilities=sets[index],
            cost=float(costs[index]),
            gain=_gain(measured, index, 0, outcome),
            expected=_gain(fresh, rank, 0, outcome),
        )
        for rank, index in enumerate(order, start=1)
    ]
    return BestPlan(
        scenario=scenario,
        budget=float(budget),
        side=side,
        outcome=outcome,
        levels=levels,
        affordable=len(sets),
        fresh_seed=seed,
        best=plans[0],
        runners_up=tuple(plans[1:]),
        lead=_gain(fresh, 1, 2, outcome) if len(plans) > 1 else None,
    )


def levels_to_build(current: Strategy, target: Strategy) -> dict[str, float]:
    """Return the capabilities that could be raised, and up to which level.

    Parameters
    ----------
    current, target : Strategy
        Where the retailer stands, and what it could take over.

    Returns
    -------
    dict of capability to float
        Levels above that of `current`, up to 1.
    """
    levels = {}
    for name in CAPABILITIES:
        level, target_level = current.capabilities[name], target.capabilities[name]
        if level < 1.0:
            levels[name] = target_level if target_level > level else 1.0
    return levels


def build(
    current: Strategy, target: Strategy, levels: Mapping[str, float], names: Sequence[str]
) -> Strategy:
    """Return the set-up once these capabilities are built; unchanged when there are none.

    Parameters
    ----------
    current, target : Strategy
        Where the retailer stands, and whose data errors, weeks and costs apply.
    levels : mapping of capability to float
        From ``levels_to_build``.
    names : sequence of str
        Capabilities to build.

    Returns
    -------
    Strategy
    """
    if not names:
        return current
    raised = {**current.capabilities, **{name: levels[name] for name in names}}
    taken = (*OTHER_PLAYERS["execution"], *OTHER_PLAYERS["costs"])
    changes: dict[str, Any] = {name: getattr(target, name) for name in taken}
    return replace(current, capabilities=MappingProxyType(raised), **changes)


def _check(budget: float, side: str, outcome: str) -> None:
    problems = []
    if not 0.0 <= budget <= MOST_MONEY:
        code = "not_a_number" if math.isnan(budget) else "out_of_range"
        problems.append(Problem("budget", code, shorten(budget), 0.0, MOST_MONEY))
    for name, given, choices in (("side", side, SIDES), ("outcome", outcome, JUDGED)):
        if given not in choices:
            problems.append(Problem(name, "unknown_choice", shorten(given), choices=choices))
    if problems:
        raise ScenarioError(tuple(problems))


def _affordable(
    scenario: Scenario,
    current: Strategy,
    target: Strategy,
    levels: Mapping[str, float],
    budget: float,
) -> tuple[list[tuple[str, ...]], list[Strategy], Floats]:
    """Sets of capabilities within the budget, what they make, and their costs; waiting first."""
    sets = [
        tuple(name for bit, name in enumerate(levels) if number >> bit & 1)
        for number in range(2 ** len(levels))
    ]
    built = [build(current, target, levels, names) for names in sets]
    costs = setup_costs(scenario, tuple(built))
    costs = costs - costs[0]
    kept = np.flatnonzero(costs <= budget).tolist()
    return [sets[n] for n in kept], [built[n] for n in kept], costs[kept]


def _ranked(
    costs: Floats, sets: Sequence[tuple[str, ...]], measured: Measured, outcome: str
) -> list[int]:
    """Places from the best on; what is equally good is ranked by cost, then by size."""
    worth = sign_of(outcome) * measured.values[:, OUTCOME_ROW[outcome], 0]
    return sorted(range(len(sets)), key=lambda n: (-worth[n], costs[n], len(sets[n]), n))


def _gain(measured: Measured, more: int, less: int, outcome: str) -> Estimate:
    """Outcome of one measured set-up minus that of another, paired."""
    row = OUTCOME_ROW[outcome]
    low, high = OUTCOMES[outcome].bounds
    values = measured.values[more, row] - measured.values[less, row]
    return estimate(values, float(measured.unseen(less, more)[row]), high - low)

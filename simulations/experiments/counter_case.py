"""The counter-case: the nearest believable world in which the other set-up wins."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress
from simulations.engine.estimates import Estimate
from simulations.experiments.assumptions import Assumption, assumptions
from simulations.experiments.believable import believable
from simulations.experiments.ensemble import affordable
from simulations.experiments.methods.differences import (
    Sums,
    check_outcome,
    is_cost,
    sign_of,
    simulate_worlds,
    winner,
)
from simulations.experiments.methods.nearest_point import (
    Box,
    nearest_on_segment,
    nearest_point,
    point_at_distance,
)
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

MOST_SHOPPERS = 5000
WORLDS, ROUGH_WORLDS = 200, 1000  # that fit into a minute: shoppers are cut accordingly
CLEARANCE = 1.4  # half intervals that must lie between the mean and 0, for other luck to agree
FARTHER = 0.05  # of the distance, when fresh luck does not agree; twice as much each time
TRIES = 6
ROUNDING = 1e-9  # half bands
CANDIDATES = 10  # of the worlds kept by history matching, the most promising ones
FRESH = 0x9E3779B9


@dataclass(frozen=True, slots=True)
class Change:
    """One assumption that has to be different.

    Attributes
    ----------
    assumption : Assumption
        With its value today.
    after : float
        Its value in the other world, in the assumption's unit.
    """

    assumption: Assumption
    after: float

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            See :meth:`CounterCase.to_dict`.
        """
        assumption = self.assumption
        return {
            "name": assumption.name,
            "knobs": list(assumption.knobs),
            "from": assumption.value,
            "to": self.after,
            "plausible": [assumption.low, assumption.high],
            "unit": assumption.unit,
            "evidence": assumption.evidence,
            "grade": assumption.grade,
            "half_ranges": self.half_ranges,
        }

    @property
    def half_ranges(self) -> float:
        """Size of the change in units of half the plausible range, with its sign."""
        return (self.after - self.assumption.value) / self.assumption.half


@dataclass(frozen=True, slots=True)
class Counter:
    """The search for a world in which one side wins.

    Attributes
    ----------
    winner : str
        The side, ``a`` or ``b``, that was to win.
    found : bool
        Whether it does, with an interval that excludes 0, on the scenario's luck and on fresh.
    changes : tuple of Change
        What has to be different, the largest change first; if not found, the farthest tried.
    distance : float
        Root of the sum of the squared changes in units of half the plausible range.
    world : Scenario
        The scenario with the changes, with as many shoppers as were simulated.
    after, fresh : Estimate
        Difference b − a there, on the scenario's seed and on ``fresh_seed``.
    fresh_seed : int
    """

    winner: str
    found: bool
    changes: tuple[Change, ...]
    distance: float
    world: Scenario
    after: Estimate
    fresh: Estimate
    fresh_seed: int

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            See :meth:`CounterCase.to_dict`.
        """
        names = ("winner", "found", "distance", "changes", "after", "fresh", "fresh_seed")
        result = {name: plain(getattr(self, name)) for name in names}
        return {**result, "scenario": self.world.to_dict()}


@dataclass(frozen=True, slots=True)
class CounterCase:
    """Who wins now, and what would have to be different for the other side to win.

    Attributes
    ----------
    scenario : Scenario
    outcome : str
    shoppers : int
        Shoppers simulated: those of the scenario, at most 5,000, fewer for long horizons.
    current_winner : str
        Side that wins in the scenario, ``a`` or ``b``; ``unclear`` for a tie: both are sought.
    before : Estimate
        Difference b − a now.
    counters : tuple of Counter
        One, or for a tie one for each side; none with fewer than two shoppers.
    tried : int
        Worlds simulated.
    """

    scenario: Scenario
    outcome: str
    shoppers: int
    current_winner: str
    before: Estimate
    counters: tuple[Counter, ...]
    tried: int

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``scenario``, ``currency``, ``outcome``, ``unit``, ``better``, ``shoppers``,
            ``now``, ``before`` (``mean``, ``low``, ``high``), ``found`` (whether every side that
            was sought can win), ``tried`` (worlds simulated) and ``counters``. Each counter has
            ``winner``, ``found``, ``distance``, ``after``, ``fresh`` (estimates), ``fresh_seed``,
            ``scenario`` and
            ``changes``; each change ``name``, ``knobs``, ``from``, ``to``, ``plausible``, ``unit``,
            ``evidence``, ``grade`` and ``half_ranges``.
        """
        return {
            **result_header(self.scenario),
            "outcome": self.outcome,
            **OUTCOMES[self.outcome].scale,
            "shoppers": self.shoppers,
            "now": self.current_winner,
            "before": self.before.to_dict(),
            "found": bool(self.counters) and all(counter.found for counter in self.counters),
            "tried": self.tried,
            "counters": plain(self.counters),
        }


def counter_case(
    scenario: Scenario, outcome: str = "profit", *, progress: Progress | None = None
) -> CounterCase:
    """Search the believable worlds for the nearest one in which the other set-up wins.

    Only assumptions move (see :func:`~simulations.experiments.assumptions.assumptions`), inside
    their plausible ranges; channels and capability levels are what is compared and stay. The
    distance is the root of the sum of the squared changes, each in units of half its plausible
    range. The method is that of :mod:`~simulations.experiments.methods.nearest_point`: a
    one-at-a-time ensemble gives the direction, bisection the distance, and changes that are not
    needed are undone. Directions leave the figures to which the model is fitted as they are, and a
    point counts only while the emulator of these figures has them in their bands (see
    :mod:`~simulations.experiments.believable`). Where that finds nothing, the worlds kept by
    history matching are tried one by one, and the segment to the best one is bisected. All worlds
    have common random numbers; the answer is verified on a fresh seed, and moved a little farther
    when that does not agree. Deterministic.

    Parameters
    ----------
    scenario : Scenario
    outcome : str
        A key of ``OUTCOMES`` of which more or less is better.
    progress : callable, optional
        Called with worlds done and roughly how many there will be.

    Returns
    -------
    CounterCase

    Raises
    ------
    ScenarioError
        Naming ``outcome`` and its legal choices.
    """
    check_outcome(outcome, judged=True)
    shoppers = min(scenario.shoppers, MOST_SHOPPERS, affordable(scenario, WORLDS))
    base = scenario.with_values({"shoppers": shoppers})
    worlds = _Worlds(base, outcome, assumptions(base), progress)
    before = worlds.difference(worlds.origin)
    current_winner = winner(outcome, before, shoppers)
    sought = {"a": ("b",), "b": ("a",), "unclear": ("b", "a")}[current_winner]
    counters = tuple(_counter(worlds, side) for side in sought) if shoppers >= 2 else ()
    return CounterCase(scenario, outcome, shoppers, current_winner, before, counters, worlds.done)


@dataclass(slots=True)
class _Worlds:
    """Worlds at a point, a vector of changes in half ranges; caches its rough evaluations."""

    base: Scenario
    outcome: str
    assumptions: tuple[Assumption, ...]
    progress: Progress | None
    done: int = 0
    rough: dict[Scenario, float] = field(default_factory=dict)
    start: Sums | None = None

    @property
    def origin(self) -> Floats:
        return np.zeros(len(self.assumptions))

    def values(self, point: Floats) -> list[float]:
        return [
            assumption.shifted(float(shift))
            for assumption, shift in zip(self.assumptions, point, strict=True)
        ]

    def world(self, point: Floats) -> Scenario:
        changes: dict[str, object] = {}
        for assumption, value in zip(self.assumptions, self.values(point), strict=True):
            if value != assumption.value:
                changes.update(assumption.changes(value))
        return self.base.with_values(changes)

    def difference(self, point: Floats, seed: int | None = None) -> Estimate:
        world = self.world(point)
        sums = simulate_worlds(world if seed is None else world.with_values({"seed": seed}))
        self._report_progress()
        return sums.difference(self.outcome)

    def roughly(self, point: Floats) -> float:
        """The mean alone, with fewer shoppers; without a new run where only costs change."""
        shoppers = min(self.base.shoppers, affordable(self.base, ROUGH_WORLDS))
        if self.start is None:
            self.start = simulate_worlds(self.base.with_values({"shoppers": shoppers}))
        world = self.world(point).with_values({"shoppers": shoppers})
        if world not in self.rough:
            shifted = [
                assumption
                for assumption, shift in zip(self.assumptions, point, strict=True)
                if shift != 0.0
            ]
            only_costs = all(is_cost(knob) for assumption in shifted for knob in assumption.knobs)
            sums = self.start.with_costs(world) if only_costs else simulate_worlds(world)
            self.rough[world] = sums.difference(self.outcome).mean
            self._report_progress()
        return self.rough[world]

    def _report_progress(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, max(self.done + 1, 3 * len(self.assumptions)))


def _counter(worlds: _Worlds, side: str) -> Counter:
    """Search for a world in which this side wins, and verify it on other luck."""
    sign = sign_of(worlds.outcome) * (1.0 if side == "b" else -1.0)

    def clearance(point: Floats) -> float:
        difference = worlds.difference(point)
        return sign * difference.mean - CLEARANCE * (difference.high - difference.low) / 2.0

    slopes = believable().emulator.of(worlds.assumptions)
    off = believable().emulator.off

    def margin(point: Floats) -> float:
        if (np.abs(off + slopes @ point) > np.maximum(1.0, np.abs(off)) + ROUNDING).any():
            return -math.inf
        return clearance(point)

    low, high = np.array([assumption.shifts for assumption in worlds.assumptions]).reshape(-1, 2).T
    box = Box(
        low=low,
        high=high,
        margin=margin,
        rough=lambda point: sign * worlds.roughly(point),
        constraints=slopes,
    )
    point, reached = nearest_point(box)
    if not reached:
        point, reached = _among_kept(worlds, box, clearance, point)
    return _verified(worlds, box, side, point, reached)


def _among_kept(
    worlds: _Worlds, box: Box, clearance: Callable[[Floats], float], best: Floats
) -> tuple[Floats, bool]:
    """Try the worlds kept by history matching; approach the best one that reaches the aim."""
    matched = believable()
    values = matched.inputs(worlds.base, worlds.assumptions, matched.drawn)
    start = np.array([assumption.value for assumption in worlds.assumptions])
    half = np.array([assumption.half for assumption in worlds.assumptions])
    points = [box.clip((row - start) / half) for row in values]
    points.sort(key=box.rough, reverse=True)
    for candidate in points[:CANDIDATES]:
        if clearance(candidate) > 0.0:
            return nearest_on_segment(box, candidate), True
    return best, False


def _verified(worlds: _Worlds, box: Box, side: str, point: Floats, reached: bool) -> Counter:
    fresh_seed = (worlds.base.seed + FRESH) % 2**32
    for attempt in range(TRIES if reached else 1):
        if attempt > 0:
            farther = 1.0 + FARTHER * 2.0 ** (attempt - 1)
            point = point_at_distance(box, point, float(np.linalg.norm(point)) * farther)
        after = worlds.difference(point)
        fresh = worlds.difference(point, fresh_seed)
        both = (
            winner(worlds.outcome, estimate, worlds.base.shoppers) for estimate in (after, fresh)
        )
        wins = all(who == side for who in both)
        if wins:
            break
    values = worlds.values(point)
    changes = [
        Change(assumption, value)
        for assumption, value in zip(worlds.assumptions, values, strict=True)
        if value != assumption.value
    ]
    changes.sort(key=lambda change: -abs(change.half_ranges))
    return Counter(
        winner=side,
        found=wins,
        changes=tuple(changes),
        distance=float(np.linalg.norm([change.half_ranges for change in changes])),
        world=worlds.world(point),
        after=after,
        fresh=fresh,
        fresh_seed=fresh_seed,
    )

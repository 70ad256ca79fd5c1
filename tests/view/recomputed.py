"""What a comparison may claim, worked out anew from every shopper's life: no tallies, no moments.

Only the shoppers' totals come from the engine. Means, paired intervals, steps, channels, causes
and the balance are computed here in another way than in the engine, person by person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from simulations import CHANNELS, FRICTIONS, GENERATIONS, OUTCOMES, Scenario
from simulations.model.costs import one_off_cost, setup_costs, weekly_cost
from simulations.model.journeys import simulate
from simulations.model.outcomes import shopper_totals

Z95 = 1.959963984540054
WHOLE = 1e-7
"""What is nearer to zero than this part of the mean may be a rounding of the sums of squares."""


@dataclass(frozen=True)
class Gap:
    """A difference b − a with its ends, and how many people it was found with."""

    mean: float
    low: float
    high: float
    people: int
    a: float = 0.0
    b: float = 0.0

    def directions(self, equal: bool) -> set[str]:
        """Return the directions that may be claimed: one, or two on the very edge."""
        if self.low == self.mean == self.high == 0.0:
            return {"same"} if equal else {"unclear"}
        near = WHOLE * max(1.0, abs(self.mean))
        signs = set()
        if self.high - self.low <= near:
            return {"unclear"}
        if self.low <= near and self.high >= -near:
            signs.add("unclear")
        if self.low > -near:
            signs.add("more")
        if self.high < near:
            signs.add("less")
        return signs


@dataclass
class World:
    """Everything that the words of one scenario are held against."""

    scenario: Scenario
    equal: bool
    outcomes: dict[str, Gap] = field(default_factory=dict)
    generations: dict[str, dict[str, Gap]] = field(default_factory=dict)
    steps: dict[str, Gap] = field(default_factory=dict)
    channels: dict[str, Gap] = field(default_factory=dict)
    friction: dict[str, dict[str, float]] = field(default_factory=dict)
    balance: list[float] = field(default_factory=list)


def paired(
    top: np.ndarray,
    bottom: np.ndarray,
    equal: bool,
    widest: float = math.inf,
    usual: float = 0.0,
) -> Gap:
    """Difference of two ratios with its paired interval, from arrays (2, n).

    Where side a had nothing to count, ``usual`` is the size of what was not seen.
    """
    people = top.shape[1]
    means, effects = [], []
    for counted, below in zip(top, bottom, strict=True):
        whole = below.sum()
        mean = counted.sum() / whole if whole else 0.0
        means.append(mean)
        effects.append((counted - mean * below) * (people / whole if whole else 0.0))
    gap = means[1] - means[0]
    if people < 2:
        return Gap(gap, gap, gap, people, *means)
    each = effects[1] - effects[0]
    square = each.var(ddof=1) / people
    if not equal and bottom[1].sum():
        squares, size = float((top[0] ** 2).sum()), usual
        if top[0].sum():
            size = min(squares / abs(top[0].sum()), math.sqrt(squares))
        square += 2 * (size * (people / bottom[1].sum()) / people) ** 2
    half = Z95 * math.sqrt(square)
    return Gap(gap, max(gap - half, -widest), min(gap + half, widest), people, *means)


def recompute(scenario: Scenario) -> World:
    """Live every life of a scenario and work out what may be said of it."""
    strategies = (scenario.a, scenario.b)
    equal = scenario.a == scenario.b
    world = World(scenario, equal)
    people, ledger = simulate(scenario, strategies, np.arange(scenario.shoppers, dtype=np.int64))
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    for key, outcome in OUTCOMES.items():
        top, bottom = outcome.top(totals), outcome.bottom(totals)
        widest = outcome.bounds[1] - outcome.bounds[0]
        usual = 1.0 if outcome.bounds == (0.0, 1.0) else 0.0  # a share counts people or journeys
        world.outcomes[key] = paired(top, bottom, equal, widest, usual)
        world.generations[key] = {
            code: paired(top[:, mask], bottom[:, mask], equal, widest, usual)
            for index, code in enumerate(GENERATIONS)
            for mask in [people.generation == index]
        }
    _steps(world, ledger, scenario.shoppers)
    _friction(world, ledger, scenario.shoppers)
    _balance(world, ledger, scenario)
    return world


def _per_person(ledger, people, values):
    """Add up one number of each journey by person, both sides: (2, n)."""
    both = np.zeros((2, people))
    for side in (0, 1):
        np.add.at(both[side], ledger.shopper, values[side])
    return both


def _steps(world, ledger, people):
    journeys = ledger.journeys
    bought = journeys["bought"]
    count = {
        "journeys": _per_person(ledger, people, journeys["started"]),
        "evaluate": _per_person(ledger, people, journeys["evaluate"] >= 0),
        "buy": _per_person(ledger, people, journeys["buy"] >= 0),
        "receive": _per_person(ledger, people, bought),
        "lost": _per_person(ledger, people, journeys["lost_to"] >= 0),
    }
    for step, before in (
        ("evaluate", "journeys"), ("buy", "evaluate"), ("receive", "buy"), ("lost", "journeys"),
    ):  # fmt: skip
        world.steps[step] = paired(count[step], count[before], world.equal, 1.0)
    everybody = np.ones((2, people))
    for index, channel in enumerate(CHANNELS):
        mask = np.where(bought & (journeys["buy"] == index), journeys["revenue"], 0.0)
        sold = _per_person(ledger, people, mask)
        if sold.any():
            world.channels[channel] = paired(sold, everybody, world.equal)


def _friction(world, ledger, people):
    for side, name in enumerate("ab"):
        mask = ledger.friction_side == side
        world.friction[name] = {
            kind: ledger.friction_points[mask & (ledger.friction_kind == index)].sum()
            / max(people, 1)
            for index, kind in enumerate(FRICTIONS)
        }


def _balance(world, ledger, scenario):
    """Add up week by week what b left more than a, and take off what it costs more."""
    costs = [
        (one_off_cost(scenario, side), weekly_cost(scenario, side))
        for side in (scenario.a, scenario.b)
    ]
    started, left = ledger.journeys["started"], ledger.journeys["contribution"]
    sofar = costs[0][0] - costs[1][0]
    for week in range(scenario.weeks):
        mask = ledger.week == week
        sums = [left[side][mask & started[side]].sum() for side in (0, 1)]
        sofar += (sums[1] - sums[0]) / max(scenario.shoppers, 1) - (costs[1][1] - costs[0][1])
        world.balance.append(sofar if scenario.shoppers else 0.0)

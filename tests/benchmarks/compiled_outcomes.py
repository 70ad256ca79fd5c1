"""The tally compiled: moments of outcomes, frictions, steps and channels, and the exact sums."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
from numba import njit

from simulations import FRICTIONS
from simulations.engine.ledger import NOT_CONVINCED, NOWHERE
from simulations.engine.tally import Tally

KINDS = len(FRICTIONS)
BY_WEEK = {"weekly_frustration", "weekly_conversion", "weekly_contribution", "left", "came_back"}


def empty_sums() -> Any:
    """The arrays of a tally that do not depend on the horizon, as a record array (1,)."""
    parts = {f.name: getattr(Tally.empty(0), f.name) for f in fields(Tally)}
    fixed = [(n, a.dtype, a.shape) for n, a in parts.items() if n not in BY_WEEK]
    return np.zeros(1, fixed)


def empty_weeks(weeks: int) -> Any:
    """The sums by week, as a record array (weeks,)."""
    moments, sides, three = ("f8", (14,)), ("f8", (2,)), ("i8", (3,))
    kinds = {"weekly_frustration": moments, "weekly_conversion": moments}
    kinds |= {"weekly_contribution": sides, "left": three, "came_back": three}
    return np.zeros(weeks, [(name, *kind) for name, kind in kinds.items()])


def to_tally(sums: Any, by_week: Any) -> Tally:
    """The engine's tally of the same sums."""
    tally = Tally.empty(len(by_week))
    for part in fields(Tally):
        array = by_week[part.name] if part.name in BY_WEEK else sums[part.name][0]
        sideways = part.name in {"weekly_contribution", "left", "came_back"}
        setattr(tally, part.name, array.T.copy() if sideways else array.copy())
    return tally


@njit
def add_moments(sums, top_a, bottom_a, top_b, bottom_b):
    """Add one shopper to sums and sums of products (see ``estimates.PAIRS``)."""
    more_top, more_bottom = top_b - top_a, bottom_b - bottom_a
    sums[0] += top_a
    sums[1] += bottom_a
    sums[2] += more_top
    sums[3] += more_bottom
    sums[4] += top_a * top_a
    sums[5] += top_a * bottom_a
    sums[6] += top_a * more_top
    sums[7] += top_a * more_bottom
    sums[8] += bottom_a * bottom_a
    sums[9] += bottom_a * more_top
    sums[10] += bottom_a * more_bottom
    sums[11] += more_top * more_top
    sums[12] += more_top * more_bottom
    sums[13] += more_bottom * more_bottom


@njit
def tally_life(j, side, earned, sums, this_week):
    """Funnel, causes, money by channel and by week."""
    funnel, money = sums.funnel, sums.money
    funnel[side, 0, j.discover] += 1
    if j.reached_evaluate:
        funnel[side, 1, j.evaluate] += 1
    if j.reached_buy:
        funnel[side, 2, j.buy] += 1
    if j.support != NOWHERE:
        funnel[side, 4, j.support] += 1
    if j.lost_to == NOT_CONVINCED:
        sums.lost[side, KINDS] += 1
    elif j.lost_to != NOWHERE:
        sums.lost[side, j.lost_to] += 1
    this_week.weekly_contribution[side] += earned
    if j.bought:
        funnel[side, 3, j.buy] += 1
        money[side, 0, j.buy] += 1.0
        money[side, 1, j.buy] += j.revenue
        money[side, 2, j.buy] += earned


@njit
def tally_week(a, b, this_week):
    """Moments of what happened under both set-ups in one shopper's week."""
    if a.started or b.started:
        sums = this_week.weekly_frustration
        add_moments(sums, a.frustration, a.started, b.frustration, b.started)
        add_moments(this_week.weekly_conversion, a.bought, a.started, b.bought, b.started)


@njit
def tally_pair(who, a, b, costs, sums, by_week):
    """Add one shopper's two lives."""
    weeks = len(by_week)
    sums.people[0] += 1
    sums.people[1 + who.generation] += 1
    _tally_outcomes(a, b, costs, sums.outcomes)
    _tally_outcomes(a, b, costs, sums.generations[who.generation])
    for kind in range(KINDS):
        _add_rare(sums.friction_counts[kind], a.counts[kind], b.counts[kind])
        _add_rare(sums.friction_points[kind], a.pains[kind], b.pains[kind])
    _tally_steps(a, b, sums.steps)
    for c in range(len(sums.channels)):
        _add_rare(sums.channels[c], a.spent[c], b.spent[c])
    _tally_kind(a, b, sums.kinds)
    left_a = a.left_week if a.left_week >= 0 else weeks
    left_b = b.left_week if b.left_week >= 0 else weeks
    for place, week in enumerate((left_a, left_b, min(left_a, left_b))):
        if week < weeks:
            by_week[week].left[place] += 1
    back_a, back_b = a.second_week, b.second_week
    for place, week in enumerate((back_a, back_b, max(back_a, back_b))):
        if week < weeks:
            by_week[week].came_back[place] += 1


@njit
def _add_rare(sums, a, b):
    if a == 0.0 and b == 0.0:  # nothing but the shopper is added
        sums[1] += 1.0
        sums[8] += 1.0
    else:
        add_moments(sums, a, 1.0, b, 1.0)


@njit
def _tally_steps(a, b, sums):
    """Everybody's way to a purchase (see ``way.STEPS``)."""
    add_moments(sums[0], a.journeys, 1.0, b.journeys, 1.0)
    add_moments(sums[1], a.evaluations, a.journeys, b.evaluations, b.journeys)
    add_moments(sums[2], a.choices, a.evaluations, b.choices, b.evaluations)
    add_moments(sums[3], a.purchases, a.choices, b.purchases, b.choices)
    add_moments(sums[4], a.lost, a.journeys, b.lost, b.journeys)
    add_moments(sums[5], a.not_convinced, a.journeys, b.not_convinced, b.journeys)


@njit
def _tally_kind(a, b, kinds):
    if b.purchases > 0:
        kinds[0 if a.purchases > 0 else 2] += 1
    else:
        kinds[1 if a.purchases > 0 else 3] += 1
    if b.purchases > a.purchases or (b.purchases == a.purchases and b.points < a.points):
        kinds[4] += 1
    elif b.purchases < a.purchases or b.points > a.points:
        kinds[6] += 1
    else:
        kinds[5] += 1


@njit
def _tally_outcomes(a, b, costs, sums):
    tried_a, tried_b = 1.0 * (a.journeys > 0.0), 1.0 * (b.journeys > 0.0)
    mean_a = a.frustration_sum / max(a.journeys, 1.0)
    mean_b = b.frustration_sum / max(b.journeys, 1.0)
    add_moments(sums[0], mean_a, tried_a, mean_b, tried_b)
    add_moments(sums[1], a.severe, a.journeys, b.severe, b.journeys)
    add_moments(sums[2], a.purchases, a.journeys, b.purchases, b.journeys)
    add_moments(sums[3], 1.0 * (a.purchases >= 2.0), 1.0, 1.0 * (b.purchases >= 2.0), 1.0)
    add_moments(sums[4], max(a.purchases - 1.0, 0.0), 1.0, max(b.purchases - 1.0, 0.0), 1.0)
    add_moments(sums[5], a.active, 1.0, b.active, 1.0)
    happy_a, happy_b = 10.0 * a.loyalty * tried_a, 10.0 * b.loyalty * tried_b
    add_moments(sums[6], happy_a, tried_a, happy_b, tried_b)
    add_moments(sums[7], a.revenue, 1.0, b.revenue, 1.0)
    add_moments(sums[8], a.contribution, 1.0, b.contribution, 1.0)
    add_moments(sums[9], a.contribution - costs[0], 1.0, b.contribution - costs[1], 1.0)
    online_a, online_b = a.revenue - a.store_revenue, b.revenue - b.store_revenue
    add_moments(sums[10], online_a, 1.0, online_b, 1.0)
    add_moments(sums[11], a.store_revenue, 1.0, b.store_revenue, 1.0)
    add_moments(sums[12], a.store_visits, 1.0, b.store_visits, 1.0)
    add_moments(sums[13], a.contacts, 1.0, b.contacts, 1.0)
    dropped_a, dropped_b = a.carts - a.online_purchases, b.carts - b.online_purchases
    add_moments(sums[14], dropped_a, a.carts, dropped_b, b.carts)
    add_moments(sums[15], a.store_purchases, a.store_visits, b.store_purchases, b.store_visits)
    add_moments(
        sums[16], a.online_purchases, a.online_sessions, b.online_purchases, b.online_sessions
    )

"""What a journey changes for good (rules, section 4, step 10): loyalty, expectation, leaving."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import NOWHERE
from simulations.model.channel_choice import spots_of
from simulations.model.journey_state import Floats, Visit
from simulations.model.shopper_state import STAYS


def remember(visit: Visit) -> None:
    """Update loyalty and memory after a journey; some people leave (rules, section 4, step 10).

    Parameters
    ----------
    visit : Visit
        Sets ``loyalty_before`` and ``loyalty`` (0 to 1), and writes to its ``lives``.
    """
    reaction, lives, rows = visit.world.reaction, visit.lives, visit.rows
    old = lives.loyalty.take(rows, axis=1)
    expected = lives.expectation.take(rows, axis=1)
    expected = np.where(np.isnan(expected), reaction.expectation_start, expected)
    days = max(0.0, visit.world.market.delivery_days - 1.0)
    waiting = visit.waited * (visit.world.market.wait_points * days) * visit.impatience
    gap = 1.0 - np.minimum(1.0, (visit.points + waiting) / 100.0) - expected
    bonus = np.where(visit.bought, reaction.purchase_bonus * (1.0 - old), 0.0)
    gain = reaction.learning * (np.maximum(gap, 0.0) + bonus)
    loss = reaction.learning * reaction.loss_weight * reaction.sensitivity
    loyalty = np.minimum(np.maximum(old + gain - loss * np.maximum(-gap, 0.0), 0.0), 1.0)
    visit.loyalty_before, visit.loyalty = old, loyalty
    _keep(visit, lives.loyalty, loyalty)
    _keep(visit, lives.expectation, expected + reaction.expectation_speed * gap)
    _keep(visit, lives.frustration, visit.frustration)
    _keep(visit, lives.last_friction, visit.last_friction)
    _keep(visit, lives.last_purchase, np.where(visit.bought, visit.buy, visit.habit))
    _keep(visit, lives.last_week, np.broadcast_to(visit.week, visit.habit.shape))
    _leave(visit, loyalty)


def wake_up(visit: Visit) -> None:
    """Take people back who had left and think of the retailer again (section 4, step 1).

    Parameters
    ----------
    visit : Visit
        Its ``lives`` are written to.
    """
    lives, rows = visit.lives, visit.rows
    side, place = np.divmod(spots_of(visit.woke), len(rows))
    lives.active[side, rows.take(place)] = True
    lives.left_week[side, rows.take(place)] = STAYS


def _keep(visit: Visit, state: NDArray[Any], new: NDArray[Any]) -> None:
    """Write what a journey changed back to the lives of those who made one."""
    for own, started, values in zip(state, visit.started, new, strict=True):
        own[visit.rows[started]] = values[started]


def _leave(visit: Visit, loyalty: Floats) -> None:
    reaction, lives, rows = visit.world.reaction, visit.lives, visit.rows
    chance = reaction.leave_after_severe * reaction.sensitivity * visit.impatience * visit.severe
    tired = chance + reaction.leave_per_hop * visit.rough_hops
    severe, handoffs = np.zeros_like(visit.severe), np.zeros_like(visit.severe)
    if tired.any():
        severe = visit.started & (visit.u("leave") < chance)
        handoffs = visit.started & ~severe & (visit.u("leave") < tired)
    floor = visit.started & ~severe & ~handoffs & (loyalty < reaction.loyalty_floor)
    bond = 1.0 + reaction.churn_loyalty * (1.0 - 2.0 * loyalty)
    churn = np.minimum(1.0, visit.people.churn.take(rows) * bond)
    moved = visit.bought & ~severe & ~handoffs & ~floor & (visit.u("churn_now") < churn)
    visit.note("left_severe", severe, NOWHERE, "leave", chance)
    visit.note("left_handoffs", handoffs, NOWHERE, "leave", tired)
    visit.note("left_floor", floor, NOWHERE)
    visit.note("left_churn", moved, NOWHERE, "churn_now", churn)
    visit.left = severe | handoffs | floor | moved
    side, place = np.divmod(spots_of(visit.left), len(rows))
    lives.active[side, rows.take(place)] = False
    lives.left_week[side, rows.take(place)] = visit.week.take(place)

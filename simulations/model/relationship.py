"""What a journey changes for good (rules, section 4, step 10): loyalty, expectation, leaving."""

from __future__ import annotations

import numpy as np

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
    spots = spots_of(visit.started)
    side, place = np.divmod(spots, len(rows))
    own = side * lives.loyalty.shape[1] + rows.take(place)
    lives.last_week.ravel()[own] = visit.week.take(place)
    for state, new in (
        (lives.loyalty, loyalty),
        (lives.expectation, expected + reaction.expectation_speed * gap),
        (lives.frustration, visit.frustration),
        (lives.last_friction, visit.last_friction),
        (lives.last_purchase, np.where(visit.bought, visit.buy, visit.habit)),
    ):
        state.ravel()[own] = new.take(spots)
    _leave(visit, loyalty)


def wake_up(visit: Visit) -> None:
    """Take people back who had left and think of the retailer again (section 4, step 1).

    Parameters
    ----------
    visit : Visit
        Its ``lives`` are written to.
    """
    lives, rows, spots = visit.lives, visit.rows, spots_of(visit.woke)
    if not len(spots):
        return
    side, place = np.divmod(spots, len(rows))
    lives.active[side, rows.take(place)] = True
    lives.left_week[side, rows.take(place)] = STAYS


def _leave(visit: Visit, loyalty: Floats) -> None:
    reaction, lives, rows = visit.world.reaction, visit.lives, visit.rows
    chance = reaction.leave_after_severe * reaction.sensitivity * visit.impatience * visit.severe
    tired = chance + reaction.leave_per_hop * visit.rough_hops
    fed_up = np.zeros_like(visit.severe)
    if tired.any():
        fed_up = visit.started & (visit.u("leave") < tired)
        severe = fed_up & (visit.u("leave") < chance)
        visit.note("left_severe", severe, NOWHERE, "leave", chance)
        visit.note("left_handoffs", fed_up & ~severe, NOWHERE, "leave", tired)
    floor = visit.started & ~fed_up & (loyalty < reaction.loyalty_floor)
    bond = 1.0 + reaction.churn_loyalty * (1.0 - 2.0 * loyalty)
    churn = np.minimum(1.0, visit.people.churn.take(rows) * bond)
    moved = visit.bought & ~fed_up & ~floor & (visit.u("churn_now") < churn)
    visit.note("left_floor", floor, NOWHERE)
    visit.note("left_churn", moved, NOWHERE, "churn_now", churn)
    visit.left = fed_up | floor | moved
    side, place = np.divmod(spots_of(visit.left), len(rows))
    lives.active[side, rows.take(place)] = False
    lives.left_week[side, rows.take(place)] = visit.week.take(place)

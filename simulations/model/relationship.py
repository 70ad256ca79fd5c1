"""What a journey changes for good (rules, section 4, step 10): loyalty, expectation, leaving."""

from __future__ import annotations

import numpy as np

from simulations.engine.ledger import NOWHERE
from simulations.model.channel_choice import flat_indices
from simulations.model.journey_state import Floats, JourneyState
from simulations.model.shopper_state import STAYS


def update_relationship(state: JourneyState) -> None:
    """Update loyalty and expectation after a journey; some people leave (section 4, step 10).

    Parameters
    ----------
    state : JourneyState
        Sets ``loyalty_before`` and ``loyalty`` (0 to 1), and writes to its ``shoppers``.
    """
    reaction, shoppers, rows = state.world.reaction, state.shoppers, state.rows
    old = shoppers.loyalty.take(rows, axis=1)
    expected = shoppers.expectation.take(rows, axis=1)
    expected = np.where(np.isnan(expected), reaction.expectation_start, expected)
    days = max(0.0, state.world.market.delivery_days - 1.0)
    waiting = state.waited * (state.world.market.wait_points * days) * state.impatience
    gap = 1.0 - np.minimum(1.0, (state.points + waiting) / 100.0) - expected
    bonus = np.where(state.bought, reaction.purchase_bonus * (1.0 - old), 0.0)
    gain = reaction.learning * (np.maximum(gap, 0.0) + bonus)
    loss = reaction.learning * reaction.loss_weight * reaction.sensitivity
    loyalty = np.minimum(np.maximum(old + gain - loss * np.maximum(-gap, 0.0), 0.0), 1.0)
    state.loyalty_before, state.loyalty = old, loyalty
    flat = flat_indices(state.started)
    side, row = np.divmod(flat, len(rows))
    cell = side * shoppers.loyalty.shape[1] + rows.take(row)
    shoppers.last_week.ravel()[cell] = state.week.take(row)
    for kept, new in (
        (shoppers.loyalty, loyalty),
        (shoppers.expectation, expected + reaction.expectation_speed * gap),
        (shoppers.frustration, state.frustration),
        (shoppers.last_friction, state.last_friction),
        (shoppers.last_purchase, np.where(state.bought, state.buy, state.last_purchase)),
    ):
        kept.ravel()[cell] = new.take(flat)
    _leave(state, loyalty)


def reactivate(state: JourneyState) -> None:
    """Take people back who had left and think of the retailer again (section 4, step 1).

    Parameters
    ----------
    state : JourneyState
        Its ``shoppers`` are written to.
    """
    shoppers, rows, flat = state.shoppers, state.rows, flat_indices(state.woke)
    if not len(flat):
        return
    side, row = np.divmod(flat, len(rows))
    shoppers.active[side, rows.take(row)] = True
    shoppers.left_week[side, rows.take(row)] = STAYS


def _leave(state: JourneyState, loyalty: Floats) -> None:
    reaction, shoppers, rows = state.world.reaction, state.shoppers, state.rows
    chance = reaction.leave_after_severe * reaction.sensitivity * state.impatience * state.severe
    tired = chance + reaction.leave_per_hop * state.rough_hops
    fed_up = np.zeros_like(state.severe)
    if tired.any():
        fed_up = state.started & (state.u("leave") < tired)
        severe = fed_up & (state.u("leave") < chance)
        state.note("left_severe", severe, NOWHERE, "leave", chance)
        state.note("left_handoffs", fed_up & ~severe, NOWHERE, "leave", tired)
    floor = state.started & ~fed_up & (loyalty < reaction.loyalty_floor)
    bond = 1.0 + reaction.churn_loyalty * (1.0 - 2.0 * loyalty)
    churn = np.minimum(1.0, state.people.churn.take(rows) * bond)
    churned = state.bought & ~fed_up & ~floor & (state.u("churn_now") < churn)
    state.note("left_floor", floor, NOWHERE)
    state.note("left_churn", churned, NOWHERE, "churn_now", churn)
    state.left = fed_up | floor | churned
    side, row = np.divmod(flat_indices(state.left), len(rows))
    shoppers.active[side, rows.take(row)] = False
    shoppers.left_week[side, rows.take(row)] = state.week.take(row)

"""Rule 4 compiled, steps 6 to 10: money, delivery, returns, help, and what stays of a journey."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulations import FRICTIONS
from simulations.engine.ledger import NOT_CONVINCED, NOWHERE
from simulations.model.shopper_state import STAYS
from tests.benchmarks.compiled_journey import choose, meet_friction
from tests.benchmarks.compiled_people import CHANNEL_COUNT
from tests.benchmarks.compiled_rules import (
    CHANNEL,
    FRICTION,
    LUCK,
    draw,
    quantile,
    to_64th,
)

COUNTS = ("last_week", "last_purchase", "last_friction", "left_week", "second_week")
STATE = ("active", "loyalty", "expectation", "frustration")
TOTALS = (
    *("journeys", "purchases", "store_purchases", "online_purchases", "frustration_sum"),
    *("points", "severe", "revenue", "store_revenue", "contribution"),
    *("store_visits", "online_sessions", "phone_sessions", "carts", "contacts"),
    *("evaluations", "choices", "lost", "not_convinced"),
)
KINDS = len(FRICTIONS)
LIFE = np.dtype(
    [
        *((name, "i8") for name in COUNTS),
        *((name, "f8") for name in (*STATE, *TOTALS)),
        ("counts", "f8", (KINDS,)),
        ("pains", "f8", (KINDS,)),
        ("spent", "f8", (CHANNEL_COUNT,)),
    ]
)


@njit
def begin_life(life, who, knobs, weeks):
    """Everybody before the first week."""
    life.active, life.loyalty, life.expectation = 1.0, who.loyalty, knobs.expectation_start
    life.frustration = 0.0
    life.last_week, life.left_week, life.second_week = 0, STAYS, weeks
    life.last_purchase = life.last_friction = NOWHERE
    life.journeys = life.purchases = life.store_purchases = life.online_purchases = 0.0
    life.frustration_sum = life.points = life.severe = 0.0
    life.revenue = life.store_revenue = life.contribution = 0.0
    life.store_visits = life.online_sessions = life.phone_sessions = 0.0
    life.carts = life.contacts = 0.0
    life.evaluations = life.choices = life.lost = life.not_convinced = 0.0
    for c in range(CHANNEL_COUNT):
        life.spent[c] = 0.0
    for kind in range(KINDS):
        life.counts[kind] = life.pains[kind] = 0.0


@njit
def pay(j, who, now, knobs, moment):
    """Step 6: revenue and contribution of the purchase."""
    j.value = to_64th(who.basket * quantile(knobs.baskets, draw(moment, LUCK.value)))
    j.price = j.value
    if j.promoted:
        j.price = to_64th(j.value * (1.0 - knobs.promotion_discount))
    margin = knobs.margin_delivery if j.remote else knobs.margin_store
    if j.collected:
        margin = knobs.margin_pickup
    if j.rescued:
        margin = knobs.margin_ship_from_store
    given_up = knobs.price_discrimination * now.good_unified_price
    j.item = j.value * margin - (j.value - j.price) - j.value * given_up
    j.revenue = j.price
    j.store_revenue = 0.0 if j.remote else j.price
    if j.collected and draw(moment, LUCK.extra) < knobs.pickup_extra_share:
        more = to_64th(j.value * knobs.pickup_extra_basket)
        j.revenue += more
        j.store_revenue += more
        j.extra = more * knobs.margin_store


@njit
def deliver(j, who, life, now, knobs, moment):
    """Step 7: a delivery may be late."""
    carried_home = not j.remote and not j.rescued
    if not carried_home and not j.collected:
        days = knobs.delivery_days
        meet_friction(j, who, life, now, knobs, moment, FRICTION.late_delivery, days)


@njit
def take_back(j, who, life, now, knobs, moment):
    """Step 8: the item may go back."""
    if draw(moment, LUCK.return_) >= (knobs.return_online if j.remote else knobs.return_store):
        return
    j.revenue -= j.price
    if not j.remote:
        j.store_revenue -= j.price
    j.item = -(j.value * knobs.return_cost)
    could = j.remote and j.combines and now.open[CHANNEL.store] > 0.0
    if could and draw(moment, LUCK.return_in_store) < 0.5:
        meet_friction(j, who, life, now, knobs, moment, FRICTION.return_refused, 1.0)


@njit
def get_help(j, who, life, now, knobs, moment, side):
    """Step 9: in how many channels a case has to be told."""
    if draw(moment, LUCK.help) >= (knobs.help_online if j.remote else knobs.help_store):
        return
    j.support = who.home[side]
    if j.combines:
        luck, taste = draw(moment, LUCK.support_channel), knobs.taste_support
        j.support = choose(j, who, now, knobs, taste, knobs.serves_support, luck, 1.0)
    j.channel = j.support
    shared = now.good_shared_history + now.effect_shared_goals
    relief = 1.0 - knobs.hop_relief * shared / 2.0
    j.contacts = 1.0
    if j.combines and now.several and draw(moment, LUCK.hop_second) < knobs.hop_second * relief:
        third = draw(moment, LUCK.hop_third) < knobs.hop_third * relief
        j.contacts = 3.0 if third else 2.0
    meet_friction(j, who, life, now, knobs, moment, FRICTION.slow_answer, 1.0)
    if j.contacts > 1.0:
        for kind in (FRICTION.repeat_in_support, FRICTION.case_lost, FRICTION.nobody_owns_case):
            if meet_friction(j, who, life, now, knobs, moment, kind, 1.0):
                j.rough_hops = j.contacts - 1.0


@njit
def remember(j, who, life, knobs, moment, week):
    """Step 10: what the journey leaves behind, and who leaves."""
    old = life.loyalty
    gap = 1.0 - min(1.0, j.points / 100.0) - life.expectation
    bonus = knobs.purchase_bonus * (1.0 - old) if j.bought else 0.0
    gain = knobs.learning * (max(gap, 0.0) + bonus)
    loss = knobs.learning * knobs.loss_weight * knobs.sensitivity
    loyalty = min(max(old + gain - loss * max(-gap, 0.0), 0.0), 1.0)
    life.loyalty = loyalty
    life.expectation += knobs.expectation_speed * gap
    life.frustration, life.last_week = j.frustration, week
    if j.bought:
        life.last_purchase = j.buy
    chance = knobs.leave_per_hop * j.rough_hops
    if j.severe:
        chance += knobs.leave_after_severe * knobs.sensitivity * who.impatience
    left = draw(moment, LUCK.leave) < chance or loyalty < knobs.loyalty_floor
    if j.bought and not left:
        bond = 1.0 + knobs.churn_loyalty * (1.0 - 2.0 * loyalty)
        left = draw(moment, LUCK.churn_now) < min(1.0, who.churn * bond)
    if left:
        life.active, life.left_week = 0.0, week


@njit
def contribution_of(j, knobs):
    """What the journey earned, after the cost of help."""
    live = knobs.contact_live_share
    each = live * knobs.contact_live + (1.0 - live) * knobs.contact_self
    return to_64th(j.item + j.extra - j.contacts * each)


@njit
def add_up(j, life, week, earned):
    """Add a journey to the totals of a life."""
    life.journeys += 1.0
    life.frustration_sum += j.frustration
    life.points += j.points
    life.severe += j.severe
    life.revenue += j.revenue
    life.store_revenue += j.store_revenue
    life.contribution += earned
    life.store_visits += j.store_visits
    life.online_sessions += j.online_sessions
    life.phone_sessions += j.phone_sessions
    life.carts += j.carts
    life.contacts += j.contacts
    life.evaluations += j.reached_evaluate
    life.choices += j.reached_buy
    life.lost += j.lost_to >= 0
    life.not_convinced += j.lost_to == NOT_CONVINCED
    if not j.bought:
        return
    life.purchases += 1.0
    life.spent[j.buy] += j.revenue
    if life.purchases == 2.0:
        life.second_week = week
    if j.buy == CHANNEL.store:
        life.store_purchases += 1.0
    elif j.buy in (CHANNEL.website, CHANNEL.app):
        life.online_purchases += 1.0

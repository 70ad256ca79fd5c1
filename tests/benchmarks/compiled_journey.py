"""Rule 4 compiled: one shopper's journey of a week under one set-up, until the item is paid for."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulations.engine.ledger import NOT_CONVINCED, NOWHERE
from tests.benchmarks.compiled_people import CHANNEL_COUNT, pick
from tests.benchmarks.compiled_rules import (
    CHANNEL,
    FRICTION,
    LUCK,
    QUIT_LUCK,
    draw,
    to_64th,
)

CODES = ("started", "discover", "evaluate", "buy", "support", "channel", "habit", "scar", "lost_to")
FLAGS = (
    *("going", "changed_first", "changed_now", "reached_evaluate", "reached_buy", "remote"),
    *("promoted", "rescued", "collected", "bought", "severe", "combines"),
    *("started_on_phone", "on_phone", "changed_device"),
)
AMOUNTS = (
    *("frustration", "points", "value", "price", "item", "extra", "revenue", "store_revenue"),
    *("store_visits", "online_sessions", "phone_sessions", "carts", "contacts"),
    "rough_hops",
)
JOURNEY = np.dtype(
    [*((name, "i8") for name in (*CODES, *FLAGS)), *((name, "f8") for name in AMOUNTS)]
)


@njit
def friction(j, who, life, now, knobs, moment, kind, factor, luck, quit_luck):
    """Let a friction happen with its chance (times a factor); tell whether it did."""
    if draw(moment, luck) >= now.chance[kind] * factor:
        return False
    raw = to_64th(knobs.points[kind] * who.impatience)
    booked = min(raw, 100.0 - j.frustration)
    j.frustration += booked
    j.points += booked
    if raw >= knobs.severe_points:
        j.severe = 1
    life.last_friction = j.channel
    life.counts[kind] += 1.0
    life.pains[kind] += booked
    if quit_luck >= 0 and draw(moment, quit_luck) < quitting_chance(j, who, knobs, kind):
        give_up(j, kind)
    return True


@njit
def quitting_chance(j, who, knobs, kind):
    """Chance to give up because of a friction."""
    return min(1.0, knobs.quit[kind] * who.impatience * (1.0 + j.frustration / 100.0))


@njit
def give_up(j, kind):
    """End the journey without a purchase."""
    j.going = 0
    j.lost_to = kind


@njit
def meet_friction(j, who, life, now, knobs, moment, kind, factor):
    """Let a friction happen by the draws of its own name."""
    luck = LUCK.over_contact + kind
    return friction(j, who, life, now, knobs, moment, kind, factor, luck, QUIT_LUCK[kind])


@njit
def choose(j, who, now, knobs, taste, serves, luck, shown):
    """Choose a channel; ``shown`` multiplies the store's weight."""
    weights = who.weights
    for c in range(CHANNEL_COUNT):
        pull = who.pull[c]
        if c == j.habit:
            pull *= knobs.inertia
        if c == j.scar:
            pull *= knobs.avoidance
        weights[c] = pull * taste[c] * now.open[c]
    weights[CHANNEL.store] *= shown
    return pick(weights, luck, serves, now)


@njit
def tries(tables, row, luck):
    """One, and a geometric number of tries more."""
    low, high = 0, tables.shape[1]
    while low < high:
        middle = (low + high) // 2
        if tables[row, middle] <= luck:
            low = middle + 1
        else:
            high = middle
    return 1.0 + low


@njit
def is_online(channel):
    """Tell whether a channel has a shopping cart."""
    return channel in (CHANNEL.website, CHANNEL.app)


@njit
def is_interactive(channel):
    """Tell whether people tell a channel what they want."""
    return channel not in (CHANNEL.email, CHANNEL.print)


@njit
def begin(j, life, knobs, week, combines):
    """Clear the record of the journey."""
    j.going, j.combines = 1, combines
    j.reached_evaluate = j.reached_buy = j.bought = 0
    j.changed_first = j.changed_now = j.remote = 0
    j.promoted = j.rescued = j.collected = j.severe = 0
    j.started_on_phone = j.on_phone = j.changed_device = 0
    j.support = j.lost_to = NOWHERE
    j.points = j.item = j.extra = j.revenue = j.store_revenue = 0.0
    j.store_visits = j.online_sessions = j.phone_sessions = j.carts = j.contacts = 0.0
    j.rough_hops = 0.0
    j.habit, j.scar = life.last_purchase, life.last_friction
    j.frustration = to_64th(life.frustration * knobs.fading[week - life.last_week])


@njit
def discover(j, who, life, now, knobs, moment, side):
    """Step 3: where the shopper meets the retailer."""
    if j.combines:
        luck = draw(moment, LUCK.discover_channel)
        taste = knobs.taste_discover
        j.discover = choose(j, who, now, knobs, taste, knobs.serves_discover, luck, 1.0)
    else:
        j.discover = who.home[side]
    j.channel = j.discover
    excess = min(1.0, max(0.0, now.pressure[who.messaging]))
    if excess > 0.0:
        meet_friction(j, who, life, now, knobs, moment, FRICTION.over_contact, excess)


@njit
def evaluate(j, who, life, now, knobs, moment):
    """Step 4: where the shopper compares."""
    j.reached_evaluate = 1
    j.evaluate = j.discover
    if j.combines:
        must = knobs.serves_evaluate[j.discover] == 0.0
        if must or draw(moment, LUCK.evaluate_change) < who.crossing:
            luck, taste = draw(moment, LUCK.evaluate_channel), knobs.taste_evaluate
            j.evaluate = choose(j, who, now, knobs, taste, knobs.serves_evaluate, luck, 1.0)
    j.channel = j.evaluate
    _count_visits(j, j.evaluate, knobs, moment)
    j.changed_first = j.evaluate != j.discover
    if not j.changed_first:
        return
    meet_friction(j, who, life, now, knobs, moment, FRICTION.contradictory_information, 1.0)
    if j.going and is_interactive(j.discover):
        meet_friction(j, who, life, now, knobs, moment, FRICTION.repeat_information, 1.0)


@njit
def _on_phone(channel, knobs, moment):
    return channel == CHANNEL.app or draw(moment, LUCK.device) < knobs.mobile_share


@njit
def _count_visits(j, channel, knobs, moment):
    if channel == CHANNEL.store and j.store_visits == 0.0:
        j.store_visits = tries(knobs.tries, 0, draw(moment, LUCK.visits))
    if is_online(channel) and j.online_sessions == 0.0:
        j.online_sessions = tries(knobs.tries, 1, draw(moment, LUCK.sessions))
        j.started_on_phone = _on_phone(channel, knobs, moment)
        j.phone_sessions = j.online_sessions * j.started_on_phone


@njit
def _sit_down(j, knobs, moment):
    j.on_phone = _on_phone(j.buy, knobs, moment)
    both = j.evaluate == CHANNEL.website and j.buy == CHANNEL.website
    if both and j.on_phone and j.combines and draw(moment, LUCK.device_at_buy) < knobs.desk_finish:
        j.changed_device, j.on_phone = 1, 0
    if j.on_phone != j.started_on_phone:
        j.online_sessions += 1.0
        j.phone_sessions += j.on_phone


@njit
def reach_buy(j, who, now, knobs, moment):
    """Step 5: where the shopper means to buy."""
    j.reached_buy = 1
    j.buy = j.evaluate
    if j.combines:
        must = knobs.serves_buy[j.evaluate] == 0.0
        if must or draw(moment, LUCK.buy_change) < who.crossing:
            luck, taste = draw(moment, LUCK.buy_channel), knobs.taste_buy
            shown = 1.0 + knobs.stock_pull * now.good_shared_stock
            j.buy = choose(j, who, now, knobs, taste, knobs.serves_buy, luck, shown)
    j.channel = j.buy
    j.changed_now = j.buy != j.evaluate
    j.remote = j.buy != CHANNEL.store
    _count_visits(j, j.buy, knobs, moment)
    if is_online(j.buy):
        _sit_down(j, knobs, moment)
        j.carts = tries(knobs.tries, 2, draw(moment, LUCK.carts))


@njit
def meet_seams(j, who, life, now, knobs, moment):
    """Step 5: what a change of channel brings to light."""
    if j.changed_now:
        kind, luck = FRICTION.repeat_information, LUCK.repeat_at_buy
        quit_luck = LUCK.repeat_at_buy_quit
        friction(j, who, life, now, knobs, moment, kind, 1.0, luck, quit_luck)
        if j.going and who.privacy:
            shared = now.effect_shared_history
            meet_friction(j, who, life, now, knobs, moment, FRICTION.privacy_unease, shared)
    if j.going and (j.changed_first or j.changed_now):
        noticed = min(1.0, knobs.price_noticed * 2.0 * who.price_sensitivity)
        meet_friction(j, who, life, now, knobs, moment, FRICTION.price_gap, noticed)
    if j.going and draw(moment, LUCK.promotion) < knobs.promotion_share:
        kind = FRICTION.promotion_refused
        elsewhere = j.buy != j.discover
        refused = elsewhere and meet_friction(j, who, life, now, knobs, moment, kind, 1.0)
        j.promoted = not refused
    if j.going and ((j.changed_now and is_online(j.evaluate)) or j.changed_device):
        meet_friction(j, who, life, now, knobs, moment, FRICTION.cart_lost, 1.0)


@njit
def find_item(j, who, life, now, knobs, moment):
    """Step 5: the item may be missing, and then be rescued or not."""
    missing = -1
    if j.changed_now:
        kind = FRICTION.phantom_stock
        if meet_friction(j, who, life, now, knobs, moment, kind, 1.0):
            missing = kind
    if missing < 0:
        kind = FRICTION.stock_out
        if not meet_friction(j, who, life, now, knobs, moment, kind, 1.0):
            return
        missing = kind
    by_stock = knobs.rescue_by_stock * now.good_shared_stock
    by_goals = knobs.rescue_by_goals * now.effect_shared_goals
    if draw(moment, LUCK.rescue) < 1.0 - (1.0 - by_stock) * (1.0 - by_goals):
        j.rescued = 1
        return
    if now.several:
        meet_friction(j, who, life, now, knobs, moment, FRICTION.nobody_helps, 1.0)
    if not j.going:
        return
    quits, reaction = quitting_chance(j, who, knobs, missing), draw(moment, LUCK.reaction)
    if reaction < quits:
        give_up(j, missing)
    elif reaction < quits + knobs.stock_delay and j.buy == CHANNEL.store:
        j.store_visits += 1.0


@njit
def choose_fulfilment(j, who, life, now, knobs, moment):
    """Step 5: an order from afar may be collected in the store."""
    if j.combines and who.collects and j.remote and now.open[CHANNEL.store] > 0.0:
        kind = FRICTION.no_pickup
        j.collected = not meet_friction(j, who, life, now, knobs, moment, kind, 1.0)
        if j.collected:
            kind = FRICTION.pickup_failed
            meet_friction(j, who, life, now, knobs, moment, kind, 1.0)


@njit
def check_out(j, knobs, moment):
    """Step 5: does the shopper want it enough?"""
    intent = knobs.purchase_intent
    if j.promoted:
        intent *= 1.0 + knobs.promotion_lift
    if j.remote and not j.collected:
        late = knobs.delivery_effect * (knobs.delivery_days - 1.0)
        intent *= min(2.0, max(0.0, 1.0 - late))
    if j.changed_first or j.changed_now:
        intent *= 1.0 + knobs.research_gain
    j.bought = draw(moment, LUCK.checkout) < min(1.0, intent)
    j.going = j.bought
    if not j.bought:
        j.lost_to = NOT_CONVINCED
